//! The best schedule of one person at given prices: what they would take if every slot paid them.
//!
//! Groups are gone through by start. A state is what the rules ask about a schedule so far: its load, and how many duties it
//! has in all, in this week and on this day. Of all schedules with the same state only the cheapest is kept, so the search is
//! exact and small.

use crate::domain::assignment::scheme::{Group, Person, Scheme, UNLIMITED};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    load: i64,
    count: u32,
    week: u32,
    day: u32,
}

#[derive(Clone, Copy)]
struct Label {
    state: State,
    cost: i128,
    /// The last step in the list of steps; behind its end for none.
    last: usize,
}

/// Labels of schedules that end with one duty, until its rest is over.
struct Resting {
    until: i64,
    day: u32,
    week: u32,
    labels: Vec<Label>,
}

/// What a person can and must take.
pub struct Choice<'a> {
    pub scheme: &'a Scheme,
    pub person: u32,
    /// Whether a group can be taken.
    pub can: &'a dyn Fn(u32) -> bool,
    /// Ascending.
    pub must: &'a [u32],
    /// What a slot of a group costs, beyond the load; negative where it pays.
    pub price: &'a dyn Fn(u32) -> i128,
    /// What a squared load of one costs.
    pub square: i128,
    /// The least and the most that may be added to the load.
    pub added: (i64, i64),
}

impl Choice<'_> {
    /// The cheapest schedule and its cost; nothing when what must be taken cannot be.
    pub fn best(&self) -> Option<(i128, Vec<u32>)> {
        let rules = &self.scheme.people[self.person as usize];
        let mut steps: Vec<(usize, u32)> = Vec::new();
        let none = usize::MAX;
        let start = State {
            load: 0,
            count: 0,
            week: 0,
            day: 0,
        };
        let mut free = vec![Label {
            state: start,
            cost: 0,
            last: none,
        }];
        let mut resting: Vec<Resting> = Vec::new();
        let (mut day, mut week) = (0, 0);
        let mut musts = self.must.iter().peekable();
        for at in rules.groups.iter().copied().filter(|group| (self.can)(*group)) {
            if musts.peek().is_some_and(|must| **must < at) {
                return None;
            }
            let group = &self.scheme.groups[at as usize];
            if group.week != week {
                free = again(free, |state| state.week = 0);
            }
            if group.day != day {
                free = again(free, |state| state.day = 0);
            }
            (day, week) = (group.day, group.week);
            for rested in resting.extract_if(.., |resting| resting.until <= group.starts) {
                let labels = again(rested.labels, |state| {
                    state.week = if rested.week == week { state.week } else { 0 };
                    state.day = if rested.day == day { state.day } else { 0 };
                });
                free = merged(free, labels);
            }
            let price = (self.price)(at);
            let mut taken = Vec::with_capacity(free.len());
            for label in &free {
                if let Some(state) = beside(label.state, rules, group) {
                    steps.push((label.last, at));
                    taken.push(Label {
                        state,
                        cost: label.cost + price,
                        last: steps.len() - 1,
                    });
                }
            }
            if musts.next_if_eq(&&at).is_some() {
                free.clear();
                resting.clear();
            }
            let until = rules.rest.map_or(i64::MIN, |rest| group.ends.saturating_add(rest));
            resting.push(Resting {
                until,
                day,
                week,
                labels: taken,
            });
        }
        if musts.peek().is_some() {
            return None;
        }
        let all = free.iter().chain(resting.iter().flat_map(|resting| &resting.labels));
        let all = all.filter(|label| (self.added.0..=self.added.1).contains(&label.state.load));
        let ends = all.map(|label| (label.cost + self.square * rules.cost(label.state.load), label.last));
        let (cost, mut last) = ends.min_by_key(|(cost, _)| *cost)?;
        let mut schedule = Vec::new();
        while let Some((before, group)) = steps.get(last) {
            schedule.push(*group);
            last = *before;
        }
        schedule.reverse();
        Some((cost, schedule))
    }
}

/// The state with one more duty, unless a limit is reached. What has no limit is not counted.
fn beside(state: State, rules: &Person, group: &Group) -> Option<State> {
    let more = |count: u32, limit: u32| match limit {
        UNLIMITED => Some(0),
        _ => Some(count + 1).filter(|count| *count <= limit),
    };
    Some(State {
        load: state.load + group.load,
        count: more(state.count, rules.most)?,
        week: more(state.week, rules.weeks.at(group.week))?,
        day: more(state.day, rules.days.at(group.day))?,
    })
}

/// The labels with their states changed.
fn again(mut labels: Vec<Label>, change: impl Fn(&mut State)) -> Vec<Label> {
    for label in &mut labels {
        change(&mut label.state);
    }
    merged(labels, Vec::new())
}

/// By state, of each the cheapest.
fn merged(mut labels: Vec<Label>, more: Vec<Label>) -> Vec<Label> {
    labels.extend(more);
    labels.sort_by_key(|label| (label.state, label.cost));
    labels.dedup_by_key(|label| label.state);
    labels
}
