//! Reminders: one row per slot, person, lead and start, beside the message that carries it. How far a reminder is, its
//! message says.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::domain::ids::{ConsultationId, MessageId, ReminderId, SlotId, StaffId, UnitId};
use crate::domain::message::{MessageState, Payload};
use crate::domain::reminder::{KnownReminders, PlannedReminder, Reconciliation};
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{consultations, messages, reminder_leads, reminders, revision_slots};
use crate::store::db::types::At;
use crate::store::message::{self, NewMessage};
use crate::store::revision;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub id: ReminderId,
    pub message: MessageId,
    pub consultation: ConsultationId,
    pub slot: SlotId,
    pub staff: StaffId,
    /// How long before the duty.
    pub lead: Duration,
    /// The start it is about.
    pub slot_starts_at: DateTime<Utc>,
    /// When it is to be sent.
    pub due_at: DateTime<Utc>,
    /// How far its message is.
    pub state: MessageState,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = reminders, check_for_backend(Mb))]
struct Row {
    id: ReminderId,
    message_id: MessageId,
    consultation_id: ConsultationId,
    slot_id: SlotId,
    staff_id: StaffId,
    lead_minutes: i32,
    slot_starts_at: At,
    due_at: At,
}

impl Row {
    fn reminder(self, state: MessageState) -> Reminder {
        Reminder {
            id: self.id,
            message: self.message_id,
            consultation: self.consultation_id,
            slot: self.slot_id,
            staff: self.staff_id,
            lead: Duration::minutes(i64::from(self.lead_minutes)),
            slot_starts_at: self.slot_starts_at.0,
            due_at: self.due_at.0,
            state,
        }
    }
}

/// The leads that were set, the longest first; none means the defaults.
pub fn leads(db: &mut Db, id: ConsultationId) -> Result<Vec<Duration>, StoreError> {
    let minutes: Vec<i32> = reminder_leads::table
        .filter(reminder_leads::consultation_id.eq(id))
        .select(reminder_leads::minutes)
        .order(reminder_leads::minutes.desc())
        .load(db)?;
    Ok(minutes.into_iter().map(|m| Duration::minutes(i64::from(m))).collect())
}

/// Sets the leads, in whole minutes. The table refuses one that is not positive.
pub fn set_leads(db: &mut Db, id: ConsultationId, leads: &[Duration]) -> Result<(), StoreError> {
    diesel::delete(reminder_leads::table.filter(reminder_leads::consultation_id.eq(id))).execute(db)?;
    for lead in leads {
        diesel::insert_into(reminder_leads::table)
            .values((
                reminder_leads::consultation_id.eq(id),
                reminder_leads::minutes.eq(whole_minutes(*lead)),
            ))
            .execute(db)?;
    }
    Ok(())
}

fn whole_minutes(lead: Duration) -> i32 {
    i32::try_from(lead.num_minutes()).unwrap_or(i32::MAX)
}

/// The reminders of a consultation about duties that begin after an instant. Who reconciles them has locked the
/// consultation.
pub fn known(db: &mut Db, consultation: ConsultationId, now: DateTime<Utc>) -> Result<KnownReminders, StoreError> {
    let rows: Vec<(String, MessageId, MessageState)> = reminders::table
        .inner_join(messages::table)
        .filter(reminders::consultation_id.eq(consultation))
        .filter(reminders::slot_starts_at.gt(At(now)))
        .select((messages::deduplication_key, messages::id, messages::state))
        .load(db)?;
    Ok(rows.into_iter().map(|(key, id, state)| (key, (id, state))).collect())
}

