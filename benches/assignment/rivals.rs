//! What the solver is compared with.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Datelike};
use serde_json::Value;

use crate::Failure;

pub struct Outcome {
    pub uncovered: u64,
    pub squares: f64,
}

/// What a solver of Python finds; nothing where it is not installed.
pub fn python(solver: &str, problem: &Path) -> Result<Option<Outcome>, Failure> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/assignment/rivals.py");
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let Ok(done) = Command::new(python).arg(script).arg(solver).arg(problem).output() else {
        return Ok(None);
    };
    // The code that the script ends with when its library is not there.
    if done.status.code() == Some(3) {
        return Ok(None);
    }
    // HiGHS says who it is first.
    let printed = String::from_utf8_lossy(&done.stdout);
    let found: Value = serde_json::from_str(printed.lines().next_back().unwrap_or_default())
        .map_err(|_| format!("{solver}: {}", String::from_utf8_lossy(&done.stderr)))?;
    let outcome = |found: &Value| {
        Some(Outcome {
            uncovered: found["uncovered"].as_u64()?,
            squares: found["squares"].as_f64()?,
        })
    };
    outcome(&found)
        .map(Some)
        .ok_or_else(|| format!("{solver} answers {found}").into())
}

/// Seconds since 1970: from, to.
type Times = (i64, i64);

struct Person {
    load: i64,
    weight: f64,
    most: usize,
    a_week: usize,
    away: Vec<Times>,
    has: Vec<Times>,
}

struct Slot {
    times: Times,
    able: Vec<usize>,
}

/// Each slot, those that fewest could take first, to whoever could and would have the least load.
pub struct ThumbRule {
    slots: Vec<Slot>,
    staff: Vec<Person>,
    a_day: usize,
    rest: i64,
}

impl ThumbRule {
    pub fn of(problem: &Value) -> Option<Self> {
        let at = |value: &Value| Some(DateTime::parse_from_rfc3339(value.as_str()?).ok()?.timestamp());
        let times = |value: &Value| Some((at(&value["start"])?, at(&value["end"])?));
        let list = |value: &Value| -> Option<Vec<String>> {
            value
                .as_array()?
                .iter()
                .map(|tag| Some(tag.as_str()?.to_owned()))
                .collect()
        };
        let most = |value: &Value| {
            value
                .as_u64()
                .and_then(|most| usize::try_from(most).ok())
                .unwrap_or(usize::MAX)
        };
        let people = problem["staff"].as_array()?;
        let skills: Vec<Vec<String>> = people
            .iter()
            .map(|person| list(&person["has"]))
            .collect::<Option<_>>()?;
        let staff = people.iter().map(|person| {
            Some(Person {
                load: person["carry"].as_i64()?,
                weight: person["weight"].as_f64()?,
                most: most(&person["max_duties"]),
                a_week: most(&person["max_per_week"]),
                away: person["unavailable"]
                    .as_array()?
                    .iter()
                    .map(times)
                    .collect::<Option<_>>()?,
                has: Vec::new(),
            })
        });
        let staff: Vec<Person> = staff.collect::<Option<_>>()?;
        let mut with: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        let slots = problem["slots"].as_array()?.iter().map(|slot| {
            let needs = list(&slot["needs"])?;
            let able = with.entry(needs.clone()).or_insert_with(|| {
                let fits = |who: &usize| needs.iter().all(|tag| skills[*who].contains(tag));
                (0..skills.len()).filter(fits).collect()
            });
            let times = times(slot)?;
            let here = |who: &&usize| {
                !staff[**who]
                    .away
                    .iter()
                    .any(|away| away.0 < times.1 && times.0 < away.1)
            };
            Some(Slot {
                times,
                able: able.iter().filter(here).copied().collect(),
            })
        });
        Some(Self {
            slots: slots.collect::<Option<_>>()?,
            a_day: most(&problem["rules"]["max_per_day"]),
            rest: 60 * problem["rules"]["min_rest_minutes"].as_i64()?,
            staff,
        })
    }

    pub fn share_out(mut self) -> Outcome {
        self.slots.sort_by_key(|slot| (slot.able.len(), slot.times));
        let mut uncovered = 0;
        for slot in &self.slots {
            let free = slot
                .able
                .iter()
                .copied()
                .filter(|who| self.has_room(&self.staff[*who], slot.times));
            let with = |who: &usize| (self.staff[*who].load + 1) as f64 / self.staff[*who].weight;
            match free.min_by(|one, other| with(one).total_cmp(&with(other))) {
                Some(who) => {
                    self.staff[who].has.push(slot.times);
                    self.staff[who].load += 1;
                }
                None => uncovered += 1,
            }
        }
        let squares = self
            .staff
            .iter()
            .map(|person| (person.load * person.load) as f64 / person.weight);
        Outcome {
            uncovered,
            squares: squares.sum(),
        }
    }

    fn has_room(&self, person: &Person, times: Times) -> bool {
        let day = |at: i64| DateTime::from_timestamp(at, 0).unwrap_or_default().date_naive();
        let same_day = |other: &&Times| day(other.0) == day(times.0);
        let same_week = |other: &&Times| day(other.0).iso_week() == day(times.0).iso_week();
        let close = |other: &Times| other.0 < times.1 + self.rest && times.0 < other.1 + self.rest;
        person.has.len() < person.most
            && person.has.iter().filter(same_day).count() < self.a_day
            && person.has.iter().filter(same_week).count() < person.a_week
            && !person.has.iter().any(close)
    }
}
