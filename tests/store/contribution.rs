//! Numbers without gaps.

use dutyline::domain::ids::ConsultationId;
use dutyline::store::StoreError;
use tokio::task::JoinSet;

use super::call::{call, log};
use super::sample::{rows, write};
use crate::support::database::TestDatabase;

/// SQLite's writers take turns; only PostgreSQL can show that a lock is missing.
#[tokio::test]
async fn contributions_are_numbered_without_gaps_whoever_writes_and_fails_at_once() {
    let database = TestDatabase::new();
    let store = database.store_of(16);
    let rows = rows(&store).await;
    let mut writers = JoinSet::new();
    for n in 0..16 {
        let (store, rows) = (store.clone(), rows.clone());
        writers.spawn(async move {
            let mut numbers = Vec::new();
            for m in 0..10 {
                let consultation = if (n + m) % 4 == 0 {
                    rows.other
                } else {
                    rows.consultation
                };
                let one = call(&rows, consultation);
                let failing = (n + m) % 5 == 0;
                let logged = write(&store, move |db| {
                    let logged = log(db, one, 2, "hash")?;
                    if failing { Err(StoreError::Closed) } else { Ok(logged) }
                })
                .await;
                match logged {
                    Ok(call) => numbers.extend(call.contributions.iter().map(|c| (call.consultation, c.number))),
                    Err(error) => assert!(failing, "{error}"),
                }
            }
            numbers
        });
    }
    let all: Vec<(ConsultationId, i32)> = writers.join_all().await.concat();
    for consultation in [rows.consultation, rows.other] {
        let mut numbers: Vec<i32> = all
            .iter()
            .filter(|(of, _)| *of == consultation)
            .map(|(_, n)| *n)
            .collect();
        numbers.sort_unstable();
        let last = i32::try_from(numbers.len()).unwrap();
        assert!(last > 0);
        assert_eq!(numbers, (1..=last).collect::<Vec<_>>());
    }
}
