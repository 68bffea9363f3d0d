//! What is to be shared out: slots, people, rules. And what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;

use crate::domain::code::codes;
use crate::domain::time::Span;

/// A roster to be shared out. Slots and people are named by their ids here, and by their places in these lists in every
/// result.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problem {
    pub slots: Vec<Slot>,
    pub staff: Vec<Person>,
    pub rules: Rules,
    /// Slot → who keeps it, whatever the rules say; counts towards loads and limits.
    pub fixed: BTreeMap<String, String>,
    /// Slot → who holds it in the published roster. Who is no longer among the staff keeps nothing.
    pub published: BTreeMap<String, String>,
    pub wishes: Vec<Wish>,
    pub counting: Counting,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub id: String,
    pub span: Span,
    /// The day it belongs to, and with it the ISO week. Days follow each other as the starts do.
    pub day: NaiveDate,
    /// All of these must be among what the person has.
    pub needs: BTreeSet<String>,
    /// Only these people may have it; `None` is everybody.
    pub only: Option<BTreeSet<String>>,
    /// Not to be filled: it stays as it is and is not counted as uncovered.
    pub leave: bool,
}

/// Somebody who can take duties.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: String,
    pub has: BTreeSet<String>,
    /// In any order; may overlap.
    pub unavailable: Vec<Span>,
    /// In all, fixed duties included.
    pub max_duties: Option<u32>,
    /// In an ISO week.
    pub max_per_week: Option<u32>,
    /// Load from earlier: duties, or minutes where minutes are counted.
    pub carry: i64,
    /// The part-time share: who works half the time has 0.5 and is due half as much.
    pub weight: f64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rules {
    pub max_per_day: Option<u32>,
    /// Between the end of a duty and the start of a person's next one. With 0, too, duties do not overlap.
    pub min_rest_minutes: u32,
}

/// Somebody would rather not have a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub slot: String,
    pub person: String,
    /// How much rather; sums over the roster are compared.
    pub penalty: u32,
}

/// What a load is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counting {
    #[default]
    Duties,
    Minutes,
}

/// A rule where it says no. Slots and people are places in the problem's lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The slot needs this, which not everybody has.
    Needs {
        slot: usize,
        tag: String,
    },
    /// Not everybody may have the slot.
    Only {
        slot: usize,
    },
    Unavailable {
        person: usize,
        slot: usize,
    },
    /// The person has no more duties on the day than a day may have.
    Day {
        person: usize,
        day: NaiveDate,
    },
    /// The person has no more duties in the day's week than is their limit.
    Week {
        person: usize,
        day: NaiveDate,
    },
    /// The person has no more duties in all than is their limit.
    All {
        person: usize,
    },
    /// Of these slots some are at once, or closer than the rest is long; the person cannot have both of two such.
    Rest {
        person: usize,
        slots: Vec<usize>,
    },
}

codes! {
    FaultCode {
        SlotTwice => "slot-twice",
        StaffTwice => "staff-twice",
        /// A slot must end after it starts.
        SlotEnd => "slot-end",
        /// The days of two slots do not follow each other as their starts do.
        DayOrder => "day-order",
        /// An absence must not end before it starts.
        UnavailableEnd => "unavailable-end",
        /// A weight is from 0.001 to 1,000.
        Weight => "weight",
        /// A carried load is at most 10,000,000, either way.
        Carry => "carry",
        FixedSlot => "fixed-slot",
        FixedStaff => "fixed-staff",
        WishSlot => "wish-slot",
        WishStaff => "wish-staff",
    }
}

/// What is wrong with a problem, and with which slot or person of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProblemFault {
    pub code: FaultCode,
    pub id: String,
}

impl fmt::Display for ProblemFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.code {
            FaultCode::SlotTwice => "two slots have this id",
            FaultCode::StaffTwice => "two of the staff have this id",
            FaultCode::SlotEnd => "the slot does not end after it starts",
            FaultCode::DayOrder => "the slot belongs to an earlier day than one that starts before it",
            FaultCode::UnavailableEnd => "an absence ends before it starts",
            FaultCode::Weight => "the weight is not from 0.001 to 1000",
            FaultCode::Carry => "the carried load is beyond 10000000",
            FaultCode::FixedSlot => "fixed, and no slot",
            FaultCode::FixedStaff => "has a fixed slot and is not among the staff",
            FaultCode::WishSlot => "a wish names it, and it is no slot",
            FaultCode::WishStaff => "has a wish and is not among the staff",
        };
        write!(f, "{:?}: {what}", self.id)
    }
}

const MOST_CARRY: i64 = 10_000_000;
const WEIGHTS: std::ops::RangeInclusive<f64> = 0.001..=1000.0;

impl Problem {
    /// All that is wrong with it, in the order of the lists; nothing is solved before this is empty.
    pub(super) fn faults(&self) -> Vec<ProblemFault> {
        let mut faults = Vec::new();
        let mut add = |code, id: &str| {
            faults.push(ProblemFault {
                code,
                id: id.to_owned(),
            })
        };
        let mut slots = BTreeSet::new();
        for slot in &self.slots {
            if !slots.insert(&slot.id) {
                add(FaultCode::SlotTwice, &slot.id);
            }
            if slot.span.ends_at <= slot.span.starts_at {
                add(FaultCode::SlotEnd, &slot.id);
            }
        }
        let mut by_start: Vec<&Slot> = self.slots.iter().collect();
        by_start.sort_by_key(|slot| (slot.span.starts_at, slot.day));
        for pair in by_start.windows(2) {
            if let [before, after] = pair
                && after.day < before.day
            {
                add(FaultCode::DayOrder, &after.id);
            }
        }
        let mut staff = BTreeSet::new();
        for person in &self.staff {
            if !staff.insert(&person.id) {
                add(FaultCode::StaffTwice, &person.id);
            }
            if person.unavailable.iter().any(|span| span.ends_at < span.starts_at) {
                add(FaultCode::UnavailableEnd, &person.id);
            }
            if !WEIGHTS.contains(&person.weight) {
                add(FaultCode::Weight, &person.id);
            }
            if !(-MOST_CARRY..=MOST_CARRY).contains(&person.carry) {
                add(FaultCode::Carry, &person.id);
            }
        }
        for (slot, person) in &self.fixed {
            if !slots.contains(slot) {
                add(FaultCode::FixedSlot, slot);
            }
            if !staff.contains(person) {
                add(FaultCode::FixedStaff, person);
            }
        }
        for wish in &self.wishes {
            if !slots.contains(&wish.slot) {
                add(FaultCode::WishSlot, &wish.slot);
            }
            if !staff.contains(&wish.person) {
                add(FaultCode::WishStaff, &wish.person);
            }
        }
        faults
    }
}
