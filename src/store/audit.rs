//! The record of who did what. It only grows; the tables refuse anything else.

use diesel::prelude::*;

use crate::domain::audit::{AuditAction, AuditEvent};
use crate::domain::ids::{AuditId, ConsultationId, UserId};
use crate::store::db::connection::{Db, Mb, insert_all};
use crate::store::db::error::StoreError;
use crate::store::db::schema::audit_events;
use crate::store::db::types::{At, Json};

#[derive(HasQuery, Insertable)]
#[diesel(table_name = audit_events, check_for_backend(Mb), treat_none_as_default_value = false)]
struct Row {
    id: AuditId,
    at: At,
    actor_id: Option<UserId>,
    action: AuditAction,
    consultation_id: Option<ConsultationId>,
    subject: String,
    detail: Json<serde_json::Value>,
}

/// Adds lines.
pub fn append(db: &mut Db, events: &[AuditEvent]) -> Result<(), StoreError> {
    let rows: Vec<Row> = events.iter().map(Row::from).collect();
    Ok(insert_all!(db, audit_events::table, rows)?)
}

impl From<&AuditEvent> for Row {
    fn from(event: &AuditEvent) -> Self {
        Self {
            id: event.id,
            at: At(event.at),
            actor_id: event.actor,
            action: event.action,
            consultation_id: event.consultation,
            subject: event.subject.clone(),
            detail: Json(event.detail.clone()),
        }
    }
}

/// The newest lines first, of one consultation or of all.
pub fn list(db: &mut Db, consultation: Option<ConsultationId>, limit: i64) -> Result<Vec<AuditEvent>, StoreError> {
    let mut query = audit_events::table.into_boxed::<Mb>();
    if let Some(consultation) = consultation {
        query = query.filter(audit_events::consultation_id.eq(consultation));
    }
    let rows: Vec<Row> = query
        .order((audit_events::at.desc(), audit_events::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|row| AuditEvent {
            id: row.id,
            at: row.at.0,
            actor: row.actor_id,
            action: row.action,
            consultation: row.consultation_id,
            subject: row.subject,
            detail: row.detail.0,
        })
        .collect())
}
