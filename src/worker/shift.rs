//! The loop of a lane: which step is taken when.

use std::collections::{BTreeMap, HashMap};
use std::future::pending;
use std::pin::Pin;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Sleep, sleep};
use tokio_util::sync::CancellationToken;

use crate::actions::message::{Mail, Message, Urgency};
use crate::domain::ids::MessageId;
use crate::domain::message::Outcome;
use crate::worker::lane::{Claimed, Lane, Places, Written, dead, log};
use crate::worker::tally::Tally;

/// What a task of the lane came to.
enum Step {
    Claimed(Claimed),
    Written(Vec<Message>, Result<Vec<Written>, String>),
    Answered(Message, Option<Outcome>),
    Settled,
    Rested,
}

/// What a task is about, for when it panics.
enum Task {
    Claim,
    Write(Vec<Message>),
    Send(Message),
    Settle(usize),
    Rest,
}

/// A message in words that waits for a place.
struct Ready {
    message: Message,
    mail: Box<Mail>,
    written_at: DateTime<Utc>,
}

/// One run of a lane, with what it has in hand.
pub(super) struct Shift {
    lane: Lane,
    steps: JoinSet<Step>,
    tasks: HashMap<Id, Task>,
    ready: BTreeMap<Urgency, Ready>,
    /// What has an answer that is not kept yet.
    outcomes: Vec<(MessageId, Outcome)>,
    untried: Vec<MessageId>,
    /// Claimed, and what became of it not kept.
    in_hand: usize,
    claiming: bool,
    settling: bool,
    /// Whether a look is worth it, and with how much room.
    look: Option<usize>,
    /// When to look whatever happens.
    alarm: Pin<Box<Sleep>>,
    /// Whether the channel was used since it last rested.
    used: bool,
    tally: Tally,
}

impl Shift {
    pub(super) fn of(lane: Lane) -> Self {
        Self {
            alarm: Box::pin(sleep(lane.config.poll)),
            lane,
            steps: JoinSet::new(),
            tasks: HashMap::new(),
            ready: BTreeMap::new(),
            outcomes: Vec::new(),
            untried: Vec::new(),
            in_hand: 0,
            claiming: false,
            settling: false,
            look: Some(1),
            used: false,
            tally: Tally::default(),
        }
    }

    /// Works until told to stop; without `stop`, until nothing is due.
    pub(super) async fn work(mut self, stop: Option<CancellationToken>) -> Tally {
        let mut woken = self.lane.cx.wake.listen();
        loop {
            let stopping = stop.as_ref().is_some_and(CancellationToken::is_cancelled);
            if stopping || self.lane.rests().is_some() {
                self.put_down();
            } else {
                self.claim();
                self.send();
            }
            self.settle();
            if self.steps.is_empty() {
                if self.used {
                    self.used = false;
                    self.lane.places = Places::new(self.lane.config.sends);
                    let rest = self.lane.clone().rest();
                    self.start(Task::Rest, async {
                        rest.await;
                        Step::Rested
                    });
                } else if stopping || stop.is_none() {
                    return self.tally;
                }
            }
            self.next(stop.as_ref().filter(|_| !stopping), &mut woken).await;
        }
    }

    /// Waits for a task to end, or for a reason to look.
    async fn next(&mut self, stop: Option<&CancellationToken>, woken: &mut watch::Receiver<()>) {
        let freed = std::sync::Arc::clone(&self.lane.places.freed);
        let stopped = async {
            match stop {
                Some(stop) => stop.cancelled().await,
                None => pending().await,
            }
        };
        tokio::select! {
            Some(done) = self.steps.join_next_with_id() => self.done(done),
            () = freed.notified() => {}
            () = stopped => {}
            Ok(()) = woken.changed(), if stop.is_some() => self.look = Some(1),
            () = &mut self.alarm, if stop.is_some() => {
                self.look = Some(1);
                self.alarm = Box::pin(sleep(self.lane.config.poll));
            }
        }
    }

    fn start(&mut self, task: Task, step: impl Future<Output = Step> + Send + 'static) {
        let handle = self.steps.spawn(step);
        self.tasks.insert(handle.id(), task);
    }

    /// Claims what there is room for, if it is worth it.
    fn claim(&mut self) {
        let room = self.lane.config.at_once.saturating_sub(self.in_hand);
        if self.claiming || room == 0 || self.look.is_none_or(|worth| room < worth) {
            return;
        }
        self.claiming = true;
        self.look = None;
        let claim = self.lane.clone().claim(room);
        self.start(Task::Claim, async { Step::Claimed(claim.await) });
    }

    fn write(&mut self, messages: Vec<Message>) {
        if messages.is_empty() {
            return;
        }
        let lane = self.lane.clone();
        self.start(Task::Write(messages.clone()), async move {
            let written = lane.write(&messages).await;
            Step::Written(messages, written)
        });
    }

