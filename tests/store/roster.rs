//! Drafts, their versions, and "one person, one place".

use dutyline::domain::ids::ConsultationId;
use dutyline::domain::roster::{Draft, Slot, SlotMode, SlotState};
use dutyline::store::{Store, StoreError, roster};
use tokio::task::JoinSet;

use super::sample::{Rows, ZONE, id, read, rows, slot, write};
use crate::support::database::TestDatabase;

async fn save(store: &Store, consultation: ConsultationId, slot: &Slot) -> Result<(), StoreError> {
    let slot = slot.clone();
    write(store, move |db| roster::save_slot(db, consultation, ZONE, &slot)).await
}

async fn draft(store: &Store, consultation: ConsultationId) -> Draft {
    read(store, move |db| roster::draft(db, consultation)).await
}

#[tokio::test]
async fn a_slot_is_found_again_as_it_was_saved_and_as_it_was_changed() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    // The lines in an order that is neither that of their numbers nor of their ids.
    let lines = [rows.lines[1].clone(), rows.lines[2].clone(), rows.lines[0].clone()];
    let mut one = slot("2024-06-20", "22:00", "02:00", &lines, Some(rows.staff[0]));
    save(store, rows.consultation, &one).await.unwrap();
    let found = read(store, move |db| roster::slot(db, one.id)).await;
    assert_eq!(found, Some((rows.consultation, one.clone())));
    one.state = SlotState::Cancelled;
    one.cancel_reason = Some("Choroba".to_owned());
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
async fn a_draft_comes_by_start_and_is_replaced_as_a_whole() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let late = slot("2024-06-21", "15:00", "18:00", &rows.lines[..1], None);
    let early = slot("2024-06-20", "15:00", "18:00", &rows.lines[..2], None);
    let gone = slot("2024-06-24", "15:00", "18:00", &rows.lines[..1], None);
    let elsewhere = slot("2024-06-25", "15:00", "18:00", &rows.lines[..1], None);
    save(store, rows.consultation, &gone).await.unwrap();
    save(store, rows.other, &elsewhere).await.unwrap();
    let new = vec![late.clone(), early.clone()];
    write(store, move |db| {
        roster::replace_draft(db, rows.consultation, ZONE, &new)
    })
    .await
    .unwrap();
    assert_eq!(
        draft(store, rows.consultation).await.slots,
        [early.clone(), late.clone()]
    );
    assert_eq!(draft(store, rows.other).await.slots, [elsewhere]);
    write(store, move |db| roster::remove_slot(db, rows.consultation, early.id))
        .await
        .unwrap();
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
            slot(&day.to_string(), "15:00", "18:00", &rows.lines, Some(rows.staff[0]))
        })
        .collect();
    let written = new.clone();
    write(store, move |db| {
        roster::replace_draft(db, rows.consultation, ZONE, &written)
    })
    .await
    .unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, new);
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
    let one = slot("2024-06-20", "15:00", "18:00", &rows.lines[..1], None);
    save(store, rows.consultation, &one).await.unwrap();
    let refused = save(store, rows.other, &one).await;
    assert!(matches!(refused, Err(StoreError::Duplicate("slots.id"))), "{refused:?}");
    write(store, move |db| roster::remove_slot(db, rows.other, one.id))
        .await
        .unwrap();
    assert_eq!(draft(store, rows.consultation).await.slots, [one]);
}

#[tokio::test]
async fn a_line_and_a_person_are_in_one_place_in_any_consultation() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let taken = slot("2024-06-20", "15:00", "18:00", &rows.lines[..1], Some(rows.staff[0]));
    save(store, rows.consultation, &taken).await.unwrap();
    let same_line = slot("2024-06-20", "17:00", "19:00", &rows.lines[..2], None);
    let same_person = slot("2024-06-20", "14:00", "15:30", &rows.lines[1..], Some(rows.staff[0]));
    for consultation in [rows.consultation, rows.other] {
        for clashing in [&same_line, &same_person] {
            match save(store, consultation, clashing).await {
                Err(StoreError::Taken { by }) => assert_eq!(by, [taken.id]),
                other => panic!("{other:?}"),
            }
            let clashing = clashing.clone();
            let preview = read(store, {
                let clashing = clashing.clone();
                move |db| roster::conflicts(db, ZONE, &[clashing])
            })
            .await;
            assert_eq!(preview, [(clashing.id, taken.id, rows.consultation)]);
        }
    }
    // Half-open: who ends at 18.00 is free at 18.00.
    let next = slot("2024-06-20", "18:00", "20:00", &rows.lines[..1], Some(rows.staff[0]));
    save(store, rows.other, &next).await.unwrap();
    // A slot is never in its own way.
    let mut longer = taken.clone();
    longer.hours.start = same_line.hours.start;
    save(store, rows.consultation, &longer).await.unwrap();
}

