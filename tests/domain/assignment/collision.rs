use dutyline::domain::assignment::{Collision, Person, Problem, Rule, Rules, Slot, collision};
use proptest::prelude::*;

use super::brute::{best, coverable};
use super::samples::{Kind, day, pairs, person, problem, problems, slot, solved, span, tags};

/// Why a slot is uncovered.
fn why(problem: &Problem, slot: usize) -> Option<Collision> {
    collision(problem, &solved(problem).unwrap(), slot, &|| false)
}

#[test]
fn nobody_has_what_it_needs() {
    let mut one = problem(
        vec![Slot {
            needs: tags(&["en", "uk"]),
            ..slot("a", 9, 12)
        }],
        vec![person("ann"), person("ben")],
    );
    one.staff[0].has = tags(&["en"]);
    let rules = vec![Rule::Needs {
        slot: 0,
        tag: "uk".to_owned(),
    }];
    assert_eq!(
        why(&one, 0),
        Some(Collision {
            slots: vec![0],
            remedies: rules.clone(),
            rules
        })
    );
}

#[test]
fn somebody_is_away_and_somebody_has_their_limit() {
    let mut some = problem(
        vec![slot("a", 9, 12), slot("b", 33, 34), slot("c", 57, 58)],
        vec![person("ann"), person("ben"), person("eve")],
    );
    some.staff[0].unavailable = vec![span(0, 100)];
    some.staff[1].max_duties = Some(0);
    (some.staff[2].max_per_week, some.rules) = (
        Some(2),
        Rules {
            max_per_day: Some(1),
            min_rest_minutes: 660,
        },
    );
    some.fixed = pairs(&[("b", "eve"), ("c", "eve")]);
    let rules = vec![
        Rule::Unavailable { person: 0, slot: 0 },
        Rule::All { person: 1 },
        Rule::Week { person: 2, day: day(0) },
    ];
    assert_eq!(
        why(&some, 0),
        Some(Collision {
            slots: vec![0],
            remedies: rules.clone(),
            rules
        })
    );
}

#[test]
fn who_could_has_a_duty_too_near() {
    let mut near = problem(vec![slot("late", 16, 22), slot("early", 30, 36)], vec![person("ann")]);
    near.rules.min_rest_minutes = 660;
    let open = solved(&near).unwrap().assign.iter().position(Option::is_none).unwrap();
    let found = why(&near, open).unwrap();
    assert_eq!(
        found.rules,
        [Rule::Rest {
            person: 0,
            slots: found.slots.clone()
        }]
    );
    assert_eq!((found.slots.len(), &found.remedies), (2, &found.rules));
    // At once is not a matter of rest: nothing can be relaxed.
    let at_once = problem(vec![slot("a", 9, 12), slot("b", 10, 13)], vec![person("ann")]);
    let open = solved(&at_once)
        .unwrap()
        .assign
        .iter()
        .position(Option::is_none)
        .unwrap();
    assert_eq!(why(&at_once, open).unwrap().remedies, []);
    let mut fixed = near.clone();
    fixed.fixed = pairs(&[("late", "ann")]);
    assert_eq!(
        why(&fixed, 1).unwrap().rules,
        [Rule::Rest {
            person: 0,
            slots: vec![1, 0]
        }]
    );
}

#[test]
fn what_is_covered_or_not_proven_has_no_reason_to_be_uncovered() {
    let mut some = problem(
        vec![slot("a", 9, 12), slot("b", 9, 12)],
        vec![Person {
            max_duties: Some(1),
            ..person("ann")
        }],
    );
    let solution = solved(&some).unwrap();
    let covered = solution.assign.iter().position(Option::is_some).unwrap();
    assert_eq!(collision(&some, &solution, covered, &|| false), None);
    some.staff.clear();
    let unproven = dutyline::domain::assignment::Solution {
        least_uncovered: 0,
        ..solved(&some).unwrap()
    };
    assert_eq!(collision(&some, &unproven, 0, &|| false), None);
    assert_eq!(
        collision(&some, &solved(&some).unwrap(), 0, &|| true),
        None,
        "without time"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Up to 7 slots and 3 people.
    #[test]
    fn every_uncovered_slot_has_a_smallest_collision(problem in problems(Kind {
        slots: 7, staff: 3, rests: &[0, 480, 660], days: 3, one_a_day: false, extras: true,
    })) {
        let solution = solved(&problem).unwrap();
        let open = |at: &usize| solution.assign[*at].is_none() && !problem.slots[*at].leave;
        for slot in (0..problem.slots.len()).filter(open) {
            let found = collision(&problem, &solution, slot, &|| false).unwrap();
            prop_assert!(found.slots.contains(&slot));
            prop_assert!(!coverable(&problem, &found), "{:?}", found);
            for at in 0..found.rules.len() {
                let mut without = found.clone();
                without.rules.remove(at);
                prop_assert!(coverable(&problem, &without), "{:?} needs no {:?}", found, found.rules[at]);
            }
            for at in 0..found.slots.len() {
                let mut without = found.clone();
                without.slots.remove(at);
                prop_assert!(coverable(&problem, &without), "{:?} needs no slot {}", found, found.slots[at]);
            }
            for rule in &found.rules {
                let helps = best(&problem, Some(rule)).uncovered < solution.uncovered;
                prop_assert_eq!(found.remedies.contains(rule), helps, "{:?}", rule);
            }
        }
    }
}
