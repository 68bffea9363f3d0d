//! How much duty there is, and how it is shared out.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::domain::ids::StaffId;
use crate::domain::roster::{Slot, SlotState};

/// Duties and their length; cancelled ones do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workload {
    pub total: Share,
    /// What each person has; who has nothing is not in it.
    pub per_person: BTreeMap<StaffId, Share>,
    /// How many different extensions answer.
    pub extensions: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub duties: usize,
    pub minutes: i64,
}

impl Share {
    pub(crate) fn add(&mut self, minutes: i64) {
        self.duties += 1;
        self.minutes += minutes;
    }
}

impl Workload {
    pub fn of(slots: &[Slot], zone: Tz) -> Self {
        let mut load = Self::default();
        let mut extensions = BTreeSet::new();
        for slot in slots.iter().filter(|slot| slot.state == SlotState::Planned) {
            let minutes = slot.span(zone).minutes();
            load.total.add(minutes);
            if let Some(person) = slot.staff {
                load.per_person.entry(person).or_default().add(minutes);
            }
            extensions.extend(slot.extensions.iter().map(|extension| extension.id));
        }
        load.extensions = extensions.len();
        load
    }
}
