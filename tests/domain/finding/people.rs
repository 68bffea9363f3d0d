use chrono_tz::Europe::Warsaw;
use dutyline::domain::absence::Absence;
use dutyline::domain::candidate::Booked;
use dutyline::domain::consultation::Consultation;
use dutyline::domain::finding::{Problem, Surroundings, check};
use dutyline::domain::ids::AbsenceId;
use dutyline::domain::roster::sharing::SharingRules;
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::domain::staff::{StaffMember, WorkShare};
use uuid::Uuid;

use super::{around, duty, found, person};
use crate::domain::samples::{consultation, date, otwarty_krakow};

fn away(first: &str, last: &str) -> Absence {
    Absence::days(AbsenceId(Uuid::from_u128(1)), date(first), date(last), Warsaw)
}

/// Two weeks of long days.
fn two_weeks() -> Consultation {
    consultation("2024-06-10", "2024-06-21", "06:00-20:00")
}

/// Duties elsewhere.
fn elsewhere(duties: &[(&str, &str, u128)]) -> Vec<Booked> {
    let booked = (100..).zip(duties).map(|(number, (day, at, person))| {
        let slot = duty(number, day, at, *person);
        Booked {
            staff: slot.staff.unwrap(),
            slot: slot.id,
            span: slot.span(Warsaw),
        }
    });
    booked.collect()
}

#[test]
fn who_was_retired_has_no_duty_ahead() {
    let gone = StaffMember {
        retired_at: Some("2024-07-03T13:30:00Z".parse().unwrap()),
        absences: vec![away("2024-07-04", "2024-07-04")],
        ..person(5)
    };
    let slots = otwarty_krakow().into_iter();
    let slots: Vec<Slot> = slots
        .map(|slot| Slot {
            staff: Some(gone.id),
            ..slot
        })
        .collect();
    let whole = consultation("2024-06-13", "2024-07-05", "10:00-18:00");
    // The last two of them begin later.
    let expected = ["blocks staff_retired 15", "blocks staff_retired 16"];
    assert_eq!(found(&whole, &slots, &around(&[gone])), expected);
}

#[test]
fn an_absence_holds_from_its_first_day_to_its_last() {
    let people = [StaffMember {
        absences: vec![away("2024-06-12", "2024-06-14")],
        ..person(7)
    }];
    for (day, away) in [
        ("2024-06-11", false),
        ("2024-06-12", true),
        ("2024-06-14", true),
        ("2024-06-17", false),
    ] {
        let slot = duty(1, day, "15:00-18:00", 7);
        let told = found(&two_weeks(), std::slice::from_ref(&slot), &around(&people));
        let expected: &[&str] = if away { &["warns staff_absent 1"] } else { &[] };
        assert_eq!(told, expected, "{day}");
        let called_off = Slot {
            state: SlotState::Cancelled,
            ..slot
        };
        let told = found(&two_weeks(), &[called_off], &around(&people));
        assert_eq!(told, ["blocks empty_roster"], "{day}");
    }
}

#[test]
fn who_does_not_speak_a_language_of_the_duty_is_told_with_it() {
    let speaks = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<_>>();
    let people = [StaffMember {
        languages: speaks(&["pl", "en"]),
        ..person(1)
    }];
    let told = |codes: &[&str]| {
        let slots = [Slot {
            languages: speaks(codes),
            ..duty(1, "2024-06-13", "15:00-18:00", 1)
        }];
        let report = check(&two_weeks(), Vec::new(), &slots).within(&slots, Warsaw, &around(&people));
        let missing = report.findings.into_iter().find_map(|finding| match finding.problem {
            Problem::LanguageMissing { languages } => Some(languages),
            _ => None,
        });
        missing.unwrap_or_default()
    };
    assert_eq!(told(&[]), speaks(&[]));
    assert_eq!(told(&["pl", "en"]), speaks(&[]));
    assert_eq!(told(&["uk", "pl", "ru"]), speaks(&["uk", "ru"]));
}

