//! Duties of several consultations side by side.

use std::collections::BTreeSet;

use chrono_tz::Europe::Warsaw;
use dutyline::domain::agenda::{Clash, Other, Shared, clashes_of, last_day};
use dutyline::domain::ids::{ConsultationId, SlotId, StaffId};
use dutyline::domain::occupancy::Need;
use uuid::Uuid;

use super::samples::{date, slot};

#[test]
fn a_page_ends_before_the_day_with_which_it_has_too_many_duties() {
    let first = date("2024-06-17");
    // Duties on each day from the 17th on, and the last day shown of seven with at most ten duties.
    for (duties, last) in [
        (vec![], "2024-06-23"),
        (vec![3, 3, 4], "2024-06-23"),
        (vec![3, 3, 5], "2024-06-18"),
        (vec![11], "2024-06-23"),
        (vec![11, 1], "2024-06-17"),
        (vec![0, 11, 1], "2024-06-17"),
        (vec![1, 1, 1, 1, 1, 1, 1, 50], "2024-06-23"),
    ] {
        let days = first.iter_days().zip(&duties);
        let days = days.flat_map(|(day, number)| std::iter::repeat_n(day, *number));
        assert_eq!(last_day(first, 7, days, 10), date(last), "{duties:?}");
    }
    let before = std::iter::repeat_n(date("2024-06-16"), 50);
    assert_eq!(last_day(first, 7, before, 10), date("2024-06-23"));
}

const MINE: ConsultationId = ConsultationId(Uuid::from_u128(1));
const OTHER: ConsultationId = ConsultationId(Uuid::from_u128(2));

fn need(number: u128, at: &str, phone: &str, person: Option<u128>) -> Need {
    let mut slot = slot(number, "2024-06-20", at, phone);
    slot.staff = person.map(|number| StaffId(Uuid::from_u128(number)));
    Need::of_draft(&slot, Warsaw).unwrap()
}

fn id(number: u128) -> SlotId {
    SlotId(Uuid::from_u128(number))
}

fn phone(with: Other) -> Clash {
    let shared = Shared::Extension("12 616 5769".parse().unwrap());
    Clash { shared, with }
}

fn person(number: u128, with: Other) -> Clash {
    let shared = Shared::Person(StaffId(Uuid::from_u128(number)));
    Clash { shared, with }
}

#[test]
fn both_duties_that_need_one_thing_at_once_are_told() {
    let drafted = [
        (MINE, need(1, "15:00-18:00", "12 616 5769", Some(7))),
        (OTHER, need(2, "17:00-19:00", "12 616 5769", Some(7))),
        (OTHER, need(3, "18:00-20:00", "12 616 7804", Some(8))),
        (MINE, need(4, "19:00-21:00", "12 616 5769", None)),
    ];
    let found = clashes_of(&drafted, &[], &[]);
    let both = |with| BTreeSet::from([phone(with), person(7, with)]);
    let expected = [
        (id(1), both(Other::Drafted(id(2)))),
        (id(2), both(Other::Drafted(id(1)))),
    ];
    assert_eq!(found, expected.into());
}

#[test]
fn what_others_publish_stands_in_the_way_and_what_one_publishes_oneself_does_not() {
    let drafted = [(MINE, need(1, "15:00-18:00", "12 616 5769", None))];
    let before = need(1, "16:00-19:00", "12 616 5769", None);
    assert_eq!(clashes_of(&drafted, &[(MINE, before)], &[]), [].into());
    let theirs = (OTHER, need(2, "17:00-19:00", "12 616 5769", None));
    let expected = BTreeSet::from([phone(Other::Published(OTHER, id(2)))]);
    assert_eq!(
        clashes_of(&drafted, std::slice::from_ref(&theirs), &[]),
        [(id(1), expected)].into()
    );
    // Drafted as it is published, it is named once.
    let drafted = [drafted[0].clone(), theirs.clone()];
    let found = clashes_of(&drafted, &[theirs], &[]);
    assert_eq!(found[&id(1)], [phone(Other::Drafted(id(2)))].into());
    assert_eq!(found[&id(2)], [phone(Other::Drafted(id(1)))].into());
}

#[test]
fn of_another_office_nothing_is_told_but_that_it_is_in_the_way() {
    let drafted = [(MINE, need(1, "15:00-18:00", "12 616 5769", Some(7)))];
    let elsewhere = [
        need(2, "17:00-19:00", "12 616 5769", None),
        need(3, "15:00-16:00", "12 616 5769", Some(7)),
        need(4, "18:00-19:00", "12 616 7804", Some(7)),
        need(5, "10:00-20:00", "12 616 7821", Some(9)),
        need(6, "10:00-20:00", "12 616 7821", Some(9)),
    ];
    let expected = BTreeSet::from([phone(Other::Elsewhere), person(7, Other::Elsewhere)]);
    assert_eq!(clashes_of(&drafted, &[], &elsewhere), [(id(1), expected)].into());
}
