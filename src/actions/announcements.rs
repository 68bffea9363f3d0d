//! From an announcement to a draft: read it, settle what it left open, lay out consultation, days and slots.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::json;

use crate::actions::consultations::period_faults;
use crate::actions::{ActionError, Context, FieldFault, Recorder, required_text, settle};
use crate::announcement::{self, Input, ReadEvent, ReadSlot, Reading};
use crate::domain::access::{Actor, Right};
use crate::domain::announced::required_of;
use crate::domain::consultation::{
    Consultation, ConsultationText, DayRule, Event, PhoneMode, RequiredHours, Slug, Texts,
};
use crate::domain::ids::{ConsultationId, EventId, ExtensionId, SlotId, StaffId};
use crate::domain::language::{Language, Locale};
use crate::domain::phone::{Extension, Phone};
use crate::domain::roster::{Slot, SlotMode, SlotState, Source};
use crate::domain::time::{Hours, in_years};
use crate::store::{Db, consultations, extensions, roster, staff};

/// The zone of a consultation nobody said otherwise of.
pub const ZONE: Tz = chrono_tz::Europe::Warsaw;
/// The most slots one announcement may bring.
pub const MAX_SLOTS: usize = 10_000;

/// A slot to be laid out; what was open is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSlot {
    /// Local date.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Numbers and how they are printed; none is allowed and blocks publishing.
    pub lines: Vec<(Phone, String)>,
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
            faults.push(FieldFault::new("first_day", "fault-required"));
        }
        if consultation.last_day.is_none() {
            faults.push(FieldFault::new("last_day", "fault-required"));
        }
        let (first_day, last_day) = settle(
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
        })
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
        lines: slot.phones.iter().cloned().zip(slot.displays.iter().cloned()).collect(),
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
    actor.may(Right::EditRoster)?;
    let today = cx.now().with_timezone(&ZONE).date_naive();
    let reading = tokio::task::spawn_blocking(move || {
        let input = Input {
            bytes: &bytes,
            file_name: file_name.as_deref(),
            media_type: media_type.as_deref(),
        };
        announcement::read(input, today)
    })
    .await
    .map_err(|_| ActionError::Conflict("reading_interrupted"))?;
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

