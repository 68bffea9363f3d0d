//! The way into every action that somebody asks for: the right first, then what it is about.
//!
//! Rights are checked here and nowhere else. What an action does not open by [`open`] and its kin it asks for by [`allow`],
//! [`allow_in`] or [`scope`]. What is in a unit one does not belong to is as if it were not there.

use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::consultation::Consultation;
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::store::{Db, consultation, roster};

const NO_CONSULTATION: ActionError = ActionError::NotFound("consultation");

/// Passes when the actor has the right in at least one unit. For what belongs to no unit.
///
/// # Errors
/// [`ActionError::Denied`].
pub fn allow(actor: &Actor, right: Right) -> Result<(), ActionError> {
    Ok(actor.may(right)?)
}

/// Whether the actor has the right in a unit, where an action does more for those who have it.
pub(super) fn allows_in(actor: &Actor, right: Right, unit: UnitId) -> bool {
    actor.may_in(right, unit).is_ok()
}

/// The units in which the actor has the right: where a list looks.
pub(super) fn scope(actor: &Actor, right: Right) -> Result<Scope, ActionError> {
    allow(actor, right)?;
    Ok(actor.access.scope(right))
}

/// Passes when the actor has the right in the unit of something; `missing` when they do not belong there. Whether they have
/// it anywhere is asked by [`allow`] before that something is looked for.
pub(super) fn allow_in(actor: &Actor, right: Right, unit: UnitId, missing: &'static str) -> Result<(), ActionError> {
    if !actor.access.reaches(unit) {
        return Err(ActionError::NotFound(missing));
    }
    Ok(actor.may_in(right, unit)?)
}

/// The consultation of a slug, for who has the right.
pub(super) fn open(db: &mut Db, actor: &Actor, slug: &Slug, right: Right) -> Result<Consultation, ActionError> {
    allow(actor, right)?;
    within(actor, consultation::by_slug(db, slug)?, right)
}

fn within(actor: &Actor, found: Option<Consultation>, right: Right) -> Result<Consultation, ActionError> {
    let consultation = found.ok_or(NO_CONSULTATION)?;
    allow_in(actor, right, consultation.unit.id, "consultation")?;
    Ok(consultation)
}

/// The same as [`open`], locked until the transaction ends; [`ActionError::Stale`] when its draft is not the expected one.
pub(super) fn open_locked(
    db: &mut Db,
    actor: &Actor,
    slug: &Slug,
    right: Right,
    expected: ExpectedVersion,
) -> Result<Consultation, ActionError> {
    let id = open(db, actor, slug, right)?.id;
    // The consultation first, then extensions and people: two who do this never wait for each other in a circle.
    consultation::lock(db, id)?;
    if !expected.is(roster::version(db, id)?) {
        return Err(ActionError::Stale);
    }
    // Somebody may have changed it while we waited for the lock; whose it is never changes.
    consultation::by_id(db, id)?.ok_or(NO_CONSULTATION)
}

/// The same, and its draft has a new version: the way into every change.
pub(super) fn open_to_change(
    db: &mut Db,
    actor: &Actor,
    slug: &Slug,
    right: Right,
    expected: ExpectedVersion,
) -> Result<Consultation, ActionError> {
    let consultation = open_locked(db, actor, slug, right, expected)?;
    roster::grow_version(db, consultation.id)?;
    Ok(consultation)
}

/// The calendar of a staff member: for themselves, and for who has the right in their own unit.
pub(super) fn open_calendar(
    actor: &Actor,
    member: Option<StaffMember>,
    id: StaffId,
    right: Right,
) -> Result<StaffMember, ActionError> {
    if actor.staff == Some(id) && actor.may(Right::SeeOwnDuties).is_ok() {
        return member.ok_or(ActionError::NotFound("staff member"));
    }
    open_member(actor, member, right)
}

/// A staff member for who has the right in their own unit. To those they are lent to they are not there to be changed.
pub(super) fn open_member(
    actor: &Actor,
    member: Option<StaffMember>,
    right: Right,
) -> Result<StaffMember, ActionError> {
    allow(actor, right)?;
    let member = member.ok_or(ActionError::NotFound("staff member"))?;
    allow_in(actor, right, member.unit, "staff member")?;
    Ok(member)
}
