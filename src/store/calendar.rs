//! The days of a consultation: its events, and what was set by hand for single days.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use crate::domain::calendar::{DayRule, Event};
use crate::domain::ids::{ConsultationId, EventId};
use crate::domain::language::Locale;
use crate::domain::time::Hours;
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{consultation_events, day_rules};
use crate::store::db::types::Json;

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

/// By date and time.
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

/// What was set by hand for days of a consultation.
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

/// Sets or, with `None`, takes back what was set by hand for a day.
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
