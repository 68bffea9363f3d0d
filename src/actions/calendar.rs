//! The days of a consultation: its meetings, and what is set by hand for single days.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::open_to_change;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::roster::bare_draft;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::calendar::{DayRule, Event, Requirement, keep_ids};
use crate::domain::coverage::Verdict;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::EventId;
use crate::domain::language::Locale;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::text::{clean_text, required_text};
use crate::domain::time::Hours;
use crate::store::calendar as rows;

/// The most events of a consultation.
const MAX_EVENTS: usize = 200;

/// Sets what a day asks for by hand, or with `None` gives it back to the calendar.
///
/// # Errors
/// [`ActionError::Invalid`] for an exemption without a reason or a day outside the period; [`ActionError::Stale`].
pub async fn set_day(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    date: NaiveDate,
    rule: Option<DayRule>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let rule = match rule {
            Some(DayRule::Exempt(reason)) => Some(DayRule::Exempt(reason_of(&reason)?)),
            other => other,
        };
        if date < consultation.first_day || date > consultation.last_day {
            return Err(ActionError::field("date", Fault::OutsidePeriod));
        }
        rows::set_day_rule(db, consultation.id, date, rule.as_ref())?;
        let what = match &rule {
            None => "calendar",
            Some(DayRule::Hours(_)) => "hours",
            Some(DayRule::Exempt(_)) => "exempt",
        };
        let detail = json!({ "rule": what });
        AuditLog::of(cx, actor).append(db, AuditAction::DaySet, Some(consultation.id), date, detail)
    })
    .await
}

/// Exempts every day on which nobody at all is on duty, with one reason. Returns how many days.
///
/// # Errors
/// As [`set_day`].
pub async fn exempt_uncovered(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    reason: &str,
    expected: ExpectedVersion,
) -> Result<usize, ActionError> {
    let reason = reason.to_owned();
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let (id, reason) = (consultation.id, reason_of(&reason)?);
        let report = bare_draft(db, consultation)?.report;
        let uncovered: Vec<NaiveDate> = report
            .days
            .iter()
            .filter(|day| day.verdict == Verdict::Uncovered && matches!(day.day.requirement, Requirement::Duty(_)))
            .map(|day| day.day.date)
            .collect();
        for date in &uncovered {
            rows::set_day_rule(db, id, *date, Some(&DayRule::Exempt(reason.clone())))?;
        }
        let detail = json!({ "days": uncovered.len() });
        AuditLog::of(cx, actor).append(db, AuditAction::DaysExempted, Some(id), &slug, detail)?;
        Ok(uncovered.len())
    })
    .await
}

fn reason_of(reason: &str) -> Result<String, FieldError> {
    required_text("reason", reason, 300)
}

/// An event as typed.
#[derive(Debug, Clone)]
pub struct EventInput {
    /// `None` for a new one.
    pub id: Option<EventId>,
    pub date: NaiveDate,
    pub hours: Option<Hours>,
    pub title: BTreeMap<Locale, String>,
    pub place: String,
    /// Whether it takes the place of that day's duty.
    pub stands_in: bool,
}

/// Replaces the events of a consultation. Events that were there keep their id, and so their place in calendars.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Stale`].
pub async fn set_events(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    events: Vec<EventInput>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let mut new_id = || cx.random.id(cx.now());
        let mut events = checked_events(events, &mut new_id)?;
        let before = rows::events(db, consultation.id)?;
        keep_ids(&before, &mut events, &mut new_id);
        rows::replace_events(db, consultation.id, &events)?;
        let detail = json!({ "events": events.len() });
        AuditLog::of(cx, actor).append(db, AuditAction::EventsChanged, Some(consultation.id), &slug, detail)
    })
    .await
}

fn checked_events(inputs: Vec<EventInput>, new_id: &mut dyn FnMut() -> EventId) -> Result<Vec<Event>, ActionError> {
    let mut faults = Vec::new();
    if inputs.len() > MAX_EVENTS {
        faults.push(FieldError::new("events", Fault::TooMany));
    }
    let mut clean = |field: String, text: &str, longest| {
        clean_text(&field, text, longest).unwrap_or_else(|fault| {
            faults.push(fault);
            String::new()
        })
    };
    let events = inputs
        .into_iter()
        .enumerate()
        .map(|(index, input)| Event {
            id: input.id.unwrap_or_else(&mut *new_id),
            date: input.date,
            hours: input.hours,
            title: input
                .title
                .into_iter()
                .map(|(locale, title)| (locale, clean(format!("event-{index}-title-{locale}"), &title, 200)))
                .collect(),
            place: clean(format!("event-{index}-place"), &input.place, 300),
            stands_in: input.stands_in,
        })
        .collect();
    or_invalid(faults, events)
}
