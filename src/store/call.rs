//! The register of calls.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::digest::sha256;
use crate::domain::call::{Call, CallKind, CallOutcome};
use crate::domain::caller::CallerKind;
use crate::domain::contribution::Noted;
use crate::domain::ids::{CallId, ConsultationId, SlotId, UserId};
use crate::domain::language::Language;
use crate::domain::slug::Slug;
use crate::domain::time::Span;
use crate::domain::topic::KeptTopic;
use crate::store::contribution;
use crate::store::db::connection::{Db, Mb, each_backend, insert_all};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{call_conflicts, call_topics, calls};
use crate::store::db::types::{At, Json};

/// A call as it is stored, and what tells a repetition from a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The call.
    pub call: Call,
    /// SHA-256 of what was sent.
    pub content_hash: String,
}

/// Which calls to read; `None` leaves that out of account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallFilter {
    /// Of these consultations.
    pub consultations: Option<Vec<ConsultationId>>,
    /// Logged by this user.
    pub taken_by: Option<UserId>,
    /// Of this kind.
    pub kind: Option<CallKind>,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = calls, check_for_backend(Mb), treat_none_as_default_value = false)]
struct Row {
    id: CallId,
    consultation_id: ConsultationId,
    slot_id: Option<SlotId>,
    taken_by: UserId,
    started_at: At,
    logged_at: At,
    kind: CallKind,
    outcome: Option<CallOutcome>,
    language: Option<Language>,
    note: Option<String>,
    late: bool,
    version: i32,
    other_topic: Option<String>,
    caller: Option<CallerKind>,
    content_hash: String,
}

impl Row {
    fn stored(self, topics: Vec<KeptTopic>, contributions: Vec<Noted>) -> Stored {
        Stored {
            call: Call {
                id: self.id,
                consultation: self.consultation_id,
                slot: self.slot_id,
                taken_by: self.taken_by,
                started_at: self.started_at.0,
                logged_at: self.logged_at.0,
                kind: self.kind,
                outcome: self.outcome,
                topics,
                other_topic: self.other_topic,
                language: self.language,
                caller: self.caller,
                note: self.note,
                late: self.late,
                version: self.version,
                contributions,
            },
            content_hash: self.content_hash,
        }
    }
}

impl From<&Stored> for Row {
    fn from(Stored { call, content_hash }: &Stored) -> Self {
        Self {
            id: call.id,
            consultation_id: call.consultation,
            slot_id: call.slot,
            taken_by: call.taken_by,
            started_at: At(call.started_at),
            logged_at: At(call.logged_at),
            kind: call.kind,
            outcome: call.outcome,
            language: call.language.clone(),
            note: call.note.clone(),
            late: call.late,
            version: call.version,
            other_topic: call.other_topic.clone(),
            caller: call.caller,
            content_hash: content_hash.clone(),
        }
    }
}

/// Adds calls with their topics and contributions.
///
/// # Errors
/// [`StoreError::Duplicate`] of `calls.id` when one with the id of any of them is there; the transaction can only be given up
/// then.
pub fn insert_all(db: &mut Db, all: &[Stored]) -> Result<(), StoreError> {
    let rows: Vec<Row> = all.iter().map(Row::from).collect();
    insert_all!(db, calls::table, rows)?;
    let topics: Vec<_> = all.iter().flat_map(|stored| topics_of(&stored.call)).collect();
    insert_all!(db, call_topics::table, topics)?;
    contribution::insert_all(db, all.iter().map(|stored| &stored.call))
}

#[derive(Insertable)]
#[diesel(table_name = call_topics)]
struct TopicRow<'a> {
    call_id: CallId,
    position: i32,
    code: &'a Slug,
    label: &'a str,
}

fn topics_of(call: &Call) -> impl Iterator<Item = TopicRow<'_>> {
    (0i32..).zip(&call.topics).map(|(position, topic)| TopicRow {
        call_id: call.id,
        position,
        code: &topic.code,
        label: &topic.label,
    })
}

pub fn by_id(db: &mut Db, id: CallId) -> Result<Option<Stored>, StoreError> {
    Ok(by_ids(db, &[id])?.remove(&id))
}

pub fn by_ids(db: &mut Db, ids: &[CallId]) -> Result<BTreeMap<CallId, Stored>, StoreError> {
    let rows = Row::query().filter(calls::id.eq_any(ids)).load(db)?;
    let found = whole(db, rows)?.into_iter();
    Ok(found.map(|stored| (stored.call.id, stored)).collect())
}

