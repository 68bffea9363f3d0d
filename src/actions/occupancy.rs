//! One extension, one person, one place: refused when a draft is saved, and again when it is published.

use chrono_tz::Tz;

use crate::actions::error::ActionError;
use crate::domain::ids::{ConsultationId, SlotId};
use crate::domain::occupancy::{Need, in_the_way};
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::Slot;
use crate::domain::time::Span;
use crate::store::{Db, occupancy, revision};

/// Refuses slots of a draft whose extensions or people have another duty then, in any draft or among themselves. Of two
/// who do this at once, the second sees the slots of the first. `replaces` names stored slots that will be gone.
///
/// # Errors
/// [`ActionError::Taken`] with the slots in the way.
pub(super) fn refuse_drafted(
    db: &mut Db,
    zone: Tz,
    slots: &[Slot],
    replaces: impl Fn(ConsultationId, SlotId) -> bool,
) -> Result<(), ActionError> {
    let needs: Vec<Need> = slots.iter().filter_map(|slot| Need::of_draft(slot, zone)).collect();
    refuse(db, &needs, |db, within| {
        let mut drafted = occupancy::drafted(db, &needs, within)?;
        drafted.retain(|(consultation, need)| !replaces(*consultation, need.slot));
        Ok(drafted.into_iter().map(|(_, need)| need).collect())
    })
}

/// Refuses to publish slots whose extensions or people other consultations still publish elsewhere at the same time. Drafts
/// never clash, but a draft may be ahead of what residents read: an extension is free only once that is published too.
///
/// # Errors
/// [`ActionError::Taken`] with the published slots in the way.
pub(super) fn refuse_published(
    db: &mut Db,
    consultation: ConsultationId,
    slots: &[PublishedSlot],
    assignments: &Assignments,
) -> Result<(), ActionError> {
    let needs: Vec<Need> = slots
        .iter()
        .filter_map(|slot| Need::of_published(slot, assignments.get(&slot.id).copied()))
        .collect();
    refuse(db, &needs, |db, within| {
        Ok(revision::published_elsewhere(db, consultation, within)?)
    })
}

fn refuse(
    db: &mut Db,
    needs: &[Need],
    others: impl FnOnce(&mut Db, Span) -> Result<Vec<Need>, ActionError>,
) -> Result<(), ActionError> {
    let Some(within) = needs.iter().map(|need| need.span).reduce(Span::hull) else {
        return Ok(());
    };
    occupancy::lock(db, needs)?;
    let taken = in_the_way(needs, &others(db, within)?);
    if taken.is_empty() {
        Ok(())
    } else {
        Err(ActionError::Taken(taken.into_iter().collect()))
    }
}
