//! Logs: structured events on standard error. A message reads alone, its fields carry ids and codes; names, addresses,
//! notes and tokens never stand in one.

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// The filter cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("--log {0:?} is not understood; write error, warn, info, debug, trace or target=level, separated by commas")]
pub struct BadFilter(pub String);

/// Starts logging for the whole process.
///
/// # Errors
/// [`BadFilter`] when the filter cannot be understood.
pub fn start(filter: &str, format: LogFormat) -> Result<(), BadFilter> {
    let parsed = EnvFilter::try_new(filter).map_err(|_| BadFilter(filter.to_owned()))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(parsed)
        .with_writer(std::io::stderr);
    // A logger that is already there, as in tests, stays.
    let _ = match format {
        LogFormat::Text => builder
            .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
            .try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    Ok(())
}
