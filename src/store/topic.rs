//! The code list of each consultation.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, TopicId};
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::topic::Topic;
use crate::store::db::connection::{Db, Mb};
use crate::store::db::error::StoreError;
use crate::store::db::schema::topics;
use crate::store::db::types::Json;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = topics, check_for_backend(Mb))]
struct Row {
    id: TopicId,
    code: Slug,
    label: Json<BTreeMap<Locale, String>>,
    position: i32,
}

impl From<Row> for Topic {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            code: row.code,
            label: row.label.0,
            position: row.position,
        }
    }
}

/// The code list of a consultation, in its order.
pub fn list(db: &mut Db, id: ConsultationId) -> Result<Vec<Topic>, StoreError> {
    let rows = Row::query()
        .filter(topics::consultation_id.eq(id))
        .order((topics::position, topics::code))
        .load(db)?;
    Ok(rows.into_iter().map(Topic::from).collect())
}

/// The code lists of all consultations, each in its order.
pub fn of_all(db: &mut Db) -> Result<BTreeMap<ConsultationId, Vec<Topic>>, StoreError> {
    let rows: Vec<(ConsultationId, Row)> = topics::table
        .order((topics::position, topics::code))
        .select((topics::consultation_id, Row::as_select()))
        .load(db)?;
    let mut lists: BTreeMap<ConsultationId, Vec<Topic>> = BTreeMap::new();
    for (consultation, row) in rows {
        lists.entry(consultation).or_default().push(row.into());
    }
    Ok(lists)
}

/// Puts this code list in the place of the one there was. Logged calls keep their labels.
///
/// # Errors
/// [`StoreError::Duplicate`] when two topics have the same code.
pub fn replace(db: &mut Db, id: ConsultationId, list: &[Topic]) -> Result<(), StoreError> {
    diesel::delete(topics::table.filter(topics::consultation_id.eq(id))).execute(db)?;
    for topic in list {
        let row = Row {
            id: topic.id,
            code: topic.code.clone(),
            label: Json(topic.label.clone()),
            position: topic.position,
        };
        diesel::insert_into(topics::table)
            .values((row, topics::consultation_id.eq(id)))
            .execute(db)?;
    }
    Ok(())
}
