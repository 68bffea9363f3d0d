//! The command line.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::output::OutputFormat;
use crate::config::{RosterCommand, Secret, ServeOptions};
use crate::delivery::email::SmtpUrl;
use crate::domain::access::{Right, Role};
use crate::domain::consultation::PhoneMode;
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::staff::Email;
use crate::domain::time::{YEARS, read_date};

const EXAMPLES: &str = "\
Begin with:
  dutyline demo                                  a running example on http://127.0.0.1:8080
  dutyline import announcement.txt --dry-run     what is read from an announcement
  dutyline serve --base-url https://duty.example --smtp-url smtps://user:password@mail.example

Every option is an environment variable too, DUTYLINE_LISTEN for --listen. Secrets are better given that way:
arguments can be seen by other users of the machine.

Exit codes: 0 done, 1 failed, 2 unusable input or options.";

/// Runs the telephone duty of a public consultation.
///
/// From the city's announcement to a checked roster, reminders for those on duty, a page for residents, and a register
/// of calls.
#[derive(Debug, Parser)]
#[command(name = "dutyline", version, after_help = EXAMPLES, max_term_width = 110, next_display_order = None)]
pub struct Arguments {
    /// Database: sqlite:PATH or postgres://user:password@host/name; demo takes its own, see its --data
    ///
    /// The SQLite file and its folder are made when missing. Tables are brought up to date at start.
    #[arg(
        long,
        global = true,
        env = "DUTYLINE_DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite:data/dutyline.db",
        hide_env_values = true
    )]
    pub database_url: Secret,

    /// What is logged: error, warn, info, debug, trace, or a filter such as info,dutyline::worker=debug [default: info; of
    /// demo: warn]
    #[arg(long, global = true, env = "DUTYLINE_LOG", value_name = "FILTER")]
    pub log: Option<String>,

    /// Shape of log lines on standard error
    #[arg(long, global = true, env = "DUTYLINE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// What is logged. The demo's console is for its links.
    pub fn log_filter(&self) -> &str {
        let usual = if matches!(self.command, Command::Demo(_)) {
            "warn"
        } else {
            "info"
        };
        self.log.as_deref().unwrap_or(usual)
    }
}

/// Shape of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server and the worker that sends what is due
    Serve(ServeOptions),
    /// Run a complete example: a consultation, its roster, staff and a clock of its own
    Demo(DemoOptions),
    /// Read an announcement; show or store the roster found in it
    Import(ImportOptions),
    /// Check that every consultation day is covered
    Coverage(CoverageOptions),
    /// Share duties out
    #[command(subcommand)]
    Roster(RosterCommand),
    /// Tokens for programs that use the API
    #[command(subcommand)]
    Token(TokenCommand),
    /// People who sign in
    #[command(subcommand)]
    User(UserCommand),
    /// Offices of the city, each with its own consultations and staff
    #[command(subcommand)]
    Unit(UnitCommand),
    /// Bring the database up to date and stop; serve does it too
    Migrate,
}

/// Options of `dutyline demo`.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct DemoOptions {
    /// Address and port to listen on
    #[arg(long, env = "DUTYLINE_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Folder of the demo's data; its database is DIR/dutyline.db, whatever --database-url says
    #[arg(long, env = "DUTYLINE_DEMO_DATA", value_name = "DIR", default_value = "data")]
    pub data: PathBuf,

    /// Forget what was there and begin anew
    #[arg(long)]
    pub fresh: bool,

    /// Really send mail, to this server; without it messages stay in the outbox page
    #[arg(long, env = "DUTYLINE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,
}

/// Options of `dutyline import`.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct ImportOptions {
    /// Announcement as text, HTML, DOCX, XLSX or CSV; - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Show what is read and store nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Day the announcement is read on, for dates without a year [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<NaiveDate>,

    /// Consultation to store the roster in; made from the announcement when there is none of this name
    #[arg(long, value_name = "SLUG")]
    pub consultation: Option<Slug>,

    /// Office a new consultation is for; may be left out while there is only one
    #[arg(long, value_name = "SLUG")]
    pub unit: Option<Slug>,

    /// What a call is worth: counts, confirm or informs; nothing is promised to residents until somebody says
    #[arg(long, value_name = "MODE", value_parser = phone_mode)]
    pub phone_mode: Option<PhoneMode>,

    /// How to show what was read
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let (first, last) = (YEARS.start(), YEARS.end());
    read_date(text, &["%Y-%m-%d"]).ok_or_else(|| format!("write a date of the years {first} to {last} as 2024-06-13"))
}

