//! What callers want considered, numbered per consultation without gaps.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::call::Call;
use crate::domain::contribution::{Contribution, ContributionState};
use crate::domain::ids::{CallId, ConsultationId, ContributionId};
use crate::store::db::connection::{Db, Mb, each_backend};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{contribution_counters, contributions};

#[derive(HasQuery, Insertable)]
#[diesel(table_name = contributions, check_for_backend(Mb))]
struct Row {
    id: ContributionId,
    number: i32,
    call_id: Option<CallId>,
    text: String,
    state: ContributionState,
}

/// The next number of a consultation, from 1. It is given out when the transaction is committed and taken back when it
/// is not; who asks meanwhile waits, so that no number is ever missing.
pub fn next_number(db: &mut Db, consultation: ConsultationId) -> Result<i32, StoreError> {
    each_backend!(db, |c| diesel::insert_into(contribution_counters::table)
        .values((
            contribution_counters::consultation_id.eq(consultation),
            contribution_counters::last_number.eq(1),
        ))
        .on_conflict(contribution_counters::consultation_id)
        .do_update()
        .set(contribution_counters::last_number.eq(contribution_counters::last_number + 1))
        .execute(c))?;
    Ok(contribution_counters::table
        .find(consultation)
        .select(contribution_counters::last_number)
        .first(db)?)
}

/// Adds the contributions of a call.
pub(crate) fn insert(db: &mut Db, call: &Call) -> Result<(), StoreError> {
    for contribution in &call.contributions {
        let row = Row {
            id: contribution.id,
            number: contribution.number,
            call_id: Some(call.id),
            text: contribution.text.clone(),
            state: contribution.state,
        };
        diesel::insert_into(contributions::table)
            .values((
                row,
                contributions::consultation_id.eq(call.consultation),
                contributions::origin.eq("phone"),
            ))
            .execute(db)?;
    }
    Ok(())
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
