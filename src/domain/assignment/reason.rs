//! Why somebody has a slot, as a coordinator would ask.

use crate::domain::assignment::model::{Problem, Slot};
use crate::domain::assignment::plan::Plan;
use crate::domain::assignment::scheme::Scheme;
use crate::domain::assignment::solution::{Solution, plan};

/// Why a slot went to who has it; the first of these that is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was fixed.
    Fixed,
    /// Nobody else has what it needs and is there.
    OnlyOne,
    /// So many others could, and all of them have duties that leave no room for it.
    OnlyFree { others: usize },
    /// They have it in the published roster.
    Kept,
    /// Of so many who are free, themselves included, nobody would have less load with it, seen against their share.
    LeastLoad { free: usize },
    /// So many are free; the roster as a whole is best this way.
    Whole { free: usize },
}

/// For each slot somebody has, why.
pub fn reasons(problem: &Problem, solution: &Solution) -> Vec<Option<Why>> {
    let scheme = Scheme::of(problem, None);
    let mut plan = plan(&scheme, &solution.assign);
    let fixed = |slot: &Slot| problem.fixed.contains_key(&slot.id).then_some(Why::Fixed);
    let mut reasons: Vec<Option<Why>> = problem.slots.iter().map(fixed).collect();
    for (at, group) in (0..).zip(&scheme.groups) {
        for slot in group.slots.iter().map(|slot| *slot as usize) {
            let Some(person) = solution.assign[slot] else { continue };
            let kept = problem.published.get(&problem.slots[slot].id) == Some(&problem.staff[person].id);
            reasons[slot] = Some(why(&mut plan, at, u32::try_from(person).unwrap_or_default(), kept));
        }
    }
    reasons
}

fn why(plan: &mut Plan<'_>, group: u32, holder: u32, kept: bool) -> Why {
    let wanted = &plan.scheme().groups[group as usize];
    let others = || wanted.able.iter().copied().filter(|who| *who != holder);
    if others().next().is_none() {
        return Why::OnlyOne;
    }
    plan.take(holder, group);
    let free: Vec<u32> = others().filter(|who| plan.fits(*who, group, None)).collect();
    let dearer = plan.dearer(holder, wanted.load);
    let is_least = free.iter().all(|who| dearer <= plan.dearer(*who, wanted.load));
    plan.give(holder, group);
    match 1 + free.len() {
        1 => Why::OnlyFree {
            others: others().count(),
        },
        _ if kept => Why::Kept,
        free if is_least => Why::LeastLoad { free },
        free => Why::Whole { free },
    }
}
