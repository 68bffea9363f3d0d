//! Published rosters, and the difference between two of them.

pub mod persons;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Calendar, Event, Requirement};
use crate::domain::extension::{Extension, Phone};
use crate::domain::ids::{ConsultationId, EventId, RevisionId, SlotId, StaffId, UserId};
use crate::domain::language::Language;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{Slot, SlotMode, SlotState, answers_phone};
use crate::domain::time::{Hours, Span};

/// A telephone number as published: what to dial and how it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PrintedExtension {
    /// E.164.
    pub phone: Phone,
    /// As the office prints it.
    pub display: String,
}

impl From<&Extension> for PrintedExtension {
    fn from(extension: &Extension) -> Self {
        Self {
            phone: extension.phone.clone(),
            display: extension.display.clone(),
        }
    }
}

/// A slot as residents see it. By its type it cannot hold a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedSlot {
    /// Identifier.
    pub id: SlotId,
    /// Local date of the start.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Instants, fixed when it was published.
    pub span: Span,
    /// Numbers that answer.
    pub extensions: Vec<PrintedExtension>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// How it is held.
    pub mode: SlotMode,
    /// What became of it.
    pub state: SlotState,
    /// Why it is called off.
    pub cancel_reason: Option<CancelReason>,
}

impl PublishedSlot {
    /// What a revision keeps of a slot of the draft.
    pub fn of(slot: &Slot, zone: Tz) -> Self {
        let reason = slot.cancel_reason.clone();
        Self {
            id: slot.id,
            date: slot.date,
            hours: slot.hours,
            span: slot.span(zone),
            extensions: slot.extensions.iter().map(PrintedExtension::from).collect(),
            languages: slot.languages.clone(),
            mode: slot.mode,
            state: slot.state,
            cancel_reason: reason.filter(|_| slot.state == SlotState::Cancelled),
        }
    }

    /// Whether it counts as telephone duty.
    pub fn answers_phone(&self) -> bool {
        answers_phone(self.state, self.mode)
    }
}

/// Who is on duty in a published slot; stored beside the slot, never in it.
pub type Assignments = BTreeMap<SlotId, StaffId>;

/// An immutable published roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Identifier.
    pub id: RevisionId,
    /// Whose roster.
    pub consultation: ConsultationId,
    /// 1, 2, 3 … without gaps.
    pub number: i32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: UserId,
    /// Keys of the blocking findings that were accepted by name.
    pub accepted: Vec<String>,
    /// Its slots by start.
    pub slots: Vec<PublishedSlot>,
    /// What it says of the days: period, meetings, days off.
    pub calendar: Calendar,
}

/// A revision without its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionLine {
    pub number: i32,
    pub published_at: DateTime<Utc>,
    pub published_by: UserId,
    /// Keys of the blocking findings that were accepted by name.
    pub accepted: Vec<String>,
    /// How many slots it has.
    pub slots: i64,
}

/// What a new roster changes against the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Slots that were not there.
    pub added: Vec<PublishedSlot>,
    /// Slots that are gone.
    pub removed: Vec<PublishedSlot>,
    /// Slots with another time, number, language, mode or state: before and after.
    pub changed: Vec<(PublishedSlot, PublishedSlot)>,
    /// Slots that only went to somebody else.
    pub reassigned: Vec<PublishedSlot>,
    /// Meetings that are new, changed or gone: before and after.
    pub events: Vec<(Option<Event>, Option<Event>)>,
    /// Days whose reason for having no duty came, went or changed; those of meetings are told by the meetings.
    pub days: Vec<NaiveDate>,
    /// The period before, when it is another now.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

impl Difference {
    /// Whether publishing would change nothing.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many things it changes.
    pub fn count(&self) -> usize {
        self.added.len()
            + self.removed.len()
            + self.changed.len()
            + self.reassigned.len()
            + self.events.len()
            + self.days.len()
            + usize::from(self.period.is_some())
    }

    /// The same with what changes in the days. Required hours are no such change: residents do not read them.
    #[must_use]
    pub fn with_calendars(mut self, before: &Calendar, after: &Calendar) -> Self {
        let was: BTreeMap<EventId, &Event> = before.events.iter().map(|event| (event.id, event)).collect();
        let is: BTreeMap<EventId, &Event> = after.events.iter().map(|event| (event.id, event)).collect();
        let gone = before.events.iter().filter(|event| !is.contains_key(&event.id));
        self.events = gone
            .map(|event| (Some(event.clone()), None))
            .chain(
                after
                    .events
                    .iter()
                    .map(|event| (was.get(&event.id).map(|was| (*was).clone()), Some(event.clone())))
                    .filter(|(was, is)| was != is),
            )
            .collect();
        let reasons = |calendar: &Calendar| -> BTreeMap<NaiveDate, Requirement> {
            let off = |requirement| match requirement {
                Requirement::Duty(_) => Requirement::Duty(Vec::new()),
                other => other,
            };
            let days = calendar.days().into_iter();
            days.map(|day| (day.date, off(day.requirement))).collect()
        };
        let (was, is) = (reasons(before), reasons(after));
        let by_event = |day: &Requirement| matches!(day, Requirement::Event(_));
        self.days = is
            .iter()
            .filter_map(|(date, day)| Some((date, day, was.get(date)?)))
            .filter(|(_, is, was)| is != was && !by_event(is) && !by_event(was))
            .map(|(date, ..)| *date)
            .collect();
        let period = |calendar: &Calendar| (calendar.first_day, calendar.last_day);
        self.period = Some(period(before)).filter(|was| *was != period(after));
        self
    }

    /// From one roster to the next. Slots are matched by id; order does not matter.
    pub fn between(before: (&[PublishedSlot], &Assignments), after: (&[PublishedSlot], &Assignments)) -> Self {
        let old: BTreeMap<SlotId, &PublishedSlot> = before.0.iter().map(|slot| (slot.id, slot)).collect();
        let mut difference = Self::default();
        for slot in after.0 {
            match old.get(&slot.id) {
                None => difference.added.push(slot.clone()),
                Some(was) if *was != slot => difference.changed.push(((*was).clone(), slot.clone())),
                Some(_) if before.1.get(&slot.id) != after.1.get(&slot.id) => difference.reassigned.push(slot.clone()),
                Some(_) => {}
            }
        }
        let kept: BTreeMap<SlotId, ()> = after.0.iter().map(|slot| (slot.id, ())).collect();
        difference.removed = before
            .0
            .iter()
            .filter(|slot| !kept.contains_key(&slot.id))
            .cloned()
            .collect();
        difference
    }
}
