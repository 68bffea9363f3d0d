//! [`Store`]: how everything above reads and writes.
//!
//! The pool is our own for two reasons: work waits for a connection without holding a thread, and a connection that went
//! silent, as after a failover, gives up its place, though the thread that waits for it cannot be woken.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use diesel::connection::{SimpleConnection, TransactionManager};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::timeout;

use crate::store::db::connection::{Db, Purpose, connect};
use crate::store::db::error::StoreError;
use crate::store::db::listener::Listener;
use crate::store::db::migrate::migrate;
use crate::store::db::transaction::{Manager, in_transaction};
use crate::store::db::url::DatabaseUrl;
use crate::store::db::writer::Writer;

#[derive(Debug, Clone, Copy)]
pub struct PoolOptions {
    /// Most connections at once; on SQLite those that read, beside the one that writes.
    pub size: u32,
    /// How long work waits for a connection.
    pub wait: Duration,
    /// How long PostgreSQL may take for a transaction before its connection is given up: longer than its own limits for
    /// a lock and a statement.
    pub silence: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            size: 8,
            wait: Duration::from_secs(5),
            silence: Duration::from_secs(30),
        }
    }
}

/// The tables, ready to be read and written. Clones share everything.
#[derive(Clone)]
pub struct Store {
    url: DatabaseUrl,
    pool: Arc<Pool>,
    /// SQLite's one writer; PostgreSQL writes through the pool.
    writer: Option<Arc<Writer>>,
}

impl Store {
    /// Opens a database: makes the SQLite file and its folder when they are missing, and runs the missing migrations
    /// under a lock.
    ///
    /// # Errors
    /// [`StoreError::Open`] or [`StoreError::Migration`], each with a sentence for whoever runs the program.
    pub fn open(url: &DatabaseUrl, options: PoolOptions) -> Result<Self, StoreError> {
        migrate(url)?;
        let (purpose, writer) = match url {
            DatabaseUrl::Sqlite(path) => {
                let writer = Writer::start(url.clone(), path.clone())?;
                (Purpose::Read, Some(Arc::new(writer)))
            }
            DatabaseUrl::Postgres(_) => (Purpose::Write, None),
        };
        let pool = Pool {
            url: url.clone(),
            purpose,
            options,
            places: Arc::new(Semaphore::new(usize::try_from(options.size).unwrap_or(usize::MAX))),
            idle: Mutex::default(),
        };
        Ok(Self {
            url: url.clone(),
            pool: Arc::new(pool),
            writer,
        })
    }

    /// Reads. All of `f` sees one and the same state of the database; it cannot write.
    ///
    /// # Errors
    /// Those of `f`; [`StoreError::Pool`] when no connection comes free; [`StoreError::Panicked`] when `f` panics.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        E: From<StoreError> + Send + 'static,
        T: Send + 'static,
    {
        self.pooled("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", f)
            .await
    }

    /// Writes. `f` is one transaction: all of it is committed, and on disk, when this returns `Ok`, nothing of it when
    /// it returns `Err`.
    ///
    /// On SQLite, work that waits shares one commit; a part that fails does not touch the others. On PostgreSQL
    /// it is a transaction of a pooled connection (`READ COMMITTED`; the functions of this storey lock the rows whose
    /// rules need it, always consultation, then extensions, then staff, each by id).
    ///
    /// # Errors
    /// Those of `f`; [`StoreError::Unwritten`] when the commit fails; [`StoreError::Pool`]; [`StoreError::Panicked`].
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        E: From<StoreError> + Send + 'static,
        T: Send + 'static,
    {
        match &self.writer {
            Some(writer) => writer.write(f).await,
            None => self.pooled("BEGIN IMMEDIATE", "BEGIN", f).await,
        }
    }

    /// How many writes may be on their way to the disk at once, as far as it helps: SQLite has one writer.
    pub fn writes_at_once(&self) -> usize {
        if self.writer.is_some() { 1 } else { 3 }
    }

    /// Listens for changes of what residents can see. On PostgreSQL with one more connection, which comes back by itself
    /// when it is lost; on SQLite nothing is ever told.
    pub fn listen(&self) -> Listener {
        Listener::start(&self.url)
    }

    /// Whether the database answers, for readers and for the writer. Writes nothing.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read(ping).await?;
        self.write(ping).await
    }

    async fn pooled<T, E, F>(&self, sqlite: &'static str, postgres: &'static str, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        E: From<StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let place = self.pool.place().await?;
        let pool = Arc::clone(&self.pool);
        let span = tracing::Span::current();
        let work = move || {
            span.in_scope(|| {
                let mut db = pool.take()?;
                let result = in_transaction(&mut db, sqlite, postgres, f);
                pool.give_back(db, result.is_ok());
                result
            })
        };
        let done = match &self.pool.url {
            DatabaseUrl::Sqlite(_) => {
                let work = move || {
                    let _place = place;
                    work()
                };
                spawn_blocking(work).await
            }
            DatabaseUrl::Postgres(_) => within(self.pool.options.silence, place, work).await?,
        };
        done.unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }
}

/// Does the work, and gives its place up when that takes too long, also when nobody waits for it any more.
async fn within<T, E, F>(
    limit: Duration,
    place: OwnedSemaphorePermit,
    work: F,
) -> Result<Result<Result<T, E>, JoinError>, StoreError>
where
    F: FnOnce() -> Result<T, E> + Send + 'static,
    E: Send + 'static,
    T: Send + 'static,
{
    let watched = tokio::spawn(async move {
        let _place = place;
        timeout(limit, spawn_blocking(work)).await
    });
    match watched.await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) => Err(StoreError::Silent),
        Err(_) => Err(StoreError::Closed),
    }
}

fn ping(db: &mut Db) -> Result<(), StoreError> {
    Ok(db.batch_execute("SELECT 1")?)
}

/// The connections, those that are made and not in use.
struct Pool {
    url: DatabaseUrl,
    purpose: Purpose,
    options: PoolOptions,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<(Db, Instant)>>,
}

/// After so much time without use PostgreSQL is asked whether it is still there.
const DOUBT: Duration = Duration::from_secs(1);

impl Pool {
    /// The right to a connection.
    async fn place(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        let wait = self.options.wait;
        match timeout(wait, Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Pool(format!(
                "none came free within {} s",
                wait.as_secs_f32()
            ))),
        }
    }

    /// A connection, the last that was used if there is one. A file does not go away between two uses; a server may.
    fn take(&self) -> Result<Db, StoreError> {
        let last = self.idle().pop();
        if let Some((mut db, since)) = last {
            if matches!(db, Db::Sqlite(_)) || since.elapsed() < DOUBT || ping(&mut db).is_ok() {
                return Ok(db);
            }
            // It went with the others.
            self.idle().clear();
        }
        connect(&self.url, self.purpose)
    }

    /// Keeps a connection for the next work, if it is in order.
    fn give_back(&self, mut db: Db, went_well: bool) {
        let broken = Manager::is_broken_transaction_manager(&mut db);
        if broken || (!went_well && ping(&mut db).is_err()) {
            self.idle().clear();
            return;
        }
        let mut idle = self.idle();
        // One that was given up and came back after all is one too many.
        if idle.len() < usize::try_from(self.options.size).unwrap_or(usize::MAX) {
            idle.push((db, Instant::now()));
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(Db, Instant)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
