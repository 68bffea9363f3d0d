//! The draft roster: read with its findings, changed, undone, made again.

pub mod changes;
pub mod fill;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::ActionError;
use crate::actions::roster::{self, CheckedDraft, Edit, step};
use crate::api::consultation::named;
use crate::api::coverage::FindingJson;
use crate::api::draft::changes::{Changes, Version};
use crate::api::fields::Body;
use crate::api::values::HoursJson;
use crate::domain::access::Actor;
use crate::domain::language::Locale;
use crate::domain::roster::Slot;
use crate::domain::roster::reason::{CancelReason, PublicReason};
use crate::domain::slug::Slug;
use crate::http::errors::{Beside, HttpError};
use crate::http::locale;
use crate::http::session::{CurrentUser, SignedIn};
use crate::http::state::AppState;
use crate::i18n::sentences;

type ChangesJson = Body<Changes>;
type VersionJson = Body<Version>;

/// The draft of a consultation, with what is to be settled before it is published.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/draft", tag = "coordinator",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The draft", body = DraftJson),
        (status = 403, description = "The token's role may not see rosters"),
        (status = 404, description = "No such consultation"),
    )
)]
pub async fn show(
    request: HttpRequest,
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    slug: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let (draft, _) = roster::checked(&state.cx, &actor, named(&slug)?).await?;
    let locale = locale::of(request.path(), request.headers());
    Ok(HttpResponse::Ok().json(DraftJson::of(&draft, locale)))
}

/// Changes the draft: all changes or none. They are one step, which can be undone.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/draft/changes", tag = "coordinator", request_body = ChangesJson,
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "Changed", body = NewVersionJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such consultation"),
        (status = 409, description = "The draft has another version; `draft` is how it stands"),
        (status = 422, description = "Some changes cannot be made; `errors` names each by its place"),
    )
)]
pub async fn change(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    SignedIn(actor, Body(changes)): SignedIn<ChangesJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = named(&slug)?;
    let edits: Vec<Edit> = changes.all.into_iter().map(|change| change.edit(&state.cx)).collect();
    let changed = roster::change(&state.cx, &actor, slug.clone(), edits, changes.version.0).await;
    answer(&request, &state, &actor, slug, changed).await
}

/// Undoes the last step of the draft that is not undone.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/draft/undo", tag = "coordinator", request_body = VersionJson,
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "Undone", body = NewVersionJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such consultation"),
        (status = 409, description = "The draft has another version, or there is nothing to undo; `draft` is how it stands"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn undo(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    SignedIn(actor, Body(version)): SignedIn<VersionJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = named(&slug)?;
    let undone = step::undo(&state.cx, &actor, slug.clone(), version.0).await;
    answer(&request, &state, &actor, slug, undone).await
}

/// Makes the step again that was undone last.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/draft/redo", tag = "coordinator", request_body = VersionJson,
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "Made again", body = NewVersionJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such consultation"),
        (status = 409, description = "The draft has another version, or nothing was undone; `draft` is how it stands"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn redo(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    SignedIn(actor, Body(version)): SignedIn<VersionJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = named(&slug)?;
    let redone = step::redo(&state.cx, &actor, slug.clone(), version.0).await;
    answer(&request, &state, &actor, slug, redone).await
}

/// The new version, or what is in the way with the draft as it stands.
async fn answer(
    request: &HttpRequest,
    state: &AppState,
    actor: &Actor,
    slug: Slug,
    changed: Result<i32, ActionError>,
) -> Result<HttpResponse, HttpError> {
    match changed {
        Ok(version) => Ok(HttpResponse::Ok().json(NewVersionJson { version })),
        Err(error) => Err(beside(request, state, actor, slug, error).await),
    }
}

/// A conflict with the draft as it stands, so that the next try needs no other question.
pub async fn beside(
    request: &HttpRequest,
    state: &AppState,
    actor: &Actor,
    slug: Slug,
    error: ActionError,
) -> HttpError {
    if !matches!(
        error,
        ActionError::Stale | ActionError::Conflict(_) | ActionError::Taken(_)
    ) {
        return error.into();
    }
    match roster::checked(&state.cx, actor, slug).await {
        Ok((draft, _)) => {
            let locale = locale::of(request.path(), request.headers());
            HttpError::With {
                error,
                beside: Beside::Draft,
                value: Box::new(json!(DraftJson::of(&draft, locale))),
            }
        }
        Err(other) => other.into(),
    }
}

/// The version a draft has now.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NewVersion)]
pub struct NewVersionJson {
    pub version: i32,
}

/// A draft roster.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Draft)]
pub struct DraftJson {
    /// Sent with every change, so that nobody overwrites what they have not seen
    pub version: i32,
    /// By start
    pub slots: Vec<DraftSlotJson>,
    /// What is to be settled, what blocks first
    pub findings: Vec<FindingJson>,
}

/// A slot of a draft.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DraftSlot)]
pub struct DraftSlotJson {
    pub id: Uuid,
    /// Local date of the start
    pub date: NaiveDate,
    /// Local start
    #[schema(example = "15:00")]
    pub start: String,
    /// Local end; not after the start means the next day
    #[schema(example = "18:00")]
    pub end: String,
    /// Numbers that answer, E.164
    #[schema(example = json!(["+48126165769"]))]
    pub phones: Vec<String>,
    /// Languages spoken, ISO 639
    pub languages: Vec<String>,
    /// `phone`, `room` or `hybrid`
    #[schema(example = "phone")]
    pub mode: &'static str,
    /// Who is on duty
    pub staff: Option<Uuid>,
    /// `planned` or `cancelled`
    #[schema(example = "planned")]
    pub state: &'static str,
    /// Why it is called off, in Polish
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
    /// The same as a code of the list; absent when it is in the office's own words
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_code: Option<&'static str>,
}

impl DraftJson {
    fn of(draft: &CheckedDraft, locale: Locale) -> Self {
        let findings = draft.report.findings.iter();
        Self {
            version: draft.draft.version,
            slots: draft.draft.slots.iter().map(DraftSlotJson::from).collect(),
            findings: findings.map(|finding| FindingJson::of(finding, locale)).collect(),
        }
    }
}

impl From<&Slot> for DraftSlotJson {
    fn from(slot: &Slot) -> Self {
        let HoursJson { start, end } = slot.hours.into();
        let phones = slot.extensions.iter().map(|extension| extension.phone.e164());
        let reason = slot.cancel_reason.as_ref();
        Self {
            id: slot.id.0,
            date: slot.date,
            start,
            end,
            phones: phones.map(str::to_owned).collect(),
            languages: slot.languages.iter().map(ToString::to_string).collect(),
            mode: slot.mode.code(),
            staff: slot.staff.map(|staff| staff.0),
            state: slot.state.code(),
            cancel_reason: reason.map(|reason| sentences::cancel_reason(reason, Locale::Pl)),
            cancel_code: reason.and_then(CancelReason::listed).map(PublicReason::code),
        }
    }
}
