//! How quick the server is, beside what this machine can do: `cargo bench --bench http`, or with the names of rows behind
//! `--` only these (`pages busy start calls`).
//!
//! Everything runs on loopback at the same time and on the same processors: the release binary, nginx with `gzip_static`
//! serving the very same bytes from files, and wrk as 64 clients. Neither server writes a line per request. What is printed
//! are ratios of one run, each row a few seconds by turns; a figure alone would say more about the machine than about the
//! program. nginx, wrk and PostgreSQL come from Debian's packages.

mod calls;
mod data;
mod pages;
mod postgres;
mod servers;
mod start;
mod table;
mod wrk;

use std::process::ExitCode;

use table::Table;

pub type Failure = Box<dyn std::error::Error>;

type Part = fn(&mut Table) -> Result<(), Failure>;

/// What is measured, by name.
const PARTS: &[(&str, Part)] = &[
    ("pages", pages::measure),
    ("busy", pages::measure_busy),
    ("start", start::measure),
    ("calls", calls::measure),
];

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let mut table = Table::default();
    let done = servers::need(&["nginx", "wrk"]).and_then(|()| {
        let parts = PARTS
            .iter()
            .filter(|(name, _)| asked.is_empty() || asked.iter().any(|word| word == name));
        parts.into_iter().try_for_each(|(_, measure)| measure(&mut table))
    });
    match done {
        Ok(()) if table.all_met() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(error) => {
            table.say(&format!("benches/http: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs something that waits, on this thread.
pub fn wait<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(future)
}
