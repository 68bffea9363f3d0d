//! Beginning and ending a transaction on either database.

use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;

use crate::store::db::connection::Db;
use crate::store::db::error::StoreError;

pub(super) type Manager = <Db as Connection>::TransactionManager;

/// Begins a transaction by the words each database needs.
pub(super) fn begin(db: &mut Db, sqlite: &str, postgres: &str) -> Result<(), StoreError> {
    match db {
        Db::Sqlite(connection) => AnsiTransactionManager::begin_transaction_sql(connection, sqlite)?,
        Db::Postgres(connection) => AnsiTransactionManager::begin_transaction_sql(connection, postgres)?,
    }
    Ok(())
}

/// Runs `f` between a begin and a commit. A panic is an error like any other, so that the connection stays whole.
pub(super) fn in_transaction<T, E, F>(db: &mut Db, sqlite: &str, postgres: &str, f: F) -> Result<T, E>
where
    F: FnOnce(&mut Db) -> Result<T, E>,
    E: From<StoreError>,
{
    begin(db, sqlite, postgres)?;
    let result = catch_unwind(AssertUnwindSafe(|| f(db))).unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    match result {
        Ok(value) => {
            Manager::commit_transaction(db).map_err(|error| StoreError::unwritten(&error.into()))?;
            Ok(value)
        }
        Err(error) => {
            if let Err(failed) = Manager::rollback_transaction(db) {
                tracing::warn!(error = %failed, "a rollback failed; its connection is given up");
            }
            Err(error)
        }
    }
}
