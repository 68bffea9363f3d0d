//! The problem as the solver works on it: numbers, slots that are alike as one group, and for each group who is able.
//!
//! What is fixed is taken out beforehand: it has become load, lower limits, and times at which its holder is busy.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::domain::assignment::model::{self, Counting, Problem, Rule, Slot};
use crate::domain::assignment::weights;
use crate::domain::time::Span;

/// More than any limit that limits.
pub const UNLIMITED: u32 = u32::MAX;

/// In microseconds.
pub const MINUTE: i64 = 60_000_000;

pub struct Scheme {
    /// By start, so that days and weeks come one after the other.
    pub groups: Vec<Group>,
    pub people: Vec<Person>,
    /// Costs of squares are so many times the squares themselves.
    pub scale: i128,
    /// So many duties or minutes are a load of one.
    pub unit: i64,
    /// The rest people need, in microseconds.
    pub rest: i64,
    /// Whether every slot adds as much to a load as any other.
    pub is_even: bool,
    /// Whether changes or wishes tell rosters apart that are equally fair.
    pub has_extras: bool,
}

/// Slots that are alike in everything that matters.
pub struct Group {
    /// In microseconds since 1970.
    pub starts: i64,
    pub ends: i64,
    pub day: u32,
    pub week: u32,
    /// Groups of one day with the same cell are all at the same time: a person has at most one of them.
    pub cell: u32,
    /// What one of its slots adds to a load.
    pub load: i64,
    /// Places in the problem's list.
    pub slots: Vec<u32>,
    /// Who could have one of them if they had nothing else, ascending.
    pub able: Vec<u32>,
    /// What it costs, beyond fairness, when somebody has one: less for who holds it as published, more for whom it is
    /// against their wish. Nothing for all others.
    extras: Vec<(u32, i64)>,
}

impl Group {
    /// One slot, with start and end, and numbers of day and week.
    pub fn alone(slot: u32, (starts, ends): (i64, i64), (day, week): (u32, u32), able: Vec<u32>) -> Self {
        let slots = vec![slot];
        Self {
            starts,
            ends,
            day,
            week,
            cell: slot,
            load: 1,
            slots,
            able,
            extras: Vec::new(),
        }
    }

    pub fn count(&self) -> usize {
        self.slots.len()
    }

    pub fn extra(&self, person: u32) -> i64 {
        let found = self.extras.binary_search_by_key(&person, |(who, _)| *who);
        found.map_or(0, |at| self.extras[at].1)
    }
}

#[derive(Clone)]
pub struct Person {
    /// Carried and fixed.
    pub load: i64,
    /// The cost of a squared load of one.
    pub price: i128,
    /// In microseconds; `None` for who may be in two places.
    pub rest: Option<i64>,
    /// How many more duties in all, on a day, in a week.
    pub most: u32,
    pub days: Limits,
    pub weeks: Limits,
    /// The groups this person is able to have a slot of, ascending.
    pub groups: Vec<u32>,
}

impl Person {
    /// What a load costs that has grown so much.
    pub fn cost(&self, added: i64) -> i128 {
        let load = i128::from(self.load) + i128::from(added);
        self.price * load * load
    }
}

/// The same limit at all times, but for some.
#[derive(Clone)]
pub struct Limits {
    pub usual: u32,
    /// By day or week, ascending.
    pub other: Vec<(u32, u32)>,
}

impl Limits {
    pub fn at(&self, when: u32) -> u32 {
        let found = self.other.binary_search_by_key(&when, |(other, _)| *other);
        found.map_or(self.usual, |at| self.other[at].1)
    }

    /// What is left of a limit when one duty each is at these times.
    pub fn less(usual: Option<u32>, taken: impl Iterator<Item = u32>) -> Self {
        let usual = usual.unwrap_or(UNLIMITED);
        let mut left = BTreeMap::new();
        for when in taken.filter(|_| usual != UNLIMITED) {
            let left = left.entry(when).or_insert(usual);
            *left = left.saturating_sub(1);
        }
        Self {
            usual,
            other: left.into_iter().collect(),
        }
    }

    /// One more at this time, where so many are taken.
    fn raise(&mut self, when: u32, taken: usize) {
        let taken = u32::try_from(taken).unwrap_or(UNLIMITED);
        self.other.retain(|(other, _)| *other != when);
        self.other
            .push((when, self.usual.saturating_add(1).saturating_sub(taken)));
        self.other.sort_unstable();
    }
}