/// Carries out what a plan changes. A new reminder brings its message.
pub fn apply(
    db: &mut Db,
    consultation: ConsultationId,
    changes: &Reconciliation,
    now: DateTime<Utc>,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<(), StoreError> {
    let unit: Option<UnitId> = consultations::table
        .find(consultation)
        .select(consultations::unit_id)
        .first(db)
        .optional()?;
    for planned in &changes.add {
        add(db, (unit, consultation), planned, now, new_id)?;
    }
    for (message, due_at) in &changes.revive {
        message::revive(db, *message, *due_at)?;
        diesel::update(reminders::table.filter(reminders::message_id.eq(message)))
            .set(reminders::due_at.eq(At(*due_at)))
            .execute(db)?;
    }
    message::retire(db, &changes.retire, now)
}

fn add(
    db: &mut Db,
    (unit, consultation): (Option<UnitId>, ConsultationId),
    planned: &PlannedReminder,
    now: DateTime<Utc>,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<(), StoreError> {
    let (id, message_id) = (ReminderId(new_id()), MessageId(new_id()));
    message::enqueue(
        db,
        &NewMessage {
            id: message_id,
            deduplication_key: planned.deduplication_key(),
            payload: Payload::DutyReminder { reminder: id },
            channel: planned.channel,
            not_before: planned.due_at,
            wanted_by: planned.slot_starts_at,
            created_at: now,
            unit,
            consultation: Some(consultation),
        },
    )?;
    diesel::insert_into(reminders::table)
        .values(Row {
            id,
            message_id,
            consultation_id: consultation,
            slot_id: planned.slot,
            staff_id: planned.staff,
            lead_minutes: whole_minutes(planned.lead),
            slot_starts_at: At(planned.slot_starts_at),
            due_at: At(planned.due_at),
        })
        .execute(db)?;
    Ok(())
}

pub fn by_id(db: &mut Db, id: ReminderId) -> Result<Option<Reminder>, StoreError> {
    let found: Option<(Row, MessageState)> = reminders::table
        .inner_join(messages::table)
        .filter(reminders::id.eq(id))
        .select((Row::as_select(), messages::state))
        .first(db)
        .optional()?;
    Ok(found.map(|(row, state)| row.reminder(state)))
}

/// The reminders that messages carry.
pub fn of_messages(db: &mut Db, ids: &[MessageId]) -> Result<BTreeMap<MessageId, Reminder>, StoreError> {
    let rows: Vec<(Row, MessageState)> = reminders::table
        .inner_join(messages::table)
        .filter(reminders::message_id.eq_any(ids))
        .select((Row::as_select(), messages::state))
        .load(db)?;
    let reminders = rows.into_iter().map(|(row, state)| row.reminder(state));
    Ok(reminders.map(|reminder| (reminder.message, reminder)).collect())
}

/// Reminders of these consultations that were given up, about duties that begin after an instant, by due time; each with what
/// its message keeps of why.
pub fn given_up(
    db: &mut Db,
    consultations: &[ConsultationId],
    since: DateTime<Utc>,
) -> Result<Vec<(Reminder, String)>, StoreError> {
    let rows: Vec<(Row, Option<String>)> = reminders::table
        .inner_join(messages::table)
        .filter(reminders::consultation_id.eq_any(consultations))
        .filter(messages::state.eq(MessageState::Dead))
        .filter(reminders::slot_starts_at.gt(At(since)))
        .order((reminders::due_at, reminders::id))
        .select((Row::as_select(), messages::last_error))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(row, reason)| (row.reminder(MessageState::Dead), reason.unwrap_or_default()))
        .collect())
}

/// Confirms the duty a reminder is about. The first time counts; repeating it changes nothing.
pub fn confirm(db: &mut Db, id: ReminderId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let open = reminders::table
        .filter(reminders::id.eq(id))
        .filter(reminders::confirmed_at.is_null());
    diesel::update(open)
        .set(reminders::confirmed_at.eq(At(now)))
        .execute(db)?;
    Ok(())
}

/// Who confirmed which published duty of these consultations, and when first. A confirmation counts only for the person
/// and the start it was given for, as published now.
pub fn confirmations(
    db: &mut Db,
    consultations: &[ConsultationId],
) -> Result<BTreeMap<SlotId, (StaffId, DateTime<Utc>)>, StoreError> {
    let latest = revision::latest_ids(db, consultations)?;
    let unchanged = revision_slots::slot_id
        .eq(reminders::slot_id)
        .and(revision_slots::starts_at.eq(reminders::slot_starts_at))
        .and(revision_slots::staff_id.eq(reminders::staff_id.nullable()));
    let rows: Vec<(SlotId, StaffId, Option<At>)> = reminders::table
        .inner_join(revision_slots::table.on(unchanged))
        .filter(revision_slots::revision_id.eq_any(latest))
        .filter(reminders::consultation_id.eq_any(consultations))
        .filter(reminders::confirmed_at.is_not_null())
        .order(reminders::confirmed_at.desc())
        .select((reminders::slot_id, reminders::staff_id, reminders::confirmed_at))
        .load(db)?;
    // The latest first, so that the first confirmation is what remains.
    Ok(rows
        .into_iter()
        .filter_map(|(slot, staff, at)| at.map(|at| (slot, (staff, at.0))))
        .collect())
}

/// When duties were first confirmed, by slot and the start that was confirmed.
pub type Confirmed = BTreeMap<(SlotId, DateTime<Utc>), DateTime<Utc>>;

/// Which duties a person confirmed.
pub fn confirmed_by(db: &mut Db, staff: StaffId) -> Result<Confirmed, StoreError> {
    let rows: Vec<(SlotId, At, Option<At>)> = reminders::table
        .filter(reminders::staff_id.eq(staff))
        .filter(reminders::confirmed_at.is_not_null())
        .order(reminders::confirmed_at.desc())
        .select((reminders::slot_id, reminders::slot_starts_at, reminders::confirmed_at))
        .load(db)?;
    // The latest first, so that the first confirmation is what remains.
    Ok(rows
        .into_iter()
        .filter_map(|(slot, start, at)| at.map(|at| ((slot, start.0), at.0)))
        .collect())
}
