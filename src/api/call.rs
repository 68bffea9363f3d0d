//! Logging calls and reading them again.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::ActionError;
use crate::actions::call::{self, LONGEST_PAGE, Logged, RegisterQuery};
use crate::actions::consultation;
use crate::api::fields::{Body, Field, Fields, Input, Query, parsed};
use crate::domain::call::{Call, MAX_TEXT, NewCall};
use crate::domain::contribution::NewContribution;
use crate::domain::fault::Fault;
use crate::domain::slug::Slug;
use crate::http::errors::HttpError;
use crate::http::session::{CurrentUser, Logging, SignedIn};
use crate::http::state::AppState;

/// How many calls are in a page by default.
const PAGE: i64 = 50;

type NewCallJson = Body<NewCall>;
type CallsQuery = Query<RegisterQuery>;

impl Input for NewCall {
    const NAME: &'static str = "NewCall";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let id = fields.required(
            "id",
            "Made by the sender before anything is typed; sending the same again is safe",
        );
        let consultation = fields.required("consultation", "Which consultation");
        let started_at = fields.optional("started_at", "When it began; now when absent");
        let kind = fields.required("kind", "What the call was about");
        let outcome = fields.optional("outcome", "How it ended");
        let topics = fields.list("topics", "Codes of the consultation's topics");
        let other_topic: Option<String> = fields.optional(
            "other_topic",
            "A word for what the topics do not have, at most 100 characters",
        );
        let caller = fields.optional("caller", "Who calls; unknown when absent");
        let language = fields.optional("language", "ISO 639 code of the language spoken");
        let note: Option<String> = fields.optional("note", "Internal note, at most 10,000 characters");
        let contributions = fields.list("contributions", "What the caller wants considered");
        Some(Self {
            id: id?,
            consultation: consultation?,
            started_at,
            kind: kind?,
            outcome,
            topics,
            language,
            note: note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
            other_topic: other_topic
                .map(|word| word.trim().to_owned())
                .filter(|word| !word.is_empty()),
            caller,
            contributions,
        })
    }
}

/// `{"text": …}`, and what belongs to it; nothing else.
impl Field for NewContribution {
    fn read(value: Value) -> Result<Self, Fault> {
        let Value::Object(mut fields) = value else {
            return Err(Fault::Object);
        };
        let mut text = |name: &str| {
            let text = fields.remove(name).filter(|value| !value.is_null());
            let text = text.map(String::read).transpose()?.unwrap_or_default();
            Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
        };
        let (words, part, proposed_wording) = (text("text")?, text("part")?, text("proposed_wording")?);
        let read_back = fields.remove("read_back").map(bool::read).transpose()?;
        if !fields.is_empty() {
            return Err(Fault::UnknownField);
        }
        Ok(Self {
            text: words.ok_or(Fault::Required)?,
            part,
            proposed_wording,
            read_back: read_back.unwrap_or_default(),
        })
    }

    fn schema() -> Value {
        let optional = |description: &str| {
            json!({
                "type": ["string", "null"], "maxLength": MAX_TEXT, "description": description,
            })
        };
        json!({
            "type": "object",
            "properties": {
                "text": {
                    "type": "string", "pattern": "\\S", "maxLength": MAX_TEXT, "description": "The words as noted",
                },
                "part": optional("Which part of the document it is about"),
                "proposed_wording": optional("How it should read instead"),
                "read_back": { "type": "boolean", "description": "Whether the caller heard it and agreed" },
            },
            "required": ["text"],
            "additionalProperties": false,
        })
    }
}

/// Logs a call with its contributions. The id makes it safe to repeat.
#[utoipa::path(
    post, path = "/api/v1/calls", tag = "calls", request_body = NewCallJson, security(("token" = [])),
    responses(
        (status = 201, description = "Logged", body = CallJson),
        (status = 200, description = "The same call was logged before", body = CallJson),
        (status = 400, description = "Not a JSON object"),
        (status = 403, description = "The token's role may not log calls"),
        (status = 404, description = "No such consultation"),
        (status = 409, description = "Another call has this id; what was sent is kept beside it (`call-differs`), or not where many texts are (`call-not-kept`)"),
        (status = 413, description = "More than 1 MiB"),
        (status = 415, description = "Not application/json"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn log(
    state: web::Data<AppState>,
    Logging(actor, Body(new)): Logging<NewCallJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = new.consultation.clone();
    match call::log(&state.cx, &actor, new).await? {
        Logged::New(call) => {
            let address = format!("/api/v1/calls/{}", call.id);
            Ok(HttpResponse::Created()
                .insert_header(("location", address))
                .json(CallJson::of(&call, &slug)))
        }
        Logged::Again(call) => Ok(HttpResponse::Ok().json(CallJson::of(&call, &slug))),
        Logged::Conflict { kept: true, .. } => Err(ActionError::Conflict("call-differs").into()),
        Logged::Conflict { kept: false, .. } => Err(ActionError::Conflict("call-not-kept").into()),
    }
}

impl Input for RegisterQuery {
    const NAME: &'static str = "CallsQuery";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        Some(Self {
            consultation: fields.optional("consultation", "Of one consultation only"),
            kind: fields.optional("kind", "Of one kind only"),
            after: fields.optional("after", "`next` of the page before"),
            limit: fields
                .optional("limit", "At most so many; 50 when absent")
                .map_or(PAGE, |PageLength(limit)| limit),
            mine: false,
        })
    }
}

