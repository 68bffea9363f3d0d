//! The days of a consultation, and what each of them requires.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::holidays::{self, POLAND};
use crate::domain::ids::EventId;
use crate::domain::language::Locale;
use crate::domain::text::LocalizedText;
use crate::domain::time::Hours;

/// Required hours per weekday. A weekday without any needs no duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequiredHours(pub BTreeMap<u8, Vec<Hours>>);

impl RequiredHours {
    /// The same hours on every day from Monday to Friday.
    pub fn working_days(hours: Hours) -> Self {
        Self((1..=5).map(|weekday| (weekday, vec![hours])).collect())
    }

    /// The hours of a weekday, in order; keys are ISO 8601 weekday numbers, Monday 1.
    pub fn on(&self, weekday: Weekday) -> &[Hours] {
        let number = u8::try_from(weekday.number_from_monday()).unwrap_or_default();
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}

impl Default for RequiredHours {
    /// Monday to Friday 10.00–14.00, until somebody says otherwise: a consultation without slots must show its gaps.
    fn default() -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self::working_days(Hours {
            start: at(10),
            end: at(14),
        })
    }
}

/// A meeting, walk or other event of a consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier.
    pub id: EventId,
    /// Local date.
    pub date: NaiveDate,
    /// Hours, when known.
    pub hours: Option<Hours>,
    /// What and where, per language.
    pub title: BTreeMap<Locale, String>,
    /// Where, as the office writes it.
    pub place: String,
    /// Whether it *stands in*: takes the place of the duty of its day.
    pub stands_in: bool,
}

impl Event {
    /// The title in the language, or in the first language that has one.
    pub fn title(&self, locale: Locale) -> LocalizedText<'_> {
        [locale, Locale::Pl, Locale::En, Locale::Uk]
            .into_iter()
            .find_map(|candidate| {
                self.title
                    .get(&candidate)
                    .filter(|t| !t.is_empty())
                    .map(|text| LocalizedText {
                        locale: candidate,
                        text,
                    })
            })
            .unwrap_or(LocalizedText { locale, text: "" })
    }
}

/// Gives events that were there before the id they had then. One that names its id is it; of the others, the one on the
/// same day with the same title is it, else one on the same day at the same hours, else one with the same title on
/// another day. Ids that name no earlier event are made anew.
pub fn keep_ids(before: &[Event], after: &mut [Event], new_id: &mut dyn FnMut() -> EventId) {
    let title = |event: &Event| event.title(Locale::Pl).text.to_owned();
    type Same<'a> = &'a dyn Fn(&Event, &Event) -> bool;
    let same: [Same<'_>; 4] = [
        &|was, is| was.id == is.id,
        &|was, is| was.date == is.date && title(was) == title(is),
        &|was, is| was.date == is.date && was.hours == is.hours,
        &|was, is| title(was) == title(is),
    ];
    let mut left: Vec<&Event> = before.iter().collect();
    let mut open: Vec<&mut Event> = after.iter_mut().collect();
    for same in same {
        open.retain_mut(|event| {
            let Some(found) = left.iter().position(|was| same(was, event)) else {
                return true;
            };
            event.id = left.remove(found).id;
            false
        });
    }
    for event in open {
        event.id = new_id();
    }
}

/// An announced meeting stands in for the duty of its day when the day has none.
pub fn stand_in_without_duty(events: &mut [Event], duty_days: &BTreeSet<NaiveDate>) {
    for event in events {
        event.stands_in = !duty_days.contains(&event.date);
    }
}

/// What was set by hand for one consultation day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayRule {
    /// Other required hours than the weekday's.
    Hours(Vec<Hours>),
    /// No duty, with the reason residents and auditors read.
    Exempt(String),
}

/// Why a day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "key")]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday, by its key in [`holidays`].
    Holiday(&'static str),
    /// A weekday for which no hours are required.
    NoHours,
}

/// What a consultation day asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// Somebody on duty in these hours.
    Duty(Vec<Hours>),
    /// Nothing: a day off.
    DayOff(DayOff),
    /// Nothing: this event stands in.
    Event(EventId),
    /// Nothing: exempt by hand, with the reason.
    Exempt(String),
}

impl Requirement {
    /// Stable code: `duty`, `day_off`, `event`, `exempt`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Duty(_) => "duty",
            Self::DayOff(_) => "day_off",
            Self::Event(_) => "event",
            Self::Exempt(_) => "exempt",
        }
    }
}

/// One date of a consultation with what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationDay {
    /// Local date.
    pub date: NaiveDate,
    /// What it asks for.
    pub requirement: Requirement,
}

/// The days of a consultation: what a draft is checked against, and, stored with each revision, what residents
/// read beside the duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
    /// Required hours per weekday.
    pub required: RequiredHours,
    /// Meetings and other events, by date and time.
    pub events: Vec<Event>,
    /// What was set by hand for days.
    pub rules: BTreeMap<NaiveDate, DayRule>,
}

impl Calendar {
    /// Every date from first to last day with its requirement. A rule set by hand wins over an event, an event over a
    /// day off, a day off over the weekday's hours.
    pub fn days(&self) -> Vec<ConsultationDay> {
        let stand_ins: BTreeMap<NaiveDate, EventId> = self
            .events
            .iter()
            .filter(|event| event.stands_in)
            .map(|event| (event.date, event.id))
            .collect();
        self.first_day
            .iter_days()
            .take_while(|date| *date <= self.last_day)
            .map(|date| ConsultationDay {
                date,
                requirement: requirement(&self.required, date, &stand_ins, &self.rules),
            })
            .collect()
    }
}

fn requirement(
    required: &RequiredHours,
    date: NaiveDate,
    stand_ins: &BTreeMap<NaiveDate, EventId>,
    rules: &BTreeMap<NaiveDate, DayRule>,
) -> Requirement {
    match rules.get(&date) {
        Some(DayRule::Exempt(reason)) => return Requirement::Exempt(reason.clone()),
        Some(DayRule::Hours(hours)) if !hours.is_empty() => return Requirement::Duty(hours.clone()),
        _ => {}
    }
    if let Some(event) = stand_ins.get(&date) {
        return Requirement::Event(*event);
    }
    let required = required.on(date.weekday());
    if let Some(holiday) = holidays::holiday(POLAND, date) {
        Requirement::DayOff(DayOff::Holiday(holiday.key))
    } else if required.is_empty() {
        let off = if holidays::is_weekend(date) {
            DayOff::Weekend
        } else {
            DayOff::NoHours
        };
        Requirement::DayOff(off)
    } else {
        Requirement::Duty(required.to_vec())
    }
}

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
