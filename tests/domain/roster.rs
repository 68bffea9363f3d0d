mod change;
mod generate;
mod grid;
mod parts;
mod reason;
mod sharing;
mod sheet;

use std::collections::BTreeSet;

use chrono_tz::Europe::Warsaw;
use dutyline::domain::ids::SlotId;
use dutyline::domain::revision::PublishedSlot;
use dutyline::domain::roster::{ExpectedVersion, Slot, SlotMode, SlotState, cancelled_by};

use super::samples::slot;

#[test]
fn a_version_is_digits_and_nothing_else() {
    for (text, version) in [("0", 0), ("7", 7), ("2147483647", i32::MAX)] {
        assert_eq!(text.parse(), Ok(ExpectedVersion::Version(version)), "{text}");
    }
    for text in ["", " 7", "7 ", "+7", "-1", "1.0", "x", "2147483648", "٧"] {
        assert!(text.parse::<ExpectedVersion>().is_err(), "{text:?}");
        assert!(
            serde_json::from_value::<ExpectedVersion>(text.into()).is_err(),
            "{text:?}"
        );
    }
}

#[test]
fn only_any_expects_every_version() {
    assert!(ExpectedVersion::Any.is(3));
    assert!(ExpectedVersion::Version(3).is(3));
    for other in [2, 4] {
        assert!(!ExpectedVersion::Version(3).is(other));
    }
    assert!(!ExpectedVersion::NotYet.is(0));
}

#[test]
fn a_telephone_is_answered_unless_the_duty_is_cancelled_or_in_a_room() {
    for (state, mode, answers) in [
        (SlotState::Planned, SlotMode::Phone, true),
        (SlotState::Planned, SlotMode::Hybrid, true),
        (SlotState::Planned, SlotMode::Room, false),
        (SlotState::Cancelled, SlotMode::Phone, false),
    ] {
        let slot = Slot {
            state,
            mode,
            ..slot(1, "2024-06-20", "15:00-18:00", "12 616 5769")
        };
        assert_eq!(slot.answers_phone(), answers, "{state:?} {mode:?}");
        assert_eq!(
            PublishedSlot::of(&slot, Warsaw).answers_phone(),
            answers,
            "{state:?} {mode:?}"
        );
    }
}

/// What an import makes of slots that are not in it.
fn outcome(new: &[Slot], before: Slot, seen: bool, now: &str) -> Option<SlotState> {
    let seen: BTreeSet<SlotId> = seen.then_some(before.id).into_iter().collect();
    let mut left = cancelled_by(new, vec![before], &seen, Warsaw, now.parse().unwrap());
    assert!(left.len() <= 1);
    left.pop().map(|slot| slot.state)
}

#[test]
fn what_residents_saw_is_cancelled_and_the_rest_goes() {
    let old = slot(1, "2024-06-20", "15:00-18:00", "12 616 5769");
    let elsewhere = slot(2, "2024-06-20", "15:00-18:00", "12 616 7821");
    let correction = slot(3, "2024-06-20", "16:00-19:00", "12 616 5769");
    let (before, during, after) = ("2024-06-20T10:00:00Z", "2024-06-20T15:59:59Z", "2024-06-20T16:00:00Z");
    for (new, seen, now, expected) in [
        (&elsewhere, false, before, None),
        (&elsewhere, true, before, Some(SlotState::Cancelled)),
        (&elsewhere, true, during, Some(SlotState::Cancelled)),
        (&elsewhere, true, after, Some(SlotState::Planned)),
        (&correction, true, after, Some(SlotState::Cancelled)),
        (&old, true, before, None),
    ] {
        let found = outcome(std::slice::from_ref(new), old.clone(), seen, now);
        assert_eq!(found, expected, "{:?} {seen} {now}", new.id);
    }
}