fn phone_mode(text: &str) -> Result<PhoneMode, String> {
    PhoneMode::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = PhoneMode::ALL.iter().map(|mode| mode.code()).collect();
        format!("write one of {}", codes.join(", "))
    })
}

/// Options of `dutyline coverage`.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct CoverageOptions {
    /// Consultation
    #[arg(value_name = "SLUG")]
    pub consultation: Slug,

    /// How to show the report
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,

    /// Language of the sentences: pl, en or uk
    #[arg(long, env = "DUTYLINE_LANGUAGE", value_name = "LANG", default_value = "en")]
    pub language: Locale,
}

/// `dutyline token …`.
#[derive(Debug, Clone, Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it; it cannot be shown again
    ///
    /// Programs send it as "Authorization: Bearer TOKEN".
    Create {
        /// What the token is for, as the audit record shows it
        #[arg(
            long,
            value_name = "NAME",
            required_unless_present = "staff_of",
            conflicts_with = "staff_of"
        )]
        name: Option<String>,
        /// Instead of a name, the address of somebody who takes duties: what is done with the token they do themselves, as
        /// offering their duties and taking those of colleagues; with --role staff
        #[arg(long, value_name = "EMAIL")]
        staff_of: Option<Email>,
        /// What its holder may do
        #[arg(long, value_enum, required_unless_present = "rights")]
        role: Option<RoleArgument>,
        /// Only these rights instead of a role, separated by commas: log_calls,read_own_calls
        #[arg(long, value_name = "RIGHT", value_delimiter = ',', conflicts_with = "role", value_parser = right)]
        rights: Vec<Right>,
        /// Office it is for; may be left out while there is only one
        #[arg(long, value_name = "SLUG")]
        unit: Option<Slug>,
        /// For how many days it counts [default: until it is revoked]
        #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..))]
        expires: Option<u16>,
    },
    /// List the tokens there are: id, when it was made, until when it counts, role or rights, office, name
    List,
    /// Take a token away; it counts for nothing at once
    Revoke {
        /// Its id, as list shows it
        #[arg(value_name = "ID")]
        id: UserId,
    },
}

/// `dutyline user …`.
#[derive(Debug, Clone, Subcommand)]
pub enum UserCommand {
    /// Add somebody and print a one-time link to sign in with
    Add {
        /// How colleagues know them
        #[arg(long, value_name = "NAME")]
        name: String,
        /// Where their links and reminders go
        #[arg(long, value_name = "EMAIL")]
        email: Email,
        /// What they may do
        #[arg(long, value_enum)]
        role: RoleArgument,
        /// Office they belong to; may be left out while there is only one
        #[arg(long, value_name = "SLUG")]
        unit: Option<Slug>,
        /// Language of their pages and messages: pl, en or uk
        #[arg(long, value_name = "LANG", default_value = "pl")]
        language: Locale,
        /// Address people reach the server under, as it stands in the link
        #[arg(
            long,
            env = "DUTYLINE_BASE_URL",
            value_name = "URL",
            default_value = "http://127.0.0.1:8080"
        )]
        base_url: crate::config::BaseUrl,
    },
    /// Give somebody a role in another office, or another role in one of theirs
    Join {
        /// Their address
        #[arg(value_name = "EMAIL")]
        email: Email,
        /// What they may do there
        #[arg(long, value_enum)]
        role: MemberRoleArgument,
        /// The office; may be left out while there is only one
        #[arg(long, value_name = "SLUG")]
        unit: Option<Slug>,
    },
    /// Take somebody's role in an office away
    Leave {
        /// Their address
        #[arg(value_name = "EMAIL")]
        email: Email,
        /// The office
        #[arg(long, value_name = "SLUG")]
        unit: Slug,
    },
    /// List who signs in: address, whether they are let in, roles, name
    List,
    /// Keep somebody out: their sessions, links and tokens end at once
    Disable {
        /// Their address
        #[arg(value_name = "EMAIL")]
        email: Email,
    },
    /// Let somebody in again
    Enable {
        /// Their address
        #[arg(value_name = "EMAIL")]
        email: Email,
    },
    /// Print a new one-time link for somebody who is already there
    Link {
        /// Their address
        #[arg(value_name = "EMAIL")]
        email: Email,
        /// Address people reach the server under, as it stands in the link
        #[arg(
            long,
            env = "DUTYLINE_BASE_URL",
            value_name = "URL",
            default_value = "http://127.0.0.1:8080"
        )]
        base_url: crate::config::BaseUrl,
    },
}

