//! One person, one place: which slots would put a line or a person in two places at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use diesel::prelude::*;

use crate::domain::extension::Phone;
use crate::domain::ids::{ConsultationId, ExtensionId, SlotId, StaffId};
use crate::domain::revision::{Assignments, PrintedExtension, PublishedSlot};
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::Span;
use crate::store::db::connection::{Db, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{extensions, revision_slots, revisions, slot_extensions, slots, staff};
use crate::store::db::types::{At, Json};
use crate::store::revision::superseded;

/// What can be in one place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Occupant {
    Extension(ExtensionId),
    Person(StaffId),
}

/// Somebody or something busy for a time.
#[derive(Debug, Clone, Copy)]
struct Busy {
    span: Span,
    slot: SlotId,
    /// The consultation of a stored slot; `None` for one that is about to be stored.
    stored_in: Option<ConsultationId>,
}

/// Two slots that need the same line or person at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clash {
    /// The slot about to be stored.
    pub(crate) mine: SlotId,
    /// The other.
    pub(crate) other: SlotId,
    /// Where the other is stored; `None` when it is about to be stored too.
    pub(crate) stored_in: Option<ConsultationId>,
}

/// Locks the extensions and people of slots against other writers until the transaction ends: extensions first, then people,
/// each by id, so that no two writers wait for each other in a circle.
pub(crate) fn lock(db: &mut Db, new: &[Slot]) -> Result<(), StoreError> {
    let (lines, people) = occupants(new);
    lock_rows(db, &lines, &people)
}

fn lock_rows(db: &mut Db, lines: &BTreeSet<ExtensionId>, people: &BTreeSet<StaffId>) -> Result<(), StoreError> {
    let _: Vec<ExtensionId> = load_locked!(
        db,
        extensions::table
            .filter(extensions::id.eq_any(lines))
            .order(extensions::id)
            .select(extensions::id)
    )?;
    let _: Vec<StaffId> = load_locked!(
        db,
        staff::table
            .filter(staff::id.eq_any(people))
            .order(staff::id)
            .select(staff::id)
    )?;
    Ok(())
}

fn occupants(new: &[Slot]) -> (BTreeSet<ExtensionId>, BTreeSet<StaffId>) {
    let lines = new
        .iter()
        .flat_map(|slot| slot.extensions.iter().map(|line| line.id))
        .collect();
    let people = new.iter().filter_map(|slot| slot.staff).collect();
    (lines, people)
}

/// The clashes of slots among themselves and with stored slots of any consultation, in order, each once. A stored slot
/// with the id of one of `new` is what that one replaces, and so is no clash; cancelled slots occupy nothing.
pub(crate) fn clashes(db: &mut Db, zone: Tz, new: &[Slot]) -> Result<Vec<Clash>, StoreError> {
    let live: Vec<&Slot> = new.iter().filter(|slot| slot.state == SlotState::Planned).collect();
    let Some(window) = live.iter().map(|slot| slot.span(zone)).reduce(hull) else {
        return Ok(Vec::new());
    };
    let replaced: BTreeSet<SlotId> = new.iter().map(|slot| slot.id).collect();
    let mut busy: BTreeMap<Occupant, Vec<Busy>> = BTreeMap::new();
    for (occupant, entry) in stored(db, new, window)? {
        if !replaced.contains(&entry.slot) {
            busy.entry(occupant).or_default().push(entry);
        }
    }
    for slot in live {
        let entry = Busy {
            span: slot.span(zone),
            slot: slot.id,
            stored_in: None,
        };
        let lines: BTreeSet<ExtensionId> = slot.extensions.iter().map(|line| line.id).collect();
        let lines = lines.into_iter().map(Occupant::Extension);
        for occupant in lines.chain(slot.staff.map(Occupant::Person)) {
            busy.entry(occupant).or_default().push(entry);
        }
    }
    let found: BTreeSet<Clash> = busy.into_values().flat_map(sweep).collect();
    Ok(found.into_iter().collect())
}

/// The clashes of one occupant: sorted by start, each entry is compared only with those that start before it ends.
fn sweep(mut entries: Vec<Busy>) -> Vec<Clash> {
    entries.sort_by_key(|entry| (entry.span.starts_at, entry.slot));
    let mut found = Vec::new();
    for (index, first) in entries.iter().enumerate() {
        let rest = entries.iter().skip(index + 1);
        for second in rest.take_while(|later| later.span.starts_at < first.span.ends_at) {
            if first.slot == second.slot || !first.span.overlaps(second.span) {
                continue;
            }
            match (first.stored_in, second.stored_in) {
                (Some(_), Some(_)) => {}
                (None, stored_in) => found.push(Clash {
                    mine: first.slot,
                    other: second.slot,
                    stored_in,
                }),
                (stored_in, None) => found.push(Clash {
                    mine: second.slot,
                    other: first.slot,
                    stored_in,
                }),
            }
        }
    }
    found
}

