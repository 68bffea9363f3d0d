//! A fresh, migrated database for each test, of the kind `TEST_BACKEND` names.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use dutyline::random::Random;
use dutyline::store::{DatabaseUrl, Db, PoolOptions, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// Which database the tests run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    /// The one `TEST_BACKEND` names; SQLite when it is not set.
    pub fn of_environment() -> Self {
        match std::env::var("TEST_BACKEND").as_deref() {
            Err(_) | Ok("" | "sqlite") => Self::Sqlite,
            Ok("postgres") => Self::Postgres,
            Ok(other) => panic!("TEST_BACKEND={other}: set it to sqlite or postgres"),
        }
    }
}

/// A database of one test; gone when it is dropped.
pub struct TestDatabase {
    url: DatabaseUrl,
    /// Keeps the SQLite file, or the name to drop on the server.
    kept: Kept,
}

enum Kept {
    Folder(#[expect(dead_code, reason = "removed when it is dropped")] TempDir),
    Server { admin: url::Url, name: String },
}

impl TestDatabase {
    /// A database with all tables and no rows.
    pub fn new() -> Self {
        match Backend::of_environment() {
            Backend::Sqlite => {
                let folder = TempDir::new().unwrap();
                let file = folder.path().join("test.db");
                std::fs::copy(sqlite_template(), &file).unwrap();
                Self {
                    url: sqlite_url(&file),
                    kept: Kept::Folder(folder),
                }
            }
            Backend::Postgres => Self::on_server(Some(postgres_template())),
        }
    }

    /// A database without tables: for SQLite, not even the file is there.
    pub fn empty() -> Self {
        match Backend::of_environment() {
            Backend::Sqlite => {
                let folder = TempDir::new().unwrap();
                Self {
                    url: sqlite_url(&folder.path().join("new/test.db")),
                    kept: Kept::Folder(folder),
                }
            }
            Backend::Postgres => Self::on_server(None),
        }
    }

    fn on_server(template: Option<&str>) -> Self {
        let admin = admin_url();
        let name = format!("dutyline_t_{}", unique());
        let template = template.unwrap_or("template0");
        admin_connection(&admin)
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .unwrap();
        Self {
            url: named(&admin, &name),
            kept: Kept::Server { admin, name },
        }
    }

    /// Its address.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Opens it with a few connections.
    pub fn store(&self) -> Store {
        self.store_of(4)
    }

    /// Opens it with at most this many connections, for races.
    pub fn store_of(&self, size: u32) -> Store {
        let options = PoolOptions {
            size,
            ..PoolOptions::default()
        };
        Store::open(&self.url, options).unwrap()
    }
}

/// Runs statements by their own words.
pub fn execute(db: &mut Db, statements: &str) {
    match db {
        Db::Sqlite(c) => c.batch_execute(statements),
        Db::Postgres(c) => c.batch_execute(statements),
    }
    .unwrap();
}

/// The text column `value` of a query, read by its own words.
pub fn values(db: &mut Db, query: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Value {
        #[diesel(sql_type = Text)]
        value: String,
    }
    let rows: Vec<Value> = match db {
        Db::Sqlite(c) => diesel::sql_query(query).load(c),
        Db::Postgres(c) => diesel::sql_query(query).load(c),
    }
    .unwrap();
    rows.into_iter().map(|row| row.value).collect()
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Kept::Server { admin, name } = &self.kept {
            // A test that already fails must not be hidden by a panic in here.
            let dropped = PgConnection::establish(admin.as_str())
                .map(|mut c| c.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
            if !matches!(dropped, Ok(Ok(()))) && !std::thread::panicking() {
                panic!("cannot drop {name}: {dropped:?}");
            }
        }
    }
}

fn sqlite_url(file: &Path) -> DatabaseUrl {
    format!("sqlite:{}", file.display()).parse().unwrap()
}

fn unique() -> String {
    // Random's instants are not needed here, only that no two are alike.
    let id: Uuid = Random.id(chrono::DateTime::UNIX_EPOCH);
    id.simple().to_string()
}

/// A migrated file to copy; made once per run of the tests.
pub fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, file) = TEMPLATE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("template.db");
        let one = PoolOptions {
            size: 1,
            ..PoolOptions::default()
        };
        drop(Store::open(&sqlite_url(&file), one).unwrap());
        // What is still in the write-ahead log would not be copied.
        SqliteConnection::establish(file.to_str().unwrap())
            .unwrap()
            .batch_execute("PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        (folder, file)
    });
    file
}

fn admin_url() -> url::Url {
    let text = std::env::var("TEST_POSTGRES_URL").unwrap_or_else(|_| {
        panic!(
            "TEST_BACKEND=postgres needs TEST_POSTGRES_URL, the address of a server on which databases may be created, \
             as in postgres://postgres@127.0.0.1:5432/postgres"
        )
    });
    url::Url::parse(&text).unwrap_or_else(|error| panic!("TEST_POSTGRES_URL: {error}"))
}

fn admin_connection(admin: &url::Url) -> PgConnection {
    PgConnection::establish(admin.as_str()).unwrap_or_else(|error| panic!("TEST_POSTGRES_URL: {error}"))
}

fn named(admin: &url::Url, name: &str) -> DatabaseUrl {
    let mut url = admin.clone();
    url.set_path(name);
    url.as_str().parse().unwrap()
}

/// A migrated database to copy. It is named after the migrations, so that it can be kept between runs; other test
/// processes that want it too wait while one makes it.
fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    static MAKING: Mutex<()> = Mutex::new(());
    let _making = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    TEMPLATE.get_or_init(|| {
        let admin = admin_url();
        let name = format!("dutyline_template_{:016x}", fingerprint());
        let mut connection = admin_connection(&admin);
        connection
            .batch_execute("SELECT pg_advisory_lock(7234017283807667300)")
            .unwrap();
        if !exists(&mut connection, &name) {
            let making = format!("{name}_making");
            connection
                .batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"))
                .unwrap();
            connection
                .batch_execute(&format!("CREATE DATABASE {making} TEMPLATE template0"))
                .unwrap();
            drop(
                Store::open(
                    &named(&admin, &making),
                    PoolOptions {
                        size: 1,
                        ..PoolOptions::default()
                    },
                )
                .unwrap(),
            );
            // Renaming waits a moment for the connection just closed.
            connection
                .batch_execute(&format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{making}'"
                ))
                .unwrap();
            connection
                .batch_execute(&format!("ALTER DATABASE {making} RENAME TO {name}"))
                .unwrap();
        }
        connection
            .batch_execute("SELECT pg_advisory_unlock(7234017283807667300)")
            .unwrap();
        name
    })
}

fn exists(connection: &mut PgConnection, name: &str) -> bool {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let found: Found = diesel::sql_query("SELECT count(*) AS n FROM pg_database WHERE datname = $1")
        .bind::<Text, _>(name)
        .get_result(connection)
        .unwrap();
    found.n > 0
}

/// FNV-1a of all PostgreSQL migrations.
fn fingerprint() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let text: Vec<u8> = names
        .iter()
        .flat_map(|name| std::fs::read(name.join("up.sql")).unwrap())
        .collect();
    text.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
