//! Why a slot cannot be covered: rules and duties that cannot all be kept, none of which could be left out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::assignment::model::{Problem, Rule};
use crate::domain::assignment::scheme::{
    Calendar, Group, Limits, MINUTE, Person, Scheme, UNLIMITED, clash, iso_week, micros,
};
use crate::domain::assignment::solution::{Solution, fixed, plan};
use crate::domain::assignment::{chains, solve};

/// What keeps a slot uncovered. With these rules alone these slots cannot all be covered; without any one of the rules, or
/// any one of the slots, they could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The slot itself, and those others that take up who could have it.
    pub slots: Vec<usize>,
    pub rules: Vec<Rule>,
    /// Those of the rules that, relaxed alone, let one more slot be covered; a limit by one duty, a rest down to nothing.
    pub remedies: Vec<Rule>,
}

/// Why an uncovered slot is. Nothing when it is not proven that it must be, or there is no time left to find out.
pub fn collision(problem: &Problem, solution: &Solution, slot: usize, stop: &dyn Fn() -> bool) -> Option<Collision> {
    if solution.least_uncovered < solution.uncovered || solution.assign[slot].is_some() {
        return None;
    }
    let facts = Facts::of(problem);
    let near = near(problem, solution, slot);
    let every = |at: &usize| solution.assign[*at].is_some() && !problem.fixed.contains_key(&problem.slots[*at].id);
    let all: Vec<usize> = (0..problem.slots.len()).filter(|at| every(at)).collect();
    let found = [near, all].into_iter().find_map(|others| {
        let parts = facts.parts(slot, &others);
        facts.collide(slot, &parts, stop).then_some(parts)
    })?;
    let parts = facts.least(slot, &[], true, &found, stop);
    let mut collision = facts.said(slot, &parts);
    if stop() {
        return None;
    }
    let helps = |rule: &&Rule| uncovered_without(problem, rule, stop) < solution.uncovered;
    collision.remedies = collision.rules.iter().filter(helps).cloned().collect();
    (!stop()).then_some(collision)
}

/// The covered slots whose holders could have given way in any chain that would cover this one.
fn near(problem: &Problem, solution: &Solution, slot: usize) -> Vec<usize> {
    let scheme = Scheme::of(problem, None);
    let plan = plan(&scheme, &solution.assign);
    let wanted = |group: &Group| group.slots.iter().any(|at| *at as usize == slot);
    let Some(group) = scheme.groups.iter().position(wanted) else {
        return Vec::new();
    };
    let groups = chains::near(&plan, u32::try_from(group).unwrap_or_default());
    let slots = groups
        .iter()
        .flat_map(|group| &scheme.groups[*group as usize].slots)
        .map(|at| *at as usize);
    slots
        .filter(|at| *at != slot && solution.assign[*at].is_some())
        .collect()
}

/// How many slots must stay uncovered when one rule is relaxed.
fn uncovered_without(problem: &Problem, rule: &Rule, stop: &dyn Fn() -> bool) -> usize {
    let mut relaxed = problem.clone();
    match rule {
        Rule::Needs { slot, tag } => {
            relaxed.slots[*slot].needs.remove(tag);
        }
        Rule::Only { slot } => relaxed.slots[*slot].only = None,
        _ => {}
    }
    solve::most_covered(&Scheme::of(&relaxed, Some(rule)), stop).0
}

/// A part of a collision, while it is looked for. A rest between two slots to be covered names none of them, one with a
/// fixed duty names both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Rule(Rule),
    /// A slot that is covered and stays so.
    Slot(usize),
}

/// Parts by what they are.
#[derive(Default)]
struct Kept<'a> {
    slots: Vec<usize>,
    needs: BTreeSet<(usize, &'a str)>,
    only: BTreeSet<usize>,
    /// Person and slot, where the person is absent or has something fixed.
    away: BTreeSet<(usize, usize)>,
    /// Whose rests, and whose limits.
    rests: BTreeSet<usize>,
    all: BTreeSet<usize>,
    days: BTreeMap<usize, Vec<NaiveDate>>,
    weeks: BTreeMap<usize, Vec<NaiveDate>>,
}

