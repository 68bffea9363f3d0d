//! `dutyline coverage`: is every consultation day covered?

use crate::commands::Failure;
use crate::config::{CoverageOptions, Secret};

/// Shows the report of a consultation's draft.
///
/// # Errors
/// [`Failure`] with code 2 when there is no such consultation.
pub async fn run(_database: &Secret, _options: CoverageOptions) -> Result<(), Failure> {
    Err(Failure::failed("This command is not there yet."))
}
