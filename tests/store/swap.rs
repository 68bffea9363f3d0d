//! Offers of duties and who was asked.

use std::collections::BTreeSet;

use chrono::Duration;
use dutyline::domain::ids::{SlotId, StaffId, UnitId};
use dutyline::domain::swap::{Swap, SwapState};
use dutyline::domain::time::Span;
use dutyline::store::{Db, StoreError, swap};

use super::sample::{Rows, id, now, read, rows, unit, write};
use crate::support::database::TestDatabase;

/// An offer of the first person to the second.
fn offer(rows: &Rows, slot: SlotId) -> Swap {
    Swap {
        id: id(),
        consultation: rows.consultation,
        slot,
        from: rows.staff[0],
        offered_by: rows.user,
        offered_at: now(),
        span: Span {
            starts_at: now() + Duration::hours(24),
            ends_at: now() + Duration::hours(27),
        },
        to_everyone: false,
        asked: BTreeSet::from([rows.staff[1]]),
        declined: BTreeSet::new(),
        answer_by: now() + Duration::hours(12),
        state: SwapState::Open,
        taken_by: None,
        settled_at: None,
    }
}

fn put(offer: &Swap) -> impl FnOnce(&mut Db) -> Result<(), StoreError> + Send + 'static {
    let offer = offer.clone();
    move |db| swap::insert(db, &offer)
}

#[tokio::test]
async fn an_offer_is_found_again_with_its_answers() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let (slot, of) = (id(), rows.consultation);
    assert_eq!(read(store, move |db| swap::last(db, slot)).await, None);
    let mut first = offer(&rows, slot);
    write(store, put(&first)).await.unwrap();
    assert_eq!(read(store, move |db| swap::last(db, slot)).await, Some(first.clone()));
    assert_eq!(read(store, move |db| swap::live(db, &[of])).await, [first.clone()]);
    let (offered, asked, other) = (first.id, rows.staff[1], rows.staff[2]);
    for person in [asked, other, other] {
        write(store, move |db| swap::decline(db, offered, person, now()))
            .await
            .unwrap();
    }
    first.declined = BTreeSet::from([asked, other]);
    let found = read(store, move |db| swap::by_ids(db, &[offered])).await;
    assert_eq!(
        found.get(&offered),
        Some(&first),
        "who said no without being asked was not asked"
    );

    first.state = SwapState::Done;
    first.taken_by = Some(other);
    first.settled_at = Some(now() + Duration::hours(1));
    let settled = first.clone();
    write(store, move |db| swap::settle(db, &settled)).await.unwrap();
    assert_eq!(read(store, move |db| swap::live(db, &[of])).await, []);
    assert_eq!(read(store, move |db| swap::settled(db, of, 10)).await, [first.clone()]);
    assert_eq!(read(store, move |db| swap::settled(db, of, 0)).await, []);
}

#[tokio::test]
async fn offers_are_read_by_whom_they_concern() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let first = offer(&rows, id());
    write(store, put(&first)).await.unwrap();
    let (from, asked, other, unit) = (rows.staff[0], rows.staff[1], rows.staff[2], unit().id);
    let ahead = async |person, units: Vec<UnitId>, now| {
        let found = read(store, move |db| swap::ahead(db, person, &units, now)).await;
        found.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    for person in [from, asked] {
        assert_eq!(ahead(person, Vec::new(), now()).await, [first.id]);
        assert_eq!(ahead(person, Vec::new(), first.span.starts_at).await, []);
    }
    assert_eq!(ahead(other, vec![unit], now()).await, [], "they were not asked");
    let to_all = Swap {
        to_everyone: true,
        ..offer(&rows, id())
    };
    write(store, put(&to_all)).await.unwrap();
    assert_eq!(ahead(other, vec![unit], now()).await, [to_all.id]);
    assert_eq!(ahead(other, vec![id()], now()).await, [], "it is another office's");

    // All offers of a duty, so that the last one counts.
    let ended = Swap {
        state: SwapState::Withdrawn,
        settled_at: Some(now()),
        ..first.clone()
    };
    write(store, move |db| swap::settle(db, &ended)).await.unwrap();
    let again = Swap {
        asked: BTreeSet::from([other]),
        offered_at: now() + Duration::minutes(1),
        ..offer(&rows, first.slot)
    };
    write(store, put(&again)).await.unwrap();
    assert_eq!(ahead(asked, Vec::new(), now()).await, [first.id, to_all.id, again.id]);
}

#[tokio::test]
async fn a_duty_is_offered_once_at_a_time() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let slot = id();
    let mut first = offer(&rows, slot);
    write(store, put(&first)).await.unwrap();
    for state in [SwapState::Open, SwapState::AwaitingApproval] {
        first.state = state;
        first.taken_by = (state == SwapState::AwaitingApproval).then_some(rows.staff[1]);
        let stored = first.clone();
        write(store, move |db| swap::settle(db, &stored)).await.unwrap();
        let refused = write(store, put(&offer(&rows, slot))).await;
        assert!(matches!(refused, Err(StoreError::Duplicate(_))), "{refused:?}");
    }
    write(store, put(&offer(&rows, id()))).await.unwrap();
    let mut ended = first.clone();
    (ended.state, ended.taken_by, ended.settled_at) = (SwapState::Stale, None, Some(now()));
    write(store, move |db| swap::settle(db, &ended)).await.unwrap();
    let mut second = offer(&rows, slot);
    second.offered_at += Duration::minutes(1);
    write(store, put(&second)).await.unwrap();
    assert_eq!(read(store, move |db| swap::last(db, slot)).await, Some(second));
}

#[tokio::test]
async fn who_was_asked_is_known_with_the_last_time() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let (early, mut late) = (offer(&rows, id()), offer(&rows, id()));
    late.offered_at += Duration::days(3);
    for one in [&late, &early] {
        write(store, put(one)).await.unwrap();
    }
    let (offered, other) = (early.id, rows.staff[2]);
    write(store, move |db| swap::decline(db, offered, other, now()))
        .await
        .unwrap();
    let people: Vec<StaffId> = rows.staff.clone();
    let asked = read(store, move |db| swap::last_asked(db, &people)).await;
    assert_eq!(asked, [(rows.staff[1], late.offered_at)].into());
}
