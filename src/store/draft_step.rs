//! The steps in which drafts were edited.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, UserId};
use crate::domain::roster::change::{Change, Step, StepKind};
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::draft_steps;
use crate::store::db::types::{At, Json};

/// So many steps of a draft can be undone; older ones are forgotten.
pub const MOST: i32 = 100;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = draft_steps, check_for_backend(Mb))]
struct Row {
    consultation_id: ConsultationId,
    number: i32,
    at: At,
    user_id: UserId,
    kind: StepKind,
    undone: bool,
    size: i32,
}

impl From<Row> for Step {
    fn from(row: Row) -> Self {
        Self {
            number: row.number,
            at: row.at.0,
            by: row.user_id,
            kind: row.kind,
            undone: row.undone,
            size: usize::try_from(row.size).unwrap_or_default(),
        }
    }
}

/// A step to be kept.
pub struct NewStep {
    pub at: DateTime<Utc>,
    pub by: UserId,
    pub kind: StepKind,
    pub changes: Vec<Change>,
    pub inverse: Vec<Change>,
}

/// Keeps a step. Those that were undone can no longer be made again.
pub fn put(db: &mut Db, consultation: ConsultationId, step: NewStep) -> Result<(), StoreError> {
    let of = draft_steps::table.filter(draft_steps::consultation_id.eq(consultation));
    diesel::delete(of.filter(draft_steps::undone.eq(true))).execute(db)?;
    let last: Option<i32> = of.select(diesel::dsl::max(draft_steps::number)).first(db)?;
    let number = last.unwrap_or_default() + 1;
    diesel::delete(of.filter(draft_steps::number.le(number - MOST))).execute(db)?;
    let row = Row {
        consultation_id: consultation,
        number,
        at: At(step.at),
        user_id: step.by,
        kind: step.kind,
        undone: false,
        size: i32::try_from(step.changes.len()).unwrap_or(i32::MAX),
    };
    diesel::insert_into(draft_steps::table)
        .values((
            row,
            draft_steps::changes.eq(Json(step.changes)),
            draft_steps::inverse.eq(Json(step.inverse)),
        ))
        .execute(db)?;
    Ok(())
}

/// The step that is undone next, the last that is not undone, and what undoes it.
pub fn to_undo(db: &mut Db, consultation: ConsultationId) -> Result<Option<(i32, Vec<Change>)>, StoreError> {
    let found: Option<(i32, Json<Vec<Change>>)> = draft_steps::table
        .filter(draft_steps::consultation_id.eq(consultation))
        .filter(draft_steps::undone.eq(false))
        .order(draft_steps::number.desc())
        .select((draft_steps::number, draft_steps::inverse))
        .first(db)
        .optional()?;
    Ok(found.map(|(number, inverse)| (number, inverse.0)))
}

/// The step that is made again next, the first that is undone, and what it does.
pub fn to_redo(db: &mut Db, consultation: ConsultationId) -> Result<Option<(i32, Vec<Change>)>, StoreError> {
    let found: Option<(i32, Json<Vec<Change>>)> = draft_steps::table
        .filter(draft_steps::consultation_id.eq(consultation))
        .filter(draft_steps::undone.eq(true))
        .order(draft_steps::number)
        .select((draft_steps::number, draft_steps::changes))
        .first(db)
        .optional()?;
    Ok(found.map(|(number, changes)| (number, changes.0)))
}

/// Says of a step whether it is undone.
pub fn set_undone(db: &mut Db, consultation: ConsultationId, number: i32, undone: bool) -> Result<(), StoreError> {
    diesel::update(draft_steps::table.find((consultation, number)))
        .set(draft_steps::undone.eq(undone))
        .execute(db)?;
    Ok(())
}

/// The newest steps, the last first.
pub fn list(db: &mut Db, consultation: ConsultationId, limit: i64) -> Result<Vec<Step>, StoreError> {
    let rows = Row::query()
        .filter(draft_steps::consultation_id.eq(consultation))
        .order(draft_steps::number.desc())
        .limit(limit)
        .load(db)?;
    Ok(rows.into_iter().map(Step::from).collect())
}
