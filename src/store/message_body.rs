//! Rendered messages the demo keeps instead of sending them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::MessageId;
use crate::store::db::connection::Db;
use crate::store::db::error::StoreError;
use crate::store::db::schema::{outbox, outbox_bodies};
use crate::store::db::types::At;

/// A rendered message the demo keeps instead of sending it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBody {
    /// Which message.
    pub message: MessageId,
    /// Who would have got it.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// When the channel took it; `None` when that was not written down yet.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Keeps a rendered message; rendered again, it takes the place of the one before.
///
/// # Errors
/// Database faults.
pub fn keep_body(
    db: &mut Db,
    id: MessageId,
    to: &str,
    subject: &str,
    text: &str,
    html: &str,
) -> Result<(), StoreError> {
    diesel::delete(outbox_bodies::table.find(id)).execute(db)?;
    diesel::insert_into(outbox_bodies::table)
        .values((
            outbox_bodies::message_id.eq(id),
            outbox_bodies::recipient.eq(to),
            outbox_bodies::subject.eq(subject),
            outbox_bodies::text.eq(text),
            outbox_bodies::html.eq(html),
        ))
        .execute(db)?;
    Ok(())
}

/// The kept messages, the latest due first.
///
/// # Errors
/// Database faults.
pub fn bodies(db: &mut Db, limit: i64) -> Result<Vec<KeptBody>, StoreError> {
    type Columns = (MessageId, String, String, String, String, Option<At>);
    let rows: Vec<Columns> = outbox_bodies::table
        .inner_join(outbox::table)
        .order((outbox::not_before.desc(), outbox::id.desc()))
        .limit(limit)
        .select((
            outbox_bodies::message_id,
            outbox_bodies::recipient,
            outbox_bodies::subject,
            outbox_bodies::text,
            outbox_bodies::html,
            outbox::settled_at,
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
