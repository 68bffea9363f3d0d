//! Reminders: one row per slot, person, lead and start, beside the outbox message that carries it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde_json::json;
use uuid::Uuid;

use crate::domain::ids::{ConsultationId, MessageId, ReminderId, SlotId, StaffId};
use crate::domain::reminder::PlannedReminder;
use crate::store::consultation;
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{outbox, reminders, revision_slots, revisions};
use crate::store::db::types::{At, texts};
use crate::store::message::{self as messages, MessageState, NewMessage};

/// How far a reminder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReminderState {
    /// It is to be sent.
    Planned,
    /// It was sent.
    Sent,
    /// It could not be sent; its message is dead.
    Failed,
    /// The duty moved, went to somebody else or was called off before it was sent.
    Obsolete,
}

impl ReminderState {
    /// The code in the table and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Obsolete => "obsolete",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Planned, Self::Sent, Self::Failed, Self::Obsolete]
            .into_iter()
            .find(|state| state.as_str() == code)
    }
}

texts! {
    ReminderState ReminderStateProxy |state| state.as_str(), |text| ReminderState::from_code(&text);
}

/// A reminder as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Identifier; the outbox payload names it as `reminder`.
    pub id: ReminderId,
    /// In which consultation.
    pub consultation: ConsultationId,
    /// About which duty.
    pub slot: SlotId,
    /// To whom.
    pub staff: StaffId,
    /// How long before the duty.
    pub lead: Duration,
    /// The start it is about.
    pub slot_starts_at: DateTime<Utc>,
    /// When it is to be sent.
    pub due_at: DateTime<Utc>,
    /// How far it is.
    pub state: ReminderState,
    /// When the duty was confirmed by it.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = reminders, check_for_backend(Mb))]
struct Row {
    id: ReminderId,
    deduplication_key: String,
    consultation_id: ConsultationId,
    slot_id: SlotId,
    staff_id: StaffId,
    lead_minutes: i32,
    slot_starts_at: At,
    due_at: At,
    state: ReminderState,
    sent_at: Option<At>,
    confirmed_at: Option<At>,
}

impl From<Row> for Reminder {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            consultation: row.consultation_id,
            slot: row.slot_id,
            staff: row.staff_id,
            lead: Duration::minutes(i64::from(row.lead_minutes)),
            slot_starts_at: row.slot_starts_at.0,
            due_at: row.due_at.0,
            state: row.state,
            confirmed_at: row.confirmed_at.map(|at| at.0),
            sent_at: row.sent_at.map(|at| at.0),
        }
    }
}

/// What a new plan changed, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Reminders planned anew, those that were obsolete and hold again among them.
    pub planned: usize,
    /// Reminders of the plan that were there already.
    pub kept: usize,
    /// Reminders that no longer hold.
    pub obsolete: usize,
}

