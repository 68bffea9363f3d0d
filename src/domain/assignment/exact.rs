//! Closing the gap between the best plan found and what is known to be possible: branch and price.
//!
//! Each node of the search says within which limits some loads are, and of some pairs of person and group that they must or
//! may not come together. Its bound comes from prices for the slots (`prices`): whatever they are, no plan costs less than
//! the prices of all slots and what each person's best schedule at these prices costs (`schedule`). Schedules keep all rules,
//! rests included, so this bound is rarely more than a step away from the best plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::assignment::chains;
use crate::domain::assignment::plan::Plan;
use crate::domain::assignment::prices::{Column, Program};
use crate::domain::assignment::schedule::Choice;
use crate::domain::assignment::scheme::{Group, Scheme};
use crate::domain::assignment::weights::divisor;

/// What is to be made least.
pub struct Goal {
    /// How many slots are to stay open; nothing when that is what is to be least.
    open: Option<usize>,
    /// The cost of the squares' cost, and of extras.
    square: i128,
    extra: i128,
    /// The costs of any two plans differ by a multiple of this.
    step: i128,
}

impl Goal {
    /// As few open slots as can be.
    pub fn coverage() -> Self {
        Self {
            open: None,
            square: 0,
            extra: 0,
            step: 1,
        }
    }

    /// The least squares with as many open slots as a plan has.
    pub fn fairness(plan: &Plan<'_>) -> Self {
        let scheme = plan.scheme();
        let common = scheme
            .people
            .iter()
            .fold(0, |common, person| divisor(common, person.price))
            .max(1);
        // A square is odd when the load is, so with the same number of duties to share the sum is always odd or always even.
        let ones = scheme.groups.iter().all(|group| group.load == 1);
        let has_parity = ones && scheme.people.iter().all(|person| person.price / common % 2 != 0);
        Self {
            open: Some(plan.uncovered()),
            square: 1,
            extra: 0,
            step: if has_parity { 2 * common } else { common },
        }
    }

    /// The least squares, then the least extras, with as many open slots as a plan has. Nothing when the numbers are too
    /// large for both in one.
    pub fn all(plan: &Plan<'_>) -> Option<Self> {
        let square = plan.scheme().outweighing()?;
        Some(Self {
            open: Some(plan.uncovered()),
            square,
            extra: 1,
            step: 1,
        })
    }

    /// Whether a plan that costs this is among the best when none costs less than the bound.
    pub fn is_reached(&self, cost: i128, bound: i128) -> bool {
        bound > cost - self.step
    }

    /// What a plan costs; nothing when another number of slots is open than should be.
    pub fn cost(&self, plan: &Plan<'_>) -> Option<i128> {
        let cost = self.square * plan.squares() + self.extra * plan.extras();
        match self.open {
            None => i128::try_from(plan.uncovered()).ok(),
            Some(open) => (plan.uncovered() == open).then_some(cost),
        }
    }
}

/// Prices are whole numbers of this part of a cost.
const FINE: i128 = 1 << 16;

/// A part of all plans.
#[derive(Clone, Default)]
struct Node {
    /// The least and the most that may be added to somebody's load; all for who is not in it.
    added: BTreeMap<u32, (i64, i64)>,
    /// Pairs of person and group that must come together, and that may not.
    must: BTreeSet<(u32, u32)>,
    never: BTreeSet<(u32, u32)>,
    /// No plan of this node costs less.
    bound: i128,
}

impl Node {
    fn added(&self, who: u32) -> (i64, i64) {
        self.added.get(&who).copied().unwrap_or((0, i64::MAX))
    }

    /// The two parts of it that differ in this; the one to look into first comes last.
    fn split(&self, by: Branch) -> [Self; 2] {
        let (mut one, mut other) = (self.clone(), self.clone());
        match by {
            Branch::Added(who, most) => {
                let (low, high) = self.added(who);
                one.added.insert(who, (low, most));
                other.added.insert(who, (most + 1, high));
            }
            Branch::Pair(who, group) => {
                one.never.insert((who, group));
                other.must.insert((who, group));
            }
        }
        [one, other]
    }
}

/// Where plans part: somebody's load grows by no more than this, or does; somebody has no slot of a group, or has one.
#[derive(Clone, Copy)]
enum Branch {
    Added(u32, i64),
    Pair(u32, u32),
}

/// What becomes of a node.
enum Next {
    Settled,
    Part(Branch),
    /// There is no time left, or floating point has failed.
    GiveUp,
}

pub struct Exact<'a, 'b> {
    goal: &'b Goal,
    stop: &'b dyn Fn() -> bool,
    program: Program,
    /// Of each column of the program that is a schedule, whose it is and which groups it has; for the others nobody's.
    schedules: Vec<(u32, Vec<u32>)>,
    best: Plan<'a>,
    cost: i128,
}

