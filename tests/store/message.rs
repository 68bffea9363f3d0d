//! The outbox: one message per key, one sender at a time.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use dutyline::domain::ids::MessageId;
use dutyline::store::message::{self, MessageState, NewMessage};
use dutyline::store::{Store, StoreError};
use serde_json::json;
use tokio::task::JoinSet;

use super::sample::{id, now, read, rows, write};
use crate::support::database::TestDatabase;

fn message(key: &str, not_before: DateTime<Utc>) -> NewMessage {
    NewMessage {
        id: id(),
        deduplication_key: key.to_owned(),
        kind: "sign_in_link".to_owned(),
        channel: "email".to_owned(),
        payload: json!({ "user": "ą", "n": [1, 2] }),
        not_before,
        created_at: now(),
        consultation: None,
    }
}

async fn put(store: &Store, key: &str, not_before: DateTime<Utc>) -> MessageId {
    let message = message(key, not_before);
    let id = message.id;
    assert!(write(store, move |db| message::enqueue(db, &message)).await.unwrap());
    id
}

async fn claim(store: &Store, at: DateTime<Utc>, limit: i64) -> Vec<message::Message> {
    let until = at + Duration::minutes(2);
    write(store, move |db| message::claim(db, at, until, "worker", limit))
        .await
        .unwrap()
}

fn ids(messages: &[message::Message]) -> Vec<MessageId> {
    messages.iter().map(|message| message.id).collect()
}

#[tokio::test]
async fn one_message_per_key() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mut first = message("key", now());
    first.consultation = Some(rows.consultation);
    let again = message("key", now());
    let kept = first.clone();
    assert!(write(store, move |db| message::enqueue(db, &first)).await.unwrap());
    assert!(!write(store, move |db| message::enqueue(db, &again)).await.unwrap());
    let all = read(store, |db| message::list(db, 10)).await;
    assert_eq!(ids(&all), [kept.id]);
    let found = &all[0];
    assert_eq!(
        (&found.kind, &found.channel, &found.payload, found.consultation),
        (&kept.kind, &kept.channel, &kept.payload, kept.consultation)
    );
    assert_eq!(
        (found.state, found.attempts, found.not_before),
        (MessageState::Pending, 0, now())
    );
}

#[tokio::test]
async fn the_longest_due_are_claimed_first_and_only_once() {
    let database = TestDatabase::new();
    let store = &database.store();
    let second = put(store, "second", now()).await;
    let first = put(store, "first", now() - Duration::hours(1)).await;
    let later = put(store, "later", now() + Duration::minutes(1)).await;
    let claimed = claim(store, now(), 1).await;
    assert_eq!(ids(&claimed), [first]);
    assert_eq!(
        (claimed[0].attempts, claimed[0].leased_by.as_deref()),
        (1, Some("worker"))
    );
    assert_eq!(claimed[0].lease_until, Some(now() + Duration::minutes(2)));
    assert_eq!(ids(&claim(store, now(), 10).await), [second]);
    assert_eq!(ids(&claim(store, now(), 10).await), []);
    assert_eq!(read(store, message::next_due).await, Some(now() + Duration::minutes(1)));
    // A lease that ran out is anybody's.
    let after = now() + Duration::minutes(2);
    let again = claim(store, after, 10).await;
    assert_eq!(ids(&again), [first, second, later]);
    assert_eq!(again[0].attempts, 2);
    assert_eq!(read(store, message::next_due).await, Some(after + Duration::minutes(2)));
}

