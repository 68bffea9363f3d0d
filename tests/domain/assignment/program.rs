//! A roster as an integer program, solved by a library that knows nothing of duties. Loads are counted in duties.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use dutyline::domain::assignment::{Person, Problem};
use microlp::ComparisonOp::{Eq, Ge, Le};
use microlp::{OptimizationDirection, Variable};

/// Squares are counted in sixths: whole over weights of 0.5, 0.75, 1, 1.5 and 2, and so exact.
pub const SQUARES: f64 = 6.0;

/// What a squared load of one costs, in sixths.
fn price(person: &Person) -> i64 {
    let price = SQUARES / person.weight;
    assert!(price.fract() == 0.0, "a weight of {} has no whole price", person.weight);
    price as i64
}

/// Slots nobody has, and the sum of squares over the weights, in sixths.
pub type Worth = (usize, i64);

/// What a roster is worth.
pub fn worth(problem: &Problem, assign: &[Option<usize>]) -> Worth {
    let squares = problem.staff.iter().enumerate().map(|(who, person)| {
        let duties = assign.iter().filter(|holder| **holder == Some(who)).count();
        price(person) * (person.carry + duties as i64).pow(2)
    });
    let uncovered = assign.iter().filter(|holder| holder.is_none()).count();
    (uncovered, squares.sum())
}

/// The best roster there is: first as many slots covered as can be, then, with as many, the least sum of squares.
pub fn best(problem: &Problem) -> Vec<Option<usize>> {
    let covered = solved(problem, None);
    solved(problem, Some(covered.iter().flatten().count()))
}

/// A roster with as many covered as can be, or the fairest with so many.
fn solved(problem: &Problem, covered: Option<usize>) -> Vec<Option<usize>> {
    let mut program = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut all = Vec::new();
    let mut of_slot: BTreeMap<usize, Vec<(Variable, f64)>> = BTreeMap::new();
    let mut assign: Vec<Option<usize>> = vec![None; problem.slots.len()];
    for (at, slot) in problem.slots.iter().enumerate() {
        let holder = problem.fixed.get(&slot.id);
        assign[at] = holder.and_then(|id| problem.staff.iter().position(|person| person.id == *id));
    }
    for (who, person) in problem.staff.iter().enumerate() {
        let fixed: Vec<usize> = (0..assign.len()).filter(|at| assign[*at] == Some(who)).collect();
        let able = (0..assign.len()).filter(|at| assign[*at].is_none() && is_able(problem, person, *at, &fixed));
        // 1 for a slot the person has, 0 for one they do not have.
        let has: Vec<(usize, Variable)> = able
            .map(|at| (at, program.add_binary_var(if covered.is_none() { -1.0 } else { 0.0 })))
            .collect();
        for (at, variable) in &has {
            all.push((who, *at, *variable));
            of_slot.entry(*at).or_default().push((*variable, 1.0));
        }
        for (slots, most) in limits(problem, person, &fixed) {
            let within = has.iter().filter(|(at, _)| slots.contains(at));
            let within: Vec<(Variable, f64)> = within.map(|(_, variable)| (*variable, 1.0)).collect();
            if within.len() > most {
                program.add_constraint(within, Le, most as f64);
            }
        }
        if covered.is_some() {
            // One step a duty, each dearer than the one before.
            let steps = (0..has.len() as i64).map(|step| {
                let load = person.carry + fixed.len() as i64 + step;
                let cost = price(person) * (2 * load + 1);
                (program.add_var(cost as f64, (0.0, 1.0)), -1.0)
            });
            let mut balance: Vec<(Variable, f64)> = steps.collect();
            balance.extend(has.iter().map(|(_, variable)| (*variable, 1.0)));
            program.add_constraint(balance, Eq, 0.0);
        }
    }
    for holders in of_slot.values() {
        program.add_constraint(&holders[..], Le, 1.0);
    }
    if let Some(covered) = covered {
        let fixed = assign.iter().flatten().count();
        let every: Vec<(Variable, f64)> = all.iter().map(|(_, _, variable)| (*variable, 1.0)).collect();
        program.add_constraint(every, Ge, (covered - fixed) as f64);
    }
    let outcome = program.solve().unwrap();
    assert!(outcome.is_optimal());
    let solution = outcome.into_solution().unwrap();
    for (who, at, variable) in all {
        if solution.var_value(variable) > 0.5 {
            assign[at] = Some(who);
        }
    }
    assign
}

/// Whether a person may have a slot beside what is fixed, the limits apart.
fn is_able(problem: &Problem, person: &Person, at: usize, fixed: &[usize]) -> bool {
    let slot = &problem.slots[at];
    let overlaps = |from: DateTime<Utc>, to: DateTime<Utc>| slot.span.starts_at < to && from < slot.span.ends_at;
    let rest = Duration::minutes(problem.rules.min_rest_minutes.into());
    let near = |other: &usize| {
        let other = problem.slots[*other].span;
        overlaps(other.starts_at - rest, other.ends_at + rest)
    };
    slot.needs.iter().all(|tag| person.has.contains(tag))
        && slot.only.as_ref().is_none_or(|only| only.contains(&person.id))
        && !person
            .unavailable
            .iter()
            .any(|away| overlaps(away.starts_at, away.ends_at))
        && !fixed.iter().any(near)
}

/// Of which slots a person may have how many more than are fixed.
fn limits(problem: &Problem, person: &Person, fixed: &[usize]) -> Vec<(Vec<usize>, usize)> {
    let every = || 0..problem.slots.len();
    let left = |slots: Vec<usize>, most: u32| {
        let taken = fixed.iter().filter(|at| slots.contains(at)).count();
        (slots, (most as usize).saturating_sub(taken))
    };
    let same = |key: &dyn Fn(NaiveDate) -> (i32, u32)| {
        let mut slots: BTreeMap<(i32, u32), Vec<usize>> = BTreeMap::new();
        for at in every() {
            slots.entry(key(problem.slots[at].day)).or_default().push(at);
        }
        slots.into_values()
    };
    let mut limits = Vec::new();
    if let Some(most) = person.max_duties {
        limits.push(left(every().collect(), most));
    }
    if let Some(most) = person.max_per_week {
        let weeks = same(&|day| (day.iso_week().year(), day.iso_week().week()));
        limits.extend(weeks.map(|slots| left(slots, most)));
    }
    if let Some(most) = problem.rules.max_per_day {
        let days = same(&|day| (day.year(), day.ordinal()));
        limits.extend(days.map(|slots| left(slots, most)));
    }
    // Whenever a duty starts, the person is in no other, nor in the rest after one: of two that are too near the later
    // starts within the earlier or its rest.
    let rest = Duration::minutes(problem.rules.min_rest_minutes.into());
    let mut starts: Vec<DateTime<Utc>> = problem.slots.iter().map(|slot| slot.span.starts_at).collect();
    starts.sort();
    starts.dedup();
    for start in starts {
        let busy = |at: &usize| {
            let span = problem.slots[*at].span;
            span.starts_at <= start && start < span.ends_at + rest
        };
        limits.push((every().filter(busy).collect(), 1));
    }
    limits
}
