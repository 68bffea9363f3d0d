//! Options of the commands, from arguments and environment.
//!
//! Every option has an environment variable of the same name, `DUTYLINE_LISTEN` for `--listen`. What is secret is a
//! [`Secret`]: its value is shown neither by `--help` nor by `Debug`.

mod arguments;
mod output;
mod roster;
mod secret;
mod serve;

pub use crate::delivery::email::{BadSmtpUrl, SmtpUrl};
pub use arguments::{
    Arguments, Command, CoverageOptions, DemoOptions, ImportOptions, LogFormat, RoleArgument, TokenCommand,
    UnitCommand, UserCommand,
};
pub use output::OutputFormat;
pub use roster::{AssignOptions, RosterCommand, SolveOptions};
pub use secret::Secret;
pub use serve::{BaseUrl, ServeOptions};
