//! One file per subcommand. A command writes its result to standard output, and one sentence to standard error when it
//! fails.

pub mod assign;
mod coverage;
pub mod demo;
mod failure;
pub mod import;
pub mod roster;
pub mod serve;
mod shared;
pub mod token;
pub mod unit;
pub mod user;

pub use failure::Failure;

use crate::config::{Arguments, Command, RosterCommand};

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
        Command::Roster(RosterCommand::Solve(options)) => roster::solve(options),
        Command::Roster(RosterCommand::Assign(options)) => assign::run(&database, options).await,
        Command::Token(command) => token::run(&database, command).await,
        Command::User(command) => user::run(&database, command).await,
        Command::Unit(command) => unit::run(&database, command).await,
        Command::Migrate => shared::open_store(&database, 1).map(|_| ()),
    }
}
