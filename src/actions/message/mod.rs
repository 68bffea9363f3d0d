//! What is to be sent: the channels it goes out by, how the worker takes it up, and what the outbox page shows.

pub mod address_changed;
pub mod duty_reminder;
pub mod publication_prevented;
pub mod render;
pub mod sign_in_link;
pub mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::actions::audit::AuditLog;
use crate::actions::authorize::scope;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, MessageId, StaffId, SwapId, UserId};
use crate::domain::language::Locale;
use crate::domain::message::{Channel, MessageState, Outcome, Payload, Recipient, Undeliverable};
use crate::domain::staff::Email;
pub use crate::store::message::{Message, Urgency};
pub use crate::store::message_body::KeptBody;
use crate::store::{Db, account, consultation, message, message_body, reminder, staff, swap as swaps};

/// A message ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The `Message-ID` is made of it, so that a repeat is known as one.
    pub message: MessageId,
    /// When its cause happened.
    pub date: DateTime<Utc>,
    pub to: Email,
    pub subject: String,
    pub text: String,
    /// The same as HTML.
    pub html: String,
    pub language: Locale,
    /// A calendar part, if there is one.
    pub calendar: Option<String>,
}

/// A message in words, made from what is true now.
#[derive(Debug, Clone)]
pub enum Rendered {
    Mail(Box<Mail>),
    /// What it would say is no longer true.
    Obsolete,
    /// It is still true, and cannot reach its recipient. Somebody has to know.
    Undeliverable(Undeliverable),
    /// Its payload makes no sense to this program.
    Unreadable,
}

/// What a channel answers.
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
    /// The channel takes no more at once than it has in hand; this one was not tried.
    Crowded,
}

/// A way out. Implemented under `delivery/`, one file per channel.
pub trait Deliver: Send + Sync + 'static {
    /// Hands one message over. Never takes longer than the channel's own time limit.
    fn deliver(&self, mail: Mail) -> Pin<Box<dyn Future<Output = Delivered> + Send + '_>>;

    /// Nothing more is to be sent for now: lets go of what is open for the next message.
    fn rest(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }
}

/// The channels of this installation. What goes out by another one waits.
pub type Channels = BTreeMap<Channel, Arc<dyn Deliver>>;

/// Takes up to `limit` due messages of a channel for a worker, the most urgent first, until its lease runs out.
pub async fn claim(
    cx: &Context,
    channel: Channel,
    worker: &str,
    lease_until: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<Message>, ActionError> {
    let (now, worker) = (cx.now(), worker.to_owned());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    cx.store
        .write(move |db| Ok(message::claim(db, channel, now, lease_until, &worker, limit)?))
        .await
}

/// Keeps what became of attempts, and gives back what the worker claimed and did not try.
pub async fn settle(
    cx: &Context,
    outcomes: Vec<(MessageId, Outcome)>,
    untried: Vec<MessageId>,
    worker: &str,
) -> Result<(), ActionError> {
    let (now, worker) = (cx.now(), worker.to_owned());
    cx.store
        .write(move |db| {
            message::settle_all(db, &outcomes, now)?;
            Ok(message::give_back(db, &untried, &worker)?)
        })
        .await
}

/// When the next message of a channel falls due, or a lease runs out.
pub async fn next_due(cx: &Context, channel: Channel) -> Result<Option<DateTime<Utc>>, ActionError> {
    cx.store.read(move |db| Ok(message::next_due(db, channel)?)).await
}

/// A message, with whom it is for and the duty it is about.
#[derive(Debug, Clone)]
pub struct OutboxEntry {
    pub message: Message,
    /// `None` for a link that was asked for with an address nobody has.
    pub person: Option<String>,
    /// Of which consultation, and when it begins as the message says.
    pub duty: Option<(Consultation, DateTime<Utc>)>,
}

/// Of the offices whose outbox the actor sees; what is nobody's only for who sees them all. Up to `limit` of the messages
/// that are dead, then as many of those that are next to be sent, then as many of those sent or obsolete.
pub async fn list(cx: &Context, actor: &Actor, limit: i64) -> Result<Vec<OutboxEntry>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let scope = scope(actor, Right::SeeOutbox)?;
        outbox(db, &scope, limit)
    })
    .await
}

