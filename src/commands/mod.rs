//! One file per subcommand. A command writes its result to standard output, and one sentence to standard error when it
//! fails.

pub mod coverage;
pub mod demo;
pub mod import;

use std::fmt;

use crate::config::{Arguments, Command};

/// Why a command failed: one sentence and the exit code.
#[derive(Debug)]
pub struct Failure {
    /// What happened and what to do, in one sentence.
    pub sentence: String,
    /// Exit code: 2 for unusable input, 1 for everything else.
    pub code: u8,
}

impl Failure {
    /// The command could not do its work.
    pub fn failed(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 1,
        }
    }

    /// What the command was given cannot be used.
    pub fn unusable(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(format!("Reading or writing failed: {error}."))
    }
}

/// Runs one command to its end.
///
/// # Errors
/// [`Failure`] with the sentence to show and the exit code.
pub async fn run(arguments: Arguments) -> Result<(), Failure> {
    let database = arguments.database_url;
    match arguments.command {
        Command::Demo(options) => demo::run(options).await,
        Command::Import(options) => import::run(&database, options).await,
        Command::Coverage(options) => coverage::run(&database, options).await,
        Command::Serve(_) | Command::Token(_) | Command::User(_) | Command::Migrate => {
            Err(Failure::failed("This command is not there yet."))
        }
    }
}
