//! Slots for the required hours that nobody covers yet.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::domain::code::codes;
use crate::domain::coverage::CoverageReport;
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
