//! Changes of a draft, and what undoes them.

use std::collections::BTreeMap;

use dutyline::domain::extension::Extension;
use dutyline::domain::ids::{ExtensionId, SlotId, StaffId};
use dutyline::domain::roster::change::{Change, Editing, MAX_EXTENSIONS, SlotPatch, Standing, Unchangeable, between};
use dutyline::domain::roster::{Slot, SlotMode, SlotState, Source};
use proptest::prelude::*;
use uuid::Uuid;

use crate::domain::samples::{hours, slot};

fn extension(n: u128) -> Extension {
    Extension {
        id: ExtensionId(Uuid::from_u128(n)),
        phone: format!("+4812616{:04}", 5000 + n).parse().unwrap(),
        display: format!("12 616 {}", 5000 + n),
    }
}

fn numbered(number: u128) -> Slot {
    slot(number, "2024-06-20", "15:00-18:00", "12 616 5769")
}

/// Draft after draft while changes are made.
fn edited(slots: &[Slot], changes: &[Change]) -> Result<Editing, Unchangeable> {
    let mut editing = Editing::of(slots.iter().cloned());
    for change in changes {
        editing.apply(change.clone())?;
    }
    Ok(editing)
}

fn set(id: SlotId, set: SlotPatch) -> Change {
    Change::Change { id, set: Box::new(set) }
}

#[test]
fn each_change_does_what_it_says_and_no_more() {
    let one = numbered(1);
    let staff = Some(StaffId(Uuid::from_u128(7)));
    let patch = SlotPatch {
        date: Some("2024-06-21".parse().unwrap()),
        end: Some("19:00".parse().unwrap()),
        extensions: Some(vec![extension(2)]),
        languages: Some(vec!["uk".parse().unwrap()]),
        mode: Some(SlotMode::Hybrid),
        ..SlotPatch::default()
    };
    let mut changed = one.clone();
    changed.date = "2024-06-21".parse().unwrap();
    changed.hours = hours("15:00-19:00");
    changed.extensions = vec![extension(2)];
    changed.languages = vec!["uk".parse().unwrap()];
    changed.mode = SlotMode::Hybrid;
    let cancelled = Slot {
        state: SlotState::Cancelled,
        cancel_reason: Some("awaria".into()),
        ..one.clone()
    };
    let again = set(
        one.id,
        SlotPatch {
            standing: Some(Standing::planned()),
            ..SlotPatch::default()
        },
    );
    let cancel = Change::Cancel {
        id: one.id,
        reason: "awaria".into(),
    };
    for (changes, expected) in [
        (vec![Change::Add { slot: numbered(2) }], vec![one.clone(), numbered(2)]),
        (vec![set(one.id, patch)], vec![changed]),
        (
            vec![Change::Assign { id: one.id, staff }],
            vec![Slot { staff, ..one.clone() }],
        ),
        (vec![cancel.clone()], vec![cancelled]),
        (vec![cancel, again], vec![one.clone()]),
        (vec![Change::Remove { id: one.id }], vec![]),
        (vec![set(one.id, SlotPatch::default())], vec![one.clone()]),
    ] {
        let editing = edited(std::slice::from_ref(&one), &changes).unwrap();
        let slots: Vec<Slot> = editing.slots().values().cloned().collect();
        assert_eq!(slots, expected, "{changes:?}");
    }
}

#[test]
fn what_cannot_be_is_refused_and_leaves_the_draft_as_it_was() {
    let one = numbered(1);
    let other = SlotId(Uuid::from_u128(404));
    let end = |text: &str| SlotPatch {
        end: Some(text.parse().unwrap()),
        ..SlotPatch::default()
    };
    let with = |extensions: Vec<Extension>| SlotPatch {
        extensions: Some(extensions),
        ..SlotPatch::default()
    };
    let many = |count: usize| (0..count as u128).map(extension).collect::<Vec<_>>();
    for (change, expected) in [
        (Change::Add { slot: one.clone() }, Unchangeable::IdTaken),
        (set(other, SlotPatch::default()), Unchangeable::NoSlot),
        (Change::Remove { id: other }, Unchangeable::NoSlot),
        (Change::Assign { id: other, staff: None }, Unchangeable::NoSlot),
        (set(one.id, end("15:00")), Unchangeable::EndIsStart),
        (
            set(one.id, with(many(MAX_EXTENSIONS + 1))),
            Unchangeable::TooManyExtensions,
        ),
        (
            set(one.id, with(vec![extension(1), extension(1)])),
            Unchangeable::ExtensionTwice,
        ),
    ] {
        let mut editing = Editing::of([one.clone()]);
        assert_eq!(editing.apply(change.clone()), Err(expected), "{change:?}");
        assert_eq!(editing.touched().count(), 0);
        assert_eq!(editing, Editing::of([one.clone()]), "{change:?}");
    }
    assert!(edited(std::slice::from_ref(&one), &[set(one.id, with(many(MAX_EXTENSIONS)))]).is_ok());
}