/// A page of the register, newest first: those after `after` in that order.
pub fn page(
    db: &mut Db,
    filter: &CallFilter,
    after: Option<(DateTime<Utc>, CallId)>,
    limit: i64,
) -> Result<Vec<Call>, StoreError> {
    let mut query = calls::table.into_boxed::<Mb>();
    if let Some(consultations) = &filter.consultations {
        query = query.filter(calls::consultation_id.eq_any(consultations));
    }
    if let Some(user) = filter.taken_by {
        query = query.filter(calls::taken_by.eq(user));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(calls::kind.eq(kind));
    }
    if let Some((at, id)) = after {
        // The first condition follows from the second; alone it is a range of the index.
        query = query.filter(calls::logged_at.le(At(at))).filter(
            calls::logged_at
                .lt(At(at))
                .or(calls::logged_at.eq(At(at)).and(calls::id.lt(id))),
        );
    }
    let rows: Vec<Row> = query
        .order((calls::logged_at.desc(), calls::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(db)?;
    Ok(whole(db, rows)?.into_iter().map(|stored| stored.call).collect())
}

fn whole(db: &mut Db, rows: Vec<Row>) -> Result<Vec<Stored>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CallId> = rows.iter().map(|row| row.id).collect();
    let mut brought = contribution::of_calls(db, &ids)?;
    let mut topics: BTreeMap<CallId, Vec<KeptTopic>> = BTreeMap::new();
    let of_calls: Vec<(CallId, Slug, String)> = call_topics::table
        .filter(call_topics::call_id.eq_any(&ids))
        .order((call_topics::call_id, call_topics::position))
        .select((call_topics::call_id, call_topics::code, call_topics::label))
        .load(db)?;
    for (call, code, label) in of_calls {
        topics.entry(call).or_default().push(KeptTopic { code, label });
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let topics = topics.remove(&row.id).unwrap_or_default();
            let contributions = brought.remove(&row.id).unwrap_or_default();
            row.stored(topics, contributions)
        })
        .collect())
}

/// Stores other content that came under a call's id, unless so many others did: whether it is stored. The same content again
/// is stored once. Two transactions at once may each store the last.
pub fn keep_conflict(
    db: &mut Db,
    id: CallId,
    now: DateTime<Utc>,
    sent_by: UserId,
    body: &serde_json::Value,
    most: usize,
) -> Result<bool, StoreError> {
    let hash = sha256(body.to_string());
    let there: Vec<String> = call_conflicts::table
        .filter(call_conflicts::call_id.eq(id))
        .select(call_conflicts::body_hash)
        .load(db)?;
    if there.contains(&hash) || there.len() >= most {
        return Ok(there.contains(&hash));
    }
    let values = (
        call_conflicts::call_id.eq(id),
        call_conflicts::body_hash.eq(hash),
        call_conflicts::received_at.eq(At(now)),
        call_conflicts::sent_by.eq(sent_by),
        call_conflicts::body.eq(Json(body.clone())),
    );
    each_backend!(db, |c| diesel::insert_into(call_conflicts::table)
        .values(values)
        .on_conflict((call_conflicts::call_id, call_conflicts::body_hash))
        .do_nothing()
        .execute(c))?;
    Ok(true)
}

/// Other content that came under a call's id, and when, in order.
pub fn conflicts(db: &mut Db, id: CallId) -> Result<Vec<(DateTime<Utc>, serde_json::Value)>, StoreError> {
    let rows: Vec<(At, Json<serde_json::Value>)> = call_conflicts::table
        .filter(call_conflicts::call_id.eq(id))
        .order((call_conflicts::received_at, call_conflicts::body_hash))
        .select((call_conflicts::received_at, call_conflicts::body))
        .load(db)?;
    Ok(rows.into_iter().map(|(at, body)| (at.0, body.0)).collect())
}

/// How many calls of a user began in a span.
pub fn count(db: &mut Db, taken_by: UserId, span: Span) -> Result<i64, StoreError> {
    Ok(calls::table
        .filter(calls::taken_by.eq(taken_by))
        .filter(calls::started_at.ge(At(span.starts_at)))
        .filter(calls::started_at.lt(At(span.ends_at)))
        .count()
        .get_result(db)?)
}

/// How many calls of each kind a consultation has, in the order of the form; kinds without calls are left out.
pub fn counts(db: &mut Db, consultation: ConsultationId) -> Result<Vec<(CallKind, i64)>, StoreError> {
    let mut counted: Vec<(CallKind, i64)> = calls::table
        .filter(calls::consultation_id.eq(consultation))
        .group_by(calls::kind)
        .select((calls::kind, diesel::dsl::count_star()))
        .load(db)?;
    counted.sort_unstable();
    Ok(counted)
}