/// Stored live slots of the same extensions and people that share an instant with the window.
fn stored(db: &mut Db, new: &[Slot], window: Span) -> Result<Vec<(Occupant, Busy)>, StoreError> {
    type Columns<Id> = (Id, SlotId, ConsultationId, At, At);
    let (lines, people) = occupants(new);
    let of_lines: Vec<Columns<ExtensionId>> = slot_extensions::table
        .inner_join(slots::table)
        .filter(slot_extensions::extension_id.eq_any(&lines))
        .filter(slot_extensions::starts_at.lt(At(window.ends_at)))
        .filter(slot_extensions::ends_at.gt(At(window.starts_at)))
        .filter(slots::state.eq(SlotState::Planned))
        .select((
            slot_extensions::extension_id,
            slots::id,
            slots::consultation_id,
            slots::starts_at,
            slots::ends_at,
        ))
        .load(db)?;
    let of_people: Vec<Columns<Option<StaffId>>> = slots::table
        .filter(slots::staff_id.eq_any(&people))
        .filter(slots::starts_at.lt(At(window.ends_at)))
        .filter(slots::ends_at.gt(At(window.starts_at)))
        .filter(slots::state.eq(SlotState::Planned))
        .select((
            slots::staff_id,
            slots::id,
            slots::consultation_id,
            slots::starts_at,
            slots::ends_at,
        ))
        .load(db)?;
    let lines = of_lines
        .into_iter()
        .map(|(line, slot, consultation, from, to)| (Occupant::Extension(line), busy(slot, consultation, from, to)));
    let people = of_people
        .into_iter()
        .filter_map(|(person, slot, consultation, from, to)| {
            person.map(|person| (Occupant::Person(person), busy(slot, consultation, from, to)))
        });
    Ok(lines.chain(people).collect())
}

fn busy(slot: SlotId, consultation: ConsultationId, from: At, to: At) -> Busy {
    Busy {
        span: Span {
            starts_at: from.0,
            ends_at: to.0,
        },
        slot,
        stored_in: Some(consultation),
    }
}

/// Refuses to publish slots whose extensions or people other consultations still publish elsewhere at the same time. The drafts
/// cannot clash, but a draft may be ahead of what residents read: there a line is free only once that is published too.
/// Locks the extensions and people first, as [`lock`] does.
///
/// # Errors
/// [`StoreError::Taken`] with the published slots in the way.
pub(crate) fn refuse_published_elsewhere(
    db: &mut Db,
    consultation: ConsultationId,
    new: &[PublishedSlot],
    assignments: &Assignments,
) -> Result<(), StoreError> {
    let live: Vec<&PublishedSlot> = new.iter().filter(|slot| slot.state == SlotState::Planned).collect();
    let Some(window) = live.iter().map(|slot| slot.span).reduce(hull) else {
        return Ok(());
    };
    let mut lines: BTreeMap<&Phone, Vec<Span>> = BTreeMap::new();
    let mut people: BTreeMap<StaffId, Vec<Span>> = BTreeMap::new();
    for slot in &live {
        for line in &slot.extensions {
            lines.entry(&line.phone).or_default().push(slot.span);
        }
        if let Some(person) = assignments.get(&slot.id) {
            people.entry(*person).or_default().push(slot.span);
        }
    }
    let ids: Vec<ExtensionId> = extensions::table
        .filter(extensions::phone.eq_any(lines.keys().copied()))
        .select(extensions::id)
        .load(db)?;
    lock_rows(db, &ids.into_iter().collect(), &people.keys().copied().collect())?;
    type Columns = (SlotId, At, At, Json<Vec<PrintedExtension>>, Option<StaffId>);
    let published: Vec<Columns> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revisions::consultation_id.ne(consultation))
        .filter(revision_slots::starts_at.lt(At(window.ends_at)))
        .filter(revision_slots::ends_at.gt(At(window.starts_at)))
        .filter(revision_slots::state.eq(SlotState::Planned))
        .filter(diesel::dsl::not(superseded!()))
        .order(revision_slots::slot_id)
        .select((
            revision_slots::slot_id,
            revision_slots::starts_at,
            revision_slots::ends_at,
            revision_slots::extensions,
            revision_slots::staff_id,
        ))
        .load(db)?;
    let meets =
        |spans: Option<&Vec<Span>>, span: Span| spans.is_some_and(|spans| spans.iter().any(|s| s.overlaps(span)));
    let by: Vec<SlotId> = published
        .into_iter()
        .filter(|(_, from, to, on, person)| {
            let span = Span {
                starts_at: from.0,
                ends_at: to.0,
            };
            on.0.iter().any(|line| meets(lines.get(&line.phone), span))
                || person.is_some_and(|person| meets(people.get(&person), span))
        })
        .map(|(slot, ..)| slot)
        .collect();
    if by.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Taken { by })
    }
}

/// The shortest interval that holds both.
fn hull(one: Span, two: Span) -> Span {
    Span {
        starts_at: one.starts_at.min(two.starts_at),
        ends_at: one.ends_at.max(two.ends_at),
    }
}
