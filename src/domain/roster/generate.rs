//! Slots for the required hours that nobody covers yet.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use crate::domain::code::codes;
use crate::domain::coverage::Verdict;
use crate::domain::finding::CoverageReport;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::Hours;

codes! {
    /// Which of several numbers answer in each slot.
    Numbers {
        /// One after the other, so that each has as many slots as the next.
        InTurn => "in_turn",
        /// All of them in every slot.
        All => "all",
    }
}

/// How slots are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// How many numbers there are.
    pub phones: usize,
    pub numbers: Numbers,
    /// The longest slot in minutes; hours that are longer become several. `None` makes one of them.
    pub longest: Option<u32>,
}

/// A slot that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub date: NaiveDate,
    pub hours: Hours,
    /// Places of its numbers in the list of them.
    pub phones: Vec<usize>,
}

/// The slots that, with those there are, tile the required hours of all days exactly; by start.
pub fn missing(report: &CoverageReport, pattern: Pattern) -> Vec<Missing> {
    let gaps = report
        .days
        .iter()
        .flat_map(|day| day.gaps.iter().map(|gap| (day.day.date, *gap)));
    let slots = gaps.flat_map(|(date, gap)| parts(date, gap, pattern.longest));
    let slots = slots.enumerate().map(|(nth, (date, hours))| Missing {
        date,
        hours,
        phones: match pattern.numbers {
            Numbers::All => (0..pattern.phones).collect(),
            Numbers::InTurn => nth.checked_rem(pattern.phones).into_iter().collect(),
        },
    });
    slots.collect()
}

/// The days on which nobody is on duty and which of another roster's duties each takes over: those of the same weekday, its
/// first such day for the first, its second for the second, and from its first again when there are more. Days of a weekday
/// on which the other roster has no duty take nothing.
pub fn copied<'a>(report: &CoverageReport, model: &'a [Slot]) -> Vec<(NaiveDate, &'a Slot)> {
    let mut by_day: BTreeMap<NaiveDate, Vec<&Slot>> = BTreeMap::new();
    for slot in model.iter().filter(|slot| slot.state == SlotState::Planned) {
        by_day.entry(slot.date).or_default().push(slot);
    }
    let mut by_weekday: BTreeMap<u32, Vec<Vec<&Slot>>> = BTreeMap::new();
    for (day, slots) in by_day {
        let weekday = day.weekday().number_from_monday();
        by_weekday.entry(weekday).or_default().push(slots);
    }
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    let open = report.days.iter().filter(|day| day.verdict == Verdict::Uncovered);
    let mut found = Vec::new();
    for date in open.map(|day| day.day.date) {
        let weekday = date.weekday().number_from_monday();
        let nth = taken.entry(weekday).or_default();
        let days = by_weekday.get(&weekday).map_or(&[][..], Vec::as_slice);
        if let Some(slots) = nth.checked_rem(days.len()).and_then(|nth| days.get(nth)) {
            found.extend(slots.iter().map(|slot| (date, *slot)));
        }
        *nth += 1;
    }
    found
}

/// Hours of a day in parts that are not too long. Those after midnight belong to the next day.
fn parts(date: NaiveDate, hours: Hours, longest: Option<u32>) -> Vec<(NaiveDate, Hours)> {
    let day = TimeDelta::days(1).num_minutes();
    let whole = match (hours.end - hours.start).num_minutes() {
        minutes if minutes <= 0 => minutes + day,
        minutes => minutes,
    };
    let step = longest.map_or(whole, |longest| i64::from(longest.max(1)));
    let midnight = date.and_time(NaiveTime::MIN);
    let start = hours.start - NaiveTime::MIN;
    let mut found = Vec::new();
    let mut from = 0;
    while from < whole {
        let to = (from + step).min(whole);
        let at = |minutes: i64| midnight + start + TimeDelta::minutes(minutes);
        found.push((
            at(from).date(),
            Hours {
                start: at(from).time(),
                end: at(to).time(),
            },
        ));
        from = to;
    }
    found
}
