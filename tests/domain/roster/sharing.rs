//! A draft as a problem of sharing out.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::absence::Absence;
use dutyline::domain::assignment::{Problem, solve};
use dutyline::domain::candidate::Booked;
use dutyline::domain::ids::{AbsenceId, SlotId, StaffId, UnitId};
use dutyline::domain::revision::Assignments;
use dutyline::domain::roster::sharing::{Desk, SharingRules, Which, problem};
use dutyline::domain::roster::{Slot, SlotState};
use dutyline::domain::staff::StaffMember;
use dutyline::domain::time::Span;
use dutyline::domain::workload::Share;
use uuid::Uuid;

use crate::domain::samples::{date, slot};

fn member(number: u128) -> StaffMember {
    StaffMember {
        name: format!("Osoba {number}"),
        languages: vec!["pl".parse().unwrap()],
        ..StaffMember::new(StaffId(Uuid::from_u128(number)), UnitId(Uuid::from_u128(1)))
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Four days of duties, shared out among these people on 20 June in the morning.
struct Case {
    slots: Vec<Slot>,
    people: Vec<StaffMember>,
    elsewhere: Vec<Booked>,
    carried: BTreeMap<StaffId, Share>,
    rules: SharingRules,
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
            elsewhere: Vec::new(),
            rules: SharingRules::default(),
            carried: BTreeMap::new(),
        }
    }

    fn problem(&self, which: &Which) -> Problem {
        let desk = Desk {
            unit: UnitId(Uuid::from_u128(1)),
            slots: &self.slots,
            zone: Warsaw,
            people: &self.people,
            within: self.slots.iter().map(|slot| slot.span(Warsaw)).reduce(Span::hull),
            elsewhere: &self.elsewhere,
            carried: &self.carried,
            published: &Assignments::new(),
            rules: self.rules,
            now: at("2024-06-20T06:00:00Z"),
        };
        problem(&desk, which)
    }

    /// Who has each planned slot then: the number of the person.
    fn shared(&self, which: &Which) -> Vec<Option<usize>> {
        let solution = solve(&self.problem(which), &|| false, &mut |_| {}).unwrap();
        assert!(solution.optimal);
        let own = solution.assign.iter().take(self.slots.len());
        own.map(|who| who.map(|who| who + 1)).collect()
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
    let id = AbsenceId(Uuid::from_u128(1));
    case.people[0].absences = vec![Absence::days(id, date("2024-06-20"), date("2024-06-21"), Warsaw)];
    case.elsewhere = vec![Booked {
        staff: case.people[1].id,
        slot: SlotId(Uuid::from_u128(99)),
        span: slot(99, "2024-06-24", "17:00-19:00", "12 616 7804").span(Warsaw),
    }];
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(2), Some(1)]);
    let mut case = Case::new();
    let carried = Share {
        duties: 3,
        minutes: 540,
    };
    case.carried = [(case.people[0].id, carried)].into();
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(2), Some(2)]);
}

#[test]
fn what_is_called_off_is_not_shared() {
    let mut case = Case::new();
    case.slots[1].staff = Some(case.people[0].id);
    case.slots[3].state = SlotState::Cancelled;
    assert_eq!(case.shared(&Which::Empty)[..3], [None, Some(1), Some(2)]);
    assert_eq!(case.problem(&Which::Empty).slots.len(), 3);
}

/// A duty that person has elsewhere, on the day before the first that is shared out.
fn elsewhere(person: &StaffMember, day: &str, hours: &str) -> Booked {
    Booked {
        staff: person.id,
        slot: SlotId(Uuid::from_u128(99)),
        span: slot(99, day, hours, "12 616 7804").span(Warsaw),
    }
}

#[test]
fn limits_and_rests_look_at_duties_elsewhere_too() {
    let mut case = Case::new();
    case.rules.min_rest_minutes = 17 * 60;
    case.elsewhere = vec![elsewhere(&case.people[0], "2024-06-19", "21:00-23:00")];
    case.people[1].share.max_per_week = Some(1);
    // The first ends sixteen hours before Thursday's duty, the second can have one in that week.
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(1), Some(2)]);
    case.people[1].share.max_per_week = None;
    case.people[0].share.max_per_week = Some(1);
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(2), Some(1)]);
}

/// A limit of one consultation does not count what somebody has in others.
#[test]
fn a_limit_of_the_consultation_is_of_this_one() {
    let mut case = Case::new();
    case.people[0].share.max_duties = Some(1);
    case.elsewhere = vec![elsewhere(&case.people[0], "2024-06-19", "08:00-09:00")];
    let given = case.shared(&Which::Empty);
    assert_eq!(given.iter().filter(|who| **who == Some(1)).count(), 1, "{given:?}");
}

#[test]
fn who_works_less_is_due_less_and_wishes_come_last() {
    let mut case = Case::new();
    case.slots.push(slot(5, "2024-06-25", "15:00-18:00", "12 616 5769"));
    case.people[0].share.percent = 34;
    let given = case.shared(&Which::Empty);
    assert_eq!(given.iter().filter(|who| **who == Some(1)).count(), 1, "{given:?}");
    // 21 June is a Friday, 24 June a Monday.
    for (rather_not, has) in [
        ([1, 2, 5], "2024-06-20"),
        ([1, 4, 5], "2024-06-25"),
        ([1, 2, 4], "2024-06-21"),
    ] {
        case.people[0].share.rather_not = rather_not.into();
        let given = case.shared(&Which::Empty);
        let at = given.iter().position(|who| *who == Some(1)).unwrap();
        assert_eq!(case.slots[at].date, date(has), "{rather_not:?}");
    }
}

#[test]
fn a_desk_may_be_answered_by_others_where_it_is_said_so() {
    let mut case = Case::new();
    case.people[0].extension = Some(case.slots[2].extensions[0].id);
    case.rules.own_desk = false;
    let given = case.shared(&Which::Empty);
    assert!(given.contains(&Some(1)) && given.contains(&Some(2)), "{given:?}");
}

#[test]
fn hours_are_counted_where_it_is_said_so() {
    let mut case = Case::new();
    case.slots[1] = slot(2, "2024-06-20", "09:00-18:00", "12 616 5769");
    case.rules.by_hours = true;
    let given = case.shared(&Which::Empty);
    let alone = given[1];
    assert!(given[2] != alone && given[3] != alone, "{given:?}");
    case.carried = [(
        case.people[0].id,
        Share {
            duties: 1,
            minutes: 100 * 60,
        },
    )]
    .into();
    assert_eq!(case.shared(&Which::Empty), [None, Some(2), Some(2), Some(2)]);
}

#[test]
fn rules_that_leave_nobody_are_refused() {
    let fields = |rules: SharingRules| rules.faults().into_iter().map(|fault| fault.field).collect::<Vec<_>>();
    let week = 7 * 24 * 60;
    let rules = |max_per_day, min_rest_minutes| SharingRules {
        max_per_day,
        min_rest_minutes,
        ..SharingRules::default()
    };
    assert!(fields(rules(None, 0)).is_empty() && fields(rules(Some(24), week)).is_empty());
    assert_eq!(fields(rules(Some(0), week + 1)), ["max_per_day", "min_rest_minutes"]);
    assert_eq!(fields(rules(Some(25), 0)), ["max_per_day"]);
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
