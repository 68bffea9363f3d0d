//! Splitting and merging: what is covered stays the same to the minute.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveTime};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::fault::Fault;
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::roster::change::{Change, Editing};
use dutyline::domain::roster::parts::{merge, split};
use dutyline::domain::roster::reason::{CancelReason, PublicReason};
use dutyline::domain::roster::{Slot, SlotMode, SlotState};
use dutyline::domain::time::Span;
use proptest::prelude::*;
use uuid::Uuid;

use crate::domain::samples::{date, hours, slot};

fn numbered(number: u128) -> SlotId {
    SlotId(Uuid::from_u128(number))
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

/// The slots after changes, by start.
fn after(slots: &[Slot], changes: impl IntoIterator<Item = Change>) -> Vec<Slot> {
    let mut editing = Editing::of(slots.iter().cloned());
    for change in changes {
        editing.apply(change).unwrap();
    }
    let mut slots: Vec<Slot> = editing.slots().values().cloned().collect();
    slots.sort_by_key(|slot| (slot.span(Warsaw), slot.id));
    slots
}

fn halves(slot: &Slot, at: &str) -> Result<Vec<Slot>, Fault> {
    let changes = split(slot, time(at), numbered(99), Warsaw)?;
    Ok(after(std::slice::from_ref(slot), changes))
}

#[test]
fn the_second_part_keeps_everything_but_the_hours() {
    let mut whole = slot(1, "2024-06-20", "15:00-18:00", "12 616 5769");
    whole.staff = Some(StaffId(Uuid::from_u128(7)));
    whole.languages = vec!["uk".parse().unwrap()];
    whole.mode = SlotMode::Hybrid;
    let parts = halves(&whole, "16:30").unwrap();
    let first = Slot {
        hours: hours("15:00-16:30"),
        ..whole.clone()
    };
    let second = Slot {
        id: numbered(99),
        hours: hours("16:30-18:00"),
        ..whole
    };
    assert_eq!(parts, [first, second]);
}

#[test]
fn a_duty_over_midnight_is_split_on_the_day_the_time_falls_on() {
    let night = slot(1, "2024-06-20", "22:00-02:00", "12 616 5769");
    for (at, day) in [
        ("23:00", "2024-06-20"),
        ("00:00", "2024-06-21"),
        ("01:30", "2024-06-21"),
    ] {
        let parts = halves(&night, at).unwrap();
        assert_eq!((parts[1].date, parts[1].hours.start), (date(day), time(at)), "{at}");
    }
}

#[test]
fn a_time_that_is_not_inside_or_not_one_moment_splits_nothing() {
    let day = slot(1, "2024-06-20", "15:00-18:00", "12 616 5769");
    let night = slot(2, "2024-06-20", "22:00-02:00", "12 616 5769");
    for (slot, at) in [
        (&day, "15:00"),
        (&day, "18:00"),
        (&day, "12:00"),
        (&night, "22:00"),
        (&night, "02:00"),
        (&night, "12:00"),
    ] {
        assert_eq!(halves(slot, at), Err(Fault::NotInside), "{at}");
    }
    // 2.30 comes twice in autumn and never in spring.
    for day in ["2024-10-27", "2024-03-31"] {
        let slot = slot(3, day, "01:00-05:00", "12 616 5769");
        assert_eq!(halves(&slot, "02:30"), Err(Fault::ClockChange), "{day}");
    }
}

#[test]
fn only_what_follows_and_is_alike_becomes_one() {
    let one = slot(1, "2024-06-20", "15:00-16:00", "12 616 5769");
    let next = slot(2, "2024-06-20", "16:00-18:00", "12 616 5769");
    let nobody = BTreeSet::new();
    let refused = |slots: &[&Slot]| merge(slots, &nobody, Warsaw).unwrap_err();
    assert_eq!(refused(&[&one]), (one.id, Fault::NotAdjoining));
    let later = slot(3, "2024-06-20", "16:01-18:00", "12 616 5769");
    assert_eq!(refused(&[&one, &later]), (later.id, Fault::NotAdjoining));
    let at_once = slot(3, "2024-06-20", "15:30-18:00", "12 616 7821");
    assert_eq!(refused(&[&at_once, &one]), (at_once.id, Fault::NotAdjoining));
    let unlike = [
        slot(2, "2024-06-20", "16:00-18:00", "12 616 7821"),
        Slot {
            languages: vec!["uk".parse().unwrap()],
            ..next.clone()
        },
        Slot {
            mode: SlotMode::Room,
            ..next.clone()
        },
        Slot {
            staff: Some(StaffId(Uuid::from_u128(7))),
            ..next.clone()
        },
        Slot {
            state: SlotState::Cancelled,
            ..next.clone()
        },
    ];
    for other in unlike {
        assert_eq!(refused(&[&one, &other]), (other.id, Fault::Unlike), "{other:?}");
    }
    // All together they would last a day.
    let night = slot(4, "2024-06-20", "18:00-15:00", "12 616 5769");
    assert_eq!(refused(&[&one, &next, &night]), (night.id, Fault::NotAdjoining));
    assert_eq!(merge(&[], &nobody, Warsaw), Ok(Vec::new()));
}

#[test]
fn what_residents_have_seen_is_called_off_and_the_rest_removed() {
    let all: Vec<Slot> = [(1, "15:00-16:00"), (2, "16:00-17:00"), (3, "17:00-18:00")]
        .map(|(number, at)| slot(number, "2024-06-20", at, "12 616 5769"))
        .into();
    let seen = BTreeSet::from([all[0].id, all[2].id]);
    let changes = merge(&[&all[2], &all[0], &all[1]], &seen, Warsaw).unwrap();
    let left = after(&all, changes);
    assert_eq!(
        left.iter().map(|slot| slot.id).collect::<Vec<_>>(),
        [all[0].id, all[2].id]
    );
    assert_eq!(left[0].hours, hours("15:00-18:00"));
    assert_eq!(left[1].state, SlotState::Cancelled);
    assert_eq!(left[1].cancel_reason, Some(CancelReason::Listed(PublicReason::Joined)));
}

/// A slot anywhere in the two weeks around a clock change, over midnight too.
fn any_slot() -> impl Strategy<Value = Slot> {
    (prop::bool::ANY, 0..14i64, 0..96u32, 1..96u32).prop_map(|(spring, day, start, length)| {
        let first = date(if spring { "2024-03-25" } else { "2024-10-21" });
        let quarter = |quarters: u32| {
            let minutes = quarters % 96 * 15;
            NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap()
        };
        let mut slot = slot(1, "2024-06-20", "15:00-18:00", "12 616 5769");
        slot.date = first + Duration::days(day);
        slot.hours.start = quarter(start);
        slot.hours.end = quarter(start + length);
        slot
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Split anywhere, the parts tile the very minutes of the whole; merged again they are the whole.
    #[test]
    fn parts_tile_the_whole(whole in any_slot(), quarter in 0..96u32) {
        let at = NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).unwrap();
        let Ok(changes) = split(&whole, at, numbered(99), Warsaw) else {
            return Ok(());
        };
        let parts = after(std::slice::from_ref(&whole), changes);
        let spans: Vec<Span> = parts.iter().map(|part| part.span(Warsaw)).collect();
        prop_assert_eq!(spans[0].ends_at, spans[1].starts_at, "{:?} at {}", whole, at);
        prop_assert_eq!(spans[0].hull(spans[1]), whole.span(Warsaw));
        prop_assert!(spans.iter().all(|span| span.minutes() > 0));
        let all: Vec<&Slot> = parts.iter().collect();
        match merge(&all, &BTreeSet::new(), Warsaw) {
            Ok(changes) => prop_assert_eq!(after(&parts, changes), [whole]),
            Err(refused) => prop_assert!(false, "{:?}", refused),
        }
    }

    /// Whatever is merged, the one that is left covers exactly what they did.
    #[test]
    fn merged_they_cover_what_they_did(first in any_slot(), lengths in prop::collection::vec(1..40u32, 1..5)) {
        let mut slots = vec![first.clone()];
        for (number, length) in (2..).zip(lengths) {
            let last = slots.last().unwrap();
            let mut next = last.clone();
            next.id = numbered(number);
            if last.hours.crosses_midnight() {
                next.date = last.date + Duration::days(1);
            }
            next.hours.start = last.hours.end;
            next.hours.end = last.hours.end + Duration::minutes(i64::from(length) * 15);
            slots.push(next);
        }
        let spans: Vec<Span> = slots.iter().map(|slot| slot.span(Warsaw)).collect();
        let all: Vec<&Slot> = slots.iter().collect();
        if let Ok(changes) = merge(&all, &BTreeSet::new(), Warsaw) {
            let left = after(&slots, changes);
            prop_assert_eq!(left.len(), 1);
            let whole = left[0].span(Warsaw);
            prop_assert_eq!(whole.minutes(), spans.iter().map(|span| span.minutes()).sum::<i64>());
            prop_assert_eq!((whole.starts_at, Some(whole.ends_at)), (spans[0].starts_at, spans.last().map(|span| span.ends_at)));
        }
    }
}
