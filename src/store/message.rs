//! What waits to be sent. A message is written with its cause, claimed under a lease, and ends as sent, dead or obsolete.
//!
//! A reminder's message carries the reminder's deduplication key; what becomes of the message becomes of the reminder.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

use crate::domain::ids::{ConsultationId, MessageId};
use crate::store::db::connection::{Db, Mb, each_backend, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::outbox;
use crate::store::db::types::{At, Json, texts};
use crate::store::reminder;

pub use crate::store::message_body::{KeptBody, bodies, keep_body};

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageState {
    /// It waits, or somebody is sending it.
    Pending,
    /// The channel has it.
    Sent,
    /// It will not be sent unless somebody puts it back.
    Dead,
    /// It no longer holds.
    Obsolete,
}

impl MessageState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Sent, Self::Dead, Self::Obsolete];

    /// The code in the table, in metrics and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sent => "sent",
            Self::Dead => "dead",
            Self::Obsolete => "obsolete",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }
}

texts! {
    MessageState MessageStateProxy |state| state.as_str(), |text| MessageState::from_code(&text);
}

/// A message about to be put into the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// Identifier.
    pub id: MessageId,
    /// One message per key, ever.
    pub deduplication_key: String,
    /// What it is, `duty_reminder` for example.
    pub kind: String,
    /// Which way out, `email` for example.
    pub channel: String,
    /// What is needed to say it; its words are made when it is sent.
    pub payload: serde_json::Value,
    /// Not before this instant.
    pub not_before: DateTime<Utc>,
    /// When its cause happened.
    pub created_at: DateTime<Utc>,
    /// About which consultation.
    pub consultation: Option<ConsultationId>,
}

/// A message of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// One message per key, ever.
    pub deduplication_key: String,
    /// What it is.
    pub kind: String,
    /// Which way out.
    pub channel: String,
    /// About which consultation.
    pub consultation: Option<ConsultationId>,
    /// What is needed to say it.
    pub payload: serde_json::Value,
    /// How far it is.
    pub state: MessageState,
    /// When its cause happened.
    pub created_at: DateTime<Utc>,
    /// Not before this instant.
    pub not_before: DateTime<Utc>,
    /// How often it was claimed, this time included.
    pub attempts: i32,
    /// Who is sending it, or was last.
    pub leased_by: Option<String>,
    /// Until when nobody else takes it up.
    pub lease_until: Option<DateTime<Utc>>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When the channel took it.
    pub sent_at: Option<DateTime<Utc>>,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = outbox, check_for_backend(Mb))]
struct Row {
    id: MessageId,
    deduplication_key: String,
    kind: String,
    channel: String,
    consultation_id: Option<ConsultationId>,
    payload: Json<serde_json::Value>,
    state: MessageState,
    created_at: At,
    not_before: At,
    attempts: i32,
    leased_by: Option<String>,
    lease_until: Option<At>,
    last_error: Option<String>,
    settled_at: Option<At>,
}

impl From<Row> for Message {
    fn from(row: Row) -> Self {
        let settled_at = row.settled_at.map(|at| at.0);
        Self {
            id: row.id,
            deduplication_key: row.deduplication_key,
            kind: row.kind,
            channel: row.channel,
            consultation: row.consultation_id,
            payload: row.payload.0,
            state: row.state,
            created_at: row.created_at.0,
            not_before: row.not_before.0,
            attempts: row.attempts,
            leased_by: row.leased_by,
            lease_until: row.lease_until.map(|at| at.0),
            last_error: row.last_error,
            sent_at: settled_at.filter(|_| row.state == MessageState::Sent),
        }
    }
}

