//! What the installation remembers about itself.

use dutyline::store::installation;
use tokio::task::JoinSet;

use super::sample::{read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn values_are_put_and_got() {
    let database = TestDatabase::new();
    let store = &database.store();
    assert_eq!(read(store, |db| installation::get(db, "key")).await, None);
    for value in ["one", "two"] {
        write(store, move |db| installation::put(db, "key", value))
            .await
            .unwrap();
        assert_eq!(
            read(store, |db| installation::get(db, "key")).await.as_deref(),
            Some(value)
        );
    }
    let kept = write(store, |db| installation::get_or_put(db, "key", "three"))
        .await
        .unwrap();
    assert_eq!(kept, "two");
}

/// SQLite's writers take turns; only PostgreSQL can show a race.
#[tokio::test]
async fn those_who_make_a_key_at_once_get_the_same() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let mut makers = JoinSet::new();
    for n in 0..16 {
        let store = store.clone();
        makers.spawn(async move {
            write(&store, move |db| {
                installation::get_or_put(db, "signing_key", &n.to_string())
            })
            .await
            .unwrap()
        });
    }
    let mut keys = makers.join_all().await;
    keys.dedup();
    assert_eq!(keys.len(), 1);
}
