//! From an announcement to a draft: read it, settle what it left open, lay out consultation, days and slots.

mod apply;

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::announcement::apply::{apply_consultation, apply_events, apply_rules, apply_slots};
use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, open_to_change};
use crate::actions::blocking::BlockingPool;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::occupancy::refuse_drafted;
use crate::announcement::{self, Input, ReadEvent, ReadSlot, Reading};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::calendar::required_of;
use crate::domain::consultation::period_faults;
use crate::domain::extension::Phone;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::language::Language;
use crate::domain::roster::{ExpectedVersion, SlotMode, Source};
use crate::domain::slug::Slug;
use crate::domain::text::{clean_text, required_text};
use crate::domain::time::{DEFAULT_ZONE, Hours, in_years, local};
use crate::store::{consultation, roster};

/// The most slots one announcement may bring.
pub const MAX_SLOTS: usize = 10_000;

/// A large announcement takes seconds and many times its size.
static READING: BlockingPool = BlockingPool::new();

/// A slot to be laid out; what was open is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSlot {
    /// Local date.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Numbers and how they are printed; none is allowed and blocks publishing.
    pub extensions: Vec<(Phone, String)>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// How it is held.
    pub mode: SlotMode,
    /// The line it was read from.
    pub source: Source,
}

/// A meeting to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedEvent {
    /// Local date.
    pub date: NaiveDate,
    /// Hours, when known.
    pub hours: Option<Hours>,
    /// What it is, in Polish or as written.
    pub title: String,
    /// Where.
    pub place: String,
}

/// What an announcement becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// The address; made of the title when `None`.
    pub slug: Option<Slug>,
    /// Polish title.
    pub title: String,
    /// The office.
    pub unit: String,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Slots.
    pub slots: Vec<PlannedSlot>,
    /// Meetings.
    pub events: Vec<PlannedEvent>,
    /// What was looked at; the plan is not laid out over anything else.
    pub expected: ExpectedVersion,
}

impl ImportPlan {
    /// The certain part of a reading: its slots and events. Proposals stay questions.
    ///
    /// # Errors
    /// [`ActionError::Invalid`] when the announcement does not say when the consultation begins and ends.
    pub fn certain(reading: &Reading, slug: Option<Slug>) -> Result<Self, ActionError> {
        let mut faults = Vec::new();
        let consultation = &reading.consultation;
        if consultation.first_day.is_none() {
            faults.push(FieldError::new("first_day", Fault::Required));
        }
        if consultation.last_day.is_none() {
            faults.push(FieldError::new("last_day", Fault::Required));
        }
        let (first_day, last_day) = or_invalid(
            faults,
            (
                consultation.first_day.unwrap_or_default(),
                consultation.last_day.unwrap_or_default(),
            ),
        )?;
        let title = consultation
            .title
            .clone()
            .or_else(|| slug.as_ref().map(ToString::to_string))
            .unwrap_or_default();
        Ok(Self {
            slug,
            title,
            unit: String::new(),
            first_day,
            last_day,
            slots: reading.slots.iter().filter_map(planned).collect(),
            events: reading.events.iter().map(planned_event).collect(),
            expected: ExpectedVersion::Any,
        })
    }

    /// The address it is laid out at: its own, else one made of the title.
    pub fn slug(&self) -> Option<Slug> {
        self.slug.clone().or_else(|| Slug::from_title(&self.title))
    }
}

/// A read slot as planned, if it is whole.
pub fn planned(slot: &ReadSlot) -> Option<PlannedSlot> {
    Some(PlannedSlot {
        date: slot.date?,
        hours: Hours {
            start: slot.start?,
            end: slot.end?,
        },
        extensions: slot.phones.iter().cloned().zip(slot.displays.iter().cloned()).collect(),
        languages: slot.languages.clone(),
        mode: slot.mode,
        source: Source {
            line: slot.line,
            text: slot.text.clone(),
        },
    })
}

/// A read event as planned.
pub fn planned_event(event: &ReadEvent) -> PlannedEvent {
    PlannedEvent {
        date: event.date,
        hours: event.start.zip(event.end).map(|(start, end)| Hours { start, end }),
        title: event.title.clone(),
        place: event.place.clone().unwrap_or_default(),
    }
}

