//! [`Store`]: how everything above reads and writes.

use std::sync::Arc;
use std::time::Duration;

use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};

use crate::store::db::connection::{Db, Purpose, connect};
use crate::store::db::error::StoreError;
use crate::store::db::listener::Listener;
use crate::store::db::migrate::migrate;
use crate::store::db::transaction::in_transaction;
use crate::store::db::url::DatabaseUrl;
use crate::store::db::writer::Writer;

#[derive(Debug, Clone, Copy)]
pub struct PoolOptions {
    /// Most connections at once; on SQLite those that read, beside the one that writes.
    pub size: u32,
    /// How long work waits for a connection.
    pub wait: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            size: 8,
            wait: Duration::from_secs(5),
        }
    }
}

/// The tables, ready to be read and written. Clones share everything.
#[derive(Clone)]
pub struct Store {
    url: DatabaseUrl,
    pool: Pool<Connections>,
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
            DatabaseUrl::Sqlite(_) => (Purpose::Read, Some(Arc::new(Writer::start(url.clone())?))),
            DatabaseUrl::Postgres(_) => (Purpose::Write, None),
        };
        let pool = Pool::builder()
            .max_size(options.size)
            .min_idle(Some(1))
            .connection_timeout(options.wait)
            .build(Connections {
                url: url.clone(),
                purpose,
            })
            .map_err(|error| StoreError::Pool(error.to_string()))?;
        Ok(Self {
            url: url.clone(),
            pool,
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
        self.read(|db| Ok::<_, StoreError>(R2D2Connection::ping(db)?)).await?;
        self.write(|db| Ok(R2D2Connection::ping(db)?)).await
    }

    async fn pooled<T, E, F>(&self, sqlite: &'static str, postgres: &'static str, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        E: From<StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.pool.clone();
        let span = tracing::Span::current();
        let work = move || {
            span.in_scope(|| {
                let mut db: PooledConnection<Connections> =
                    pool.get().map_err(|error| StoreError::Pool(error.to_string()))?;
                in_transaction(&mut db, sqlite, postgres, f)
            })
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(result) => result,
            Err(_) => Err(StoreError::Panicked.into()),
        }
    }
}

/// Makes connections for the pool, by the scheme of the address.
#[derive(Debug)]
struct Connections {
    url: DatabaseUrl,
    purpose: Purpose,
}

impl ManageConnection for Connections {
    type Connection = Db;
    type Error = StoreError;

    fn connect(&self) -> Result<Db, StoreError> {
        connect(&self.url, self.purpose)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), StoreError> {
        match db {
            Db::Postgres(_) => Ok(R2D2Connection::ping(db)?),
            // A file does not go away between two uses.
            Db::Sqlite(_) => Ok(()),
        }
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        R2D2Connection::is_broken(db)
    }
}
