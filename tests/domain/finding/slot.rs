use std::collections::BTreeMap;

use chrono_tz::Europe::Warsaw;
use dutyline::domain::calendar::RequiredHours;
use dutyline::domain::consultation::Consultation;
use dutyline::domain::finding::{Problem, Surroundings, check};
use dutyline::domain::roster::{Slot, SlotMode, SlotState};

use super::{around, duty, found, person};
use crate::domain::samples::{consultation, hours};

#[test]
fn a_duty_keeps_to_the_required_hours() {
    let consultation = consultation("2024-06-13", "2024-06-14", "15:00-18:00");
    for (at, beyond) in [
        ("15:00-18:00", vec![]),
        ("16:00-17:00", vec![]),
        ("14:30-18:00", vec!["14:30-15:00"]),
        ("14:00-19:00", vec!["14:00-15:00", "18:00-19:00"]),
        ("08:00-10:00", vec!["08:00-10:00"]),
        ("15:00-00:00", vec!["18:00-00:00"]),
    ] {
        let days = consultation.calendar(Vec::new(), BTreeMap::new()).days();
        let slots = [duty(1, "2024-06-13", at, 1), duty(2, "2024-06-14", at, 1)];
        let report = check(&consultation, days, &slots);
        let told = report.findings.iter().filter_map(|finding| match &finding.problem {
            Problem::OutsideHours { hours } => Some(hours.clone()),
            _ => None,
        });
        let beyond: Vec<_> = beyond.into_iter().map(hours).collect();
        let expected = if beyond.is_empty() {
            vec![]
        } else {
            vec![beyond.clone(), beyond]
        };
        assert_eq!(told.collect::<Vec<_>>(), expected, "{at}");
    }
    let in_a_room = Slot {
        mode: SlotMode::Room,
        ..duty(1, "2024-06-13", "08:00-10:00", 1)
    };
    let people = [person(1)];
    let phone = duty(2, "2024-06-13", "15:00-18:00", 1);
    assert_eq!(found(&consultation, &[in_a_room, phone], &around(&people)), [""; 0]);
}

#[test]
fn a_duty_into_the_night_is_asked_about_by_its_hours() {
    let people = [person(1)];
    let told = |required: &str, at: &str| {
        let consultation = Consultation {
            required: RequiredHours::working_days(hours(required)),
            ..consultation("2024-06-13", "2024-06-13", required)
        };
        found(&consultation, &[duty(1, "2024-06-13", at, 1)], &around(&people))
    };
    assert_eq!(told("15:00-20:00", "15:00-02:00"), ["blocks overnight 1"]);
    assert_eq!(told("15:00-00:00", "15:00-00:30"), ["blocks overnight 1"]);
    assert_eq!(told("15:00-00:00", "15:00-00:00"), [""; 0]);
    // A line that is open at night.
    assert_eq!(told("22:00-06:00", "22:00-06:00"), [""; 0]);
    assert_eq!(told("22:00-06:00", "21:00-06:00"), ["warns outside_hours 1"]);

    let consultation = consultation("2024-06-13", "2024-06-13", "15:00-20:00");
    let days = consultation.calendar(Vec::new(), BTreeMap::new()).days();
    let report = check(&consultation, days, &[duty(1, "2024-06-13", "15:00-02:00", 1)]);
    let finding = report.blocking().next().unwrap();
    assert!(finding.key().ends_with(":1500-0200"), "{}", finding.key());
    assert!(finding.is_accepted(&[finding.key()]));
}

#[test]
fn a_duty_that_is_over_was_published_or_is_a_slip() {
    let consultation = consultation("2024-06-13", "2024-06-14", "15:00-18:00");
    let slots = [
        duty(1, "2024-06-13", "15:00-16:30", 1),
        duty(2, "2024-06-13", "16:30-18:00", 2),
        duty(3, "2024-06-14", "15:00-18:00", 1),
        Slot {
            state: SlotState::Cancelled,
            ..duty(4, "2024-06-13", "15:00-18:00", 3)
        },
    ];
    let people = [person(1), person(2)];
    let span = |at: usize| (slots[at].id, slots[at].span(Warsaw));
    let at = |now: &str, published: &BTreeMap<_, _>| {
        let around = Surroundings {
            published,
            now: now.parse().unwrap(),
            ..around(&people)
        };
        found(&consultation, &slots, &around)
    };
    let none = BTreeMap::new();
    assert_eq!(at("2024-06-13T14:29:59Z", &none), [""; 0]);
    assert_eq!(at("2024-06-13T14:30:00Z", &none), ["warns in_past 1"]);
    let both = ["warns in_past 1", "warns in_past 2"];
    assert_eq!(at("2024-06-14T06:00:00Z", &none), both);
    assert_eq!(at("2024-06-14T06:00:00Z", &[span(0), span(1)].into()), [""; 0]);
    // It was published to be at another time.
    let moved = (slots[0].id, slots[2].span(Warsaw));
    assert_eq!(
        at("2024-06-14T06:00:00Z", &[moved, span(1)].into()),
        ["warns in_past 1"]
    );
}
