//! Consultations and their published rosters.

use actix_web::http::header::CONTENT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::actions::{ActionError, duty, roster};
use crate::api::answers::public;
use crate::api::types::{ConsultationJson, CoverageJson, OnDutyJson, SlotJson};
use crate::domain::duty::on_duty as at_instant;
use crate::domain::slug::Slug;
use crate::domain::time::read_instant;
use crate::http::errors::HttpError;
use crate::http::locale;
use crate::http::problem::Problem;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;

/// All published consultations, newest first.
#[utoipa::path(
    get, path = "/api/v1/consultations", tag = "public",
    responses(
        (status = 200, description = "A bare array", body = [ConsultationJson]),
        (status = 304, description = "Not changed since the ETag in If-None-Match"),
    )
)]
pub async fn list(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, HttpError> {
    let listed = duty::public_consultations(&state.cx).await?;
    let shown: Vec<ConsultationJson> = listed.iter().map(ConsultationJson::from).collect();
    public(&request, &shown, state.cx.now(), None)
}

/// The published duty slots of a consultation, by start. Called-off slots stay, with their state.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/slots", tag = "public",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    responses(
        (status = 200, description = "A bare array", body = [SlotJson]),
        (status = 304, description = "Not changed since the ETag in If-None-Match"),
        (status = 404, description = "No such published consultation", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn slots(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let (_, revision) = duty::published(&state.cx, known(&slug)?).await?;
    let shown: Vec<SlotJson> = revision.slots.iter().map(SlotJson::from).collect();
    public(&request, &shown, state.cx.now(), None)
}

/// When to look.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OnDutyQuery {
    /// Instant in RFC 3339; now when absent
    #[param(value_type = Option<String>, format = DateTime, example = "2024-06-20T15:40:00+02:00")]
    at: Option<String>,
}

/// Who is on duty at an instant, and who is next.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/on-duty", tag = "public",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow"), OnDutyQuery),
    responses(
        (status = 200, description = "Slots running then, and the next one to start", body = OnDutyJson),
        (status = 304, description = "Not changed since the ETag in If-None-Match"),
        (status = 400, description = "The query cannot be understood", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such published consultation", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`at` is no instant", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn on_duty(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    query: web::Query<OnDutyQuery>,
) -> Result<HttpResponse, HttpError> {
    let now = state.cx.now();
    let asked = query.at.as_deref().map(instant).transpose()?;
    let (_, revision) = duty::published(&state.cx, known(&slug)?).await?;
    let found = at_instant(&revision.slots, asked.unwrap_or(now));
    let shown = OnDutyJson {
        on_duty: found.now.iter().map(|slot| SlotJson::from(*slot)).collect(),
        next: found.next.map(SlotJson::from),
    };
    let changes_at = if asked.is_some() { None } else { found.changes_at };
    public(&request, &shown, now, changes_at)
}

/// Whether every consultation day is covered by the draft, and what is to be settled before publishing.
/// Sentences come in the language of `Accept-Language`: Polish, English or Ukrainian.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/coverage", tag = "coordinator",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The report", body = CoverageJson),
        (status = 401, description = "No token, or an unknown one", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token's role may not see rosters", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such consultation", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn coverage(
    request: HttpRequest,
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    slug: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let (board, _) = roster::board(&state.cx, &actor, known(&slug)?).await?;
    let locale = locale::of(request.path(), request.headers());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_LANGUAGE, locale.code()))
        .json(CoverageJson::of(&board.consultation, &board.report, locale)))
}

/// The slug of a path; what cannot be one names nothing.
fn known(slug: &str) -> Result<Slug, HttpError> {
    slug.parse().map_err(|_| HttpError::NotFound("consultation"))
}

/// An instant of a query. A `+` that was not escaped arrives as a space.
fn instant(text: &str) -> Result<DateTime<Utc>, HttpError> {
    read_instant(&text.trim().replace(' ', "+")).ok_or_else(|| ActionError::field("at", "fault-instant").into())
}
