//! The background loop of `serve` and `demo`: sends what is due in the outbox.
//!
//! At least once: a message is claimed by a lease, looked at again just before it is sent, handed to the channel, and only
//! then settled. Whoever dies in between leaves a lease that runs out, and the next worker sends the message again, with the
//! same `Message-ID`. Each message is on its own: one that fails, stalls or panics holds up no other.

pub mod config;

use std::collections::HashMap;
use std::future::{Future, pending};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::{Id, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::actions::message::{Deliver, Delivered};
use crate::actions::reminder::{self, Rendered, Undeliverable};
use crate::actions::{ActionError, Context};
use crate::store::message::{self, Message};
use crate::worker::config::{WorkerConfig, back_off, rest};

/// The channel asks for patience in seconds or hours, not in days.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(6 * 3600);

/// Sends what is due. Clones are the same worker.
#[derive(Clone)]
pub struct Worker {
    cx: Context,
    channel: Arc<dyn Deliver>,
    name: String,
    config: WorkerConfig,
    health: Arc<Mutex<Health>>,
}

/// What became of the messages a worker took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Handed over.
    pub sent: usize,
    /// No longer true, so not sent.
    pub obsolete: usize,
    /// To be tried again.
    pub retried: usize,
    /// Given up.
    pub dead: usize,
    /// Put back because the channel does not work.
    pub held: usize,
}

/// What one attempt came to.
enum Outcome {
    Obsolete,
    Undeliverable(Undeliverable),
    Delivered(Delivered),
}

/// What became of one message.
#[derive(Clone, Copy)]
enum Fate {
    Obsolete,
    Sent,
    Dead,
    Retried,
    Held,
}

impl Tally {
    fn add(&mut self, fate: Fate) {
        *match fate {
            Fate::Obsolete => &mut self.obsolete,
            Fate::Sent => &mut self.sent,
            Fate::Dead => &mut self.dead,
            Fate::Retried => &mut self.retried,
            Fate::Held => &mut self.held,
        } += 1;
    }
}

/// The messages on their way, and which task carries which.
#[derive(Default)]
struct InFlight {
    tasks: JoinSet<Fate>,
    messages: HashMap<Id, Message>,
}

/// The state of the channel, as far as it shows in what it answers.
#[derive(Default)]
struct Health {
    failures: u32,
    rests_until: Option<DateTime<Utc>>,
}

impl Health {
    /// Until when the channel rests, if it does at an instant.
    fn rests_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.rests_until.filter(|until| now < *until)
    }

    /// Until when the channel rests now that it failed. Messages that fail together are one failure.
    fn fails(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.rests_at(now).unwrap_or_else(|| {
            self.failures = self.failures.saturating_add(1);
            *self.rests_until.insert(now + rest(self.failures))
        })
    }
}

impl Worker {
    /// A worker on a channel. The name marks its leases; two processes on one database need two.
    pub fn new(cx: Context, channel: Arc<dyn Deliver>, name: String) -> Self {
        Self {
            cx,
            channel,
            name,
            config: WorkerConfig::default(),
            health: Arc::default(),
        }
    }

    /// The same at another config.
    pub fn with_config(self, config: WorkerConfig) -> Self {
        Self { config, ..self }
    }

    /// Works until told to stop. What is on its way then is finished first; its time limits bound how long that takes.
    pub async fn run(&self, stop: CancellationToken) {
        tracing::info!(worker = %self.name, "the worker begins");
        let tally = self.work(Some(&stop)).await;
        tracing::info!(worker = %self.name, sent = tally.sent, dead = tally.dead, "the worker has stopped");
    }

    /// Sends everything that is due now, and returns when nothing is. Does not wait for any clock.
    pub async fn run_once(&self) -> Tally {
        self.work(None).await
    }

