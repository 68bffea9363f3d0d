//! Reading and writing, and what happens when a piece of work fails.

use std::sync::Arc;

use dutyline::domain::access::Scope;
use dutyline::store::{StoreError, consultation, installation};

use crate::store::sample::{read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn a_new_database_is_made_migrated_and_answers() {
    let database = TestDatabase::empty();
    let store = database.store();
    store.ping().await.unwrap();
    assert!(read(&store, |db| consultation::list(db, &Scope::All)).await.is_empty());
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
