//! A draft as a grid of days and extensions or people.

use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::roster::Slot;
use dutyline::domain::roster::grid::{Axis, Owner, Week, Weeks, lines};
use uuid::Uuid;

use crate::domain::samples::{date, otwarty_krakow, slot};

fn week(day: &str) -> Week {
    Week::of(date(day))
}

fn person(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

#[test]
fn a_week_has_the_days_from_monday_to_sunday() {
    for (day, monday, sunday) in [
        ("2024-06-17", "2024-06-17", "2024-06-23"),
        ("2024-06-20", "2024-06-17", "2024-06-23"),
        ("2024-06-23", "2024-06-17", "2024-06-23"),
        ("2025-01-01", "2024-12-30", "2025-01-05"),
        ("2024-03-31", "2024-03-25", "2024-03-31"),
    ] {
        let week = week(day);
        assert_eq!((week.monday(), week.sunday()), (date(monday), date(sunday)), "{day}");
        let days = week.days();
        assert!(days.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])), "{day}");
        assert_eq!((days[0], days[6]), (week.monday(), week.sunday()));
    }
}

#[test]
fn weeks_reach_as_far_as_the_consultation_and_its_duties() {
    let late = slot(1, "2024-07-15", "15:00-18:00", "12 616 5769");
    let weeks = Weeks::of(date("2024-06-13"), date("2024-07-05"), &[late]);
    for (wanted, shown) in [
        ("2020-01-01", "2024-06-10"),
        ("2024-06-13", "2024-06-10"),
        ("2024-06-20", "2024-06-17"),
        ("2024-07-15", "2024-07-15"),
        ("2030-01-01", "2024-07-15"),
    ] {
        assert_eq!(weeks.nearest(date(wanted)), week(shown), "{wanted}");
    }
    assert_eq!(weeks.before(week("2024-06-10")), None);
    assert_eq!(weeks.before(week("2024-06-17")), Some(week("2024-06-10")));
    assert_eq!(weeks.after(week("2024-07-08")), Some(week("2024-07-15")));
    assert_eq!(weeks.after(week("2024-07-15")), None);
}

/// Day, duty and whether it stands there first, of each line.
fn told(slots: &[Slot], axis: Axis, of: &str, owners: &[Owner]) -> Vec<Vec<(String, u128, bool)>> {
    let lines = lines(slots, axis, week(of), owners);
    assert!(lines.iter().map(|line| line.owner).eq(owners.iter().copied()));
    let told = lines.iter().map(|line| {
        let days = line.days.iter();
        let placed = days.flat_map(|(day, placed)| placed.iter().map(move |one| (day, one)));
        placed
            .map(|(day, one)| (day.to_string(), one.slot.id.0.as_u128(), one.is_first))
            .collect()
    });
    told.collect()
}

#[test]
fn a_duty_with_two_extensions_stands_in_both_lines_and_first_in_one() {
    let mut both = slot(1, "2024-06-20", "15:00-18:00", "12 616 7804");
    let other = slot(2, "2024-06-20", "10:00-14:00", "12 616 5769");
    both.extensions.push(other.extensions[0].clone());
    let mut none = slot(3, "2024-06-23", "10:00-14:00", "12 616 5769");
    none.extensions.clear();
    let next_week = slot(4, "2024-06-24", "15:00-18:00", "12 616 5769");
    let owners = [
        Owner::Extension(other.extensions[0].id),
        Owner::Extension(both.extensions[0].id),
        Owner::None,
    ];
    let slots = [other, both, none, next_week];
    let at = |day: &str, slot, first| (day.to_owned(), slot, first);
    assert_eq!(
        told(&slots, Axis::Extensions, "2024-06-20", &owners),
        [
            vec![at("2024-06-20", 2, true), at("2024-06-20", 1, true)],
            vec![at("2024-06-20", 1, false)],
            vec![at("2024-06-23", 3, true)],
        ]
    );
    // On a page without the first of its lines, it stands first in the other.
    assert_eq!(
        told(&slots, Axis::Extensions, "2024-06-20", &owners[1..2]),
        [vec![at("2024-06-20", 1, true)]]
    );
}

#[test]
fn nobody_s_duties_have_a_line_as_those_of_people_do() {
    let mut hers = slot(1, "2024-06-20", "15:00-18:00", "12 616 7804");
    hers.staff = Some(person(1));
    let open = slot(2, "2024-06-21", "15:00-18:00", "12 616 7804");
    let owners = [Owner::None, Owner::Person(person(1)), Owner::Person(person(2))];
    let at = |day: &str, slot| (day.to_owned(), slot, true);
    assert_eq!(
        told(&[hers, open], Axis::People, "2024-06-20", &owners),
        [vec![at("2024-06-21", 2)], vec![at("2024-06-20", 1)], vec![]]
    );
}

/// Over all weeks, every duty stands first exactly once, on its day, and in each of its lines.
#[test]
fn no_duty_is_lost_between_the_weeks() {
    let mut slots = otwarty_krakow();
    let phones: Vec<_> = slots.iter().map(|slot| slot.extensions[0].clone()).collect();
    for (index, slot) in slots.iter_mut().enumerate() {
        slot.staff = (index % 4 > 0).then(|| person(index as u128 % 4));
        let second = phones[(index * 5) % phones.len()].clone();
        if !slot.extensions.contains(&second) {
            slot.extensions.push(second);
        }
    }
    let weeks = Weeks::of(date("2024-06-13"), date("2024-07-05"), &slots);
    for axis in [Axis::Extensions, Axis::People] {
        let mut owners: Vec<Owner> = slots.iter().flat_map(|slot| axis.owners(slot)).collect();
        owners.sort();
        owners.dedup();
        let (mut firsts, mut places): (Vec<SlotId>, usize) = (Vec::new(), 0);
        let mut next = Some(weeks.nearest(date("2000-01-01")));
        while let Some(week) = next {
            for line in lines(&slots, axis, week, &owners) {
                for (day, placed) in line.days {
                    assert!(placed.iter().all(|one| one.slot.date == day));
                    assert!(placed.iter().all(|one| axis.owners(one.slot).contains(&line.owner)));
                    places += placed.len();
                    firsts.extend(placed.iter().filter(|one| one.is_first).map(|one| one.slot.id));
                }
            }
            next = weeks.after(week);
        }
        firsts.sort();
        assert!(firsts.into_iter().eq(slots.iter().map(|slot| slot.id)), "{axis:?}");
        assert_eq!(places, slots.iter().map(|slot| axis.owners(slot).len()).sum::<usize>());
    }
}
