//! The problems: three shifts on every working day, people with languages, hours in which they cannot, limits and loads
//! carried in.

use chrono::{DateTime, Datelike, Duration, Utc, Weekday};
use serde_json::{Value, json};

pub struct Case {
    pub name: &'static str,
    slots: usize,
    staff: usize,
    days: usize,
    kind: Kind,
    /// Minutes.
    pub rest: u32,
    /// Seconds and megabytes of the whole process.
    pub goals: (f64, f64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Most people can take most slots, and have room.
    Wide,
    /// Together people may take as many duties as there are.
    Tight,
    /// Some work part-time, and some languages are rare.
    PartTime,
}

const fn case(name: &'static str, sizes: (usize, usize, usize), kind: Kind, rest: u32, goals: (f64, f64)) -> Case {
    let (slots, staff, days) = sizes;
    Case {
        name,
        slots,
        staff,
        days,
        kind,
        rest,
        goals,
    }
}

const SMALL: (usize, usize, usize) = (60, 20, 10);
const MIDDLE: (usize, usize, usize) = (1000, 200, 40);
const LARGE: (usize, usize, usize) = (10_000, 1000, 60);

/// Goals: a city's roster in 50 ms, a thousand slots in 0.2 s, ten thousand in about a second and 300 MB.
pub const CASES: &[Case] = &[
    case("60 × 20, tight", SMALL, Kind::Tight, 0, (0.05, 300.0)),
    case("60 × 20, tight, rests", SMALL, Kind::Tight, 660, (0.05, 300.0)),
    case("1,000 × 200, wide choice", MIDDLE, Kind::Wide, 0, (0.2, 300.0)),
    case("1,000 × 200, tight, rests", MIDDLE, Kind::Tight, 660, (0.2, 300.0)),
    case("1,000 × 120, tight", (1000, 120, 40), Kind::Tight, 0, (0.2, 300.0)),
    case(
        "1,000 × 160, part-time, rare languages, rests",
        (1000, 160, 40),
        Kind::PartTime,
        660,
        (0.2, 300.0),
    ),
    case("10,000 × 1,000, tight", LARGE, Kind::Tight, 0, (1.0, 300.0)),
    case("10,000 × 1,000, tight, rests", LARGE, Kind::Tight, 660, (1.0, 300.0)),
    case(
        "10,000 × 1,200, part-time, rare languages, rests",
        (10_000, 1200, 60),
        Kind::PartTime,
        660,
        (1.0, 300.0),
    ),
    case(
        "10,000 × 1,000, wide choice, rests",
        LARGE,
        Kind::Wide,
        660,
        (1.0, 300.0),
    ),
];

const SHIFTS: [(i64, i64); 3] = [(7, 13), (12, 18), (16, 22)];
/// Hours at one of which somebody may be away: each is in one shift only.
const AWAY: [i64; 3] = [7, 14, 20];

impl Case {
    pub fn problem(&self) -> Value {
        let mut random = Random(self.slots as u64 * 31 + self.staff as u64);
        let days = working_days(self.days);
        let rare = if self.kind == Kind::PartTime { 12 } else { 4 };
        let language = |number: usize| format!("l{number}");
        let slots: Vec<Value> = (0..self.slots)
            .map(|at| {
                let (from, to) = SHIFTS[at % SHIFTS.len()];
                let day = days[at * self.days / self.slots];
                let needs = if random.below(3) == 0 {
                    language(random.below(rare))
                } else {
                    "pl".to_owned()
                };
                json!({"id": format!("s{at}"), "start": text(day, from), "end": text(day, to), "needs": [needs]})
            })
            .collect();
        let each = self.slots as f64 / self.staff as f64;
        let staff: Vec<Value> = (0..self.staff).map(|at| {
            let (weight, absent, known) = match self.kind {
                Kind::Wide => (1.0, 10, 3),
                Kind::Tight => (1.0, 40, 2),
                Kind::PartTime => ([1.0, 1.0, 0.5, 0.75][random.below(4)], 40, 3),
            };
            let mut has = vec!["pl".to_owned()];
            has.extend((0..known).map(|_| language(random.below(rare))));
            has.sort();
            has.dedup();
            let mut unavailable = Vec::new();
            for day in &days {
                for from in AWAY {
                    if random.below(100) < absent {
                        unavailable.push(json!({"start": text(*day, from), "end": text(*day, from + 1)}));
                    }
                }
            }
            // So that the limits of all come to the number of slots.
            let share = ((at + 1) * self.slots / self.staff) - (at * self.slots / self.staff);
            let most = if self.kind == Kind::Tight { share as f64 } else { (each * weight * 1.6).ceil() };
            json!({
                "id": format!("p{at}"), "has": has, "unavailable": unavailable, "max_duties": most as u64,
                "max_per_week": if self.slots == SMALL.0 { 3 } else { 2 }, "carry": random.below(4), "weight": weight,
            })
        }).collect();
        let rules = json!({"max_per_day": 1, "min_rest_minutes": self.rest});
        json!({"slots": slots, "staff": staff, "rules": rules, "fixed": {}})
    }
}

fn working_days(count: usize) -> Vec<DateTime<Utc>> {
    // Monday, 6 January 2025.
    let first = DateTime::from_timestamp(1_736_121_600, 0).unwrap_or_default();
    let days = (0..).map(|day| first + Duration::days(day));
    let working = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    working.take(count).collect()
}

fn text(day: DateTime<Utc>, hour: i64) -> String {
    (day + Duration::hours(hour)).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// SplitMix64: the same numbers every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}
