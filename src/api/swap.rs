//! One's own duties, and duties offered to colleagues.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::duty::{self, MyDuty};
use crate::actions::swap::{self, NewOffer, Offered};
use crate::api::duty::SlotJson;
use crate::api::fields::{Body, Field, Fields, Input, Query};
use crate::domain::candidate::Cannot;
use crate::domain::consultation::Consultation;
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;
use crate::domain::swap::{Asked, Swap, SwapState};
use crate::http::errors::HttpError;
use crate::http::session::{CurrentUser, SignedIn};
use crate::http::state::AppState;

type DutiesQuery = Query<Mine>;
type OfferJson = Body<Offer>;

/// Whose duties. There is nothing to choose so far.
pub struct Mine;

impl Input for Mine {
    const NAME: &'static str = "DutiesQuery";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        fields.optional::<Anything>("mine", "One's own; the same without it");
        Some(Self)
    }
}

/// A parameter that only has to be there.
struct Anything;

impl Field for Anything {
    fn read(_: Value) -> Result<Self, Fault> {
        Ok(Self)
    }

    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

/// The published duties ahead of whoever the token is, and those colleagues offer them. A token made with `--staff-of` is
/// somebody who takes duties; to others the list is empty.
#[utoipa::path(
    get, path = "/api/v1/duties", tag = "staff", params(DutiesQuery), security(("token" = [])),
    responses(
        (status = 200, description = "A bare array, by start", body = [DutyJson]),
        (status = 400, description = "The query cannot be understood"),
        (status = 403, description = "The token's role has no duties"),
    )
)]
pub async fn mine(
    state: web::Data<AppState>,
    SignedIn(actor, Query(Mine)): SignedIn<DutiesQuery>,
) -> Result<HttpResponse, HttpError> {
    let (duties, swaps) = (
        duty::mine(&state.cx, &actor).await?,
        swap::mine(&state.cx, &actor).await?,
    );
    let now = state.cx.now();
    let ahead = |duty: &&MyDuty| duty.slot.state == SlotState::Planned && duty.slot.span.ends_at > now;
    let own = duties.iter().filter(ahead).map(|duty| {
        let offer = swaps.offers.get(&duty.slot.id).map(|offer| offer.swap.state);
        DutyJson {
            confirmed: duty.confirmed_at.is_some(),
            offer: offer.map(SwapState::code),
            ..DutyJson::of(&duty.consultation, &duty.slot)
        }
    });
    let mut all: Vec<DutyJson> = own.chain(swaps.offered.iter().map(DutyJson::from)).collect();
    all.sort_by_key(|duty| (duty.duty.starts_at, duty.slot));
    Ok(HttpResponse::Ok().json(all))
}

/// Whom a duty is offered to.
pub struct Offer(NewOffer);

impl Input for Offer {
    const NAME: &'static str = "NewOffer";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let to: Option<Vec<StaffId>> = fields.optional_list("to", "Colleagues; everybody who can take it when absent");
        let about = "By when an answer is wanted; half of the time that is left when absent";
        let answer_by = fields.optional("answer_by", about);
        let people = |to: Vec<StaffId>| Asked::These(to.into_iter().collect::<BTreeSet<_>>());
        Some(Self(NewOffer {
            to: to.map_or(Asked::Everyone, people),
            answer_by,
        }))
    }
}

