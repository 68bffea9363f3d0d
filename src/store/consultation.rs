//! Consultations with their events, day rules, code lists and reminder leads.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::{DayRule, Event, RequiredHours};
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::ids::{ConsultationId, EventId, TopicId};
use crate::domain::language::Locale;
use crate::domain::reminder::DEFAULT_LEADS;
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;
use crate::domain::time::Hours;
use crate::domain::topic::Topic;
use crate::store::db::connection::{Db, Mb, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{consultation_events, consultations, day_rules, reminder_leads, topics};
use crate::store::db::types::{At, Json};
use crate::store::roster;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = consultations, check_for_backend(Mb))]
struct Row {
    id: ConsultationId,
    slug: Slug,
    texts: Json<ConsultationTexts>,
    first_day: NaiveDate,
    last_day: NaiveDate,
    zone: String,
    unit: String,
    phone_mode: PhoneMode,
    required_hours: Json<RequiredHours>,
}

impl From<&Consultation> for Row {
    fn from(consultation: &Consultation) -> Self {
        Self {
            id: consultation.id,
            slug: consultation.slug.clone(),
            texts: Json(consultation.texts.clone()),
            first_day: consultation.first_day,
            last_day: consultation.last_day,
            zone: consultation.zone.name().to_owned(),
            unit: consultation.unit.clone(),
            phone_mode: consultation.phone_mode,
            required_hours: Json(consultation.required.clone()),
        }
    }
}

impl Row {
    fn consultation(self) -> Result<Consultation, StoreError> {
        Ok(Consultation {
            id: self.id,
            slug: self.slug,
            texts: self.texts.0,
            first_day: self.first_day,
            last_day: self.last_day,
            zone: self
                .zone
                .parse()
                .map_err(|_| StoreError::Corrupt(format!("time zone {:?}", self.zone)))?,
            unit: self.unit,
            phone_mode: self.phone_mode,
            required: self.required_hours.0,
        })
    }
}

/// Adds a consultation.
///
/// # Errors
/// [`StoreError::Duplicate`] of `consultations.slug` when the slug is taken.
pub fn insert(db: &mut Db, consultation: &Consultation, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::insert_into(consultations::table)
        .values((Row::from(consultation), consultations::created_at.eq(At(now))))
        .execute(db)?;
    Ok(())
}

/// Changes everything but the identifier. Another zone moves the instants of the draft's slots with it; what is
/// published stays as it was published.
///
/// # Errors
/// [`StoreError::Duplicate`] of `consultations.slug`; [`StoreError::Taken`] when another zone makes slots overlap;
/// `NotFound` inside [`StoreError::Database`] when there is no such consultation.
pub fn update(db: &mut Db, consultation: &Consultation) -> Result<(), StoreError> {
    let was: Vec<String> = load_locked!(
        db,
        consultations::table
            .filter(consultations::id.eq(consultation.id))
            .select(consultations::zone)
    )?;
    let was = was.into_iter().next().ok_or(diesel::result::Error::NotFound)?;
    diesel::update(consultations::table.find(consultation.id))
        .set(Row::from(consultation))
        .execute(db)?;
    if was != consultation.zone.name() {
        let draft = roster::draft(db, consultation.id)?;
        roster::replace_draft(db, consultation.id, consultation.zone, &draft.slots)?;
    }
    Ok(())
}

/// Locks a consultation until the transaction ends: everything that changes, plans or publishes it takes turns. To be
/// locked before extensions and people.
///
/// # Errors
/// `NotFound` inside [`StoreError::Database`] when there is no such consultation.
pub fn lock(db: &mut Db, id: ConsultationId) -> Result<(), StoreError> {
    let found: Vec<ConsultationId> = load_locked!(
        db,
        consultations::table
            .filter(consultations::id.eq(id))
            .select(consultations::id)
    )?;
    if found.is_empty() {
        return Err(diesel::result::Error::NotFound.into());
    }
    Ok(())
}