fn outbox(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<OutboxEntry>, ActionError> {
    let messages = message::list(db, scope, limit)?;
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let reminders = reminder::of_messages(db, &ids)?;
    let offers: Vec<SwapId> = messages.iter().filter_map(offer_of).collect();
    let offers = swaps::by_ids(db, &offers)?;
    let consultations = reminders.values().map(|of| of.consultation);
    let consultations: BTreeSet<ConsultationId> =
        consultations.chain(offers.values().map(|of| of.consultation)).collect();
    let consultations = consultation::by_ids(db, &consultations.into_iter().collect::<Vec<_>>())?;
    let staff: BTreeMap<StaffId, String> = staff::list(db, &Scope::All)?
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    let users: BTreeMap<UserId, String> = account::list(db)?.into_iter().map(|one| (one.id, one.name)).collect();
    let entry = |message: Message| {
        let reminder = reminders.get(&message.id);
        let person = match (reminder, &message.payload) {
            (Some(reminder), _) => staff.get(&reminder.staff),
            (None, Some(Payload::SignInLink { user, .. })) => user.and_then(|user| users.get(&user)),
            (None, Some(Payload::AddressChanged { user, .. } | Payload::PublicationPrevented { user, .. })) => {
                users.get(user)
            }
            (None, Some(Payload::Swap { to, .. })) => match to {
                Recipient::Staff(person) => staff.get(person),
                Recipient::User(user) => users.get(user),
            },
            (None, _) => None,
        };
        let offer = offer_of(&message).and_then(|id| offers.get(&id));
        let duty = reminder.map(|of| (of.consultation, of.slot_starts_at));
        let duty = duty.or_else(|| offer.map(|of| (of.consultation, of.span.starts_at)));
        OutboxEntry {
            person: person.cloned(),
            duty: duty.and_then(|(of, starts_at)| Some((consultations.get(&of)?.clone(), starts_at))),
            message,
        }
    };
    Ok(messages.into_iter().map(entry).collect())
}

/// The offer a message tells of.
fn offer_of(message: &Message) -> Option<SwapId> {
    match message.payload {
        Some(Payload::Swap { swap, .. }) => Some(swap),
        _ => None,
    }
}

/// How many messages are how far; for counters, which hold nothing personal.
pub async fn counts(cx: &Context) -> Result<BTreeMap<MessageState, i64>, ActionError> {
    cx.store.read(|db| Ok(message::counts(db)?)).await
}

/// Gives a dead message another round of attempts.
///
/// # Errors
/// [`ActionError::NotFound`] when it is not dead.
pub async fn requeue(cx: &Context, actor: &Actor, id: MessageId) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let scope = scope(actor, Right::SeeOutbox)?;
        if !message::requeue(db, id, &scope)? {
            return Err(ActionError::NotFound("message"));
        }
        AuditLog::of(cx, actor).append(db, AuditAction::MessageRequeued, None, id, serde_json::Value::Null)
    })
    .await?;
    cx.wake.notify();
    Ok(())
}

/// What the demo would have sent. Only the demo keeps bodies.
pub async fn bodies(cx: &Context, limit: i64) -> Result<Vec<KeptBody>, ActionError> {
    cx.store.read(move |db| Ok(message_body::list(db, limit)?)).await
}

/// Keeps a message where [`bodies`] shows it. Sent again, the newer words replace the older.
pub async fn keep(cx: &Context, mail: Mail) -> Result<(), ActionError> {
    cx.store
        .write(move |db| {
            let to = mail.to.as_str();
            Ok(message_body::keep(
                db,
                mail.message,
                to,
                &mail.subject,
                &mail.text,
                &mail.html,
            )?)
        })
        .await
}
