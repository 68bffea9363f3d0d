//! Sharing out without rests between days: a flow that is exact, and a bound when there are rests.
//!
//! Groups → person and cell of a day → day → week → person → sink. Limits of a day lie within those of a week, and these
//! within those of the whole, so what a person may have is a tree of capacities. The load of a person costs the more the
//! higher it is; which loads can be had together is a matroid, so letting everybody have one level of cost after the other,
//! and sending what can be sent at each, gives for every number of covered slots the least sum of squares.

use crate::domain::assignment::network::{Drawing, Network};
use crate::domain::assignment::scheme::{Person, Scheme};

pub struct Flow<'a> {
    scheme: &'a Scheme,
    network: Network,
    /// Of each person the first arc from one of their groups; those of the others follow in their order.
    firsts: Vec<usize>,
    /// The arc of each person to the sink.
    ends: Vec<usize>,
    /// What one duty adds to a load, on average.
    step: i64,
    /// How many units went at each level of cost, ascending.
    levels: Vec<(i128, usize)>,
    /// Whether nothing more can be sent.
    pub is_full: bool,
}

impl<'a> Flow<'a> {
    pub fn of(scheme: &'a Scheme) -> Self {
        let mut drawing = Drawing::default();
        for _ in &scheme.groups {
            drawing.node();
        }
        let sink = drawing.node();
        let roots: Vec<u32> = scheme.people.iter().map(|_| drawing.node()).collect();
        let ends: Vec<usize> = roots.iter().map(|root| drawing.arc(*root, sink, 0)).collect();
        // Of each person the node each of their groups leads to.
        let entrances: Vec<Vec<u32>> = (scheme.people.iter().zip(&roots))
            .map(|(person, root)| tree(&mut drawing, scheme, person, *root))
            .collect();
        let mut firsts = Vec::with_capacity(scheme.people.len());
        for (person, entrances) in scheme.people.iter().zip(&entrances) {
            firsts.push(drawing.arcs());
            for (group, entrance) in person.groups.iter().zip(entrances) {
                drawing.arc(*group, *entrance, 1);
            }
        }
        let (count, loads) = scheme.groups.iter().fold((0, 0), |(count, loads), group| {
            let slots = i64::try_from(group.count()).unwrap_or(i64::MAX);
            (count + slots, slots.saturating_mul(group.load).saturating_add(loads))
        });
        let supply = scheme
            .groups
            .iter()
            .map(|group| u32::try_from(group.count()).unwrap_or(u32::MAX));
        Self {
            scheme,
            network: Network::of(&drawing, sink, supply.collect()),
            firsts,
            ends,
            step: (loads / count.max(1)).max(1),
            levels: Vec::new(),
            is_full: false,
        }
    }

    /// Sends all that can be sent, at the least cost for every number of units.
    pub fn run(&mut self, stop: &dyn Fn() -> bool) {
        // Of each person how many duties are let through, and how many may ever be.
        let mut allowed = vec![0; self.ends.len()];
        let groups = |person: &Person| u32::try_from(person.groups.len()).unwrap_or(u32::MAX);
        let mut most: Vec<u32> = self
            .scheme
            .people
            .iter()
            .map(|person| person.most.min(groups(person)))
            .collect();
        while !stop() {
            let next = (0..self.ends.len())
                .filter(|who| allowed[*who] < most[*who] && self.network.left(self.ends[*who]) == 0)
                .map(|who| (self.marginal(who, allowed[who]), who));
            let next: Vec<(i128, usize)> = next.collect();
            let level = next.iter().map(|(cost, _)| *cost).min();
            let Some(level) = level.filter(|_| self.unsent() > 0) else {
                self.is_full = true;
                return;
            };
            let mut opened = 0;
            for (_, who) in next.into_iter().filter(|(cost, _)| *cost == level) {
                allowed[who] += 1;
                opened += 1;
                self.network.widen(self.ends[who], 1);
            }
            let sent = self.network.fill(opened, stop);
            self.levels.push((level, sent));
            if sent == 0 {
                // Who cannot be reached now never will be.
                let reached = self.network.reached();
                let roots = reached.iter().skip(self.scheme.groups.len() + 1);
                for (most, _) in most.iter_mut().zip(roots).filter(|(_, reached)| !**reached) {
                    *most = 0;
                }
            }
        }
    }

