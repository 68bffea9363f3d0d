//! Published rosters. There is no function here that changes one, and the tables refuse it too.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Calendar;
use crate::domain::candidate::Booked;
use crate::domain::ids::{ConsultationId, RevisionId, SlotId, StaffId, UserId};
use crate::domain::language::Language;
use crate::domain::occupancy::Need;
use crate::domain::revision::{Assignments, PrintedExtension, PublishedSlot, Revision, RevisionLine};
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::time::{Hours, Span};
use crate::store::consultation;
use crate::store::db::connection::{CHUNK, Db, Mb, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{revision_slots, revisions};
use crate::store::db::types::{At, Json};
use crate::store::roster::{BookingRow, booking};

/// A revision about to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRevision {
    pub id: RevisionId,
    pub consultation: ConsultationId,
    pub published_at: DateTime<Utc>,
    pub published_by: UserId,
    /// Keys of the blocking findings that were accepted by name.
    pub accepted: Vec<String>,
    pub slots: Vec<PublishedSlot>,
    /// Who is on duty in them.
    pub assignments: Assignments,
    /// What it says of the days.
    pub calendar: Calendar,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = revisions, check_for_backend(Mb))]
struct Row {
    id: RevisionId,
    consultation_id: ConsultationId,
    number: i32,
    published_at: At,
    published_by: UserId,
    accepted: Json<Vec<String>>,
    calendar: Json<Calendar>,
}

impl Row {
    fn revision(self, slots: Vec<PublishedSlot>) -> Revision {
        Revision {
            id: self.id,
            consultation: self.consultation_id,
            number: self.number,
            published_at: self.published_at.0,
            published_by: self.published_by,
            accepted: self.accepted.0,
            slots,
            calendar: self.calendar.0,
        }
    }
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = revision_slots, check_for_backend(Mb))]
pub(super) struct SlotRow {
    slot_id: SlotId,
    date: NaiveDate,
    start_time: NaiveTime,
    end_time: NaiveTime,
    starts_at: At,
    ends_at: At,
    extensions: Json<Vec<PrintedExtension>>,
    languages: Json<Vec<Language>>,
    mode: SlotMode,
    state: SlotState,
    cancel_reason: Option<CancelReason>,
}

impl From<&PublishedSlot> for SlotRow {
    fn from(slot: &PublishedSlot) -> Self {
        Self {
            slot_id: slot.id,
            date: slot.date,
            start_time: slot.hours.start,
            end_time: slot.hours.end,
            starts_at: At(slot.span.starts_at),
            ends_at: At(slot.span.ends_at),
            extensions: Json(slot.extensions.clone()),
            languages: Json(slot.languages.clone()),
            mode: slot.mode,
            state: slot.state,
            cancel_reason: slot.cancel_reason.clone(),
        }
    }
}

impl From<SlotRow> for PublishedSlot {
    fn from(row: SlotRow) -> Self {
        Self {
            id: row.slot_id,
            date: row.date,
            hours: Hours {
                start: row.start_time,
                end: row.end_time,
            },
            span: Span {
                starts_at: row.starts_at.0,
                ends_at: row.ends_at.0,
            },
            extensions: row.extensions.0,
            languages: row.languages.0,
            mode: row.mode,
            state: row.state,
            cancel_reason: row.cancel_reason,
        }
    }
}

/// True of a revision that a newer one has replaced; with a number, one that is so many numbers newer or more. For a query on
/// `revisions`.
macro_rules! superseded {
    () => {
        superseded!(1)
    };
    ($by:literal) => {{
        let newer = diesel::alias!(revisions as newer);
        diesel::dsl::exists(
            newer
                .filter(newer.field(revisions::consultation_id).eq(revisions::consultation_id))
                .filter(newer.field(revisions::number).ge(revisions::number + $by)),
        )
    }};
}

