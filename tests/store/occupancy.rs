//! What the drafts need, found by extension and person, against looking at every slot.

use std::collections::BTreeSet;

use dutyline::domain::ids::SlotId;
use dutyline::domain::occupancy::{Need, in_the_way};
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::store::occupancy::Occupants;
use dutyline::store::{Db, StoreError, occupancy, roster};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::sample::{Rows, ZONE, rows, slot, write};
use crate::support::database::TestDatabase;

/// A slot as numbers: consultation, day, start and length in hours, extensions as bits, person, cancelled.
type Drawn = (bool, u32, u32, u32, u8, Option<usize>, bool);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    // 31 March 2024 is a clock change; hours wrap over midnight.
    let one = (
        any::<bool>(),
        30u32..=31,
        // Around midnight and the lost hour, so that most of them meet.
        (20u32..29).prop_map(|hour| hour % 24),
        1u32..6,
        0u8..8,
        proptest::option::of(0usize..2),
        prop::bool::weighted(0.3),
    );
    prop::collection::vec(one, 2..12)
}

fn slot_of(rows: &Rows, (_, day, start, length, bits, person, cancelled): &Drawn) -> Slot {
    let extensions: Vec<_> = rows
        .extensions
        .iter()
        .enumerate()
        .filter(|(bit, _)| bits >> bit & 1 == 1)
        .map(|(_, extension)| extension.clone())
        .collect();
    let (from, to) = (format!("{start:02}:00"), format!("{:02}:00", (start + length) % 24));
    let mut slot = slot(
        &format!("2024-03-{day}"),
        &from,
        &to,
        &extensions,
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
fn what_is_in_the_way_is_what_comparing_every_two_slots_says() {
    let database = TestDatabase::new();
    let store = database.store();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let rows = runtime.block_on(rows(&store));
    let mut runner = TestRunner::new(Config {
        cases: 120,
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
    let (mine, stored) = slots.split_first().unwrap();
    for (slot, drawn) in stored.iter().zip(&drawn[1..]) {
        let consultation = if drawn.0 { rows.consultation } else { rows.other };
        roster::change_slots(db, consultation, ZONE, &[], std::slice::from_ref(slot)).unwrap();
    }
    let Some(need) = Need::of_draft(mine, ZONE) else { return };
    let needs = [need];
    occupancy::lock(db, &needs).unwrap();
    let drafted = occupancy::drafted(db, Occupants::of(&needs), needs[0].span).unwrap();
    for (consultation, need) in &drafted {
        let at = stored.iter().position(|slot| slot.id == need.slot).unwrap();
        let owner = if drawn[at + 1].0 { rows.consultation } else { rows.other };
        assert_eq!((*consultation, need.span), (owner, stored[at].span(ZONE)));
    }
    let others: Vec<Need> = drafted.into_iter().map(|(_, need)| need).collect();
    let expected: BTreeSet<(SlotId, SlotId)> = stored
        .iter()
        .filter(|other| clash(mine, other))
        .map(|other| (mine.id, other.id))
        .collect();
    assert_eq!(in_the_way(&needs, &others), expected);
}

/// The rule, spelled out for two slots.
fn clash(one: &Slot, two: &Slot) -> bool {
    let planned = one.state == SlotState::Planned && two.state == SlotState::Planned;
    let extension = one
        .extensions
        .iter()
        .any(|extension| two.extensions.contains(extension));
    let person = one.staff.is_some() && one.staff == two.staff;
    let (one, two) = (one.span(ZONE), two.span(ZONE));
    // A duty that lies in the lost hour takes no time, and is in nobody's way.
    let shared = one.starts_at.max(two.starts_at) < one.ends_at.min(two.ends_at);
    planned && (extension || person) && shared
}
