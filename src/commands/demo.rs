//! `dutyline demo`: a running example with a clock of its own.

use crate::commands::Failure;
use crate::config::DemoOptions;

/// Prepares the example's data, prints where to begin, and serves.
///
/// # Errors
/// [`Failure`] when the data cannot be made or the address is taken.
pub async fn run(_options: DemoOptions) -> Result<(), Failure> {
    Err(Failure::failed("This command is not there yet."))
}