impl<'a, 'b> Exact<'a, 'b> {
    pub fn of(plan: Plan<'a>, goal: &'b Goal, stop: &'b dyn Fn() -> bool) -> Self {
        let scheme = plan.scheme();
        let groups = scheme.groups.iter().map(Group::count);
        let needs: Vec<usize> = groups.chain(scheme.people.iter().map(|_| 1)).chain(goal.open).collect();
        let cost = goal.cost(&plan).unwrap_or_default();
        // Dearer than any plan, so that what breaks a row is only taken where nothing else can be.
        let never = 1e3 * (1.0 + float(cost.abs()));
        let is_open = |row: usize| goal.open.is_none() && row < scheme.groups.len();
        let alone: Vec<f64> = (0..needs.len())
            .map(|row| if is_open(row) { 1.0 } else { never })
            .collect();
        let mut exact = Self {
            goal,
            stop,
            program: Program::of(&needs, &alone),
            schedules: vec![(u32::MAX, Vec::new()); needs.len()],
            best: plan,
            cost,
        };
        if goal.open.is_some_and(|open| open > 0) {
            let last = u32::try_from(needs.len() - 1).unwrap_or_default();
            for group in (0..).take(scheme.groups.len()) {
                exact.program.columns.push(Column {
                    rows: vec![group, last],
                    cost: 0.0,
                    usable: true,
                });
                exact.schedules.push((u32::MAX, Vec::new()));
            }
        }
        for who in (0..).take(scheme.people.len()) {
            let held = exact.best.held(who).to_vec();
            exact.add(who, held);
            exact.add(who, Vec::new());
        }
        exact
    }

    /// The best plan there is, or was found until told to stop; and what none costs less than. `bound` is known already.
    pub fn run(mut self, bound: i128) -> (Plan<'a>, i128) {
        let mut open = vec![Node {
            bound,
            ..Node::default()
        }];
        while let Some(mut node) = open.pop() {
            if self.is_beaten(node.bound) {
                continue;
            }
            match self.work(&mut node) {
                Next::Part(branch) => open.extend(node.split(branch)),
                Next::Settled => {}
                Next::GiveUp => {
                    open.push(node);
                    break;
                }
            }
        }
        let lowest = open.iter().map(|node| node.bound).min();
        let lowest = lowest.map_or(self.cost, |lowest| lowest.min(self.cost));
        (self.best, lowest)
    }

    /// Whether no plan with this bound can be better than the best one.
    fn is_beaten(&self, bound: i128) -> bool {
        self.goal.is_reached(self.cost, bound)
    }

    /// Raises a node's bound as far as prices can.
    fn work(&mut self, node: &mut Node) -> Next {
        let scheme = self.best.scheme();
        for (column, (who, held)) in self.program.columns.iter_mut().zip(&self.schedules) {
            let mut must = node.must.range((*who, 0)..=(*who, u32::MAX));
            let has = |group: &u32| held.binary_search(group).is_ok();
            let (low, high) = node.added(*who);
            column.usable = *who == u32::MAX
                || (low..=high).contains(&added(scheme, held))
                    && must.all(|(_, group)| has(group))
                    && !held.iter().any(|group| node.never.contains(&(*who, *group)));
        }
        self.program.restart();
        loop {
            if !self.program.solve(self.stop) {
                return Next::GiveUp;
            }
            // Otherwise what must be cannot be.
            let Some((bound, added)) = self.price(node) else {
                return Next::Settled;
            };
            node.bound = node.bound.max(bound);
            if self.is_beaten(node.bound) {
                return Next::Settled;
            }
            if (self.stop)() {
                return Next::GiveUp;
            }
            if !added {
                break;
            }
        }
        self.round();
        if self.is_beaten(node.bound) {
            return Next::Settled;
        }
        self.load().or_else(|| self.pair(node)).map_or(Next::GiveUp, Next::Part)
    }

    /// The bound at the present prices, and whether schedules were added that are better than those there are.
    fn price(&mut self, node: &Node) -> Option<(i128, bool)> {
        let scheme = self.best.scheme();
        let most = if self.goal.open.is_none() { FINE } else { i128::MAX };
        let prices = &self.program.prices[..scheme.groups.len()];
        let prices: Vec<i128> = prices.iter().map(|price| whole(*price).min(most)).collect();
        let slots = scheme
            .groups
            .iter()
            .zip(&prices)
            .flat_map(|(group, price)| group.slots.iter().map(|_| *price));
        let mut slots: Vec<i128> = slots.collect();
        slots.sort_unstable();
        // At best the dearest slots stay open.
        slots.truncate(slots.len() - self.goal.open.unwrap_or_default());
        let mut bound: i128 = slots.iter().sum();
        let mut added = false;
        for who in (0..).take(scheme.people.len()) {
            let must: Vec<u32> = node
                .must
                .range((who, 0)..=(who, u32::MAX))
                .map(|(_, group)| *group)
                .collect();
            let choice = Choice {
                scheme,
                person: who,
                can: &|group| !node.never.contains(&(who, group)),
                must: &must,
                price: &|group| {
                    let extra = i128::from(scheme.groups[group as usize].extra(who)) * self.goal.extra * FINE;
                    extra - prices[group as usize]
                },
                square: self.goal.square * FINE,
                added: node.added(who),
            };
            let (cost, schedule) = choice.best()?;
            bound += cost;
            let now = self.program.prices[scheme.groups.len() + who as usize];
            if float(cost) / float(FINE) < now - 1e-6 * (1.0 + now.abs()) {
                added |= self.add(who, schedule);
            }
        }
        Some((-(-bound).div_euclid(FINE), added))
    }

