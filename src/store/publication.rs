//! Publications planned for a moment. Who plans, withdraws or publishes has locked the consultation.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, PublicationId, UserId};
use crate::domain::publication::{PlannedPublication, Prevented};
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::planned_publications;
use crate::store::db::types::{At, Json};

#[derive(HasQuery, Insertable)]
#[diesel(table_name = planned_publications, check_for_backend(Mb))]
struct Row {
    id: PublicationId,
    consultation_id: ConsultationId,
    due_at: At,
    planned_by: UserId,
    draft_version: i32,
    accepted: Json<Vec<String>>,
    prevented: Option<Prevented>,
}

impl From<Row> for PlannedPublication {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            consultation: row.consultation_id,
            due_at: row.due_at.0,
            planned_by: row.planned_by,
            draft_version: row.draft_version,
            accepted: row.accepted.0,
            prevented: row.prevented,
        }
    }
}

/// Keeps a plan, in place of one of the same consultation that was prevented.
///
/// # Errors
/// [`StoreError::Duplicate`] of `planned_publications.consultation_id` when one waits.
pub fn put(db: &mut Db, plan: &PlannedPublication) -> Result<(), StoreError> {
    let prevented = planned_publications::table
        .filter(planned_publications::consultation_id.eq(plan.consultation))
        .filter(planned_publications::prevented.is_not_null());
    diesel::delete(prevented).execute(db)?;
    let row = Row {
        id: plan.id,
        consultation_id: plan.consultation,
        due_at: At(plan.due_at),
        planned_by: plan.planned_by,
        draft_version: plan.draft_version,
        accepted: Json(plan.accepted.clone()),
        prevented: plan.prevented,
    };
    diesel::insert_into(planned_publications::table)
        .values(row)
        .execute(db)?;
    Ok(())
}

/// The plan of a consultation, whether it waits or was prevented.
pub fn of(db: &mut Db, consultation: ConsultationId) -> Result<Option<PlannedPublication>, StoreError> {
    let row = Row::query()
        .filter(planned_publications::consultation_id.eq(consultation))
        .first(db)
        .optional()?;
    Ok(row.map(PlannedPublication::from))
}

pub fn by_id(db: &mut Db, id: PublicationId) -> Result<Option<PlannedPublication>, StoreError> {
    let row = Row::query()
        .filter(planned_publications::id.eq(id))
        .first(db)
        .optional()?;
    Ok(row.map(PlannedPublication::from))
}

/// Those that wait and whose moment has come, the longest due first.
pub fn due(db: &mut Db, now: DateTime<Utc>) -> Result<Vec<PlannedPublication>, StoreError> {
    let rows = Row::query()
        .filter(planned_publications::prevented.is_null())
        .filter(planned_publications::due_at.le(At(now)))
        .order((planned_publications::due_at, planned_publications::id))
        .load(db)?;
    Ok(rows.into_iter().map(PlannedPublication::from).collect())
}

/// When the next one that waits is due.
pub fn next_due(db: &mut Db) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next: Option<At> = planned_publications::table
        .filter(planned_publications::prevented.is_null())
        .select(planned_publications::due_at)
        .order(planned_publications::due_at)
        .first(db)
        .optional()?;
    Ok(next.map(|at| at.0))
}

/// Keeps why one did not take place; `false` when it does not wait any more.
pub fn prevent(db: &mut Db, id: PublicationId, why: Prevented) -> Result<bool, StoreError> {
    let waits = planned_publications::table
        .filter(planned_publications::id.eq(id))
        .filter(planned_publications::prevented.is_null());
    let kept = diesel::update(waits)
        .set(planned_publications::prevented.eq(why))
        .execute(db)?;
    Ok(kept == 1)
}

/// Forgets the plan of a consultation.
pub fn forget(db: &mut Db, consultation: ConsultationId) -> Result<(), StoreError> {
    let of = planned_publications::table.filter(planned_publications::consultation_id.eq(consultation));
    diesel::delete(of).execute(db)?;
    Ok(())
}
