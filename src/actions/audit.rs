//! The record of who did what.

use chrono::{DateTime, Utc};

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::Actor;
use crate::domain::audit::AuditEvent;
use crate::domain::ids::{ConsultationId, UserId};
use crate::random::Random;
use crate::store::{Db, audit};

/// Adds a line to the record; called inside the transaction of what it tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct AuditLog {
    pub(super) random: Random,
    pub(super) at: DateTime<Utc>,
    pub(super) actor: Option<UserId>,
}

impl AuditLog {
    pub(super) fn of(cx: &Context, actor: &Actor) -> Self {
        Self {
            random: cx.random,
            at: cx.now(),
            actor: Some(actor.user),
        }
    }

    pub(super) fn append(
        self,
        db: &mut Db,
        action: &str,
        consultation: Option<ConsultationId>,
        subject: impl ToString,
        detail: serde_json::Value,
    ) -> Result<(), ActionError> {
        let event = AuditEvent {
            id: self.random.id(self.at),
            at: self.at,
            actor: self.actor,
            action: action.to_owned(),
            consultation,
            subject: subject.to_string(),
            detail,
        };
        Ok(audit::append(db, &event)?)
    }
}
