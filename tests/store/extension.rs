//! Extensions, found or made by their number.

use dutyline::domain::extension::Phone;
use dutyline::domain::ids::ExtensionId;
use dutyline::store::extension;
use tokio::task::JoinSet;

use super::sample::{id, read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn an_extension_is_made_once_and_keeps_its_first_form() {
    let database = TestDatabase::new();
    let store = &database.store();
    let phone: Phone = "12 616 5769".parse().unwrap();
    let first = id::<ExtensionId>();
    for (display, new_id) in [("12 616 5769", first), ("12 616-57-69", id())] {
        let phone = phone.clone();
        let made = write(store, move |db| extension::ensure(db, &phone, display, new_id))
            .await
            .unwrap();
        assert_eq!((made.id, made.display.as_str()), (first, "12 616 5769"));
    }
    let found = read(store, move |db| extension::by_phone(db, &phone)).await.unwrap();
    assert_eq!(read(store, extension::list).await, [found]);
    let unknown = "12 616 0000".parse().unwrap();
    assert_eq!(read(store, move |db| extension::by_phone(db, &unknown)).await, None);
}

/// SQLite's writers take turns; only PostgreSQL can show a race.
#[tokio::test]
async fn two_who_make_the_same_extension_at_once_get_the_same() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let mut makers = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        makers.spawn(async move {
            let phone = "12 616 5769".parse().unwrap();
            write(&store, move |db| extension::ensure(db, &phone, "12 616 5769", id()))
                .await
                .unwrap()
                .id
        });
    }
    let mut made = makers.join_all().await;
    made.dedup();
    assert_eq!(made.len(), 1);
}
