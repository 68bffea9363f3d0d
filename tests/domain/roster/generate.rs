//! Slots for the hours nobody covers.

use std::collections::BTreeMap;

use dutyline::domain::calendar::RequiredHours;
use dutyline::domain::coverage::Verdict;
use dutyline::domain::finding::check;
use dutyline::domain::roster::generate::{Missing, Numbers, Pattern, copied, missing};
use dutyline::domain::roster::{Slot, SlotState};
use proptest::prelude::*;

use crate::domain::samples::{consultation, hours, slot};

fn pattern(phones: usize, numbers: Numbers, longest: Option<u32>) -> Pattern {
    Pattern {
        phones,
        numbers,
        longest,
    }
}

/// What is missing in a week of the sample where these slots are there.
fn of_week(required: &str, slots: &[Slot], pattern: Pattern) -> Vec<Missing> {
    let sample = consultation("2024-06-17", "2024-06-23", required);
    let days = sample.calendar(Vec::new(), BTreeMap::new()).days();
    missing(&check(&sample, days, slots), pattern)
}

#[test]
fn days_off_and_hours_that_are_covered_need_nothing() {
    let there = [
        slot(1, "2024-06-18", "15:00-18:00", "12 616 5769"),
        slot(2, "2024-06-19", "16:00-17:00", "12 616 5769"),
    ];
    let found = of_week("15:00-18:00", &there, pattern(1, Numbers::InTurn, None));
    let found: Vec<String> = found
        .iter()
        .map(|slot| {
            format!(
                "{} {}-{}",
                slot.date,
                slot.hours.start.format("%H"),
                slot.hours.end.format("%H")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "2024-06-17 15-18",
            "2024-06-19 15-16",
            "2024-06-19 17-18",
            "2024-06-20 15-18",
            "2024-06-21 15-18",
        ]
    );
}

#[test]
fn numbers_come_in_turn_or_all_at_once() {
    for (phones, numbers, expected) in [
        (2, Numbers::InTurn, vec![vec![0], vec![1], vec![0], vec![1], vec![0]]),
        (2, Numbers::All, vec![vec![0, 1]; 5]),
        (0, Numbers::InTurn, vec![vec![]; 5]),
        (0, Numbers::All, vec![vec![]; 5]),
    ] {
        let found = of_week("15:00-18:00", &[], pattern(phones, numbers, None));
        let found: Vec<_> = found.into_iter().map(|slot| slot.phones).collect();
        assert_eq!(found, expected, "{phones} {numbers:?}");
    }
}

#[test]
fn long_hours_become_several_slots_and_those_after_midnight_are_of_the_next_day() {
    let of_first_day = |required: &str, longest| {
        let found = of_week(required, &[], pattern(0, Numbers::All, longest)).into_iter();
        let of_day = found.take(3).map(|slot| (slot.date.to_string(), slot.hours));
        of_day.collect::<Vec<_>>()
    };
    let slot = |day: &str, at: &str| (day.to_owned(), hours(at));
    assert_eq!(
        of_first_day("10:00-17:00", Some(180)),
        [
            slot("2024-06-17", "10:00-13:00"),
            slot("2024-06-17", "13:00-16:00"),
            slot("2024-06-17", "16:00-17:00"),
        ]
    );
    assert_eq!(
        of_first_day("22:00-02:00", Some(120))[..2],
        [slot("2024-06-17", "22:00-00:00"), slot("2024-06-18", "00:00-02:00")]
    );
    assert_eq!(of_first_day("22:00-02:00", None)[0], slot("2024-06-17", "22:00-02:00"));
}

proptest! {
    /// What is there and what is made cover every required hour, and nothing that is made lies over what is there.
    #[test]
    fn slots_and_gaps_tile_the_required_hours(
        drawn in proptest::collection::vec((0u32..7, 8u32..20, 1u32..5), 0..8),
        from in 8u32..16,
        length in 1u32..8,
        longest in proptest::option::of(15u32..200),
    ) {
        let required = format!("{from}:00-{}:00", from + length);
        let sample = consultation("2024-06-17", "2024-06-23", &required);
        let days = || sample.calendar(Vec::new(), BTreeMap::new()).days();
        let there: Vec<Slot> = drawn.iter().zip(1..).map(|((day, hour, long), n)| {
            slot(n, &format!("2024-06-{}", 17 + day), &format!("{hour}:00-{}:30", hour + long - 1), "12 616 5769")
        }).collect();
        let before = check(&sample, days(), &there);
        let made = missing(&before, pattern(1, Numbers::InTurn, longest));
        let minutes: i64 = made.iter().map(|slot| (slot.hours.end - slot.hours.start).num_minutes()).sum();
        prop_assert_eq!(minutes, before.uncovered_minutes());
        let all: Vec<Slot> = there.iter().cloned().chain(made.iter().zip(100..).map(|(made, n)| Slot {
            hours: made.hours,
            ..slot(n, &made.date.to_string(), "15:00-18:00", "12 616 5770")
        })).collect();
        let after = check(&sample, days(), &all);
        prop_assert_eq!(after.uncovered_minutes(), 0);
        prop_assert_eq!(after.count(Verdict::Covered), 5);
        prop_assert!(missing(&after, pattern(1, Numbers::InTurn, longest)).is_empty());
        if let Some(longest) = longest {
            let long = |slot: &Missing| (slot.hours.end - slot.hours.start).num_minutes() > i64::from(longest);
            prop_assert!(!made.iter().any(long));
        }
    }
}

#[test]
fn nothing_is_required_where_no_hours_are() {
    let mut sample = consultation("2024-06-17", "2024-06-23", "15:00-18:00");
    sample.required = RequiredHours(BTreeMap::new());
    let days = sample.calendar(Vec::new(), BTreeMap::new()).days();
    assert_eq!(missing(&check(&sample, days, &[]), pattern(1, Numbers::All, None)), []);
}

#[test]
fn duties_are_copied_by_weekday_and_begin_anew_when_there_are_more_weeks() {
    let model = [
        slot(1, "2024-05-06", "08:00-10:00", "12 616 5769"),
        slot(2, "2024-05-06", "10:00-12:00", "12 616 7804"),
        slot(3, "2024-05-13", "15:00-18:00", "12 616 5769"),
        slot(4, "2024-05-15", "15:00-18:00", "12 616 5769"),
        Slot {
            state: SlotState::Cancelled,
            ..slot(5, "2024-05-20", "15:00-18:00", "12 616 5769")
        },
    ];
    let sample = consultation("2024-06-03", "2024-06-19", "15:00-18:00");
    let days = sample.calendar(Vec::new(), BTreeMap::new()).days();
    let there = [slot(9, "2024-06-05", "16:00-17:00", "12 616 5769")];
    let report = check(&sample, days, &there);
    let taken = copied(&report, &model);
    let found: Vec<(String, u128)> = taken
        .iter()
        .map(|(day, slot)| (day.to_string(), slot.id.0.as_u128()))
        .collect();
    // Mondays in turn; on Wednesday 5 June there is a duty; no other weekday has one to take.
    let expected = [
        ("2024-06-03", 1),
        ("2024-06-03", 2),
        ("2024-06-10", 3),
        ("2024-06-12", 4),
        ("2024-06-17", 1),
        ("2024-06-17", 2),
        ("2024-06-19", 4),
    ];
    assert_eq!(found, expected.map(|(day, slot)| (day.to_owned(), slot)));
    assert!(copied(&report, &[]).is_empty());
}
