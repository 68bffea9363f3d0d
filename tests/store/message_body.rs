//! What the demo keeps instead of sending it.

use chrono::Duration;
use dutyline::domain::message::Outcome;
use dutyline::store::{StoreError, message, message_body};

use super::message::put;
use super::sample::{id, now, read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn bodies_are_kept_and_replaced() {
    let database = TestDatabase::new();
    let store = &database.store();
    let early = put(store, 1, now()).await;
    let late = put(store, 2, now() + Duration::hours(1)).await;
    for (id, subject) in [(early, "draft"), (early, "Dyżur jutro"), (late, "Dyżur")] {
        write(store, move |db| {
            message_body::keep(db, id, "duty@example.org", subject, "tekst", "<p>tekst</p>")
        })
        .await
        .unwrap();
    }
    write(store, move |db| message::settle(db, early, &Outcome::Sent, now()))
        .await
        .unwrap();
    let bodies = read(store, |db| message_body::list(db, 10)).await;
    let shown: Vec<_> = bodies
        .iter()
        .map(|body| (body.message, body.subject.as_str(), body.sent_at))
        .collect();
    assert_eq!(shown, [(late, "Dyżur", None), (early, "Dyżur jutro", Some(now()))]);
    assert_eq!(
        (bodies[0].to.as_str(), bodies[0].html.as_str()),
        ("duty@example.org", "<p>tekst</p>")
    );
    let nobody = write(store, |db| message_body::keep(db, id(), "", "", "", "")).await;
    assert!(matches!(nobody, Err(StoreError::Database(_))), "{nobody:?}");
}
