//! Logging calls and reading them again.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::actions::call::{self, Logged, RegisterQuery};
use crate::actions::{ActionError, FieldError, consultation};
use crate::api::body::{JsonObject, parsed, text};
use crate::api::types::{CallJson, CallPageJson};
use crate::domain::call::{CallKind, CallOutcome, NewCall};
use crate::domain::ids::CallId;
use crate::domain::language::Language;
use crate::domain::slug::Slug;
use crate::domain::time::read_instant;
use crate::http::errors::HttpError;
use crate::http::problem::Problem;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;

/// How many calls a page holds when nobody says.
const PAGE: i64 = 50;

/// A call to be logged.
#[derive(Debug, ToSchema)]
#[schema(as = NewCall)]
#[expect(
    dead_code,
    reason = "it describes the body; fields are read one by one, so that each fault names its field"
)]
pub struct NewCallJson {
    /// Made by the sender before anything is typed; sending the same again is safe
    id: Uuid,
    /// Which consultation
    #[schema(example = "otwarty-krakow")]
    consultation: String,
    /// When it began; now when absent
    #[schema(nullable)]
    started_at: Option<DateTime<Utc>>,
    /// contribution, question, information, not_our_matter, wrong_number or hung_up
    #[schema(example = "contribution")]
    kind: String,
    /// answered, pointed_to_form, call_back or passed_on
    #[schema(nullable, example = "answered")]
    outcome: Option<String>,
    /// Codes of the consultation's topics
    #[schema(required = false, example = json!([]))]
    topics: Vec<String>,
    /// ISO 639 code of the language spoken
    #[schema(nullable, example = "pl")]
    language: Option<String>,
    /// Internal note, at most 10,000 characters
    #[schema(nullable)]
    note: Option<String>,
    /// What the caller wants considered
    #[schema(required = false)]
    contributions: Vec<NewContributionJson>,
}

/// A contribution to be logged.
#[derive(Debug, ToSchema)]
#[schema(as = NewContribution)]
#[expect(dead_code, reason = "as above")]
pub struct NewContributionJson {
    /// The words, at most 10,000 characters
    text: String,
}

/// Logs a call with its contributions. The id makes it safe to repeat.
#[utoipa::path(
    post, path = "/api/v1/calls", tag = "calls", request_body = NewCallJson,
    security(("token" = [])),
    responses(
        (status = 201, description = "Logged", body = CallJson),
        (status = 200, description = "The same call was logged before", body = CallJson),
        (status = 400, description = "Not a JSON object", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or an unknown one", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token's role may not log calls", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such consultation", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Another call stands under this id; what was sent is kept beside it", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 1 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields are wrong; `errors` names each", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn log(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    body: JsonObject,
) -> Result<HttpResponse, HttpError> {
    let new = new_call(body)?;
    let slug = new.consultation.clone();
    match call::log(&state.cx, &actor, new).await? {
        Logged::New(call) => {
            state.metrics.call_logged();
            let address = format!("/api/v1/calls/{}", call.id);
            Ok(HttpResponse::Created()
                .insert_header(("location", address))
                .json(CallJson::of(&call, &slug)))
        }
        Logged::Again(call) => Ok(HttpResponse::Ok().json(CallJson::of(&call, &slug))),
        Logged::Conflict(_) => Err(ActionError::Conflict("call-differs").into()),
    }
}

fn new_call(mut body: JsonObject) -> Result<NewCall, HttpError> {
    let id = body.required("id", parsed("fault-id", |text| text.parse::<CallId>().ok()));
    let consultation = body.required("consultation", parsed("fault-slug", |text| text.parse::<Slug>().ok()));
    let started_at = body.optional("started_at", parsed("fault-instant", read_instant));
    let kind = body.required("kind", parsed("fault-choice", CallKind::from_code));
    let outcome = body.optional("outcome", parsed("fault-choice", CallOutcome::from_code));
    let topics = body.list("topics", parsed("fault-slug", |text| text.parse::<Slug>().ok()));
    let language = body.optional(
        "language",
        parsed("fault-language", |text| text.parse::<Language>().ok()),
    );
    let note = body.optional("note", text);
    let contributions = body.list("contributions", contribution);
    body.finish()?;
    match (id, consultation, kind) {
        (Some(id), Some(consultation), Some(kind)) => Ok(NewCall {
            id,
            consultation,
            started_at,
            kind,
            outcome,
            topics,
            language,
            note: note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
            contributions,
        }),
        // Not reached: a missing field is a fault, and faults were answered above.
        _ => Err(HttpError::Malformed),
    }
}

/// `{"text": …}` and nothing else.
fn contribution(value: Value) -> Result<String, &'static str> {
    let Value::Object(mut fields) = value else {
        return Err("fault-object");
    };
    let words = fields
        .remove("text")
        .map(text)
        .transpose()?
        .unwrap_or_default()
        .trim()
        .to_owned();
    if !fields.is_empty() {
        return Err("fault-unknown-field");
    }
    if words.is_empty() {
        Err("fault-required")
    } else {
        Ok(words)
    }
}

