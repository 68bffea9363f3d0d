//! Who could take a duty.

use chrono_tz::Europe::Warsaw;
use dutyline::domain::absence::Absence;
use dutyline::domain::candidate::{Booked, Bookings, Candidate, Cannot, rank};
use dutyline::domain::ids::{AbsenceId, StaffId, UnitId};
use dutyline::domain::language::Language;
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::domain::staff::StaffMember;
use dutyline::domain::workload::{Share, Workload};
use uuid::Uuid;

use super::samples::{date, slot};

fn languages(codes: &[&str]) -> Vec<Language> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

fn member(number: u128, speaks: &[&str]) -> StaffMember {
    StaffMember {
        name: format!("Osoba {number}"),
        languages: languages(speaks),
        ..StaffMember::new(StaffId(Uuid::from_u128(number)), UnitId(Uuid::from_u128(1)))
    }
}

fn away_on(first: &str, last: &str) -> Absence {
    Absence::days(AbsenceId(Uuid::from_u128(1)), date(first), date(last), Warsaw)
}

fn taken(number: u128, day: &str, at: &str, by: &StaffMember) -> Slot {
    Slot {
        staff: Some(by.id),
        ..slot(number, day, at, "12 616 5769")
    }
}

fn booked(slots: &[Slot]) -> Bookings {
    let of = |slot: &Slot| {
        Some(Booked {
            staff: slot.staff?,
            slot: slot.id,
            span: slot.span(Warsaw),
        })
    };
    slots.iter().filter_map(of).collect()
}

#[test]
fn who_can_comes_first_then_who_speaks_then_who_has_least() {
    let [busy, much, little, mute, away] = [
        (1, &["pl", "uk"]),
        (2, &["pl", "uk"]),
        (3, &["pl", "uk"]),
        (4, &["pl", "en"]),
        (5, &["pl", "uk"]),
    ]
    .map(|(number, speaks)| member(number, speaks));
    let mut away = away;
    away.absences = vec![away_on("2024-06-18", "2024-06-20")];
    let slots = [
        taken(1, "2024-06-20", "16:00-17:00", &busy),
        taken(2, "2024-06-21", "15:00-18:00", &much),
        taken(3, "2024-06-24", "15:00-18:00", &much),
        taken(4, "2024-06-21", "10:00-11:00", &little),
    ];
    let mut wanted = slot(9, "2024-06-20", "15:00-18:00", "12 616 7804");
    wanted.languages = languages(&["uk"]);
    let people = [busy, much, little, mute, away];
    let load = Workload::of(&slots, Warsaw);
    let ranked = rank(&wanted, Warsaw, &people.each_ref(), &booked(&slots), &load);
    let told: Vec<_> = ranked
        .iter()
        .map(|one| (one.staff.0.as_u128(), one.cannot, one.speaks))
        .collect();
    assert_eq!(
        told,
        [
            (3, None, true),
            (2, None, true),
            (4, None, false),
            (5, Some(Cannot::Absent("2024-06-21T00:00:00".parse().unwrap())), true),
            (1, Some(Cannot::Busy(slots[0].id)), true),
        ]
    );
    assert_eq!(
        ranked[1].share,
        Share {
            duties: 2,
            minutes: 360
        }
    );
}

/// Whoever has the duty is compared by what they have besides.
#[test]
fn the_duty_itself_neither_counts_nor_stands_in_the_way() {
    let holder = member(1, &[]);
    for state in [SlotState::Planned, SlotState::Cancelled] {
        let own = Slot {
            state,
            ..taken(1, "2024-06-20", "15:00-18:00", &holder)
        };
        let other = taken(2, "2024-06-21", "15:00-16:00", &holder);
        let slots = [own.clone(), other];
        let load = Workload::of(&slots, Warsaw);
        let ranked = rank(&own, Warsaw, &[&holder], &booked(&slots), &load);
        let expected = Candidate {
            staff: holder.id,
            share: Share { duties: 1, minutes: 60 },
            speaks: true,
            cannot: None,
        };
        assert_eq!(ranked, [expected], "{state:?}");
    }
}

#[test]
fn an_absence_has_its_first_and_its_last_day() {
    let mut person = member(1, &[]);
    person.absences = vec![away_on("2024-06-18", "2024-06-19")];
    for (day, away) in [
        ("2024-06-17", false),
        ("2024-06-18", true),
        ("2024-06-19", true),
        ("2024-06-20", false),
    ] {
        let wanted = slot(1, day, "15:00-18:00", "12 616 5769");
        let ranked = rank(&wanted, Warsaw, &[&person], &Bookings::default(), &Workload::default());
        assert_eq!(ranked[0].cannot.is_some(), away, "{day}");
    }
}