impl<'a> Kept<'a> {
    fn of(slot: usize, parts: &'a [Part]) -> Self {
        let mut kept = Self {
            slots: vec![slot],
            ..Self::default()
        };
        for part in parts {
            match part {
                Part::Slot(slot) => kept.slots.push(*slot),
                Part::Rule(Rule::Needs { slot, tag }) => drop(kept.needs.insert((*slot, tag))),
                Part::Rule(Rule::Only { slot }) => drop(kept.only.insert(*slot)),
                Part::Rule(Rule::Unavailable { person, slot }) => drop(kept.away.insert((*person, *slot))),
                Part::Rule(Rule::Day { person, day }) => kept.days.entry(*person).or_default().push(*day),
                Part::Rule(Rule::Week { person, day }) => kept.weeks.entry(*person).or_default().push(*day),
                Part::Rule(Rule::All { person }) => drop(kept.all.insert(*person)),
                Part::Rule(Rule::Rest { person, slots }) => match slots.first() {
                    Some(slot) => drop(kept.away.insert((*person, *slot))),
                    None => drop(kept.rests.insert(*person)),
                },
            }
        }
        kept
    }
}

struct Facts<'a> {
    problem: &'a Problem,
    calendar: Calendar,
    /// Of each person the fixed duties.
    fixed: Vec<Vec<usize>>,
    rest: i64,
}

impl<'a> Facts<'a> {
    fn of(problem: &'a Problem) -> Self {
        let mut duties = vec![Vec::new(); problem.staff.len()];
        for (slot, who) in fixed(problem).into_iter().enumerate() {
            if let Some(who) = who {
                duties[who].push(slot);
            }
        }
        Self {
            problem,
            calendar: Calendar::of(problem),
            fixed: duties,
            rest: i64::from(problem.rules.min_rest_minutes) * MINUTE,
        }
    }

    /// All that could matter when these slots are to be covered; what is about the slot itself first, for what comes first
    /// is rather kept.
    fn parts(&self, slot: usize, others: &[usize]) -> Vec<Part> {
        let problem = self.problem;
        let mut parts = self.rules_of(slot);
        let slots: Vec<usize> = [slot].into_iter().chain(others.iter().copied()).collect();
        let days: BTreeSet<_> = slots.iter().map(|at| problem.slots[*at].day).collect();
        let weeks: BTreeMap<_, _> = days.iter().map(|day| (iso_week(*day), *day)).collect();
        for (person, staff) in problem.staff.iter().enumerate() {
            if staff.max_duties.is_some() {
                parts.push(Rule::All { person });
            }
            if staff.max_per_week.is_some() {
                parts.extend(weeks.values().map(|day| Rule::Week { person, day: *day }));
            }
            if problem.rules.max_per_day.is_some() {
                parts.extend(days.iter().map(|day| Rule::Day { person, day: *day }));
            }
            parts.push(Rule::Rest {
                person,
                slots: Vec::new(),
            });
        }
        for other in others {
            parts.extend(self.rules_of(*other));
        }
        let rules = parts.into_iter().map(Part::Rule);
        rules.chain(others.iter().copied().map(Part::Slot)).collect()
    }

    /// The rules that keep people from a slot whatever else they have.
    fn rules_of(&self, slot: usize) -> Vec<Rule> {
        let wanted = &self.problem.slots[slot];
        let needs = wanted.needs.iter().map(|tag| Rule::Needs { slot, tag: tag.clone() });
        let mut rules: Vec<Rule> = needs.collect();
        rules.extend(wanted.only.iter().map(|_| Rule::Only { slot }));
        for (person, staff) in self.problem.staff.iter().enumerate() {
            if !wanted.needs.is_subset(&staff.has) || wanted.only.as_ref().is_some_and(|only| !only.contains(&staff.id))
            {
                continue;
            }
            if staff.unavailable.iter().any(|span| span.overlaps(wanted.span)) {
                rules.push(Rule::Unavailable { person, slot });
            }
            let time = micros(wanted.span);
            let close = |other: &&usize| clash(self.rest, time, micros(self.problem.slots[**other].span));
            rules.extend(self.fixed[person].iter().find(close).map(|other| Rule::Rest {
                person,
                slots: vec![slot, *other],
            }));
        }
        rules
    }

    /// Whether with these rules alone the slot and these others cannot all be covered.
    fn collide(&self, slot: usize, parts: &[Part], stop: &dyn Fn() -> bool) -> bool {
        let scheme = self.scheme(&Kept::of(slot, parts));
        solve::most_covered(&scheme, stop).1 > 0
    }

    /// The problem of covering these slots under these rules and no others.
    fn scheme(&self, kept: &Kept<'_>) -> Scheme {
        let problem = self.problem;
        let mut slots = kept.slots.clone();
        slots.sort_by_key(|at| (micros(problem.slots[*at].span), problem.slots[*at].day, *at));
        let mut people: Vec<Person> = (0..problem.staff.len())
            .map(|person| self.person(person, kept))
            .collect();
        let mut groups = Vec::with_capacity(slots.len());
        for (at, slot) in (0..).zip(slots) {
            let able = self.able(slot, kept);
            for who in &able {
                people[*who as usize].groups.push(at);
            }
            let wanted = &problem.slots[slot];
            let slot = u32::try_from(slot).unwrap_or_default();
            groups.push(Group::alone(
                slot,
                micros(wanted.span),
                self.calendar.place(wanted),
                able,
            ));
        }
        Scheme {
            groups,
            people,
            scale: 1,
            unit: 1,
            rest: self.rest,
            is_even: true,
            has_extras: false,
        }
    }

