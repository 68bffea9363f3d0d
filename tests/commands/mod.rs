//! The subcommands as they are typed.

mod assign;
mod coverage;
mod import;
mod migrate;
mod roster;
mod serve;
mod token;
mod unit;
mod user;

use crate::support::process::{Ended, ended};

/// A folder with a database of its own.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self {
            folder: tempfile::TempDir::new().unwrap(),
        }
    }

    /// A file in it; its path.
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let database = format!("sqlite:{}", self.folder.path().join("office.db").display());
        self.run_on(&database, arguments)
    }

    fn run_on(&self, database: &str, arguments: &[&str]) -> Ended {
        ended(&[&["--database-url", database], arguments].concat())
    }
}