struct PageLength(i64);

impl Field for PageLength {
    fn read(value: Value) -> Result<Self, Fault> {
        let limit = |text: &str| text.parse().ok().filter(|limit| (1..=LONGEST_PAGE).contains(limit));
        parsed(value, Fault::Number, limit).map(Self)
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 1, "maximum": LONGEST_PAGE })
    }
}

/// Calls, newest first. A staff token reads the calls it logged itself, a coordinator's all.
#[utoipa::path(
    get, path = "/api/v1/calls", tag = "calls", params(CallsQuery), security(("token" = [])),
    responses(
        (status = 200, description = "A page", body = CallPageJson),
        (status = 400, description = "The query cannot be understood"),
        (status = 404, description = "No such consultation, or no such page"),
        (status = 422, description = "A parameter is wrong"),
    )
)]
pub async fn page(
    state: web::Data<AppState>,
    SignedIn(actor, Query(query)): SignedIn<CallsQuery>,
) -> Result<HttpResponse, HttpError> {
    let (found, next) = call::page(&state.cx, &actor, query).await?;
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

/// One call. Another's is not found by those who may only read their own.
#[utoipa::path(
    get, path = "/api/v1/calls/{id}", tag = "calls",
    params(("id" = Uuid, Path, description = "Which call")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The call", body = CallJson),
        (status = 404, description = "No such call"),
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

/// A page of calls.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CallPage)]
pub struct CallPageJson {
    /// Newest first
    pub calls: Vec<CallJson>,
    /// Where the next page starts: give it as `after`. `null` on the last page
    pub next: Option<String>,
}

/// A logged call.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Call)]
pub struct CallJson {
    /// Made by whoever logged it
    pub id: Uuid,
    pub consultation: String,
    /// The duty it came in on, if any
    pub slot: Option<Uuid>,
    pub started_at: DateTime<Utc>,
    pub logged_at: DateTime<Utc>,
    #[schema(example = "contribution")]
    pub kind: &'static str,
    pub outcome: Option<&'static str>,
    /// Codes of its topics
    pub topics: Vec<String>,
    /// A word for what the topics did not have
    pub other_topic: Option<String>,
    /// ISO 639 code of the language spoken
    pub language: Option<String>,
    /// `resident`, `organisation`, `institution` or `other`; `null` when unknown
    #[schema(example = "resident")]
    pub caller: Option<&'static str>,
    /// Internal
    pub note: Option<String>,
    /// Whether it began after the consultation ended
    pub late: bool,
    /// 1, and one more with each correction
    pub version: i32,
    /// What the caller wants considered
    pub contributions: Vec<ContributionJson>,
}

/// A contribution of a call.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Contribution)]
pub struct ContributionJson {
    pub id: Uuid,
    /// Its number in the consultation, from 1 without gaps
    pub number: i32,
    /// The words as noted
    pub text: String,
    /// Which part of the document it is about
    pub part: Option<String>,
    /// How it should read instead
    pub proposed_wording: Option<String>,
    /// Whether the caller heard it and agreed
    pub read_back: bool,
    /// `noted` or `awaiting_confirmation`
    #[schema(example = "noted")]
    pub state: &'static str,
}

impl CallJson {
    fn of(call: &Call, consultation: &Slug) -> Self {
        let contributions = call.contributions.iter().map(|contribution| ContributionJson {
            id: contribution.id.0,
            number: contribution.number,
            text: contribution.words.text.clone(),
            part: contribution.words.part.clone(),
            proposed_wording: contribution.words.proposed_wording.clone(),
            read_back: contribution.words.read_back,
            state: contribution.state.code(),
        });
        Self {
            id: call.id.0,
            consultation: consultation.to_string(),
            slot: call.slot.map(|slot| slot.0),
            started_at: call.started_at,
            logged_at: call.logged_at,
            kind: call.kind.code(),
            outcome: call.outcome.map(|outcome| outcome.code()),
            topics: call.topics.iter().map(|topic| topic.code.to_string()).collect(),
            other_topic: call.other_topic.clone(),
            language: call.language.as_ref().map(ToString::to_string),
            caller: call.caller.map(|caller| caller.code()),
            note: call.note.clone(),
            late: call.late,
            version: call.version,
            contributions: contributions.collect(),
        }
    }
}
