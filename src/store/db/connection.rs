//! Which database, and one connection to it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::store::db::error::StoreError;

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

pub(crate) use {each_backend, load_locked};

/// Rows in one statement; PostgreSQL takes at most 65,535 values.
pub(crate) const CHUNK: usize = 500;

/// How long a connection waits for a lock somebody else holds, in milliseconds.
const LOCK_WAIT_MS: u32 = 10_000;
/// How long PostgreSQL may work on one statement, in milliseconds.
const STATEMENT_MS: u32 = 15_000;

/// Where the data is. Shown and debugged without its password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file; relative paths start at the working directory.
    Sqlite(PathBuf),
    /// The address as libpq reads it, `sslmode` and other parameters included.
    Postgres(url::Url),
}

/// Why a text is no database address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two databases.
    #[error(
        "{0:?} is not a database dutyline knows: use sqlite:PATH, as in sqlite:data/dutyline.db, or postgres://USER@HOST/NAME"
    )]
    Scheme(String),
    /// `sqlite:` and nothing behind it.
    #[error("the database address names no file: write sqlite:PATH, as in sqlite:data/dutyline.db")]
    NoFile,
    /// A database that vanishes with the process.
    #[error(
        "sqlite::memory: is refused: what is logged must survive the process; name a file, as in sqlite:data/dutyline.db"
    )]
    Memory,
    /// Options behind a file name.
    #[error("a sqlite: address takes no options after ?; dutyline sets them itself")]
    Options,
    /// Not an address at all; the text is left out because it may hold a password.
    #[error("the postgres address cannot be read: {0}")]
    Unreadable(String),
    /// TLS is asked for, and this program was built without it.
    #[error(
        "the postgres address asks for TLS, which this program was built without: build it with --features postgres-tls, \
         or leave sslmode out"
    )]
    NoTls,
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    /// Reads `sqlite:data/x.db`, `sqlite:///var/lib/x.db`, `postgres://…` and `postgresql://…`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) = text.split_once(':').ok_or_else(|| UrlError::Scheme(shortened(text)))?;
        match scheme {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.contains(":memory:") || path.contains("mode=memory") {
                    Err(UrlError::Memory)
                } else if path.is_empty() || path.ends_with('/') {
                    Err(UrlError::NoFile)
                } else if path.contains('?') {
                    Err(UrlError::Options)
                } else {
                    Ok(Self::Sqlite(PathBuf::from(path)))
                }
            }
            "postgres" | "postgresql" => {
                let url = url::Url::parse(text).map_err(|error| UrlError::Unreadable(error.to_string()))?;
                if !cfg!(feature = "postgres-tls") && asks_for_tls(&url) {
                    return Err(UrlError::NoTls);
                }
                Ok(Self::Postgres(url))
            }
            other => Err(UrlError::Scheme(shortened(other))),
        }
    }
}

/// Whether libpq may not connect without TLS (its documentation, "SSL Mode Descriptions").
fn asks_for_tls(url: &url::Url) -> bool {
    url.query_pairs()
        .any(|(name, value)| name == "sslmode" && matches!(&*value, "require" | "verify-ca" | "verify-full"))
}

/// What can be repeated of an unknown address: its scheme, never what may be a password.
fn shortened(text: &str) -> String {
    text.chars().take(20).take_while(|c| *c != '@').collect()
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let mut shown = url.clone();
                if shown.password().is_some() && shown.set_password(Some("***")).is_err() {
                    return f.write_str("postgres:***");
                }
                // libpq also takes secrets as parameters.
                if url.query().is_some_and(|query| query.contains("pass")) {
                    shown.set_query(Some("***"));
                }
                write!(f, "{shown}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl DatabaseUrl {
    /// `sqlite` or `postgres`, for messages and metrics.
    pub fn backend(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }
}

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
            let mut connection = SqliteConnection::establish(&file_name(path)?)
                .map_err(|error| StoreError::Open(format!("{url}: {error}")))?;
            // The busy timeout first: the settings after it can meet a lock.
            let query_only = if purpose == Purpose::Read { "ON" } else { "OFF" };
            for pragma in [
                format!("PRAGMA busy_timeout = {LOCK_WAIT_MS}"),
                "PRAGMA foreign_keys = ON".to_owned(),
                "PRAGMA synchronous = FULL".to_owned(),
                format!("PRAGMA query_only = {query_only}"),
            ] {
                connection.batch_execute(&pragma)?;
            }
            Ok(Db::Sqlite(connection))
        }
        DatabaseUrl::Postgres(address) => {
            let mut connection = PgConnection::establish(address.as_str())
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

/// A file name SQLite cannot take for one of its special names (`:memory:`, `file:…`).
fn file_name(path: &Path) -> Result<String, StoreError> {
    let path = if path.is_absolute() {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    };
    path.into_os_string()
        .into_string()
        .map_err(|_| StoreError::Open("the name of the database file is not UTF-8".to_owned()))
}

fn first_line(error: &ConnectionError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(path: &str) -> Result<DatabaseUrl, UrlError> {
        Ok(DatabaseUrl::Sqlite(PathBuf::from(path)))
    }

    #[test]
    fn reads_both_kinds_of_address() {
        assert_eq!("sqlite:data/x.db".parse(), sqlite("data/x.db"));
        assert_eq!("sqlite:///var/lib/x.db".parse(), sqlite("/var/lib/x.db"));
        assert_eq!("sqlite:/var/lib/x.db".parse(), sqlite("/var/lib/x.db"));
        for address in ["postgres://u:p@h/d?sslmode=prefer", "postgresql://h:5433/d"] {
            let url: DatabaseUrl = address.parse().unwrap();
            assert_eq!(url.backend(), "postgres");
        }
    }

    #[test]
    fn promises_tls_only_where_it_is_built_in() {
        let read: Result<DatabaseUrl, _> = "postgres://u:p@h/d?sslmode=require".parse();
        let refused = (!cfg!(feature = "postgres-tls")).then_some(UrlError::NoTls);
        assert_eq!(read.err(), refused);
    }

    #[test]
    fn refuses_anything_else_in_words() {
        for (text, error) in [
            ("mysql://h/d", UrlError::Scheme("mysql".to_owned())),
            ("data/x.db", UrlError::Scheme("data/x.db".to_owned())),
            ("", UrlError::Scheme(String::new())),
            ("sqlite:", UrlError::NoFile),
            ("sqlite:data/", UrlError::NoFile),
            ("sqlite::memory:", UrlError::Memory),
            ("sqlite://file::memory:?cache=shared", UrlError::Memory),
            ("sqlite:x.db?mode=ro", UrlError::Options),
        ] {
            assert_eq!(text.parse::<DatabaseUrl>(), Err(error), "{text}");
        }
    }

    #[test]
    fn never_shows_a_password() {
        for address in [
            "postgres://duty:hunter2@db.example/duty?sslmode=prefer",
            "postgres://duty@db.example/duty?password=hunter2",
        ] {
            let url: DatabaseUrl = address.parse().unwrap();
            for shown in [url.to_string(), format!("{url:?}")] {
                assert!(!shown.contains("hunter2"), "{shown}");
                assert!(shown.contains("db.example"), "{shown}");
            }
        }
        let error = "duty:hunter2@db.example".parse::<DatabaseUrl>().unwrap_err();
        assert!(!error.to_string().contains("hunter2"));
    }
}
