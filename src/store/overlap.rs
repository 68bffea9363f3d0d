//! One person, one place: which slots would put a line or a person in two places at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, ExtensionId, SlotId, StaffId};
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::connection::{Db, load_locked};
use crate::store::schema::{extensions, slot_extensions, slots, staff};
use crate::store::types::At;

/// What can be in one place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Occupant {
    Line(ExtensionId),
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

/// Locks the lines and people of slots against other writers until the transaction ends: lines first, then people,
/// each by id, so that no two writers wait for each other in a circle.
pub(crate) fn lock(db: &mut Db, new: &[Slot]) -> Result<(), StoreError> {
    let (lines, people) = occupants(new);
    let _: Vec<ExtensionId> = load_locked!(
        db,
        extensions::table
            .filter(extensions::id.eq_any(&lines))
            .order(extensions::id)
            .select(extensions::id)
    )?;
    let _: Vec<StaffId> = load_locked!(
        db,
        staff::table
            .filter(staff::id.eq_any(&people))
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
    let Some(window) = live.iter().map(|slot| slot.span(zone)).reduce(|a, b| Span {
        starts_at: a.starts_at.min(b.starts_at),
        ends_at: a.ends_at.max(b.ends_at),
    }) else {
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
        let lines = lines.into_iter().map(Occupant::Line);
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

/// Stored live slots of the same lines and people that share an instant with the window.
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
        .map(|(line, slot, consultation, from, to)| (Occupant::Line(line), busy(slot, consultation, from, to)));
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
