//! The draft roster of each consultation.
//!
//! Who changes one has locked its consultation and grown the draft's version, and knows that the extensions and people
//! of its slots are free (`actions/occupancy.rs`).

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::domain::candidate::Booked;
use crate::domain::extension::Extension;
use crate::domain::ids::{ConsultationId, ExtensionId, SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{Draft, Slot, SlotMode, SlotState, Source};
use crate::domain::time::{Hours, Span};
use crate::store::db::connection::{CHUNK, Db, Mb, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{consultations, extensions, slot_extensions, slots};
use crate::store::db::types::{At, Json};
use crate::store::extension::ExtensionRow;

#[derive(HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = slots, check_for_backend(Mb), treat_none_as_null = true)]
struct Row {
    id: SlotId,
    consultation_id: ConsultationId,
    date: NaiveDate,
    start_time: NaiveTime,
    end_time: NaiveTime,
    starts_at: At,
    ends_at: At,
    languages: Json<Vec<Language>>,
    mode: SlotMode,
    state: SlotState,
    cancel_reason: Option<CancelReason>,
    staff_id: Option<StaffId>,
    source_line: Option<i32>,
    source_text: Option<String>,
}

impl Row {
    fn of(consultation: ConsultationId, zone: Tz, slot: &Slot) -> Self {
        let span = slot.span(zone);
        Self {
            id: slot.id,
            consultation_id: consultation,
            date: slot.date,
            start_time: slot.hours.start,
            end_time: slot.hours.end,
            starts_at: At(span.starts_at),
            ends_at: At(span.ends_at),
            languages: Json(slot.languages.clone()),
            mode: slot.mode,
            state: slot.state,
            cancel_reason: slot.cancel_reason.clone(),
            staff_id: slot.staff,
            source_line: slot
                .source
                .as_ref()
                .map(|source| i32::try_from(source.line).unwrap_or(i32::MAX)),
            source_text: slot.source.as_ref().map(|source| source.text.clone()),
        }
    }

    fn slot(self, extensions: Vec<Extension>) -> Slot {
        Slot {
            id: self.id,
            date: self.date,
            hours: Hours {
                start: self.start_time,
                end: self.end_time,
            },
            extensions,
            languages: self.languages.0,
            mode: self.mode,
            state: self.state,
            cancel_reason: self.cancel_reason,
            staff: self.staff_id,
            source: self.source_line.zip(self.source_text).map(|(line, text)| Source {
                line: u32::try_from(line).unwrap_or_default(),
                text,
            }),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = slot_extensions)]
struct SlotExtensionRow {
    slot_id: SlotId,
    extension_id: ExtensionId,
    position: i32,
    starts_at: At,
    ends_at: At,
}

/// The draft of a consultation.
pub fn draft(db: &mut Db, consultation: ConsultationId) -> Result<Draft, StoreError> {
    let version = version(db, consultation)?;
    let rows = Row::query()
        .filter(slots::consultation_id.eq(consultation))
        .order((slots::starts_at, slots::id))
        .load(db)?;
    let answering: Vec<(SlotId, ExtensionRow)> = slot_extensions::table
        .inner_join(slots::table)
        .inner_join(extensions::table)
        .filter(slots::consultation_id.eq(consultation))
        .order((slot_extensions::slot_id, slot_extensions::position))
        .select((slot_extensions::slot_id, ExtensionRow::as_select()))
        .load(db)?;
    let mut by_slot: BTreeMap<SlotId, Vec<Extension>> = BTreeMap::new();
    for (slot, extension) in answering {
        by_slot.entry(slot).or_default().push(extension.into());
    }
    let slots = rows
        .into_iter()
        .map(|row| {
            let extensions = by_slot.remove(&row.id).unwrap_or_default();
            row.slot(extensions)
        })
        .collect();
    Ok(Draft { version, slots })
}

/// The slots of these consultations' drafts from the first day to the last, by start, each with its consultation.
pub fn between(
    db: &mut Db,
    consultations: &[ConsultationId],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(ConsultationId, Slot)>, StoreError> {
    let mut rows: Vec<Row> = Vec::new();
    for chunk in consultations.chunks(CHUNK) {
        let query = Row::query().filter(slots::consultation_id.eq_any(chunk));
        rows.extend(query.filter(slots::date.between(first, last)).load(db)?);
    }
    rows.sort_by_key(|row| (row.starts_at.0, row.id));
    let ids: Vec<SlotId> = rows.iter().map(|row| row.id).collect();
    let mut by_slot: BTreeMap<SlotId, Vec<Extension>> = BTreeMap::new();
    for chunk in ids.chunks(CHUNK) {
        let answering: Vec<(SlotId, ExtensionRow)> = slot_extensions::table
            .inner_join(extensions::table)
            .filter(slot_extensions::slot_id.eq_any(chunk))
            .order((slot_extensions::slot_id, slot_extensions::position))
            .select((slot_extensions::slot_id, ExtensionRow::as_select()))
            .load(db)?;
        for (slot, extension) in answering {
            by_slot.entry(slot).or_default().push(extension.into());
        }
    }
    let with_extensions = rows.into_iter().map(|row| {
        let extensions = by_slot.remove(&row.id).unwrap_or_default();
        (row.consultation_id, row.slot(extensions))
    });
    Ok(with_extensions.collect())
}

/// The first day from this one on with a slot in these consultations' drafts, or else the last one before it.
pub fn nearest_day(
    db: &mut Db,
    consultations: &[ConsultationId],
    day: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    let (mut ahead, mut before) = (None, None);
    for chunk in consultations.chunks(CHUNK) {
        let of = || slots::table.filter(slots::consultation_id.eq_any(chunk));
        let next: Option<NaiveDate> = of()
            .filter(slots::date.ge(day))
            .select(diesel::dsl::min(slots::date))
            .first(db)?;
        let last: Option<NaiveDate> = of()
            .filter(slots::date.lt(day))
            .select(diesel::dsl::max(slots::date))
            .first(db)?;
        ahead = ahead.into_iter().chain(next).min();
        before = before.max(last);
    }
    Ok(ahead.or(before))
}

/// A slot of any draft, with its consultation.
pub fn slot(db: &mut Db, id: SlotId) -> Result<Option<(ConsultationId, Slot)>, StoreError> {
    let Some(row) = Row::query().filter(slots::id.eq(id)).first(db).optional()? else {
        return Ok(None);
    };
    let extensions: Vec<ExtensionRow> = slot_extensions::table
        .inner_join(extensions::table)
        .filter(slot_extensions::slot_id.eq(id))
        .order(slot_extensions::position)
        .select(ExtensionRow::as_select())
        .load(db)?;
    let consultation = row.consultation_id;
    let extensions = extensions.into_iter().map(Extension::from).collect();
    Ok(Some((consultation, row.slot(extensions))))
}

/// The planned duties of people in all drafts, as far as they lie within a time.
pub fn booked(db: &mut Db, people: &[StaffId], within: Span) -> Result<Vec<Booked>, StoreError> {
    let mut booked = Vec::new();
    for chunk in people.chunks(CHUNK) {
        let rows: Vec<BookingRow> = slots::table
            .filter(slots::staff_id.eq_any(chunk))
            .filter(slots::state.eq(SlotState::Planned))
            .filter(slots::starts_at.lt(At(within.ends_at)))
            .filter(slots::ends_at.gt(At(within.starts_at)))
            .order((slots::starts_at, slots::id))
            .select((slots::id, slots::staff_id, slots::starts_at, slots::ends_at))
            .load(db)?;
        booked.extend(rows.into_iter().filter_map(booking));
    }
    Ok(booked)
}

/// A duty, who has it, its start and its end.
pub(super) type BookingRow = (SlotId, Option<StaffId>, At, At);

/// A duty of somebody, in a draft or published.
pub(super) fn booking((slot, staff, starts_at, ends_at): BookingRow) -> Option<Booked> {
    Some(Booked {
        staff: staff?,
        slot,
        span: Span {
            starts_at: starts_at.0,
            ends_at: ends_at.0,
        },
    })
}

/// Takes slots out of the draft and puts others in. Slots keep the ids they come with.
///
/// # Errors
/// [`StoreError::Duplicate`] of `slots.id` when the id of a new one is that of another consultation's slot.
pub fn change_slots(
    db: &mut Db,
    consultation: ConsultationId,
    zone: Tz,
    gone: &[SlotId],
    new: &[Slot],
) -> Result<(), StoreError> {
    for chunk in gone.chunks(CHUNK) {
        let some = slots::table
            .filter(slots::consultation_id.eq(consultation))
            .filter(slots::id.eq_any(chunk));
        diesel::delete(some).execute(db)?;
    }
    put_slots(db, consultation, zone, new)
}

fn put_slots(db: &mut Db, consultation: ConsultationId, zone: Tz, new: &[Slot]) -> Result<(), StoreError> {
    let rows: Vec<Row> = new.iter().map(|slot| Row::of(consultation, zone, slot)).collect();
    for chunk in rows.chunks(CHUNK) {
        each_backend!(db, |c| diesel::insert_into(slots::table).values(chunk).execute(c))?;
    }
    put_extensions(db, zone, new)
}

/// The version of a draft.
pub fn version(db: &mut Db, consultation: ConsultationId) -> Result<i32, StoreError> {
    Ok(consultations::table
        .find(consultation)
        .select(consultations::draft_version)
        .first(db)?)
}

/// Gives the draft its next version, as every change of a consultation does.
pub fn grow_version(db: &mut Db, consultation: ConsultationId) -> Result<(), StoreError> {
    diesel::update(consultations::table.find(consultation))
        .set(consultations::draft_version.eq(consultations::draft_version + 1))
        .execute(db)?;
    Ok(())
}

fn put_extensions(db: &mut Db, zone: Tz, new: &[Slot]) -> Result<(), StoreError> {
    let rows: Vec<SlotExtensionRow> = new
        .iter()
        .flat_map(|slot| {
            let span = slot.span(zone);
            let numbered = (0..).zip(&slot.extensions);
            numbered.map(move |(position, extension)| SlotExtensionRow {
                slot_id: slot.id,
                extension_id: extension.id,
                position,
                starts_at: At(span.starts_at),
                ends_at: At(span.ends_at),
            })
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        each_backend!(db, |c| diesel::insert_into(slot_extensions::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}
