//! The audit record.

use chrono::Duration;
use diesel::prelude::*;
use dutyline::domain::audit::{AuditAction, AuditEvent};
use dutyline::store::{Db, StoreError, audit};
use serde_json::json;

use super::sample::{id, now, read, rows, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn the_record_grows_and_is_read_newest_first() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let event = |minutes, consultation| AuditEvent {
        id: id(),
        at: now() + Duration::minutes(minutes),
        actor: Some(rows.user),
        action: AuditAction::RosterPublished,
        consultation,
        subject: "otwarty-krakow".to_owned(),
        detail: json!({ "number": minutes, "accepted": ["day:2024-06-20"] }),
    };
    let events = [
        event(0, Some(rows.consultation)),
        event(1, None),
        event(2, Some(rows.consultation)),
    ];
    for one in events.clone() {
        write(store, move |db| audit::append(db, &[one])).await.unwrap();
    }
    let [first, second, third] = events;
    let all = read(store, |db| audit::list(db, None, 2)).await;
    assert_eq!(all, [third.clone(), second]);
    let of_one = read(store, move |db| audit::list(db, Some(rows.consultation), 10)).await;
    assert_eq!(of_one, [third, first]);
}

#[tokio::test]
async fn nobody_changes_the_record() {
    let database = TestDatabase::new();
    let store = &database.store();
    let event = AuditEvent {
        id: id(),
        at: now(),
        actor: None,
        action: AuditAction::UserAdded,
        consultation: None,
        subject: "x".to_owned(),
        detail: serde_json::Value::Null,
    };
    let kept = event.clone();
    write(store, move |db| audit::append(db, &[event])).await.unwrap();
    for statement in ["UPDATE audit_events SET subject = 'y'", "DELETE FROM audit_events"] {
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
    assert_eq!(read(store, |db| audit::list(db, None, 10)).await, [kept]);
}
