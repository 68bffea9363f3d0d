//! Publishing, and what is published for ever.

use std::collections::BTreeMap;

use chrono::Duration;
use diesel::prelude::*;
use dutyline::domain::ids::{ConsultationId, StaffId};
use dutyline::domain::occupancy::Need;
use dutyline::domain::revision::{PublishedSlot, Revision};
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::store::revision::{self, NewRevision};
use dutyline::store::{Db, StoreError};
use tokio::task::JoinSet;

use super::sample::{Rows, ZONE, id, now, read, rows, slot, write};
use crate::support::database::TestDatabase;

fn revision(rows: &Rows, consultation: ConsultationId, slots: &[Slot]) -> NewRevision {
    NewRevision {
        id: id(),
        consultation,
        published_at: now(),
        published_by: rows.user,
        accepted: vec!["uncovered:2024-06-21".to_owned()],
        slots: slots.iter().map(|slot| PublishedSlot::of(slot, ZONE)).collect(),
        calendar: super::sample::calendar(),
        assignments: slots
            .iter()
            .filter_map(|slot| slot.staff.map(|staff| (slot.id, staff)))
            .collect(),
    }
}

#[tokio::test]
async fn is_found_again_as_it_was_published() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let id = rows.consultation;
    assert_eq!(read(store, move |db| revision::latest(db, id)).await, None);
    let mut late = slot("2024-06-21", "22:00", "02:00", &rows.extensions, None);
    late.state = SlotState::Cancelled;
    let early = slot(
        "2024-06-20",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    let first = revision(&rows, id, &[late.clone(), early.clone()]);
    let written = first.clone();
    assert_eq!(
        write(store, move |db| revision::publish(db, &written)).await.unwrap(),
        1
    );
    let expected = Revision {
        id: first.id,
        consultation: id,
        number: 1,
        published_at: now(),
        published_by: rows.user,
        accepted: first.accepted.clone(),
        slots: vec![PublishedSlot::of(&early, ZONE), PublishedSlot::of(&late, ZONE)],
        calendar: first.calendar.clone(),
    };
    assert_eq!(
        read(store, move |db| revision::latest(db, id)).await.as_ref(),
        Some(&expected)
    );
    let assigned = read(store, move |db| revision::assignments(db, first.id)).await;
    assert_eq!(assigned, BTreeMap::from([(early.id, rows.staff[0])]));
    assert_eq!(read(store, revision::before_latest).await, BTreeMap::new());
    let second = revision(&rows, id, &[]);
    assert_eq!(write(store, move |db| revision::publish(db, &second)).await.unwrap(), 2);
    assert_eq!(read(store, move |db| revision::latest(db, id)).await.unwrap().slots, []);
    assert_eq!(
        read(store, revision::before_latest).await,
        BTreeMap::from([(id, expected.slots)])
    );
    let third = revision(&rows, id, &[early]);
    assert_eq!(write(store, move |db| revision::publish(db, &third)).await.unwrap(), 3);
    assert_eq!(
        read(store, revision::before_latest).await,
        BTreeMap::new(),
        "the second has none"
    );
    assert_eq!(read(store, move |db| revision::latest(db, rows.other)).await, None);
}

