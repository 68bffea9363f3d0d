//! The record of who did what. Append-only; holds ids and codes, never a person's words.

use chrono::{DateTime, Utc};

use crate::domain::ids::{AuditId, ConsultationId, UserId};

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// Identifier.
    pub id: AuditId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for the program itself and for links that work without signing in.
    pub actor: Option<UserId>,
    /// What, as `roster.published`.
    pub action: String,
    /// In which consultation.
    pub consultation: Option<ConsultationId>,
    /// To what: an id or a slug.
    pub subject: String,
    /// Codes and numbers that explain it.
    pub detail: serde_json::Value,
}
