//! A duty that goes to somebody else: taken from an offer, approved, or given by a coordinator.

use std::collections::BTreeSet;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::open_to_change;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::swap::{tell_coordinators, tell_staff};
use crate::actions::revision::{Publication, put};
use crate::actions::roster::step::{Refused, make};
use crate::actions::swap::duty::{Duty, Met, end, not_taken, open_locked};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::roster::ExpectedVersion;
use crate::domain::roster::change::{Change, StepKind};
use crate::domain::swap::{NotTaken, Swap, SwapNews, SwapState};
use crate::store::{Db, revision, roster, swap};

/// Takes a duty that is offered; whoever is first has it, and at once, unless the consultation wants a coordinator's approval.
/// Safe to repeat for who has taken it.
///
/// # Errors
/// [`ActionError::Conflict`] with `swap_taken` when somebody was quicker, `swap_withdrawn`, `swap_changed`, `swap_own`,
/// `swap_not_asked`, `swap_absent`, `swap_busy`; [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn accept(cx: &Context, actor: &Actor, slot: SlotId) -> Result<Swap, ActionError> {
    let met = cx.write_as(actor, move |cx, db, actor| {
        let now = cx.now();
        let duty = open_locked(db, actor, slot, Right::SwapDuties)?;
        let person = actor.staff.ok_or_else(|| not_taken(NotTaken::NotAsked))?;
        if let Some(last) = duty.last_offer(db, now)?
            && last.taken_by == Some(person)
            && (duty.is_of(actor) || last.state == SwapState::AwaitingApproval)
        {
            return Ok(Ok(last));
        }
        let mut offer = match duty.live_offer(db, now)? {
            Ok(offer) if offer.state == SwapState::Open => offer,
            Ok(_) => return Ok(Err("swap_taken")),
            Err(code) => return Ok(Err(code)),
        };
        offer.is_for(person).map_err(not_taken)?;
        duty.can_take(db, person)?;
        if !duty.consultation.swaps_need_approval {
            return hand_over(cx, db, actor, &duty, offer, person, Right::SwapDuties).map(Ok);
        }
        offer.state = SwapState::AwaitingApproval;
        offer.taken_by = Some(person);
        swap::settle(db, &offer)?;
        tell_coordinators(cx, db, duty.consultation.unit.id, &offer, SwapNews::Approval, now)?;
        let of = Some(offer.consultation);
        AuditLog::of(cx, actor).append(db, AuditAction::OfferAccepted, of, slot, json!({ "by": person }))?;
        Ok(Ok(offer))
    });
    shown(cx, met.await?).await
}

/// Approves who took a duty: it is theirs then.
///
/// # Errors
/// [`ActionError::Conflict`] with `swap_not_waiting` when nobody waits for it, and as of [`accept`] when the duty has changed
/// or the person cannot take it any more; [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn approve(cx: &Context, actor: &Actor, slot: SlotId) -> Result<Swap, ActionError> {
    let met = cx.write_as(actor, move |cx, db, actor| {
        let duty = open_locked(db, actor, slot, Right::EditRoster)?;
        let offer = match duty.live_offer(db, cx.now())? {
            Ok(offer) => offer,
            Err(code) => return Ok(Err(code)),
        };
        let person = offer.taken_by.ok_or(ActionError::Conflict("swap_not_waiting"))?;
        duty.can_take(db, person)?;
        hand_over(cx, db, actor, &duty, offer, person, Right::EditRoster).map(Ok)
    });
    shown(cx, met.await?).await
}

/// Does not approve who took a duty: the offer is open again, to the others.
///
/// # Errors
/// As [`approve`].
pub async fn refuse(cx: &Context, actor: &Actor, slot: SlotId) -> Result<(), ActionError> {
    let met = cx.write_as(actor, move |cx, db, actor| {
        let now = cx.now();
        let duty = open_locked(db, actor, slot, Right::EditRoster)?;
        let mut offer = match duty.live_offer(db, now)? {
            Ok(offer) => offer,
            Err(code) => return Ok(Err(code)),
        };
        let person = offer.taken_by.ok_or(ActionError::Conflict("swap_not_waiting"))?;
        tell_staff(cx, db, duty.consultation.unit.id, &offer, SwapNews::Refused, person)?;
        offer.state = SwapState::Open;
        offer.taken_by = None;
        swap::settle(db, &offer)?;
        swap::decline(db, offer.id, person, now)?;
        let of = Some(offer.consultation);
        AuditLog::of(cx, actor).append(db, AuditAction::OfferRefused, of, slot, json!({ "of": person }))?;
        Ok(Ok(()))
    });
    met.await?.map_err(ActionError::Conflict)?;
    cx.wake.notify();
    Ok(())
}

