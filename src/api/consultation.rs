//! Published consultations.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::actions::{ActionError, consultation as consultations};
use crate::api::answers::json;
use crate::api::fields::{Body, Fields, Input};
use crate::api::values::{HoursPair, WeekdayJson};
use crate::domain::calendar::RequiredHours;
use crate::domain::consultation::{Consultation, PhoneMode, Settings};
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::http::cache::{Name, Of};
use crate::http::errors::HttpError;
use crate::http::session::SignedIn;
use crate::http::state::AppState;

type NewConsultationJson = Body<NewConsultation>;

/// All published consultations, newest first.
#[utoipa::path(
    get, path = "/api/v1/consultations", tag = "public",
    responses((status = 200, description = "A bare array", body = [ConsultationJson]))
)]
pub async fn list(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, HttpError> {
    let snapshot = state.cx.published.now();
    let name = Name {
        what: "consultations",
        of: Of::All,
        locale: None,
    };
    state.answer(&request, name, &snapshot, |_| {
        let all = snapshot.all.iter();
        let shown = all.map(|view| ConsultationJson::from(&view.consultation));
        json(&shown.collect::<Vec<_>>(), None)
    })
}

/// Adds a consultation with an empty draft.
#[utoipa::path(
    post, path = "/api/v1/consultations", tag = "coordinator", request_body = NewConsultationJson,
    security(("token" = [])),
    responses(
        (status = 201, description = "The consultation", body = ConsultationJson),
        (status = 403, description = "The token's role may not make consultations"),
        (status = 404, description = "No such unit"),
        (status = 422, description = "Fields are wrong, or the slug is taken; `errors` names each"),
    )
)]
pub async fn add(
    state: web::Data<AppState>,
    SignedIn(actor, Body(new)): SignedIn<NewConsultationJson>,
) -> Result<HttpResponse, HttpError> {
    let (cx, NewConsultation { slug, settings, unit }) = (&state.cx, new);
    consultations::add(cx, &actor, slug.clone(), settings, unit)
        .await
        .map_err(NewConsultation::fields_of)?;
    let added = consultations::one(cx, &actor, slug).await?;
    let address = format!("/api/v1/consultations/{}/draft", added.slug);
    Ok(HttpResponse::Created()
        .insert_header(("location", address))
        .json(ConsultationJson::from(&added)))
}

/// A consultation to be added.
pub struct NewConsultation {
    slug: Slug,
    settings: Settings,
    unit: Option<Slug>,
}

impl Input for NewConsultation {
    const NAME: &'static str = "NewConsultation";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let slug = fields.required("slug", "Its part of every address");
        let title: Option<Title> = fields.object("title", "Its title per language; Polish must be there");
        let first_day = fields.required("first_day", "Included");
        let last_day = fields.required("last_day", "Included");
        let required: Option<Week> = fields.object("required", "Hours in which somebody must be on duty, per weekday");
        let phone_mode = fields.optional("phone_mode", "What a call is worth; open when absent");
        let unit = fields.optional("unit", "Slug of the office that holds it; the only one when absent");
        if title.is_none() {
            fields.refuse("title", Fault::Required);
        }
        Some(Self {
            slug: slug?,
            settings: Settings {
                first_day: first_day?,
                last_day: last_day?,
                texts: title?.0,
                phone_mode,
                required: required.map(|Week(hours)| hours).unwrap_or_default(),
                leads: Vec::new(),
                swaps_need_approval: false,
            },
            unit,
        })
    }
}

impl NewConsultation {
    /// What is wrong with its fields, as they are called here.
    fn fields_of(error: ActionError) -> ActionError {
        let titles = Locale::ALL.map(|locale| (format!("text-{locale}-title"), format!("title.{locale}")));
        let days = WeekdayJson::CODES.iter().enumerate();
        let days = days.map(|(index, code)| (format!("hours-{index}"), format!("required.{code}")));
        let names = titles.into_iter().chain(days);
        names.fold(error, |error, (from, to)| error.renamed(&from, &to))
    }
}

/// A title per language.
struct Title(ConsultationTexts);

impl Input for Title {
    const NAME: &'static str = "Title";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let mut texts = BTreeMap::new();
        for locale in Locale::ALL {
            let title: Option<String> = fields.optional(locale.code(), "In this language");
            let text = title.map(|title| ConsultationText {
                title,
                ..ConsultationText::default()
            });
            texts.extend(text.map(|text| (locale, text)));
        }
        Some(Self(ConsultationTexts(texts)))
    }
}

/// Required hours per weekday.
struct Week(RequiredHours);

impl Input for Week {
    const NAME: &'static str = "RequiredHours";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let days = (1..).zip(WeekdayJson::CODES).map(|(day, code)| {
            let hours: Vec<HoursPair> = fields.list(code, "Start and end of each");
            (day, hours.into_iter().map(|HoursPair(hours)| hours).collect())
        });
        Some(Self(RequiredHours(days.collect())))
    }
}

/// The slug of a path; what cannot be one names nothing.
pub fn named(slug: &str) -> Result<Slug, HttpError> {
    slug.parse().map_err(|_| HttpError::NotFound("consultation"))
}

/// A published consultation.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consultation)]
pub struct ConsultationJson {
    /// Its part of every address
    #[schema(example = "otwarty-krakow")]
    pub slug: String,
    /// Title per language; languages without one are left out
    pub title: BTreeMap<String, String>,
    /// Included
    pub first_day: NaiveDate,
    /// Included
    pub last_day: NaiveDate,
    /// Zone of all its local times
    #[schema(example = "Europe/Warsaw")]
    pub zone: String,
    /// The office that holds it, in Polish
    pub unit: String,
    /// What a call is worth: `counts`, `confirm` or `informs`; null until the office says
    #[schema(example = "counts")]
    pub phone_mode: Option<&'static str>,
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
            unit: consultation.unit.name(Locale::Pl).text.to_owned(),
            phone_mode: consultation.phone_mode.map(PhoneMode::code),
        }
    }
}
