//! What a personal calendar shows after each revision.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::feed::{Appearance, FeedEvent, RevisionMark, events};
use dutyline::domain::ids::{ConsultationId, StaffId};
use dutyline::domain::revision::PublishedSlot;
use dutyline::domain::roster::SlotState;
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::{hours, slot};

const ME: StaffId = StaffId(Uuid::from_u128(1));
const OTHER: StaffId = StaffId(Uuid::from_u128(2));

fn mark(number: i32) -> RevisionMark {
    let at: DateTime<Utc> = "2024-06-10T08:00:00Z".parse().unwrap();
    RevisionMark {
        consultation: ConsultationId(Uuid::from_u128(1)),
        number,
        published_at: at + chrono::Duration::days(number.into()),
    }
}

fn duty() -> PublishedSlot {
    PublishedSlot::of(&slot(1, "2024-06-20", "15:00-18:00", "12 616 5769"), Warsaw)
}

fn later() -> PublishedSlot {
    PublishedSlot::of(&slot(1, "2024-06-20", "16:00-18:00", "12 616 5769"), Warsaw)
}

fn cancelled() -> PublishedSlot {
    PublishedSlot {
        state: SlotState::Cancelled,
        cancel_reason: Some("awaria".into()),
        ..duty()
    }
}

/// What the revisions say of one slot, one after the other; `None` where they do not have it.
fn shown(said: &[Option<(PublishedSlot, Option<StaffId>)>]) -> Vec<FeedEvent> {
    let marks: Vec<RevisionMark> = (1..).zip(said).map(|(number, _)| mark(number)).collect();
    let appearances = marks.iter().zip(said).filter_map(|(revision, said)| {
        let (slot, staff) = said.clone()?;
        Some(Appearance {
            revision: *revision,
            slot,
            staff,
        })
    });
    // In whatever order they come.
    let mut appearances: Vec<Appearance> = appearances.collect();
    appearances.reverse();
    events(ME, &marks, &appearances)
}

#[test]
fn a_duty_stays_whatever_becomes_of_it_and_counts_the_revisions_in_which_it_changed() {
    let (mine, other) = (|slot| Some((slot, Some(ME))), |slot| Some((slot, Some(OTHER))));
    let gone = |slot: PublishedSlot| PublishedSlot {
        state: SlotState::Cancelled,
        cancel_reason: None,
        ..slot
    };
    for (what, said, expected) in [
        ("new", vec![mine(duty())], Some((duty(), 1))),
        ("never mine", vec![other(duty()), None], None),
        (
            "unchanged",
            vec![mine(duty()), mine(duty()), mine(duty())],
            Some((duty(), 1)),
        ),
        ("taken over", vec![other(duty()), mine(duty())], Some((duty(), 2))),
        (
            "moved",
            vec![mine(duty()), mine(later()), mine(later())],
            Some((later(), 2)),
        ),
        (
            "cancelled",
            vec![mine(duty()), mine(cancelled())],
            Some((cancelled(), 2)),
        ),
        (
            "given away",
            vec![mine(duty()), other(later())],
            Some((gone(duty()), 2)),
        ),
        (
            "given away, then moved",
            vec![mine(duty()), other(duty()), other(later())],
            Some((gone(duty()), 2)),
        ),
        (
            "left to nobody",
            vec![mine(duty()), Some((duty(), None))],
            Some((gone(duty()), 2)),
        ),
        (
            "removed",
            vec![mine(duty()), mine(duty()), None, None],
            Some((gone(duty()), 3)),
        ),
        (
            "had again",
            vec![mine(duty()), other(duty()), mine(duty())],
            Some((duty(), 3)),
        ),
        (
            "cancelled, then removed",
            vec![mine(cancelled()), None],
            Some((gone(duty()), 2)),
        ),
    ] {
        let found = shown(&said);
        let found: Vec<_> = found.into_iter().map(|event| (event.slot, event.changed)).collect();
        let expected = expected.map(|(slot, number)| (slot, mark(number)));
        assert_eq!(found, Vec::from_iter(expected), "{what}");
    }
}

#[test]
fn duties_come_by_start() {
    let appearance = |number, day: &str| Appearance {
        revision: mark(1),
        slot: PublishedSlot::of(&slot(number, day, "15:00-18:00", "12 616 5769"), Warsaw),
        staff: Some(ME),
    };
    let all = [appearance(1, "2024-06-21"), appearance(2, "2024-06-20")];
    let days = events(ME, &[mark(1)], &all)
        .into_iter()
        .map(|event| event.slot.date.to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2024-06-20", "2024-06-21"]);
    assert_eq!(hours("15:00-18:00"), all[0].slot.hours);
}

proptest! {
    /// A calendar program that asks after every revision never sees a change under the number it knows, nor a smaller one.
    #[test]
    fn the_number_grows_exactly_when_something_changes(said in prop::collection::vec(0..5_u8, 1..12)) {
        let said: Vec<_> = said
            .into_iter()
            .map(|kind| match kind {
                0 => None,
                1 => Some((duty(), Some(ME))),
                2 => Some((later(), Some(ME))),
                3 => Some((cancelled(), Some(ME))),
                _ => Some((duty(), Some(OTHER))),
            })
            .collect();
        let mut before: Option<FeedEvent> = None;
        for published in 1..=said.len() {
            let now = shown(&said[..published]).pop();
            match (&before, &now) {
                (Some(before), Some(now)) => {
                    prop_assert!(before.changed.number <= now.changed.number);
                    prop_assert_eq!(before.changed == now.changed, before.slot == now.slot);
                }
                (Some(_), None) => prop_assert!(false, "it is gone"),
                (None, _) => {}
            }
            before = now;
        }
    }
}