/// Which calls to read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CallsQuery {
    /// Of one consultation only
    consultation: Option<String>,
    /// Of one kind only
    kind: Option<String>,
    /// `next` of the page before
    after: Option<String>,
    /// At most so many, 1 to 200
    #[param(value_type = Option<i64>, minimum = 1, maximum = 200)]
    limit: Option<String>,
}

/// Calls, newest first. A staff token reads the calls it logged itself, a coordinator's all.
#[utoipa::path(
    get, path = "/api/v1/calls", tag = "calls", params(CallsQuery), security(("token" = [])),
    responses(
        (status = 200, description = "A page", body = CallPageJson),
        (status = 400, description = "The query cannot be understood", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or an unknown one", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such consultation, or no such page", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn page(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    query: web::Query<CallsQuery>,
) -> Result<HttpResponse, HttpError> {
    let (found, next) = call::page(&state.cx, &actor, register_query(&query)?).await?;
    let slugs = consultation::slugs(&state.cx, &actor).await?;
    let shown = CallPageJson {
        calls: found
            .iter()
            .filter_map(|call| Some(CallJson::of(call, slugs.get(&call.consultation)?)))
            .collect(),
        next: next.map(|id| id.to_string()),
    };
    Ok(HttpResponse::Ok().json(shown))
}

fn register_query(query: &CallsQuery) -> Result<RegisterQuery, HttpError> {
    let mut faults = BTreeMap::new();
    let consultation = read(
        &mut faults,
        "consultation",
        "fault-slug",
        query.consultation.as_deref(),
        |t| t.parse().ok(),
    );
    let kind = read(
        &mut faults,
        "kind",
        "fault-choice",
        query.kind.as_deref(),
        CallKind::from_code,
    );
    let after = read(&mut faults, "after", "fault-id", query.after.as_deref(), |t| {
        t.parse().ok()
    });
    let limit = read(&mut faults, "limit", "fault-number", query.limit.as_deref(), |t| {
        t.parse::<i64>()
            .ok()
            .filter(|limit| (1..=call::LONGEST_PAGE).contains(limit))
    });
    if faults.is_empty() {
        Ok(RegisterQuery {
            consultation,
            kind,
            after,
            limit: limit.unwrap_or(PAGE),
            mine: false,
        })
    } else {
        let faults = faults
            .into_iter()
            .map(|(field, code)| FieldError::new(field, code))
            .collect();
        Err(ActionError::Invalid(faults).into())
    }
}

fn read<T>(
    faults: &mut BTreeMap<&'static str, &'static str>,
    field: &'static str,
    code: &'static str,
    text: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let value = parse(text?);
    if value.is_none() {
        faults.insert(field, code);
    }
    value
}

/// One call. Somebody else's is as if it were not there to those who may only read their own.
#[utoipa::path(
    get, path = "/api/v1/calls/{id}", tag = "calls",
    params(("id" = Uuid, Path, description = "Which call")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The call", body = CallJson),
        (status = 401, description = "No token, or an unknown one", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such call", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let id = id.parse().map_err(|_| HttpError::NotFound("call"))?;
    let (call, consultation) = call::one(&state.cx, &actor, id).await?;
    Ok(HttpResponse::Ok().json(CallJson::of(&call, &consultation.slug)))
}
