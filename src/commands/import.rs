//! `dutyline import`: read an announcement; show or keep the roster found in it.

use crate::commands::Failure;
use crate::config::{ImportOptions, Secret};

/// Reads the file, shows what was found, and keeps it unless it is a dry run.
///
/// # Errors
/// [`Failure`] with code 2 when the file is no announcement or cannot be read.
pub async fn run(_database: &Secret, _options: ImportOptions) -> Result<(), Failure> {
    Err(Failure::failed("This command is not there yet."))
}
