//! Options of `dutyline roster`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use crate::config::output::OutputFormat;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;

/// `dutyline roster …`.
#[derive(Debug, Clone, Subcommand)]
pub enum RosterCommand {
    /// Share the duties of a problem out among its staff; needs no database
    ///
    /// As few duties as can be stay uncovered, then the loads are as fair as can be: the sum over the staff of (carry +
    /// duties)² / weight is least. Both are proven, or "optimal" is false. docs/roster.md describes both formats.
    Solve(SolveOptions),
    /// Share the duties of a consultation's draft out among the people of its office
    ///
    /// Duties nobody has are given out, as one step that can be undone; the rules are those of the consultation. Prints who
    /// gets which duty and why, and what nobody can have and why.
    Assign(AssignOptions),
}

/// Options of `dutyline roster assign`.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct AssignOptions {
    /// The consultation whose draft it is
    #[arg(value_name = "SLUG")]
    pub consultation: Slug,

    /// When to stop and take the best found so far: 10s, 500ms, 2m
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub time_limit: Duration,

    /// Share all duties out that have not begun, whoever has them now
    #[arg(long)]
    pub all: bool,

    /// Change nothing
    #[arg(long)]
    pub dry_run: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,

    /// Language of the sentences: pl, en or uk
    #[arg(long, env = "DUTYLINE_LANGUAGE", value_name = "LANG", default_value = "en")]
    pub language: Locale,
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