    /// What the duty after so many further ones of a person costs.
    fn marginal(&self, who: usize, count: u32) -> i128 {
        let person = &self.scheme.people[who];
        let count = i64::from(count);
        person.cost((count + 1) * self.step) - person.cost(count * self.step)
    }

    pub fn unsent(&self) -> usize {
        self.network.supply.iter().map(|left| *left as usize).sum()
    }

    /// The least cost of squares when so many slots are covered. True of what was sent, and when all was sent.
    pub fn least(&self, covered: usize) -> i128 {
        let mut left = covered;
        let levels = self.levels.iter().map(|(cost, count)| {
            let taken = left.min(*count);
            left -= taken;
            i128::try_from(taken).unwrap_or(i128::MAX) * cost
        });
        levels.sum::<i128>() + self.scheme.people.iter().map(|person| person.cost(0)).sum::<i128>()
    }

    /// Among the ways to send as much at the same cost, takes one with the least extras.
    pub fn cheapen(&mut self, stop: &dyn Fn() -> bool) {
        let scheme = self.scheme;
        let Some(square) = scheme.outweighing() else {
            return;
        };
        let mut extras = vec![0; self.firsts.first().copied().unwrap_or_default()];
        for (who, person) in (0..).zip(&scheme.people) {
            extras.extend(
                person
                    .groups
                    .iter()
                    .map(|group| i128::from(scheme.groups[*group as usize].extra(who))),
            );
        }
        let step = self.step;
        self.network.cheapen(
            &|network, arc| {
                let Some(person) = scheme.people.get(arc) else {
                    return (extras[arc], extras[arc]);
                };
                let count = i64::from(network.flow(arc));
                let at = |count: i64| square * person.cost(count * step);
                (at(count + 1) - at(count), at(count) - at(count - 1))
            },
            stop,
        );
    }

    /// The extras of what was sent.
    pub fn extras(&self) -> i128 {
        let extra = |(who, group): &(u32, u32)| i128::from(self.scheme.groups[*group as usize].extra(*who));
        self.pairs().iter().map(extra).sum()
    }

    /// Who has something of which group.
    pub fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for (who, person) in (0..).zip(&self.scheme.people) {
            let arcs = self.firsts[who as usize]..;
            let sent = person
                .groups
                .iter()
                .zip(arcs)
                .filter(|(_, arc)| self.network.flow(*arc) > 0);
            pairs.extend(sent.map(|(group, _)| (who, *group)));
        }
        pairs
    }
}

/// Draws what one person may have; for each of their groups, which come by time, the node it leads to.
fn tree(drawing: &mut Drawing, scheme: &Scheme, person: &Person, root: u32) -> Vec<u32> {
    let mut node = |to: u32, capacity: u32| {
        let node = drawing.node();
        drawing.arc(node, to, capacity);
        node
    };
    // With another rest than usual the cells are not theirs.
    let has_cells = person.rest == Some(scheme.rest);
    let (mut week, mut day, mut cell) = (None, None, None);
    let mut entrances = Vec::with_capacity(person.groups.len());
    for at in &person.groups {
        let group = &scheme.groups[*at as usize];
        let of_week = again(&mut week, group.week, || node(root, person.weeks.at(group.week)));
        let per_day = person.days.at(group.day);
        let of_day = again(&mut day, group.day, || node(of_week, per_day));
        let own = if has_cells { group.cell } else { *at };
        entrances.push(match per_day {
            1 => of_day,
            _ => again(&mut cell, (group.day, own), || node(of_day, 1)),
        });
    }
    entrances
}

/// The last node if it has this key, or else a new one.
fn again<K: PartialEq + Copy>(last: &mut Option<(K, u32)>, key: K, new: impl FnOnce() -> u32) -> u32 {
    match *last {
        Some((other, node)) if other == key => node,
        _ => last.insert((key, new())).1,
    }
}