/// Puts a message into the outbox; `false` when there was one with its key already.
///
/// # Errors
/// Database faults.
pub fn enqueue(db: &mut Db, message: &NewMessage) -> Result<bool, StoreError> {
    let row = Row {
        id: message.id,
        deduplication_key: message.deduplication_key.clone(),
        kind: message.kind.clone(),
        channel: message.channel.clone(),
        consultation_id: message.consultation,
        payload: Json(message.payload.clone()),
        state: MessageState::Pending,
        created_at: At(message.created_at),
        not_before: At(message.not_before),
        attempts: 0,
        leased_by: None,
        lease_until: None,
        last_error: None,
        settled_at: None,
    };
    let added = each_backend!(db, |c| diesel::insert_into(outbox::table)
        .values(row)
        .on_conflict(outbox::deduplication_key)
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// Takes up to `limit` due messages for one worker, the longest due first. Nobody else gets them before the lease runs
/// out. Each claim is an attempt, so that a message that kills its sender does not do so for ever.
///
/// # Errors
/// Database faults.
pub fn claim(
    db: &mut Db,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    worker: &str,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let due: Vec<MessageId> = load_locked!(
        db,
        skip locked,
        outbox::table
            .filter(outbox::state.eq(MessageState::Pending))
            .filter(outbox::not_before.le(At(now)))
            .filter(outbox::lease_until.is_null().or(outbox::lease_until.le(At(now))))
            .order((outbox::not_before, outbox::id))
            .limit(limit)
            .select(outbox::id)
    )?;
    diesel::update(outbox::table.filter(outbox::id.eq_any(&due)))
        .set((
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::leased_by.eq(worker),
            outbox::lease_until.eq(At(lease_until)),
        ))
        .execute(db)?;
    let rows = Row::query()
        .filter(outbox::id.eq_any(&due))
        .order((outbox::not_before, outbox::id))
        .load(db)?;
    Ok(rows.into_iter().map(Message::from).collect())
}

/// The channel took it.
///
/// # Errors
/// Database faults.
pub fn sent(db: &mut Db, id: MessageId, now: DateTime<Utc>) -> Result<(), StoreError> {
    settle(db, id, MessageState::Sent, now, None)
}

/// It will not be sent; somebody has to look at it.
///
/// # Errors
/// Database faults.
pub fn dead(db: &mut Db, id: MessageId, now: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    settle(db, id, MessageState::Dead, now, Some(error))
}

/// It no longer holds and will not be sent.
///
/// # Errors
/// Database faults.
pub fn obsolete(db: &mut Db, id: MessageId, now: DateTime<Utc>) -> Result<(), StoreError> {
    settle(db, id, MessageState::Obsolete, now, None)
}

fn settle(
    db: &mut Db,
    id: MessageId,
    state: MessageState,
    now: DateTime<Utc>,
    error: Option<&str>,
) -> Result<(), StoreError> {
    // What was sent stays sent, whoever comes late with another answer.
    let open = outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::state.ne(MessageState::Sent));
    let settled = diesel::update(open)
        .set((
            outbox::state.eq(state),
            outbox::settled_at.eq(At(now)),
            outbox::lease_until.eq(None::<At>),
        ))
        .execute(db)?;
    if settled == 0 {
        return Ok(());
    }
    if let Some(error) = error {
        diesel::update(outbox::table.find(id))
            .set(outbox::last_error.eq(error))
            .execute(db)?;
    }
    let key: String = outbox::table.find(id).select(outbox::deduplication_key).first(db)?;
    reminder::follow(db, &key, state, now)
}

/// It was not sent and is tried again, not before an instant.
///
/// # Errors
/// Database faults.
pub fn retry(db: &mut Db, id: MessageId, not_before: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    let pending = outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::state.eq(MessageState::Pending));
    diesel::update(pending)
        .set((
            outbox::not_before.eq(At(not_before)),
            outbox::lease_until.eq(None::<At>),
            outbox::last_error.eq(error),
        ))
        .execute(db)?;
    Ok(())
}

/// It was not sent because its channel does not work, which is no fault of the message: as [`retry`], but the attempt does
/// not count.
///
/// # Errors
/// Database faults.
pub fn hold(db: &mut Db, id: MessageId, not_before: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    retry(db, id, not_before, error)?;
    let tried = outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::state.eq(MessageState::Pending))
        .filter(outbox::attempts.gt(0));
    diesel::update(tried)
        .set(outbox::attempts.eq(outbox::attempts - 1))
        .execute(db)?;
    Ok(())
}

/// Gives a dead message all its attempts again, at once; `false` when it is not dead.
///
/// # Errors
/// Database faults.
pub fn requeue(db: &mut Db, id: MessageId) -> Result<bool, StoreError> {
    let dead = outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::state.eq(MessageState::Dead));
    if diesel::update(dead)
        .set((
            outbox::state.eq(MessageState::Pending),
            outbox::attempts.eq(0),
            outbox::settled_at.eq(None::<At>),
        ))
        .execute(db)?
        == 0
    {
        return Ok(false);
    }
    let (key, at): (String, At) = outbox::table
        .find(id)
        .select((outbox::deduplication_key, outbox::not_before))
        .first(db)?;
    reminder::follow(db, &key, MessageState::Pending, at.0)?;
    Ok(true)
}

/// When the next message falls due, or a lease runs out; `None` when nothing waits.
///
/// # Errors
/// Database faults.
pub fn next_due(db: &mut Db) -> Result<Option<DateTime<Utc>>, StoreError> {
    let pending = outbox::table.filter(outbox::state.eq(MessageState::Pending));
    let free: Option<At> = pending
        .filter(outbox::lease_until.is_null())
        .order(outbox::not_before)
        .select(outbox::not_before)
        .first(db)
        .optional()?;
    let leased: Option<Option<At>> = pending
        .filter(outbox::lease_until.is_not_null())
        .order(outbox::lease_until)
        .select(outbox::lease_until)
        .first(db)
        .optional()?;
    Ok(free.into_iter().chain(leased.flatten()).min().map(|at| at.0))
}

/// The newest messages first.
///
/// # Errors
/// Database faults.
pub fn list(db: &mut Db, limit: i64) -> Result<Vec<Message>, StoreError> {
    let rows = Row::query()
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .limit(limit)
        .load(db)?;
    Ok(rows.into_iter().map(Message::from).collect())
}

/// How many messages are how far; every state is there.
///
/// # Errors
/// Database faults.
pub fn counts(db: &mut Db) -> Result<BTreeMap<MessageState, i64>, StoreError> {
    let counted: Vec<(MessageState, i64)> = outbox::table
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(db)?;
    let mut all: BTreeMap<MessageState, i64> = MessageState::ALL.into_iter().map(|state| (state, 0)).collect();
    all.extend(counted);
    Ok(all)
}
