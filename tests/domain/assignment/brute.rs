//! A checker of rosters, and a solver that tries them all. Neither knows how the real one works.

use std::collections::BTreeSet;

use chrono::{Datelike, Duration, NaiveDate};
use dutyline::domain::assignment::{Collision, Counting, Problem, Rule};

/// What is minimised, in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    pub uncovered: usize,
    pub squares: f64,
    pub changes: usize,
    pub penalty: u64,
}

impl Worth {
    fn is_better(&self, other: &Self) -> bool {
        let rest = (self.changes, self.penalty) < (other.changes, other.penalty);
        let alike = (self.squares - other.squares).abs() < 1e-9;
        self.uncovered < other.uncovered
            || self.uncovered == other.uncovered && (if alike { rest } else { self.squares < other.squares })
    }

    pub fn is_like(&self, other: &Self) -> bool {
        !self.is_better(other) && !other.is_better(self)
    }
}

pub fn worth(problem: &Problem, assign: &[Option<usize>]) -> Worth {
    let mut loads: Vec<i64> = problem.staff.iter().map(|person| person.carry).collect();
    for (slot, who) in problem.slots.iter().zip(assign) {
        if let Some(who) = who {
            loads[*who] += match problem.counting {
                Counting::Duties => 1,
                Counting::Minutes => slot.span.minutes(),
            };
        }
    }
    let id = |who: &Option<usize>| who.map(|who| &problem.staff[who].id);
    let slots = || problem.slots.iter().zip(assign);
    let changed = slots().filter(|(slot, who)| {
        let published = problem.published.get(&slot.id);
        published.is_some() && published != id(who)
    });
    let unkept = problem
        .wishes
        .iter()
        .filter(|wish| slots().any(|(slot, who)| slot.id == wish.slot && id(who) == Some(&wish.person)));
    let squares = problem.staff.iter().zip(loads);
    Worth {
        uncovered: slots().filter(|(slot, who)| who.is_none() && !slot.leave).count(),
        squares: squares.map(|(person, load)| (load * load) as f64 / person.weight).sum(),
        changes: changed.count(),
        penalty: unkept.map(|wish| u64::from(wish.penalty)).sum(),
    }
}

fn week(day: NaiveDate) -> (i32, u32) {
    (day.iso_week().year(), day.iso_week().week())
}

/// Whether two slots are too close for one person.
fn close(problem: &Problem, one: usize, other: usize, rest: u32) -> bool {
    let (one, other) = (problem.slots[one].span, problem.slots[other].span);
    let rest = Duration::minutes(rest.into());
    one.starts_at < other.ends_at + rest && other.starts_at < one.ends_at + rest
}

fn is_fixed(problem: &Problem, slot: usize) -> bool {
    problem.fixed.contains_key(&problem.slots[slot].id)
}

/// Why a person who has these slots may not have one more; `None` if they may. A relaxed rule does not count, or by one duty
/// less.
fn refused(problem: &Problem, who: usize, has: &[usize], more: usize, relaxed: Option<&Rule>) -> Option<&'static str> {
    let (person, slot) = (&problem.staff[who], &problem.slots[more]);
    let lacks = |tag: &&String| {
        !person.has.contains(*tag)
            && relaxed
                != Some(&Rule::Needs {
                    slot: more,
                    tag: (*tag).clone(),
                })
    };
    if slot.needs.iter().any(|tag| lacks(&tag)) {
        return Some("needs");
    }
    if slot.only.as_ref().is_some_and(|only| !only.contains(&person.id)) && relaxed != Some(&Rule::Only { slot: more })
    {
        return Some("only");
    }
    let freed = |rule: &Rule| matches!(rule, Rule::Unavailable { person, slot: at } if *person == who && problem.slots[*at].span == slot.span);
    if person.unavailable.iter().any(|span| span.overlaps(slot.span)) && !relaxed.is_some_and(freed) {
        return Some("unavailable");
    }
    let count = |same: &dyn Fn(NaiveDate) -> bool| has.iter().filter(|at| same(problem.slots[**at].day)).count() as u32;
    let more_by = |rule: &dyn Fn(&Rule) -> bool| u32::from(relaxed.is_some_and(rule));
    let in_all = more_by(&|rule| matches!(rule, Rule::All { person } if *person == who));
    if person.max_duties.is_some_and(|most| has.len() as u32 >= most + in_all) {
        return Some("in all");
    }
    let a_week =
        more_by(&|rule| matches!(rule, Rule::Week { person, day } if *person == who && week(*day) == week(slot.day)));
    if person
        .max_per_week
        .is_some_and(|most| count(&|day| week(day) == week(slot.day)) >= most + a_week)
    {
        return Some("week");
    }
    let a_day = more_by(&|rule| matches!(rule, Rule::Day { person, day } if *person == who && *day == slot.day));
    if problem
        .rules
        .max_per_day
        .is_some_and(|most| count(&|day| day == slot.day) >= most + a_day)
    {
        return Some("day");
    }
    let rests = relaxed.is_none_or(|rule| !matches!(rule, Rule::Rest { person, .. } if *person == who));
    let rest = if rests { problem.rules.min_rest_minutes } else { 0 };
    has.iter()
        .any(|other| close(problem, *other, more, rest))
        .then_some("rest")
}

