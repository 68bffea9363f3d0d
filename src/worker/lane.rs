//! One channel: what is due by it is claimed, written, sent and settled, many messages at a time.
//!
//! A message goes through these steps: claimed with others in one transaction, the most urgent first · written with them,
//! from one state of the tables · sent when one of the channel's places is free, written again if that took long · settled,
//! together with all that have an answer by then.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use crate::actions::Context;
use crate::actions::message::render::render;
use crate::actions::message::{self, Deliver, Delivered, Mail, Message, Rendered};
use crate::domain::ids::MessageId;
use crate::domain::message::{Channel, Outcome};
use crate::worker::config::{WorkerConfig, back_off};
use crate::worker::health::Health;

/// The channel asks for patience in seconds or hours, not in days.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(6 * 3600);

/// Sends what is due by one channel. Clones are the same lane.
#[derive(Clone)]
pub(super) struct Lane {
    pub(super) cx: Context,
    pub(super) channel: Channel,
    pub(super) deliver: Arc<dyn Deliver>,
    /// Marks its leases.
    pub(super) worker: String,
    pub(super) config: WorkerConfig,
    pub(super) health: Arc<Mutex<Health>>,
    pub(super) places: Places,
}

/// How many messages may be with the channel at once, and how many slow ones besides.
#[derive(Clone)]
pub(super) struct Places {
    quick: Arc<Semaphore>,
    slow: Arc<Semaphore>,
    /// Told when a slow one gives up its place among the quick.
    pub(super) freed: Arc<Notify>,
}

impl Places {
    pub(super) fn new(sends: usize) -> Self {
        Self {
            quick: Arc::new(Semaphore::new(sends)),
            slow: Arc::new(Semaphore::new(sends)),
            freed: Arc::default(),
        }
    }

    /// A place, if one is free.
    pub(super) fn take(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.quick).try_acquire_owned().ok()
    }

    /// Changes a place for one among the slow, if one is free.
    fn slow_down(&self, place: &mut OwnedSemaphorePermit) {
        if let Ok(slow) = Arc::clone(&self.slow).try_acquire_owned() {
            *place = slow;
            self.freed.notify_one();
        }
    }
}

/// What was claimed, and when to look again if it was nothing.
pub(super) struct Claimed {
    pub(super) messages: Vec<Message>,
    pub(super) asked: usize,
    pub(super) wait: Duration,
}

/// A message in words, or what became of it before there were any.
pub(super) enum Written {
    Mail(Box<Mail>),
    Settled(Outcome),
}

impl Lane {
    /// Claims as much as is asked for. When nothing is due, finds out when to look again.
    pub(super) async fn claim(self, asked: usize) -> Claimed {
        let now = self.cx.now();
        let lease_until = now + self.config.lease();
        let claimed = message::claim(&self.cx, self.channel, &self.worker, lease_until, asked).await;
        let messages = claimed.unwrap_or_else(|error| {
            tracing::warn!(%error, "the messages could not be read");
            Vec::new()
        });
        let wait = if messages.is_empty() {
            self.until_something_is_due(now).await
        } else {
            self.config.poll
        };
        Claimed { messages, asked, wait }
    }