    async fn work(&self, stop: Option<&CancellationToken>) -> Tally {
        let mut flight = InFlight::default();
        let mut tally = Tally::default();
        loop {
            let stopping = stop.is_some_and(CancellationToken::is_cancelled);
            let claimed = if stopping { 0 } else { self.launch(&mut flight).await };
            if flight.tasks.is_empty() && (stopping || (stop.is_none() && claimed == 0)) {
                return tally;
            }
            let has_room = flight.tasks.len() < self.config.at_once;
            let idle = async {
                match stop {
                    Some(stop) if !stopping && has_room => self.until_something_is_due(stop).await,
                    Some(stop) if !stopping => stop.cancelled().await,
                    _ => pending().await,
                }
            };
            tokio::select! {
                Some(done) = flight.tasks.join_next_with_id() => {
                    match done {
                        Ok((id, fate)) => {
                            flight.messages.remove(&id);
                            tally.add(fate);
                        }
                        // It panicked. That is this message's trouble and nobody else's.
                        Err(error) => {
                            if let Some(message) = flight.messages.remove(&error.id()) {
                                let fault = Delivered::RetryUnsafe("the message could not be prepared".to_owned());
                                tally.add(self.settle(&message, Outcome::Delivered(fault)).await);
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
        let (lease_until, name) = (now + self.config.lease, self.name.clone());
        let limit = i64::try_from(room).unwrap_or(i64::MAX);
        let claimed = self
            .cx
            .store
            .write(move |db| message::claim(db, now, lease_until, &name, limit).map_err(ActionError::from))
            .await;
        let claimed = claimed.unwrap_or_else(|error| {
            tracing::warn!(%error, "the outbox could not be read");
            Vec::new()
        });
        let count = claimed.len();
        for message in claimed {
            let handle = flight.tasks.spawn(self.clone().carry(message.clone()));
            flight.messages.insert(handle.id(), message);
        }
        count
    }

    /// Sleeps until the next message is due, something was put into the outbox, the longest time between two looks has
    /// passed, or the worker is to stop.
    async fn until_something_is_due(&self, stop: &CancellationToken) {
        let next = self
            .cx
            .store
            .read(|db| message::next_due(db).map_err(ActionError::from))
            .await
            .unwrap_or_else(|error| {
                tracing::warn!(%error, "the outbox could not be read");
                None
            });
        let now = self.cx.now();
        let rests_until = self.health().rests_at(now);
        let until = match (next, rests_until) {
            (next, Some(rest)) => Some(next.map_or(rest, |next| next.max(rest))),
            (next, None) => next,
        };
        // What is due already is held by another worker, or the database failed: a second is soon enough.
        let wait = until.map_or(self.config.poll, |until| {
            let wait = (until - now).to_std().unwrap_or_default();
            wait.clamp(Duration::from_secs(1).min(self.config.poll), self.config.poll)
        });
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.cx.wake.notified(), if rests_until.is_none() => {}
            () = sleep(wait) => {}
        }
    }

    /// One message, from its claim to what is kept of it.
    async fn carry(self, message: Message) -> Fate {
        let outcome = if message.attempts > self.config.attempts {
            // Each of its attempts ended with the process, before anything could be kept of it.
            Outcome::Delivered(Delivered::Permanent("every attempt broke off".to_owned()))
        } else {
            attempt(&self.cx, self.channel.as_ref(), &message, self.config).await
        };
        self.settle(&message, outcome).await
    }

    async fn settle(&self, message: &Message, outcome: Outcome) -> Fate {
        let now = self.cx.now();
        let id = message.id;
        let attempts = message.attempts;
        let after = now + back_off(id, attempts);
        let delivered = matches!(outcome, Outcome::Delivered(_));
        let verdict = match outcome {
            Outcome::Obsolete => Verdict::Obsolete,
            Outcome::Undeliverable(why) => Verdict::Dead(why.code().to_owned()),
            Outcome::Delivered(Delivered::Sent) => Verdict::Sent,
            Outcome::Delivered(Delivered::Permanent(reason)) => Verdict::Dead(reason),
            Outcome::Delivered(Delivered::RetryAfter(wait)) => {
                let wait = TimeDelta::from_std(wait.min(LONGEST_RETRY_AFTER)).unwrap_or_default();
                self.again(attempts, now + wait, "asked to wait".to_owned())
            }
            Outcome::Delivered(Delivered::RetrySafe(reason) | Delivered::RetryUnsafe(reason)) => {
                self.again(attempts, after, reason)
            }
            Outcome::Delivered(Delivered::ChannelDown(reason)) => Verdict::Held(self.health().fails(now), reason),
        };
        if delivered && !matches!(verdict, Verdict::Held(..)) {
            *self.health() = Health::default();
        }
        let fate = verdict.fate();
        verdict.log(message);
        let written = self
            .cx
            .store
            .write(move |db| {
                match verdict {
                    Verdict::Obsolete => message::obsolete(db, id, now),
                    Verdict::Sent => message::sent(db, id, now),
                    Verdict::Dead(reason) => message::dead(db, id, now, &reason),
                    Verdict::Again(at, reason) => message::retry(db, id, at, &reason),
                    Verdict::Held(at, reason) => message::hold(db, id, at, &reason),
                }
                .map_err(ActionError::from)
            })
            .await;
        if let Err(error) = written {
            // Its lease runs out, and it is tried again: at least once.
            tracing::warn!(message = %id, %error, "what became of a message could not be kept");
        }
        fate
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another attempt, unless there were enough.
    fn again(&self, attempts: i32, at: DateTime<Utc>, reason: String) -> Verdict {
        if attempts >= self.config.attempts {
            Verdict::Dead(reason)
        } else {
            Verdict::Again(at, reason)
        }
    }
}

/// What is kept of an attempt. The reasons are the channel's words; they may name the recipient, so they go to the outbox
/// page and never into the log.
enum Verdict {
    Obsolete,
    Sent,
    Dead(String),
    Again(DateTime<Utc>, String),
    Held(DateTime<Utc>, String),
}

impl Verdict {
    fn fate(&self) -> Fate {
        match self {
            Self::Obsolete => Fate::Obsolete,
            Self::Sent => Fate::Sent,
            Self::Dead(_) => Fate::Dead,
            Self::Again(..) => Fate::Retried,
            Self::Held(..) => Fate::Held,
        }
    }

    fn log(&self, message: &Message) {
        let (id, kind, attempt) = (message.id, message.kind.as_str(), message.attempts);
        match self {
            Self::Obsolete => tracing::info!(message = %id, kind, "a message no longer holds and was not sent"),
            Self::Sent => tracing::info!(message = %id, kind, attempt, "a message was sent"),
            Self::Dead(_) => tracing::warn!(message = %id, kind, attempt, "a message was given up"),
            Self::Again(at, _) => {
                tracing::info!(message = %id, kind, attempt, next = %at, "a message will be tried again")
            }
            Self::Held(at, _) => tracing::warn!(message = %id, kind, next = %at, "the channel does not work"),
        }
    }
}

/// One attempt: what is true now, said, handed over.
async fn attempt(cx: &Context, channel: &dyn Deliver, message: &Message, limits: WorkerConfig) -> Outcome {
    let mail = match within(limits.prepare, reminder::render(cx, message)).await {
        Some(Ok(Rendered::Mail(mail))) => *mail,
        Some(Ok(Rendered::Obsolete)) => return Outcome::Obsolete,
        Some(Ok(Rendered::Undeliverable(why))) => return Outcome::Undeliverable(why),
        Some(Err(error)) => return Outcome::Delivered(Delivered::RetrySafe(error.to_string())),
        None => return Outcome::Delivered(Delivered::RetrySafe("not prepared in time".to_owned())),
    };
    let delivered = within(limits.deliver, channel.deliver(mail)).await;
    Outcome::Delivered(delivered.unwrap_or_else(|| Delivered::RetryUnsafe("no answer in time".to_owned())))
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    timeout(limit, work).await.ok()
}
