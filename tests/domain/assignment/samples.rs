//! Small problems, by hand and at random.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use dutyline::domain::assignment::{Counting, Person, Problem, ProblemFault, Rules, Slot, Solution, Wish, solve};
use dutyline::domain::time::Span;
use proptest::prelude::*;

/// An hour counted from Friday, 10 January 2025, midnight; the ISO week ends 72 hours later.
pub fn at(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_736_467_200, 0).unwrap() + Duration::hours(hour)
}

pub fn span(from: i64, to: i64) -> Span {
    Span {
        starts_at: at(from),
        ends_at: at(to),
    }
}

pub fn day(number: i64) -> NaiveDate {
    at(24 * number).date_naive()
}

/// A slot of these hours, for anybody, of the day it starts on.
pub fn slot(id: &str, from: i64, to: i64) -> Slot {
    Slot {
        id: id.to_owned(),
        span: span(from, to),
        day: at(from).date_naive(),
        needs: BTreeSet::new(),
        only: None,
        leave: false,
    }
}

/// Somebody without limits.
pub fn person(id: &str) -> Person {
    Person {
        id: id.to_owned(),
        has: BTreeSet::new(),
        unavailable: Vec::new(),
        max_duties: None,
        max_per_week: None,
        carry: 0,
        weight: 1.0,
    }
}

pub fn tags(tags: &[&str]) -> BTreeSet<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

pub fn pairs(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(slot, who)| ((*slot).to_owned(), (*who).to_owned()))
        .collect()
}

pub fn problem(slots: Vec<Slot>, staff: Vec<Person>) -> Problem {
    Problem {
        slots,
        staff,
        ..Problem::default()
    }
}

pub fn solved(problem: &Problem) -> Result<Solution, Vec<ProblemFault>> {
    solve(problem, &|| false, &mut |_| {})
}

/// Who has each slot, `-` for nobody.
pub fn who(problem: &Problem) -> String {
    let solution = solved(problem).unwrap();
    let names = solution
        .assign
        .iter()
        .map(|who| who.map_or("-", |who| &problem.staff[who].id));
    names.collect::<Vec<_>>().join(" ")
}

/// How a random problem is made; what is off is left out.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub slots: usize,
    pub staff: usize,
    /// Minutes of rest to choose from.
    pub rests: &'static [u32],
    pub days: i64,
    /// Duties of one day only, one per person and day.
    pub one_a_day: bool,
    /// Changes, wishes, minutes, slots for some only or to be left.
    pub extras: bool,
}

/// A slot as numbers: day, hour, length, needs as bits, who only as bits, leave, who has it fixed, who published.
type DrawnSlot = (i64, i64, i64, u8, u8, u8, u8, u8);
/// A person as numbers: has as bits, absences from and length, limits, carry, weight.
type DrawnPerson = (u8, Vec<(i64, i64)>, Option<u32>, Option<u32>, i64, usize);

pub fn problems(kind: Kind) -> impl Strategy<Value = Problem> {
    let slot = (
        0..kind.days,
        0i64..6,
        1i64..8,
        0u8..8,
        0u8..=255,
        0u8..16,
        0u8..30,
        0u8..=255,
    );
    let absences = prop::collection::vec((0..kind.days * 24, 1i64..30), 0..3);
    let limit = || proptest::option::of(0u32..5);
    let person = (0u8..4, absences, limit(), limit(), -2i64..4, 0usize..8);
    let slots = prop::collection::vec(slot, 0..=kind.slots);
    let staff = prop::collection::vec(person, 0..=kind.staff);
    let wishes = prop::collection::vec((0usize..kind.slots, 0usize..kind.staff, 0u32..4), 0..6);
    let rest = prop::sample::select(kind.rests);
    (slots, staff, wishes, proptest::option::of(0u32..4), rest, any::<bool>()).prop_map(
        move |(slots, staff, wishes, a_day, rest, minutes)| {
            let mut problem = problem(
                slots
                    .iter()
                    .enumerate()
                    .map(|(at, drawn)| drawn_slot(at, drawn, kind))
                    .collect(),
                staff
                    .iter()
                    .enumerate()
                    .map(|(at, drawn)| drawn_person(at, drawn))
                    .collect(),
            );
            problem.rules = Rules {
                max_per_day: if kind.one_a_day { Some(1) } else { a_day },
                min_rest_minutes: rest,
            };
            for (at, drawn) in slots.iter().enumerate() {
                if let Some(holder) = problem.staff.get(usize::from(drawn.6)) {
                    problem.fixed.insert(format!("s{at}"), holder.id.clone());
                }
                if kind.extras && drawn.7 < 200 {
                    problem.published.insert(format!("s{at}"), format!("p{}", drawn.7 % 5));
                }
            }
            if kind.extras {
                problem.counting = if minutes { Counting::Minutes } else { Counting::Duties };
                let known = wishes
                    .iter()
                    .filter(|(slot, who, _)| *slot < slots.len() && *who < staff.len());
                let wish = |(slot, who, penalty): &(usize, usize, u32)| Wish {
                    slot: format!("s{slot}"),
                    person: format!("p{who}"),
                    penalty: *penalty,
                };
                problem.wishes = known.map(wish).collect();
            }
            problem
        },
    )
}

