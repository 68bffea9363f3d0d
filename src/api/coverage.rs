//! Whether the draft covers every consultation day.

use actix_web::http::header::CONTENT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::roster;
use crate::api::consultation::named;
use crate::api::values::HoursJson;
use crate::domain::calendar::Requirement;
use crate::domain::consultation::Consultation;
use crate::domain::coverage::{DayCoverage, Verdict};
use crate::domain::finding::{CoverageReport, Finding};
use crate::domain::language::Locale;
use crate::domain::time::Hours;
use crate::http::errors::HttpError;
use crate::http::locale;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::sentences;

/// Whether every consultation day is covered by the draft, and what has to be decided before publishing.
/// Sentences come in the language of `Accept-Language`: Polish, English or Ukrainian.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/coverage", tag = "coordinator",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The report", body = CoverageJson),
        (status = 403, description = "The token's role may not see rosters"),
        (status = 404, description = "No such consultation"),
    )
)]
pub async fn report(
    request: HttpRequest,
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    slug: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let (consultation, report) = roster::coverage(&state.cx, &actor, named(&slug)?).await?;
    let locale = locale::of(request.path(), request.headers());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_LANGUAGE, locale.code()))
        .json(CoverageJson::of(&consultation, &report, locale)))
}

/// Whether every consultation day is covered by the draft.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Coverage)]
pub struct CoverageJson {
    pub consultation: String,
    /// Included
    pub first_day: NaiveDate,
    /// Included
    pub last_day: NaiveDate,
    pub summary: SummaryJson,
    /// Every consultation day in order
    pub days: Vec<DayJson>,
    /// What is to be settled, what blocks first
    pub findings: Vec<FindingJson>,
}

/// Days per verdict.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageSummary)]
pub struct SummaryJson {
    /// Days on which there is a duty in all required hours, whether or not it has a person
    pub covered: usize,
    /// Those of them on which all required hours have a person
    pub staffed: usize,
    /// Days on which there is one in some
    pub partly: usize,
    /// Days on which there is one in none
    pub uncovered: usize,
    /// Days that ask for nothing
    pub not_required: usize,
    /// Required minutes without a duty, over all days
    pub uncovered_minutes: i64,
    /// Required minutes without a duty that has a person, over all days
    pub unstaffed_minutes: i64,
    /// Whether publishing is refused until findings are settled or accepted
    pub blocked: bool,
}

/// One consultation day.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageDay)]
pub struct DayJson {
    pub date: NaiveDate,
    /// `duty`, `day_off`, `event` or `exempt`
    #[schema(example = "duty")]
    pub requirement: &'static str,
    /// Why nothing is required, in the language asked for
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Hours in which somebody must be on duty
    pub required: Vec<HoursJson>,
    /// `covered`, `partly`, `uncovered` or `not_required`
    #[schema(example = "covered")]
    pub verdict: &'static str,
    /// Required minutes without a duty
    pub uncovered_minutes: i64,
    /// Required minutes without a duty that has a person
    pub unstaffed_minutes: i64,
    /// Where they lie
    pub gaps: Vec<HoursJson>,
}

/// Something to be settled.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct FindingJson {
    /// The name by which it is accepted when publishing
    pub key: String,
    /// What is wrong
    #[schema(example = "day_uncovered")]
    pub code: &'static str,
    /// `blocks` or `warns`
    #[schema(example = "blocks")]
    pub severity: &'static str,
    pub date: Option<NaiveDate>,
    pub slot: Option<Uuid>,
    /// The whole of it in the language asked for
    pub sentence: String,
}

impl CoverageJson {
    pub fn of(consultation: &Consultation, report: &CoverageReport, locale: Locale) -> Self {
        Self {
            consultation: consultation.slug.to_string(),
            first_day: consultation.first_day,
            last_day: consultation.last_day,
            summary: SummaryJson {
                covered: report.count(Verdict::Covered),
                staffed: report.staffed(),
                partly: report.count(Verdict::Partly),
                uncovered: report.count(Verdict::Uncovered),
                not_required: report.count(Verdict::NotRequired),
                uncovered_minutes: report.uncovered_minutes(),
                unstaffed_minutes: report.unstaffed_minutes(),
                blocked: report.blocking().next().is_some(),
            },
            days: report.days.iter().map(|day| DayJson::of(day, locale)).collect(),
            findings: report
                .findings
                .iter()
                .map(|finding| FindingJson::of(finding, locale))
                .collect(),
        }
    }
}

impl DayJson {
    fn of(day: &DayCoverage, locale: Locale) -> Self {
        let hours = |hours: &[Hours]| hours.iter().copied().map(HoursJson::from).collect();
        let requirement = &day.day.requirement;
        Self {
            date: day.day.date,
            requirement: requirement.code(),
            reason: (!matches!(requirement, Requirement::Duty(_))).then(|| sentences::requirement(requirement, locale)),
            required: match requirement {
                Requirement::Duty(required) => hours(required),
                _ => Vec::new(),
            },
            verdict: day.verdict.code(),
            uncovered_minutes: day.uncovered_minutes,
            unstaffed_minutes: day.unstaffed_minutes,
            gaps: hours(&day.gaps),
        }
    }
}

impl FindingJson {
    pub fn of(finding: &Finding, locale: Locale) -> Self {
        Self {
            key: finding.key(),
            code: finding.code(),
            severity: finding.severity.code(),
            date: finding.date,
            slot: finding.slot.map(|slot| slot.0),
            sentence: sentences::finding_sentence(finding, locale),
        }
    }
}
