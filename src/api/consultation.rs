//! Published consultations.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::answers::json;
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::http::cache::{Name, Of};
use crate::http::errors::HttpError;
use crate::http::state::AppState;

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
