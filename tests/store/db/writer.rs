//! SQLite's writer thread; on PostgreSQL the same promises are the pool's.

use std::sync::Arc;

use diesel::prelude::*;
use dutyline::domain::access::Scope;
use dutyline::store::{Db, StoreError, consultation, installation, session};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::store::sample::{consultation, now, put_unit, read, write};
use crate::support::database::{Backend, TestDatabase};

/// On SQLite these share commits; on either database one that fails must not touch the others.
#[tokio::test]
async fn of_many_that_write_at_once_only_those_that_fail_fail() {
    const WRITERS: usize = 200;
    let database = TestDatabase::new();
    let store = database.store();
    put_unit(&store).await;
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
    assert!(read(&store, |db| consultation::list(db, &Scope::All)).await.is_empty());
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
                    diesel::sql_query(
                        "INSERT INTO api_tokens (hash, user_id, created_at) VALUES ('hash', 'nobody', 'now')",
                    )
                    .execute(c)?;
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
        assert_eq!(
            read(store, |db| session::token(db, "hash", now())).await,
            None,
            "{round}"
        );
    }
    write(store, |db| installation::put(db, "after", "value"))
        .await
        .unwrap();
    assert!(read(store, |db| installation::get(db, "after")).await.is_some());
}

/// With its connection the last one to the file is closed, and SQLite takes the write-ahead log away.
#[tokio::test]
async fn a_writer_whose_connection_was_the_only_one_goes_on_after_a_failed_commit() {
    if Backend::of_environment() == Backend::Postgres {
        return;
    }
    let database = TestDatabase::new();
    let store = &database.store();
    for round in 0..10 {
        let lost = write(store, |db| {
            let Db::Sqlite(c) = db else { unreachable!() };
            diesel::sql_query("PRAGMA defer_foreign_keys = ON").execute(c)?;
            let token = "INSERT INTO api_tokens (hash, user_id, created_at) VALUES ('hash', 'nobody', 'now')";
            diesel::sql_query(token).execute(c)?;
            Ok(())
        });
        assert!(matches!(lost.await, Err(StoreError::Unwritten(_))), "{round}");
        let kept = write(store, move |db| {
            installation::put(db, &format!("kept-{round}"), "value")
        });
        kept.await.unwrap();
    }
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
