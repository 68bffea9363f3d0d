//! One file per subcommand. A command writes its result to standard output, and one sentence to standard error when it
//! fails.

pub mod coverage;
pub mod demo;
pub mod import;
pub mod serve;
pub mod token;
pub mod user;

use std::fmt;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::actions::{ActionError, Context};
use crate::clock::SystemClock;
use crate::config::{Arguments, Command, Secret};
use crate::domain::language::Locale;
use crate::i18n::sentences;
use crate::store::{DatabaseUrl, PoolOptions, Store, StoreError};

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
        Self::failed(format!("reading or writing failed: {error}"))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Url(_) => Self::unusable(error.to_string()),
            other => Self::failed(other.to_string()),
        }
    }
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Store(error) => error.into(),
            ActionError::Invalid(faults) => {
                let said = faults
                    .iter()
                    .map(|fault| format!("{}: {}", fault.field, sentences::fault(fault.fault, Locale::En)));
                Self::unusable(said.collect::<Vec<_>>().join(" "))
            }
            ActionError::Announcement(_) | ActionError::NotFound(_) => Self::unusable(error.to_string()),
            other => Self::failed(other.to_string()),
        }
    }
}

/// Runs one command to its end.
///
/// # Errors
/// [`Failure`] with the sentence to show and the exit code.
pub async fn run(arguments: Arguments) -> Result<(), Failure> {
    let database = arguments.database_url;
    match arguments.command {
        Command::Serve(options) => serve::run(&database, options).await,
        Command::Demo(options) => demo::run(options).await,
        Command::Import(options) => import::run(&database, options).await,
        Command::Coverage(options) => coverage::run(&database, options).await,
        Command::Token(command) => token::run(&database, command).await,
        Command::User(command) => user::run(&database, command).await,
        Command::Migrate => open_store(&database, 1).map(|_| ()),
    }
}

/// Opens the database of an address, its tables brought up to date.
///
/// # Errors
/// [`Failure`] with code 2 for an address that is none, 1 when the database cannot be opened.
pub fn open_store(database: &Secret, pool_size: u32) -> Result<Store, Failure> {
    let url: DatabaseUrl = database.expose().parse().map_err(StoreError::from)?;
    let options = PoolOptions {
        size: pool_size,
        wait: Duration::from_secs(5),
    };
    Ok(Store::open(&url, options)?)
}

/// What a command that works on the database for a moment needs: the machine's clock and, in links, `base_url`.
///
/// # Errors
/// As [`open_store`].
pub async fn context(database: &Secret, base_url: Url) -> Result<Context, Failure> {
    let store = open_store(database, 2)?;
    Ok(Context::load(store, Arc::new(SystemClock), base_url).await?)
}

/// Writes one line to standard output.
///
/// # Errors
/// When it cannot be written, as into a closed pipe.
pub fn print(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