/// Makes the reminders of a consultation those of the plan: adds what is missing, each with its message in the outbox;
/// marks what was not sent and is no longer planned obsolete; leaves alone what stays. Duties that have begun are left
/// alone too: nothing is planned for them, and what became of their reminders is past.
///
/// # Errors
/// Database faults.
pub fn reconcile(
    db: &mut Db,
    consultation: ConsultationId,
    plan: &[PlannedReminder],
    now: DateTime<Utc>,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<Reconciled, StoreError> {
    consultation::lock(db, consultation)?;
    let known: Vec<(String, ReminderState)> = reminders::table
        .filter(reminders::consultation_id.eq(consultation))
        .filter(reminders::slot_starts_at.gt(At(now)))
        .select((reminders::deduplication_key, reminders::state))
        .load(db)?;
    let known: BTreeMap<String, ReminderState> = known.into_iter().collect();
    let mut reconciled = Reconciled::default();
    let mut wanted = BTreeSet::new();
    for planned in plan {
        let key = planned.deduplication_key();
        match known.get(&key) {
            _ if wanted.contains(&key) => continue,
            None => {
                add(db, consultation, planned, now, new_id)?;
                reconciled.planned += 1;
            }
            Some(ReminderState::Obsolete) => {
                revive(db, &key, planned.due_at)?;
                reconciled.planned += 1;
            }
            Some(_) => reconciled.kept += 1,
        }
        wanted.insert(key);
    }
    for (key, state) in &known {
        let over = matches!(state, ReminderState::Sent | ReminderState::Obsolete);
        if !over && !wanted.contains(key) {
            retire(db, key, now)?;
            reconciled.obsolete += 1;
        }
    }
    Ok(reconciled)
}

fn add(
    db: &mut Db,
    consultation: ConsultationId,
    planned: &PlannedReminder,
    now: DateTime<Utc>,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<(), StoreError> {
    let row = Row {
        id: ReminderId(new_id()),
        deduplication_key: planned.deduplication_key(),
        consultation_id: consultation,
        slot_id: planned.slot,
        staff_id: planned.staff,
        lead_minutes: i32::try_from(planned.lead.num_minutes()).unwrap_or(i32::MAX),
        slot_starts_at: At(planned.slot_starts_at),
        due_at: At(planned.due_at),
        state: ReminderState::Planned,
        sent_at: None,
        confirmed_at: None,
    };
    let message = NewMessage {
        id: MessageId(new_id()),
        deduplication_key: row.deduplication_key.clone(),
        kind: "duty_reminder".to_owned(),
        channel: "email".to_owned(),
        payload: json!({ "reminder": row.id }),
        not_before: planned.due_at,
        created_at: now,
        consultation: Some(consultation),
    };
    diesel::insert_into(reminders::table).values(row).execute(db)?;
    messages::enqueue(db, &message)?;
    Ok(())
}

/// As everywhere, the message before the reminder, so that this and a sender never wait for each other.
fn revive(db: &mut Db, key: &str, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(outbox::table.filter(outbox::deduplication_key.eq(key)))
        .set((
            outbox::state.eq(MessageState::Pending),
            outbox::not_before.eq(At(due_at)),
            outbox::attempts.eq(0),
            outbox::settled_at.eq(None::<At>),
        ))
        .execute(db)?;
    diesel::update(reminders::table.filter(reminders::deduplication_key.eq(key)))
        .set((
            reminders::state.eq(ReminderState::Planned),
            reminders::due_at.eq(At(due_at)),
        ))
        .execute(db)?;
    Ok(())
}

fn retire(db: &mut Db, key: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let unsent = outbox::table
        .filter(outbox::deduplication_key.eq(key))
        .filter(outbox::state.ne(MessageState::Sent));
    // A lease that runs stays, so that the one who has the message in hand is not doubled when it is revived.
    diesel::update(unsent)
        .set((outbox::state.eq(MessageState::Obsolete), outbox::settled_at.eq(At(now))))
        .execute(db)?;
    diesel::update(reminders::table.filter(reminders::deduplication_key.eq(key)))
        .set(reminders::state.eq(ReminderState::Obsolete))
        .execute(db)?;
    Ok(())
}

/// What became of a message becomes of its reminder, if it is one's.
pub(crate) fn follow(db: &mut Db, key: &str, message: MessageState, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (state, sent_at) = match message {
        MessageState::Pending => (ReminderState::Planned, None),
        MessageState::Sent => (ReminderState::Sent, Some(At(now))),
        MessageState::Dead => (ReminderState::Failed, None),
        MessageState::Obsolete => (ReminderState::Obsolete, None),
    };
    diesel::update(reminders::table.filter(reminders::deduplication_key.eq(key)))
        .set((reminders::state.eq(state), reminders::sent_at.eq(sent_at)))
        .execute(db)?;
    Ok(())
}

/// The reminder of an identifier.
///
/// # Errors
/// Database faults.
pub fn by_id(db: &mut Db, id: ReminderId) -> Result<Option<Reminder>, StoreError> {
    let row = Row::query().filter(reminders::id.eq(id)).first(db).optional()?;
    Ok(row.map(Reminder::from))
}

/// All reminders of a consultation, by due time; obsolete ones too.
///
/// # Errors
/// Database faults.
pub fn of_consultation(db: &mut Db, consultation: ConsultationId) -> Result<Vec<Reminder>, StoreError> {
    let rows = Row::query()
        .filter(reminders::consultation_id.eq(consultation))
        .order((reminders::due_at, reminders::id))
        .load(db)?;
    Ok(rows.into_iter().map(Reminder::from).collect())
}

/// Reminders of a consultation that were given up, about duties that begin after an instant, by due time; each with what its
/// message keeps of why.
///
/// # Errors
/// Database faults.
pub fn failed(
    db: &mut Db,
    consultation: ConsultationId,
    since: DateTime<Utc>,
) -> Result<Vec<(Reminder, String)>, StoreError> {
    let rows: Vec<(Row, Option<String>)> = reminders::table
        .inner_join(outbox::table.on(outbox::deduplication_key.eq(reminders::deduplication_key)))
        .filter(reminders::consultation_id.eq(consultation))
        .filter(reminders::state.eq(ReminderState::Failed))
        .filter(reminders::slot_starts_at.gt(At(since)))
        .order((reminders::due_at, reminders::id))
        .select((Row::as_select(), outbox::last_error))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(row, reason)| (row.into(), reason.unwrap_or_default()))
        .collect())
}

/// Confirms the duty a reminder is about. The first time counts; repeating it changes nothing. `false` when there is no
/// such reminder or it is obsolete.
///
/// # Errors
/// Database faults.
pub fn confirm(db: &mut Db, id: ReminderId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let holds = reminders::table
        .filter(reminders::id.eq(id))
        .filter(reminders::state.ne(ReminderState::Obsolete));
    if diesel::update(holds.filter(reminders::confirmed_at.is_null()))
        .set(reminders::confirmed_at.eq(At(now)))
        .execute(db)?
        == 1
    {
        return Ok(true);
    }
    Ok(holds.count().get_result::<i64>(db)? == 1)
}

/// Who confirmed which published duty, and when first. A confirmation counts only for the person and the start it was
/// given for, as published now.
///
/// # Errors
/// Database faults.
pub fn confirmations(
    db: &mut Db,
    consultation: ConsultationId,
) -> Result<BTreeMap<SlotId, (StaffId, DateTime<Utc>)>, StoreError> {
    let latest = revisions::table
        .filter(revisions::consultation_id.eq(consultation))
        .order(revisions::number.desc())
        .select(revisions::id)
        .first::<crate::domain::ids::RevisionId>(db)
        .optional()?;
    let Some(latest) = latest else {
        return Ok(BTreeMap::new());
    };
    let still_so = revision_slots::slot_id
        .eq(reminders::slot_id)
        .and(revision_slots::starts_at.eq(reminders::slot_starts_at))
        .and(revision_slots::staff_id.eq(reminders::staff_id.nullable()));
    let rows: Vec<(SlotId, StaffId, Option<At>)> = reminders::table
        .inner_join(revision_slots::table.on(still_so))
        .filter(revision_slots::revision_id.eq(latest))
        .filter(reminders::consultation_id.eq(consultation))
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
///
/// # Errors
/// Database faults.
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
