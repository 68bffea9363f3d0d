//! What waits to be sent. A message is written with its cause, claimed under a lease, and ends as sent, dead or
//! obsolete.
//!
//! A message of a kind or channel this program does not know was put in by a newer one: it is listed, and left to that
//! program. One whose payload cannot be read counts its attempts like any other and ends as dead, where somebody sees
//! it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::domain::access::Scope;
use crate::domain::ids::{ConsultationId, MessageId, UnitId};
use crate::domain::message::{Channel, MessageState, Outcome, Payload, Undeliverable};
use crate::store::db::connection::{CHUNK, Db, Mb, each_backend, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::messages;
use crate::store::db::types::{At, Json};

/// A message about to be enqueued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub id: MessageId,
    /// One message per key, ever.
    pub deduplication_key: String,
    pub payload: Payload,
    pub channel: Channel,
    pub not_before: DateTime<Utc>,
    /// When it comes too late, or begins to.
    pub wanted_by: DateTime<Utc>,
    /// When its cause happened.
    pub created_at: DateTime<Utc>,
    /// Whose outbox shows it; nobody's but the administrators' when `None`.
    pub unit: Option<UnitId>,
    pub consultation: Option<ConsultationId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    /// The code of its kind, `duty_reminder` for example.
    pub kind: String,
    /// `None` when this program cannot read it.
    pub payload: Option<Payload>,
    pub consultation: Option<ConsultationId>,
    pub state: MessageState,
    /// When its cause happened.
    pub created_at: DateTime<Utc>,
    pub not_before: DateTime<Utc>,
    /// When it comes too late, or begins to.
    pub wanted_by: DateTime<Utc>,
    /// How often it was claimed, this time included.
    pub attempts: i32,
    /// Until when a worker has it in hand, or had.
    pub lease_until: Option<DateTime<Utc>>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it was sent, given up, or found to be true no longer.
    pub settled_at: Option<DateTime<Utc>>,
}

/// What is sent first compares as less.
pub type Urgency = (usize, DateTime<Utc>, DateTime<Utc>, MessageId);

impl Message {
    /// By kind, then by when it is wanted.
    pub fn urgency(&self) -> Urgency {
        let kind = Payload::KINDS.iter().position(|kind| *kind == self.kind);
        (
            kind.unwrap_or(Payload::KINDS.len()),
            self.wanted_by,
            self.not_before,
            self.id,
        )
    }

    /// When it was sent or given up; of one that waits, when it is to be sent.
    pub fn at(&self) -> DateTime<Utc> {
        self.settled_at.unwrap_or(self.not_before)
    }
}

#[derive(HasQuery)]
#[diesel(table_name = messages, check_for_backend(Mb))]
struct Row {
    id: MessageId,
    kind: String,
    consultation_id: Option<ConsultationId>,
    payload: Json<Value>,
    state: MessageState,
    created_at: At,
    not_before: At,
    wanted_by: At,
    attempts: i32,
    lease_until: Option<At>,
    last_error: Option<String>,
    settled_at: Option<At>,
}

impl From<Row> for Message {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            payload: serde_json::from_value(json!({ "kind": row.kind, "payload": row.payload.0 })).ok(),
            kind: row.kind,
            consultation: row.consultation_id,
            state: row.state,
            created_at: row.created_at.0,
            not_before: row.not_before.0,
            wanted_by: row.wanted_by.0,
            attempts: row.attempts,
            lease_until: row.lease_until.map(|at| at.0),
            last_error: row.last_error,
            settled_at: row.settled_at.map(|at| at.0),
        }
    }
}

/// The columns of a payload: `kind` and `payload`.
#[derive(serde::Deserialize)]
struct Columns {
    kind: String,
    payload: Value,
}

