//! Drafts and their versions.

use dutyline::domain::ids::{ConsultationId, SlotId};
use dutyline::domain::roster::{Draft, Slot, SlotMode, SlotState};
use dutyline::store::{Store, StoreError, roster};

use super::sample::{ZONE, id, read, rows, slot, write};
use crate::support::database::TestDatabase;

async fn save(store: &Store, consultation: ConsultationId, slot: &Slot) -> Result<(), StoreError> {
    change(store, consultation, &[slot.id], std::slice::from_ref(slot)).await
}

async fn change(store: &Store, consultation: ConsultationId, gone: &[SlotId], new: &[Slot]) -> Result<(), StoreError> {
    let (gone, new) = (gone.to_vec(), new.to_vec());
    write(store, move |db| {
        roster::change_slots(db, consultation, ZONE, &gone, &new)
    })
    .await
}

async fn draft(store: &Store, consultation: ConsultationId) -> Draft {
    read(store, move |db| roster::draft(db, consultation)).await
}

#[tokio::test]
async fn a_slot_is_found_again_as_it_was_saved_and_as_it_was_changed() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    // In an order that is neither that of their numbers nor of their ids.
    let extensions = [1, 2, 0].map(|n: usize| rows.extensions[n].clone());
    let mut one = slot("2024-06-20", "22:00", "02:00", &extensions, Some(rows.staff[0]));
    save(store, rows.consultation, &one).await.unwrap();
    let found = read(store, move |db| roster::slot(db, one.id)).await;
    assert_eq!(found, Some((rows.consultation, one.clone())));
    one.state = SlotState::Cancelled;
    one.cancel_reason = Some("Choroba".into());
    one.mode = SlotMode::Hybrid;
    one.staff = None;
    one.source = None;
    one.extensions.truncate(1);
    one.languages = Vec::new();
    save(store, rows.consultation, &one).await.unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, [one]);
    assert_eq!(read(store, |db| roster::slot(db, id())).await, None);
}

#[tokio::test]
async fn a_draft_comes_by_start_and_slots_go_while_others_come() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let late = slot("2024-06-21", "15:00", "18:00", &rows.extensions[..1], None);
    let early = slot("2024-06-20", "15:00", "18:00", &rows.extensions[..2], None);
    let gone = slot("2024-06-24", "15:00", "18:00", &rows.extensions[..1], None);
    let elsewhere = slot("2024-06-25", "15:00", "18:00", &rows.extensions[..1], None);
    save(store, rows.consultation, &gone).await.unwrap();
    save(store, rows.other, &elsewhere).await.unwrap();
    // What belongs to another consultation stays.
    let new = [late.clone(), early.clone()];
    change(store, rows.consultation, &[gone.id, elsewhere.id], &new)
        .await
        .unwrap();
    assert_eq!(
        draft(store, rows.consultation).await.slots,
        [early.clone(), late.clone()]
    );
    assert_eq!(draft(store, rows.other).await.slots, [elsewhere]);
    change(store, rows.consultation, &[early.id], &[]).await.unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, [late]);
}

#[tokio::test]
async fn a_large_draft_is_written_in_pieces() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let new: Vec<Slot> = (0..1201)
        .map(|n| {
            let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(n);
            slot(
                &day.to_string(),
                "15:00",
                "18:00",
                &rows.extensions,
                Some(rows.staff[0]),
            )
        })
        .collect();
    change(store, rows.consultation, &[], &new).await.unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, new);
    let ids: Vec<SlotId> = new.iter().map(|slot| slot.id).collect();
    change(store, rows.consultation, &ids, &[]).await.unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, []);
}

#[tokio::test]
async fn a_draft_grows_from_nothing_by_one_version_a_change() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    assert_eq!(draft(store, rows.consultation).await.version, 0);
    for expected in 1..3 {
        write(store, move |db| roster::grow_version(db, rows.consultation))
            .await
            .unwrap();
        let version = read(store, move |db| roster::version(db, rows.consultation)).await;
        assert_eq!(version, expected);
    }
    assert_eq!(draft(store, rows.consultation).await.version, 2);
    assert_eq!(draft(store, rows.other).await.version, 0);
}

#[tokio::test]
async fn a_slot_of_another_consultation_is_not_taken_over() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let one = slot("2024-06-20", "15:00", "18:00", &rows.extensions[..1], None);
    save(store, rows.consultation, &one).await.unwrap();
    let refused = save(store, rows.other, &one).await;
    assert!(matches!(refused, Err(StoreError::Duplicate("slots.id"))), "{refused:?}");
    change(store, rows.other, &[one.id], &[]).await.unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, [one]);
}

#[tokio::test]
async fn the_days_of_several_drafts_come_together_by_start() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let both = &rows.extensions[..2];
    let days = ["2024-06-19", "2024-06-20", "2024-06-22", "2024-06-23"];
    let [before, first, last, after] = days.map(|day| slot(day, "15:00", "18:00", both, Some(rows.staff[0])));
    let early = slot("2024-06-22", "08:00", "09:00", &[], None);
    for (consultation, slots) in [
        (rows.consultation, [before, last.clone()]),
        (rows.other, [first.clone(), after]),
    ] {
        change(store, consultation, &[], &slots).await.unwrap();
    }
    save(store, rows.other, &early).await.unwrap();
    let between = |ids: Vec<ConsultationId>| {
        let (from, to) = (first.date, last.date);
        read(store, move |db| roster::between(db, &ids, from, to))
    };
    let all = vec![rows.consultation, rows.other];
    assert_eq!(
        between(all.clone()).await,
        [
            (rows.other, first.clone()),
            (rows.other, early),
            (rows.consultation, last.clone())
        ]
    );
    assert_eq!(
        between(vec![rows.consultation]).await,
        [(rows.consultation, last.clone())]
    );
    assert_eq!(between(Vec::new()).await, []);
    for (day, nearest) in [
        ("2024-01-01", "2024-06-19"),
        ("2024-06-20", "2024-06-20"),
        ("2024-06-21", "2024-06-22"),
        ("2024-06-24", "2024-06-23"),
    ] {
        let (ids, day) = (all.clone(), day.parse().unwrap());
        let found = read(store, move |db| roster::nearest_day(db, &ids, day)).await;
        assert_eq!(found, Some(nearest.parse().unwrap()), "{day}");
    }
    let today = first.date;
    assert_eq!(read(store, move |db| roster::nearest_day(db, &[], today)).await, None);
}