/// Whether a person who needs this rest cannot have both of two duties, given as start and end.
pub fn clash(rest: i64, one: (i64, i64), other: (i64, i64)) -> bool {
    one.0 < other.1.saturating_add(rest) && other.0 < one.1.saturating_add(rest)
}

/// Start and end in microseconds since 1970.
pub fn micros(span: Span) -> (i64, i64) {
    (span.starts_at.timestamp_micros(), span.ends_at.timestamp_micros())
}

impl Scheme {
    /// Of a problem without faults; one rule may be relaxed, by one duty where it is a limit.
    pub fn of(problem: &Problem, relaxed: Option<&Rule>) -> Self {
        let calendar = Calendar::of(problem);
        let ids: BTreeMap<&str, u32> = (0..)
            .zip(&problem.staff)
            .map(|(at, who)| (who.id.as_str(), at))
            .collect();
        let mut fixed: Vec<Vec<&Slot>> = vec![Vec::new(); problem.staff.len()];
        for slot in &problem.slots {
            if let Some(who) = problem.fixed.get(&slot.id).and_then(|who| ids.get(who.as_str())) {
                fixed[*who as usize].push(slot);
            }
        }
        let (scale, prices) = weights::prices(problem.staff.iter().map(|person| person.weight));
        let rest = i64::from(problem.rules.min_rest_minutes) * MINUTE;
        let loads = problem
            .slots
            .iter()
            .map(|slot| load(problem, slot))
            .chain(problem.staff.iter().map(|who| who.carry));
        let unit = loads.fold(0, divisor).max(1);
        let people = problem
            .staff
            .iter()
            .zip(&fixed)
            .zip(prices)
            .map(|((person, fixed), price)| {
                let places = fixed.iter().map(|slot| calendar.place(slot));
                let count = u32::try_from(fixed.len()).unwrap_or(UNLIMITED);
                Person {
                    load: (person.carry + fixed.iter().map(|slot| load(problem, slot)).sum::<i64>()) / unit,
                    price,
                    rest: Some(rest),
                    most: person.max_duties.map_or(UNLIMITED, |most| most.saturating_sub(count)),
                    days: Limits::less(problem.rules.max_per_day, places.clone().map(|(day, _)| day)),
                    weeks: Limits::less(person.max_per_week, places.map(|(_, week)| week)),
                    groups: Vec::new(),
                }
            });
        let mut scheme = Self {
            groups: Vec::new(),
            people: people.collect(),
            scale,
            unit,
            rest,
            is_even: true,
            has_extras: false,
        };
        if let Some(rule) = relaxed {
            scheme.relax(rule, problem, &calendar, &fixed);
        }
        scheme.add_groups(problem, &calendar, &ids);
        scheme.find_able(problem, &fixed, relaxed);
        scheme.find_cells();
        scheme.is_even = scheme.groups.windows(2).all(|pair| pair[0].load == pair[1].load);
        scheme
    }

    /// Relaxes what is a rule of a person alone. Without rest there still are no two duties at once.
    fn relax(&mut self, rule: &Rule, problem: &Problem, calendar: &Calendar, fixed: &[Vec<&Slot>]) {
        match *rule {
            Rule::Day { person, day } => {
                let taken = fixed[person].iter().filter(|slot| slot.day == day).count();
                self.people[person].days.raise(calendar.day(day), taken);
            }
            Rule::Week { person, day } => {
                let taken = fixed[person]
                    .iter()
                    .filter(|slot| iso_week(slot.day) == iso_week(day))
                    .count();
                self.people[person].weeks.raise(calendar.week(day), taken);
            }
            Rule::All { person } => {
                let taken = u32::try_from(fixed[person].len()).unwrap_or(UNLIMITED);
                let most = problem.staff[person].max_duties.unwrap_or(UNLIMITED).saturating_add(1);
                self.people[person].most = most.saturating_sub(taken);
            }
            Rule::Rest { person, .. } => self.people[person].rest = Some(0),
            Rule::Needs { .. } | Rule::Only { .. } | Rule::Unavailable { .. } => {}
        }
    }