#[test]
fn what_is_as_it_was_is_not_touched() {
    let one = numbered(1);
    let add = Change::Add { slot: numbered(2) };
    let there_and_back = [add, Change::Remove { id: numbered(2).id }];
    assert_eq!(
        edited(std::slice::from_ref(&one), &there_and_back)
            .unwrap()
            .touched()
            .count(),
        0
    );
    let staff = Some(StaffId(Uuid::from_u128(7)));
    let given = [Change::Assign { id: one.id, staff }];
    let editing = edited(&[one.clone(), numbered(3)], &given).unwrap();
    let touched: Vec<_> = editing.touched().collect();
    let is = Slot { staff, ..one.clone() };
    assert_eq!(touched, [(one.id, Some(&one), Some(&is))]);
}

#[test]
fn a_change_is_kept_as_json_and_read_again() {
    let forget = SlotPatch {
        source: Some(None),
        ..SlotPatch::default()
    };
    let id = numbered(1).id;
    let remember = SlotPatch {
        source: Some(Some(Source {
            line: 3,
            text: "czwartek".to_owned(),
        })),
        ..SlotPatch::default()
    };
    for change in [
        Change::Add { slot: numbered(2) },
        set(id, forget),
        set(id, remember),
        set(id, SlotPatch::default()),
        Change::Assign { id, staff: None },
        Change::Cancel {
            id,
            reason: "awaria".into(),
        },
        Change::Remove { id },
    ] {
        let json = serde_json::to_value(&change).unwrap();
        assert_eq!(serde_json::from_value::<Change>(json).unwrap(), change);
    }
}

/// A slot out of few, so that changes meet.
fn any_slot() -> impl Strategy<Value = Slot> {
    let what = (0u128..4, 0u32..3, 9u32..12, 0u128..3, proptest::option::of(0u128..3));
    (what, any::<bool>(), any::<bool>()).prop_map(|((id, day, hour, number, staff), off, read)| Slot {
        id: SlotId(Uuid::from_u128(id)),
        date: chrono::NaiveDate::from_ymd_opt(2024, 6, 20 + day).unwrap(),
        hours: hours(&format!("{hour}:00-13:00")),
        extensions: vec![extension(number)],
        languages: Vec::new(),
        mode: if number == 0 { SlotMode::Room } else { SlotMode::Phone },
        state: if off { SlotState::Cancelled } else { SlotState::Planned },
        cancel_reason: off.then(|| "awaria".into()),
        staff: staff.map(|staff| StaffId(Uuid::from_u128(staff))),
        source: read.then(|| Source {
            line: 1,
            text: "linia".to_owned(),
        }),
    })
}

fn any_change() -> impl Strategy<Value = Change> {
    let id = || (0u128..4).prop_map(|id| SlotId(Uuid::from_u128(id)));
    let person = proptest::option::of(0u128..3).prop_map(|one| one.map(|one| StaffId(Uuid::from_u128(one))));
    prop_oneof![
        any_slot().prop_map(|slot| Change::Add { slot }),
        (any_slot(), any_slot()).prop_map(|(was, is)| set(is.id, SlotPatch::between(&was, &is))),
        (id(), person).prop_map(|(id, staff)| Change::Assign { id, staff }),
        id().prop_map(|id| Change::Cancel {
            id,
            reason: "choroba".into()
        }),
        id().prop_map(|id| Change::Remove { id }),
    ]
}

fn by_id(slots: Vec<Slot>) -> BTreeMap<SlotId, Slot> {
    slots.into_iter().map(|slot| (slot.id, slot)).collect()
}

proptest! {
    /// Whatever is done in whatever order, undoing it gives back the very roster, and doing it again the other one.
    #[test]
    fn undone_is_as_before_and_redone_as_after(
        slots in proptest::collection::vec(any_slot(), 0..4),
        drawn in proptest::collection::vec(any_change(), 0..12),
    ) {
        let before = by_id(slots);
        let mut editing = Editing::of(before.values().cloned());
        let done: Vec<Change> = drawn.into_iter().filter(|change| editing.apply(change.clone()).is_ok()).collect();
        let after = editing.slots().clone();
        let inverse = editing.into_inverse();

        let mut back = Editing::of(after.values().cloned());
        for change in inverse {
            back.apply(change).unwrap();
        }
        prop_assert_eq!(back.slots(), &before);
        let mut forth = Editing::of(before.values().cloned());
        for change in done {
            forth.apply(change).unwrap();
        }
        prop_assert_eq!(forth.slots(), &after);
    }

    /// The changes between two rosters make one the other.
    #[test]
    fn what_lies_between_leads_from_one_to_the_other(
        was in proptest::collection::vec(any_slot(), 0..5),
        is in proptest::collection::vec(any_slot(), 0..5),
    ) {
        let (was, is) = (by_id(was), by_id(is));
        let list = |slots: &BTreeMap<SlotId, Slot>| slots.values().cloned().collect::<Vec<_>>();
        let changes = between(&list(&was), &list(&is));
        let editing = edited(&list(&was), &changes).unwrap();
        prop_assert_eq!(editing.slots(), &is);
    }
}
