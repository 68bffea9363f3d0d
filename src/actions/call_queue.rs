//! Calls go in together: what waits while a batch is written becomes the next batch, with what its answers bring back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::sleep;

use crate::actions::authorize::allows_in;
use crate::actions::error::ActionError;
use crate::clock::Clock;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditEvent;
use crate::domain::call::{Call, NewCall};
use crate::domain::ids::{CallId, ConsultationId};
use crate::store::call::{self as rows, Stored};
use crate::store::{Db, Store, StoreError, audit, consultation, contribution};

/// Most calls in one batch, so that the first of them does not wait for ever.
const MOST_IN_ONE_BATCH: usize = 256;
/// Other texts that are stored beside a call. A form that is sent again and again brings two or three.
pub const MOST_BESIDE: usize = 20;
/// Most calls that wait. When there are more, refuse instead of waiting.
const MOST_WAITING: usize = 4096;
/// A batch that took longer is waited for as if it had taken this.
const LONGEST_COUNTED: Duration = Duration::from_millis(100);
/// How often it is looked who has come meanwhile.
const TICK: Duration = Duration::from_millis(1);

/// A call as it was sent, checked.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) new: NewCall,
    /// SHA-256 of what was sent.
    pub(super) content_hash: String,
    pub(super) by: Actor,
    pub(super) at: DateTime<Utc>,
    /// The call it becomes, its contributions without numbers, and the line of the record; `None` when it is refused unless
    /// it is there already.
    pub(super) call: Option<(Call, AuditEvent)>,
}

/// What became of a call that was to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logged {
    /// It is in the register now.
    New(Call),
    /// It stood there already, with the same content.
    Again(Call),
    /// There is another call with this id.
    Conflict {
        /// That call; `None` when the actor may not read it.
        there: Option<Call>,
        /// Whether what was sent is stored beside it; not where [`MOST_BESIDE`] other texts are.
        kept: bool,
    },
}

/// `None` when there was nothing to add, or its id is that of a call of an office its sender does not belong to.
type Outcome = Result<Option<Logged>, ActionError>;

struct Waiting {
    sent: Sent,
    answer: oneshot::Sender<Outcome>,
}

/// The calls that wait in this process; clones are the same.
#[derive(Clone)]
pub struct CallQueue {
    waiting: Arc<Mutex<Vec<Waiting>>>,
    /// One permit for each batch that may be on its way.
    ways: Arc<Semaphore>,
    clock: Arc<dyn Clock>,
    /// Where batches are written. Not where a call comes in: threads that answer end one by one when the server stops, and the
    /// others may still wait for a batch.
    runtime: Handle,
}

impl CallQueue {
    /// Batches are written by the runtime this is called in, so many at once.
    pub(super) fn new(at_once: usize, clock: Arc<dyn Clock>) -> Self {
        Self {
            waiting: Arc::default(),
            ways: Arc::new(Semaphore::new(at_once)),
            clock,
            runtime: Handle::current(),
        }
    }

    /// Writes a call with those that wait, and answers when it is committed.
    ///
    /// # Errors
    /// Database faults: those of the batch when nothing could be stored, else those of this call alone.
    pub(super) async fn write(&self, store: &Store, sent: Sent) -> Outcome {
        let (answer, answered) = oneshot::channel();
        {
            let mut waiting = self.waiting();
            if waiting.len() >= MOST_WAITING {
                return Err(StoreError::Busy(format!("{MOST_WAITING} calls wait already")).into());
            }
            waiting.push(Waiting { sent, answer });
            if let Ok(way) = Arc::clone(&self.ways).try_acquire_owned() {
                // A task of its own: whoever sent the first call may go away, and the others still wait.
                self.runtime.spawn(self.clone().work(store.clone(), way));
            }
        }
        answered.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes batch after batch until nothing waits.
    async fn work(self, store: Store, way: OwnedSemaphorePermit) {
        loop {
            let batch: Vec<Waiting> = {
                let mut waiting = self.waiting();
                if waiting.is_empty() {
                    // Before anybody else can look: the next call needs a way.
                    drop(way);
                    return;
                }
                let length = waiting.len().min(MOST_IN_ONE_BATCH);
                waiting.drain(..length).collect()
            };
            let begun = self.clock.elapsed();
            let (sent, answers): (Vec<Sent>, Vec<_>) = batch.into_iter().map(|one| (one.sent, one.answer)).unzip();
            let outcomes = write_all(&store, sent).await;
            let took = self.clock.elapsed().saturating_sub(begun);
            // Who came meanwhile, before those come back who are answered now.
            let expected = self.waiting().len() + outcomes.len();
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Whoever asked may have gone; the call is in the register all the same.
                drop(answer.send(outcome));
            }
            // Where several batches are on their way, the others take those who come back.
            if store.writes_at_once() == 1 {
                self.gather(expected.min(MOST_IN_ONE_BATCH), took).await;
            }
        }
    }