#[test]
fn a_rest_counts_between_all_duties_of_a_person() {
    let rules = SharingRules {
        min_rest_minutes: 11 * 60,
        ..SharingRules::default()
    };
    let people = [person(1), person(2)];
    let told = |slots: &[Slot], booked: &[Booked]| {
        let around = Surroundings {
            rules,
            booked,
            ..around(&people)
        };
        found(&two_weeks(), slots, &around)
    };
    let evening = || duty(1, "2024-06-11", "17:00-20:00", 1);
    let morning = |at: &str| duty(2, "2024-06-12", at, 1);
    assert_eq!(
        told(&[evening(), morning("07:00-08:00")], &[]),
        [""; 0],
        "eleven hours are enough"
    );
    let short = ["warns short_rest 2"];
    assert_eq!(told(&[evening(), morning("06:59-08:00")], &[]), short);
    assert_eq!(
        told(&[evening(), duty(2, "2024-06-12", "08:00-09:00", 2)], &[]),
        [""; 0]
    );
    // Told where it can be mended here.
    let early = elsewhere(&[("2024-06-12", "06:00-07:00", 1)]);
    assert_eq!(told(&[evening()], &early), ["warns short_rest 1"]);
    let late = elsewhere(&[("2024-06-11", "21:30-22:00", 1)]);
    assert_eq!(told(&[morning("08:00-09:00")], &late), ["warns short_rest 2"]);
    let nobody_else = elsewhere(&[("2024-06-11", "21:30-22:00", 2)]);
    assert_eq!(told(&[morning("08:00-09:00")], &nobody_else), [""; 0]);
    let at_once = [evening(), duty(2, "2024-06-11", "19:00-20:00", 1)];
    let twice = told(&at_once, &[]);
    assert!(!twice.iter().any(|told| told.contains("rest")), "{twice:?}");
}

#[test]
fn who_has_too_much_has_the_last_ones_too_many() {
    let limited = |max_per_week, max_duties| {
        [StaffMember {
            share: WorkShare {
                max_per_week,
                max_duties,
                ..WorkShare::default()
            },
            ..person(1)
        }]
    };
    let slots = [
        duty(1, "2024-06-13", "08:00-10:00", 1),
        duty(2, "2024-06-13", "12:00-14:00", 1),
        duty(3, "2024-06-14", "08:00-10:00", 1),
        duty(4, "2024-06-17", "08:00-10:00", 1),
    ];
    let other = elsewhere(&[("2024-06-13", "18:00-20:00", 1), ("2024-06-16", "08:00-10:00", 1)]);
    let told = |people: &[StaffMember], max_per_day, booked: &[Booked], now: &str| {
        let around = Surroundings {
            rules: SharingRules {
                max_per_day,
                ..SharingRules::default()
            },
            booked,
            now: now.parse().unwrap(),
            ..around(people)
        };
        let findings = found(&two_weeks(), &slots, &around);
        let limits = findings.iter().filter_map(|told| told.strip_prefix("warns over_limit"));
        limits.map(str::to_owned).collect::<Vec<_>>()
    };
    let before = "2024-06-01T00:00:00Z";
    assert_eq!(told(&limited(None, None), None, &other, before), [""; 0]);
    assert_eq!(told(&limited(None, None), Some(2), &[], before), [""; 0]);
    assert_eq!(told(&limited(None, None), Some(1), &[], before), ["_day 2"]);
    assert_eq!(told(&limited(None, None), Some(2), &other, before), ["_day 2"]);
    // Monday is another week, Sunday is not.
    assert_eq!(told(&limited(Some(2), None), None, &[], before), ["_week 3"]);
    assert_eq!(told(&limited(Some(3), None), None, &[], before), [""; 0]);
    assert_eq!(
        told(&limited(Some(3), None), None, &other, before),
        ["_week 2", "_week 3"]
    );
    // Other consultations have limits of their own.
    assert_eq!(told(&limited(None, Some(2)), None, &other, before), [" 3", " 4"]);
    assert_eq!(told(&limited(None, Some(0)), None, &other, before).len(), 4);
    // What has begun cannot be mended.
    assert_eq!(
        told(&limited(None, Some(2)), None, &other, "2024-06-14T06:00:00Z"),
        [" 4"]
    );
}

#[test]
fn who_cannot_be_reached_is_told_once_at_the_next_duty() {
    let out_of_reach = StaffMember {
        email: None,
        ..person(1)
    };
    let slots = [
        duty(1, "2024-06-13", "15:00-18:00", 1),
        duty(2, "2024-06-14", "15:00-18:00", 1),
        duty(3, "2024-06-17", "15:00-18:00", 1),
        duty(4, "2024-06-18", "15:00-18:00", 2),
    ];
    let people = [out_of_reach, person(2)];
    let report = |now: &str| {
        let around = Surroundings {
            now: now.parse().unwrap(),
            ..around(&people)
        };
        let report = check(&two_weeks(), Vec::new(), &slots).within(&slots, Warsaw, &around);
        let told = report.findings.into_iter().filter_map(|finding| match finding.problem {
            Problem::Unreachable { duties } => Some((finding.slot?.0.as_u128(), duties)),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(report("2024-06-01T00:00:00Z"), [(1, 3)]);
    assert_eq!(report("2024-06-13T13:00:00Z"), [(2, 2)]);
    assert_eq!(report("2024-06-18T00:00:00Z"), []);
}