    /// Adds a schedule unless it is there; whether it was added.
    fn add(&mut self, who: u32, schedule: Vec<u32>) -> bool {
        let scheme = self.best.scheme();
        let groups = || schedule.iter().map(|group| &scheme.groups[*group as usize]);
        let load = added(scheme, &schedule);
        let extra: i128 = groups().map(|group| i128::from(group.extra(who))).sum();
        let cost = self.goal.square * scheme.people[who as usize].cost(load) + self.goal.extra * extra;
        let entry = (who, schedule);
        if self.schedules.contains(&entry) {
            return false;
        }
        let row = u32::try_from(scheme.groups.len()).unwrap_or(u32::MAX) + who;
        let rows = entry.1.iter().copied().chain([row]).collect();
        self.program.columns.push(Column {
            rows,
            cost: float(cost),
            usable: true,
        });
        self.schedules.push(entry);
        true
    }

    /// Makes a plan of the mix: of each person the schedule they have most of, and the rest by chains.
    fn round(&mut self) {
        let mut mix = self.program.mix();
        mix.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut plan = Plan::empty(self.best.scheme());
        let mut done = BTreeSet::new();
        for (who, schedule) in mix.iter().map(|(column, _)| &self.schedules[*column]) {
            if *who != u32::MAX && done.insert(*who) {
                for group in schedule {
                    if plan.is_open(*group) {
                        plan.give(*who, *group);
                    }
                }
            }
        }
        chains::cover(&mut plan, self.stop);
        chains::balance(&mut plan, None, self.stop);
        if let Some(cost) = self.goal.cost(&plan).filter(|cost| *cost < self.cost) {
            (self.best, self.cost) = (plan, cost);
        }
    }

    /// The person whose load is furthest from one that a schedule of theirs has.
    fn load(&self) -> Option<Branch> {
        let scheme = self.best.scheme();
        let mut mixed: BTreeMap<u32, (f64, i64, i64)> = BTreeMap::new();
        for (column, part) in self.program.mix() {
            let (who, schedule) = &self.schedules[column];
            if *who != u32::MAX {
                let added = added(scheme, schedule);
                let (mean, low, high) = mixed.entry(*who).or_insert((0.0, added, added));
                *mean += part * float(added.into());
                (*low, *high) = (added.min(*low), added.max(*high));
            }
        }
        let apart = mixed
            .into_iter()
            .filter(|(_, (_, low, high))| low < high)
            .map(|(who, (mean, low, high))| {
                let most = (low..high)
                    .rev()
                    .find(|most| float((*most).into()) <= mean)
                    .unwrap_or(low);
                let off = (mean - float(most.into())).min(float(i128::from(most) + 1) - mean);
                (off, Branch::Added(who, most))
            });
        let apart = apart.filter(|(off, _)| *off > 1e-3);
        apart
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, branch)| branch)
    }

    /// The pair that is most nearly, but not quite, together in the mix; and if there is none, one that is and is free.
    fn pair(&self, node: &Node) -> Option<Branch> {
        let mut together: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for (column, part) in self.program.mix() {
            let (who, schedule) = &self.schedules[column];
            for group in schedule {
                *together.entry((*who, *group)).or_insert(0.0) += part;
            }
        }
        let free = together.into_iter().filter(|(pair, _)| !node.must.contains(pair));
        let score = |part: f64| if part > 0.999 { part - 1.0 } else { part };
        let scored = free.map(|(pair, part)| (pair, score(part)));
        scored
            .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
            .map(|((who, group), _)| Branch::Pair(who, group))
    }
}

/// What a schedule adds to a load.
fn added(scheme: &Scheme, schedule: &[u32]) -> i64 {
    schedule.iter().map(|group| scheme.groups[*group as usize].load).sum()
}

pub fn float(cost: i128) -> f64 {
    cost as f64
}

fn whole(price: f64) -> i128 {
    (price * float(FINE)).clamp(-1e32, 1e32).round() as i128
}
