//! What is wrong with a slot by itself and by its day.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveTime, Utc};

use crate::domain::calendar::Requirement;
use crate::domain::consultation::Consultation;
use crate::domain::coverage::{Cover, DayCoverage, local_hours, wanted};
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::ids::SlotId;
use crate::domain::roster::Slot;
use crate::domain::time::{Hours, Span};

/// A finding about one slot.
pub(super) fn about(slot: &Slot, problem: Problem, severity: Severity) -> Finding {
    Finding {
        problem,
        severity,
        date: Some(slot.date),
        hours: Some(slot.hours),
        slot: Some(slot.id),
    }
}

/// Of the slots that take place, by start.
pub(super) fn of_slots(consultation: &Consultation, days: &[DayCoverage], live: &[(Span, &Slot)]) -> Vec<Finding> {
    let zone = consultation.zone;
    let required = days.iter().filter_map(|day| match &day.day.requirement {
        Requirement::Duty(required) => Some(wanted(day.day.date, required, zone)),
        _ => None,
    });
    let mut required = Cover::of(required.flatten());
    let mut findings = Vec::new();
    for (span, slot) in live {
        let mut add = |problem, severity| findings.push(about(slot, problem, severity));
        if slot.answers_phone() && slot.extensions.is_empty() {
            add(Problem::SlotWithoutExtension, Severity::Blocks);
        }
        let is_overnight = goes_on_by_accident(consultation, slot);
        if is_overnight {
            add(Problem::Overnight, Severity::Blocks);
        }
        match day_of(consultation, days, slot).map(|day| &day.day.requirement) {
            None => add(Problem::OutsidePeriod, Severity::Blocks),
            Some(Requirement::DayOff(_)) => add(Problem::OnDayOff, Severity::Warns),
            Some(Requirement::Duty(_)) if slot.answers_phone() && !is_overnight => {
                let beyond = required.open(&[*span]);
                if !beyond.is_empty() {
                    let hours = beyond.into_iter().map(|span| local_hours(span, zone)).collect();
                    add(Problem::OutsideHours { hours }, Severity::Warns);
                }
            }
            Some(_) => {}
        }
        if slot.staff.is_none() {
            add(Problem::Unassigned, Severity::Warns);
        }
    }
    findings
}

fn day_of<'a>(consultation: &Consultation, days: &'a [DayCoverage], slot: &Slot) -> Option<&'a DayCoverage> {
    let index = (slot.date - consultation.first_day).num_days();
    days.get(usize::try_from(index).ok()?)
}

/// Whether a slot ends on the next day and no required hours of its weekday do. Until midnight is not the next day.
fn goes_on_by_accident(consultation: &Consultation, slot: &Slot) -> bool {
    let goes_on = |hours: &Hours| hours.crosses_midnight() && hours.end != NaiveTime::MIN;
    let usual = consultation.required.on(slot.date.weekday());
    goes_on(&slot.hours) && !usual.iter().any(goes_on)
}

/// The slots that are over and were not published as they are.
pub(super) fn in_past<'a>(
    live: &'a [(Span, &'a Slot)],
    published: &'a BTreeMap<SlotId, Span>,
    now: DateTime<Utc>,
) -> impl Iterator<Item = Finding> + 'a {
    let over = live.iter().take_while(move |(span, _)| span.starts_at < now);
    let over = over.filter(move |(span, slot)| span.ends_at <= now && published.get(&slot.id) != Some(span));
    over.map(|(_, slot)| about(slot, Problem::InPast, Severity::Warns))
}
