//! Secret addresses of calendars, and what the revisions say of somebody's duties.

use chrono::Duration;
use dutyline::domain::ids::UserId;
use dutyline::domain::revision::{Assignments, PublishedSlot};
use dutyline::store::revision::{self, NewRevision};
use dutyline::store::{StoreError, account, feed};

use super::sample::{ZONE, calendar, id, now, read, rows, slot, user, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn an_address_is_one_users_until_it_is_replaced_or_taken_away() {
    let database = TestDatabase::new();
    let store = &database.store();
    let (first, second) = (rows(store).await.user, user("Druga"));
    let second_id = second.id;
    write(store, move |db| account::insert(db, &second)).await.unwrap();
    let put = async |user, hash: &'static str| write(store, move |db| feed::put(db, user, hash, now())).await;
    let whose = async |hash: &'static str| -> Option<UserId> { read(store, move |db| feed::user(db, hash)).await };
    put(first, "one").await.unwrap();
    put(second_id, "two").await.unwrap();
    assert_eq!((whose("one").await, whose("two").await), (Some(first), Some(second_id)));
    put(first, "three").await.unwrap();
    assert_eq!((whose("one").await, whose("three").await), (None, Some(first)));
    let taken = put(second_id, "three").await;
    assert!(matches!(taken, Err(StoreError::Duplicate("feeds.hash"))), "{taken:?}");
    let of = read(store, move |db| feed::of(db, first)).await;
    assert_eq!(of, Some((now(), "three".to_owned())));
    let drop = async || write(store, move |db| feed::drop_of(db, first)).await.unwrap();
    assert_eq!((drop().await, drop().await), (true, false));
    assert_eq!((whose("three").await, whose("two").await), (None, Some(second_id)));
}

#[tokio::test]
async fn the_history_is_that_of_every_slot_somebody_ever_had() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let (of, by, me, other) = (rows.consultation, rows.user, rows.staff[0], rows.staff[1]);
    let slots = ["2024-06-20", "2024-06-21", "2023-06-20"].map(|day| {
        let slot = slot(day, "15:00", "18:00", &rows.extensions[..1], None);
        PublishedSlot::of(&slot, ZONE)
    });
    let publish = async |holders: [Option<_>; 3]| {
        let held = slots.iter().zip(holders);
        let assignments: Assignments = held.filter_map(|(slot, holder)| Some((slot.id, holder?))).collect();
        let new = NewRevision {
            id: id(),
            consultation: of,
            published_at: now(),
            published_by: by,
            accepted: Vec::new(),
            slots: slots.to_vec(),
            assignments,
            calendar: calendar(),
        };
        write(store, move |db| revision::publish(db, &new)).await.unwrap()
    };
    publish([Some(me), Some(other), Some(me)]).await;
    publish([Some(other), Some(other), Some(me)]).await;
    publish([None, Some(me), None]).await;
    let after = now() - Duration::days(100);
    let (marks, appearances) = read(store, move |db| feed::history(db, me, after)).await;
    let mut numbers: Vec<i32> = marks.iter().map(|mark| mark.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);
    assert!(
        marks
            .iter()
            .all(|mark| mark.consultation == of && mark.published_at == now())
    );
    let mut said: Vec<_> = appearances
        .iter()
        .map(|one| (one.slot.date.to_string(), one.revision.number, one.staff))
        .collect();
    said.sort();
    let expected = [
        ("2024-06-20", 1, Some(me)),
        ("2024-06-20", 2, Some(other)),
        ("2024-06-20", 3, None),
        ("2024-06-21", 1, Some(other)),
        ("2024-06-21", 2, Some(other)),
        ("2024-06-21", 3, Some(me)),
    ];
    assert_eq!(
        said,
        expected.map(|(day, number, staff)| (day.to_owned(), number, staff)),
        "what is long over is left out"
    );
    let third = rows.staff[2];
    let nothing = read(store, move |db| feed::history(db, third, after)).await;
    assert_eq!(nothing, (Vec::new(), Vec::new()));
}