/// The consultation of a slug.
///
/// # Errors
/// Database faults.
pub fn by_slug(db: &mut Db, slug: &Slug) -> Result<Option<Consultation>, StoreError> {
    Row::query()
        .filter(consultations::slug.eq(slug))
        .first(db)
        .optional()?
        .map(Row::consultation)
        .transpose()
}

/// The consultation of an identifier.
///
/// # Errors
/// Database faults.
pub fn by_id(db: &mut Db, id: ConsultationId) -> Result<Option<Consultation>, StoreError> {
    Row::query()
        .filter(consultations::id.eq(id))
        .first(db)
        .optional()?
        .map(Row::consultation)
        .transpose()
}

/// The consultations of these identifiers.
///
/// # Errors
/// Database faults.
pub fn by_ids(db: &mut Db, ids: &[ConsultationId]) -> Result<BTreeMap<ConsultationId, Consultation>, StoreError> {
    Row::query()
        .filter(consultations::id.eq_any(ids))
        .load(db)?
        .into_iter()
        .map(|row| Ok((row.id, row.consultation()?)))
        .collect()
}

/// All consultations, the latest first day first.
///
/// # Errors
/// Database faults.
pub fn list(db: &mut Db) -> Result<Vec<Consultation>, StoreError> {
    Row::query()
        .order((consultations::first_day.desc(), consultations::slug))
        .load(db)?
        .into_iter()
        .map(Row::consultation)
        .collect()
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = consultation_events, check_for_backend(Mb))]
struct EventRow {
    id: EventId,
    date: NaiveDate,
    start_time: Option<NaiveTime>,
    end_time: Option<NaiveTime>,
    title: Json<BTreeMap<Locale, String>>,
    place: String,
    stands_in: bool,
}

/// The events of a consultation, by date and time.
///
/// # Errors
/// Database faults.
pub fn events(db: &mut Db, id: ConsultationId) -> Result<Vec<Event>, StoreError> {
    let rows = EventRow::query()
        .filter(consultation_events::consultation_id.eq(id))
        .order((consultation_events::date, consultation_events::id))
        .load(db)?;
    let mut events: Vec<Event> = rows
        .into_iter()
        .map(|row| Event {
            id: row.id,
            date: row.date,
            hours: row
                .start_time
                .zip(row.end_time)
                .map(|(start, end)| Hours { start, end }),
            title: row.title.0,
            place: row.place,
            stands_in: row.stands_in,
        })
        .collect();
    events.sort_by_key(|event| (event.date, event.hours, event.id));
    Ok(events)
}

/// Puts these events in the place of all there were.
///
/// # Errors
/// Database faults.
pub fn replace_events(db: &mut Db, id: ConsultationId, events: &[Event]) -> Result<(), StoreError> {
    diesel::delete(consultation_events::table.filter(consultation_events::consultation_id.eq(id))).execute(db)?;
    for event in events {
        let row = EventRow {
            id: event.id,
            date: event.date,
            start_time: event.hours.map(|hours| hours.start),
            end_time: event.hours.map(|hours| hours.end),
            title: Json(event.title.clone()),
            place: event.place.clone(),
            stands_in: event.stands_in,
        };
        diesel::insert_into(consultation_events::table)
            .values((row, consultation_events::consultation_id.eq(id)))
            .execute(db)?;
    }
    Ok(())
}

/// What was said by hand about days of a consultation.
///
/// # Errors
/// Database faults.
pub fn day_rules(db: &mut Db, id: ConsultationId) -> Result<BTreeMap<NaiveDate, DayRule>, StoreError> {
    type Columns = (NaiveDate, Option<Json<Vec<Hours>>>, Option<String>);
    let rows: Vec<Columns> = day_rules::table
        .filter(day_rules::consultation_id.eq(id))
        .select((day_rules::date, day_rules::hours, day_rules::exempt_reason))
        .load(db)?;
    rows.into_iter()
        .map(|row| match row {
            (date, Some(hours), None) => Ok((date, DayRule::Hours(hours.0))),
            (date, None, Some(reason)) => Ok((date, DayRule::Exempt(reason))),
            (date, ..) => Err(StoreError::Corrupt(format!("day rule of {date}"))),
        })
        .collect()
}

