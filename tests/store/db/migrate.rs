//! The two migration trees make the same tables, whoever runs them at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use dutyline::domain::access::Scope;
use dutyline::store::{DatabaseUrl, Db, PoolOptions, Store, StoreError, consultation, installation};

use crate::store::sample::{read, write};
use crate::support::database::{Backend, TestDatabase, sqlite_template};

/// Table → column → whether it may be null.
type Tables = BTreeMap<String, BTreeMap<String, bool>>;

fn tree(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(name)
}

fn names(tree_name: &str) -> BTreeSet<String> {
    std::fs::read_dir(tree(tree_name))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn have_the_same_names() {
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[test]
fn make_the_same_tables_columns_and_indexes() {
    let (sqlite, sqlite_indexes) = of_sqlite();
    let (postgres, postgres_indexes) = match Backend::of_environment() {
        // Where there is no server, its tree is read as text.
        Backend::Sqlite => of_postgres_text(),
        Backend::Postgres => of_postgres(),
    };
    assert!(sqlite.len() > 20);
    assert_eq!(sqlite, postgres);
    assert_eq!(sqlite_indexes, postgres_indexes);
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

fn of_sqlite() -> (Tables, BTreeSet<String>) {
    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Integer)]
        required: i32,
    }
    let mut connection = SqliteConnection::establish(sqlite_template().to_str().unwrap()).unwrap();
    let mut named = |kind: &str| -> Vec<String> {
        let query = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";
        let rows: Vec<Name> = diesel::sql_query(query)
            .bind::<Text, _>(kind)
            .load(&mut connection)
            .unwrap();
        rows.into_iter().map(|row| row.name).collect()
    };
    let (tables, indexes) = (named("table"), named("index"));
    let columns = tables.into_iter().map(|table| {
        let query = format!("SELECT name, \"notnull\" AS required FROM pragma_table_info('{table}')");
        let columns: Vec<Column> = diesel::sql_query(query).load(&mut connection).unwrap();
        let columns = columns
            .into_iter()
            .map(|column| (column.name, column.required == 0))
            .collect();
        (table, columns)
    });
    (columns.collect(), indexes.into_iter().collect())
}

fn of_postgres() -> (Tables, BTreeSet<String>) {
    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        table: String,
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        nullable: String,
    }
    let database = TestDatabase::new();
    let DatabaseUrl::Postgres(url) = database.url() else {
        panic!("not a server")
    };
    let mut connection = PgConnection::establish(url.as_str()).unwrap();
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT table_name::text AS \"table\", column_name::text AS name, is_nullable::text AS nullable
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
    )
    .load(&mut connection)
    .unwrap();
    let mut tables = Tables::new();
    for column in columns {
        tables
            .entry(column.table)
            .or_default()
            .insert(column.name, column.nullable == "YES");
    }
    let indexes: Vec<Name> = diesel::sql_query(
        "SELECT indexname::text AS name FROM pg_indexes
         WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'",
    )
    .load(&mut connection)
    .unwrap();
    (tables, indexes.into_iter().map(|row| row.name).collect())
}

/// Tables and indexes as PostgreSQL's tree writes them: one column a line, as the migrations are laid out.
fn of_postgres_text() -> (Tables, BTreeSet<String>) {
    let (mut tables, mut indexes) = (Tables::new(), BTreeSet::new());
    for name in names("postgres") {
        let text = std::fs::read_to_string(tree("postgres").join(name).join("up.sql")).unwrap();
        let mut table: Option<String> = None;
        for line in text.lines().map(str::trim) {
            let words: Vec<&str> = line.split([' ', '(']).collect();
            match (words.as_slice(), &table) {
                (["CREATE", "TABLE", name, ..], _) => table = Some((*name).to_owned()),
                (["CREATE", "INDEX", name, ..] | ["CREATE", "UNIQUE", "INDEX", name, ..], _) => {
                    indexes.insert((*name).to_owned());
                }
                ([");"], _) | ([")", ";"], _) => table = None,
                ([first, ..], Some(table)) if first.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    let required = line.contains("NOT NULL") || line.contains("PRIMARY KEY");
                    let columns = tables.entry(table.clone()).or_default();
                    columns.insert((*first).to_owned(), !required);
                }
                (["PRIMARY", "KEY", ..], Some(table)) => {
                    let inside = line.split(['(', ')']).nth(1).unwrap();
                    for column in inside.split(", ") {
                        tables
                            .entry(table.clone())
                            .or_default()
                            .insert(column.to_owned(), false);
                    }
                }
                _ => {}
            }
        }
    }
    (tables, indexes)
}

/// Names the database a process of its own is to open.
const OPEN: &str = "DUTYLINE_TEST_OPEN";

#[tokio::test]
async fn processes_that_start_together_on_a_new_database_are_safe() {
    for _ in 0..3 {
        let database = TestDatabase::empty();
        let address = address(database.url());
        let starts: Vec<_> = (0..4)
            .map(|_| {
                Command::new(std::env::current_exe().unwrap())
                    .args(["--exact", "store::db::migrate::opens_what_the_test_above_names"])
                    .env(OPEN, &address)
                    .stdout(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for mut start in starts {
            assert!(start.wait().unwrap().success());
        }
        assert!(
            read(&database.store(), |db| consultation::list(db, &Scope::All))
                .await
                .is_empty()
        );
    }
}

/// Does nothing unless it runs as one of the processes of the test above.
#[tokio::test]
async fn opens_what_the_test_above_names() {
    let Ok(address) = std::env::var(OPEN) else { return };
    let options = PoolOptions {
        size: 1,
        ..PoolOptions::default()
    };
    let store = Store::open(&address.parse().unwrap(), options).unwrap();
    store.ping().await.unwrap();
    write(&store, |db| installation::put(db, "opened", "yes"))
        .await
        .unwrap();
}

#[tokio::test]
async fn tables_of_a_newer_program_are_left_to_it() {
    let database = TestDatabase::new();
    let store = database.store();
    write(&store, |db| {
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')";
        match db {
            Db::Sqlite(c) => diesel::sql_query(newer).execute(c)?,
            Db::Postgres(c) => diesel::sql_query(newer).execute(c)?,
        };
        Ok(())
    })
    .await
    .unwrap();
    let refused = Store::open(database.url(), PoolOptions::default()).err().unwrap();
    assert!(matches!(refused, StoreError::Migration(_)), "{refused:?}");
    let said = refused.to_string();
    assert!(said.contains("newer") && said.contains("99990101000000"), "{said}");
}

/// The address with its password, which `DatabaseUrl` itself never shows.
fn address(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.to_string(),
    }
}
