//! A draft filled by the program: slots for the required hours, people for the slots.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::roster::SlotInput;
use crate::actions::roster::generate::{self as filling, Filling};
use crate::actions::roster::share::{self, Shared};
use crate::api::consultation::named;
use crate::api::draft::beside;
use crate::api::draft::changes::{Version, printed};
use crate::api::fields::{Body, Field, Fields, Input, parsed};
use crate::api::values::HoursJson;
use crate::domain::fault::Fault;
use crate::domain::ids::SlotId;
use crate::domain::roster::generate::Numbers;
use crate::domain::roster::sharing::Which;
use crate::http::errors::HttpError;
use crate::http::locale;
use crate::http::session::SignedIn;
use crate::http::state::AppState;
use crate::i18n::{Texts, sharing};

type GenerateJson = Body<Generate>;
type AssignJson = Body<Assign>;

/// How long a program waits for the fairest roster.
const SHARING_TIME: Duration = Duration::from_secs(10);

/// Adds slots for the required hours that nobody covers, as one step; with `dry_run` it only tells which.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/draft/generate", tag = "coordinator", request_body = GenerateJson,
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "The slots", body = GeneratedJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such consultation"),
        (status = 409, description = "The draft has another version, nothing is missing, or a number has another duty then; `draft` is how it stands"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn generate(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    SignedIn(actor, Body(generate)): SignedIn<GenerateJson>,
) -> Result<HttpResponse, HttpError> {
    let slug = named(&slug)?;
    let Generate {
        version,
        filling,
        dry_run,
    } = generate;
    let generated = if dry_run {
        filling::preview(&state.cx, &actor, slug.clone(), filling, version.0).await
    } else {
        filling::generate(&state.cx, &actor, slug.clone(), filling, version.0).await
    };
    match generated {
        Ok((slots, version)) => Ok(HttpResponse::Ok().json(GeneratedJson {
            version,
            slots: slots.iter().map(MissingJson::from).collect(),
        })),
        Err(error) => Err(beside(&request, &state, &actor, slug, error).await),
    }
}

/// Shares the duties out as fairly as can be, as one step; with `dry_run` it only tells how.
#[utoipa::path(
    post, path = "/api/v1/consultations/{slug}/draft/assign", tag = "coordinator", request_body = AssignJson,
    params(("slug" = String, Path, description = "Which consultation", example = "otwarty-krakow")),
    security(("token" = [])),
    responses(
        (status = 200, description = "Who has which duty then", body = SharedJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such consultation"),
        (
            status = 409,
            description = "The draft has another version, or nobody would have another duty; `draft` is how it stands",
        ),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn assign(
    request: HttpRequest,
    state: web::Data<AppState>,
    slug: web::Path<String>,
    SignedIn(actor, Body(assign)): SignedIn<AssignJson>,
) -> Result<HttpResponse, HttpError> {
    let (cx, slug) = (&state.cx, named(&slug)?);
    let Assign {
        version,
        which,
        dry_run,
    } = assign;
    let shared = if dry_run {
        let proposed = share::propose(cx, &actor, slug.clone(), which, SHARING_TIME, version.0).await;
        proposed.map(|shared| {
            let version = shared.draft.draft.version;
            (shared, version)
        })
    } else {
        share::share(cx, &actor, slug.clone(), which, SHARING_TIME, version.0).await
    };
    match shared {
        Ok((shared, version)) => {
            let t = Texts::new(locale::of(request.path(), request.headers()));
            Ok(HttpResponse::Ok().json(SharedJson::of(&shared, version, t)))
        }
        Err(error) => Err(beside(&request, &state, &actor, slug, error).await),
    }
}

/// How a draft is to be filled.
pub struct Generate {
    version: Version,
    filling: Filling,
    dry_run: bool,
}

impl Input for Generate {
    const NAME: &'static str = "DraftGeneration";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let version = Version::take(fields);
        let phones = fields.list("phones", "Numbers that answer");
        let numbers = fields.optional("numbers", "Which of them in each slot; `in_turn` when absent");
        let longest: Option<Minutes> = fields.optional("longest_minutes", "Longer hours become several slots");
        let like = fields.optional(
            "like",
            "Slug of a consultation whose duties are copied instead, without their people",
        );
        let dry_run = fields.optional("dry_run", "True changes nothing").unwrap_or_default();
        Some(Self {
            version: version?,
            filling: Filling {
                phones: printed(phones),
                numbers: numbers.unwrap_or(Numbers::InTurn),
                longest: longest.map(|Minutes(minutes)| minutes),
                like,
            },
            dry_run,
        })
    }
}

/// The length of a slot.
struct Minutes(u32);

impl Field for Minutes {
    fn read(value: Value) -> Result<Self, Fault> {
        let minutes = value.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
        minutes
            .filter(|minutes| (5..=24 * 60).contains(minutes))
            .map(Self)
            .ok_or(Fault::Number)
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 5, "maximum": 24 * 60 })
    }
}