/// Sets or, with `None`, takes back what was said by hand about a day.
///
/// # Errors
/// Database faults.
pub fn set_day_rule(
    db: &mut Db,
    id: ConsultationId,
    date: NaiveDate,
    rule: Option<&DayRule>,
) -> Result<(), StoreError> {
    let day = day_rules::table
        .filter(day_rules::consultation_id.eq(id))
        .filter(day_rules::date.eq(date));
    diesel::delete(day).execute(db)?;
    let Some(rule) = rule else { return Ok(()) };
    let (hours, reason) = match rule {
        DayRule::Hours(hours) => (Some(Json(hours.clone())), None),
        DayRule::Exempt(reason) => (None, Some(reason)),
    };
    diesel::insert_into(day_rules::table)
        .values((
            day_rules::consultation_id.eq(id),
            day_rules::date.eq(date),
            day_rules::hours.eq(hours),
            day_rules::exempt_reason.eq(reason),
        ))
        .execute(db)?;
    Ok(())
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = topics, check_for_backend(Mb))]
struct TopicRow {
    id: TopicId,
    code: Slug,
    label: Json<BTreeMap<Locale, String>>,
    position: i32,
}

/// The code list of a consultation, in its order.
///
/// # Errors
/// Database faults.
pub fn topics(db: &mut Db, id: ConsultationId) -> Result<Vec<Topic>, StoreError> {
    let rows = TopicRow::query()
        .filter(topics::consultation_id.eq(id))
        .order((topics::position, topics::code))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|row| Topic {
            id: row.id,
            code: row.code,
            label: row.label.0,
            position: row.position,
        })
        .collect())
}

/// Puts this code list in the place of the one there was. Logged calls keep their labels.
///
/// # Errors
/// [`StoreError::Duplicate`] when two topics have the same code.
pub fn replace_topics(db: &mut Db, id: ConsultationId, list: &[Topic]) -> Result<(), StoreError> {
    diesel::delete(topics::table.filter(topics::consultation_id.eq(id))).execute(db)?;
    for topic in list {
        let row = TopicRow {
            id: topic.id,
            code: topic.code.clone(),
            label: Json(topic.label.clone()),
            position: topic.position,
        };
        diesel::insert_into(topics::table)
            .values((row, topics::consultation_id.eq(id)))
            .execute(db)?;
    }
    Ok(())
}

/// How long before a duty its reminders are due, the longest first; [`DEFAULT_LEADS`] when nothing was set.
///
/// # Errors
/// Database faults.
pub fn reminder_leads(db: &mut Db, id: ConsultationId) -> Result<Vec<Duration>, StoreError> {
    let minutes: Vec<i32> = reminder_leads::table
        .filter(reminder_leads::consultation_id.eq(id))
        .select(reminder_leads::minutes)
        .order(reminder_leads::minutes.desc())
        .load(db)?;
    if minutes.is_empty() {
        return Ok(DEFAULT_LEADS.to_vec());
    }
    Ok(minutes.into_iter().map(|m| Duration::minutes(i64::from(m))).collect())
}

/// Sets the leads, in whole minutes; none means the defaults.
///
/// # Errors
/// A lead that is not positive is refused by the table.
pub fn set_reminder_leads(db: &mut Db, id: ConsultationId, leads: &[Duration]) -> Result<(), StoreError> {
    diesel::delete(reminder_leads::table.filter(reminder_leads::consultation_id.eq(id))).execute(db)?;
    for lead in leads {
        diesel::insert_into(reminder_leads::table)
            .values((
                reminder_leads::consultation_id.eq(id),
                reminder_leads::minutes.eq(i32::try_from(lead.num_minutes()).unwrap_or(i32::MAX)),
            ))
            .execute(db)?;
    }
    Ok(())
}
