//! From a problem to its solution: the flow, chains where rests are broken, and the search that closes what gap remains.

use crate::domain::assignment::chains;
use crate::domain::assignment::exact::{Exact, Goal, float};
use crate::domain::assignment::flow::Flow;
use crate::domain::assignment::model::{Problem, ProblemFault};
use crate::domain::assignment::plan::Plan;
use crate::domain::assignment::scheme::{Group, Scheme};
use crate::domain::assignment::solution::{Bound, Solution, sum_of_squares};

/// How far solving has come: what the best roster so far leaves uncovered, and its sum of squares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    pub uncovered: usize,
    pub sum_of_squares: f64,
}

/// Shares a roster out: as few uncovered slots as can be, then the least sum of squared loads, then the fewest changes
/// against the published roster, then the least penalty of wishes.
///
/// It can be stopped at any moment and then answers with the best roster found so far, which keeps all rules.
///
/// # Errors
/// All that is wrong with the problem.
pub fn solve(
    problem: &Problem,
    stop: &dyn Fn() -> bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Solution, Vec<ProblemFault>> {
    let faults = problem.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    let scheme = Scheme::of(problem, None);
    let mut tell = |plan: &Plan<'_>| {
        progress(Progress {
            uncovered: plan.uncovered(),
            sum_of_squares: sum_of_squares(problem, plan),
        });
    };
    let (plan, bound) = best(&scheme, stop, &mut tell);
    Ok(Solution::of(problem, &plan, bound))
}

/// How many slots stay uncovered at the best that is found, and how many must.
pub fn most_covered(scheme: &Scheme, stop: &dyn Fn() -> bool) -> (usize, usize) {
    let mut flow = Flow::of(scheme);
    flow.run(stop);
    let (plan, least) = covered(scheme, &flow, stop);
    (plan.uncovered(), least)
}

/// The best plan, and what none is below.
fn best<'a>(scheme: &'a Scheme, stop: &dyn Fn() -> bool, tell: &mut dyn FnMut(&Plan<'_>)) -> (Plan<'a>, Bound) {
    let mut flow = Flow::of(scheme);
    flow.run(stop);
    if scheme.has_extras {
        flow.cheapen(stop);
    }
    let (mut plan, uncovered) = covered(scheme, &flow, stop);
    tell(&plan);
    let mut squares = least_squares(scheme, &flow, &plan);
    chains::balance(&mut plan, Some(squares), stop);
    tell(&plan);
    let fair = Goal::fairness(&plan);
    (plan, squares) = search(plan, &fair, squares, stop);
    tell(&plan);
    // What the flow found is within the rules as they are.
    let is_flow = flow.is_full
        && plan.uncovered() == flow.unsent()
        && plan.squares() == least_squares(scheme, &flow, &plan)
        && plan.extras() == flow.extras();
    if let Some(all) = Goal::all(&plan).filter(|_| scheme.has_extras && !is_flow) {
        plan = search(plan, &all, i128::MIN, stop).0;
        tell(&plan);
    }
    (plan, Bound { uncovered, squares })
}

/// A plan that covers as many slots as can be, and how many must stay uncovered.
fn covered<'a>(scheme: &'a Scheme, flow: &Flow<'_>, stop: &dyn Fn() -> bool) -> (Plan<'a>, usize) {
    let mut plan = kept(scheme, &flow.pairs());
    if !flow.is_full {
        chains::fill(&mut plan);
    }
    chains::cover(&mut plan, stop);
    let nobody = scheme
        .groups
        .iter()
        .filter(|group| group.able.is_empty())
        .map(Group::count);
    let known = if flow.is_full { flow.unsent() } else { nobody.sum() };
    let least = i128::try_from(known).unwrap_or_default();
    let (plan, least) = search(plan, &Goal::coverage(), least, stop);
    (plan, usize::try_from(least).unwrap_or_default())
}

/// What is known without a search of the squares of plans that leave as many uncovered.
fn least_squares(scheme: &Scheme, flow: &Flow<'_>, plan: &Plan<'_>) -> i128 {
    let count = scheme.count() - plan.uncovered();
    if flow.is_full && scheme.is_even {
        flow.least(count)
    } else {
        spread(scheme, count)
    }
}

/// The most groups and people together of which the search can keep a square of numbers in memory.
const MOST_ROWS: usize = 1500;

/// Searches for the best plan, unless it is known to be the best; with it what none costs less than.
fn search<'a>(plan: Plan<'a>, goal: &Goal, known: i128, stop: &dyn Fn() -> bool) -> (Plan<'a>, i128) {
    let cost = goal.cost(&plan).unwrap_or(known);
    if goal.is_reached(cost, known) {
        return (plan, cost);
    }
    let rows = plan.scheme().groups.len() + plan.scheme().people.len();
    if rows > MOST_ROWS || stop() {
        return (plan, known);
    }
    Exact::of(plan, goal, stop).run(known)
}

/// The flow without what breaks a rest: each person keeps as many duties as possible, those that end first.
fn kept<'a>(scheme: &'a Scheme, pairs: &[(u32, u32)]) -> Plan<'a> {
    let mut by_end: Vec<&(u32, u32)> = pairs.iter().collect();
    by_end.sort_by_key(|(who, group)| (scheme.groups[*group as usize].ends, *group, *who));
    let mut plan = Plan::empty(scheme);
    for (who, group) in by_end {
        if plan.fits(*who, *group, None) {
            plan.give(*who, *group);
        }
    }
    plan
}

/// The least cost of squares when so many slots are covered and loads could be spread like water.
fn spread(scheme: &Scheme, covered: usize) -> i128 {
    let mut loads: Vec<i64> = scheme
        .groups
        .iter()
        .flat_map(|group| group.slots.iter().map(|_| group.load))
        .collect();
    loads.sort_unstable();
    let mut people: Vec<(i128, i128)> = scheme
        .people
        .iter()
        .map(|person| (person.price, i128::from(person.load)))
        .collect();
    people.sort_by_key(|(price, load)| price * load);
    let added: i64 = loads.iter().take(covered).sum();
    // Filled up to the same level of price times load, those who have least first.
    let (mut shares, mut filled) = (0.0, added as f64);
    let mut level = 0.0;
    for (at, (price, load)) in people.iter().enumerate() {
        shares += 1.0 / float(*price);
        filled += float(*load);
        level = filled / shares;
        if people
            .get(at + 1)
            .is_none_or(|(price, load)| level <= float(price * load))
        {
            break;
        }
    }
    let cost = people.iter().map(|(price, load)| {
        let start = float(price * load);
        start.max(level) * start.max(level) / float(*price)
    });
    // Rounded down by more than floating point can err.
    (cost.sum::<f64>() * (1.0 - 1e-9)).floor() as i128
}
