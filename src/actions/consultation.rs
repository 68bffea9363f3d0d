//! Consultations: what they say, which hours they require, which days are exempt, which events and topics they have.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::{ActionError, FieldError, or_invalid};
use crate::actions::input::{clean_text, required_text};
use crate::actions::roster::{CheckedDraft, checked_draft};
use crate::domain::access::{Actor, Right};
use crate::domain::calendar::{DayRule, Event, RequiredHours, Requirement, keep_ids};
use crate::domain::consultation::{Consultation, MAX_DAYS, PhoneMode};
use crate::domain::coverage::Verdict;
use crate::domain::ids::{ConsultationId, EventId, TopicId};
use crate::domain::language::Locale;
use crate::domain::reminder::plan;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;
use crate::domain::time::{Hours, in_years};
use crate::domain::topic::Topic;
use crate::store::{Db, consultation as rows, reminder, revision};

/// One line of the coordinator's list.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The consultation.
    pub consultation: Consultation,
    /// Its draft, checked.
    pub board: CheckedDraft,
    /// Number of the published revision.
    pub published: Option<i32>,
}

/// All consultations, newest first, each with its coverage.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<Overview>, ActionError> {
    allow(actor, Right::SeeRoster)?;
    cx.store
        .read(|db| {
            let mut lines = Vec::new();
            for consultation in rows::list(db)? {
                let published = revision::latest(db, consultation.id)?.map(|revision| revision.number);
                let board = checked_draft(db, consultation.clone())?;
                lines.push(Overview {
                    consultation,
                    board,
                    published,
                });
            }
            Ok(lines)
        })
        .await
}

/// One of them, as those who work with it see it.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn one(cx: &Context, actor: &Actor, slug: Slug) -> Result<Consultation, ActionError> {
    cx.read_as(actor, move |db, actor| open(db, actor, &slug, Right::SeeRoster))
        .await
}

/// The address of every consultation, for who is shown calls by the id of theirs.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn slugs(cx: &Context, actor: &Actor) -> Result<BTreeMap<ConsultationId, Slug>, ActionError> {
    allow(actor, Right::ReadOwnCalls)?;
    cx.store
        .read(|db| {
            let listed = rows::list(db)?;
            Ok(listed
                .into_iter()
                .map(|consultation| (consultation.id, consultation.slug))
                .collect())
        })
        .await
}

/// What a coordinator types about a consultation.
#[derive(Debug, Clone)]
pub struct Settings {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Words per language; Polish needs a title.
    pub texts: ConsultationTexts,
    /// The office.
    pub unit: String,
    /// What a call is worth.
    pub phone_mode: PhoneMode,
    /// Required hours per weekday.
    pub required: RequiredHours,
    /// How long before a duty its reminders are due; none means the defaults.
    pub leads: Vec<Duration>,
}

/// How long before a duty its reminders are due, the longest first.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn leads(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<Duration>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        Ok(rows::reminder_leads(db, consultation.id)?)
    })
    .await
}

/// Plans the reminders of what is published again, by the leads of now.
fn replan(cx: &Context, db: &mut Db, id: ConsultationId) -> Result<(), ActionError> {
    let Some(revision) = revision::latest(db, id)? else {
        return Ok(());
    };
    let now = cx.now();
    let assigned = revision::assignments(db, revision.id)?;
    let planned = plan(&revision.slots, &assigned, &rows::reminder_leads(db, id)?, now);
    reminder::reconcile(db, id, &planned, now, &mut || cx.random.id(now))?;
    Ok(())
}

/// Changes a consultation's words, period and rules.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Stale`]; [`ActionError::Denied`];
/// [`ActionError::NotFound`]; database faults.
pub async fn change(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    settings: Settings,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let was = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let settings = check(settings)?;
        let now = Consultation {
            first_day: settings.first_day,
            last_day: settings.last_day,
            texts: settings.texts,
            unit: settings.unit,
            phone_mode: settings.phone_mode,
            required: settings.required,
            ..was
        };
        rows::update(db, &now)?;
        if rows::reminder_leads(db, now.id)? != settings.leads {
            rows::set_reminder_leads(db, now.id, &settings.leads)?;
            replan(cx, db, now.id)?;
        }
        AuditLog::of(cx, actor).append(db, "consultation.changed", Some(now.id), &now.slug, json!({}))
    })
    .await?;
    cx.wake.notify_one();
    Ok(())
}

