use chrono_tz::Europe::Warsaw;
use dutyline::domain::finding::Surroundings;
use dutyline::domain::occupancy::Need;

use super::{around, duty, found, person};
use crate::domain::samples::consultation;

#[test]
fn what_another_consultation_needs_cannot_be_published() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-14:00");
    let people = [person(1), person(2)];
    let own = [
        duty(1, "2024-06-13", "10:00-12:00", 1),
        duty(2, "2024-06-13", "12:00-14:00", 2),
    ];
    let told = |day: &str, at: &str, phones_of: u128, person: Option<u128>| {
        let other = duty(9, day, at, phones_of);
        let need = Need {
            person: person.and_then(|person| duty(9, day, at, person).staff),
            ..Need::of_draft(&other, Warsaw).unwrap()
        };
        // The same duty as a draft and as published.
        let taken = [need.clone(), need];
        let around = Surroundings {
            taken: &taken,
            ..around(&people)
        };
        found(&consultation, &own, &around)
    };
    assert_eq!(
        told("2024-06-13", "11:00-13:00", 7, Some(1)),
        ["blocks staff_elsewhere 1"]
    );
    assert_eq!(
        told("2024-06-13", "11:00-13:00", 2, None),
        ["blocks extension_elsewhere 2"]
    );
    assert_eq!(
        told("2024-06-13", "09:00-15:00", 1, Some(2)),
        ["blocks extension_elsewhere 1", "blocks staff_elsewhere 2"]
    );
    // What touches is not at once.
    assert_eq!(told("2024-06-13", "12:00-14:00", 1, Some(1)), [""; 0]);
    assert_eq!(told("2024-06-14", "10:00-14:00", 1, Some(2)), [""; 0]);
}
