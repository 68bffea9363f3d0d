//! Messages: one per key, one sender at a time.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use dutyline::domain::access::Scope;
use dutyline::domain::ids::{MessageId, ReminderId, UserId};
use dutyline::domain::language::Locale;
use dutyline::domain::message::{Channel, MessageState, Outcome, Payload};
use dutyline::store::message::{self, Message, NewMessage};
use dutyline::store::{Db, Store};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::sample::{now, read, rows, write};
use crate::support::database::TestDatabase;

fn message(number: u128, not_before: DateTime<Utc>) -> NewMessage {
    NewMessage {
        id: MessageId(Uuid::from_u128(number)),
        deduplication_key: format!("key-{number}"),
        payload: Payload::SignInLink {
            user: None,
            locale: Locale::Uk,
            next: None,
        },
        channel: Channel::Email,
        not_before,
        wanted_by: not_before,
        created_at: now(),
        unit: None,
        consultation: None,
    }
}

/// Enqueues a message whose id is this number.
pub async fn put(store: &Store, number: u128, not_before: DateTime<Utc>) -> MessageId {
    let message = message(number, not_before);
    let id = message.id;
    assert!(write(store, move |db| message::enqueue(db, &message)).await.unwrap());
    id
}

async fn claim(store: &Store, at: DateTime<Utc>, limit: i64) -> Vec<Message> {
    let until = at + Duration::minutes(2);
    write(store, move |db| {
        message::claim(db, Channel::Email, at, until, "worker", limit)
    })
    .await
    .unwrap()
}

async fn settle(store: &Store, id: MessageId, outcome: Outcome, at: DateTime<Utc>) {
    write(store, move |db| message::settle(db, id, &outcome, at))
        .await
        .unwrap();
}

async fn next_due(store: &Store) -> Option<DateTime<Utc>> {
    read(store, |db| message::next_due(db, Channel::Email)).await
}

async fn found(store: &Store, id: MessageId) -> Message {
    let all = read(store, |db| message::list(db, &Scope::All, 100)).await;
    all.into_iter().find(|message| message.id == id).unwrap()
}

fn ids(messages: &[Message]) -> Vec<MessageId> {
    messages.iter().map(|message| message.id).collect()
}

fn dead(reason: &str) -> Outcome {
    Outcome::Dead {
        reason: reason.to_owned(),
    }
}

#[tokio::test]
async fn one_message_per_key() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mut first = message(1, now());
    first.consultation = Some(rows.consultation);
    let mut again = message(2, now());
    again.deduplication_key = first.deduplication_key.clone();
    let kept = first.clone();
    assert!(write(store, move |db| message::enqueue(db, &first)).await.unwrap());
    assert!(!write(store, move |db| message::enqueue(db, &again)).await.unwrap());
    let all = read(store, |db| message::list(db, &Scope::All, 10)).await;
    assert_eq!(ids(&all), [kept.id]);
    assert_eq!(
        (all[0].state, all[0].attempts, all[0].not_before, all[0].consultation),
        (MessageState::Pending, 0, now(), kept.consultation)
    );
}

#[tokio::test]
async fn every_kind_is_claimed_with_the_payload_it_was_given() {
    let database = TestDatabase::new();
    let store = &database.store();
    let payloads = [
        Payload::DutyReminder {
            reminder: ReminderId(Uuid::from_u128(7)),
        },
        Payload::SignInLink {
            user: Some(UserId(Uuid::from_u128(8))),
            locale: Locale::Pl,
            next: "/pl/desk?after=x".parse().ok(),
        },
        Payload::SignInLink {
            user: None,
            locale: Locale::En,
            next: None,
        },
    ];
    for (number, payload) in (1..).zip(payloads.clone()) {
        let message = NewMessage {
            payload,
            ..message(number, now())
        };
        write(store, move |db| message::enqueue(db, &message)).await.unwrap();
    }
    let claimed = claim(store, now(), 10).await;
    let read: Vec<_> = claimed.iter().map(|message| message.payload.clone().unwrap()).collect();
    let [reminder, link, other_link] = payloads;
    assert_eq!(read, [link, other_link, reminder]);
    assert_eq!(claimed[2].kind, "duty_reminder");
}

