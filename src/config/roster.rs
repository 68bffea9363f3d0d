//! Options of `dutyline roster`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

/// `dutyline roster …`.
#[derive(Debug, Clone, Subcommand)]
pub enum RosterCommand {
    /// Share the duties of a problem out among its staff; needs no database
    ///
    /// As few duties as can be stay uncovered, then the loads are as fair as can be: the sum over the staff of (carry +
    /// duties)² / weight is least. Both are proven, or "optimal" is false. docs/roster.md describes both formats.
    Solve(SolveOptions),
}

/// Options of `dutyline roster solve`.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct SolveOptions {
    /// Slots, staff and rules as JSON; - for standard input
    #[arg(value_name = "PROBLEM.json")]
    pub file: PathBuf,

    /// When to stop and answer with the best found so far: 10s, 500ms, 2m
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub time_limit: Duration,

    /// Say also why each duty went to whom it did, and why nobody can have those that stay uncovered
    #[arg(long)]
    pub explain: bool,
}

fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let count = digits.parse::<u32>();
    match (count, &text[digits.len()..]) {
        (Ok(count), "ms") => Ok(Duration::from_millis(count.into())),
        (Ok(count), "s" | "") => Ok(Duration::from_secs(count.into())),
        (Ok(count), "m") => Ok(Duration::from_secs(60 * u64::from(count))),
        _ => Err("write a whole number of seconds, milliseconds or minutes as 10s, 500ms or 2m".to_owned()),
    }
}