/// Publishes a roster under the consultation's next number, which it returns. Two who publish at once get two numbers,
/// one after the other.
pub fn publish(db: &mut Db, new: &NewRevision) -> Result<i32, StoreError> {
    consultation::lock(db, new.consultation)?;
    let last: Option<i32> = revisions::table
        .filter(revisions::consultation_id.eq(new.consultation))
        .select(diesel::dsl::max(revisions::number))
        .first(db)?;
    let number = last.unwrap_or(0) + 1;
    diesel::insert_into(revisions::table)
        .values(Row {
            id: new.id,
            consultation_id: new.consultation,
            number,
            published_at: At(new.published_at),
            published_by: new.published_by,
            accepted: Json(new.accepted.clone()),
            calendar: Json(new.calendar.clone()),
        })
        .execute(db)?;
    for chunk in new.slots.chunks(CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|slot| {
                (
                    revision_slots::revision_id.eq(new.id),
                    SlotRow::from(slot),
                    revision_slots::staff_id.eq(new.assignments.get(&slot.id).copied()),
                )
            })
            .collect();
        each_backend!(db, |c| diesel::insert_into(revision_slots::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(number)
}

/// The revisions of these consultations that are published now.
pub(super) fn latest_ids(db: &mut Db, consultations: &[ConsultationId]) -> Result<Vec<RevisionId>, StoreError> {
    Ok(revisions::table
        .filter(revisions::consultation_id.eq_any(consultations))
        .filter(diesel::dsl::not(superseded!()))
        .select(revisions::id)
        .load(db)?)
}

/// What is published now; `None` before the first time.
pub fn latest(db: &mut Db, consultation: ConsultationId) -> Result<Option<Revision>, StoreError> {
    let row = Row::query()
        .filter(revisions::consultation_id.eq(consultation))
        .order(revisions::number.desc())
        .first(db)
        .optional()?;
    row.map(|row| with_slots(db, row)).transpose()
}

/// What every consultation publishes now, and who is on duty.
pub fn latest_of_all(db: &mut Db) -> Result<Vec<(Revision, Assignments)>, StoreError> {
    let rows = Row::query().filter(diesel::dsl::not(superseded!())).load(db)?;
    let slots: Vec<(ConsultationId, SlotRow, Option<StaffId>)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(diesel::dsl::not(superseded!()))
        .order((revision_slots::starts_at, revision_slots::slot_id))
        .select((
            revisions::consultation_id,
            SlotRow::as_select(),
            revision_slots::staff_id,
        ))
        .load(db)?;
    let mut of_consultations: BTreeMap<ConsultationId, (Vec<PublishedSlot>, Assignments)> = BTreeMap::new();
    for (consultation, row, staff) in slots {
        let (slots, assignments) = of_consultations.entry(consultation).or_default();
        assignments.extend(staff.map(|staff| (row.slot_id, staff)));
        slots.push(row.into());
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let (slots, assignments) = of_consultations.remove(&row.consultation_id).unwrap_or_default();
            (row.revision(slots), assignments)
        })
        .collect())
}

/// The slots of the revision before the latest, of every consultation that has one with slots.
pub fn before_latest(db: &mut Db) -> Result<BTreeMap<ConsultationId, Vec<PublishedSlot>>, StoreError> {
    let slots: Vec<(ConsultationId, SlotRow)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(superseded!())
        .filter(diesel::dsl::not(superseded!(2)))
        .order((revision_slots::starts_at, revision_slots::slot_id))
        .select((revisions::consultation_id, SlotRow::as_select()))
        .load(db)?;
    let mut of_consultations: BTreeMap<ConsultationId, Vec<PublishedSlot>> = BTreeMap::new();
    for (consultation, row) in slots {
        of_consultations.entry(consultation).or_default().push(row.into());
    }
    Ok(of_consultations)
}

/// The number of the latest revision of every consultation that has one.
pub fn numbers(db: &mut Db) -> Result<BTreeMap<ConsultationId, i32>, StoreError> {
    let numbers: Vec<(ConsultationId, i32)> = revisions::table
        .filter(diesel::dsl::not(superseded!()))
        .select((revisions::consultation_id, revisions::number))
        .load(db)?;
    Ok(numbers.into_iter().collect())
}

