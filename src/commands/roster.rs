//! `dutyline roster`: shares duties out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;

use crate::clock::{Clock, SystemClock};
use crate::commands::failure::Failure;
use crate::commands::shared::print;
use crate::config::SolveOptions;
use crate::domain::assignment::{self, Person, Problem, Rule, Rules, Slot, Solution, Why, collision, reasons};
use crate::domain::time::{Span, read_instant};

/// Solves a problem and prints its solution.
///
/// # Errors
/// [`Failure`] with code 2 when the file cannot be read or is no problem, with all that is wrong with it.
pub fn solve(options: SolveOptions) -> Result<(), Failure> {
    let start = SystemClock.elapsed();
    let text = contents(&options.file)?;
    let problem = serde_json::from_slice::<ProblemJson>(&text)
        .map_err(|error| Failure::unusable(format!("{} is no problem: {error}.", options.file.display())))?;
    let problem = Problem::from(problem);
    let end = start.saturating_add(options.time_limit);
    let solution = assignment::solve(&problem, &|| SystemClock.elapsed() > end, &mut |progress| {
        tracing::debug!(
            uncovered = progress.uncovered,
            sum_of_squares = progress.sum_of_squares,
            "so far"
        );
    });
    let solution = solution.map_err(|faults| {
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::unusable(format!("The problem cannot be solved. {}.", said.join("; ")))
    })?;
    let seconds = (SystemClock.elapsed() - start).as_secs_f64();
    let mut shown = SolutionJson::of(&problem, &solution, seconds);
    if options.explain {
        let end = SystemClock.elapsed().saturating_add(options.time_limit);
        shown.explanation = Some(Explanation::of(&problem, &solution, &|| SystemClock.elapsed() > end));
    }
    let shown = serde_json::to_string(&shown);
    print(&shown.map_err(|error| Failure::failed(format!("The solution cannot be written: {error}.")))?)
}

