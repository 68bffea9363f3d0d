use std::cell::{Cell, RefCell};

use dutyline::domain::assignment::{Person, Problem, Progress, Slot, Solution, solve};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::brute::{Worth, best, broken, worth};
use super::samples::{Kind, city, pairs, person, problem, problems, slot, solved, tags};

/// The roster keeps all rules, says of itself what is true, and is as good as the best of all.
fn is_best(problem: &Problem) -> Result<(), TestCaseError> {
    let solution = solved(problem).unwrap();
    prop_assert_eq!(broken(problem, &solution.assign), [""; 0]);
    let said = Worth {
        uncovered: solution.uncovered,
        squares: solution.sum_of_squares,
        changes: solution.changes,
        penalty: solution.penalty,
    };
    let real = worth(problem, &solution.assign);
    prop_assert!(said.is_like(&real), "said {:?}, is {:?}", said, real);
    let best = best(problem, None);
    prop_assert!(real.is_like(&best), "found {:?}, there is {:?}", real, best);
    prop_assert!(solution.optimal);
    prop_assert_eq!(
        (solution.least_uncovered, solution.lower_bound),
        (real.uncovered, solution.sum_of_squares)
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Up to 10 slots and 5 people; one duty a day and no rest: what the flow alone decides.
    #[test]
    fn without_rests_it_finds_the_best_of_all(problem in problems(Kind {
        slots: 10, staff: 5, rests: &[0], days: 6, one_a_day: true, extras: false,
    })) {
        is_best(&problem)?;
    }

    /// Up to 10 slots and 5 people, over midnight too, several a day.
    #[test]
    fn with_rests_it_finds_the_best_of_all(problem in problems(Kind {
        slots: 10, staff: 5, rests: &[0, 60, 480, 660], days: 4, one_a_day: false, extras: false,
    })) {
        is_best(&problem)?;
    }

    /// Up to 8 slots and 4 people; minutes as loads, changes, wishes.
    #[test]
    fn with_changes_and_wishes_it_finds_the_best_of_all(problem in problems(Kind {
        slots: 8, staff: 4, rests: &[0, 60, 660], days: 3, one_a_day: false, extras: true,
    })) {
        is_best(&problem)?;
    }
}

/// Late and early duties of many people, tight: 40 days of three duties each for 20 people, 11 hours of rest.
fn tight() -> Problem {
    let mut slots = Vec::new();
    for day in 0..40 {
        for (number, from) in [7, 12, 16].into_iter().enumerate() {
            let mut duty = slot(&format!("s{day}-{number}"), day * 24 + from, day * 24 + from + 6);
            duty.needs = tags([&["uk"][..], &["en"], &[]][(day as usize + number * 2) % 3]);
            slots.push(duty);
        }
    }
    let staff = (0..20).map(|number| {
        let mut staff = person(&format!("p{number}"));
        staff.has = tags([&["uk"][..], &["en"], &["uk", "en"]][number % 3]);
        (staff.max_duties, staff.max_per_week) = (Some(6), Some(2));
        staff.carry = [0, 0, 3][number % 3];
        staff
    });
    let mut problem = problem(slots, staff.collect());
    problem.rules.max_per_day = Some(1);
    problem.rules.min_rest_minutes = 660;
    problem
}

#[test]
fn a_tight_roster_is_shared_out_and_proven() {
    let problem = tight();
    let solution = solved(&problem).unwrap();
    assert_eq!(broken(&problem, &solution.assign), [""; 0]);
    assert!(solution.optimal, "{solution:?}");
}

/// Too large for anything but the flow: 1,600 duties, one at a time, each for one of two, who may have five a week.
#[test]
fn without_rests_the_flow_is_enough() {
    let slots = (0..1600).map(|at| {
        let from = at / 8 * 24 + at % 8 * 3;
        let mut duty = slot(&at.to_string(), from, from + 2);
        duty.only = Some(tags(&[&format!("p{}", at * 7 % 40), &format!("p{}", at * 11 % 39)]));
        duty
    });
    let staff = (0..40).map(|number| Person {
        max_per_week: Some(1),
        ..person(&format!("p{number}"))
    });
    let mut large = problem(slots.collect(), staff.collect());
    large.rules.max_per_day = Some(1);
    let solution = solved(&large).unwrap();
    assert_eq!(broken(&large, &solution.assign), [""; 0]);
    assert!(solution.optimal && solution.uncovered > 0, "{solution:?}");
    large.rules.max_per_day = Some(3);
    large.staff.iter_mut().for_each(|person| person.max_per_week = Some(30));
    let solution = solved(&large).unwrap();
    assert!(
        solution.optimal,
        "{} of {}",
        solution.lower_bound, solution.sum_of_squares
    );
}

/// The flow, which knows no rests, covers one slot more; so the changes it needs say nothing of the roster there is.
#[test]
fn changes_are_fewest_where_rests_leave_a_slot_uncovered() {
    let only = |id: &str, from, to, only: &[&str]| Slot {
        only: Some(tags(only)),
        ..slot(id, from, to)
    };
    let mut problem = problem(
        vec![
            only("a", 0, 1, &["ben"]),
            only("b", 0, 6, &["ann", "ben"]),
            only("c", 12, 13, &["ann", "ben"]),
        ],
        vec![
            person("ann"),
            Person {
                max_per_week: Some(1),
                ..person("ben")
            },
        ],
    );
    problem.rules.min_rest_minutes = 660;
    problem.published = pairs(&[("a", "eve"), ("b", "zoe"), ("c", "ben")]);
    let solution = solved(&problem).unwrap();
    assert_eq!((solution.assign, solution.changes), (vec![None, Some(0), Some(1)], 2));
}

/// Rosters of a city's size on which flow and chains alone go wrong: seed, and uncovered slots and squares as they were
/// proven when this was written.
const CITIES: [(u64, usize, f64); 12] = [
    (50, 0, 381.0),
    (65, 0, 376.0),
    (77, 1, 346.0),
    (94, 0, 458.0),
    (117, 1, 390.0),
    (172, 6, 444.0),
    (199, 1, 391.0),
    (220, 0, 439.0),
    (265, 1, 368.0),
    (324, 1, 531.0),
    (384, 1, 400.0),
    (352, 0, 268.0),
];

#[test]
fn rosters_of_a_city_are_as_good_as_another_solver_makes_them() {
    for (seed, uncovered, squares) in CITIES {
        let problem = city(seed);
        let solution = solved(&problem).unwrap();
        assert_eq!(broken(&problem, &solution.assign), [""; 0], "seed {seed}");
        let found = (solution.uncovered, solution.sum_of_squares, solution.optimal);
        assert_eq!(found, (uncovered, squares, true), "seed {seed}");
    }
}

#[test]
fn the_same_problem_has_the_same_solution() {
    let problem = tight();
    assert_eq!(solved(&problem), solved(&problem));
}

#[test]
fn whenever_it_is_stopped_it_answers_within_the_rules() {
    let problem = tight();
    let best = solved(&problem).unwrap();
    let mut uncovered = Vec::new();
    for asked in 0..60 {
        let left = Cell::new(asked);
        let stop = || {
            left.set(left.get() - 1);
            left.get() < 0
        };
        let solution = solve(&problem, &stop, &mut |_| {}).unwrap();
        assert_eq!(broken(&problem, &solution.assign), [""; 0], "asked {asked} times");
        assert!(solution.least_uncovered <= best.uncovered, "asked {asked} times");
        if solution.uncovered == best.uncovered {
            assert!(solution.lower_bound <= best.sum_of_squares, "asked {asked} times");
        }
        if solution.optimal {
            assert_eq!(solution.sum_of_squares, best.sum_of_squares, "asked {asked} times");
        }
        uncovered.push(solution.uncovered);
    }
    assert!(
        uncovered[0] <= best.uncovered + 10,
        "at once there is a rule of thumb: {uncovered:?}"
    );
    assert_eq!(uncovered.last(), Some(&best.uncovered), "{uncovered:?}");
}

#[test]
fn it_tells_how_far_it_is_and_never_gets_worse() {
    let told = RefCell::new(Vec::new());
    let solution = solve(&tight(), &|| false, &mut |progress| told.borrow_mut().push(progress)).unwrap();
    let told = told.into_inner();
    let better = |pair: &[Progress]| {
        pair[1].uncovered < pair[0].uncovered
            || pair[1].uncovered == pair[0].uncovered && pair[1].sum_of_squares <= pair[0].sum_of_squares
    };
    assert!(told.windows(2).all(better), "{told:?}");
    let last = Progress {
        uncovered: solution.uncovered,
        sum_of_squares: solution.sum_of_squares,
    };
    assert_eq!(told.last(), Some(&last));
}

#[test]
fn nothing_to_share_out_or_nobody_to_share_it_is_no_fault() {
    let none = solved(&problem(Vec::new(), vec![person("ann")])).unwrap();
    assert_eq!((none.uncovered, none.sum_of_squares, none.optimal), (0, 0.0, true));
    let nobody: Solution = solved(&problem(vec![slot("a", 9, 10)], Vec::new())).unwrap();
    assert_eq!((nobody.assign, nobody.uncovered, nobody.optimal), (vec![None], 1, true));
}