#[tokio::test]
async fn each_consultation_has_its_own_numbers_and_slots() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mine = slot(
        "2024-06-20",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    let theirs = slot("2024-06-20", "16:00", "18:00", &rows.extensions[1..2], None);
    for (consultation, slot) in [(rows.consultation, &mine), (rows.other, &theirs)] {
        let new = revision(&rows, consultation, std::slice::from_ref(slot));
        write(store, move |db| revision::publish(db, &new)).await.unwrap();
    }
    for (consultation, slot) in [(rows.consultation, &mine), (rows.other, &theirs)] {
        let found = read(store, move |db| revision::latest(db, consultation)).await.unwrap();
        assert_eq!(found.slots, [PublishedSlot::of(slot, ZONE)]);
        let id = slot.id;
        let found = read(store, move |db| revision::slot(db, id)).await;
        assert_eq!(found, Some((consultation, PublishedSlot::of(slot, ZONE), slot.staff)));
    }
    let within = mine.span(ZONE);
    let elsewhere = |consultation| read(store, move |db| revision::published_elsewhere(db, consultation, within));
    assert_eq!(
        elsewhere(rows.consultation).await,
        [Need::of_draft(&theirs, ZONE).unwrap()]
    );
    assert_eq!(elsewhere(rows.other).await, [Need::of_draft(&mine, ZONE).unwrap()]);
    let mut published = read(store, move |db| revision::published_within(db, within)).await;
    published.sort_by_key(|(consultation, _)| *consultation == rows.other);
    let of = |consultation, slot| (consultation, Need::of_draft(slot, ZONE).unwrap());
    assert_eq!(published, [of(rows.consultation, &mine), of(rows.other, &theirs)]);
    // What is called off needs nothing, and what a newer revision dropped is not published.
    let called_off = Slot {
        state: SlotState::Cancelled,
        ..mine.clone()
    };
    for (consultation, slots) in [(rows.consultation, vec![called_off]), (rows.other, Vec::new())] {
        let new = revision(&rows, consultation, &slots);
        write(store, move |db| revision::publish(db, &new)).await.unwrap();
    }
    assert_eq!(elsewhere(rows.consultation).await, []);
    assert_eq!(elsewhere(rows.other).await, []);
    let id = theirs.id;
    assert_eq!(read(store, move |db| revision::slot(db, id)).await, None);
}

#[tokio::test]
async fn a_large_roster_is_published_in_pieces() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let slots: Vec<Slot> = (0..1201)
        .map(|n| {
            let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(n);
            slot(&day.to_string(), "15:00", "18:00", &rows.extensions[..1], None)
        })
        .collect();
    let new = revision(&rows, rows.consultation, &slots);
    let expected = new.slots.clone();
    write(store, move |db| revision::publish(db, &new)).await.unwrap();
    assert_eq!(
        read(store, move |db| revision::latest(db, rows.consultation))
            .await
            .unwrap()
            .slots,
        expected
    );
}

/// SQLite's writers take turns; only PostgreSQL can show that a lock is missing.
#[tokio::test]
async fn those_who_publish_at_once_get_numbers_without_a_gap() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let rows = rows(&store).await;
    let mut publishers = JoinSet::new();
    for n in 0..16 {
        let consultation = if n % 2 == 0 { rows.consultation } else { rows.other };
        let (store, new) = (store.clone(), revision(&rows, consultation, &[]));
        publishers.spawn(async move {
            // Some fail after they got a number; it must go to the next one.
            let failed = n % 8 == 6;
            let number = write(&store, move |db| {
                let number = revision::publish(db, &new)?;
                if failed { Err(StoreError::Closed) } else { Ok(number) }
            })
            .await;
            (n % 2, number.ok())
        });
    }
    let done = publishers.join_all().await;
    for (side, expected) in [(0, vec![1, 2, 3, 4, 5, 6]), (1, vec![1, 2, 3, 4, 5, 6, 7, 8])] {
        let mut numbers: Vec<i32> = done
            .iter()
            .filter(|(of, _)| *of == side)
            .filter_map(|(_, n)| *n)
            .collect();
        numbers.sort_unstable();
        assert_eq!(numbers, expected);
    }
}

