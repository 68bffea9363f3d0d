//! Opening, reading, writing, and what happens when a piece of work fails.

use std::process::{Command, Stdio};
use std::sync::Arc;

use diesel::prelude::*;
use dutyline::store::{DatabaseUrl, Db, PoolOptions, Store, StoreError, consultation, installation, session};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::sample::{consultation, now, read, write};
use crate::support::database::{Backend, TestDatabase};

#[tokio::test]
async fn a_new_database_is_made_migrated_and_answers() {
    let database = TestDatabase::empty();
    let store = database.store();
    store.ping().await.unwrap();
    assert!(read(&store, consultation::list).await.is_empty());
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
                    .args(["--exact", "store::connection::opens_what_the_test_above_names"])
                    .env(OPEN, &address)
                    .stdout(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for mut start in starts {
            assert!(start.wait().unwrap().success());
        }
        assert!(read(&database.store(), consultation::list).await.is_empty());
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

/// The address with its password, which `DatabaseUrl` itself never shows.
fn address(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.to_string(),
    }
}

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

#[tokio::test]
async fn what_fails_leaves_nothing_behind() {
    let database = TestDatabase::new();
    let store = database.store();
    let failed: Result<(), StoreError> = write(&store, |db| {
        installation::put(db, "half", "done")?;
        Err(StoreError::Closed)
    })
    .await;
    assert!(matches!(failed, Err(StoreError::Closed)));
    assert_eq!(read(&store, |db| installation::get(db, "half")).await, None);
}

#[tokio::test]
async fn a_panic_is_an_error_and_the_next_piece_of_work_goes_on() {
    let database = TestDatabase::new();
    let store = database.store_of(1);
    for _ in 0..3 {
        let broken: Result<(), StoreError> = write(&store, |db| {
            installation::put(db, "half", "done")?;
            panic!("as intended by the test")
        })
        .await;
        assert!(matches!(broken, Err(StoreError::Panicked)), "{broken:?}");
        let broken: Result<(), StoreError> = store.read(|_| panic!("as intended by the test")).await;
        assert!(matches!(broken, Err(StoreError::Panicked)), "{broken:?}");
    }
    write(&store, |db| installation::put(db, "whole", "done"))
        .await
        .unwrap();
    assert_eq!(read(&store, |db| installation::get(db, "half")).await, None);
    assert_eq!(
        read(&store, |db| installation::get(db, "whole")).await.as_deref(),
        Some("done")
    );
}

#[tokio::test]
async fn reading_cannot_write() {
    let database = TestDatabase::new();
    let store = database.store();
    let refused: Result<(), StoreError> = store.read(|db| installation::put(db, "key", "value")).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    assert_eq!(read(&store, |db| installation::get(db, "key")).await, None);
    write(&store, |db| installation::put(db, "key", "value")).await.unwrap();
}

#[tokio::test]
async fn all_of_one_reading_sees_the_same_state() {
    let database = TestDatabase::new();
    let store = database.store();
    write(&store, |db| installation::put(db, "key", "before"))
        .await
        .unwrap();
    let (first_read, written) = (
        Arc::new(std::sync::Barrier::new(2)),
        Arc::new(std::sync::Barrier::new(2)),
    );
    let reading = {
        let (store, first_read, written) = (store.clone(), Arc::clone(&first_read), Arc::clone(&written));
        tokio::spawn(async move {
            read(&store, move |db| {
                let one = installation::get(db, "key")?;
                first_read.wait();
                written.wait();
                Ok((one, installation::get(db, "key")?))
            })
            .await
        })
    };
    tokio::task::spawn_blocking(move || first_read.wait()).await.unwrap();
    write(&store, |db| installation::put(db, "key", "after")).await.unwrap();
    tokio::task::spawn_blocking(move || written.wait()).await.unwrap();
    let before = Some("before".to_owned());
    assert_eq!(reading.await.unwrap(), (before.clone(), before));
    assert_eq!(
        read(&store, |db| installation::get(db, "key")).await.as_deref(),
        Some("after")
    );
}

/// On SQLite these share commits; on either database one that fails must not touch the others.
#[tokio::test]
async fn of_many_that_write_at_once_only_those_that_fail_fail() {
    const WRITERS: usize = 200;
    let database = TestDatabase::new();
    let store = database.store();
    let start = Arc::new(Barrier::new(WRITERS));
    let mut writers = JoinSet::new();
    for n in 0..WRITERS {
        let (store, start) = (store.clone(), Arc::clone(&start));
        writers.spawn(async move {
            start.wait().await;
            let result = write(&store, move |db| {
                installation::put(db, &format!("key-{n}"), "value")?;
                match n % 50 {
                    7 => Err(StoreError::Closed),
                    8 => panic!("as intended by the test"),
                    // Refused by the database itself: the slug is taken already.
                    9 => {
                        let slug = format!("twice-{n}");
                        consultation::insert(db, &consultation(&slug), now())?;
                        consultation::insert(db, &consultation(&slug), now())
                    }
                    _ => Ok(()),
                }
            })
            .await;
            (n, result)
        });
    }
    while let Some(done) = writers.join_next().await {
        let (n, result) = done.unwrap();
        let kept = read(&store, move |db| installation::get(db, &format!("key-{n}")))
            .await
            .is_some();
        match n % 50 {
            7 => assert!(matches!(result, Err(StoreError::Closed)), "{result:?}"),
            8 => assert!(matches!(result, Err(StoreError::Panicked)), "{result:?}"),
            9 => assert!(
                matches!(result, Err(StoreError::Duplicate("consultations.slug"))),
                "{result:?}"
            ),
            _ => assert!(result.is_ok(), "{n}: {result:?}"),
        }
        assert_eq!(kept, !matches!(n % 50, 7..=9), "{n}");
    }
    assert!(read(&store, consultation::list).await.is_empty());
}

#[tokio::test]
async fn what_is_queued_when_the_store_closes_is_still_written() {
    let database = TestDatabase::new();
    let store = database.store();
    let waiting: Vec<_> = (0..20)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { write(&store, move |db| installation::put(db, &format!("key-{n}"), "v")).await })
        })
        .collect();
    drop(store);
    for written in waiting {
        written.await.unwrap().unwrap();
    }
    let store = database.store();
    for n in 0..20 {
        assert!(
            read(&store, move |db| installation::get(db, &format!("key-{n}")))
                .await
                .is_some()
        );
    }
}