#[tokio::test]
async fn a_cancelled_slot_occupies_nothing() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mut called_off = slot("2024-06-20", "15:00", "18:00", &rows.lines, Some(rows.staff[0]));
    called_off.state = SlotState::Cancelled;
    let instead = slot("2024-06-20", "15:00", "18:00", &rows.lines, Some(rows.staff[0]));
    save(store, rows.consultation, &called_off).await.unwrap();
    save(store, rows.other, &instead).await.unwrap();
    called_off.cancel_reason = Some("Choroba".to_owned());
    save(store, rows.consultation, &called_off).await.unwrap();
    called_off.state = SlotState::Planned;
    let refused = save(store, rows.consultation, &called_off).await;
    assert!(matches!(refused, Err(StoreError::Taken { by }) if by == [instead.id]));
}

#[tokio::test]
async fn two_who_take_the_same_line_at_once_do_not_both_get_it() {
    race(|rows, n| {
        let lines = if n % 2 == 0 { vec![0, 2] } else { vec![2, 1] };
        let lines: Vec<_> = lines.into_iter().map(|line: usize| rows.lines[line].clone()).collect();
        slot("2024-06-20", "15:00", "18:00", &lines, None)
    })
    .await;
}

#[tokio::test]
async fn two_who_take_the_same_person_at_once_do_not_both_get_them() {
    race(|rows, n| {
        slot(
            "2024-06-20",
            "15:00",
            "18:00",
            &rows.lines[n % 2..=n % 2],
            Some(rows.staff[0]),
        )
    })
    .await;
}

/// Saves eight slots at once, half of them in each consultation; exactly one may succeed.
async fn race(make: impl Fn(&Rows, usize) -> Slot) {
    for _ in 0..5 {
        let database = TestDatabase::new();
        let store = database.store_of(8);
        let rows = rows(&store).await;
        let mut savers = JoinSet::new();
        for n in 0..8 {
            let (store, slot) = (store.clone(), make(&rows, n));
            let consultation = if n % 2 == 0 { rows.consultation } else { rows.other };
            savers.spawn(async move { save(&store, consultation, &slot).await });
        }
        let results = savers.join_all().await;
        let refused = results
            .iter()
            .filter(|result| matches!(result, Err(StoreError::Taken { .. })))
            .count();
        assert_eq!(refused, 7, "{results:?}");
        let kept = draft(&store, rows.consultation).await.slots.len() + draft(&store, rows.other).await.slots.len();
        assert_eq!(kept, 1);
    }
}

#[tokio::test]
async fn two_who_replace_their_drafts_at_once_neither_wait_for_each_other_nor_clash() {
    for _ in 0..5 {
        let database = TestDatabase::new();
        let store = database.store_of(8);
        let rows = rows(&store).await;
        let mut savers = JoinSet::new();
        for n in 0..8usize {
            let (store, rows) = (store.clone(), rows.clone());
            savers.spawn(async move {
                // Each needs all lines and people, in another order.
                let new: Vec<Slot> = (0..3usize)
                    .map(|i| {
                        let which = (i + n) % 3;
                        let day = format!("2024-06-{}", 17 + i);
                        slot(
                            &day,
                            "15:00",
                            "18:00",
                            &rows.lines[which..=which],
                            Some(rows.staff[2 - which]),
                        )
                    })
                    .collect();
                let consultation = if n % 2 == 0 { rows.consultation } else { rows.other };
                write(&store, move |db| roster::replace_draft(db, consultation, ZONE, &new)).await
            });
        }
        for result in savers.join_all().await {
            assert!(matches!(result, Ok(_) | Err(StoreError::Taken { .. })), "{result:?}");
        }
        assert_one_place(&store, &rows).await;
    }
}

async fn assert_one_place(store: &Store, rows: &Rows) {
    let mut all = draft(store, rows.consultation).await.slots;
    all.extend(draft(store, rows.other).await.slots);
    for (index, one) in all.iter().enumerate() {
        for two in &all[index + 1..] {
            assert!(!clash(one, two), "{one:?} {two:?}");
        }
    }
}

/// The rule, spelled out for two slots.
pub fn clash(one: &Slot, two: &Slot) -> bool {
    let live = one.state == SlotState::Planned && two.state == SlotState::Planned;
    let line = one.extensions.iter().any(|line| two.extensions.contains(line));
    let person = one.staff.is_some() && one.staff == two.staff;
    live && one.id != two.id && (line || person) && one.span(ZONE).overlaps(two.span(ZONE))
}
