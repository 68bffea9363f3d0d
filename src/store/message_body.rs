//! Rendered messages the demo keeps instead of sending them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::MessageId;
use crate::store::db::connection::Db;
use crate::store::db::error::StoreError;
use crate::store::db::schema::{message_bodies, messages};
use crate::store::db::types::At;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBody {
    pub message: MessageId,
    /// Who would have got it.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// When the channel took it; `None` when that was not written down yet.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Rendered again, a message takes the place of the one before.
pub fn keep(db: &mut Db, id: MessageId, to: &str, subject: &str, text: &str, html: &str) -> Result<(), StoreError> {
    diesel::delete(message_bodies::table.find(id)).execute(db)?;
    diesel::insert_into(message_bodies::table)
        .values((
            message_bodies::message_id.eq(id),
            message_bodies::recipient.eq(to),
            message_bodies::subject.eq(subject),
            message_bodies::text.eq(text),
            message_bodies::html.eq(html),
        ))
        .execute(db)?;
    Ok(())
}

/// The latest due first.
pub fn list(db: &mut Db, limit: i64) -> Result<Vec<KeptBody>, StoreError> {
    type Columns = (MessageId, String, String, String, String, Option<At>);
    let rows: Vec<Columns> = message_bodies::table
        .inner_join(messages::table)
        .order((messages::not_before.desc(), messages::id.desc()))
        .limit(limit)
        .select((
            message_bodies::message_id,
            message_bodies::recipient,
            message_bodies::subject,
            message_bodies::text,
            message_bodies::html,
            messages::settled_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(message, to, subject, text, html, sent_at)| KeptBody {
            message,
            to,
            subject,
            text,
            html,
            sent_at: sent_at.map(|at| at.0),
        })
        .collect())
}