/// Checks a roster against all rules; what is fixed is only checked to be kept.
pub fn broken(problem: &Problem, assign: &[Option<usize>]) -> Vec<String> {
    let mut broken = Vec::new();
    for (at, slot) in problem.slots.iter().enumerate() {
        let holder = assign[at].map(|who| problem.staff[who].id.as_str());
        if let Some(fixed) = problem.fixed.get(&slot.id) {
            if holder != Some(fixed) {
                broken.push(format!("{} is fixed", slot.id));
            }
        } else if let Some(who) = assign[at] {
            let others: Vec<usize> = (0..assign.len())
                .filter(|other| *other != at && assign[*other] == Some(who))
                .collect();
            broken.extend(refused(problem, who, &others, at, None).map(|rule| format!("{}: {rule}", slot.id)));
            if slot.leave {
                broken.push(format!("{} is to be left", slot.id));
            }
        }
    }
    broken
}

/// The best there is, one rule relaxed or none.
pub fn best(problem: &Problem, relaxed: Option<&Rule>) -> Worth {
    let index = |id: &String| problem.staff.iter().position(|person| person.id == *id);
    let assign: Vec<Option<usize>> = problem
        .slots
        .iter()
        .map(|slot| index(problem.fixed.get(&slot.id)?))
        .collect();
    let open: Vec<usize> = (0..assign.len())
        .filter(|at| assign[*at].is_none() && !problem.slots[*at].leave)
        .collect();
    let mut best = worth(problem, &assign);
    let mut all = Trial {
        problem,
        relaxed,
        open: &open,
        assign,
        left_out: 0,
        best: &mut best,
    };
    all.go_on(0);
    best
}

struct Trial<'a> {
    problem: &'a Problem,
    relaxed: Option<&'a Rule>,
    open: &'a [usize],
    assign: Vec<Option<usize>>,
    left_out: usize,
    best: &'a mut Worth,
}

impl Trial<'_> {
    fn go_on(&mut self, at: usize) {
        if self.left_out > self.best.uncovered {
            return;
        }
        let Some(slot) = self.open.get(at).copied() else {
            let found = worth(self.problem, &self.assign);
            if found.is_better(self.best) {
                *self.best = found;
            }
            return;
        };
        for who in 0..self.problem.staff.len() {
            let has: Vec<usize> = (0..self.assign.len())
                .filter(|at| self.assign[*at] == Some(who))
                .collect();
            if refused(self.problem, who, &has, slot, self.relaxed).is_none() {
                self.assign[slot] = Some(who);
                self.go_on(at + 1);
                self.assign[slot] = None;
            }
        }
        self.left_out += 1;
        self.go_on(at + 1);
        self.left_out -= 1;
    }
}

/// Whether the slots of a collision can all be covered when its rules hold and no others.
pub fn coverable(problem: &Problem, collision: &Collision) -> bool {
    let mut assign: Vec<Option<usize>> = vec![None; problem.slots.len()];
    for (at, slot) in problem.slots.iter().enumerate() {
        assign[at] = problem
            .fixed
            .get(&slot.id)
            .and_then(|id| problem.staff.iter().position(|person| person.id == *id));
    }
    cover(
        problem,
        &collision.rules.iter().collect(),
        &collision.slots,
        &mut assign,
    )
}

fn cover(problem: &Problem, rules: &BTreeSet<&Rule>, slots: &[usize], assign: &mut [Option<usize>]) -> bool {
    let Some((slot, rest)) = slots.split_first() else {
        return true;
    };
    assert!(!is_fixed(problem, *slot), "what is fixed is covered");
    (0..problem.staff.len()).any(|who| {
        assign[*slot] = Some(who);
        let found =
            rules.iter().all(|rule| holds(problem, rule, *slot, who, assign)) && cover(problem, rules, rest, assign);
        assign[*slot] = None;
        found
    })
}

/// Whether a rule lets somebody have a slot that was just given to them.
fn holds(problem: &Problem, rule: &Rule, given: usize, who: usize, assign: &[Option<usize>]) -> bool {
    let has = || (0..assign.len()).filter(|at| assign[*at] == Some(who));
    let slot = &problem.slots[given];
    let within = |most: Option<u32>, same: &dyn Fn(NaiveDate) -> bool| {
        !same(slot.day)
            || most.is_none_or(|most| has().filter(|at| same(problem.slots[*at].day)).count() as u32 <= most)
    };
    match rule {
        Rule::Needs { slot, tag } => *slot != given || problem.staff[who].has.contains(tag),
        Rule::Only { slot } => {
            let only = problem.slots[*slot].only.as_ref();
            *slot != given || only.is_none_or(|only| only.contains(&problem.staff[who].id))
        }
        Rule::Unavailable { person, slot } => (*person, *slot) != (who, given),
        Rule::Day { person, day } => *person != who || within(problem.rules.max_per_day, &|other| other == *day),
        Rule::Week { person, day } => {
            *person != who || within(problem.staff[who].max_per_week, &|other| week(other) == week(*day))
        }
        Rule::All { person } => *person != who || within(problem.staff[who].max_duties, &|_| true),
        Rule::Rest { person, slots } => {
            let rest = problem.rules.min_rest_minutes;
            let close = |at: usize| at != given && slots.contains(&at) && close(problem, at, given, rest);
            *person != who || !slots.contains(&given) || !has().any(close)
        }
    }
}
