//! The register: pages, counts, repetitions and conflicts.

use chrono::Duration;
use dutyline::domain::call::{Call, CallKind, CallOutcome};
use dutyline::domain::caller::CallerKind;
use dutyline::domain::contribution::{ContributionState, NewContribution, Noted};
use dutyline::domain::ids::{CallId, ConsultationId};
use dutyline::domain::time::Span;
use dutyline::domain::topic::KeptTopic;
use dutyline::store::call::{self, CallFilter, Stored};
use dutyline::store::{Db, StoreError, account, contribution};
use serde_json::json;

use super::sample::{Rows, id, now, read, rows, user, write};
use crate::support::database::TestDatabase;

pub fn call(rows: &Rows, consultation: ConsultationId) -> Call {
    Call {
        id: id(),
        consultation,
        slot: Some(id()),
        taken_by: rows.user,
        started_at: now() - Duration::minutes(3),
        logged_at: now(),
        kind: CallKind::Contribution,
        outcome: Some(CallOutcome::Answered),
        topics: ["praca", "kultura"]
            .map(|code| KeptTopic {
                code: code.parse().unwrap(),
                label: code.to_uppercase(),
            })
            .into(),
        language: Some("uk".parse().unwrap()),
        note: Some("Дзвінок – łóżko 😀 \u{202e}".to_owned()),
        other_topic: Some("ławki".to_owned()),
        caller: Some(CallerKind::Organisation),
        late: false,
        version: 1,
        contributions: Vec::new(),
    }
}

fn noted(number: i32, text: &str) -> Noted {
    Noted {
        id: id(),
        number,
        received_on: now().date_naive(),
        words: NewContribution {
            part: Some("rozdz. 3, s. 14".to_owned()),
            proposed_wording: Some("co najmniej 10 ławek".to_owned()),
            read_back: true,
            ..text.into()
        },
        state: ContributionState::AwaitingConfirmation,
    }
}

/// Logs a call with so many contributions as the action does.
pub fn log(db: &mut Db, mut call: Call, contributions: i32, hash: &str) -> Result<Call, StoreError> {
    if contributions > 0 {
        let first = contribution::take_numbers(db, call.consultation, contributions)?;
        let numbers = first..first + contributions;
        call.contributions = numbers.map(|number| noted(number, "Więcej ławek")).collect();
    }
    let stored = Stored {
        call: call.clone(),
        content_hash: hash.to_owned(),
    };
    call::insert_all(db, &[stored])?;
    Ok(call)
}

#[tokio::test]
async fn a_call_is_found_again_as_it_was_logged() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mut bare = call(&rows, rows.consultation);
    bare.slot = None;
    bare.outcome = None;
    bare.topics = Vec::new();
    bare.language = None;
    bare.note = None;
    bare.late = true;
    let full = call(&rows, rows.consultation);
    for (one, contributions) in [(bare, 0), (full, 3)] {
        let id = one.id;
        let logged = write(store, move |db| log(db, one, contributions, "hash"))
            .await
            .unwrap();
        let stored = read(store, move |db| call::by_id(db, id)).await.unwrap();
        assert_eq!((stored.call, stored.content_hash.as_str()), (logged, "hash"));
    }
    assert_eq!(read(store, |db| call::by_id(db, id())).await, None);
}

#[tokio::test]
async fn an_id_stands_for_one_call() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let one = call(&rows, rows.consultation);
    let mut other = call(&rows, rows.consultation);
    other.id = one.id;
    write(store, move |db| log(db, one, 0, "one")).await.unwrap();
    let refused = write(store, move |db| log(db, other, 1, "other")).await;
    assert!(matches!(refused, Err(StoreError::Duplicate("calls.id"))), "{refused:?}");
    // The number of the call that was refused is given out again.
    let number = write(store, move |db| contribution::take_numbers(db, rows.consultation, 1))
        .await
        .unwrap();
    assert_eq!(number, 1);
}

