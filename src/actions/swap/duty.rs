//! A published duty as it is opened to be offered or taken over.

use chrono::{DateTime, Utc};

use crate::actions::authorize::{self, allow, allow_in, allows_in};
use crate::actions::error::ActionError;
use crate::actions::swap::colleagues::Colleagues;
use crate::domain::access::{Actor, Right};
use crate::domain::candidate::Candidate;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{ExpectedVersion, SlotState};
use crate::domain::swap::{NotTaken, Swap, SwapState};
use crate::store::{Db, consultation, revision, swap};

const NO_DUTY: ActionError = ActionError::NotFound("duty");

/// What a transaction came to that stored something even so: the offer had become stale. The code is that of a conflict.
pub(super) type Met<T> = Result<T, &'static str>;

/// A duty as it is published now.
pub(super) struct Duty {
    pub(super) consultation: Consultation,
    pub(super) slot: PublishedSlot,
    pub(super) holder: StaffId,
}

/// The duty of a slot, for who has the right in its unit; one that nobody has cannot be handed on.
pub(super) fn open(db: &mut Db, actor: &Actor, slot: SlotId, right: Right) -> Result<Duty, ActionError> {
    allow(actor, right)?;
    let duty = read(db, slot)?;
    allow_in(actor, right, duty.consultation.unit.id, "duty")?;
    Ok(duty)
}

/// The same with its consultation locked until the transaction ends.
pub(super) fn open_locked(db: &mut Db, actor: &Actor, slot: SlotId, right: Right) -> Result<Duty, ActionError> {
    allow(actor, right)?;
    let slug = read(db, slot)?.consultation.slug;
    authorize::open_locked(db, actor, &slug, right, ExpectedVersion::Any).map_err(|error| match error {
        ActionError::NotFound(_) => NO_DUTY,
        other => other,
    })?;
    // Somebody may have taken it while we waited for the lock.
    read(db, slot)
}

fn read(db: &mut Db, slot: SlotId) -> Result<Duty, ActionError> {
    let (id, slot, holder) = revision::slot(db, slot)?.ok_or(NO_DUTY)?;
    Ok(Duty {
        consultation: consultation::by_id(db, id)?.ok_or(NO_DUTY)?,
        slot,
        holder: holder.ok_or(NO_DUTY)?,
    })
}

impl Duty {
    pub(super) fn is_of(&self, actor: &Actor) -> bool {
        actor.staff == Some(self.holder)
    }

    /// Passes for who has the duty and for who may change rosters. To others a colleague's duty is not there.
    pub(super) fn is_for(&self, actor: &Actor) -> Result<(), ActionError> {
        let edits = allows_in(actor, Right::EditRoster, self.consultation.unit.id);
        (self.is_of(actor) || edits).then_some(()).ok_or(NO_DUTY)
    }

    /// Passes for a duty that takes place and has not begun.
    pub(super) fn is_ahead(&self, now: DateTime<Utc>) -> Result<(), ActionError> {
        let ahead = self.slot.state == SlotState::Planned && now < self.slot.span.starts_at;
        ahead.then_some(()).ok_or(ActionError::Conflict("swap_over"))
    }

    /// How far an offer of it is now.
    pub(super) fn state_of(&self, offer: &Swap, now: DateTime<Utc>) -> SwapState {
        offer.state_at(Some((&self.slot, Some(self.holder))), now)
    }

    /// Its newest offer as it is now; that it became stale is stored.
    pub(super) fn last_offer(&self, db: &mut Db, now: DateTime<Utc>) -> Result<Option<Swap>, ActionError> {
        let Some(mut offer) = swap::last(db, self.slot.id)? else {
            return Ok(None);
        };
        if offer.state.is_live() && self.state_of(&offer, now) == SwapState::Stale {
            end(&mut offer, SwapState::Stale, now);
            swap::settle(db, &offer)?;
        }
        Ok(Some(offer))
    }

    /// The same while something can come of it.
    pub(super) fn live_offer(&self, db: &mut Db, now: DateTime<Utc>) -> Result<Met<Swap>, ActionError> {
        let offer = self.last_offer(db, now)?.ok_or(ActionError::NotFound("offer"))?;
        Ok(match offer.state {
            SwapState::Open | SwapState::AwaitingApproval => Ok(offer),
            SwapState::Done => Err("swap_taken"),
            SwapState::Withdrawn => Err("swap_withdrawn"),
            SwapState::Stale => Err("swap_changed"),
        })
    }

    /// Passes for a colleague who takes duties here and is free then.
    pub(super) fn can_take(&self, db: &mut Db, person: StaffId) -> Result<(), ActionError> {
        let colleagues = Colleagues::read(db, &self.consultation, self.slot.span)?;
        let ranked = colleagues.ranked(&self.consultation, &self.slot, Some(self.holder));
        let found = ranked.iter().map(|one| &one.candidate).find(|one| one.staff == person);
        match found {
            None => Err(not_taken(NotTaken::NotAsked)),
            Some(Candidate { cannot: Some(why), .. }) => Err(not_taken((*why).into())),
            Some(_) => Ok(()),
        }
    }
}

/// The offer has come to an end.
pub(super) fn end(offer: &mut Swap, state: SwapState, now: DateTime<Utc>) {
    offer.state = state;
    offer.settled_at = Some(now);
    if state != SwapState::Done {
        offer.taken_by = None;
    }
}

/// Why somebody cannot take it, as they are told.
pub(super) fn not_taken(why: NotTaken) -> ActionError {
    ActionError::Conflict(why.code())
}