#[tokio::test]
async fn when_the_commit_fails_nobody_is_told_it_went_well() {
    let database = TestDatabase::new();
    let store = &database.store();
    for round in 0..3 {
        let good = write(store, move |db| {
            installation::put(db, &format!("good-{round}"), "value")
        });
        let lost = write(store, |db| {
            installation::put(db, "lost", "value")?;
            match db {
                // A link to nobody, looked at only by the commit itself.
                Db::Sqlite(c) => {
                    diesel::sql_query("PRAGMA defer_foreign_keys = ON").execute(c)?;
                    diesel::sql_query("INSERT INTO api_tokens VALUES ('hash', 'nobody', 'now')").execute(c)?;
                }
                // The server goes away just before the commit.
                Db::Postgres(c) => {
                    let _: Result<_, _> = diesel::sql_query("SELECT pg_terminate_backend(pg_backend_pid())").execute(c);
                }
            }
            Ok(())
        });
        let (lost, good) = tokio::join!(lost, good);
        assert!(matches!(lost, Err(StoreError::Unwritten(_))), "{round}: {lost:?}");
        let kept = read(store, move |db| installation::get(db, &format!("good-{round}")))
            .await
            .is_some();
        match good {
            Ok(()) => assert!(kept, "{round}"),
            Err(StoreError::Unwritten(_)) => assert!(!kept, "{round}"),
            Err(other) => panic!("{other:?}"),
        }
        assert_eq!(read(store, |db| installation::get(db, "lost")).await, None, "{round}");
        assert_eq!(read(store, |db| session::token_user(db, "hash")).await, None, "{round}");
    }
    write(store, |db| installation::put(db, "after", "value"))
        .await
        .unwrap();
    assert!(read(store, |db| installation::get(db, "after")).await.is_some());
}

#[tokio::test]
async fn a_writer_that_is_held_up_is_not_ready_and_takes_only_so_much() {
    if Backend::of_environment() == Backend::Postgres {
        // There everybody writes through the pool.
        return;
    }
    let database = TestDatabase::new();
    let store = database.store();
    let (release, held) = std::sync::mpsc::channel::<()>();
    let (begun, beginning) = tokio::sync::oneshot::channel();
    let holding = store.clone();
    let holder = tokio::spawn(async move {
        write(&holding, move |_| {
            begun.send(()).unwrap();
            held.recv().unwrap();
            Ok(())
        })
        .await
    });
    beginning.await.unwrap();
    let ping = tokio::time::timeout(std::time::Duration::from_millis(100), store.ping()).await;
    assert!(ping.is_err(), "a writer that does not answer is not ready");
    let mut waiting = JoinSet::new();
    for _ in 0..5000 {
        let store = store.clone();
        waiting.spawn(async move { write(&store, |_| Ok(())).await });
    }
    let Some(Ok(Err(refused))) = waiting.join_next().await else {
        panic!("too much was taken")
    };
    assert!(matches!(refused, StoreError::Busy(_)), "{refused}");
    release.send(()).unwrap();
    holder.await.unwrap().unwrap();
    let written = waiting.join_all().await.into_iter().filter(Result::is_ok).count();
    assert!((4000..5000).contains(&written), "{written}");
    store.ping().await.unwrap();
}
