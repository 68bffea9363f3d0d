//! What callers want considered, numbered per consultation without gaps.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::call::Call;
use crate::domain::contribution::{Contribution, ContributionState};
use crate::domain::ids::{CallId, ConsultationId, ContributionId};
use crate::store::db::connection::{Db, Mb, each_backend, insert_all};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{contribution_counters, contributions};

#[derive(HasQuery)]
#[diesel(table_name = contributions, check_for_backend(Mb))]
struct Row {
    id: ContributionId,
    number: i32,
    call_id: Option<CallId>,
    text: String,
    state: ContributionState,
}

#[derive(Insertable)]
#[diesel(table_name = contributions)]
struct NewRow<'a> {
    id: ContributionId,
    consultation_id: ConsultationId,
    number: i32,
    call_id: CallId,
    origin: &'a str,
    text: &'a str,
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

/// Adds the contributions of calls.
pub(crate) fn insert_all<'a>(db: &mut Db, calls: impl Iterator<Item = &'a Call>) -> Result<(), StoreError> {
    let rows: Vec<NewRow<'_>> = calls.flat_map(rows_of).collect();
    Ok(insert_all!(db, contributions::table, rows)?)
}

fn rows_of(call: &Call) -> impl Iterator<Item = NewRow<'_>> {
    call.contributions.iter().map(|contribution| NewRow {
        id: contribution.id,
        consultation_id: call.consultation,
        number: contribution.number,
        call_id: call.id,
        origin: "phone",
        text: &contribution.text,
        state: contribution.state,
    })
}

/// The contributions of calls, each call's by number.
pub(crate) fn of_calls(db: &mut Db, calls: &[CallId]) -> Result<BTreeMap<CallId, Vec<Contribution>>, StoreError> {
    let rows = Row::query()
        .filter(contributions::call_id.eq_any(calls))
        .order(contributions::number)
        .load(db)?;
    let mut by_call: BTreeMap<CallId, Vec<Contribution>> = BTreeMap::new();
    for row in rows {
        if let Some(call) = row.call_id {
            by_call.entry(call).or_default().push(Contribution {
                id: row.id,
                number: row.number,
                text: row.text,
                state: row.state,
            });
        }
    }
    Ok(by_call)
}