/// Gives a duty to a stand-in, whether it is offered or not.
///
/// # Errors
/// [`ActionError::Conflict`] with `swap_over` when it has begun or was called off, with `swap_own`, `swap_not_asked`,
/// `swap_absent` or `swap_busy` when the person cannot take it; [`ActionError::NotFound`]; [`ActionError::Denied`];
/// database faults.
pub async fn give(cx: &Context, actor: &Actor, slot: SlotId, to: StaffId) -> Result<Swap, ActionError> {
    let given = cx.write_as(actor, move |cx, db, actor| {
        let now = cx.now();
        let duty = open_locked(db, actor, slot, Right::EditRoster)?;
        duty.is_ahead(now)?;
        if to == duty.holder {
            return Err(not_taken(NotTaken::Own));
        }
        duty.can_take(db, to)?;
        let offer = match duty.last_offer(db, now)?.filter(|offer| offer.state.is_live()) {
            Some(offer) => offer,
            None => directly(cx, db, actor, &duty, to)?,
        };
        hand_over(cx, db, actor, &duty, offer, to, Right::EditRoster)
    });
    shown(cx, Ok(given.await?)).await
}

/// What stands in the history for a duty that was given without an offer.
fn directly(cx: &Context, db: &mut Db, actor: &Actor, duty: &Duty, to: StaffId) -> Result<Swap, ActionError> {
    let now = cx.now();
    let offer = Swap {
        id: cx.random.id(now),
        consultation: duty.consultation.id,
        slot: duty.slot.id,
        from: duty.holder,
        offered_by: actor.user,
        offered_at: now,
        span: duty.slot.span,
        to_everyone: false,
        asked: BTreeSet::new(),
        declined: BTreeSet::new(),
        answer_by: now,
        state: SwapState::Done,
        taken_by: Some(to),
        settled_at: Some(now),
    };
    swap::insert(db, &offer)?;
    Ok(offer)
}

/// The duty goes to somebody: in the draft, if it is there as it is published, and in the next revision, which is the last one
/// but for the person. What else is in the draft stays unpublished.
fn hand_over(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    duty: &Duty,
    mut offer: Swap,
    to: StaffId,
    right: Right,
) -> Result<Swap, ActionError> {
    let of = &duty.consultation;
    let latest = revision::latest(db, of.id)?.ok_or(ActionError::NotFound("duty"))?;
    let mut assignments = revision::assignments(db, latest.id)?;
    let drafted = roster::slot(db, duty.slot.id)?.filter(|(owner, slot)| {
        let same = slot.span(of.zone) == duty.slot.span && slot.state == duty.slot.state;
        *owner == of.id && slot.staff == Some(duty.holder) && same
    });
    if drafted.is_some() {
        open_to_change(db, actor, &of.slug, right, ExpectedVersion::Any)?;
        let change = Change::Assign {
            id: duty.slot.id,
            staff: Some(to),
        };
        let made = make(cx, db, actor, of, vec![change], StepKind::Swapped);
        made.map_err(Refused::of_one).map_err(busy)?;
    }
    assignments.insert(duty.slot.id, to);
    let publication = Publication {
        accepted: latest.accepted,
        slots: latest.slots,
        assignments,
        calendar: latest.calendar,
    };
    let (number, _) = put(cx, db, actor, of.id, publication).map_err(busy)?;
    end(&mut offer, SwapState::Done, cx.now());
    offer.taken_by = Some(to);
    swap::settle(db, &offer)?;
    tell_staff(cx, db, of.unit.id, &offer, SwapNews::Given, offer.from)?;
    tell_staff(cx, db, of.unit.id, &offer, SwapNews::Taken, to)?;
    let detail = json!({ "from": offer.from, "to": to, "revision": number });
    AuditLog::of(cx, actor).append(db, AuditAction::DutySwapped, Some(of.id), duty.slot.id, detail)?;
    Ok(offer)
}

/// Somebody was given another duty in the same moment.
fn busy(error: ActionError) -> ActionError {
    match error {
        ActionError::Taken(_) => not_taken(NotTaken::Busy),
        other => other,
    }
}

/// What became of it, with what residents and the worker have to know.
async fn shown(cx: &Context, met: Met<Swap>) -> Result<Swap, ActionError> {
    let swap = met.map_err(ActionError::Conflict)?;
    cx.published.show(&cx.store).await;
    cx.wake.notify();
    Ok(swap)
}
