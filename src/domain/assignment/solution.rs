//! What comes out: who has which slot, how good that is, and how good it could be at most.

use std::collections::BTreeMap;

use crate::domain::assignment::model::{Problem, Rule, Slot};
use crate::domain::assignment::plan::Plan;
use crate::domain::assignment::scheme::{Calendar, MINUTE, Scheme, clash, micros};

/// A roster. Slots and people are places in the problem's lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Who has each slot, fixed ones included.
    pub assign: Vec<Option<usize>>,
    /// The slots nobody has, but for those that are to be left.
    pub uncovered: usize,
    /// Over all staff, `(carry + load)² / weight`.
    pub sum_of_squares: f64,
    /// No roster leaves fewer slots uncovered.
    pub least_uncovered: usize,
    /// No roster that leaves as many uncovered as this one has a smaller sum of squares.
    pub lower_bound: f64,
    /// Whether it is proven that none leaves fewer uncovered, and none that leaves as many is fairer.
    pub optimal: bool,
    /// Published duties that somebody else has now, or nobody.
    pub changes: usize,
    /// The sum of the penalties of wishes.
    pub penalty: u64,
    /// The rules that what is fixed breaks.
    pub broken: Vec<Rule>,
}

/// What no roster is below: uncovered slots, and the cost of squares of rosters that leave as many uncovered as the plan
/// this comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub uncovered: usize,
    pub squares: i128,
}

impl Solution {
    pub(super) fn of(problem: &Problem, plan: &Plan<'_>, bound: Bound) -> Self {
        let assign = assigned(problem, plan);
        let sum_of_squares = sum_of_squares(problem, plan);
        let optimal = bound.uncovered >= plan.uncovered() && bound.squares >= plan.squares();
        let least = bound.squares as f64 / plan.scheme().scale as f64 * (plan.scheme().unit as f64).powi(2);
        let holders: Vec<Option<&str>> = assign
            .iter()
            .map(|who| Some(problem.staff[(*who)?].id.as_str()))
            .collect();
        let changed = problem.slots.iter().zip(&holders).filter(|(slot, holder)| {
            let published = problem.published.get(&slot.id).map(String::as_str);
            published.is_some() && published != **holder
        });
        let by_slot: BTreeMap<&str, Option<&str>> = problem
            .slots
            .iter()
            .map(|slot| slot.id.as_str())
            .zip(holders.iter().copied())
            .collect();
        let unkept = problem
            .wishes
            .iter()
            .filter(|wish| by_slot.get(wish.slot.as_str()) == Some(&Some(&wish.person)));
        Self {
            uncovered: plan.uncovered(),
            sum_of_squares,
            least_uncovered: bound.uncovered,
            lower_bound: if optimal {
                sum_of_squares
            } else {
                least.min(sum_of_squares)
            },
            optimal,
            changes: changed.count(),
            penalty: unkept.map(|wish| u64::from(wish.penalty)).sum(),
            broken: broken(problem),
            assign,
        }
    }
}

/// The sum as it is shown; to compare plans there are whole numbers.
pub fn sum_of_squares(problem: &Problem, plan: &Plan<'_>) -> f64 {
    let people = (0..).zip(&plan.scheme().people).zip(&problem.staff);
    let squares = people.map(|((who, person), staff)| {
        let load = (person.load + plan.added(who)) as f64 * plan.scheme().unit as f64;
        load * load / staff.weight
    });
    squares.sum()
}

/// Who has what is fixed.
pub fn fixed(problem: &Problem) -> Vec<Option<usize>> {
    let ids: BTreeMap<&str, usize> = problem.staff.iter().map(|who| who.id.as_str()).zip(0..).collect();
    let holder = |slot: &Slot| ids.get(problem.fixed.get(&slot.id)?.as_str()).copied();
    problem.slots.iter().map(holder).collect()
}

/// Slots that are alike are given out in the problem's order, to their published holders first.
fn assigned(problem: &Problem, plan: &Plan<'_>) -> Vec<Option<usize>> {
    let scheme = plan.scheme();
    let mut assign = fixed(problem);
    let mut next = vec![0; scheme.groups.len()];
    for (who, person) in (0..).zip(0..scheme.people.len()) {
        for group in plan.held(who).iter().map(|group| *group as usize) {
            let slot = scheme.groups[group].slots[next[group]] as usize;
            assign[slot] = Some(person);
            next[group] += 1;
        }
    }
    assign
}

/// The plan of an assignment that keeps all rules.
pub fn plan<'a>(scheme: &'a Scheme, assign: &[Option<usize>]) -> Plan<'a> {
    let mut plan = Plan::empty(scheme);
    for (at, group) in (0..).zip(&scheme.groups) {
        for who in group.slots.iter().filter_map(|slot| assign[*slot as usize]) {
            plan.give(u32::try_from(who).unwrap_or_default(), at);
        }
    }
    plan
}

/// The rules that fixed duties break: by themselves, and with each other.
fn broken(problem: &Problem) -> Vec<Rule> {
    let calendar = Calendar::of(problem);
    let rest = i64::from(problem.rules.min_rest_minutes) * MINUTE;
    let mut broken = Vec::new();
    let mut duties: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (slot, who) in fixed(problem).into_iter().enumerate() {
        let Some(person) = who else { continue };
        let (wanted, staff) = (&problem.slots[slot], &problem.staff[person]);
        let lacking = wanted.needs.difference(&staff.has);
        broken.extend(lacking.map(|tag| Rule::Needs { slot, tag: tag.clone() }));
        if wanted.only.as_ref().is_some_and(|only| !only.contains(&staff.id)) {
            broken.push(Rule::Only { slot });
        }
        if staff.unavailable.iter().any(|span| span.overlaps(wanted.span)) {
            broken.push(Rule::Unavailable { person, slot });
        }
        duties.entry(person).or_default().push(slot);
    }
    for (person, slots) in duties {
        let staff = &problem.staff[person];
        let (mut days, mut weeks) = (BTreeMap::new(), BTreeMap::new());
        for slot in slots.iter().map(|slot| &problem.slots[*slot]) {
            let (day, week) = calendar.place(slot);
            days.entry(day).or_insert((slot.day, 0)).1 += 1;
            weeks.entry(week).or_insert((slot.day, 0)).1 += 1;
        }
        let over = |count: u32, most: Option<u32>| most.is_some_and(|most| count > most);
        let days = days
            .into_values()
            .filter(|(_, count)| over(*count, problem.rules.max_per_day));
        broken.extend(days.map(|(day, _)| Rule::Day { person, day }));
        let weeks = weeks
            .into_values()
            .filter(|(_, count)| over(*count, staff.max_per_week));
        broken.extend(weeks.map(|(day, _)| Rule::Week { person, day }));
        if over(u32::try_from(slots.len()).unwrap_or(u32::MAX), staff.max_duties) {
            broken.push(Rule::All { person });
        }
        let times: Vec<(usize, (i64, i64))> = slots
            .iter()
            .map(|slot| (*slot, micros(problem.slots[*slot].span)))
            .collect();
        let clashing = times.iter().filter(|(slot, time)| {
            times
                .iter()
                .any(|(other, other_time)| other != slot && clash(rest, *time, *other_time))
        });
        let slots: Vec<usize> = clashing.map(|(slot, _)| *slot).collect();
        if !slots.is_empty() {
            broken.push(Rule::Rest { person, slots });
        }
    }
    broken
}
