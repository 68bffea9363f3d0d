//! Both databases as one, and a connection to either.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::store::db::error::StoreError;
use crate::store::db::url::DatabaseUrl;

pub use multi::Db;

/// The derive writes a few hundred lines beside the enum; they stay in here.
mod multi {
    /// A connection to either database. What SQL both understand is written once against it.
    #[derive(diesel::MultiConnection)]
    pub enum Db {
        /// PostgreSQL, or an engine that speaks its protocol.
        Postgres(diesel::PgConnection),
        /// SQLite, in a file.
        Sqlite(diesel::SqliteConnection),
    }
}

/// The backend that stands for both.
pub(crate) type Mb = <Db as Connection>::Backend;

/// Type-checks and runs one body against each concrete connection: for what [`Db`] itself cannot express (upsert, batch
/// insert, rows returned by an update).
macro_rules! each_backend {
    ($db:expr, |$c:ident| $body:expr) => {
        match $db {
            $crate::store::db::connection::Db::Postgres($c) => $body,
            $crate::store::db::connection::Db::Sqlite($c) => $body,
        }
    };
}

/// Loads rows and, on PostgreSQL, locks them until the transaction ends (`FOR NO KEY UPDATE`: two of these wait for each
/// other, a foreign key that points at the row does not). SQLite has one writer, so its rows are locked already.
/// With `skip locked`, rows that somebody else holds are left out instead of waited for.
macro_rules! load_locked {
    ($db:expr, $query:expr) => {
        match $db {
            $crate::store::db::connection::Db::Postgres(c) => {
                diesel::RunQueryDsl::load(diesel::QueryDsl::for_no_key_update($query), c)
            }
            $crate::store::db::connection::Db::Sqlite(c) => diesel::RunQueryDsl::load($query, c),
        }
    };
    ($db:expr, skip locked, $query:expr) => {
        match $db {
            $crate::store::db::connection::Db::Postgres(c) => diesel::RunQueryDsl::load(
                diesel::QueryDsl::skip_locked(diesel::QueryDsl::for_no_key_update($query)),
                c,
            ),
            $crate::store::db::connection::Db::Sqlite(c) => diesel::RunQueryDsl::load($query, c),
        }
    };
}

/// Inserts a slice of rows: many with one statement on PostgreSQL, which is a way there and back away; one by one on SQLite,
/// which is not, by a statement that is prepared once and for all.
macro_rules! insert_all {
    ($db:expr, $table:expr, $rows:expr) => {
        match $db {
            $crate::store::db::connection::Db::Postgres(c) => {
                $rows.chunks($crate::store::db::connection::CHUNK).try_for_each(|rows| {
                    diesel::RunQueryDsl::execute(diesel::insert_into($table).values(rows), c).map(drop)
                })
            }
            $crate::store::db::connection::Db::Sqlite(c) => $rows
                .iter()
                .try_for_each(|row| diesel::RunQueryDsl::execute(diesel::insert_into($table).values(row), c).map(drop)),
        }
    };
}

pub(crate) use {each_backend, insert_all, load_locked};

/// Rows in one statement; PostgreSQL takes at most 65,535 values.
pub(crate) const CHUNK: usize = 500;

/// How long a connection waits for a lock somebody else holds, in milliseconds.
const LOCK_WAIT_MS: u32 = 10_000;
/// How long PostgreSQL may work on one statement, in milliseconds.
const STATEMENT_MS: u32 = 15_000;

/// After so many pages of 4 KiB in its log SQLite writes them into the database file, and the commit that made it so many
/// waits for that. Its own thousand come after a dozen commits of calls; 16 MiB are read again in a moment after a crash.
const CHECKPOINT_PAGES: u32 = 4000;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Reading; SQLite refuses every write on it.
    Read,
    /// Writing, and on PostgreSQL reading too.
    Write,
    /// Migrating: may wait for another process as long as that takes.
    Migrate,
}

/// Opens one connection and sets what must be set on each.
pub(crate) fn connect(url: &DatabaseUrl, purpose: Purpose) -> Result<Db, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let mut connection = SqliteConnection::establish(&file_uri(path)?)
                .map_err(|error| StoreError::Open(format!("{url}: {error}")))?;
            // The busy timeout first: the settings after it can meet a lock.
            let query_only = if purpose == Purpose::Read { "ON" } else { "OFF" };
            for pragma in [
                format!("PRAGMA busy_timeout = {LOCK_WAIT_MS}"),
                "PRAGMA foreign_keys = ON".to_owned(),
                "PRAGMA synchronous = FULL".to_owned(),
                format!("PRAGMA query_only = {query_only}"),
                // Savepoints would make and remove a file each time.
                "PRAGMA temp_store = MEMORY".to_owned(),
                format!("PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}"),
            ] {
                connection.batch_execute(&pragma)?;
            }
            Ok(Db::Sqlite(connection))
        }
        DatabaseUrl::Postgres(address) => {
            let mut connection = PgConnection::establish(impatient(address).as_str())
                .map_err(|error| StoreError::Open(format!("{url}: {}", first_line(&error))))?;
            connection.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning")?;
            if purpose != Purpose::Migrate {
                connection.batch_execute(&format!(
                    "SET statement_timeout = {STATEMENT_MS}; SET lock_timeout = {LOCK_WAIT_MS}; \
                     SET idle_in_transaction_session_timeout = {STATEMENT_MS}"
                ))?;
            }
            Ok(Db::Postgres(connection))
        }
    }
}

/// The file as SQLite's documentation ("URI Filenames") writes it, so that one that is not there is not made.
fn file_uri(path: &Path) -> Result<String, StoreError> {
    let name = path
        .to_str()
        .ok_or_else(|| StoreError::Open("the name of the database file is not UTF-8".to_owned()))?;
    let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    // A path that begins with two slashes would be read as a host.
    let root = if name.starts_with('/') { "//" } else { "" };
    Ok(format!("file:{root}{name}?mode=rw"))
}

/// The address with what makes libpq notice a server that went silent, unless it says otherwise itself: no word for 10 s
/// when connecting, no acknowledgement for 20 s of what was sent, no sign of life for 25 s.
fn impatient(address: &url::Url) -> url::Url {
    let mut patient = address.clone();
    for (name, value) in [
        ("connect_timeout", "10"),
        ("tcp_user_timeout", "20000"),
        ("keepalives_idle", "10"),
        ("keepalives_interval", "5"),
        ("keepalives_count", "3"),
    ] {
        if !address.query_pairs().any(|(said, _)| said == name) {
            patient.query_pairs_mut().append_pair(name, value);
        }
    }
    patient
}

fn first_line(error: &ConnectionError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