fn contents(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.map_err(|error| Failure::unusable(format!("{} cannot be read: {error}.", file.display())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProblemJson {
    slots: Vec<SlotJson>,
    staff: Vec<PersonJson>,
    #[serde(default)]
    rules: RulesJson,
    #[serde(default)]
    fixed: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotJson {
    id: String,
    #[serde(deserialize_with = "instant")]
    start: DateTime<Utc>,
    #[serde(deserialize_with = "instant")]
    end: DateTime<Utc>,
    #[serde(default)]
    needs: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonJson {
    id: String,
    #[serde(default)]
    has: BTreeSet<String>,
    #[serde(default)]
    unavailable: Vec<SpanJson>,
    #[serde(default)]
    max_duties: Option<u32>,
    #[serde(default)]
    max_per_week: Option<u32>,
    #[serde(default)]
    carry: i64,
    #[serde(default = "full_time")]
    weight: f64,
}

fn full_time() -> f64 {
    1.0
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanJson {
    #[serde(deserialize_with = "instant")]
    start: DateTime<Utc>,
    #[serde(deserialize_with = "instant")]
    end: DateTime<Utc>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesJson {
    #[serde(default)]
    max_per_day: Option<u32>,
    #[serde(default)]
    min_rest_minutes: u32,
}

fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(from)?;
    read_instant(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no instant like 2024-06-20T15:00:00Z")))
}

impl From<ProblemJson> for Problem {
    /// A duty is of the UTC date it starts on.
    fn from(problem: ProblemJson) -> Self {
        let span = |starts_at, ends_at| Span { starts_at, ends_at };
        let slots = problem.slots.into_iter().map(|slot| Slot {
            id: slot.id,
            span: span(slot.start, slot.end),
            day: slot.start.date_naive(),
            needs: slot.needs,
            only: None,
            leave: false,
        });
        let staff = problem.staff.into_iter().map(|person| Person {
            id: person.id,
            has: person.has,
            unavailable: person
                .unavailable
                .into_iter()
                .map(|away| span(away.start, away.end))
                .collect(),
            max_duties: person.max_duties,
            max_per_week: person.max_per_week,
            carry: person.carry,
            weight: person.weight,
        });
        Self {
            slots: slots.collect(),
            staff: staff.collect(),
            rules: Rules {
                max_per_day: problem.rules.max_per_day,
                min_rest_minutes: problem.rules.min_rest_minutes,
            },
            fixed: problem.fixed,
            ..Self::default()
        }
    }
}

#[derive(Serialize)]
struct SolutionJson<'a> {
    assign: BTreeMap<&'a str, Option<&'a str>>,
    uncovered: usize,
    sum_of_squares: Number,
    lower_bound: Number,
    optimal: bool,
    seconds: Number,
    #[serde(flatten)]
    explanation: Option<Explanation<'a>>,
}

impl<'a> SolutionJson<'a> {
    fn of(problem: &'a Problem, solution: &Solution, seconds: f64) -> Self {
        let holders = solution.assign.iter().map(|who| Some(person(problem, (*who)?)));
        Self {
            assign: problem.slots.iter().map(|slot| slot.id.as_str()).zip(holders).collect(),
            uncovered: solution.uncovered,
            sum_of_squares: number(solution.sum_of_squares),
            lower_bound: number(solution.lower_bound),
            optimal: solution.optimal,
            seconds: number(seconds),
            explanation: None,
        }
    }
}

/// A whole number without a point.
fn number(value: f64) -> Number {
    let whole = value as i64;
    if whole as f64 == value {
        whole.into()
    } else {
        Number::from_f64(value).unwrap_or_else(|| whole.into())
    }
}

fn person(problem: &Problem, at: usize) -> &str {
    &problem.staff[at].id
}

/// What `--explain` adds.
#[derive(Serialize)]
struct Explanation<'a> {
    /// No roster leaves fewer slots uncovered.
    least_uncovered: usize,
    /// The rules that what is fixed breaks.
    broken: Vec<RuleJson<'a>>,
    /// Why each slot went to whom it did.
    reasons: BTreeMap<&'a str, ReasonJson>,
    /// Why each uncovered slot is; nothing where there was no time to find out.
    collisions: BTreeMap<&'a str, Option<CollisionJson<'a>>>,
}

#[derive(Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
enum ReasonJson {
    Fixed,
    OnlyOne,
    OnlyFree { others: usize },
    Kept,
    LeastLoad { free: usize },
    Whole { free: usize },
}

#[derive(Serialize)]
struct CollisionJson<'a> {
    slots: Vec<&'a str>,
    rules: Vec<RuleJson<'a>>,
    remedies: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
enum RuleJson<'a> {
    Needs { slot: &'a str, tag: String },
    Only { slot: &'a str },
    Unavailable { staff: &'a str, slot: &'a str },
    Day { staff: &'a str, day: String },
    Week { staff: &'a str, week: String },
    All { staff: &'a str },
    Rest { staff: &'a str, slots: Vec<&'a str> },
}

impl<'a> Explanation<'a> {
    fn of(problem: &'a Problem, solution: &Solution, stop: &dyn Fn() -> bool) -> Self {
        let id = |slot: usize| problem.slots[slot].id.as_str();
        let rules = |rules: &[Rule]| rules.iter().map(|rule| RuleJson::of(problem, rule)).collect();
        let reasons = reasons(problem, solution).into_iter().enumerate();
        let open = (0..problem.slots.len()).filter(|slot| solution.assign[*slot].is_none());
        let collisions = open.map(|slot| {
            let found = collision(problem, solution, slot, stop).map(|found| CollisionJson {
                slots: found.slots.iter().map(|slot| id(*slot)).collect(),
                rules: rules(&found.rules),
                remedies: rules(&found.remedies),
            });
            (id(slot), found)
        });
        Self {
            least_uncovered: solution.least_uncovered,
            broken: rules(&solution.broken),
            reasons: reasons
                .filter_map(|(slot, why)| Some((id(slot), why?.into())))
                .collect(),
            collisions: collisions.collect(),
        }
    }
}

impl From<Why> for ReasonJson {
    fn from(why: Why) -> Self {
        match why {
            Why::Fixed => Self::Fixed,
            Why::OnlyOne => Self::OnlyOne,
            Why::OnlyFree { others } => Self::OnlyFree { others },
            Why::Kept => Self::Kept,
            Why::LeastLoad { free } => Self::LeastLoad { free },
            Why::Whole { free } => Self::Whole { free },
        }
    }
}

impl<'a> RuleJson<'a> {
    fn of(problem: &'a Problem, rule: &Rule) -> Self {
        let slot = |at: &usize| problem.slots[*at].id.as_str();
        let staff = |at: &usize| person(problem, *at);
        match rule {
            Rule::Needs { slot: at, tag } => Self::Needs {
                slot: slot(at),
                tag: tag.clone(),
            },
            Rule::Only { slot: at } => Self::Only { slot: slot(at) },
            Rule::Unavailable { person, slot: at } => Self::Unavailable {
                staff: staff(person),
                slot: slot(at),
            },
            Rule::Day { person, day } => Self::Day {
                staff: staff(person),
                day: day.to_string(),
            },
            Rule::Week { person, day } => Self::Week {
                staff: staff(person),
                week: day.format("%G-W%V").to_string(),
            },
            Rule::All { person } => Self::All { staff: staff(person) },
            Rule::Rest { person, slots } => Self::Rest {
                staff: staff(person),
                slots: slots.iter().map(slot).collect(),
            },
        }
    }
}