/// The most reminders of one duty.
const MAX_LEADS: usize = 5;
/// How many minutes before a duty a reminder can be due: up to two weeks.
const LEADS: std::ops::RangeInclusive<i64> = 1..=14 * 24 * 60;

/// Checks the settings of a consultation.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field.
pub fn check(mut settings: Settings) -> Result<Settings, ActionError> {
    let mut faults = period_faults(settings.first_day, settings.last_day);
    for locale in Locale::ALL {
        let Some(text) = settings.texts.0.get_mut(&locale) else {
            continue;
        };
        for (field, value, longest) in [
            (format!("title_{locale}"), &mut text.title, 200),
            (format!("invitation_{locale}"), &mut text.invitation, 2_000),
            (format!("other_ways_{locale}"), &mut text.other_ways, 4_000),
        ] {
            match clean_text(&field, value, longest) {
                Ok(clean) => *value = clean,
                Err(fault) => faults.push(fault),
            }
        }
    }
    if settings
        .texts
        .0
        .get(&Locale::Pl)
        .is_none_or(|text| text.title.is_empty())
    {
        faults.push(FieldError::new("title_pl", "fault-required"));
    }
    match required_text("unit", &settings.unit, 200) {
        Ok(unit) => settings.unit = unit,
        Err(fault) => faults.push(fault),
    }
    settings.leads.sort_unstable_by_key(|lead| std::cmp::Reverse(*lead));
    settings.leads.dedup();
    if settings.leads.len() > MAX_LEADS || !settings.leads.iter().all(|lead| LEADS.contains(&lead.num_minutes())) {
        faults.push(FieldError::new("leads", "fault-leads"));
    }
    settings.required.0.retain(|_, hours| !hours.is_empty());
    or_invalid(faults, settings)
}

/// What is wrong with a period.
pub fn period_faults(first_day: NaiveDate, last_day: NaiveDate) -> Vec<FieldError> {
    let odd = [("first_day", first_day), ("last_day", last_day)];
    if let Some((field, _)) = odd.into_iter().find(|(_, day)| !in_years(*day)) {
        vec![FieldError::new(field, "fault-year")]
    } else if last_day < first_day {
        vec![FieldError::new("last_day", "fault-period-order")]
    } else if (last_day - first_day).num_days() >= MAX_DAYS {
        vec![FieldError::new("last_day", "fault-period-long")]
    } else {
        Vec::new()
    }
}

/// Sets what a day asks for by hand, or with `None` gives it back to the calendar.
///
/// # Errors
/// [`ActionError::Invalid`] for an exemption without a reason or a day outside the period; otherwise as [`change`].
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
            return Err(ActionError::field("date", "fault-outside-period"));
        }
        rows::set_day_rule(db, consultation.id, date, rule.as_ref())?;
        let what = match &rule {
            None => "calendar",
            Some(DayRule::Hours(_)) => "hours",
            Some(DayRule::Exempt(_)) => "exempt",
        };
        let detail = json!({ "rule": what });
        AuditLog::of(cx, actor).append(db, "day.set", Some(consultation.id), date, detail)
    })
    .await
}

/// Exempts every day on which nobody at all is on duty, with one reason. Says how many days it were.
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
        let board = checked_draft(db, consultation)?;
        let open: Vec<NaiveDate> = board
            .report
            .days
            .iter()
            .filter(|day| day.verdict == Verdict::Uncovered && matches!(day.day.requirement, Requirement::Duty(_)))
            .map(|day| day.day.date)
            .collect();
        for date in &open {
            rows::set_day_rule(db, id, *date, Some(&DayRule::Exempt(reason.clone())))?;
        }
        let detail = json!({ "days": open.len() });
        AuditLog::of(cx, actor).append(db, "day.exempt_uncovered", Some(id), &slug, detail)?;
        Ok(open.len())
    })
    .await
}

