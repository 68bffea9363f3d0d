//! What announced hours require of the other days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::domain::consultation::RequiredHours;
use crate::domain::time::Hours;

/// Required hours that follow from announced ones: on every working day the hours most days have, and on a day that is
/// announced otherwise, its own.
pub fn required_of(announced: &[(NaiveDate, Hours)]) -> (RequiredHours, BTreeMap<NaiveDate, Vec<Hours>>) {
    let mut per_day: BTreeMap<NaiveDate, Vec<Hours>> = BTreeMap::new();
    for (date, hours) in announced {
        per_day.entry(*date).or_default().push(*hours);
    }
    let mut counted: BTreeMap<Vec<(NaiveTime, NaiveTime)>, usize> = BTreeMap::new();
    for hours in per_day.values_mut() {
        hours.sort();
        hours.dedup();
        *counted
            .entry(hours.iter().map(|hours| (hours.start, hours.end)).collect())
            .or_default() += 1;
    }
    let Some((usual, _)) = counted.into_iter().max_by_key(|(_, days)| *days) else {
        return (RequiredHours::default(), BTreeMap::new());
    };
    let usual: Vec<Hours> = usual.into_iter().map(|(start, end)| Hours { start, end }).collect();
    let required = RequiredHours((1..=5).map(|weekday| (weekday, usual.clone())).collect());
    let otherwise = per_day
        .into_iter()
        .filter(|(date, hours)| required.on(date.weekday()) != hours.as_slice())
        .collect();
    (required, otherwise)
}