/// Lays out a plan: a new consultation, or a new draft of the one that has the slug. Published revisions stay as they are.
/// Slots that are the same as before (date, hours, numbers) keep their id and their person.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Taken`] when a line is on another duty then;
/// [`ActionError::Denied`]; database faults.
pub async fn import(cx: &Context, actor: &Actor, plan: ImportPlan) -> Result<Imported, ActionError> {
    actor.may(Right::EditRoster)?;
    let plan = check(plan)?;
    let (cx, recorder) = (cx.clone(), Recorder::of(cx, actor));
    let store = cx.store.clone();
    store
        .write(move |db| {
            let slug = plan.slug.clone().or_else(|| Slug::from_title(&plan.title));
            let slug = slug.ok_or_else(|| ActionError::field("slug", "fault-required"))?;
            let known = consultations::by_slug(db, &slug)?;
            let replaced = known.is_some();
            let hours: Vec<(NaiveDate, Hours)> = plan
                .slots
                .iter()
                .filter(|slot| slot.mode != SlotMode::Room)
                .map(|slot| (slot.date, slot.hours))
                .collect();
            let (required, rules) = required_of(&hours);
            let consultation = lay_consultation(&cx, db, known, &plan, slug.clone(), required)?;
            for (date, hours) in rules {
                consultations::set_day_rule(db, consultation.id, date, Some(&DayRule::Hours(hours)))?;
            }
            lay_events(&cx, db, consultation.id, &plan)?;
            let slots = lay_slots(&cx, db, &consultation, &plan)?;
            let version = roster::draft(db, consultation.id)?.version;
            roster::replace_draft(db, consultation.id, consultation.zone, &slots, Some(version))?;
            let detail = json!({ "slots": slots.len(), "replaced": replaced });
            recorder.record(db, "announcement.imported", Some(consultation.id), &slug, detail)?;
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
        faults.push(FieldFault::new("slots", "fault-year"));
    }
    if plan.slots.len() > MAX_SLOTS {
        faults.push(FieldFault::new("slots", "fault-too-many"));
    }
    settle(faults, plan)
}

fn lay_consultation(
    cx: &Context,
    db: &mut Db,
    known: Option<Consultation>,
    plan: &ImportPlan,
    slug: Slug,
    required: RequiredHours,
) -> Result<Consultation, ActionError> {
    if let Some(was) = known {
        let consultation = Consultation {
            first_day: plan.first_day,
            last_day: plan.last_day,
            required,
            ..was
        };
        consultations::update(db, &consultation)?;
        return Ok(consultation);
    }
    let polish = ConsultationText {
        title: plan.title.clone(),
        ..ConsultationText::default()
    };
    let consultation = Consultation {
        id: cx.random.id(cx.now()),
        slug,
        texts: Texts(BTreeMap::from([(Locale::Pl, polish)])),
        first_day: plan.first_day,
        last_day: plan.last_day,
        zone: ZONE,
        unit: plan.unit.trim().to_owned(),
        phone_mode: PhoneMode::Counts,
        required,
    };
    consultations::insert(db, &consultation, cx.now())?;
    Ok(consultation)
}

/// A meeting on a day without a duty stands in for it; one beside a duty does not.
fn lay_events(cx: &Context, db: &mut Db, id: ConsultationId, plan: &ImportPlan) -> Result<(), ActionError> {
    let events: Vec<Event> = plan
        .events
        .iter()
        .map(|event| Event {
            id: cx.random.id::<EventId>(cx.now()),
            date: event.date,
            hours: event.hours,
            title: BTreeMap::from([(Locale::Pl, event.title.clone())]),
            place: event.place.clone(),
            stands_in: plan.slots.iter().all(|slot| slot.date != event.date),
        })
        .collect();
    Ok(consultations::replace_events(db, id, &events)?)
}

fn lay_slots(
    cx: &Context,
    db: &mut Db,
    consultation: &Consultation,
    plan: &ImportPlan,
) -> Result<Vec<Slot>, ActionError> {
    let before = roster::draft(db, consultation.id)?.slots;
    let mut lines: BTreeMap<Phone, (Extension, Option<StaffId>)> = BTreeMap::new();
    let mut slots: Vec<Slot> = Vec::new();
    for planned in &plan.slots {
        let mut extensions_of_slot = Vec::new();
        let mut desk = None;
        for (phone, display) in &planned.lines {
            if !lines.contains_key(phone) {
                let extension = extensions::ensure(db, phone, display, cx.random.id::<ExtensionId>(cx.now()))?;
                let member = staff::by_desk(db, extension.id)?.map(|member| member.id);
                lines.insert(phone.clone(), (extension, member));
            }
            if let Some((extension, member)) = lines.get(phone) {
                extensions_of_slot.push(extension.clone());
                desk = desk.or(*member);
            }
        }
        let same = before.iter().find(|slot| {
            slot.state == SlotState::Planned
                && slot.date == planned.date
                && slot.hours == planned.hours
                && slot.extensions == extensions_of_slot
                && slots.iter().all(|taken| taken.id != slot.id)
        });
        slots.push(Slot {
            id: same.map_or_else(|| cx.random.id::<SlotId>(cx.now()), |slot| slot.id),
            date: planned.date,
            hours: planned.hours,
            extensions: extensions_of_slot,
            languages: planned.languages.clone(),
            mode: planned.mode,
            state: SlotState::Planned,
            cancel_reason: None,
            staff: same.and_then(|slot| slot.staff).or(desk),
            source: Some(planned.source.clone()),
        });
    }
    Ok(slots)
}
