//! A draft as a grid: the days of a week across, a line for each extension or each person.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::ids::{ExtensionId, SlotId, StaffId};
use crate::domain::roster::Slot;

const DAYS: usize = 7;

/// A week from Monday to Sunday; of its year as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week(NaiveDate);

impl Week {
    pub fn of(day: NaiveDate) -> Self {
        let since_monday = u64::from(day.weekday().num_days_from_monday());
        Self(day.checked_sub_days(Days::new(since_monday)).unwrap_or(day))
    }

    pub fn monday(self) -> NaiveDate {
        self.0
    }

    pub fn sunday(self) -> NaiveDate {
        self.days()[DAYS - 1]
    }

    pub fn days(self) -> [NaiveDate; DAYS] {
        let mut days = self.0.iter_days();
        [0; DAYS].map(|_| days.next().unwrap_or(self.0))
    }

    fn shifted(self, weeks: i64) -> Self {
        let by = chrono::Duration::weeks(weeks);
        Self(self.0.checked_add_signed(by).unwrap_or(self.0))
    }
}

/// The weeks a roster lies in: those of its consultation's days and of its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weeks(RangeInclusive<Week>);

impl Weeks {
    pub fn of(first_day: NaiveDate, last_day: NaiveDate, slots: &[Slot]) -> Self {
        let dates = || slots.iter().map(|slot| slot.date);
        let first = dates().chain([first_day]).min().unwrap_or(first_day);
        let last = dates().chain([last_day]).max().unwrap_or(last_day);
        Self(Week::of(first)..=Week::of(last))
    }

    /// The week of a day, or the nearest one there is.
    pub fn nearest(&self, day: NaiveDate) -> Week {
        Week::of(day).clamp(*self.0.start(), *self.0.end())
    }

    pub fn before(&self, week: Week) -> Option<Week> {
        (week > *self.0.start()).then(|| week.shifted(-1))
    }

    pub fn after(&self, week: Week) -> Option<Week> {
        (week < *self.0.end()).then(|| week.shifted(1))
    }
}

/// Whose duties stand in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Extension(ExtensionId),
    Person(StaffId),
    /// Duties without an extension, or that nobody has yet.
    None,
}

/// What the lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Extensions,
    People,
}

impl Axis {
    /// The lines a slot stands in, each once: a duty with several extensions stands in several.
    pub fn owners(self, slot: &Slot) -> Vec<Owner> {
        let mut owners: Vec<Owner> = match self {
            Self::Extensions => slot.extensions.iter().map(|e| Owner::Extension(e.id)).collect(),
            Self::People => slot.staff.map(Owner::Person).into_iter().collect(),
        };
        owners.sort();
        owners.dedup();
        if owners.is_empty() {
            owners.push(Owner::None);
        }
        owners
    }
}

/// A duty where it stands in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    pub slot: &'a Slot,
    /// Whether it stands in no line above.
    pub is_first: bool,
}

/// The cells of one line, a day each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    pub owner: Owner,
    pub days: [(NaiveDate, Vec<Placed<'a>>); DAYS],
}

/// The lines of these owners, in their order; each cell has its duties in the order of `slots`.
pub fn lines<'a>(slots: &'a [Slot], axis: Axis, week: Week, owners: &[Owner]) -> Vec<Line<'a>> {
    let mut cells: BTreeMap<(Owner, NaiveDate), Vec<&'a Slot>> = BTreeMap::new();
    let of_week = slots.iter().filter(|slot| Week::of(slot.date) == week);
    for slot in of_week {
        for owner in axis.owners(slot) {
            cells.entry((owner, slot.date)).or_default().push(slot);
        }
    }
    let mut seen: BTreeMap<SlotId, Owner> = BTreeMap::new();
    let mut lines = Vec::new();
    for owner in owners {
        let days = week.days().map(|day| {
            let slots = cells.remove(&(*owner, day)).unwrap_or_default();
            let placed = slots.into_iter().map(|slot| Placed {
                slot,
                is_first: *seen.entry(slot.id).or_insert(*owner) == *owner,
            });
            (day, placed.collect())
        });
        lines.push(Line { owner: *owner, days });
    }
    lines
}
