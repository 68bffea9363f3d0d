//! What waits to be sent, and the one trait a channel implements.

pub mod sign_in_link;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::ids::MessageId;
use crate::domain::language::Locale;
use crate::domain::staff::Email;
use crate::store::message;
pub use crate::store::message::{KeptBody, Message, MessageState};

/// An e-mail ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The outbox message it is; the `Message-ID` is made of it, so that a repeat is known as one.
    pub message: MessageId,
    /// Fixed when it was planned.
    pub date: DateTime<Utc>,
    /// Who gets it.
    pub to: Email,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Language of both.
    pub language: Locale,
    /// A calendar part, if there is one.
    pub calendar: Option<String>,
}

/// What became of an attempt to hand a message over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivered {
    /// The channel has it.
    Sent,
    /// The channel asks to wait.
    RetryAfter(Duration),
    /// It was not taken; trying again cannot make two of it.
    RetrySafe(String),
    /// Nobody knows whether it was taken.
    RetryUnsafe(String),
    /// It never will be.
    Permanent(String),
    /// The whole channel is out of order.
    ChannelDown(String),
}

/// A way out. Implemented under `delivery/`, one file per channel.
pub trait Deliver: Send + Sync + 'static {
    /// Hands one message over. Never takes longer than the channel's own time limit.
    fn deliver(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>>;
}

/// The newest messages with their state, attempts and answers.
///
/// # Errors
/// [`ActionError::Denied`] without the right; database faults.
pub async fn list(cx: &Context, actor: &Actor, limit: i64) -> Result<Vec<Message>, ActionError> {
    allow(actor, Right::SeeOutbox)?;
    cx.store.read(move |db| Ok(message::list(db, limit)?)).await
}

/// How many messages are how far; for counters, which hold nothing personal.
///
/// # Errors
/// Database faults.
pub async fn counts(cx: &Context) -> Result<BTreeMap<MessageState, i64>, ActionError> {
    cx.store.read(|db| Ok(message::counts(db)?)).await
}

/// Gives a dead message another round of attempts.
///
/// # Errors
/// [`ActionError::NotFound`] when it is not dead; otherwise as [`list`].
pub async fn requeue(cx: &Context, actor: &Actor, id: MessageId) -> Result<(), ActionError> {
    allow(actor, Right::SeeOutbox)?;
    let recorder = AuditLog::of(cx, actor);
    cx.store
        .write(move |db| {
            if !message::requeue(db, id)? {
                return Err(ActionError::NotFound("message"));
            }
            recorder.append(db, AuditAction::MessageRequeued, None, id, serde_json::Value::Null)
        })
        .await?;
    cx.wake.notify_one();
    Ok(())
}

/// The development outbox: what the demo would have sent. Only the demo keeps bodies.
///
/// # Errors
/// Database faults.
pub async fn bodies(cx: &Context, limit: i64) -> Result<Vec<KeptBody>, ActionError> {
    cx.store.read(move |db| Ok(message::bodies(db, limit)?)).await
}

/// Keeps a rendered message where [`bodies`] shows it. Sent again, the newer words replace the older.
///
/// # Errors
/// Database faults.
pub async fn keep(cx: &Context, mail: Mail) -> Result<(), ActionError> {
    cx.store
        .write(move |db| {
            let Mail {
                message,
                to,
                subject,
                text,
                html,
                ..
            } = mail;
            Ok(message::keep_body(db, message, to.as_str(), &subject, &text, &html)?)
        })
        .await
}
