//! Contributions: entered, read, answered.

use actix_web::http::header::ETAG;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::allow;
use crate::actions::contribution::enter::{self, Entered};
use crate::actions::contribution::{self, LONGEST_PAGE, position};
use crate::api::fields::{Body, Field, Fields, Input, Query, parsed};
use crate::domain::access::Right;
use crate::domain::contribution::{Content, Contribution, ContributionFilter, NewEntry};
use crate::domain::fault::Fault;
use crate::domain::position::{NewPosition, VerdictCode};
use crate::domain::slug::Slug;
use crate::http::errors::HttpError;
use crate::http::etag;
use crate::http::session::{CurrentUser, SignedIn};
use crate::http::state::AppState;

/// How many contributions are in a page by default.
const PAGE: i64 = 50;

type NewEntryJson = Body<NewEntry>;
type NewPositionJson = Body<NewPosition>;
type ContributionsQuery = Query<Asked>;

impl Input for NewEntry {
    const NAME: &'static str = "NewContribution";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let id = fields.required(
            "id",
            "Made by the sender before anything is typed; sending the same again is safe",
        );
        let consultation = fields.required("consultation", "Which consultation");
        let channel = fields.required("channel", "How it came in");
        let received_on = fields.required("received_on", "The local day it came in");
        let source = fields.optional("source", "Where it came from: the mark of the letter, for instance");
        let text = fields.required("text", "The words as they came, at most 10,000 characters");
        let content = Content {
            text: String::new(),
            public_text: fields.optional("public_text", "The same without names and health, for the annex"),
            language: fields.optional("language", "ISO 639 code of the language of `text`"),
            polish_text: fields.optional("polish_text", "In Polish, where it came in another language"),
            part: fields.optional("part", "Which part of the document it is about"),
            proposed_wording: fields.optional("proposed_wording", "How it should read instead"),
            topics: fields.list("topics", "Codes of the consultation's topics"),
            caller: fields.optional("caller", "Who it comes from; unknown when absent"),
            submitter: fields.optional(
                "submitter",
                "The name of an organisation, or of a person who agreed to be named",
            ),
            read_back: fields
                .optional("read_back", "Whether it was read back to whoever said it, who agreed")
                .unwrap_or_default(),
        };
        Some(Self {
            id: id?,
            consultation: consultation?,
            channel: channel?,
            received_on: received_on?,
            source,
            content: Content { text: text?, ..content },
        })
    }
}

