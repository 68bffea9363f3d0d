//! Logs: structured events on standard error. They have ids and codes, never names, addresses, notes or tokens
//! (`tests/telemetry/`).

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogFormat;

/// It calls every request that is none an error of ours. A filter that names it is obeyed.
const PROTOCOL: &str = "actix_http";

#[derive(Debug, thiserror::Error)]
#[error("--log {0:?} is not understood; write error, warn, info, debug, trace or target=level, separated by commas")]
pub struct BadFilter(pub String);

/// Starts logging for the whole process.
pub fn start(filter: &str, format: LogFormat) -> Result<(), BadFilter> {
    let mut targets: Targets = filter.parse().map_err(|_| BadFilter(filter.to_owned()))?;
    if !filter.contains(PROTOCOL) {
        targets = targets.with_target(PROTOCOL, LevelFilter::OFF);
    }
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(targets);
    // A logger that is already there, as in tests, stays.
    let _ = match format {
        LogFormat::Text => {
            let colours = std::io::IsTerminal::is_terminal(&std::io::stderr());
            registry.with(lines.with_ansi(colours)).try_init()
        }
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
    };
    Ok(())
}
