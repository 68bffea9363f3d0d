//! How the databases are opened.

use dutyline::store::{PoolOptions, Store, StoreError};

use crate::store::sample::write;
use crate::support::database::{Backend, TestDatabase, values};

#[tokio::test]
async fn what_cannot_be_opened_says_so_without_the_password() {
    let address = match Backend::of_environment() {
        Backend::Sqlite => "sqlite:/proc/nowhere/x.db",
        Backend::Postgres => "postgres://duty:hunter2@127.0.0.1:1/duty",
    };
    let error = Store::open(&address.parse().unwrap(), PoolOptions::default())
        .err()
        .unwrap();
    assert!(matches!(error, StoreError::Open(_)), "{error}");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

/// An acknowledged call must survive a power cut.
#[tokio::test]
async fn a_commit_is_on_disk_before_it_is_answered() {
    let database = TestDatabase::new();
    let store = database.store();
    let (query, durable) = match Backend::of_environment() {
        // 2 is FULL (SQLite's documentation, "PRAGMA synchronous").
        Backend::Sqlite => ("SELECT CAST(synchronous AS TEXT) AS value FROM pragma_synchronous", "2"),
        // There it is the server's setting, which we leave alone.
        Backend::Postgres => (
            "SELECT (setting = reset_val)::text AS value FROM pg_settings WHERE name = 'synchronous_commit'",
            "true",
        ),
    };
    let on_the_writer = write(&store, |db| Ok(values(db, query))).await.unwrap();
    assert_eq!(on_the_writer, [durable]);
}
