//! What an announcement is to become, before anything is stored.

use chrono::NaiveDate;

use crate::actions::error::{ActionError, or_invalid};
use crate::announcement::{MAX_SLOTS, ReadEvent, ReadSlot, Reading};
use crate::domain::consultation::{PhoneMode, period_faults};
use crate::domain::extension::Phone;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::language::Language;
use crate::domain::roster::{ExpectedVersion, SlotMode, Source};
use crate::domain::slug::Slug;
use crate::domain::text::required_text;
use crate::domain::time::{Hours, in_years};

/// A slot of the draft to be; nothing about it is a question any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSlot {
    pub date: NaiveDate,
    pub hours: Hours,
    /// Numbers and how they are printed; none is allowed and blocks publishing.
    pub extensions: Vec<(Phone, String)>,
    pub languages: Vec<Language>,
    pub mode: SlotMode,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedEvent {
    pub date: NaiveDate,
    /// When known.
    pub hours: Option<Hours>,
    /// In Polish or as written.
    pub title: String,
    pub place: String,
}

/// What an announcement becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// The address; made of the title when `None`.
    pub slug: Option<Slug>,
    /// In Polish.
    pub title: String,
    /// The office of a new consultation; the only one there is when `None`.
    pub unit: Option<Slug>,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// What a call is worth; `None` leaves what was said before, or leaves it open.
    pub phone_mode: Option<PhoneMode>,
    pub slots: Vec<PlannedSlot>,
    pub events: Vec<PlannedEvent>,
    /// What was looked at; the plan is applied over nothing else.
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
            unit: None,
            first_day,
            last_day,
            phone_mode: None,
            slots: reading.slots.iter().filter_map(planned).collect(),
            events: reading.events.iter().map(planned_event).collect(),
            expected: ExpectedVersion::Any,
        })
    }

    /// The address it is applied at: its own, else one made of the title.
    pub fn slug(&self) -> Option<Slug> {
        self.slug.clone().or_else(|| Slug::from_title(&self.title))
    }
}

/// A read slot as planned, if it is whole.
fn planned(slot: &ReadSlot) -> Option<PlannedSlot> {
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
fn planned_event(event: &ReadEvent) -> PlannedEvent {
    PlannedEvent {
        date: event.date,
        hours: event.start.zip(event.end).map(|(start, end)| Hours { start, end }),
        title: event.title.clone(),
        place: event.place.clone().unwrap_or_default(),
    }
}

/// The plan fit to be stored, or a fault per field.
pub(super) fn checked(mut plan: ImportPlan) -> Result<ImportPlan, ActionError> {
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
    for (field, count) in [("slots", plan.slots.len()), ("events", plan.events.len())] {
        if count > MAX_SLOTS {
            faults.push(FieldError::new(field, Fault::TooMany));
        }
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