/// Enters a contribution, with the next number of its consultation. The id makes it safe to repeat.
#[utoipa::path(
    post, path = "/api/v1/contributions", tag = "contributions", request_body = NewEntryJson, security(("token" = [])),
    responses(
        (status = 201, description = "Entered; its ETag is its version", body = ContributionRecordJson),
        (status = 200, description = "The same was entered before", body = ContributionRecordJson),
        (status = 400, description = "Not a JSON object"),
        (status = 403, description = "The token's role may not keep contributions"),
        (status = 404, description = "No such consultation"),
        (status = 409, description = "Another contribution has this id; nothing was stored"),
        (status = 413, description = "More than 1 MiB"),
        (status = 415, description = "Not application/json"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn add(
    state: web::Data<AppState>,
    SignedIn(actor, Body(new)): SignedIn<NewEntryJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = new.consultation.clone();
    match enter::enter(&state.cx, &actor, new).await? {
        Entered::New(one) => {
            let address = format!("/api/v1/contributions/{}", one.id);
            Ok(HttpResponse::Created()
                .insert_header(("location", address))
                .insert_header((ETAG, etag::of_version(one.version)))
                .json(ContributionRecordJson::of(&one, &slug)))
        }
        Entered::Again(one) => Ok(answer(&one, &slug)),
    }
}

/// Which contributions are asked for.
pub struct Asked {
    consultation: Slug,
    filter: ContributionFilter,
    after: i32,
    limit: i64,
}

impl Input for Asked {
    const NAME: &'static str = "ContributionsQuery";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let consultation = fields.required("consultation", "Of which consultation");
        let filter = ContributionFilter {
            state: fields.optional("state", "Only those that are so far"),
            channel: fields.optional("channel", "Only those that came in so"),
            topic: fields.optional("topic", "Only those about this topic"),
            position: fields.optional("position", "Only those whose position is so far"),
            verdict: fields.optional("verdict", "Only those with this verdict"),
            group: None,
        };
        let after = fields.optional("after", "`next` of the page before");
        let limit = fields.optional("limit", "At most so many; 50 when absent");
        Some(Self {
            consultation: consultation?,
            filter,
            after: after.map_or(0, |Number(after)| after),
            limit: limit.map_or(PAGE, |PageLength(limit)| limit),
        })
    }
}

/// A number in a query, where everything is text.
struct Number(i32);

impl Field for Number {
    fn read(value: Value) -> Result<Self, Fault> {
        let number = |text: &str| text.parse().ok().filter(|number| *number >= 0);
        parsed(value, Fault::Number, number).map(Self)
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 0, "maximum": i32::MAX })
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

/// The contributions of a consultation, by number.
#[utoipa::path(
    get, path = "/api/v1/contributions", tag = "contributions", params(ContributionsQuery), security(("token" = [])),
    responses(
        (status = 200, description = "A page", body = ContributionPageJson),
        (status = 400, description = "The query cannot be understood"),
        (status = 403, description = "The token's role may not read the register"),
        (status = 404, description = "No such consultation"),
        (status = 422, description = "A parameter is wrong"),
    )
)]
pub async fn page(
    state: web::Data<AppState>,
    SignedIn(actor, Query(asked)): SignedIn<ContributionsQuery>,
) -> Result<HttpResponse, HttpError> {
    let Asked {
        consultation: slug,
        filter,
        after,
        limit,
    } = asked;
    let page = contribution::page(&state.cx, &actor, slug.clone(), filter, after, limit).await?;
    let all = page.contributions.iter();
    Ok(HttpResponse::Ok().json(ContributionPageJson {
        contributions: all.map(|one| ContributionRecordJson::of(one, &slug)).collect(),
        next: page.next,
    }))
}

/// One contribution. Its ETag is its version.
#[utoipa::path(
    get, path = "/api/v1/contributions/{id}", tag = "contributions",
    params(("id" = Uuid, Path, description = "Which contribution")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The contribution", body = ContributionRecordJson),
        (status = 403, description = "The token's role may not read the register"),
        (status = 404, description = "No such contribution"),
    )
)]
pub async fn one(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let id = id.parse().map_err(|_| HttpError::NotFound("contribution"))?;
    let entry = contribution::one(&state.cx, &actor, id).await?;
    Ok(answer(&entry.contribution, &entry.consultation.slug))
}

impl Input for NewPosition {
    const NAME: &'static str = "NewPosition";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let verdict = fields.optional("verdict", "Code of a verdict in the consultation's set");
        let reasons: Option<String> = fields.optional("reasons", "Why, at most 10,000 characters");
        let state = fields.required(
            "state",
            "How far it is; to be verified and final need a verdict and reasons",
        );
        Some(Self {
            verdict,
            reasons: reasons.unwrap_or_default(),
            state: state?,
        })
    }
}

/// Answers a contribution, and all that are grouped with it.
#[utoipa::path(
    put, path = "/api/v1/contributions/{id}/position", tag = "contributions", request_body = NewPositionJson,
    params(
        ("id" = Uuid, Path, description = "Which contribution"),
        ("If-Match" = String, Header, description = "The ETag of the contribution as it was read"),
    ),
    security(("token" = [])),
    responses(
        (status = 200, description = "Answered; the ETag is the new version", body = ContributionRecordJson),
        (status = 400, description = "Not a JSON object"),
        (status = 403, description = "The token's role may not keep contributions"),
        (status = 404, description = "No such contribution"),
        (status = 412, description = "It has another version"),
        (status = 415, description = "Not application/json"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
        (status = 428, description = "No If-Match"),
    )
)]
pub async fn answer_position(
    request: HttpRequest,
    state: web::Data<AppState>,
    id: web::Path<String>,
    SignedIn(actor, Body(new)): SignedIn<NewPositionJson>,
) -> Result<HttpResponse, HttpError> {
    allow(&actor, Right::KeepContributions)?;
    let id = id.parse().map_err(|_| HttpError::NotFound("contribution"))?;
    let expected = etag::expected(request.headers())?;
    let answered = position::set(&state.cx, &actor, id, new, expected).await;
    let (one, slug) = answered.map_err(etag::unmatched)?;
    Ok(answer(&one, &slug))
}