    fn person(&self, person: usize, kept: &Kept<'_>) -> Person {
        let staff = &self.problem.staff[person];
        let places = self.fixed[person]
            .iter()
            .map(|slot| self.calendar.place(&self.problem.slots[*slot]));
        let count = u32::try_from(self.fixed[person].len()).unwrap_or(UNLIMITED);
        // Without limits but for the times that are kept.
        let limits = |most: Option<u32>, taken: Vec<u32>, times: Vec<u32>| {
            let usual = Limits::less(most, taken.into_iter());
            let times: BTreeSet<u32> = times.into_iter().collect();
            Limits {
                usual: UNLIMITED,
                other: times.into_iter().map(|time| (time, usual.at(time))).collect(),
            }
        };
        let of = |days: &BTreeMap<usize, Vec<NaiveDate>>, number: &dyn Fn(NaiveDate) -> u32| {
            days.get(&person)
                .into_iter()
                .flatten()
                .map(|day| number(*day))
                .collect()
        };
        let days = of(&kept.days, &|day| self.calendar.day(day));
        let weeks = of(&kept.weeks, &|day| self.calendar.week(day));
        let most = staff.max_duties.filter(|_| kept.all.contains(&person));
        Person {
            load: 0,
            price: 1,
            rest: kept.rests.contains(&person).then_some(self.rest),
            most: most.map_or(UNLIMITED, |most| most.saturating_sub(count)),
            days: limits(
                self.problem.rules.max_per_day,
                places.clone().map(|(day, _)| day).collect(),
                days,
            ),
            weeks: limits(staff.max_per_week, places.map(|(_, week)| week).collect(), weeks),
            groups: Vec::new(),
        }
    }

    /// Who none of the rules keeps from a slot by itself.
    fn able(&self, slot: usize, kept: &Kept<'_>) -> Vec<u32> {
        let wanted = &self.problem.slots[slot];
        let needs: Vec<&String> = wanted
            .needs
            .iter()
            .filter(|tag| kept.needs.contains(&(slot, tag.as_str())))
            .collect();
        let only = wanted.only.as_ref().filter(|_| kept.only.contains(&slot));
        let staff = (0..).zip(self.problem.staff.iter().enumerate());
        let able = staff.filter(|(_, (person, staff))| {
            needs.iter().all(|tag| staff.has.contains(*tag))
                && only.is_none_or(|only| only.contains(&staff.id))
                && !kept.away.contains(&(*person, slot))
        });
        able.map(|(who, _)| who).collect()
    }

    /// Of parts that collide beside others as many as are needed, and no more (Junker's QuickXplain).
    fn least(&self, slot: usize, beside: &[Part], is_new: bool, parts: &[Part], stop: &dyn Fn() -> bool) -> Vec<Part> {
        if is_new && self.collide(slot, beside, stop) {
            return Vec::new();
        }
        if parts.len() <= 1 {
            return parts.to_vec();
        }
        let (first, second) = parts.split_at(parts.len() / 2);
        let of_second = self.least(slot, &[beside, first].concat(), true, second, stop);
        let of_first = self.least(slot, &[beside, &of_second].concat(), !of_second.is_empty(), first, stop);
        [of_first, of_second].concat()
    }

    /// The parts as they are told.
    fn said(&self, slot: usize, parts: &[Part]) -> Collision {
        let mut slots = vec![slot];
        slots.extend(
            parts
                .iter()
                .filter_map(|part| if let Part::Slot(slot) = part { Some(*slot) } else { None }),
        );
        let rules = parts.iter().filter_map(|part| match part {
            Part::Slot(_) => None,
            Part::Rule(Rule::Rest { person, slots: among }) if among.is_empty() => {
                let time = |at: &usize| micros(self.problem.slots[*at].span);
                let close = |at: &&usize| {
                    slots
                        .iter()
                        .any(|other| other != *at && clash(self.rest, time(at), time(other)))
                };
                Some(Rule::Rest {
                    person: *person,
                    slots: slots.iter().filter(close).copied().collect(),
                })
            }
            Part::Rule(rule) => Some(rule.clone()),
        });
        let rules = rules.collect();
        Collision {
            slots,
            rules,
            remedies: Vec::new(),
        }
    }
}
