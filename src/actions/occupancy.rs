//! One extension, one person, one place: refused when a draft is saved, and again when it is published.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use crate::actions::error::ActionError;
use crate::domain::ids::{ConsultationId, SlotId};
use crate::domain::occupancy::{Need, in_the_way};
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::Slot;
use crate::domain::time::Span;
use crate::store::occupancy::Occupants;
use crate::store::{Db, occupancy, revision};

/// Refuses slots an announcement becomes whose extensions or people have another duty then; the coordinator knows them by
/// their order. `replaces` names stored slots that will be gone.
///
/// # Errors
/// [`ActionError::TakenRows`] with the index of each slot that cannot be had.
pub(super) fn refuse_planned(
    db: &mut Db,
    zone: Tz,
    slots: &[Slot],
    replaces: impl Fn(ConsultationId, SlotId) -> bool,
) -> Result<(), ActionError> {
    let clashing = clashing_drafted(db, zone, slots, replaces)?;
    let clashing: BTreeSet<SlotId> = clashing.into_iter().flat_map(<[SlotId; 2]>::from).collect();
    let rows: Vec<usize> = (0..)
        .zip(slots)
        .filter(|(_, slot)| clashing.contains(&slot.id))
        .map(|(row, _)| row)
        .collect();
    if rows.is_empty() {
        Ok(())
    } else {
        Err(ActionError::TakenRows(rows))
    }
}

/// Slots of a draft whose extensions or people have another duty then, in any draft or among themselves, each with the slot
/// in its way. Of two who ask at once, the second sees the slots of the first. `replaces` names stored slots that will be
/// gone.
pub(super) fn clashing_drafted(
    db: &mut Db,
    zone: Tz,
    slots: &[Slot],
    replaces: impl Fn(ConsultationId, SlotId) -> bool,
) -> Result<BTreeSet<(SlotId, SlotId)>, ActionError> {
    let needs: Vec<Need> = slots.iter().filter_map(|slot| Need::of_draft(slot, zone)).collect();
    clashing(db, &needs, |db, within| {
        let mut drafted = occupancy::drafted(db, Occupants::of(&needs), within)?;
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
    let clashing = clashing(db, &needs, |db, within| {
        Ok(revision::published_elsewhere(db, consultation, within)?)
    });
    refuse(clashing?)
}

/// What is needed, with what is in its way.
fn clashing(
    db: &mut Db,
    needs: &[Need],
    others: impl FnOnce(&mut Db, Span) -> Result<Vec<Need>, ActionError>,
) -> Result<BTreeSet<(SlotId, SlotId)>, ActionError> {
    let Some(within) = needs.iter().map(|need| need.span).reduce(Span::hull) else {
        return Ok(BTreeSet::new());
    };
    occupancy::lock(db, needs)?;
    Ok(in_the_way(needs, &others(db, within)?))
}

fn refuse(clashing: BTreeSet<(SlotId, SlotId)>) -> Result<(), ActionError> {
    if clashing.is_empty() {
        return Ok(());
    }
    let in_the_way: BTreeSet<SlotId> = clashing.into_iter().map(|(_, other)| other).collect();
    Err(ActionError::Taken(in_the_way.into_iter().collect()))
}
