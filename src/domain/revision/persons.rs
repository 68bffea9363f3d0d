//! Who is on the duties of two rosters. For internal eyes: it stands beside the difference of what residents read.

use std::collections::BTreeMap;

use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::SlotState;

/// Who has a duty before and after; `None` for nobody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Handover {
    pub before: Option<StaffId>,
    pub after: Option<StaffId>,
}

/// Of every duty that takes place in one of two rosters and has a person there. Called off, a duty is nobody's.
pub fn handovers(
    before: (&[PublishedSlot], &Assignments),
    after: (&[PublishedSlot], &Assignments),
) -> BTreeMap<SlotId, Handover> {
    let mut all: BTreeMap<SlotId, Handover> = BTreeMap::new();
    for (id, staff) in held(before) {
        all.entry(id).or_default().before = Some(staff);
    }
    for (id, staff) in held(after) {
        all.entry(id).or_default().after = Some(staff);
    }
    all
}

fn held<'a>(
    (slots, assignments): (&'a [PublishedSlot], &'a Assignments),
) -> impl Iterator<Item = (SlotId, StaffId)> + 'a {
    let planned = slots.iter().filter(|slot| slot.state == SlotState::Planned);
    planned.filter_map(|slot| Some((slot.id, *assignments.get(&slot.id)?)))
}
