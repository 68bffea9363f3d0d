//! What the API shows. These shapes are a promise: fields are added, never renamed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::calendar::Requirement;
use crate::domain::call::Call;
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::coverage::{CoverageReport, DayCoverage, Finding, Verdict};
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;
use crate::domain::slug::Slug;
use crate::domain::time::Hours;
use crate::i18n::sentences;

/// A published consultation.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consultation)]
pub struct ConsultationJson {
    /// Its part of every address.
    #[schema(example = "otwarty-krakow")]
    pub slug: String,
    /// Title per language; languages without one are left out.
    pub title: BTreeMap<String, String>,
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
    /// Zone of all its local times.
    #[schema(example = "Europe/Warsaw")]
    pub zone: String,
    /// The office that holds it.
    pub unit: String,
    /// What a call is worth: `counts`, `confirm` or `informs`.
    #[schema(example = "counts")]
    pub phone_mode: &'static str,
}

impl From<&Consultation> for ConsultationJson {
    fn from(consultation: &Consultation) -> Self {
        let title = consultation
            .texts
            .0
            .iter()
            .filter(|(_, text)| !text.title.is_empty())
            .map(|(locale, text)| (locale.to_string(), text.title.clone()))
            .collect();
        Self {
            slug: consultation.slug.to_string(),
            title,
            first_day: consultation.first_day,
            last_day: consultation.last_day,
            zone: consultation.zone.name().to_owned(),
            unit: consultation.unit.clone(),
            phone_mode: match consultation.phone_mode {
                PhoneMode::Counts => "counts",
                PhoneMode::Confirm => "confirm",
                PhoneMode::Informs => "informs",
            },
        }
    }
}

/// A published duty slot.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Slot)]
pub struct SlotJson {
    /// Local date of the start.
    pub date: NaiveDate,
    /// Local start.
    #[schema(example = "15:00")]
    pub start: String,
    /// Local end; not after the start means the next day.
    #[schema(example = "18:00")]
    pub end: String,
    /// Instant of the start.
    pub starts_at: DateTime<Utc>,
    /// Instant of the end, which no longer belongs to the slot.
    pub ends_at: DateTime<Utc>,
    /// Numbers that answer, E.164.
    #[schema(example = json!(["+48126165769"]))]
    pub phones: Vec<String>,
    /// Languages spoken, ISO 639.
    pub languages: Vec<String>,
    /// `planned` or `cancelled`.
    #[schema(example = "planned")]
    pub state: &'static str,
    /// Why it was cancelled, in the office's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
}

impl From<&PublishedSlot> for SlotJson {
    fn from(slot: &PublishedSlot) -> Self {
        let HoursJson { start, end } = slot.hours.into();
        Self {
            date: slot.date,
            start,
            end,
            starts_at: slot.span.starts_at,
            ends_at: slot.span.ends_at,
            phones: slot
                .extensions
                .iter()
                .map(|extension| extension.phone.e164().to_owned())
                .collect(),
            languages: slot.languages.iter().map(ToString::to_string).collect(),
            state: match slot.state {
                SlotState::Planned => "planned",
                SlotState::Cancelled => "cancelled",
            },
            cancel_reason: slot.cancel_reason.clone(),
        }
    }
}

/// Who is on duty at an instant.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OnDuty)]
pub struct OnDutyJson {
    /// Slots running then, by start.
    pub on_duty: Vec<SlotJson>,
    /// The next slot to start, if there is one.
    pub next: Option<SlotJson>,
}

/// Local hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Hours)]
pub struct HoursJson {
    /// Start.
    #[schema(example = "15:00")]
    pub start: String,
    /// End; not after the start means the next day.
    #[schema(example = "18:00")]
    pub end: String,
}

impl From<Hours> for HoursJson {
    fn from(hours: Hours) -> Self {
        Self {
            start: hours.start.format("%H:%M").to_string(),
            end: hours.end.format("%H:%M").to_string(),
        }
    }
}

/// Whether every consultation day is covered by the draft.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Coverage)]
pub struct CoverageJson {
    /// Which consultation.
    pub consultation: String,
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
    /// Days per verdict.
    pub summary: SummaryJson,
    /// Every consultation day in order.
    pub days: Vec<DayJson>,
    /// What is to be settled, what blocks first.
    pub findings: Vec<FindingJson>,
}