/// Changes a row as a newer program would have written it.
async fn rewrite(store: &Store, statement: &'static str) {
    write(store, move |db| {
        match db {
            Db::Postgres(c) => diesel::sql_query(statement).execute(c)?,
            Db::Sqlite(c) => diesel::sql_query(statement).execute(c)?,
        };
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_a_newer_program_put_in_is_listed_and_left_to_it() {
    let database = TestDatabase::new();
    let store = &database.store();
    for number in 1..=3 {
        put(store, number, now()).await;
    }
    rewrite(
        store,
        "UPDATE messages SET kind = 'swap_offer' WHERE deduplication_key = 'key-1'",
    )
    .await;
    rewrite(
        store,
        "UPDATE messages SET channel = 'sms' WHERE deduplication_key = 'key-2'",
    )
    .await;
    let unread = "UPDATE messages SET payload = '{\"user\": 1}' WHERE deduplication_key = 'key-3'";
    rewrite(store, unread).await;
    let listed = read(store, |db| message::list(db, &Scope::All, 10)).await;
    let kinds: Vec<_> = listed.iter().map(|m| (m.kind.as_str(), m.payload.is_some())).collect();
    assert_eq!(
        kinds,
        [("swap_offer", false), ("sign_in_link", true), ("sign_in_link", false)]
    );
    // What is of a kind it knows is taken up, so that its attempts come to an end and somebody sees it.
    let claimed = claim(store, now(), 10).await;
    assert_eq!(ids(&claimed), [MessageId(Uuid::from_u128(3))]);
    assert_eq!(claimed[0].payload, None);
    assert_eq!(
        next_due(store).await,
        Some(now() + Duration::minutes(2)),
        "nothing else waits"
    );
}

#[tokio::test]
async fn the_longest_due_are_claimed_first_and_only_once() {
    let database = TestDatabase::new();
    let store = &database.store();
    let second = put(store, 1, now()).await;
    let first = put(store, 2, now() - Duration::hours(1)).await;
    let later = put(store, 3, now() + Duration::minutes(1)).await;
    let claimed = claim(store, now(), 1).await;
    assert_eq!((ids(&claimed), claimed[0].attempts), (vec![first], 1));
    assert_eq!(ids(&claim(store, now(), 10).await), [second]);
    assert_eq!(ids(&claim(store, now(), 10).await), []);
    assert_eq!(next_due(store).await, Some(now() + Duration::minutes(1)));
    // A lease that ran out is anybody's.
    let after = now() + Duration::minutes(2);
    assert_eq!(ids(&claim(store, after - Duration::microseconds(1), 10).await), [later]);
    let again = claim(store, after, 10).await;
    assert_eq!((ids(&again), again[0].attempts), (vec![first, second], 2));
}

/// SQLite's writers take turns; only PostgreSQL can show that a lock is missing.
#[tokio::test]
async fn two_who_claim_at_once_never_get_the_same() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let mut expected = BTreeSet::new();
    for n in 0..60 {
        expected.insert(put(&store, n, now()).await);
    }
    let mut workers = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        workers.spawn(async move {
            let mut mine = Vec::new();
            let mut rest = 20;
            // One that meets only locked rows gets none for the moment, though there are some.
            while rest > 0 {
                mine.extend(ids(&claim(&store, now(), 3).await));
                rest -= 1;
            }
            mine
        });
    }
    let claimed: Vec<MessageId> = workers.join_all().await.concat();
    assert_eq!(claimed.len(), 60, "some twice, or not at all");
    assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[tokio::test]
async fn a_message_ends_as_sent_dead_or_obsolete() {
    let database = TestDatabase::new();
    let store = &database.store();
    let [sent, given_up, gone] = [
        put(store, 1, now()).await,
        put(store, 2, now()).await,
        put(store, 3, now()).await,
    ];
    let at = now() + Duration::seconds(3);
    assert_eq!(claim(store, now(), 10).await.len(), 3);
    settle(store, sent, Outcome::Sent, at).await;
    settle(store, given_up, dead("550 no such mailbox"), at).await;
    settle(store, gone, Outcome::Obsolete, at).await;
    assert_eq!(next_due(store).await, None);
    assert_eq!(claim(store, now() + Duration::days(1), 10).await, []);
    let counts: Vec<(MessageState, i64)> = read(store, message::counts).await.into_iter().collect();
    use MessageState::{Dead, Obsolete, Pending, Sent};
    assert_eq!(counts, [(Pending, 0), (Sent, 1), (Dead, 1), (Obsolete, 1)]);
    let state = |message: Message| (message.state, message.settled_at, message.last_error);
    assert_eq!(state(found(store, sent).await), (Sent, Some(at), None));
    assert_eq!(state(found(store, gone).await), (Obsolete, Some(at), None));
    let reason = Some("550 no such mailbox".to_owned());
    assert_eq!(state(found(store, given_up).await), (Dead, Some(at), reason));
}

#[tokio::test]
async fn the_list_is_what_goes_next_and_what_ended_last_by_time() {
    let database = TestDatabase::new();
    let store = &database.store();
    let hours = |number: i64| now() + Duration::hours(number);
    // In no order, and created at one instant.
    for (number, due) in [(3, 13), (1, 11), (4, 14), (2, 12)] {
        put(store, number, hours(due)).await;
    }
    for (number, at, outcome) in [
        (7, 7, Outcome::Sent),
        (5, 5, dead("550")),
        (8, 3, dead("551")),
        (9, 4, dead("552")),
        (6, 6, Outcome::Obsolete),
        (10, 2, Outcome::Sent),
    ] {
        let id = put(store, number, hours(20)).await;
        settle(store, id, outcome, hours(at)).await;
    }
    let listed = |limit| async move { ids(&read(store, move |db| message::list(db, &Scope::All, limit)).await) };
    let numbers =
        |numbers: &[u128]| -> Vec<MessageId> { numbers.iter().map(|n| MessageId(Uuid::from_u128(*n))).collect() };
    assert_eq!(listed(10).await, numbers(&[5, 9, 8, 1, 2, 3, 4, 7, 6, 10]));
    assert_eq!(listed(2).await, numbers(&[5, 9, 1, 2, 7, 6]));
}

#[tokio::test]
async fn whoever_comes_late_changes_only_what_was_sent_after_all() {
    let database = TestDatabase::new();
    let store = &database.store();
    let later = now() + Duration::minutes(10);
    let [sent, gone] = [put(store, 1, now()).await, put(store, 2, now()).await];
    settle(store, sent, Outcome::Sent, now()).await;
    settle(store, gone, Outcome::Obsolete, now()).await;
    let retried = Outcome::Retried {
        not_before: later,
        reason: "late".to_owned(),
    };
    let deferred = Outcome::Deferred {
        not_before: later,
        reason: "late".to_owned(),
    };
    for outcome in [dead("late"), Outcome::Obsolete, retried, deferred] {
        for id in [sent, gone] {
            let before = found(store, id).await;
            settle(store, id, outcome.clone(), later).await;
            assert_eq!(found(store, id).await, before, "{outcome:?}");
        }
    }
    settle(store, gone, Outcome::Sent, later).await;
    assert_eq!(found(store, gone).await.state, MessageState::Sent);
}

#[tokio::test]
async fn a_retry_waits_and_a_dead_message_is_requeued() {
    let database = TestDatabase::new();
    let store = &database.store();
    let id = put(store, 1, now()).await;
    claim(store, now(), 10).await;
    let later = now() + Duration::minutes(10);
    let retried = Outcome::Retried {
        not_before: later,
        reason: "421 try later".to_owned(),
    };
    settle(store, id, retried, now()).await;
    assert_eq!(claim(store, later - Duration::seconds(1), 10).await, []);
    assert_eq!(next_due(store).await, Some(later));
    let again = claim(store, later, 10).await;
    assert_eq!(
        (again[0].attempts, again[0].last_error.as_deref()),
        (2, Some("421 try later"))
    );
    // The channel is down: the message is not at fault.
    let when_up = later + Duration::minutes(1);
    let deferred = Outcome::Deferred {
        not_before: when_up,
        reason: "connection refused".to_owned(),
    };
    settle(store, id, deferred, later).await;
    let again = claim(store, when_up, 10).await;
    assert_eq!(
        (again[0].attempts, again[0].last_error.as_deref()),
        (2, Some("connection refused"))
    );
    assert!(
        !write(store, move |db| message::requeue(db, id, &Scope::All))
            .await
            .unwrap()
    );
    settle(store, id, dead("gave up"), when_up).await;
    assert!(
        write(store, move |db| message::requeue(db, id, &Scope::All))
            .await
            .unwrap()
    );
    assert_eq!(found(store, id).await.settled_at, None);
    let once_more = claim(store, when_up, 10).await;
    assert_eq!((once_more[0].id, once_more[0].attempts), (id, 1));
}

#[tokio::test]
async fn the_next_is_the_first_that_falls_due_or_comes_free() {
    let database = TestDatabase::new();
    let store = &database.store();
    assert_eq!(next_due(store).await, None);
    let minutes = |number: i64| now() + Duration::minutes(number);
    for (number, due) in [(1, 9), (2, 7), (3, 8)] {
        put(store, number, minutes(due)).await;
    }
    assert_eq!(next_due(store).await, Some(minutes(7)));
    // Leases of two minutes; those who took them come back one after the other.
    assert_eq!(claim(store, minutes(7), 1).await.len(), 1);
    assert_eq!(next_due(store).await, Some(minutes(8)), "before the lease ends");
    assert_eq!(claim(store, minutes(8), 1).await.len(), 1);
    assert_eq!(next_due(store).await, Some(minutes(9)), "a message and a lease");
    put(store, 4, minutes(20)).await;
    assert_eq!(claim(store, minutes(9) - Duration::seconds(1), 1).await.len(), 0);
    assert_eq!(claim(store, minutes(9), 2).await.len(), 2);
    assert_eq!(next_due(store).await, Some(minutes(10)), "the first of three leases");
}

#[tokio::test]
async fn a_link_goes_before_reminders_and_of_these_the_duty_that_begins_first() {
    let database = TestDatabase::new();
    let store = &database.store();
    let minutes = |number: i64| now() + Duration::minutes(number);
    // Due in this order; wanted in another.
    for (number, due, wanted, reminder) in [
        (1, -9, 50, true),
        (2, -8, 30, true),
        (3, -7, 30, true),
        (4, -6, -6, false),
        (5, -5, 20, true),
        (6, 1, 10, true),
    ] {
        let mut message = message(number, minutes(due));
        message.wanted_by = minutes(wanted);
        if reminder {
            let reminder = ReminderId(Uuid::from_u128(number));
            message.payload = Payload::DutyReminder { reminder };
        }
        write(store, move |db| message::enqueue(db, &message)).await.unwrap();
    }
    let numbers = |claimed: &[Message]| -> Vec<u128> { claimed.iter().map(|message| message.id.0.as_u128()).collect() };
    assert_eq!(numbers(&claim(store, now(), 3).await), [4, 5, 2]);
    let rest = claim(store, now(), 10).await;
    assert_eq!(numbers(&rest), [3, 1]);
    assert_eq!(rest[0].lease_until, Some(minutes(2)));
    assert!(rest.is_sorted_by_key(Message::urgency));
}

#[tokio::test]
async fn many_are_settled_at_once_and_what_was_not_tried_is_given_back() {
    let database = TestDatabase::new();
    let store = &database.store();
    let mut all = Vec::new();
    for number in 0..700 {
        all.push(put(store, number, now()).await);
    }
    assert_eq!(claim(store, now(), 700).await.len(), 700);
    let mut outcomes: Vec<_> = all[..600].iter().map(|id| (*id, Outcome::Sent)).collect();
    outcomes.push((all[600], dead("550")));
    let untried = all[601..].to_vec();
    write(store, move |db| {
        message::settle_all(db, &outcomes, now())?;
        message::give_back(db, &untried, "another")?;
        message::give_back(db, &untried[1..], "worker")
    })
    .await
    .unwrap();
    use MessageState::{Dead, Obsolete, Pending, Sent};
    let counts: Vec<(MessageState, i64)> = read(store, message::counts).await.into_iter().collect();
    assert_eq!(counts, [(Pending, 99), (Sent, 600), (Dead, 1), (Obsolete, 0)]);
    assert_eq!(found(store, all[600]).await.last_error.as_deref(), Some("550"));
    // The one that is still in hand stays so.
    let again = claim(store, now(), 700).await;
    assert_eq!(ids(&again), all[602..]);
    assert!(again.iter().all(|message| message.attempts == 1));
}

#[tokio::test]
async fn what_a_clock_that_ran_ahead_gave_up_is_due_again_when_it_is_put_right() {
    let database = TestDatabase::new();
    let store = &database.store();
    let ahead = now() + Duration::days(365);
    for (number, reason, wanted) in [(1, "too-late", 60), (2, "too-late", -1), (3, "550 no such mailbox", 60)] {
        let mut message = message(number, now() - Duration::hours(1));
        message.wanted_by = now() + Duration::minutes(wanted);
        let id = message.id;
        write(store, move |db| message::enqueue(db, &message)).await.unwrap();
        settle(store, id, dead(reason), ahead).await;
    }
    let claimed = claim(store, now(), 10).await;
    assert_eq!(ids(&claimed), [MessageId(Uuid::from_u128(1))]);
    assert_eq!((claimed[0].attempts, claimed[0].settled_at), (1, None));
}