    fn add_groups(&mut self, problem: &Problem, calendar: &Calendar, ids: &BTreeMap<&str, u32>) {
        let mut wishes: BTreeMap<&str, BTreeMap<u32, i64>> = BTreeMap::new();
        for wish in &problem.wishes {
            if let Some(who) = ids.get(wish.person.as_str()) {
                *wishes.entry(&wish.slot).or_default().entry(*who).or_insert(0) += i64::from(wish.penalty);
            }
        }
        // One change outweighs all wishes together.
        let all: i64 = wishes.values().flat_map(BTreeMap::values).sum();
        let mut alike: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for (at, slot) in (0..).zip(&problem.slots) {
            if slot.leave || problem.fixed.contains_key(&slot.id) {
                continue;
            }
            let mut extras = wishes.remove(slot.id.as_str()).unwrap_or_default();
            if let Some(holder) = problem.published.get(&slot.id).and_then(|who| ids.get(who.as_str())) {
                *extras.entry(*holder).or_insert(0) -= 1 + all;
            }
            extras.retain(|_, extra| *extra != 0);
            let like = (micros(slot.span), slot.day, &slot.needs, &slot.only, extras);
            alike.entry(like).or_default().push(at);
        }
        for (((starts, ends), _, _, _, extras), slots) in alike {
            let Some(first) = slots.first().map(|at| &problem.slots[*at as usize]) else {
                continue;
            };
            let (day, week) = calendar.place(first);
            self.has_extras |= !extras.is_empty();
            self.groups.push(Group {
                starts,
                ends,
                day,
                week,
                cell: 0,
                load: load(problem, first) / self.unit,
                slots,
                able: Vec::new(),
                extras: extras.into_iter().collect(),
            });
        }
    }

    /// Of each person which of these times, by start, they are free at, but for the other slots to be filled.
    fn free(
        &self,
        problem: &Problem,
        fixed: &[Vec<&Slot>],
        at: &[(i64, i64)],
        relaxed: Option<&Rule>,
    ) -> Vec<Vec<bool>> {
        let mut all = Vec::with_capacity(self.people.len());
        for (who, (person, rules)) in problem.staff.iter().zip(&self.people).enumerate() {
            let absent = person.unavailable.iter().filter(|span| span.starts_at < span.ends_at);
            let absent: Vec<_> = absent.map(|span| (micros(*span), 0)).collect();
            let mut free = free_at(at, &absent);
            if let Some(Rule::Unavailable { person, slot }) = relaxed
                && *person == who
                && let Ok(time) = at.binary_search(&micros(problem.slots[*slot].span))
            {
                free[time] = true;
            }
            let busy = fixed[who]
                .iter()
                .filter_map(|slot| Some((micros(slot.span), rules.rest?)));
            let busy: Vec<_> = busy.collect();
            for (free, rested) in free.iter_mut().zip(free_at(at, &busy)) {
                *free &= rested;
            }
            all.push(free);
        }
        all
    }

    fn find_able(&mut self, problem: &Problem, fixed: &[Vec<&Slot>], relaxed: Option<&Rule>) {
        let mut at_once: Vec<(i64, i64)> = self.groups.iter().map(|group| (group.starts, group.ends)).collect();
        at_once.dedup();
        let free = self.free(problem, fixed, &at_once, relaxed);
        let mut with: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        let mut time = 0;
        for at in 0..self.groups.len() {
            let group = &mut self.groups[at];
            while at_once[time] != (group.starts, group.ends) {
                time += 1;
            }
            let Some(slot) = group.slots.first().map(|at| &problem.slots[*at as usize]) else {
                continue;
            };
            let fit = with.entry((&slot.needs, &slot.only)).or_insert_with(|| {
                let fits = |(_, person): &(u32, &model::Person)| {
                    slot.needs.is_subset(&person.has) && slot.only.as_ref().is_none_or(|only| only.contains(&person.id))
                };
                (0..).zip(&problem.staff).filter(fits).map(|(who, _)| who).collect()
            });
            for who in fit.iter() {
                let person = &mut self.people[*who as usize];
                let left = person
                    .most
                    .min(person.days.at(group.day))
                    .min(person.weeks.at(group.week));
                if left > 0 && free[*who as usize][time] {
                    group.able.push(*who);
                    person.groups.push(u32::try_from(at).unwrap_or_default());
                }
            }
        }
    }

