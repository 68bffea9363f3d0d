//! The loop of one channel.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;
use tokio::task::{Id, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::actions::Context;
use crate::actions::message::render::render;
use crate::actions::message::{self, Deliver, Delivered, Message, Rendered};
use crate::domain::message::{Channel, Outcome};
use crate::worker::config::{WorkerConfig, back_off};
use crate::worker::health::Health;
use crate::worker::tally::Tally;

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
}

/// The messages on their way, and which task carries which.
#[derive(Default)]
struct InFlight {
    tasks: JoinSet<Outcome>,
    messages: HashMap<Id, Message>,
}

impl Lane {
    /// Works until told to stop; without `stop`, until nothing is due.
    pub(super) async fn work(self, stop: Option<CancellationToken>) -> Tally {
        let mut flight = InFlight::default();
        let mut tally = Tally::default();
        let mut woken = self.cx.wake.listen();
        loop {
            let stopping = stop.as_ref().is_some_and(CancellationToken::is_cancelled);
            let claimed = if stopping { 0 } else { self.launch(&mut flight).await };
            if flight.tasks.is_empty() && (stopping || (stop.is_none() && claimed == 0)) {
                return tally;
            }
            let has_room = flight.tasks.len() < self.config.at_once;
            let idle = async {
                match &stop {
                    Some(stop) if !stopping && has_room => self.until_something_is_due(stop, &mut woken).await,
                    Some(stop) if !stopping => stop.cancelled().await,
                    _ => pending().await,
                }
            };
            tokio::select! {
                Some(done) = flight.tasks.join_next_with_id() => {
                    match done {
                        Ok((id, outcome)) => {
                            flight.messages.remove(&id);
                            tally.add(&outcome);
                        }
                        // It panicked. That is this message's trouble and nobody else's.
                        Err(error) => {
                            if let Some(message) = flight.messages.remove(&error.id()) {
                                let outcome = self.again(&message, "the message could not be prepared".to_owned());
                                tally.add(&self.keep(&message, outcome).await);
                            }
                        }
                    }
                }
                () = idle => {}
            }
        }
    }

    /// Claims as much as there is room for and sets it off. Returns how many that were.
    async fn launch(&self, flight: &mut InFlight) -> usize {
        let now = self.cx.now();
        let room = self.config.at_once.saturating_sub(flight.tasks.len());
        if room == 0 || self.health().rests_at(now).is_some() {
            return 0;
        }
        let lease_until = now + self.config.lease();
        let claimed = message::claim(&self.cx, self.channel, &self.worker, lease_until, room).await;
        let claimed = claimed.unwrap_or_else(|error| {
            tracing::warn!(%error, "the messages could not be read");
            Vec::new()
        });
        let count = claimed.len();
        for message in claimed {
            let handle = flight.tasks.spawn(self.clone().carry(message.clone()));
            flight.messages.insert(handle.id(), message);
        }
        count
    }

    /// Sleeps until the next message is due, another is enqueued, the longest time between two looks has passed, or the
    /// worker is to stop.
    async fn until_something_is_due(&self, stop: &CancellationToken, woken: &mut watch::Receiver<()>) {
        let next = message::next_due(&self.cx, self.channel).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the messages could not be read");
            None
        });
        let now = self.cx.now();
        let rests_until = self.health().rests_at(now);
        let until = match (next, rests_until) {
            (next, Some(rest)) => Some(next.map_or(rest, |next| next.max(rest))),
            (next, None) => next,
        };
        // What is due already is leased by another worker, or the database failed: a second is soon enough.
        let wait = until.map_or(self.config.poll, |until| {
            let wait = (until - now).to_std().unwrap_or_default();
            wait.clamp(Duration::from_secs(1).min(self.config.poll), self.config.poll)
        });
        tokio::select! {
            () = stop.cancelled() => {}
            _ = woken.changed(), if rests_until.is_none() => {}
            () = sleep(wait) => {}
        }
    }

    /// One message, from its claim to what is kept of it.
    async fn carry(self, message: Message) -> Outcome {
        let outcome = self.attempt(&message).await;
        self.keep(&message, outcome).await
    }

    /// One attempt: what is true now, said, handed over.
    async fn attempt(&self, message: &Message) -> Outcome {
        let dead = |reason: &str| Outcome::Dead {
            reason: reason.to_owned(),
        };
        if message.attempts > self.config.attempts {
            // Each of its attempts ended with the process, before anything could be kept of it.
            return dead("every attempt broke off");
        }
        let mail = match timeout(self.config.preparing, render(&self.cx, message)).await {
            Ok(Ok(Rendered::Mail(mail))) => *mail,
            Ok(Ok(Rendered::Obsolete)) => return Outcome::Obsolete,
            Ok(Ok(Rendered::Undeliverable(why))) => return dead(why.code()),
            Ok(Ok(Rendered::Unreadable)) => return self.again(message, "its content cannot be read".to_owned()),
            Ok(Err(error)) => return self.again(message, error.to_string()),
            Err(_) => return self.again(message, "not prepared in time".to_owned()),
        };
        match timeout(self.config.sending, self.deliver.deliver(mail)).await {
            Ok(answer) => self.answered(message, answer),
            Err(_) => self.again(message, "no answer in time".to_owned()),
        }
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
        };
        *self.health() = Health::default();
        outcome
    }

    fn again(&self, message: &Message, reason: String) -> Outcome {
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

    async fn keep(&self, message: &Message, outcome: Outcome) -> Outcome {
        log(message, &outcome);
        if let Err(error) = message::settle(&self.cx, message.id, outcome.clone()).await {
            // Its lease runs out, and it is tried again: at least once.
            tracing::warn!(message = %message.id, %error, "what became of a message could not be kept");
        }
        outcome
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The reasons stay out of the log: they may name the recipient.
fn log(message: &Message, outcome: &Outcome) {
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