/// The revision of a number.
pub fn by_number(db: &mut Db, consultation: ConsultationId, number: i32) -> Result<Option<Revision>, StoreError> {
    let row = Row::query()
        .filter(revisions::consultation_id.eq(consultation))
        .filter(revisions::number.eq(number))
        .first(db)
        .optional()?;
    row.map(|row| with_slots(db, row)).transpose()
}

/// All revisions of a consultation, the newest first.
pub fn list(db: &mut Db, consultation: ConsultationId) -> Result<Vec<RevisionLine>, StoreError> {
    let rows = Row::query()
        .filter(revisions::consultation_id.eq(consultation))
        .order(revisions::number.desc())
        .load(db)?;
    let counts: Vec<(RevisionId, i64)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revisions::consultation_id.eq(consultation))
        .group_by(revision_slots::revision_id)
        .select((revision_slots::revision_id, diesel::dsl::count_star()))
        .load(db)?;
    let counts: BTreeMap<RevisionId, i64> = counts.into_iter().collect();
    let line = |row: Row| RevisionLine {
        slots: counts.get(&row.id).copied().unwrap_or_default(),
        number: row.number,
        published_at: row.published_at.0,
        published_by: row.published_by,
        accepted: row.accepted.0,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The same whole, with who was on duty in each, the oldest first.
pub fn all(db: &mut Db, consultation: ConsultationId) -> Result<Vec<(Revision, Assignments)>, StoreError> {
    let rows = Row::query()
        .filter(revisions::consultation_id.eq(consultation))
        .order(revisions::number)
        .load(db)?;
    let slots: Vec<(RevisionId, SlotRow, Option<StaffId>)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revisions::consultation_id.eq(consultation))
        .order((revision_slots::starts_at, revision_slots::slot_id))
        .select((
            revision_slots::revision_id,
            SlotRow::as_select(),
            revision_slots::staff_id,
        ))
        .load(db)?;
    let mut of_revisions: BTreeMap<RevisionId, (Vec<PublishedSlot>, Assignments)> = BTreeMap::new();
    for (revision, row, staff) in slots {
        let (slots, assignments) = of_revisions.entry(revision).or_default();
        assignments.extend(staff.map(|staff| (row.slot_id, staff)));
        slots.push(row.into());
    }
    let whole = |row: Row| {
        let (slots, assignments) = of_revisions.remove(&row.id).unwrap_or_default();
        (row.revision(slots), assignments)
    };
    Ok(rows.into_iter().map(whole).collect())
}

fn with_slots(db: &mut Db, row: Row) -> Result<Revision, StoreError> {
    let slots = SlotRow::query()
        .filter(revision_slots::revision_id.eq(row.id))
        .order((revision_slots::starts_at, revision_slots::slot_id))
        .load(db)?;
    Ok(row.revision(slots.into_iter().map(PublishedSlot::from).collect()))
}

/// Who is on duty in the slots of a revision.
pub fn assignments(db: &mut Db, revision: RevisionId) -> Result<Assignments, StoreError> {
    let rows: Vec<(SlotId, Option<StaffId>)> = revision_slots::table
        .filter(revision_slots::revision_id.eq(revision))
        .filter(revision_slots::staff_id.is_not_null())
        .select((revision_slots::slot_id, revision_slots::staff_id))
        .load(db)?;
    Ok(rows
        .into_iter()
        .filter_map(|(slot, staff)| staff.map(|staff| (slot, staff)))
        .collect())
}

/// The published duties of a person that end after an instant, by start, in all consultations. Only what is published
/// now counts; cancelled slots are among them, with their state.
pub fn duties_of(
    db: &mut Db,
    staff: StaffId,
    from: DateTime<Utc>,
) -> Result<Vec<(ConsultationId, PublishedSlot)>, StoreError> {
    let rows: Vec<(ConsultationId, SlotRow)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revision_slots::staff_id.eq(staff))
        .filter(revision_slots::ends_at.gt(At(from)))
        .filter(diesel::dsl::not(superseded!()))
        .order((revision_slots::starts_at, revision_slots::slot_id))
        .select((revisions::consultation_id, SlotRow::as_select()))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(consultation, row)| (consultation, row.into()))
        .collect())
}

/// A slot as it is published now, with its consultation and who is on duty.
pub type Published = (ConsultationId, PublishedSlot, Option<StaffId>);

