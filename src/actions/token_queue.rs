//! Programs that ask at once are known together: who comes while tokens are read is in the next reading.
//!
//! Nothing is remembered. Every token is read after its request came, so that one that was revoked counts for nothing at once,
//! in all processes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::clock::Clock;
use crate::store::session::{self, Token};
use crate::store::{Store, StoreError};

/// Those who wait, by the hash of their token.
type Waiting = BTreeMap<String, Vec<oneshot::Sender<Option<Token>>>>;

#[derive(Default)]
struct Queue {
    waiting: Waiting,
    is_read: bool,
}

/// The tokens that are asked for in this process; clones are the same.
#[derive(Clone)]
pub struct TokenQueue {
    queue: Arc<Mutex<Queue>>,
    /// Where they are read. Not where a request comes in: threads that answer end one by one when the server stops.
    runtime: Handle,
}

impl TokenQueue {
    /// Tokens are read by the runtime this is called in.
    pub(super) fn new() -> Self {
        Self {
            queue: Arc::default(),
            runtime: Handle::current(),
        }
    }

    /// The token of a hash, while it counts.
    ///
    /// # Errors
    /// Database faults.
    pub(super) async fn read(
        &self,
        store: &Store,
        clock: &Arc<dyn Clock>,
        hash: &str,
    ) -> Result<Option<Token>, StoreError> {
        let (answer, answered) = oneshot::channel();
        {
            let mut queue = self.queue();
            queue.waiting.entry(hash.to_owned()).or_default().push(answer);
            if !queue.is_read {
                queue.is_read = true;
                // A task of its own: whoever asked first may go away, and the others still wait.
                self.runtime.spawn(self.clone().work(store.clone(), Arc::clone(clock)));
            }
        }
        match answered.await {
            Ok(token) => Ok(token),
            // What kept them from being read together is told to each by itself.
            Err(_) => {
                let (hash, now) = (hash.to_owned(), clock.now());
                store.read(move |db| session::token(db, &hash, now)).await
            }
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those who wait now; `None`, and nobody reads any more, when nobody does.
    fn next(&self) -> Option<Waiting> {
        let mut queue = self.queue();
        queue.is_read = !queue.waiting.is_empty();
        queue.is_read.then(|| std::mem::take(&mut queue.waiting))
    }

    /// Reads until nobody waits.
    async fn work(self, store: Store, clock: Arc<dyn Clock>) {
        while let Some(waiting) = self.next() {
            let now = clock.now();
            let reading = store.read(move |db| {
                let one = |(hash, answers): (String, Vec<_>)| Ok((session::token(db, &hash, now)?, answers));
                waiting.into_iter().map(one).collect::<Result<Vec<_>, StoreError>>()
            });
            for (token, answers) in reading.await.unwrap_or_default() {
                for answer in answers {
                    // Whoever asked may have gone.
                    drop(answer.send(token.clone()));
                }
            }
        }
    }
}
