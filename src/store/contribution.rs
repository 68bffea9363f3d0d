//! What callers want considered, numbered per consultation without gaps.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::call::Call;
use crate::domain::caller::CallerKind;
use crate::domain::contribution::{ContributionState, IntakeChannel, NewContribution, Noted};
use crate::domain::ids::{CallId, ConsultationId, ContributionId, UserId};
use crate::domain::language::Language;
use crate::domain::slug::Slug;
use crate::store::db::connection::{Db, Mb, each_backend, insert_all};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{contribution_counters, contribution_topics, contributions};
use crate::store::db::types::At;

#[derive(HasQuery)]
#[diesel(table_name = contributions, check_for_backend(Mb))]
struct NotedRow {
    id: ContributionId,
    number: i32,
    call_id: Option<CallId>,
    received_on: NaiveDate,
    text: String,
    part: Option<String>,
    proposed_wording: Option<String>,
    read_back: bool,
    state: ContributionState,
}

/// What a call's contribution begins with; what somebody adds later is empty.
#[derive(Insertable)]
#[diesel(table_name = contributions, treat_none_as_default_value = false)]
struct NewRow<'a> {
    id: ContributionId,
    consultation_id: ConsultationId,
    number: i32,
    call_id: CallId,
    channel: IntakeChannel,
    received_on: NaiveDate,
    entered_by: UserId,
    entered_at: At,
    version: i32,
    text: &'a str,
    language: Option<&'a Language>,
    part: Option<&'a str>,
    proposed_wording: Option<&'a str>,
    caller: Option<CallerKind>,
    read_back: bool,
    state: ContributionState,
}

/// Takes so many numbers of a consultation, which begin at 1: the first of them. They are given out when the transaction is
/// committed and taken back when it is not; who asks meanwhile waits, so that no number is ever missing.
pub fn take_numbers(db: &mut Db, consultation: ConsultationId, count: i32) -> Result<i32, StoreError> {
    each_backend!(db, |c| diesel::insert_into(contribution_counters::table)
        .values((
            contribution_counters::consultation_id.eq(consultation),
            contribution_counters::last_number.eq(count),
        ))
        .on_conflict(contribution_counters::consultation_id)
        .do_update()
        .set(contribution_counters::last_number.eq(contribution_counters::last_number + count))
        .execute(c))?;
    let last: i32 = contribution_counters::table
        .find(consultation)
        .select(contribution_counters::last_number)
        .first(db)?;
    Ok(last - count + 1)
}

/// Adds the contributions of calls, each with the topics of its call.
pub(crate) fn insert_all<'a>(db: &mut Db, calls: impl Iterator<Item = &'a Call> + Clone) -> Result<(), StoreError> {
    let rows: Vec<NewRow<'_>> = calls.clone().flat_map(rows_of).collect();
    insert_all!(db, contributions::table, rows)?;
    let topics: Vec<TopicRow<'_>> = calls.flat_map(topics_of).collect();
    Ok(insert_all!(db, contribution_topics::table, topics)?)
}

fn rows_of(call: &Call) -> impl Iterator<Item = NewRow<'_>> {
    call.contributions.iter().map(|noted| NewRow {
        id: noted.id,
        consultation_id: call.consultation,
        number: noted.number,
        call_id: call.id,
        channel: IntakeChannel::Call,
        received_on: noted.received_on,
        entered_by: call.taken_by,
        entered_at: At(call.logged_at),
        version: 1,
        text: &noted.words.text,
        language: call.language.as_ref(),
        part: noted.words.part.as_deref(),
        proposed_wording: noted.words.proposed_wording.as_deref(),
        caller: call.caller,
        read_back: noted.words.read_back,
        state: noted.state,
    })
}

#[derive(Insertable)]
#[diesel(table_name = contribution_topics)]
struct TopicRow<'a> {
    contribution_id: ContributionId,
    position: i32,
    code: &'a Slug,
    label: &'a str,
}

fn topics_of(call: &Call) -> impl Iterator<Item = TopicRow<'_>> {
    call.contributions.iter().flat_map(|noted| {
        (0i32..).zip(&call.topics).map(|(position, topic)| TopicRow {
            contribution_id: noted.id,
            position,
            code: &topic.code,
            label: &topic.label,
        })
    })
}

/// What calls brought, each call's by number.
pub(crate) fn of_calls(db: &mut Db, calls: &[CallId]) -> Result<BTreeMap<CallId, Vec<Noted>>, StoreError> {
    let rows = NotedRow::query()
        .filter(contributions::call_id.eq_any(calls))
        .order(contributions::number)
        .load(db)?;
    let mut by_call: BTreeMap<CallId, Vec<Noted>> = BTreeMap::new();
    for row in rows {
        if let Some(call) = row.call_id {
            by_call.entry(call).or_default().push(Noted {
                id: row.id,
                number: row.number,
                received_on: row.received_on,
                words: NewContribution {
                    text: row.text,
                    part: row.part,
                    proposed_wording: row.proposed_wording,
                    read_back: row.read_back,
                },
                state: row.state,
            });
        }
    }
    Ok(by_call)
}
