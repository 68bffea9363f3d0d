//! How quick `roster solve` is, beside other solvers: `cargo bench --bench assignment`, or with words behind `--` only the
//! rows that have them in their name (`1,000`, `tight`).
//!
//! The problems are generated, the same every time. The release binary solves each as a process of its own: seconds from start
//! to end, the most memory, and what it found and proved. Beside it, in the same run, a rule of thumb (each slot to whoever
//! has least, scarce slots first), and where Python has them HiGHS (`highspy`, the problem as an integer program) and the
//! min-cost flow of OR-Tools (`ortools`, where no rest is asked for); their seconds are those of their processes, too. `✗`
//! is a roster that is worse. HiGHS is given a minute.
//!
//! Why the solver is our own: on these problems a general one takes from ten to hundreds of times as long, needs a C++
//! compiler or Python, and a flow of a library knows neither convex costs nor rests.

mod problems;
mod rivals;

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use problems::{CASES, Case};
use rivals::{Outcome, ThumbRule};

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            drop(writeln!(io::stderr(), "{failure}"));
            ExitCode::FAILURE
        }
    }
}

/// Whether all goals were met.
fn run() -> Result<bool, Failure> {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let folder = TempDir::new()?;
    let mut all_met = true;
    let cases = CASES
        .iter()
        .filter(|case| asked.is_empty() || asked.iter().any(|word| case.name.contains(word.as_str())));
    for case in cases {
        let problem = case.problem();
        let file = folder.path().join("problem.json");
        std::fs::write(&file, problem.to_string())?;
        all_met &= row(case, &problem, &file)?;
    }
    Ok(all_met)
}

/// Solves one problem with everything there is, and prints it; whether the goals were met.
fn row(case: &Case, problem: &Value, file: &Path) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    let ours = dutyline(file)?;
    let (limit, most) = case.goals;
    let met = ours.optimal && ours.seconds < limit && ours.memory < most;
    writeln!(
        out,
        "{:<52} {:>7.3} s {:>6}  uncovered {:>3}  squares {:>9}  bound {:>9}  {}  goals {limit} s, {most} MB{}",
        case.name,
        ours.seconds,
        memory(ours.memory),
        ours.outcome.uncovered,
        short(ours.outcome.squares),
        short(ours.bound),
        if ours.optimal { "proven" } else { "open  " },
        if met { "" } else { "  MISSED" },
    )?;
    let thumb = ThumbRule::of(problem).ok_or("the problem is not in the format")?;
    let start = Instant::now();
    let thumb = thumb.share_out();
    say(
        &mut out,
        "rule of thumb, in process",
        start.elapsed().as_secs_f64(),
        &thumb,
        &ours,
    )?;
    for rival in ["highs", "ortools"] {
        if rival == "ortools" && case.rest > 0 {
            continue;
        }
        let start = Instant::now();
        match rivals::python(rival, file)? {
            Some(outcome) => say(&mut out, rival, start.elapsed().as_secs_f64(), &outcome, &ours)?,
            None => writeln!(out, "    {rival:<30} missing")?,
        }
    }
    Ok(met)
}

fn say(out: &mut impl Write, what: &str, seconds: f64, outcome: &Outcome, ours: &Ours) -> Result<(), Failure> {
    let worse = outcome.uncovered > ours.outcome.uncovered
        || outcome.uncovered == ours.outcome.uncovered && outcome.squares > ours.outcome.squares + 1e-6;
    let better = !worse && outcome.uncovered < ours.outcome.uncovered;
    writeln!(
        out,
        "    {what:<30} {seconds:>9.3} s, ×{:<8.1} uncovered {:>3}  squares {:>9}{}",
        seconds / ours.seconds,
        outcome.uncovered,
        short(outcome.squares),
        if worse {
            "  ✗"
        } else {
            if better { "  better" } else { "" }
        },
    )?;
    Ok(())
}

fn memory(megabytes: f64) -> String {
    if megabytes > 0.0 {
        format!("{megabytes:.0} MB")
    } else {
        "?".to_owned()
    }
}

/// With decimals only where there are some.
fn short(value: f64) -> String {
    if value.fract().abs() < 1e-6 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}

struct Ours {
    seconds: f64,
    /// The most, in megabytes; nought where the system does not tell.
    memory: f64,
    outcome: Outcome,
    bound: f64,
    optimal: bool,
}

/// The binary as its users run it, the best of three times.
fn dutyline(file: &Path) -> Result<Ours, Failure> {
    let mut best: Option<Ours> = None;
    for _ in 0..3 {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_dutyline"))
            .args(["roster", "solve"])
            .arg(file)
            .args(["--time-limit", "60s"])
            .stdout(Stdio::piped())
            .spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let printed = child.stdout.take().ok_or("no output")?;
        let printed = std::thread::spawn(move || io::read_to_string(printed));
        let mut memory = 0.0_f64;
        while child.try_wait()?.is_none() {
            memory = memory.max(most_memory(&status).unwrap_or_default());
            std::thread::sleep(Duration::from_micros(500));
        }
        let seconds = start.elapsed().as_secs_f64();
        let printed = printed.join().map_err(|_| "its output could not be read")??;
        let solution: Value = serde_json::from_str(&printed)?;
        let number = |name: &str| solution[name].as_f64().ok_or("the solution is not in the format");
        let ours = Ours {
            seconds,
            memory,
            outcome: Outcome {
                uncovered: solution["uncovered"]
                    .as_u64()
                    .ok_or("the solution is not in the format")?,
                squares: number("sum_of_squares")?,
            },
            bound: number("lower_bound")?,
            optimal: solution["optimal"] == Value::Bool(true),
        };
        if best.as_ref().is_none_or(|best| ours.seconds < best.seconds) {
            best = Some(ours);
        }
    }
    best.ok_or_else(|| "it did not run".into())
}

/// In megabytes.
fn most_memory(status: &str) -> Option<f64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1024.0)
}
