//! The steps in which a draft was edited.

use dutyline::domain::ids::{ConsultationId, UserId};
use dutyline::domain::roster::change::{Change, Step, StepKind};
use dutyline::store::Store;
use dutyline::store::draft_step::{self, MOST, NewStep};

use super::sample::{id, now, read, rows, slot, write};
use crate::support::database::TestDatabase;

/// A step that adds a slot.
fn step(by: UserId, kind: StepKind) -> (NewStep, Change, Change) {
    let slot = slot("2024-06-20", "15:00", "18:00", &[], None);
    let (add, remove) = (Change::Add { slot: slot.clone() }, Change::Remove { id: slot.id });
    let new = NewStep {
        at: now(),
        by,
        kind,
        changes: vec![add.clone()],
        inverse: vec![remove.clone()],
    };
    (new, add, remove)
}

async fn put(store: &Store, consultation: ConsultationId, step: NewStep) {
    write(store, move |db| draft_step::put(db, consultation, step))
        .await
        .unwrap();
}

async fn list(store: &Store, consultation: ConsultationId) -> Vec<Step> {
    read(store, move |db| draft_step::list(db, consultation, 1_000)).await
}

#[tokio::test]
async fn steps_are_numbered_and_undone_from_the_last_and_made_again_from_the_first() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let of = rows.consultation;
    assert_eq!(read(store, move |db| draft_step::to_undo(db, of)).await, None);
    let mut done = Vec::new();
    for kind in [StepKind::Imported, StepKind::Edited, StepKind::Assigned] {
        let (new, add, remove) = step(rows.user, kind);
        put(store, of, new).await;
        done.push((add, remove));
    }
    let all = list(store, of).await;
    let told: Vec<_> = all
        .iter()
        .map(|step| (step.number, step.kind, step.size, step.by, step.at))
        .collect();
    let line = |number, kind| (number, kind, 1, rows.user, now());
    assert_eq!(
        told,
        [
            line(3, StepKind::Assigned),
            line(2, StepKind::Edited),
            line(1, StepKind::Imported),
        ]
    );
    assert_eq!(list(store, rows.other).await, []);
    for number in [3, 2] {
        let inverse = done[usize::try_from(number).unwrap() - 1].1.clone();
        let next = read(store, move |db| draft_step::to_undo(db, of)).await;
        assert_eq!(next, Some((number, vec![inverse])));
        write(store, move |db| draft_step::set_undone(db, of, number, true))
            .await
            .unwrap();
    }
    let next = read(store, move |db| draft_step::to_redo(db, of)).await;
    assert_eq!(next, Some((2, vec![done[1].0.clone()])));
    let undone: Vec<_> = list(store, of).await.iter().map(|step| step.undone).collect();
    assert_eq!(undone, [true, true, false]);

    let (new, ..) = step(rows.user, StepKind::Restored);
    put(store, of, new).await;
    let kinds: Vec<_> = list(store, of)
        .await
        .iter()
        .map(|step| (step.number, step.kind))
        .collect();
    assert_eq!(
        kinds,
        [(2, StepKind::Restored), (1, StepKind::Imported)],
        "what was undone is forgotten"
    );
    assert_eq!(read(store, move |db| draft_step::to_redo(db, of)).await, None);
}

#[tokio::test]
async fn the_oldest_steps_are_forgotten() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    for consultation in [rows.other, rows.consultation] {
        for _ in 0..MOST + 2 {
            let (new, ..) = step(rows.user, StepKind::Edited);
            put(store, consultation, new).await;
        }
        let numbers: Vec<_> = list(store, consultation).await.iter().map(|step| step.number).collect();
        assert_eq!(numbers, (3..=MOST + 2).rev().collect::<Vec<_>>());
    }
    assert_eq!(list(store, rows.other).await.len(), usize::try_from(MOST).unwrap());
    let none = id::<ConsultationId>();
    assert_eq!(list(store, none).await, []);
}