/// One of [`slots`]; `None` for one that no latest revision has.
pub fn slot(db: &mut Db, id: SlotId) -> Result<Option<Published>, StoreError> {
    Ok(slots(db, &[id])?.remove(&id))
}

/// Those of the slots that a latest revision has.
pub fn slots(db: &mut Db, ids: &[SlotId]) -> Result<BTreeMap<SlotId, Published>, StoreError> {
    let rows: Vec<(ConsultationId, SlotRow, Option<StaffId>)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revision_slots::slot_id.eq_any(ids))
        .filter(diesel::dsl::not(superseded!()))
        .select((
            revisions::consultation_id,
            SlotRow::as_select(),
            revision_slots::staff_id,
        ))
        .load(db)?;
    let slots = rows.into_iter().map(|(consultation, row, staff)| {
        let slot = PublishedSlot::from(row);
        (slot.id, (consultation, slot, staff))
    });
    Ok(slots.collect())
}

/// The slots that these consultations publish now and that end after an instant and begin until another, by start.
pub fn between(
    db: &mut Db,
    consultations: &[ConsultationId],
    after: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Published>, StoreError> {
    let rows: Vec<(ConsultationId, SlotRow, Option<StaffId>)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revisions::consultation_id.eq_any(consultations))
        .filter(revision_slots::ends_at.gt(At(after)))
        .filter(revision_slots::starts_at.le(At(until)))
        .filter(diesel::dsl::not(superseded!()))
        .order((revision_slots::starts_at, revision_slots::slot_id))
        .select((
            revisions::consultation_id,
            SlotRow::as_select(),
            revision_slots::staff_id,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(consultation, row, staff)| (consultation, row.into(), staff))
        .collect())
}

/// The planned duties of people as all consultations publish them now, as far as they lie within a time.
pub fn booked(db: &mut Db, people: &[StaffId], within: Span) -> Result<Vec<Booked>, StoreError> {
    let mut booked = Vec::new();
    for chunk in people.chunks(CHUNK) {
        let rows: Vec<BookingRow> = revision_slots::table
            .inner_join(revisions::table)
            .filter(revision_slots::staff_id.eq_any(chunk))
            .filter(revision_slots::state.eq(SlotState::Planned))
            .filter(revision_slots::starts_at.lt(At(within.ends_at)))
            .filter(revision_slots::ends_at.gt(At(within.starts_at)))
            .filter(diesel::dsl::not(superseded!()))
            .select((
                revision_slots::slot_id,
                revision_slots::staff_id,
                revision_slots::starts_at,
                revision_slots::ends_at,
            ))
            .load(db)?;
        booked.extend(rows.into_iter().filter_map(booking));
    }
    Ok(booked)
}

/// What the planned slots need that the other consultations publish now within a time.
pub fn published_elsewhere(db: &mut Db, consultation: ConsultationId, within: Span) -> Result<Vec<Need>, StoreError> {
    let published = published_within(db, within)?.into_iter();
    let elsewhere = published.filter(|(of, _)| *of != consultation);
    Ok(elsewhere.map(|(_, need)| need).collect())
}

/// What the planned slots need that all consultations publish now within a time, each with its consultation.
pub fn published_within(db: &mut Db, within: Span) -> Result<Vec<(ConsultationId, Need)>, StoreError> {
    let rows: Vec<(ConsultationId, SlotRow, Option<StaffId>)> = revision_slots::table
        .inner_join(revisions::table)
        .filter(revision_slots::starts_at.lt(At(within.ends_at)))
        .filter(revision_slots::ends_at.gt(At(within.starts_at)))
        .filter(revision_slots::state.eq(SlotState::Planned))
        .filter(diesel::dsl::not(superseded!()))
        .select((
            revisions::consultation_id,
            SlotRow::as_select(),
            revision_slots::staff_id,
        ))
        .load(db)?;
    let needs = rows.into_iter().filter_map(|(consultation, row, staff)| {
        let need = Need::of_published(&row.into(), staff)?;
        Some((consultation, need))
    });
    Ok(needs.collect())
}
