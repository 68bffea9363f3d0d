//! Publications planned for a moment.

use chrono::{DateTime, Duration, Utc};
use dutyline::domain::ids::{ConsultationId, UserId};
use dutyline::domain::publication::{PlannedPublication, Prevented};
use dutyline::store::publication as plans;
use dutyline::store::{Store, StoreError};

use super::sample::{id, now, read, rows, write};
use crate::support::database::TestDatabase;

fn plan(consultation: ConsultationId, by: UserId, due_at: DateTime<Utc>) -> PlannedPublication {
    PlannedPublication {
        id: id(),
        consultation,
        due_at,
        planned_by: by,
        draft_version: 7,
        accepted: vec!["day_uncovered:2024-06-20:180".to_owned()],
        prevented: None,
    }
}

async fn put(store: &Store, plan: &PlannedPublication) -> Result<(), StoreError> {
    let plan = plan.clone();
    write(store, move |db| plans::put(db, &plan)).await
}

#[tokio::test]
async fn a_consultation_has_one_that_waits_until_its_moment() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let of = rows.consultation;
    assert_eq!(read(store, move |db| plans::of(db, of)).await, None);
    assert_eq!(read(store, plans::next_due).await, None);
    let due_at = now() + Duration::minutes(5);
    let first = plan(of, rows.user, due_at);
    put(store, &first).await.unwrap();
    assert_eq!(read(store, move |db| plans::of(db, of)).await, Some(first.clone()));
    assert_eq!(read(store, plans::next_due).await, Some(due_at));
    let second = put(store, &plan(of, rows.user, due_at)).await;
    assert!(matches!(second, Err(StoreError::Duplicate(_))), "{second:?}");

    let early = due_at - Duration::microseconds(1);
    assert_eq!(read(store, move |db| plans::due(db, early)).await, []);
    assert_eq!(read(store, move |db| plans::due(db, due_at)).await, [first]);
    write(store, move |db| plans::forget(db, of)).await.unwrap();
    assert_eq!(read(store, move |db| plans::of(db, of)).await, None);
}

#[tokio::test]
async fn one_is_prevented_once_and_stays_until_another_takes_its_place() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let of = rows.consultation;
    let first = plan(of, rows.user, now());
    put(store, &first).await.unwrap();
    let id = first.id;
    let prevent = async |why| write(store, move |db| plans::prevent(db, id, why)).await.unwrap();
    assert!(prevent(Prevented::Changed).await);
    assert!(!prevent(Prevented::Blocked).await, "the first reason stays");
    let kept = read(store, move |db| plans::by_id(db, id)).await.unwrap();
    assert_eq!(kept.prevented, Some(Prevented::Changed));
    assert_eq!(read(store, |db| plans::due(db, now())).await, []);
    assert_eq!(read(store, plans::next_due).await, None);
    let second = plan(of, rows.user, now());
    put(store, &second).await.unwrap();
    assert_eq!(read(store, move |db| plans::of(db, of)).await, Some(second));
    assert_eq!(read(store, move |db| plans::by_id(db, id)).await, None);
}
