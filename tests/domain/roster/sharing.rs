//! A draft as a problem of sharing out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::assignment::{Problem, Rules, solve};
use dutyline::domain::candidate::Booked;
use dutyline::domain::ids::{SlotId, StaffId, UnitId};
use dutyline::domain::language::Locale;
use dutyline::domain::revision::Assignments;
use dutyline::domain::roster::sharing::{Desk, Which, problem};
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::domain::staff::{Absence, StaffMember};
use uuid::Uuid;

use crate::domain::samples::{date, slot};

fn member(number: u128) -> StaffMember {
    StaffMember {
        id: StaffId(Uuid::from_u128(number)),
        unit: UnitId(Uuid::from_u128(1)),
        lent_to: BTreeSet::new(),
        name: format!("Osoba {number}"),
        email: None,
        languages: vec!["pl".parse().unwrap()],
        locale: Locale::Pl,
        extension: None,
        absences: Vec::new(),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Four days of duties, shared out among these people on 20 June in the morning.
struct Case {
    slots: Vec<Slot>,
    people: Vec<StaffMember>,
    booked: Vec<Booked>,
    carried: BTreeMap<StaffId, i64>,
}

impl Case {
    fn new() -> Self {
        let days = ["2024-06-19", "2024-06-20", "2024-06-21", "2024-06-24"];
        let slots = days.iter().zip(1..);
        Self {
            slots: slots
                .map(|(day, n)| slot(n, day, "15:00-18:00", "12 616 5769"))
                .collect(),
            people: (1..=2).map(member).collect(),
            booked: Vec::new(),
            carried: BTreeMap::new(),
        }
    }

    fn problem(&self, which: &Which) -> Problem {
        let desk = Desk {
            unit: UnitId(Uuid::from_u128(1)),
            slots: &self.slots,
            zone: Warsaw,
            people: &self.people,
            booked: &self.booked,
            carried: &self.carried,
            published: &Assignments::new(),
            rules: Rules::default(),
            now: at("2024-06-20T06:00:00Z"),
        };
        problem(&desk, which)
    }

    /// Who has each planned slot then: the number of the person.
    fn shared(&self, which: &Which) -> Vec<Option<usize>> {
        let solution = solve(&self.problem(which), &|| false, &mut |_| {}).unwrap();
        assert!(solution.optimal);
        solution.assign.iter().map(|who| who.map(|who| who + 1)).collect()
    }
}

#[test]
fn what_is_over_stays_as_it_is_and_counts() {
    let mut case = Case::new();
    case.slots[0].staff = Some(case.people[0].id);
    let mut given = case.shared(&Which::All);
    assert_eq!(given[0], Some(1));
    given.sort_unstable();
    assert_eq!(given, [Some(1), Some(1), Some(2), Some(2)]);
    case.slots[0].staff = None;
    let problem = case.problem(&Which::All);
    assert!(problem.slots[0].leave && problem.fixed.is_empty());
    assert_eq!(
        case.shared(&Which::All)[0],
        None,
        "nobody is put on a duty that is over"
    );
}

#[test]
fn only_what_is_asked_for_is_given_to_others() {
    let mut case = Case::new();
    let first = case.people[0].id;
    for slot in &mut case.slots[1..] {
        slot.staff = Some(first);
    }
    assert_eq!(case.shared(&Which::Empty), [None, Some(1), Some(1), Some(1)]);
    let fair = case.shared(&Which::All);
    assert_ne!(fair, [None, Some(1), Some(1), Some(1)]);
    let one = case.slots[2].id;
    let only = case.shared(&Which::These([one].into()));
    assert_eq!(only, [None, Some(1), Some(2), Some(1)]);
}

#[test]
fn absences_duties_elsewhere_and_what_was_carried_count() {
    let mut case = Case::new();
    case.people[0].absences = vec![Absence {
        first_day: date("2024-06-20"),
        last_day: date("2024-06-21"),
    }];
    case.booked = vec![Booked {
        staff: case.people[1].id,
        slot: SlotId(Uuid::from_u128(99)),
        span: slot(99, "2024-06-24", "17:00-19:00", "12 616 7804").span(Warsaw),
    }];
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(2), Some(1)]);
    let mut case = Case::new();
    case.carried = [(case.people[0].id, 3)].into();
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(2), Some(2)]);
}

/// Their own slots of this draft are no duties elsewhere, and those that are called off are nobody's.
#[test]
fn own_duties_are_not_in_the_way_and_cancelled_ones_are_not_shared() {
    let mut case = Case::new();
    case.slots[1].staff = Some(case.people[0].id);
    case.slots[3].state = SlotState::Cancelled;
    case.booked = vec![Booked {
        staff: case.people[0].id,
        slot: case.slots[1].id,
        span: case.slots[1].span(Warsaw),
    }];
    assert_eq!(case.shared(&Which::Empty), [None, Some(1), Some(2)]);
}

#[test]
fn languages_and_desks_decide_who_can() {
    let mut case = Case::new();
    case.slots[1].languages = vec!["uk".parse().unwrap()];
    case.people[1].languages.push("uk".parse().unwrap());
    assert_eq!(case.shared(&Which::Empty)[1], Some(2));
    let desk = case.slots[2].extensions[0].id;
    case.people[0].extension = Some(desk);
    assert_eq!(
        case.shared(&Which::Empty),
        [None, None, Some(1), Some(1)],
        "only that desk answers the number"
    );
}

/// A person who takes no duties for the office any more keeps those that are not shared out.
#[test]
fn who_takes_no_duties_for_the_office_gets_none() {
    let mut case = Case::new();
    case.people[0].unit = UnitId(Uuid::from_u128(2));
    case.slots[1].staff = Some(case.people[0].id);
    assert_eq!(case.shared(&Which::All), [None, Some(2), Some(2), Some(2)]);
    assert!(case.shared(&Which::Empty).contains(&Some(1)));
}

/// At the end of March there is no hour after two in Warsaw.
#[test]
fn a_duty_in_the_hour_that_is_left_out_is_nobodys() {
    let mut case = Case::new();
    case.slots.push(slot(5, "2025-03-30", "02:00-03:00", "12 616 5769"));
    assert_eq!(case.slots[4].span(Warsaw).minutes(), 0);
    assert_eq!(case.shared(&Which::Empty).len(), 4);
}