/// Puts a message in; `false` when there was one with its key already.
pub fn enqueue(db: &mut Db, message: &NewMessage) -> Result<bool, StoreError> {
    let columns = serde_json::to_value(&message.payload).and_then(serde_json::from_value::<Columns>);
    let columns = columns.map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let added = each_backend!(db, |c| diesel::insert_into(messages::table)
        .values((
            messages::id.eq(message.id),
            messages::deduplication_key.eq(&message.deduplication_key),
            messages::kind.eq(columns.kind),
            messages::payload.eq(Json(columns.payload)),
            messages::channel.eq(message.channel),
            messages::unit_id.eq(message.unit),
            messages::consultation_id.eq(message.consultation),
            messages::state.eq(MessageState::Pending),
            messages::created_at.eq(At(message.created_at)),
            messages::not_before.eq(At(message.not_before)),
            messages::wanted_by.eq(At(message.wanted_by)),
            messages::attempts.eq(0),
        ))
        .on_conflict(messages::deduplication_key)
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// Takes up to `limit` due messages of a channel for one worker, the most urgent first. Nobody else gets them before
/// the lease runs out. Each claim is an attempt, so that a message that kills its sender does not do so for ever.
///
/// What was given up as too late and is not is due again: a clock that ran ahead was put right.
pub fn claim(
    db: &mut Db,
    channel: Channel,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    worker: &str,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let untimely = messages::table
        .filter(messages::state.eq(MessageState::Dead))
        .filter(messages::channel.eq(channel))
        .filter(messages::kind.eq_any(Payload::KINDS))
        .filter(messages::wanted_by.gt(At(now)))
        .filter(messages::last_error.eq(Undeliverable::TooLate.code()));
    diesel::update(untimely).set(alive()).execute(db)?;
    let mut due: Vec<MessageId> = Vec::new();
    for kind in Payload::KINDS {
        let room = limit - i64::try_from(due.len()).unwrap_or(limit);
        // In the order of an index for each kind, so that a claim costs the same however much is due.
        let of_kind: Vec<MessageId> = load_locked!(
            db,
            skip locked,
            messages::table
                .filter(messages::state.eq(MessageState::Pending))
                .filter(messages::channel.eq(channel))
                .filter(messages::kind.eq(kind))
                .filter(messages::not_before.le(At(now)))
                .filter(messages::lease_until.is_null().or(messages::lease_until.le(At(now))))
                .order((messages::wanted_by, messages::not_before, messages::id))
                .limit(room)
                .select(messages::id)
        )?;
        due.extend(of_kind);
    }
    if due.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(messages::table.filter(messages::id.eq_any(&due)))
        .set((
            messages::attempts.eq(messages::attempts + 1),
            messages::leased_by.eq(worker),
            messages::lease_until.eq(At(lease_until)),
        ))
        .execute(db)?;
    let rows = Row::query().filter(messages::id.eq_any(&due)).load(db)?;
    let mut claimed: Vec<Message> = rows.into_iter().map(Message::from).collect();
    claimed.sort_by_key(Message::urgency);
    Ok(claimed)
}

/// Keeps what became of many attempts; most were sent, and cost one statement together.
pub fn settle_all(db: &mut Db, outcomes: &[(MessageId, Outcome)], now: DateTime<Utc>) -> Result<(), StoreError> {
    let (sent, others): (Vec<_>, Vec<_>) = outcomes.iter().partition(|(_, outcome)| *outcome == Outcome::Sent);
    let sent: Vec<MessageId> = sent.into_iter().map(|(id, _)| *id).collect();
    for ids in sent.chunks(CHUNK) {
        diesel::update(messages::table.filter(messages::id.eq_any(ids)))
            .set(over(MessageState::Sent, now))
            .execute(db)?;
    }
    for (id, outcome) in others {
        settle(db, *id, outcome, now)?;
    }
    Ok(())
}

type Over = (
    diesel::dsl::Eq<messages::state, MessageState>,
    diesel::dsl::Eq<messages::settled_at, At>,
    diesel::dsl::Eq<messages::lease_until, Option<At>>,
);

fn over(state: MessageState, now: DateTime<Utc>) -> Over {
    (
        messages::state.eq(state),
        messages::settled_at.eq(At(now)),
        messages::lease_until.eq(None::<At>),
    )
}

/// Gives messages back that a worker claimed and did not try: anybody may claim them at once, and it was no attempt. Those
/// that another has claimed meanwhile are left to it.
pub fn give_back(db: &mut Db, ids: &[MessageId], worker: &str) -> Result<(), StoreError> {
    for ids in ids.chunks(CHUNK) {
        let untried = messages::table
            .filter(messages::id.eq_any(ids))
            .filter(messages::leased_by.eq(worker))
            .filter(messages::state.ne(MessageState::Sent))
            .filter(messages::attempts.gt(0));
        diesel::update(untried)
            .set((
                messages::attempts.eq(messages::attempts - 1),
                messages::lease_until.eq(None::<At>),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Keeps what became of an attempt. What was sent stays sent, and what was retired meanwhile stays obsolete unless it
/// was sent all the same.
pub fn settle(db: &mut Db, id: MessageId, outcome: &Outcome, now: DateTime<Utc>) -> Result<(), StoreError> {
    let pending = messages::table
        .filter(messages::id.eq(id))
        .filter(messages::state.eq(MessageState::Pending));
    let again = |not_before, reason| {
        (
            messages::not_before.eq(At(not_before)),
            messages::lease_until.eq(None::<At>),
            messages::last_error.eq(reason),
        )
    };
    match outcome {
        Outcome::Sent => diesel::update(messages::table.find(id))
            .set(over(MessageState::Sent, now))
            .execute(db)?,
        Outcome::Obsolete => diesel::update(pending)
            .set(over(MessageState::Obsolete, now))
            .execute(db)?,
        Outcome::Dead { reason } => diesel::update(pending)
            .set((over(MessageState::Dead, now), messages::last_error.eq(reason)))
            .execute(db)?,
        Outcome::Retried { not_before, reason } => {
            diesel::update(pending).set(again(*not_before, reason)).execute(db)?
        }
        Outcome::Deferred { not_before, reason } => {
            diesel::update(pending).set(again(*not_before, reason)).execute(db)?;
            diesel::update(pending.filter(messages::attempts.gt(0)))
                .set(messages::attempts.eq(messages::attempts - 1))
                .execute(db)?
        }
    };
    Ok(())
}

type Alive = (
    diesel::dsl::Eq<messages::state, MessageState>,
    diesel::dsl::Eq<messages::attempts, i32>,
    diesel::dsl::Eq<messages::settled_at, Option<At>>,
);

/// Waiting again, with all its attempts.
fn alive() -> Alive {
    (
        messages::state.eq(MessageState::Pending),
        messages::attempts.eq(0),
        messages::settled_at.eq(None::<At>),
    )
}

/// Gives a dead message all its attempts again, at once; `false` when it is not dead or not in the outbox of these units.
pub fn requeue(db: &mut Db, id: MessageId, scope: &Scope) -> Result<bool, StoreError> {
    let mut dead = messages::table
        .filter(messages::id.eq(id))
        .filter(messages::state.eq(MessageState::Dead))
        .select(messages::id)
        .into_boxed::<Mb>();
    if let Scope::Units(units) = scope {
        dead = dead.filter(messages::unit_id.eq_any(units));
    }
    let Some(dead) = dead.first::<MessageId>(db).optional()? else {
        return Ok(false);
    };
    let dead = messages::table
        .filter(messages::id.eq(dead))
        .filter(messages::state.eq(MessageState::Dead));
    let requeued = diesel::update(dead).set(alive()).execute(db)?;
    Ok(requeued == 1)
}

/// An obsolete message is true again: it is due then, with all its attempts.
pub(super) fn revive(db: &mut Db, id: MessageId, due_at: DateTime<Utc>) -> Result<(), StoreError> {
    let obsolete = messages::table
        .filter(messages::id.eq(id))
        .filter(messages::state.eq(MessageState::Obsolete));
    diesel::update(obsolete)
        .set((alive(), messages::not_before.eq(At(due_at))))
        .execute(db)?;
    Ok(())
}

/// Makes messages obsolete that were not sent. A lease that runs stays, so that whoever has the message in hand is not
/// doubled when it is revived.
pub(super) fn retire(db: &mut Db, ids: &[MessageId], now: DateTime<Utc>) -> Result<(), StoreError> {
    let unsent = messages::table
        .filter(messages::id.eq_any(ids))
        .filter(messages::state.ne(MessageState::Sent));
    diesel::update(unsent)
        .set((
            messages::state.eq(MessageState::Obsolete),
            messages::settled_at.eq(At(now)),
        ))
        .execute(db)?;
    Ok(())
}

/// When the next message of a channel falls due, or a lease runs out; `None` when nothing waits.
pub fn next_due(db: &mut Db, channel: Channel) -> Result<Option<DateTime<Utc>>, StoreError> {
    let pending = || {
        messages::table
            .filter(messages::state.eq(MessageState::Pending))
            .filter(messages::channel.eq(channel))
            .filter(messages::kind.eq_any(Payload::KINDS))
    };
    let free: Option<At> = pending()
        .filter(messages::lease_until.is_null())
        .order(messages::not_before)
        .select(messages::not_before)
        .first(db)
        .optional()?;
    let leased: Option<Option<At>> = pending()
        .filter(messages::lease_until.is_not_null())
        .order(messages::lease_until)
        .select(messages::lease_until)
        .first(db)
        .optional()?;
    Ok(free.into_iter().chain(leased.flatten()).min().map(|at| at.0))
}

/// What needs somebody first: up to `limit` of the messages that are dead, the latest first; as many of those that are next
/// to be sent, the soonest first; as many of those that were sent or became obsolete, the latest first. Of the outbox of
/// these units.
pub fn list(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Message>, StoreError> {
    let of_these = |states: &[MessageState]| {
        let all = messages::table
            .filter(messages::state.eq_any(states.to_vec()))
            .select(Row::as_select())
            .limit(limit)
            .into_boxed::<Mb>();
        match scope {
            Scope::Units(units) => all.filter(messages::unit_id.eq_any(units)),
            Scope::All => all,
        }
    };
    let latest = (messages::settled_at.desc(), messages::id.desc());
    let mut rows: Vec<Row> = of_these(&[MessageState::Dead]).order(latest).load(db)?;
    let soonest = (messages::not_before, messages::id);
    let next: Vec<Row> = of_these(&[MessageState::Pending]).order(soonest).load(db)?;
    rows.extend(next);
    let settled: Vec<Row> = of_these(&[MessageState::Sent, MessageState::Obsolete])
        .order(latest)
        .load(db)?;
    rows.extend(settled);
    Ok(rows.into_iter().map(Message::from).collect())
}

/// How many messages are how far; every state is there.
pub fn counts(db: &mut Db) -> Result<BTreeMap<MessageState, i64>, StoreError> {
    let counted: Vec<(MessageState, i64)> = messages::table
        .group_by(messages::state)
        .select((messages::state, diesel::dsl::count_star()))
        .load(db)?;
    let mut all: BTreeMap<MessageState, i64> = MessageState::ALL.iter().map(|state| (*state, 0)).collect();
    all.extend(counted);
    Ok(all)
}
