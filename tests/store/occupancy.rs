//! "One person, one place" against comparing every two slots.

use std::collections::BTreeSet;

use dutyline::domain::ids::SlotId;
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::store::{Db, StoreError, roster};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::roster::clash;
use super::sample::{Rows, ZONE, id, rows, slot, slot_ids, write};
use crate::support::database::TestDatabase;

/// A slot as numbers: consultation, day, start and length in hours, lines as bits, person, cancelled.
type Drawn = (bool, u32, u32, u32, u8, Option<usize>, bool);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    // 31 March 2024 is a clock change; hours wrap over midnight.
    let one = (
        any::<bool>(),
        30u32..=31,
        0u32..24,
        1u32..6,
        1u8..8,
        proptest::option::of(0usize..3),
        prop::bool::weighted(0.2),
    );
    prop::collection::vec(one, 2..12)
}

fn slot_of(rows: &Rows, (_, day, start, length, lines, person, cancelled): &Drawn) -> Slot {
    let lines: Vec<_> = rows
        .lines
        .iter()
        .enumerate()
        .filter(|(bit, _)| lines >> bit & 1 == 1)
        .map(|(_, line)| line.clone())
        .collect();
    let (from, to) = (format!("{start:02}:00"), format!("{:02}:00", (start + length) % 24));
    let mut slot = slot(
        &format!("2024-03-{day}"),
        &from,
        &to,
        &lines,
        person.map(|person| rows.staff[person]),
    );
    if *cancelled {
        slot.state = SlotState::Cancelled;
    }
    slot
}

/// Runs `f` and takes everything back.
fn tried(db: &mut Db, f: impl FnOnce(&mut Db)) -> Result<(), StoreError> {
    f(db);
    Err(StoreError::Closed)
}

#[test]
fn the_rule_is_what_comparing_every_two_slots_says() {
    let database = TestDatabase::new();
    let store = database.store();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let rows = runtime.block_on(rows(&store));
    let mut runner = TestRunner::new(Config {
        cases: 80,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&drawn(), |drawn| {
        let rows = rows.clone();
        let work = write(&store, move |db| tried(db, |db| compare(db, &rows, &drawn)));
        match runtime.block_on(work) {
            Err(StoreError::Closed) => Ok(()),
            other => Err(TestCaseError::fail(format!("{other:?}"))),
        }
    });
    outcome.unwrap();
}

fn compare(db: &mut Db, rows: &Rows, drawn: &[Drawn]) {
    let slots: Vec<Slot> = drawn.iter().map(|drawn| slot_of(rows, drawn)).collect();
    // One by one, in both consultations.
    let mut kept: Vec<Slot> = Vec::new();
    for (slot, drawn) in slots.iter().zip(drawn) {
        let expected: BTreeSet<SlotId> = kept
            .iter()
            .filter(|other| clash(slot, other))
            .map(|other| other.id)
            .collect();
        let consultation = if drawn.0 { rows.consultation } else { rows.other };
        let preview: BTreeSet<SlotId> = roster::conflicts(db, ZONE, std::slice::from_ref(slot))
            .unwrap()
            .into_iter()
            .map(|(_, other, _)| other)
            .collect();
        assert_eq!(preview, expected);
        match roster::save_slot(db, consultation, ZONE, slot) {
            Ok(_) => {
                assert!(expected.is_empty(), "let through");
                kept.push(slot.clone());
            }
            Err(StoreError::Taken { by }) => assert_eq!(by, expected.into_iter().collect::<Vec<_>>()),
            Err(other) => panic!("{other}"),
        }
    }
    // All at once, in the place of one draft.
    let ids: BTreeSet<SlotId> = slot_ids(&slots).into_iter().collect();
    let elsewhere = roster::draft(db, rows.other).unwrap().slots;
    let fresh: Vec<Slot> = slots
        .iter()
        .map(|slot| Slot {
            id: id(),
            ..slot.clone()
        })
        .collect();
    let clashing = fresh
        .iter()
        .any(|one| elsewhere.iter().any(|two| clash(one, two)) || fresh.iter().any(|two| clash(one, two)));
    assert!(elsewhere.iter().all(|slot| ids.contains(&slot.id)));
    match roster::replace_draft(db, rows.consultation, ZONE, &fresh) {
        Ok(_) => assert!(!clashing, "let through"),
        Err(StoreError::Taken { .. }) => assert!(clashing, "refused"),
        Err(other) => panic!("{other}"),
    }
}
