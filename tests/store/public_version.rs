//! The version of what residents see.

use dutyline::store::{StoreError, public_version};
use tokio::task::JoinSet;

use super::sample::{read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn it_grows_with_every_change_that_is_committed() {
    let database = TestDatabase::new();
    let store = &database.store();
    assert_eq!(read(store, public_version::read).await, 0);
    for version in [1, 2] {
        write(store, public_version::grow).await.unwrap();
        assert_eq!(read(store, public_version::read).await, version);
    }
    let lost = write(store, |db| {
        public_version::grow(db)?;
        Err::<(), _>(StoreError::Closed)
    });
    assert!(lost.await.is_err());
    assert_eq!(read(store, public_version::read).await, 2);
}

/// SQLite's writers take turns; only PostgreSQL can lose a step.
#[tokio::test]
async fn changes_made_at_once_each_count() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let mut writers = JoinSet::new();
    for _ in 0..32 {
        let store = store.clone();
        writers.spawn(async move { write(&store, public_version::grow).await.unwrap() });
    }
    writers.join_all().await;
    assert_eq!(read(&store, public_version::read).await, 32);
}
