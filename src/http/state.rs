//! What every request handler is given.

use url::Url;

use crate::actions::Context;
use crate::http::metrics::Metrics;

/// The state of one server, the same in all its threads.
pub struct AppState {
    pub cx: Context,
    pub metrics: Metrics,
    /// The origin of this installation, `https://duty.example`.
    pub origin: String,
    /// Whether everybody may read the outbox: in the demo, when nothing leaves the machine.
    pub open_outbox: bool,
}

impl AppState {
    /// With the outbox closed. Fails only when two counters have one name, a fault of the program.
    pub fn new(cx: Context) -> Result<Self, prometheus::Error> {
        Ok(Self {
            metrics: Metrics::new()?,
            origin: origin_of(&cx.base_url),
            open_outbox: false,
            cx,
        })
    }

    /// Whether people reach this installation over https.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

fn origin_of(url: &Url) -> String {
    url.origin().ascii_serialization()
}