    /// Sends the most urgent as long as there are places. What was written too long ago is written again instead, and what
    /// was claimed too long ago goes back.
    fn send(&mut self) {
        let now = self.lane.cx.now();
        let begun_by = now + self.lane.config.attempt();
        let (mut stale, mut theirs) = (Vec::new(), Vec::new());
        while let Some(place) = self.lane.places.take() {
            let Some((_, ready)) = self.ready.pop_first() else {
                break;
            };
            if ready.message.lease_until.is_none_or(|until| until < begun_by) {
                self.untried.push(ready.message.id);
                continue;
            }
            if now.signed_duration_since(ready.written_at).abs() > self.lane.config.fresh {
                stale.push(ready.message);
                theirs.push(place);
                continue;
            }
            self.used = true;
            let send = self.lane.clone().send(ready.message.clone(), *ready.mail, place);
            self.start(Task::Send(ready.message), async {
                let (message, outcome) = send.await;
                Step::Answered(message, outcome)
            });
        }
        self.write(stale);
    }

    /// Begins nothing more: gives back what was not handed over.
    fn put_down(&mut self) {
        let ready = std::mem::take(&mut self.ready);
        self.untried.extend(ready.into_values().map(|ready| ready.message.id));
    }

    /// Keeps what has an answer, all of it at once, unless that is being done: then the rest gathers.
    fn settle(&mut self) {
        let count = self.outcomes.len() + self.untried.len();
        if self.settling || count == 0 {
            return;
        }
        self.settling = true;
        let (outcomes, untried) = (std::mem::take(&mut self.outcomes), std::mem::take(&mut self.untried));
        let settle = self.lane.clone().settle(outcomes, untried);
        self.start(Task::Settle(count), async {
            settle.await;
            Step::Settled
        });
    }

    fn done(&mut self, done: Result<(Id, Step), JoinError>) {
        let id = done.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let task = self.tasks.remove(&id);
        // A claim or a settling that panicked is as if nothing had been claimed or kept: leases run out.
        match (task, done) {
            (Some(Task::Claim), Ok((_, Step::Claimed(claimed)))) => self.claimed(claimed),
            (Some(Task::Claim), _) => self.claiming = false,
            (_, Ok((_, Step::Written(messages, written)))) => self.written(messages, written),
            (_, Ok((_, Step::Answered(message, Some(outcome))))) => self.answered(&message, outcome),
            (_, Ok((_, Step::Answered(message, None)))) => self.write(vec![message]),
            (Some(Task::Settle(count)), _) => {
                self.settling = false;
                self.in_hand = self.in_hand.saturating_sub(count);
            }
            // It panicked. That is this message's trouble and nobody else's.
            (Some(Task::Send(message)), _) => self.broke_off(&message),
            (Some(Task::Write(messages)), _) => messages.iter().for_each(|message| self.broke_off(message)),
            (Some(Task::Rest) | None, _) => {}
        }
    }

    fn claimed(&mut self, claimed: Claimed) {
        self.claiming = false;
        self.in_hand += claimed.messages.len();
        match claimed.messages.len() {
            0 => self.alarm = Box::pin(sleep(claimed.wait)),
            // There is more. A look costs a transaction, so it is worth one for many.
            all if all == claimed.asked => {
                let many = (self.lane.config.at_once / 4).max(1);
                self.look = Some(self.look.unwrap_or(many));
            }
            _ => self.look = Some(1),
        }
        let attempts = self.lane.config.attempts;
        let (spent, messages): (Vec<_>, Vec<_>) = claimed
            .messages
            .into_iter()
            .partition(|message| message.attempts > attempts);
        for message in spent {
            // Each of its attempts ended with the process, before anything could be kept of it.
            self.answered(&message, dead("every attempt broke off"));
        }
        self.write(messages);
    }

    fn written(&mut self, messages: Vec<Message>, written: Result<Vec<Written>, String>) {
        let written = match (written, &messages[..]) {
            (Ok(written), _) => written,
            (Err(reason), [message]) => return self.answered(message, self.lane.again(message, reason)),
            // Each by itself, so that only the one at fault fails.
            (Err(_), _) => return messages.into_iter().for_each(|message| self.write(vec![message])),
        };
        let written_at = self.lane.cx.now();
        for (message, written) in messages.into_iter().zip(written) {
            match written {
                Written::Settled(outcome) => self.answered(&message, outcome),
                Written::Mail(mail) => {
                    let ready = Ready {
                        mail,
                        written_at,
                        message: message.clone(),
                    };
                    self.ready.insert(message.urgency(), ready);
                }
            }
        }
    }

    fn answered(&mut self, message: &Message, outcome: Outcome) {
        log(message, &outcome);
        self.tally.add(&outcome);
        if let Some(rests_until) = self.lane.rests() {
            self.look = Some(1);
            let wait = self.lane.until(Some(rests_until), self.lane.cx.now());
            self.alarm = Box::pin(sleep(wait));
        }
        self.outcomes.push((message.id, outcome));
    }

    fn broke_off(&mut self, message: &Message) {
        let outcome = self.lane.again(message, "the message could not be prepared".to_owned());
        self.answered(message, outcome);
    }
}