#[tokio::test]
async fn the_register_is_paged_newest_first_and_filtered() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let somebody = user("Somebody");
    let taker = somebody.id;
    write(store, move |db| account::insert(db, &somebody)).await.unwrap();
    let mut logged = Vec::new();
    for n in 0..9 {
        let mut one = call(&rows, if n == 4 { rows.other } else { rows.consultation });
        // Three at each instant, so that pages break inside one.
        one.logged_at = now() + Duration::minutes(n / 3);
        one.kind = if n % 2 == 0 {
            CallKind::Question
        } else {
            CallKind::HungUp
        };
        one.taken_by = if n < 2 { taker } else { rows.user };
        logged.push(write(store, move |db| log(db, one, 1, "hash")).await.unwrap());
    }
    logged.sort_by_key(|call| std::cmp::Reverse((call.logged_at, call.id)));
    let everything = logged.clone();
    let paged = read(store, move |db| {
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = call::page(db, &CallFilter::default(), after, 2)?;
            let Some(last) = page.last() else { return Ok(paged) };
            after = Some((last.logged_at, last.id));
            paged.extend(page);
        }
    })
    .await;
    assert_eq!(paged, everything);
    let of = |consultation: Option<ConsultationId>, taken_by, kind| CallFilter {
        consultations: consultation.map(|id| vec![id]),
        taken_by,
        kind,
    };
    for (filter, count) in [
        (of(Some(rows.consultation), None, None), 8),
        (of(Some(rows.other), None, None), 1),
        (of(None, Some(taker), None), 2),
        (of(Some(rows.consultation), None, Some(CallKind::Question)), 4),
        (of(Some(rows.other), Some(taker), None), 0),
    ] {
        let of = filter.clone();
        let page = read(store, move |db| call::page(db, &of, None, 100)).await;
        assert_eq!(page.len(), count, "{filter:?}");
    }
    let counts = read(store, move |db| call::counts(db, rows.consultation)).await;
    assert_eq!(counts, [(CallKind::Question, 4), (CallKind::HungUp, 4)]);
}

#[tokio::test]
async fn other_content_under_an_id_is_kept_beside_it_once_and_so_much_of_it() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let one = call(&rows, rows.consultation);
    let id: CallId = one.id;
    write(store, move |db| log(db, one, 0, "hash")).await.unwrap();
    let bodies = [
        json!({"note": "inna"}),
        json!({"note": "jeszcze inna", "topics": ["a"]}),
        json!({"note": "o jedną za dużo"}),
    ];
    for (minute, body, kept) in [(1, 0, true), (2, 1, true), (3, 2, false), (4, 0, true)] {
        let (at, body) = (now() + Duration::minutes(minute), bodies[body].clone());
        let keep = write(store, move |db| call::keep_conflict(db, id, at, rows.user, &body, 2));
        assert_eq!(keep.await.unwrap(), kept, "{minute}");
    }
    let kept = read(store, move |db| call::conflicts(db, id)).await;
    let [first, second, _] = bodies;
    assert_eq!(
        kept,
        [
            (now() + Duration::minutes(1), first),
            (now() + Duration::minutes(2), second)
        ]
    );
}

#[tokio::test]
async fn a_user_is_told_of_their_own_calls_in_a_span() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let somebody = user("Somebody");
    let colleague = somebody.id;
    write(store, move |db| account::insert(db, &somebody)).await.unwrap();
    let span = Span {
        starts_at: now(),
        ends_at: now() + Duration::hours(3),
    };
    for (taken_by, minutes) in [
        (rows.user, -1),
        (rows.user, 0),
        (rows.user, 179),
        (rows.user, 180),
        (colleague, 60),
    ] {
        let mut one = call(&rows, rows.consultation);
        one.taken_by = taken_by;
        one.started_at = now() + Duration::minutes(minutes);
        write(store, move |db| log(db, one, 0, "hash")).await.unwrap();
    }
    assert_eq!(read(store, move |db| call::count(db, rows.user, span)).await, 2);
    assert_eq!(read(store, move |db| call::count(db, colleague, span)).await, 1);
}
