//! Brings the tables up to date, one process at a time.

use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::store::db::connection::{Db, Purpose, connect};
use crate::store::db::error::StoreError;
use crate::store::db::files;
use crate::store::db::url::DatabaseUrl;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Key of the advisory lock on PostgreSQL: "dutyline" in ASCII.
const LOCK: i64 = 0x6475_7479_6c69_6e65;

/// How long another process may hold the new file while it is being set up.
const PATIENCE: Duration = Duration::from_secs(15);

/// Makes the database if it is a file that is not there yet, and runs the migrations that are missing. Two processes
/// that start together are safe: the second waits, then finds nothing to do.
pub(crate) fn migrate(url: &DatabaseUrl) -> Result<(), StoreError> {
    if let DatabaseUrl::Sqlite(path) = url {
        files::make(path)?;
    }
    let mut db = connect(url, Purpose::Migrate)?;
    match &mut db {
        Db::Sqlite(connection) => {
            use_wal(connection)?;
            // Every migration is a savepoint in this transaction, which holds the write lock from its first statement.
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")?;
            let done = run::<Sqlite, _>(connection, SQLITE);
            if done.is_ok() {
                AnsiTransactionManager::commit_transaction(connection)?;
            } else {
                AnsiTransactionManager::rollback_transaction(connection)?;
            }
            done
        }
        Db::Postgres(connection) => {
            connection.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})"))?;
            let done = run::<Pg, _>(connection, POSTGRES);
            connection.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))?;
            done
        }
    }
}

fn run<B, C>(connection: &mut C, migrations: EmbeddedMigrations) -> Result<(), StoreError>
where
    B: diesel::backend::Backend,
    C: MigrationHarness<B>,
{
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| StoreError::Migration(error.to_string());
    let known: Vec<Box<dyn Migration<B>>> = migrations.migrations().map_err(failed)?;
    let applied = connection.applied_migrations().map_err(failed)?;
    let is_known = |version: &MigrationVersion<'_>| known.iter().any(|known| known.name().version() == *version);
    if let Some(newer) = applied.iter().find(|version| !is_known(version)) {
        return Err(StoreError::Migration(format!(
            "they were made by a newer dutyline (migration {newer} is unknown here); start that version or a later one"
        )));
    }
    let ran = connection.run_pending_migrations(migrations).map_err(failed)?;
    for version in ran {
        tracing::info!(%version, "brought the tables up to date");
    }
    Ok(())
}

/// Turns on the write-ahead log, which stays on in the file. Where two processes make the same file, this statement can
/// be refused at once in spite of the busy timeout, so it is asked again.
fn use_wal(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    #[derive(QueryableByName)]
    struct Mode {
        #[diesel(sql_type = Text)]
        journal_mode: String,
    }
    let started = Instant::now();
    loop {
        match diesel::sql_query("PRAGMA journal_mode = WAL").get_result::<Mode>(connection) {
            Ok(mode) if mode.journal_mode == "wal" => return Ok(()),
            Ok(mode) => {
                return Err(StoreError::Open(format!(
                    "without a write-ahead log (this file system only allows journal mode {})",
                    mode.journal_mode
                )));
            }
            Err(error) if started.elapsed() > PATIENCE => return Err(error.into()),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}