#[tokio::test]
async fn nobody_publishes_for_a_consultation_that_is_not_there() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let new = revision(&rows, id(), &[]);
    let refused = write(store, move |db| revision::publish(db, &new)).await;
    assert!(
        matches!(refused, Err(StoreError::Database(diesel::result::Error::NotFound))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn nobody_changes_what_is_published() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let one = slot(
        "2024-06-20",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    let new = revision(&rows, rows.consultation, &[one]);
    write(store, move |db| revision::publish(db, &new)).await.unwrap();
    let before = read(store, move |db| revision::latest(db, rows.consultation)).await;
    for statement in [
        "UPDATE revisions SET number = 2",
        "DELETE FROM revision_slots",
        "UPDATE revision_slots SET staff_id = NULL",
        "DELETE FROM revisions",
        "UPDATE revisions SET calendar = accepted",
    ] {
        let refused = write(store, move |db| {
            let done = match db {
                Db::Postgres(c) => diesel::sql_query(statement).execute(c),
                Db::Sqlite(c) => diesel::sql_query(statement).execute(c),
            };
            Ok(done?)
        })
        .await;
        assert!(
            matches!(&refused, Err(StoreError::Database(e)) if e.to_string().contains("never change")),
            "{refused:?}"
        );
    }
    assert_eq!(
        read(store, move |db| revision::latest(db, rows.consultation)).await,
        before
    );
}

#[tokio::test]
async fn what_ends_after_an_instant_and_begins_until_another_is_read_of_what_is_published_now() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = |day, from, to, staff| slot(day, from, to, &rows.extensions[..1], staff);
    let (me, nobody) = (Some(rows.staff[0]), None);
    let dropped = duty("2024-06-20", "17:00", "18:00", me);
    let ended = duty("2024-06-20", "10:00", "15:00", me);
    let running = duty("2024-06-20", "10:00", "15:01", nobody);
    let mut next = duty("2024-06-21", "15:00", "18:00", me);
    next.state = SlotState::Cancelled;
    let later = duty("2024-06-21", "15:01", "18:00", me);
    let elsewhere = duty("2024-06-20", "19:00", "20:00", me);
    let first = revision(&rows, rows.consultation, &[dropped]);
    let latest = revision(&rows, rows.consultation, &[next.clone(), running.clone(), ended, later]);
    let other = revision(&rows, rows.other, std::slice::from_ref(&elsewhere));
    for new in [first, latest, other] {
        write(store, move |db| revision::publish(db, &new)).await.unwrap();
    }
    let (after, until) = (
        running.span(ZONE).ends_at - Duration::minutes(1),
        next.span(ZONE).starts_at,
    );
    let found = async |of: Vec<ConsultationId>| {
        let found = read(store, move |db| revision::between(db, &of, after, until)).await;
        let found = found.into_iter().map(|(of, slot, staff)| (of, slot.id, staff));
        found.collect::<Vec<_>>()
    };
    let own = [
        (rows.consultation, running.id, nobody),
        (rows.consultation, next.id, me),
    ];
    assert_eq!(found(vec![rows.consultation]).await, own);
    let others = (rows.other, elsewhere.id, me);
    assert_eq!(found(vec![rows.other]).await, [others]);
    assert_eq!(
        found(vec![rows.consultation, rows.other]).await,
        [own[0], others, own[1]]
    );
    assert_eq!(found(vec![]).await, []);
}

#[tokio::test]
async fn a_person_has_the_duties_of_the_latest_revisions_only() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let me: StaffId = rows.staff[0];
    let past = slot("2024-06-13", "15:00", "18:00", &rows.extensions[..1], Some(me));
    let dropped = slot("2024-06-20", "15:00", "18:00", &rows.extensions[..1], Some(me));
    let kept = slot("2024-06-21", "15:00", "18:00", &rows.extensions[..1], Some(me));
    let somebody_else = slot(
        "2024-06-24",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[1]),
    );
    let elsewhere = slot("2024-06-20", "09:00", "18:00", &rows.extensions[1..2], Some(me));
    for new in [
        revision(&rows, rows.consultation, &[past.clone(), dropped, kept.clone()]),
        revision(&rows, rows.consultation, &[past, kept.clone(), somebody_else]),
        revision(&rows, rows.other, std::slice::from_ref(&elsewhere)),
    ] {
        write(store, move |db| revision::publish(db, &new)).await.unwrap();
    }
    let duties = read(store, move |db| revision::duties_of(db, me, now())).await;
    let expected = [
        (rows.other, PublishedSlot::of(&elsewhere, ZONE)),
        (rows.consultation, PublishedSlot::of(&kept, ZONE)),
    ];
    assert_eq!(duties, expected);
    // Half-open: a duty that ends now is over.
    let at_its_end = elsewhere.span(ZONE).ends_at;
    assert_eq!(
        read(store, move |db| revision::duties_of(db, me, at_its_end)).await,
        expected[1..]
    );
    let before = at_its_end - Duration::microseconds(1);
    assert_eq!(
        read(store, move |db| revision::duties_of(db, me, before)).await.len(),
        2
    );
}

/// A field more does not compile here: somebody has to see that residents may read it.
#[test]
fn what_residents_read_names_no_person() {
    let duty = slot("2024-06-20", "15:00", "18:00", &[], Some(id()));
    let PublishedSlot {
        id: _,
        date: _,
        hours: _,
        span: _,
        extensions,
        languages: _,
        mode: _,
        state: _,
        cancel_reason,
    } = PublishedSlot::of(&duty, ZONE);
    assert_eq!((extensions.len(), cancel_reason), (0, None));
}
