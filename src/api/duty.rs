//! The published duties of a consultation, and who is on duty at an instant.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::actions::published::PublicView;
use crate::api::answers::{json, made_now};
use crate::api::consultation::named;
use crate::api::fields::{Field, Fields, Input, Query, parsed};
use crate::api::values::HoursJson;
use crate::domain::duty::{OnDuty, on_duty as on_duty_at};
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::reason::{CancelReason, PublicReason};
use crate::domain::time::read_instant;
use crate::http::cache::{Name, Of};
use crate::http::errors::HttpError;
use crate::http::state::AppState;
use crate::i18n::sentences;

/// The published duty slots of a consultation, by start. Called-off slots stay, with their state.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/slots", tag = "public",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    responses(
        (status = 200, description = "A bare array", body = [SlotJson]),
        (status = 404, description = "No such published consultation"),
    )
)]
pub async fn slots(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let view = state.published(&named(&slug)?)?;
    state.answer(&request, name_of("slots", &view), &view, |_| {
        json(&view.slots.iter().map(SlotJson::from).collect::<Vec<_>>(), None)
    })
}

fn name_of(what: &'static str, view: &PublicView) -> Name {
    Name {
        what,
        of: Of::Consultation(view.consultation.id),
        locale: None,
    }
}

/// When to look; now when nobody says.
pub struct At(Option<DateTime<Utc>>);

type OnDutyQuery = Query<At>;

impl Input for At {
    const NAME: &'static str = "OnDutyQuery";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let at = fields.optional("at", "Instant in RFC 3339; now when absent");
        Some(Self(at.map(|QueryInstant(at)| at)))
    }
}

/// An instant of a query. A `+` that was not escaped arrives as a space.
struct QueryInstant(DateTime<Utc>);

impl Field for QueryInstant {
    fn read(value: Value) -> Result<Self, Fault> {
        let instant = |text: &str| read_instant(&text.trim().replace(' ', "+"));
        parsed(value, Fault::Instant, instant).map(Self)
    }

    fn schema() -> Value {
        let mut schema = DateTime::<Utc>::schema();
        schema["example"] = "2024-06-20T15:40:00+02:00".into();
        schema
    }
}

/// Who is on duty at an instant, and who is next.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/on-duty", tag = "public",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow"), OnDutyQuery),
    responses(
        (status = 200, description = "Slots running then, and the next one to start", body = OnDutyJson),
        (status = 400, description = "The query cannot be understood"),
        (status = 404, description = "No such published consultation"),
        (status = 422, description = "`at` is no instant"),
    )
)]
pub async fn on_duty(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    Query(At(asked)): OnDutyQuery,
) -> Result<HttpResponse, HttpError> {
    let view = state.published(&named(&slug)?)?;
    if let Some(asked) = asked {
        return made_now(
            &request,
            &state,
            json(&OnDutyJson::from(&on_duty_at(&view.slots, asked)), None)?,
        );
    }
    state.answer(&request, name_of("on-duty", &view), &view, |now| {
        let found = on_duty_at(&view.slots, now);
        json(&OnDutyJson::from(&found), found.changes_at)
    })
}

/// Who is on duty at an instant.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OnDuty)]
pub struct OnDutyJson {
    /// Slots running then, by start
    pub on_duty: Vec<SlotJson>,
    /// The next slot to start, if there is one
    pub next: Option<SlotJson>,
}

impl From<&OnDuty<'_>> for OnDutyJson {
    fn from(found: &OnDuty<'_>) -> Self {
        Self {
            on_duty: found.now.iter().map(|slot| SlotJson::from(*slot)).collect(),
            next: found.next.map(SlotJson::from),
        }
    }
}

/// A published duty slot.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Slot)]
pub struct SlotJson {
    /// Local date of the start
    pub date: NaiveDate,
    /// Local start
    #[schema(example = "15:00")]
    pub start: String,
    /// Local end; not after the start means the next day
    #[schema(example = "18:00")]
    pub end: String,
    pub starts_at: DateTime<Utc>,
    /// No longer belongs to the slot
    pub ends_at: DateTime<Utc>,
    /// Numbers that answer, E.164
    #[schema(example = json!(["+48126165769"]))]
    pub phones: Vec<String>,
    /// Languages spoken, ISO 639
    pub languages: Vec<String>,
    /// `planned` or `cancelled`
    #[schema(example = "planned")]
    pub state: &'static str,
    /// Why it was cancelled, in Polish
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
    /// The same as a code of the list; absent when it is in the office's own words
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_code: Option<&'static str>,
}

impl From<&PublishedSlot> for SlotJson {
    fn from(slot: &PublishedSlot) -> Self {
        let HoursJson { start, end } = slot.hours.into();
        let phones = slot.extensions.iter().map(|extension| extension.phone.e164());
        let reason = slot.cancel_reason.as_ref();
        Self {
            date: slot.date,
            start,
            end,
            starts_at: slot.span.starts_at,
            ends_at: slot.span.ends_at,
            phones: phones.map(str::to_owned).collect(),
            languages: slot.languages.iter().map(ToString::to_string).collect(),
            state: slot.state.code(),
            cancel_reason: reason.map(|reason| sentences::cancel_reason(reason, Locale::Pl)),
            cancel_code: reason.and_then(CancelReason::listed).map(PublicReason::code),
        }
    }
}
