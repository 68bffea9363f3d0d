//! Offering a duty, taking the offer back, saying no to one.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::swap::{tell_coordinators, tell_staff};
use crate::actions::swap::colleagues::{Colleagues, StandIn};
use crate::actions::swap::duty::{end, not_taken, open_locked};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::swap::{Asked, MOST_ASKED, NotTaken, Swap, SwapNews, SwapState, checked_answer_by};
use crate::store::swap;

/// An offer to be made.
#[derive(Debug, Clone)]
pub struct NewOffer {
    pub to: Asked,
    /// By when somebody should have taken it; what is usual when nobody says.
    pub answer_by: Option<DateTime<Utc>>,
}

/// Offers a duty to colleagues: one's own, or for who may change rosters anybody's. Nobody says why. Those who are asked are
/// told; the coordinators when nobody has taken it in time, and at once when there is nobody to ask. Safe to repeat: the
/// same offer again is the one that is there.
///
/// # Errors
/// [`ActionError::Conflict`] with `swap_offered` while it is offered otherwise, with `swap_over` when it has begun or was
/// called off; [`ActionError::Invalid`] of `to` or `answer_by`; [`ActionError::NotFound`]; [`ActionError::Denied`];
/// database faults.
pub async fn offer(cx: &Context, actor: &Actor, slot: SlotId, new: NewOffer) -> Result<Swap, ActionError> {
    let offered = cx
        .write_as(actor, move |cx, db, actor| {
            let now = cx.now();
            let duty = open_locked(db, actor, slot, Right::SwapDuties)?;
            duty.is_for(actor)?;
            duty.is_ahead(now)?;
            let colleagues = Colleagues::read(db, &duty.consultation, duty.slot.span)?;
            let ranked = colleagues.ranked(&duty.consultation, &duty.slot, Some(duty.holder));
            let to_everyone = new.to == Asked::Everyone;
            let last = duty.last_offer(db, now)?.filter(|last| last.state.is_live());
            if let Some(last) = last {
                let same = match &new.to {
                    Asked::Everyone => last.to_everyone,
                    Asked::These(people) => !last.to_everyone && last.asked == *people,
                };
                return same.then_some(last).ok_or(ActionError::Conflict("swap_offered"));
            }
            let offer = Swap {
                id: cx.random.id(now),
                consultation: duty.consultation.id,
                slot,
                from: duty.holder,
                offered_by: actor.user,
                offered_at: now,
                span: duty.slot.span,
                to_everyone,
                asked: asked(new.to, &ranked)?,
                declined: BTreeSet::new(),
                answer_by: checked_answer_by(new.answer_by, duty.slot.span.starts_at, now)?,
                state: SwapState::Open,
                taken_by: None,
                settled_at: None,
            };
            swap::insert(db, &offer)?;
            let unit = duty.consultation.unit.id;
            for person in &offer.asked {
                tell_staff(cx, db, unit, &offer, SwapNews::Asked, *person)?;
            }
            let warned_at = if offer.asked.is_empty() { now } else { offer.answer_by };
            tell_coordinators(cx, db, unit, &offer, SwapNews::Unanswered, warned_at)?;
            let detail = json!({ "from": offer.from, "everyone": to_everyone, "asked": offer.asked.len() });
            let of = Some(offer.consultation);
            AuditLog::of(cx, actor).append(db, AuditAction::DutyOffered, of, slot, detail)?;
            Ok(offer)
        })
        .await?;
    cx.wake.notify();
    Ok(offered)
}

/// Whom an offer is made to: all who can take the duty, or those who are named.
fn asked(to: Asked, ranked: &[StandIn]) -> Result<BTreeSet<StaffId>, ActionError> {
    let free = || ranked.iter().filter(|one| one.candidate.cannot.is_none());
    let free: BTreeSet<StaffId> = free().map(|one| one.candidate.staff).collect();
    let people = match to {
        Asked::Everyone => return Ok(free),
        Asked::These(people) => people,
    };
    let known = |person: &StaffId| ranked.iter().any(|one| one.candidate.staff == *person);
    let fault = if people.is_empty() {
        Fault::Required
    } else if people.len() > MOST_ASKED {
        Fault::TooMany
    } else if !people.iter().all(known) {
        Fault::StaffUnknown
    } else if !people.is_subset(&free) {
        Fault::StaffCannot
    } else {
        return Ok(people);
    };
    Err(ActionError::field("to", fault))
}

/// Takes an offer back: of one's own duty, or for who may change rosters of anybody's. The duty stays whose it was.
///
/// # Errors
/// [`ActionError::Conflict`] with `swap_taken`, `swap_withdrawn` or `swap_changed` when nothing is open any more;
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn withdraw(cx: &Context, actor: &Actor, slot: SlotId) -> Result<(), ActionError> {
    let met = cx.write_as(actor, move |cx, db, actor| {
        let now = cx.now();
        let duty = open_locked(db, actor, slot, Right::SwapDuties)?;
        duty.is_for(actor)?;
        let mut offer = match duty.live_offer(db, now)? {
            Ok(offer) => offer,
            Err(code) => return Ok(Err(code)),
        };
        end(&mut offer, SwapState::Withdrawn, now);
        swap::settle(db, &offer)?;
        let of = Some(offer.consultation);
        AuditLog::of(cx, actor).append(db, AuditAction::OfferWithdrawn, of, slot, json!({ "from": offer.from }))?;
        Ok(Ok(()))
    });
    met.await?.map_err(ActionError::Conflict)
}

/// Says no to an offer: it is not shown to them any more.
///
/// # Errors
/// [`ActionError::Conflict`] as of [`withdraw`], and with `swap_own` or `swap_not_asked`; [`ActionError::NotFound`];
/// [`ActionError::Denied`]; database faults.
pub async fn decline(cx: &Context, actor: &Actor, slot: SlotId) -> Result<(), ActionError> {
    let met = cx.write_as(actor, move |cx, db, actor| {
        let now = cx.now();
        let duty = open_locked(db, actor, slot, Right::SwapDuties)?;
        let person = actor.staff.ok_or_else(|| not_taken(NotTaken::NotAsked))?;
        let offer = match duty.live_offer(db, now)? {
            Ok(offer) if offer.state == SwapState::Open => offer,
            Ok(_) => return Ok(Err("swap_taken")),
            Err(code) => return Ok(Err(code)),
        };
        if offer.declined.contains(&person) {
            return Ok(Ok(()));
        }
        offer.is_for(person).map_err(not_taken)?;
        swap::decline(db, offer.id, person, now)?;
        let of = Some(offer.consultation);
        AuditLog::of(cx, actor).append(db, AuditAction::OfferDeclined, of, slot, json!({ "by": person }))?;
        Ok(Ok(()))
    });
    met.await?.map_err(ActionError::Conflict)
}