fn answer(one: &Contribution, slug: &Slug) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((ETAG, etag::of_version(one.version)))
        .json(ContributionRecordJson::of(one, slug))
}

/// A page of contributions.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ContributionPage)]
pub struct ContributionPageJson {
    /// By number
    pub contributions: Vec<ContributionRecordJson>,
    /// Where the next page starts: give it as `after`. `null` on the last page
    pub next: Option<i32>,
}

/// A contribution with its position.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ContributionRecord)]
pub struct ContributionRecordJson {
    pub id: Uuid,
    pub consultation: String,
    /// In its consultation, from 1 without gaps
    pub number: i32,
    /// The call it came in
    pub call: Option<Uuid>,
    /// `call`, `letter`, `email`, `form` or `meeting`
    #[schema(example = "letter")]
    pub channel: &'static str,
    pub received_on: NaiveDate,
    pub entered_at: DateTime<Utc>,
    /// Where it came from
    pub source: Option<String>,
    /// 1, and one more with each change; the ETag
    pub version: i32,
    /// `noted`, `awaiting_confirmation`, `checked`, `registered` or `withdrawn`
    #[schema(example = "noted")]
    pub state: &'static str,
    /// The words as they came
    pub text: String,
    /// The same without names and health; `null` while `text` can be published as it is
    pub public_text: Option<String>,
    /// ISO 639 code of the language of `text`
    pub language: Option<String>,
    pub polish_text: Option<String>,
    /// Which part of the document it is about
    pub part: Option<String>,
    pub proposed_wording: Option<String>,
    /// Codes of its topics
    pub topics: Vec<String>,
    /// `resident`, `organisation`, `institution` or `other`; `null` when unknown
    pub caller: Option<&'static str>,
    /// Who it comes from, for those only who keep contributions
    pub submitter: Option<String>,
    pub read_back: bool,
    /// The first of those that say the same, where it is not that one itself
    pub group: Option<Uuid>,
    pub position: PositionJson,
}

/// The office's answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Position)]
pub struct PositionJson {
    #[schema(example = "accepted")]
    pub verdict: Option<String>,
    pub reasons: String,
    /// `to_be_decided`, `draft`, `to_be_verified` or `final`
    #[schema(example = "draft")]
    pub state: &'static str,
    pub decided_at: Option<DateTime<Utc>>,
}

impl ContributionRecordJson {
    fn of(one: &Contribution, consultation: &Slug) -> Self {
        let body = &one.body;
        Self {
            id: one.id.0,
            consultation: consultation.to_string(),
            number: one.number,
            call: one.call.map(|call| call.0),
            channel: one.channel.code(),
            received_on: one.received_on,
            entered_at: one.entered_at,
            source: one.source.clone(),
            version: one.version,
            state: body.state.code(),
            text: body.text.clone(),
            public_text: body.public_text.clone(),
            language: body.language.as_ref().map(ToString::to_string),
            polish_text: body.polish_text.clone(),
            part: body.part.clone(),
            proposed_wording: body.proposed_wording.clone(),
            topics: body.topics.iter().map(|topic| topic.code.to_string()).collect(),
            caller: body.caller.map(|caller| caller.code()),
            submitter: body.submitter.clone(),
            read_back: body.read_back,
            group: body.group.map(|group| group.0),
            position: PositionJson {
                verdict: body.position.verdict.as_ref().map(ToString::to_string),
                reasons: body.position.reasons.clone(),
                state: body.position.state.code(),
                decided_at: body.position.decided.map(|(_, at)| at),
            },
        }
    }
}

impl Field for VerdictCode {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Choice, |text| text.parse().ok())
    }

    fn schema() -> Value {
        json!({ "type": "string", "maxLength": Self::LONGEST, "example": "accepted" })
    }
}