/// Offers a duty to colleagues: one's own, or as coordinator anybody's. Until somebody takes it, it stays whose it is.
#[utoipa::path(
    post, path = "/api/v1/duties/{slot}/offer", tag = "staff", request_body = OfferJson,
    params(("slot" = Uuid, Path, description = "Which duty")),
    security(("token" = [])),
    responses(
        (status = 201, description = "Offered; the same again is what is there", body = SwapJson),
        (status = 403, description = "The token's role has no duties"),
        (status = 404, description = "No such published duty, or not theirs"),
        (status = 409, description = "It is offered otherwise already, has begun or was cancelled"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn offer(
    state: web::Data<AppState>,
    slot: web::Path<String>,
    SignedIn(actor, Body(Offer(new))): SignedIn<OfferJson>,
) -> Result<HttpResponse, HttpError> {
    let slot = slot_of(&slot)?;
    let offered = swap::offer(&state.cx, &actor, slot, new).await?;
    Ok(HttpResponse::Created().json(SwapJson::from(offered)))
}

/// Takes an offer back: of one's own duty, or as coordinator of anybody's.
#[utoipa::path(
    delete, path = "/api/v1/duties/{slot}/offer", tag = "staff",
    params(("slot" = Uuid, Path, description = "Which duty")),
    security(("token" = [])),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = 403, description = "The token's role has no duties"),
        (status = 404, description = "No such published duty, not theirs, or it was never offered"),
        (status = 409, description = "Nothing is open any more: it was taken, withdrawn, or the duty has changed"),
    )
)]
pub async fn withdraw(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    slot: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    swap::withdraw(&state.cx, &actor, slot_of(&slot)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes a duty that is offered; whoever is first has it. Where the consultation wants a coordinator's approval, the state is
/// `awaiting_approval`.
#[utoipa::path(
    post, path = "/api/v1/duties/{slot}/offer/accept", tag = "staff",
    params(("slot" = Uuid, Path, description = "Which duty")),
    security(("token" = [])),
    responses(
        (status = 200, description = "Taken, also when it was taken by the same person before", body = SwapJson),
        (status = 403, description = "The token's role has no duties"),
        (status = 404, description = "No such published duty, or it was never offered"),
        (
            status = 409,
            description = "`code` says why: `swap-taken` when somebody was quicker, `swap-withdrawn`, `swap-changed` \
                           when the duty changed, `swap-own`, `swap-not-asked`, `swap-absent`, `swap-busy`",
        ),
    )
)]
pub async fn accept(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    slot: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    let taken = swap::accept(&state.cx, &actor, slot_of(&slot)?).await?;
    Ok(HttpResponse::Ok().json(SwapJson::from(taken)))
}

fn slot_of(text: &str) -> Result<SlotId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound("duty"))
}

/// A published duty of one's own, or one that a colleague offers.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Duty)]
pub struct DutyJson {
    pub slot: Uuid,
    /// Slug of the consultation
    pub consultation: String,
    #[serde(flatten)]
    pub duty: SlotJson,
    /// Whether one has confirmed it
    pub confirmed: bool,
    /// How far its offer is: `open`, `awaiting_approval` or `stale`; `null` when it is not offered
    pub offer: Option<&'static str>,
    /// Whether it is a colleague's, and offered to whoever asks
    pub offered: bool,
    /// Whose it is, when it is a colleague's
    pub from: Option<Uuid>,
    /// By when an answer is wanted, when it is a colleague's
    pub answer_by: Option<DateTime<Utc>>,
    /// Why one cannot take it: `absent` or `busy`
    pub cannot: Option<&'static str>,
}

impl DutyJson {
    fn of(consultation: &Consultation, slot: &PublishedSlot) -> Self {
        Self {
            slot: slot.id.0,
            consultation: consultation.slug.to_string(),
            duty: SlotJson::from(slot),
            confirmed: false,
            offer: None,
            offered: false,
            from: None,
            answer_by: None,
            cannot: None,
        }
    }
}

impl From<&Offered> for DutyJson {
    fn from(one: &Offered) -> Self {
        Self {
            offer: Some(one.swap.state.code()),
            offered: true,
            from: Some(one.swap.from.0),
            answer_by: Some(one.swap.answer_by),
            cannot: one.cannot.map(|cannot| match cannot {
                Cannot::Absent(_) => "absent",
                Cannot::Busy(_) => "busy",
            }),
            ..Self::of(&one.consultation, &one.slot)
        }
    }
}

/// An offer of a duty.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Swap)]
pub struct SwapJson {
    pub slot: Uuid,
    /// Whose duty it was when it was offered
    pub from: Uuid,
    /// `open`, `awaiting_approval`, `done`, `withdrawn` or `stale`
    #[schema(example = "open")]
    pub state: &'static str,
    /// Who may take it; `null` for everybody who can
    pub to: Option<Vec<Uuid>>,
    /// Who was told of it
    pub asked: Vec<Uuid>,
    /// The coordinator is told when nobody has taken it by then
    pub answer_by: DateTime<Utc>,
    /// Who took it
    pub taken_by: Option<Uuid>,
    pub offered_at: DateTime<Utc>,
}

impl From<Swap> for SwapJson {
    fn from(swap: Swap) -> Self {
        let asked: Vec<Uuid> = swap.asked.iter().map(|person| person.0).collect();
        Self {
            slot: swap.slot.0,
            from: swap.from.0,
            state: swap.state.code(),
            to: (!swap.to_everyone).then(|| asked.clone()),
            asked,
            answer_by: swap.answer_by,
            taken_by: swap.taken_by.map(|person| person.0),
            offered_at: swap.offered_at,
        }
    }
}