/// `dutyline unit …`.
#[derive(Debug, Clone, Subcommand)]
pub enum UnitCommand {
    /// Make an office
    Add {
        /// Its part of addresses and commands: a-z, 0-9 and hyphens
        #[arg(value_name = "SLUG")]
        slug: Slug,
        #[command(flatten)]
        names: UnitNameOptions,
    },
    /// Give an office other names
    Rename {
        /// Which office
        #[arg(value_name = "SLUG")]
        slug: Slug,
        #[command(flatten)]
        names: UnitNameOptions,
    },
    /// List the offices: slug, name
    List,
}

/// What residents call an office.
#[derive(Debug, Clone, Args)]
#[command(next_display_order = None)]
pub struct UnitNameOptions {
    /// Name in Polish
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Name in English [default: the Polish one]
    #[arg(long, value_name = "NAME")]
    name_en: Option<String>,
    /// Name in Ukrainian [default: the Polish one]
    #[arg(long, value_name = "NAME")]
    name_uk: Option<String>,
}

impl UnitNameOptions {
    pub fn by_language(self) -> BTreeMap<Locale, String> {
        let others = [(Locale::En, self.name_en), (Locale::Uk, self.name_uk)];
        let others = others.into_iter().filter_map(|(locale, name)| Some((locale, name?)));
        others.chain([(Locale::Pl, self.name)]).collect()
    }
}

fn right(code: &str) -> Result<Right, String> {
    let given = Right::ALL.iter().filter(|right| !right.is_of_installation());
    Right::from_code(code)
        .filter(|right| !right.is_of_installation())
        .ok_or_else(|| {
            let known: Vec<&str> = given.map(|right| right.code()).collect();
            format!("choose among {}", known.join(", "))
        })
}

/// A role on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleArgument {
    /// Reads registers and reports, and changes nothing
    Reader,
    /// Takes duties and logs calls
    Staff,
    /// Builds rosters, publishes, reads the register
    Coordinator,
    /// Signs people in; may do all in every office
    Administrator,
}

/// A role in an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MemberRoleArgument {
    /// Reads registers and reports, and changes nothing
    Reader,
    /// Takes duties and logs calls
    Staff,
    /// Builds rosters, publishes, reads the register
    Coordinator,
}

impl RoleArgument {
    /// The role, in the office that was named; `None` for an administrator, who needs none.
    pub fn in_unit(self) -> Option<Role> {
        match self {
            Self::Reader => Some(Role::Reader),
            Self::Staff => Some(Role::Staff),
            Self::Coordinator => Some(Role::Coordinator),
            Self::Administrator => None,
        }
    }
}

impl From<MemberRoleArgument> for Role {
    fn from(role: MemberRoleArgument) -> Self {
        match role {
            MemberRoleArgument::Reader => Self::Reader,
            MemberRoleArgument::Staff => Self::Staff,
            MemberRoleArgument::Coordinator => Self::Coordinator,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_database_can_be_named_before_and_after_the_command() {
        for line in [
            ["dutyline", "--database-url", "sqlite:a.db", "migrate"],
            ["dutyline", "migrate", "--database-url", "sqlite:a.db"],
        ] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert_eq!(arguments.database_url.expose(), "sqlite:a.db");
            assert!(!format!("{arguments:?}").contains("a.db"));
        }
    }

    #[test]
    fn the_demo_logs_only_what_is_wrong_unless_told_otherwise() {
        let filter = |line: &[&str]| Arguments::try_parse_from(line).unwrap().log_filter().to_owned();
        assert_eq!(filter(&["dutyline", "demo"]), "warn");
        assert_eq!(filter(&["dutyline", "migrate"]), "info");
        assert_eq!(filter(&["dutyline", "demo", "--log", "debug"]), "debug");
    }

    #[test]
    fn every_option_of_serve_has_an_environment_variable() {
        let command = Arguments::command();
        let serve = command.find_subcommand("serve").unwrap();
        for argument in serve
            .get_arguments()
            .filter(|a| !matches!(a.get_id().as_str(), "help" | "version"))
        {
            assert!(argument.get_env().is_some(), "--{} has none", argument.get_id());
        }
    }
}
