//! Code lists.

use dutyline::domain::language::Locale;
use dutyline::domain::topic::Topic;
use dutyline::store::{StoreError, topic};

use super::sample::{id, read, rows, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn topics_keep_their_order_whatever_the_order_they_are_given_in() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let entry = |code: &str, position| Topic {
        id: id(),
        code: code.parse().unwrap(),
        label: [(Locale::Pl, code.to_uppercase())].into(),
        position,
    };
    let second = entry("praca", 2);
    let first = entry("praca-staz", 1);
    let written = vec![first.clone(), second.clone()];
    let kept = written.clone();
    write(store, move |db| topic::replace(db, rows.consultation, &written))
        .await
        .unwrap();
    assert_eq!(read(store, move |db| topic::list(db, rows.consultation)).await, kept);
    let theirs = vec![entry("zielen", 1)];
    let written = theirs.clone();
    write(store, move |db| topic::replace(db, rows.other, &written))
        .await
        .unwrap();
    // The same list again, in the same transaction as what it replaces.
    write(store, move |db| topic::replace(db, rows.consultation, &[second, first]))
        .await
        .unwrap();
    assert_eq!(read(store, move |db| topic::list(db, rows.consultation)).await, kept);
    assert_eq!(read(store, move |db| topic::list(db, rows.other)).await, theirs);
    let (one, two) = (entry("same", 1), entry("same", 2));
    let refused = write(store, move |db| topic::replace(db, rows.consultation, &[one, two])).await;
    assert!(
        matches!(
            refused,
            Err(StoreError::Duplicate("topics.consultation_id, topics.code"))
        ),
        "{refused:?}"
    );
}
