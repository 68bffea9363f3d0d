//! The search for clashes against comparing minutes.

use std::collections::BTreeSet;

use chrono::DateTime;
use dutyline::domain::extension::Phone;
use dutyline::domain::ids::StaffId;
use dutyline::domain::occupancy::{Booking, Occupant, bookings, clashes};
use dutyline::domain::time::Span;
use proptest::prelude::*;
use uuid::Uuid;

fn span(from: i64, to: i64) -> Span {
    let at = |minute| DateTime::from_timestamp(minute * 60, 0).unwrap();
    Span {
        starts_at: at(from),
        ends_at: at(to),
    }
}

fn phones() -> Vec<Phone> {
    let numbers = ["12 616 5769", "12 616 7804"];
    numbers.into_iter().map(|number| number.parse().unwrap()).collect()
}

fn person(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

/// A duty: start, minutes, extensions as bits, person.
type Drawn = (i64, i64, u8, Option<u128>);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (0i64..12, 0i64..5, 0u8..4, proptest::option::of(0u128..2));
    prop::collection::vec(one, 0..14)
}

/// What a duty needs, and the minutes it needs it in.
fn needs<'a>(phones: &'a [Phone], (start, length, bits, who): &Drawn) -> BTreeSet<(Occupant<'a>, i64)> {
    let of_bits = phones.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
    let extensions = of_bits.map(|(_, phone)| Occupant::Extension(phone));
    extensions
        .chain(who.map(|who| Occupant::Person(person(who))))
        .flat_map(|occupant| (*start..start + length).map(move |minute| (occupant, minute)))
        .collect()
}

fn booked<'a>(phones: &'a [Phone], duties: &'a [Drawn]) -> impl Iterator<Item = Booking<'a, usize>> {
    duties
        .iter()
        .enumerate()
        .flat_map(|(duty, (start, length, bits, who))| {
            let of_bits = phones.iter().enumerate().filter(move |(bit, _)| bits >> bit & 1 == 1);
            let phones = of_bits.map(|(_, phone)| phone);
            bookings(duty, span(*start, start + length), phones, who.map(person))
        })
}

proptest! {
    #[test]
    fn finds_what_comparing_every_minute_finds(duties in drawn()) {
        let phones = phones();
        let mut expected = BTreeSet::new();
        for (index, one) in duties.iter().enumerate() {
            for (other_index, other) in duties.iter().enumerate().skip(index + 1) {
                let (one, other) = (needs(&phones, one), needs(&phones, other));
                expected.extend(one.intersection(&other).map(|(occupant, _)| (*occupant, index, other_index)));
            }
        }
        let found = clashes(booked(&phones, &duties));
        let pairs: BTreeSet<_> = found
            .iter()
            .map(|clash| (clash.occupant, clash.first.min(clash.second), clash.first.max(clash.second)))
            .collect();
        prop_assert_eq!(pairs.len(), found.len(), "each once");
        prop_assert_eq!(pairs, expected);
        for clash in found {
            let order = |duty: usize| (duties[duty].0, duty);
            prop_assert!(order(clash.first) < order(clash.second), "{:?}", clash);
        }
    }
}

#[test]
fn duties_that_touch_do_not_clash() {
    let phones = phones();
    let day = |duty, from, to| bookings(duty, span(from, to), &phones, None);
    assert_eq!(clashes(day(1, 15, 18).chain(day(2, 18, 20))), []);
    assert_eq!(clashes(day(1, 15, 19).chain(day(2, 18, 20))).len(), 2);
}

#[test]
fn an_extension_named_twice_in_one_duty_clashes_with_nothing_by_itself() {
    let phone = &phones()[0];
    let twice = bookings(1, span(15, 18), [phone, phone], None);
    let other = bookings(2, span(17, 18), [phone], None);
    let found = clashes(twice.chain(other));
    let named: Vec<_> = found.iter().map(|clash| (clash.first, clash.second)).collect();
    assert_eq!(named, [(1, 2)]);
}