/// Which duties are to be shared out.
pub struct Assign {
    version: Version,
    which: Which,
    dry_run: bool,
}

/// `empty` or `all`.
struct Only(Which);

impl Field for Only {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Choice, |text| match text {
            "empty" => Some(Self(Which::Empty)),
            "all" => Some(Self(Which::All)),
            _ => None,
        })
    }

    fn schema() -> Value {
        json!({ "type": "string", "enum": ["empty", "all"] })
    }
}

impl Input for Assign {
    const NAME: &'static str = "DraftAssignment";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let version = Version::take(fields);
        let only = fields.optional(
            "only",
            "Duties nobody has, or all that are still to come; `empty` when absent",
        );
        let these: Option<Vec<SlotId>> =
            fields.optional_list("slots", "Only these, whoever has them; instead of `only`");
        let dry_run = fields.optional("dry_run", "True changes nothing").unwrap_or_default();
        if let Some(slots) = these {
            let which = Which::These(slots.into_iter().collect());
            return Some(Self {
                version: version?,
                which,
                dry_run,
            });
        }
        Some(Self {
            version: version?,
            which: only.map_or(Which::Empty, |Only(which)| which),
            dry_run,
        })
    }
}

/// The slots that were missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Generated)]
pub struct GeneratedJson {
    pub version: i32,
    /// By start
    pub slots: Vec<MissingJson>,
}

/// A slot that was missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = GeneratedSlot)]
pub struct MissingJson {
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
}

impl From<&SlotInput> for MissingJson {
    fn from(slot: &SlotInput) -> Self {
        let HoursJson { start, end } = slot.hours.into();
        Self {
            date: slot.date,
            start,
            end,
            phones: slot
                .extensions
                .iter()
                .map(|(phone, _)| phone.e164().to_owned())
                .collect(),
        }
    }
}

/// A draft shared out.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Shared)]
pub struct SharedJson {
    pub version: i32,
    /// The duties that go to somebody else
    pub given: Vec<GivenJson>,
    /// The duties nobody can have
    pub uncovered: Vec<Uuid>,
    /// Why nobody can have them
    pub obstacles: Vec<ObstaclesJson>,
    /// Over the people, the squares of their duties, those carried in included
    pub sum_of_squares: f64,
    /// No roster that covers as much has a smaller one
    pub lower_bound: f64,
    /// Whether none covers more, and none that covers as much is fairer
    pub optimal: bool,
}

/// A duty that goes to somebody else.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = GivenDuty)]
pub struct GivenJson {
    pub slot: Uuid,
    pub was: Option<Uuid>,
    pub staff: Option<Uuid>,
    /// Why, in the language of Accept-Language
    pub reason: Option<String>,
}

/// What keeps everybody from a duty.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Obstacles)]
pub struct ObstaclesJson {
    pub slot: Uuid,
    /// In the language of Accept-Language
    pub sentences: Vec<String>,
}

impl SharedJson {
    pub fn of(shared: &Shared, version: i32, t: Texts) -> Self {
        let given = shared.given.iter().map(|given| GivenJson {
            slot: given.slot.0,
            was: given.was.map(|staff| staff.0),
            staff: given.is.map(|staff| staff.0),
            reason: given.why.map(|why| sharing::reason(why, t)),
        });
        let obstacles = shared.uncovered.iter().map(|(slot, collision)| ObstaclesJson {
            slot: slot.0,
            sentences: sharing::obstacles(collision.as_ref(), |place| shared.name_at(place), t),
        });
        Self {
            version,
            given: given.collect(),
            uncovered: shared.uncovered.iter().map(|(slot, _)| slot.0).collect(),
            obstacles: obstacles.collect(),
            sum_of_squares: shared.sum_of_squares,
            lower_bound: shared.lower_bound,
            optimal: shared.optimal,
        }
    }
}