#[tokio::test]
async fn two_who_claim_at_once_never_get_the_same() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let mut expected = BTreeSet::new();
    for n in 0..60 {
        expected.insert(put(&store, &format!("key-{n}"), now()).await);
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
    let [sent, dead, gone] = [
        put(store, "a", now()).await,
        put(store, "b", now()).await,
        put(store, "c", now()).await,
    ];
    let at = now() + Duration::seconds(3);
    assert_eq!(claim(store, now(), 10).await.len(), 3);
    write(store, move |db| {
        message::sent(db, sent, at)?;
        message::dead(db, dead, at, "550 no such mailbox")?;
        message::obsolete(db, gone, at)
    })
    .await
    .unwrap();
    assert_eq!(read(store, message::next_due).await, None);
    assert_eq!(claim(store, now() + Duration::days(1), 10).await, []);
    let counts: Vec<(MessageState, i64)> = read(store, message::counts).await.into_iter().collect();
    use MessageState::{Dead, Obsolete, Pending, Sent};
    assert_eq!(counts, [(Pending, 0), (Sent, 1), (Dead, 1), (Obsolete, 1)]);
    let all = read(store, |db| message::list(db, 10)).await;
    let found = |id| all.iter().find(|message| message.id == id).unwrap();
    assert_eq!((found(sent).state, found(sent).sent_at), (Sent, Some(at)));
    assert_eq!((found(gone).state, found(gone).sent_at), (Obsolete, None));
    let error = found(dead).last_error.as_deref();
    assert_eq!((found(dead).state, error), (Dead, Some("550 no such mailbox")));
    // What was sent stays sent.
    write(store, move |db| message::dead(db, sent, at, "late"))
        .await
        .unwrap();
    let all = read(store, |db| message::list(db, 10)).await;
    let found = all.iter().find(|message| message.id == sent).unwrap();
    assert_eq!((found.state, found.last_error.as_deref()), (Sent, None));
}

#[tokio::test]
async fn a_retry_waits_and_a_dead_message_is_put_back() {
    let database = TestDatabase::new();
    let store = &database.store();
    let id = put(store, "a", now()).await;
    claim(store, now(), 10).await;
    let later = now() + Duration::minutes(10);
    write(store, move |db| message::retry(db, id, later, "421 try later"))
        .await
        .unwrap();
    assert_eq!(claim(store, later - Duration::seconds(1), 10).await, []);
    assert_eq!(read(store, message::next_due).await, Some(later));
    let again = claim(store, later, 10).await;
    assert_eq!(
        (again[0].attempts, again[0].last_error.as_deref()),
        (2, Some("421 try later"))
    );
    // The channel is down: the message is not at fault.
    let when_up = later + Duration::minutes(1);
    write(store, move |db| message::hold(db, id, when_up, "connection refused"))
        .await
        .unwrap();
    let again = claim(store, when_up, 10).await;
    assert_eq!(
        (again[0].attempts, again[0].last_error.as_deref()),
        (2, Some("connection refused"))
    );
    assert!(!write(store, move |db| message::requeue(db, id)).await.unwrap());
    write(store, move |db| message::dead(db, id, later, "gave up"))
        .await
        .unwrap();
    assert!(write(store, move |db| message::requeue(db, id)).await.unwrap());
    let once_more = claim(store, when_up, 10).await;
    assert_eq!((once_more[0].id, once_more[0].attempts), (id, 1));
}

#[tokio::test]
async fn bodies_are_kept_and_replaced() {
    let database = TestDatabase::new();
    let store = &database.store();
    let early = put(store, "a", now()).await;
    let late = put(store, "b", now() + Duration::hours(1)).await;
    for (id, subject) in [(early, "draft"), (early, "Dyżur jutro"), (late, "Dyżur")] {
        write(store, move |db| {
            message::keep_body(db, id, "duty@example.org", subject, "tekst", "<p>tekst</p>")
        })
        .await
        .unwrap();
    }
    write(store, move |db| message::sent(db, early, now())).await.unwrap();
    let bodies = read(store, |db| message::bodies(db, 10)).await;
    let shown: Vec<_> = bodies
        .iter()
        .map(|body| (body.message, body.subject.as_str(), body.sent_at))
        .collect();
    assert_eq!(shown, [(late, "Dyżur", None), (early, "Dyżur jutro", Some(now()))]);
    assert_eq!(
        (bodies[0].to.as_str(), bodies[0].html.as_str()),
        ("duty@example.org", "<p>tekst</p>")
    );
    let nobody = write(store, |db| message::keep_body(db, id(), "", "", "", "")).await;
    assert!(matches!(nobody, Err(StoreError::Database(_))), "{nobody:?}");
}
