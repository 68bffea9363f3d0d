//! SQLite's one writer.
//!
//! All writes go through one thread with a queue. What waits when it gets to it becomes one commit: each of several pieces of
//! work a savepoint of its own, so that one that fails does not undo the others, and every answer given after the commit.
//! That avoids fights for the lock and is many times quicker than a commit each, with full durability.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use diesel::connection::TransactionManager;
use tokio::sync::oneshot;

use crate::store::db::connection::{Db, Purpose, connect};
use crate::store::db::error::StoreError;
use crate::store::db::files::OpenFiles;
use crate::store::db::transaction::{Manager, begin};
use crate::store::db::url::DatabaseUrl;

/// Most pieces of work in one commit, so that the first of them does not wait for ever.
const MOST_IN_ONE_COMMIT: usize = 256;

/// Most pieces of work that wait. When the queue is full, refuse instead of waiting.
pub(crate) const MOST_WAITING: usize = 4096;

/// A handle to the writer's thread. Dropping it lets the thread finish what is queued and waits for it.
pub(crate) struct Writer {
    queue: Option<SyncSender<Box<dyn Work>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(url: DatabaseUrl, file: PathBuf) -> Result<Self, StoreError> {
        let db = Some(connect(&url, Purpose::Write)?);
        let files = OpenFiles::of(file);
        let (queue, waiting) = sync_channel(MOST_WAITING);
        let thread = std::thread::Builder::new()
            .name("dutyline-writer".to_owned())
            .spawn(move || WriterThread { url, db, files }.serve(&waiting))
            .map_err(|error| StoreError::Open(format!("no thread for writing: {error}")))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Queues work and waits for its commit; refuses it when too much waits.
    pub(crate) async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        E: From<StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let task = Task {
            span: tracing::Span::current(),
            work: Some(f),
            result: None,
            answer: sender,
        };
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.try_send(Box::new(task)).map_err(|refused| match refused {
            TrySendError::Full(_) => StoreError::Busy(format!("{MOST_WAITING} writes wait already")),
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        answer.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the writer ended by a panic");
        }
    }
}

/// A piece of work whose types are forgotten.
trait Work: Send {
    /// `false` when it failed and its savepoint is to be rolled back.
    fn run(&mut self, db: &mut Db) -> bool;
    /// Answers whoever waits. With an error, even work that went well was not stored.
    fn answer(self: Box<Self>, lost: Option<&StoreError>);
}

struct Task<T, E, F> {
    span: tracing::Span,
    work: Option<F>,
    result: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Work for Task<T, E, F>
where
    F: FnOnce(&mut Db) -> Result<T, E> + Send,
    E: From<StoreError> + Send,
    T: Send,
{
    fn run(&mut self, db: &mut Db) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        let result = self
            .span
            .in_scope(|| catch_unwind(AssertUnwindSafe(|| work(db))))
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let went_well = result.is_ok();
        self.result = Some(result);
        went_well
    }

    fn answer(self: Box<Self>, lost: Option<&StoreError>) {
        let result = match (self.result, lost) {
            (Some(Err(own)), _) => Err(own),
            (_, Some(lost)) => Err(StoreError::unwritten(lost).into()),
            (Some(Ok(value)), None) => Ok(value),
            (None, None) => Err(StoreError::Closed.into()),
        };
        // Whoever asked may have gone; the work is committed all the same.
        drop(self.answer.send(result));
    }
}

/// Adds what waits, and what follows at once. Whoever was answered by the last commit, which took so long, comes back with
/// the next request, one a moment after the other. They are waited for as long as they keep coming, rather than beginning a
/// commit with the first of them, which all others have to sit out.
fn gather(batch: &mut Vec<Box<dyn Work>>, waiting: &Receiver<Box<dyn Work>>, expected: usize, took: Duration) {
    let asked = Instant::now();
    let (pause, most) = (took / 8, took / 2);
    batch.extend(waiting.try_iter().take(MOST_IN_ONE_COMMIT - batch.len()));
    while batch.len() < expected
        && let Ok(next) = waiting.recv_timeout(pause.min(most.saturating_sub(asked.elapsed())))
    {
        batch.push(next);
    }
}

/// What the thread has: its connection, or none after a failure.
struct WriterThread {
    url: DatabaseUrl,
    db: Option<Db>,
    files: OpenFiles,
}

impl WriterThread {
    fn serve(mut self, waiting: &Receiver<Box<dyn Work>>) {
        let mut next = Vec::new();
        let (mut expected, mut took) = (1, Duration::ZERO);
        loop {
            if next.is_empty() {
                match waiting.recv() {
                    Ok(first) => next.push(first),
                    Err(_) => return,
                }
            }
            gather(&mut next, waiting, expected, took);
            let mut batch = std::mem::take(&mut next);
            let begun = Instant::now();
            let outcome = self.commit_together(&mut batch);
            took = begun.elapsed();
            if let Err(error) = &outcome {
                tracing::error!(%error, pieces = batch.len(), "a commit failed; nothing of it was kept");
                // After a failed write or sync nothing is known about this connection's view of the file.
                self.db = None;
            }
            // Who came meanwhile, before those come back who are answered now.
            next.extend(waiting.try_iter().take(MOST_IN_ONE_COMMIT));
            expected = (batch.len() + next.len()).min(MOST_IN_ONE_COMMIT);
            for work in batch {
                work.answer(outcome.as_ref().err());
            }
        }
    }

    /// Runs all work in one transaction. An error means that its outcome as a whole was lost.
    fn commit_together(&mut self, batch: &mut [Box<dyn Work>]) -> Result<(), StoreError> {
        if self.db.is_none() {
            self.files.closed();
        }
        self.files.are_there()?;
        let db = match &mut self.db {
            Some(db) => db,
            closed => {
                let db = connect(&self.url, Purpose::Write)?;
                // Until now others may have closed the file, too.
                self.files.closed();
                closed.insert(db)
            }
        };
        begin(db, "BEGIN IMMEDIATE", "BEGIN")?;
        // Alone it needs no savepoint, for which every page it changes would be copied first.
        if let [only] = batch {
            if !only.run(db) {
                return Ok(Manager::rollback_transaction(db)?);
            }
            Manager::commit_transaction(db)?;
            return self.files.are_there();
        }
        for work in batch {
            Manager::begin_transaction(db)?;
            if work.run(db) {
                Manager::commit_transaction(db)?;
            } else {
                Manager::rollback_transaction(db)?;
            }
        }
        Manager::commit_transaction(db)?;
        self.files.are_there()
    }
}
