//! Against a solver that is not ours: 1,000 rosters of 1 to 60 slots and 1 to 20 people, every size as often as any
//! other, and every tenth the largest. They are the same in every run.

use std::ops::Range;

use dutyline::domain::assignment::{Person, Problem, Slot};

use super::brute::broken;
use super::program::{SQUARES, best, worth};
use super::samples::{numbers, person, problem, slot, solved, span, tags};

/// A roster made of a number: duties over 3 to 21 days, and people who can take half of them between them, or double.
///
/// With rests of 1 to 11 hours there are one, two or any number of duties a day, some over midnight. Without, everybody
/// has one a day at most.
fn drawn(seed: u64, rests: bool) -> Problem {
    let mut below = numbers(seed);
    let (slots, staff) = match seed % 10 {
        0 => (60, 20),
        _ => (1 + below(60), 1 + below(20)),
    };
    let days = 3 + below(19);
    let weights = [1.0, 1.0, 1.0, 0.5, 0.75, 1.5, 2.0];
    let mut duties: Vec<Slot> = Vec::new();
    for at in 0..slots {
        let id = format!("s{at}");
        // A third is on another line at the same time as one before.
        if at > 0 && below(3) == 0 {
            let like = duties[below(at) as usize].clone();
            duties.push(Slot { id, ..like });
            continue;
        }
        let from = below(days) * 24 + 6 + below(13);
        let mut duty = slot(&id, from, from + 1 + below(if rests { 12 } else { 6 }));
        duty.needs = tags([&[][..], &[], &["uk"], &["en"], &["uk", "en"]][below(5) as usize]);
        duty.only = (below(12) == 0).then(|| {
            (0..staff)
                .filter(|_| below(3) == 0)
                .map(|who| format!("p{who}"))
                .collect()
        });
        duties.push(duty);
    }
    // As much as all can take between them is from half of what there is to double.
    let share = (slots * (2 + below(7)) / 4 / staff).max(1);
    let staff = (0..staff).map(|at| Person {
        has: tags([&[][..], &["uk"], &["en"], &["uk", "en"], &["uk", "en"]][below(5) as usize]),
        unavailable: (0..below(6))
            .map(|_| (below(days * 24), 1 + below(48)))
            .map(|(from, length)| span(from, from + length))
            .collect(),
        max_duties: (below(3) > 0).then(|| (share + below(3) - 1).max(0) as u32),
        max_per_week: (below(3) == 0).then(|| below(4) as u32),
        carry: below(6) - 1,
        weight: weights[below(7) as usize],
        ..person(&format!("p{at}"))
    });
    let mut problem = problem(duties, staff.collect());
    (problem.rules.max_per_day, problem.rules.min_rest_minutes) = if rests {
        (
            [None, None, Some(1), Some(2)][below(4) as usize],
            [60, 480, 660, 660][below(4) as usize],
        )
    } else {
        (Some(1), 0)
    };
    for at in 0..slots {
        if below(12) == 0 {
            let holder = below(problem.staff.len() as i64);
            problem.fixed.insert(format!("s{at}"), format!("p{holder}"));
        }
    }
    problem
}

/// Each roster keeps all rules, has as few slots uncovered and as small a sum of squares as the rival, and says so.
fn are_as_good(seeds: Range<u64>, rests: bool) {
    let count = seeds.clone().count();
    let mut short = 0;
    for seed in seeds {
        let problem = drawn(seed, rests);
        let about = format!(
            "seed {seed}, {} slots, {} people",
            problem.slots.len(),
            problem.staff.len()
        );
        let solution = solved(&problem).unwrap();
        let rival = best(&problem);
        for assign in [&solution.assign, &rival] {
            assert_eq!(broken(&problem, assign), [""; 0], "{about}");
        }
        let best = worth(&problem, &rival);
        assert_eq!(worth(&problem, &solution.assign), best, "{about}");
        let said = (solution.uncovered, (solution.sum_of_squares * SQUARES).round() as i64);
        assert_eq!(said, best, "{about}");
        assert_eq!((solution.least_uncovered, solution.optimal), (best.0, true), "{about}");
        short += usize::from(best.0 > 0);
    }
    // Neither kind is rare, or the draw is worth little.
    assert!(
        (count / 5..count / 5 * 4).contains(&short),
        "{short} of {count} leave slots uncovered"
    );
}

#[test]
fn without_rests_rosters_are_as_good_as_the_rival_makes_them() {
    are_as_good(0..500, false);
}

#[test]
fn with_rests_rosters_are_as_good_as_the_rival_makes_them() {
    are_as_good(500..1000, true);
}
