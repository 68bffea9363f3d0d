//! Arguments → one command.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use dutyline::commands::{self, Failure};
use dutyline::config::Arguments;
use dutyline::telemetry;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = telemetry::start(arguments.log_filter(), arguments.log_format)
        .map_err(|error| Failure::unusable(error.to_string()))
        .and_then(|()| {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map_err(|error| Failure::failed(format!("The program could not start: {error}")))
        })
        .and_then(|runtime| {
            let done = runtime.block_on(commands::run(arguments));
            // A thread that waits for a database that went silent is not waited for.
            runtime.shutdown_timeout(Duration::from_secs(1));
            done
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "dutyline: {failure}");
            ExitCode::from(failure.code)
        }
    }
}