fn reason_of(reason: &str) -> Result<String, FieldError> {
    required_text("reason", reason, 300)
}

/// An event as typed.
#[derive(Debug, Clone)]
pub struct EventInput {
    /// Which event it was; `None` for a new one.
    pub id: Option<EventId>,
    /// The day.
    pub date: NaiveDate,
    /// The hours, when known.
    pub hours: Option<Hours>,
    /// What it is, per language.
    pub title: BTreeMap<Locale, String>,
    /// Where.
    pub place: String,
    /// Whether it stands in for that day's duty.
    pub stands_in: bool,
}

/// Replaces the events of a consultation. Events that were there keep their id, and so their place in calendars.
///
/// # Errors
/// As [`change`].
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
        let mut events = settled_events(events, &mut new_id)?;
        let before = rows::events(db, consultation.id)?;
        keep_ids(&before, &mut events, &mut new_id);
        rows::replace_events(db, consultation.id, &events)?;
        let detail = json!({ "events": events.len() });
        AuditLog::of(cx, actor).append(db, "events.changed", Some(consultation.id), &slug, detail)
    })
    .await
}

/// The most events of a consultation.
const MAX_EVENTS: usize = 200;

fn settled_events(inputs: Vec<EventInput>, new_id: &mut dyn FnMut() -> EventId) -> Result<Vec<Event>, ActionError> {
    let mut faults = Vec::new();
    if inputs.len() > MAX_EVENTS {
        faults.push(FieldError::new("events", "fault-too-many"));
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
                .map(|(locale, title)| (locale, clean(format!("event-{index}-title_{locale}"), &title, 200)))
                .collect(),
            place: clean(format!("event-{index}-place"), &input.place, 300),
            stands_in: input.stands_in,
        })
        .collect();
    or_invalid(faults, events)
}

/// The code list of a consultation.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn topics(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<Topic>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::LogCalls)?;
        Ok(rows::topics(db, consultation.id)?)
    })
    .await
}

/// The most topics of a consultation.
const MAX_TOPICS: usize = 200;

/// Replaces the code list: labels in order, Polish first. A label that was there keeps its code.
///
/// # Errors
/// [`ActionError::Invalid`] for an empty or doubled label; otherwise as [`change`].
pub async fn set_topics(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    labels: Vec<BTreeMap<Locale, String>>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let known = rows::topics(db, consultation.id)?;
        let topics = topics_of(labels, &known, &mut || cx.random.id(cx.now()))?;
        rows::replace_topics(db, consultation.id, &topics)?;
        let detail = json!({ "topics": topics.len() });
        AuditLog::of(cx, actor).append(db, "topics.changed", Some(consultation.id), &slug, detail)
    })
    .await
}

fn topics_of(
    labels: Vec<BTreeMap<Locale, String>>,
    known: &[Topic],
    new_id: &mut dyn FnMut() -> TopicId,
) -> Result<Vec<Topic>, ActionError> {
    if labels.len() > MAX_TOPICS {
        return Err(ActionError::field("topics", "fault-too-many"));
    }
    let mut topics: Vec<Topic> = Vec::new();
    for (position, label) in (0..).zip(labels) {
        for text in label.values() {
            clean_text("topics", text, 200)?;
        }
        let polish = label.get(&Locale::Pl).map(|text| text.trim()).unwrap_or_default();
        let code = Slug::from_title(polish).ok_or_else(|| ActionError::field("topics", "fault-required"))?;
        if topics.iter().any(|topic| topic.code == code) {
            return Err(ActionError::field("topics", "fault-twice"));
        }
        let id = known.iter().find(|topic| topic.code == code).map(|topic| topic.id);
        topics.push(Topic {
            id: id.unwrap_or_else(&mut *new_id),
            code,
            label,
            parent: None,
            position,
        });
    }
    Ok(topics)
}
