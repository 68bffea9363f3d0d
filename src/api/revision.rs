//! Publishing, and what was published.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::ActionError;
use crate::actions::revision::past::{self, Past};
use crate::actions::revision::publish as publish_draft;
use crate::api::consultation::named;
use crate::api::coverage::FindingJson;
use crate::api::draft::changes::Version;
use crate::api::draft::{NewVersionJson, beside};
use crate::api::duty::SlotJson;
use crate::api::fields::{Body, Fields, Input};
use crate::domain::ids::UserId;
use crate::domain::revision::RevisionLine;
use crate::http::errors::{Beside, HttpError};
use crate::http::locale;
use crate::http::session::{CurrentUser, SignedIn};
use crate::http::state::AppState;

type PublishJson = Body<Publish>;
type VersionJson = Body<Version>;

/// Publishes the draft as the next revision. What blocks is accepted by its key or not published.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/publish", tag = "coordinator", request_body = PublishJson,
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 201, description = "Published", body = PublishedJson),
        (status = 403, description = "The token's role may not publish"),
        (status = 404, description = "No such consultation"),
        (
            status = 409,
            description = "The draft has another version, is what is published already, or needs what another \
                           consultation still publishes; `draft` is how it stands",
        ),
        (status = 422, description = "`findings` block and are not accepted, or fields are wrong"),
    )
)]
pub async fn publish(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    SignedIn(actor, Body(publish)): SignedIn<PublishJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = named(&slug)?;
    let Publish { version, accept } = publish;
    match publish_draft(&state.cx, &actor, slug.clone(), version.0, accept).await {
        Ok(published) => {
            let revision = published.number;
            let address = format!("/api/v1/consultations/{slug}/revisions/{revision}");
            Ok(HttpResponse::Created()
                .insert_header(("location", address))
                .json(PublishedJson { revision }))
        }
        Err(ActionError::Blocked(findings)) => {
            let locale = locale::of(request.path(), request.headers());
            let told: Vec<FindingJson> = findings.iter().map(|one| FindingJson::of(one, locale)).collect();
            Err(HttpError::With {
                error: ActionError::Blocked(findings),
                beside: Beside::Findings,
                value: Box::new(json!(told)),
            })
        }
        Err(error) => Err(beside(&request, &state, &actor, slug, error).await),
    }
}

/// Every published revision, the newest first.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/revisions", tag = "coordinator",
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "A bare array", body = [RevisionLineJson]),
        (status = 403, description = "The token's role may not see rosters"),
        (status = 404, description = "No such consultation"),
    )
)]
pub async fn list(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    slug: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let (lines, names) = past::list(&state.cx, &actor, named(&slug)?).await?;
    let lines = lines.into_iter().map(|line| RevisionLineJson::of(line, &names));
    Ok(HttpResponse::Ok().json(lines.collect::<Vec<_>>()))
}

/// A published revision as residents saw it, and who was on duty in it.
#[utoipa::path(
    get, path = "/api/v1/consultations/{slug}/revisions/{number}", tag = "coordinator",
    params(
        ("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow"),
        ("number" = i32, Path, description = "Which revision", example = 1)
    ),
    security(("token" = [])),
    responses(
        (status = 200, description = "The revision", body = RevisionJson),
        (status = 403, description = "The token's role may not see rosters"),
        (status = 404, description = "No such revision"),
    )
)]
pub async fn one(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, HttpError> {
    let past = past::one(&state.cx, &actor, named(&path.0)?, numbered(&path.1)?).await?;
    Ok(HttpResponse::Ok().json(RevisionJson::from(past)))
}

/// Makes the draft what a revision was, as one step, which can be undone.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/revisions/{number}/restore", tag = "coordinator",
    request_body = VersionJson,
    params(
        ("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow"),
        ("number" = i32, Path, description = "Which revision", example = 1)
    ),
    security(("token" = [])),
    responses(
        (status = 200, description = "Restored", body = NewVersionJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such revision"),
        (
            status = 409,
            description = "The draft has another version, or an extension or a person has another duty by now; \
                           `draft` is how it stands",
        ),
        (status = 422, description = "Somebody in it takes no duties any more, or fields are wrong"),
    )
)]
pub async fn restore(
    request: HttpRequest,
    state: web::Data<AppState>,
    path: web::Path<(String, String)>,
    SignedIn(actor, Body(version)): SignedIn<VersionJson>,
) -> Result<HttpResponse, HttpError> {
    let (slug, number) = (named(&path.0)?, numbered(&path.1)?);
    match past::restore(&state.cx, &actor, slug.clone(), number, version.0).await {
        Ok(version) => Ok(HttpResponse::Ok().json(NewVersionJson { version })),
        Err(error) => Err(beside(&request, &state, &actor, slug, error).await),
    }
}

fn numbered(text: &str) -> Result<i32, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound("revision"))
}

/// What is published.
pub struct Publish {
    version: Version,
    accept: Vec<String>,
}

impl Input for Publish {
    const NAME: &'static str = "Publication";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let version = Version::take(fields);
        let accept = fields.list("accept", "Keys of findings that block and are taken on by name");
        Some(Self {
            version: version?,
            accept,
        })
    }
}

/// What was published.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Published)]
pub struct PublishedJson {
    /// 1, 2, 3 … without gaps
    pub revision: i32,
}

/// A revision in the list of all.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RevisionLine)]
pub struct RevisionLineJson {
    /// 1, 2, 3 … without gaps
    pub revision: i32,
    pub published_at: DateTime<Utc>,
    /// Name of whoever published it
    pub published_by: Option<String>,
    /// Keys of the blocking findings that were accepted
    pub accepted: Vec<String>,
    /// How many slots it has
    pub slots: i64,
}

impl RevisionLineJson {
    fn of(line: RevisionLine, names: &BTreeMap<UserId, String>) -> Self {
        Self {
            revision: line.number,
            published_at: line.published_at,
            published_by: names.get(&line.published_by).cloned(),
            accepted: line.accepted,
            slots: line.slots,
        }
    }
}

/// A published revision.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Revision)]
pub struct RevisionJson {
    /// 1, 2, 3 … without gaps
    pub revision: i32,
    pub published_at: DateTime<Utc>,
    /// Keys of the blocking findings that were accepted
    pub accepted: Vec<String>,
    /// Included
    pub first_day: NaiveDate,
    /// Included
    pub last_day: NaiveDate,
    /// By start, as residents saw them
    pub slots: Vec<RevisionSlotJson>,
}

/// A slot of a revision.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RevisionSlot)]
pub struct RevisionSlotJson {
    pub id: Uuid,
    #[serde(flatten)]
    pub slot: SlotJson,
    /// Who was on duty
    pub staff: Option<Uuid>,
}

impl From<Past> for RevisionJson {
    fn from(past: Past) -> Self {
        let revision = past.revision;
        let slots = revision.slots.iter().map(|slot| RevisionSlotJson {
            id: slot.id.0,
            slot: SlotJson::from(slot),
            staff: past.assignments.get(&slot.id).map(|staff| staff.0),
        });
        Self {
            revision: revision.number,
            published_at: revision.published_at,
            accepted: revision.accepted,
            first_day: revision.calendar.first_day,
            last_day: revision.calendar.last_day,
            slots: slots.collect(),
        }
    }
}
