//! The way into every action that somebody asks for: the right first, then what it is about.
//!
//! Rights are checked here and nowhere else. What an action does not open by [`open`] and its kin it asks for by [`allow`].

use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::consultation::Consultation;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::store::{Db, consultation, roster};

/// Passes when the actor has the right. For what belongs to no consultation.
///
/// # Errors
/// [`ActionError::Denied`].
pub fn allow(actor: &Actor, right: Right) -> Result<(), ActionError> {
    Ok(actor.may(right)?)
}

/// Whether the actor has the right, where an action does more for those who have it.
pub(super) fn allows(actor: &Actor, right: Right) -> bool {
    allow(actor, right).is_ok()
}

/// The consultation of a slug, for who has the right.
pub(super) fn open(db: &mut Db, actor: &Actor, slug: &Slug, right: Right) -> Result<Consultation, ActionError> {
    allow(actor, right)?;
    consultation::by_slug(db, slug)?.ok_or(ActionError::NotFound("consultation"))
}

/// The same, locked until the transaction ends; [`ActionError::Stale`] when its draft is not the expected one.
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
    // Somebody may have changed it while we waited for the lock.
    open(db, actor, slug, right)
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
