//! The record of who did what.

use chrono::{DateTime, Utc};

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::Actor;
use crate::domain::audit::{AuditAction, AuditEvent};
use crate::domain::ids::{ConsultationId, UserId};
use crate::random::Random;
use crate::store::{Db, audit};

/// Adds a line to the record; called inside the transaction of what it tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct AuditLog {
    random: Random,
    at: DateTime<Utc>,
    actor: Option<UserId>,
}

impl AuditLog {
    pub(super) fn of(cx: &Context, actor: &Actor) -> Self {
        Self::of_user(cx, actor.user)
    }

    pub(super) fn of_user(cx: &Context, user: UserId) -> Self {
        Self {
            actor: Some(user),
            ..Self::of_nobody(cx)
        }
    }

    /// Of somebody who has not signed in, or follows a signed link.
    pub(super) fn of_nobody(cx: &Context) -> Self {
        Self {
            random: cx.random,
            at: cx.now(),
            actor: None,
        }
    }

    pub(super) fn append(
        self,
        db: &mut Db,
        action: AuditAction,
        consultation: Option<ConsultationId>,
        subject: impl ToString,
        detail: serde_json::Value,
    ) -> Result<(), ActionError> {
        Ok(audit::append(db, &[self.line(action, consultation, subject, detail)])?)
    }

    /// A line to be added later, with others.
    pub(super) fn line(
        self,
        action: AuditAction,
        consultation: Option<ConsultationId>,
        subject: impl ToString,
        detail: serde_json::Value,
    ) -> AuditEvent {
        AuditEvent {
            id: self.random.id(self.at),
            at: self.at,
            actor: self.actor,
            action,
            consultation,
            subject: subject.to_string(),
            detail,
        }
    }
}