    /// Splits each day into as few cells as possible.
    fn find_cells(&mut self) {
        let (mut day, mut cell, mut until) = (u32::MAX, 0, i64::MAX);
        for group in &mut self.groups {
            if group.day != day {
                (day, cell, until) = (group.day, 0, i64::MAX);
            } else if group.starts >= until {
                (cell, until) = (cell + 1, i64::MAX);
            }
            group.cell = cell;
            until = until.min(group.ends.saturating_add(self.rest));
        }
    }

    /// The slots that are to be filled.
    pub fn count(&self) -> usize {
        self.groups.iter().map(Group::count).sum()
    }

    /// How many times a square must count to outweigh all extras together; nothing when costs would be too large for that.
    pub fn outweighing(&self) -> Option<i128> {
        let extras = self
            .groups
            .iter()
            .flat_map(|group| group.able.iter().map(|who| group.extra(*who)));
        let square = 1 + 2 * extras.map(|extra| i128::from(extra.abs())).sum::<i128>();
        let all: i64 = self
            .groups
            .iter()
            .flat_map(|group| group.slots.iter().map(|_| group.load))
            .sum();
        let dearest: i128 = self
            .people
            .iter()
            .map(|person| person.cost(0).max(person.cost(all)))
            .sum();
        // Prices are finer than costs, and summed up.
        (dearest.checked_mul(square)? < i128::MAX >> 40).then_some(square)
    }

    /// Whether a person cannot have slots of both groups.
    pub fn clash(&self, person: u32, one: u32, other: u32) -> bool {
        let Some(rest) = self.people[person as usize].rest else {
            return false;
        };
        let times = |at: u32| (self.groups[at as usize].starts, self.groups[at as usize].ends);
        one == other || clash(rest, times(one), times(other))
    }
}

fn divisor(one: i64, other: i64) -> i64 {
    if other == 0 {
        one.abs()
    } else {
        divisor(other, one % other)
    }
}

/// What a slot adds to the load of whoever has it.
fn load(problem: &Problem, slot: &Slot) -> i64 {
    match problem.counting {
        Counting::Duties => 1,
        Counting::Minutes => slot.span.minutes(),
    }
}

/// Which of these times, by start, keep clear of all others, given with the rest that is to lie between.
fn free_at(wanted: &[(i64, i64)], away: &[((i64, i64), i64)]) -> Vec<bool> {
    let mut free = vec![true; wanted.len()];
    let longest = wanted
        .iter()
        .map(|(starts, ends)| ends.saturating_sub(*starts))
        .max()
        .unwrap_or_default();
    for (other, rest) in away {
        // What begins earlier than this has ended, and had its rest, before.
        let from = other.0.saturating_sub(longest).saturating_sub(*rest);
        let first = wanted.partition_point(|time| time.0 < from);
        for (time, free) in wanted[first..].iter().zip(&mut free[first..]) {
            if time.0 >= other.1.saturating_add(*rest) {
                break;
            }
            *free &= !clash(*rest, *time, *other);
        }
    }
    free
}

/// Days and weeks in which slots are, numbered.
pub struct Calendar {
    days: BTreeMap<NaiveDate, u32>,
    weeks: BTreeMap<(i32, u32), u32>,
}

impl Calendar {
    pub fn of(problem: &Problem) -> Self {
        let days: BTreeSet<_> = problem.slots.iter().map(|slot| slot.day).collect();
        let weeks: BTreeSet<_> = days.iter().map(|day| iso_week(*day)).collect();
        Self {
            days: days.into_iter().zip(0..).collect(),
            weeks: weeks.into_iter().zip(0..).collect(),
        }
    }

    /// The numbers of a slot's day and week.
    pub fn place(&self, slot: &Slot) -> (u32, u32) {
        (self.day(slot.day), self.week(slot.day))
    }

    pub fn day(&self, day: NaiveDate) -> u32 {
        self.days.get(&day).copied().unwrap_or_default()
    }

    pub fn week(&self, day: NaiveDate) -> u32 {
        self.weeks.get(&iso_week(day)).copied().unwrap_or_default()
    }
}

/// The ISO week of a day, with its year.
pub fn iso_week(day: NaiveDate) -> (i32, u32) {
    (day.iso_week().year(), day.iso_week().week())
}