    /// How long until the next message is due, at most the longest time between two looks.
    async fn until_something_is_due(&self, now: DateTime<Utc>) -> Duration {
        let next = message::next_due(&self.cx, self.channel).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the messages could not be read");
            None
        });
        self.until(next, now)
    }

    /// What is due already is leased by another worker, or the database failed: a second is soon enough.
    pub(super) fn until(&self, next: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Duration {
        let poll = self.config.poll;
        next.map_or(poll, |next| {
            let wait = (next - now).to_std().unwrap_or_default();
            wait.clamp(Duration::from_secs(1).min(poll), poll)
        })
    }

    /// Writes messages from one state of the tables. That it fails may be the fault of one of them.
    pub(super) async fn write(self, messages: &[Message]) -> Result<Vec<Written>, String> {
        let rendered = timeout(self.config.preparing, render(&self.cx, messages)).await;
        let rendered = rendered
            .map_err(|_| "not prepared in time".to_owned())?
            .map_err(|error| error.to_string())?;
        let written = messages.iter().zip(rendered).map(|(message, rendered)| match rendered {
            Rendered::Mail(mail) => Written::Mail(mail),
            Rendered::Obsolete => Written::Settled(Outcome::Obsolete),
            Rendered::Undeliverable(why) => Written::Settled(dead(why.code())),
            Rendered::Unreadable => Written::Settled(self.again(message, "its content cannot be read".to_owned())),
        });
        Ok(written.collect())
    }

    /// Hands one message over; no outcome when the channel has too many in hand. Then there is a place less until it has
    /// rested.
    pub(super) async fn send(
        self,
        message: Message,
        mail: Mail,
        mut place: OwnedSemaphorePermit,
    ) -> (Message, Option<Outcome>) {
        let mut delivering = Box::pin(timeout(self.config.sending, self.deliver.deliver(mail)));
        let answer = tokio::select! {
            biased;
            answer = &mut delivering => answer,
            () = sleep(self.config.patience) => {
                self.places.slow_down(&mut place);
                delivering.await
            }
        };
        let outcome = match answer {
            Ok(Delivered::Crowded) => {
                place.forget();
                None
            }
            Ok(answer) => Some(self.answered(&message, answer)),
            Err(_) => Some(self.again(&message, "no answer in time".to_owned())),
        };
        (message, outcome)
    }

    /// What the channel's answer means, for the message and for the channel.
    fn answered(&self, message: &Message, answer: Delivered) -> Outcome {
        let now = self.cx.now();
        let outcome = match answer {
            Delivered::ChannelDown(reason) => {
                let not_before = self.health().fails(now);
                return Outcome::Deferred { not_before, reason };
            }
            Delivered::Sent => Outcome::Sent,
            Delivered::Permanent(reason) => Outcome::Dead { reason },
            Delivered::RetryAfter(wait) => {
                let wait = TimeDelta::from_std(wait.min(LONGEST_RETRY_AFTER)).unwrap_or_default();
                self.again_at(message, now + wait, "asked to wait".to_owned())
            }
            Delivered::RetrySafe(reason) | Delivered::RetryUnsafe(reason) => self.again(message, reason),
            Delivered::Crowded => self.again(message, "too many at once".to_owned()),
        };
        *self.health() = Health::default();
        outcome
    }

    pub(super) fn again(&self, message: &Message, reason: String) -> Outcome {
        let not_before = self.cx.now() + back_off(message.id, message.attempts);
        self.again_at(message, not_before, reason)
    }

    /// Another attempt, unless there were enough.
    fn again_at(&self, message: &Message, not_before: DateTime<Utc>, reason: String) -> Outcome {
        if message.attempts >= self.config.attempts {
            Outcome::Dead { reason }
        } else {
            Outcome::Retried { not_before, reason }
        }
    }

    /// Keeps what became of messages, and gives the untried back.
    pub(super) async fn settle(self, outcomes: Vec<(MessageId, Outcome)>, untried: Vec<MessageId>) {
        if let Err(error) = message::settle(&self.cx, outcomes, untried, &self.worker).await {
            // Their leases run out, and they are tried again: at least once.
            tracing::warn!(%error, "what became of messages could not be kept");
        }
    }

    pub(super) async fn rest(self) {
        self.deliver.rest().await;
    }

    /// Until when the channel rests, if it does.
    pub(super) fn rests(&self) -> Option<DateTime<Utc>> {
        self.health().rests_at(self.cx.now())
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Given up, for this reason.
pub(super) fn dead(reason: &str) -> Outcome {
    Outcome::Dead {
        reason: reason.to_owned(),
    }
}

/// The reasons stay out of the log: they may name the recipient.
pub(super) fn log(message: &Message, outcome: &Outcome) {
    let (id, kind, attempt) = (message.id, message.kind.as_str(), message.attempts);
    match outcome {
        Outcome::Obsolete => tracing::info!(message = %id, kind, "a message is no longer true and was not sent"),
        Outcome::Sent => tracing::info!(message = %id, kind, attempt, "a message was sent"),
        Outcome::Dead { .. } => tracing::warn!(message = %id, kind, attempt, "a message was given up"),
        Outcome::Retried { not_before, .. } => {
            tracing::info!(message = %id, kind, attempt, next = %not_before, "a message will be tried again");
        }
        Outcome::Deferred { not_before, .. } => {
            tracing::warn!(message = %id, kind, next = %not_before, "the channel does not work");
        }
    }
}