fn drawn_slot(at: usize, drawn: &DrawnSlot, kind: Kind) -> Slot {
    let (day, hour, length, needs, only, leave, _, _) = *drawn;
    let from = day * 24 + hour * 4;
    let to = if kind.one_a_day {
        (from + length).min(day * 24 + 24)
    } else {
        from + length
    };
    let bits = |bits: u8, names: [&str; 3]| {
        let named = names.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
        named.map(|(_, name)| (*name).to_owned()).collect::<BTreeSet<String>>()
    };
    Slot {
        // A third needs nothing, a third one of two, the rest both or one.
        needs: bits(needs & 3, ["uk", "en", ""]),
        only: (kind.extras && only < 60).then(|| bits(only & 7, ["p0", "p1", "p2"])),
        leave: kind.extras && leave == 0,
        ..slot(&format!("s{at}"), from, to)
    }
}

fn drawn_person(at: usize, drawn: &DrawnPerson) -> Person {
    let (has, absences, in_all, a_week, carry, weight) = drawn;
    let weights = [1.0, 1.0, 1.0, 1.0, 0.5, 0.75, 0.8, 2.0];
    Person {
        has: tags([&[][..], &["uk"], &["en"], &["uk", "en"]][usize::from(*has)]),
        unavailable: absences
            .iter()
            .map(|(from, length)| span(*from, from + length))
            .collect(),
        max_duties: *in_all,
        max_per_week: *a_week,
        carry: *carry,
        weight: weights[*weight],
        ..person(&format!("p{at}"))
    }
}

/// Numbers below a limit, the same of every seed; each from 0.
pub fn numbers(seed: u64) -> impl FnMut(i64) -> i64 {
    let mut state = seed;
    // SplitMix64.
    move |limit| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 1) as i64 % limit
    }
}

/// A tight roster of the size of a city's, made of a number: up to 48 slots over two weeks, 12 people, 8 hours of rest.
pub fn city(seed: u64) -> Problem {
    let mut below = numbers(seed);
    let slots = (0..48).map(|at| {
        let from = below(14) * 24 + 6 + below(15);
        let mut slot = slot(&format!("s{at}"), from, from + 1 + below(6));
        slot.needs = tags([&["uk"][..], &["en"], &[]][below(3) as usize]);
        slot
    });
    let slots = slots.collect();
    let staff = (0..12).map(|at| {
        let mut staff = person(&format!("p{at}"));
        staff.has = tags([&["uk"][..], &["en"], &[], &["uk", "en"]][below(4) as usize]);
        staff.unavailable = (0..4)
            .map(|_| below(14 * 24))
            .map(|from| span(from, from + 20))
            .collect();
        staff.max_duties = [None, Some(4), Some(5)][below(3) as usize];
        staff.carry = below(3);
        staff.weight = [1.0, 1.0, 0.5][below(3) as usize];
        staff
    });
    let mut problem = problem(slots, staff.collect());
    problem.rules.min_rest_minutes = 480;
    problem
}