/// Days per verdict.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageSummary)]
pub struct SummaryJson {
    /// Days on which all required hours are covered.
    pub covered: usize,
    /// Days on which some are.
    pub partly: usize,
    /// Days on which none is.
    pub uncovered: usize,
    /// Days that ask for nothing.
    pub not_required: usize,
    /// Required minutes without anybody, over all days.
    pub uncovered_minutes: i64,
    /// Whether publishing is refused until findings are settled or accepted.
    pub blocked: bool,
}

/// One consultation day.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageDay)]
pub struct DayJson {
    /// Local date.
    pub date: NaiveDate,
    /// `duty`, `day_off`, `event` or `exempt`.
    #[schema(example = "duty")]
    pub requirement: &'static str,
    /// Why nothing is required, in the language asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Hours in which somebody must be on duty.
    pub required: Vec<HoursJson>,
    /// `covered`, `partly`, `uncovered` or `not_required`.
    #[schema(example = "covered")]
    pub verdict: &'static str,
    /// Required minutes without anybody.
    pub uncovered_minutes: i64,
    /// Where they lie.
    pub gaps: Vec<HoursJson>,
}

/// Something to be settled.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct FindingJson {
    /// The name by which it is accepted when publishing.
    pub key: String,
    /// What is wrong.
    #[schema(example = "day_uncovered")]
    pub code: &'static str,
    /// `blocks` or `warns`.
    #[schema(example = "blocks")]
    pub severity: &'static str,
    /// On which day.
    pub date: Option<NaiveDate>,
    /// In which slot.
    pub slot: Option<Uuid>,
    /// The whole of it in the language asked for.
    pub sentence: String,
}

impl CoverageJson {
    /// The report of a consultation with its sentences in a language.
    pub fn of(consultation: &Consultation, report: &CoverageReport, locale: Locale) -> Self {
        Self {
            consultation: consultation.slug.to_string(),
            first_day: consultation.first_day,
            last_day: consultation.last_day,
            summary: SummaryJson {
                covered: report.count(Verdict::Covered),
                partly: report.count(Verdict::Partly),
                uncovered: report.count(Verdict::Uncovered),
                not_required: report.count(Verdict::NotRequired),
                uncovered_minutes: report.uncovered_minutes(),
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
            gaps: hours(&day.gaps),
        }
    }
}

impl FindingJson {
    fn of(finding: &Finding, locale: Locale) -> Self {
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

/// A logged call.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Call)]
pub struct CallJson {
    /// Identifier, made by whoever logged it.
    pub id: Uuid,
    /// Which consultation.
    pub consultation: String,
    /// The duty it came in on, if any.
    pub slot: Option<Uuid>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was logged.
    pub logged_at: DateTime<Utc>,
    /// What kind.
    #[schema(example = "contribution")]
    pub kind: &'static str,
    /// How it ended.
    pub outcome: Option<&'static str>,
    /// Codes of its topics.
    pub topics: Vec<String>,
    /// Language spoken.
    pub language: Option<String>,
    /// Internal note.
    pub note: Option<String>,
    /// Whether it began after the consultation ended.
    pub late: bool,
    /// What the caller wants considered.
    pub contributions: Vec<ContributionJson>,
}

/// A contribution of a call.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Contribution)]
pub struct ContributionJson {
    /// Identifier.
    pub id: Uuid,
    /// Number in the consultation, from 1 without gaps.
    pub number: i32,
    /// The text as noted.
    pub text: String,
    /// `noted` or `awaiting_confirmation`.
    #[schema(example = "noted")]
    pub state: &'static str,
}

impl CallJson {
    /// A call of a consultation.
    pub fn of(call: &Call, consultation: &Slug) -> Self {
        Self {
            id: call.id.0,
            consultation: consultation.to_string(),
            slot: call.slot.map(|slot| slot.0),
            started_at: call.started_at,
            logged_at: call.logged_at,
            kind: call.kind.code(),
            outcome: call.outcome.map(|outcome| outcome.code()),
            topics: call.topics.iter().map(|topic| topic.code.to_string()).collect(),
            language: call.language.as_ref().map(ToString::to_string),
            note: call.note.clone(),
            late: call.late,
            contributions: call
                .contributions
                .iter()
                .map(|contribution| ContributionJson {
                    id: contribution.id.0,
                    number: contribution.number,
                    text: contribution.text.clone(),
                    state: contribution.state.code(),
                })
                .collect(),
        }
    }
}

/// A page of calls.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CallPage)]
pub struct CallPageJson {
    /// Newest first.
    pub calls: Vec<CallJson>,
    /// Where the next page starts: give it as `after`. `null` on the last page.
    pub next: Option<String>,
}