    /// Waits for those whom the last batch answered, which took so long: a program that is told comes back with its next
    /// call, one a moment after the other. A batch begun with the first of them makes all others sit it out. They are
    /// waited for as long as they keep coming, and never longer than half of what the batch took.
    async fn gather(&self, expected: usize, took: Duration) {
        let took = took.min(LONGEST_COUNTED).as_millis() / TICK.as_millis();
        let (mut there, mut quiet) = (self.waiting().len(), 0);
        for _ in 0..took / 2 {
            if there >= expected || quiet >= took / 4 {
                return;
            }
            sleep(TICK).await;
            let now = self.waiting().len();
            quiet = if now > there { 0 } else { quiet + 1 };
            there = now;
        }
    }
}

/// Writes calls in one transaction. When it cannot be committed because of one of them, each is written alone.
async fn write_all(store: &Store, sent: Vec<Sent>) -> Vec<Outcome> {
    let sent: Arc<[Sent]> = sent.into();
    let error = match write(store, Arc::clone(&sent)).await {
        Ok(written) => return written.into_iter().map(Ok).collect(),
        Err(error) => error,
    };
    if error.is_passing() || matches!(error, StoreError::Full) {
        return sent.iter().map(|_| Err(StoreError::unwritten(&error).into())).collect();
    }
    let mut outcomes = Vec::new();
    for one in sent.iter() {
        outcomes.push(write_alone(store, one).await);
    }
    outcomes
}

async fn write_alone(store: &Store, sent: &Sent) -> Outcome {
    let alone: Arc<[Sent]> = Arc::new([sent.clone()]);
    let written = match write(store, Arc::clone(&alone)).await {
        // The same call came to another process and that one was first: now it is there to compare with.
        Err(StoreError::Duplicate(_)) => write(store, alone).await,
        written => written,
    };
    Ok(written?.pop().flatten())
}

async fn write(store: &Store, sent: Arc<[Sent]>) -> Result<Vec<Option<Logged>>, StoreError> {
    store.write(move |db| write_in(db, &sent)).await
}

fn write_in(db: &mut Db, sent: &[Sent]) -> Result<Vec<Option<Logged>>, StoreError> {
    let ids: Vec<CallId> = sent.iter().map(|one| one.new.id).collect();
    let mut there = rows::by_ids(db, &ids)?;
    let mut taken: BTreeSet<CallId> = there.keys().copied().collect();
    let (mut fresh, mut lines, mut first) = (Vec::new(), Vec::new(), Vec::new());
    for one in sent {
        let new = one.call.as_ref().filter(|(call, _)| taken.insert(call.id));
        first.push(new.is_some());
        if let Some((call, line)) = new {
            lines.push(line.clone());
            fresh.push(Stored {
                call: call.clone(),
                content_hash: one.content_hash.clone(),
            });
        }
    }
    number(db, &mut fresh)?;
    rows::insert_all(db, &fresh)?;
    audit::append(db, &lines)?;
    there.extend(fresh.into_iter().map(|stored| (stored.call.id, stored)));
    let judged = sent.iter().zip(first);
    judged.map(|(one, is_first)| judge(db, one, is_first, &there)).collect()
}

/// Numbers the contributions of calls, each consultation's in the order of the calls. Consultations by id, so that two who do
/// this never wait for each other in a circle.
fn number(db: &mut Db, calls: &mut [Stored]) -> Result<(), StoreError> {
    let mut counts: BTreeMap<ConsultationId, i32> = BTreeMap::new();
    for stored in calls.iter() {
        let count = i32::try_from(stored.call.contributions.len()).unwrap_or(i32::MAX);
        *counts.entry(stored.call.consultation).or_default() += count;
    }
    let mut next = BTreeMap::new();
    for (consultation, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        next.insert(consultation, contribution::take_numbers(db, consultation, count)?);
    }
    for Stored { call, .. } in calls {
        for contribution in &mut call.contributions {
            if let Some(number) = next.get_mut(&call.consultation) {
                contribution.number = *number;
                *number += 1;
            }
        }
    }
    Ok(())
}

fn judge(
    db: &mut Db,
    sent: &Sent,
    is_first: bool,
    there: &BTreeMap<CallId, Stored>,
) -> Result<Option<Logged>, StoreError> {
    let Some(stored) = there.get(&sent.new.id) else {
        return Ok(None);
    };
    if is_first {
        return Ok(Some(Logged::New(stored.call.clone())));
    }
    let of = consultation::by_id(db, stored.call.consultation)?;
    let Some(unit) = of
        .map(|of| of.unit.id)
        .filter(|unit| allows_in(&sent.by, Right::LogCalls, *unit))
    else {
        return Ok(None);
    };
    let own = stored.call.taken_by == sent.by.user;
    if own && stored.content_hash == sent.content_hash {
        return Ok(Some(Logged::Again(stored.call.clone())));
    }
    let body = serde_json::to_value(&sent.new).unwrap_or_default();
    let kept = rows::keep_conflict(db, sent.new.id, sent.at, sent.by.user, &body, MOST_BESIDE)?;
    let reads_all = allows_in(&sent.by, Right::ReadRegister, unit);
    let there = Some(stored.call.clone()).filter(|_| own || reads_all);
    Ok(Some(Logged::Conflict { there, kept }))
}