/// Reads an announcement; nothing is kept.
///
/// # Errors
/// [`ActionError::Announcement`] with one clear sentence; [`ActionError::Denied`].
pub async fn read(
    cx: &Context,
    actor: &Actor,
    bytes: Vec<u8>,
    file_name: Option<String>,
    media_type: Option<String>,
) -> Result<Reading, ActionError> {
    allow(actor, Right::EditRoster)?;
    let today = local(cx.now(), DEFAULT_ZONE).date();
    let reading = READING
        .run(move || {
            let input = Input {
                bytes: &bytes,
                file_name: file_name.as_deref(),
                media_type: media_type.as_deref(),
            };
            announcement::read(input, today)
        })
        .await?;
    Ok(reading?)
}

/// What was laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The consultation's address.
    pub slug: Slug,
    /// Whether it was there before and only its draft was replaced.
    pub replaced: bool,
    /// Slots in the draft.
    pub slots: usize,
}

/// What is at an address now, for a plan to be made against.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn expected(cx: &Context, actor: &Actor, slug: Option<Slug>) -> Result<ExpectedVersion, ActionError> {
    allow(actor, Right::EditRoster)?;
    let Some(slug) = slug else {
        return Ok(ExpectedVersion::NotYet);
    };
    cx.store
        .read(move |db| {
            Ok(match consultation::by_slug(db, &slug)? {
                Some(known) => ExpectedVersion::Version(roster::version(db, known.id)?),
                None => ExpectedVersion::NotYet,
            })
        })
        .await
}

/// Lays out a plan: a new consultation, or a new draft of the one that has the slug. Published revisions stay as they are.
/// Slots that are the same as before (date, hours, numbers) keep their id and their person; those residents have seen and
/// the plan no longer has stay, called off.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Taken`] when a line is on another duty then;
/// [`ActionError::Stale`] when there is something else at the address than the plan expects; [`ActionError::Denied`];
/// database faults.
pub async fn import(cx: &Context, actor: &Actor, plan: ImportPlan) -> Result<Imported, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        allow(actor, Right::EditRoster)?;
        let plan = check(plan)?;
        let slug = plan.slug();
        let slug = slug.ok_or_else(|| ActionError::field("slug", Fault::Required))?;
        let known = match consultation::by_slug(db, &slug)? {
            Some(_) => Some(open_to_change(db, actor, &slug, Right::EditRoster, plan.expected)?),
            None => None,
        };
        let replaced = known.is_some();
        let hours: Vec<(NaiveDate, Hours)> = plan
            .slots
            .iter()
            .filter(|slot| slot.mode != SlotMode::Room)
            .map(|slot| (slot.date, slot.hours))
            .collect();
        let (required, rules) = required_of(&hours);
        let consultation = apply_consultation(cx, db, known, &plan, slug.clone(), required)?;
        apply_rules(db, consultation.id, rules)?;
        apply_events(cx, db, consultation.id, &plan)?;
        let slots = apply_slots(cx, db, &consultation, &plan)?;
        refuse_drafted(db, consultation.zone, &slots, |owner, _| owner == consultation.id)?;
        roster::replace_draft(db, consultation.id, consultation.zone, &slots)?;
        if !replaced {
            roster::grow_version(db, consultation.id)?;
        }
        let detail = json!({ "slots": slots.len(), "replaced": replaced });
        AuditLog::of(cx, actor).append(
            db,
            AuditAction::AnnouncementImported,
            Some(consultation.id),
            &slug,
            detail,
        )?;
        Ok(Imported {
            slug,
            replaced,
            slots: slots.len(),
        })
    })
    .await
}

fn check(mut plan: ImportPlan) -> Result<ImportPlan, ActionError> {
    let mut faults = period_faults(plan.first_day, plan.last_day);
    match required_text("title", &plan.title, 200) {
        Ok(title) => plan.title = title,
        Err(fault) => faults.push(fault),
    }
    let mut days = plan
        .slots
        .iter()
        .map(|slot| slot.date)
        .chain(plan.events.iter().map(|event| event.date));
    if !days.all(in_years) {
        faults.push(FieldError::new("slots", Fault::Year));
    }
    match clean_text("unit", &plan.unit, 200) {
        Ok(unit) => plan.unit = unit,
        Err(fault) => faults.push(fault),
    }
    if plan.slots.len() > MAX_SLOTS {
        faults.push(FieldError::new("slots", Fault::TooMany));
    }
    // What was copied from the announcement is no field anybody could correct.
    for slot in &mut plan.slots {
        slot.source.text = copied(&slot.source.text, 2_000);
    }
    for event in &mut plan.events {
        event.title = copied(&event.title, 200);
        event.place = copied(&event.place, 300);
    }
    or_invalid(faults, plan)
}

/// Words of an announcement without what cannot be kept, and not longer than that.
fn copied(text: &str, longest: usize) -> String {
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    printable.take(longest).collect::<String>().trim().to_owned()
}
