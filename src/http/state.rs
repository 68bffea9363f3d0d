//! What every request handler is given.

use url::Url;

use crate::actions::Context;
use crate::http::limits::Limits;
use crate::http::metrics::Metrics;

/// The state of one server, the same in all its threads.
pub struct AppState {
    /// What the use cases need.
    pub cx: Context,
    /// Limits on what can be guessed.
    pub limits: Limits,
    /// Counters.
    pub metrics: Metrics,
    /// The origin of this installation, `https://duty.example`.
    pub origin: String,
    /// Whether `X-Forwarded-For` is written by a proxy of ours.
    pub behind_proxy: bool,
    /// Whether everybody may read the outbox: in the demo, when nothing leaves the machine.
    pub open_outbox: bool,
}

impl AppState {
    /// The state of a server that stands on the internet itself and keeps its outbox closed.
    ///
    /// # Errors
    /// When the counters cannot be made, which is a fault of the program.
    pub fn new(cx: Context) -> Result<Self, prometheus::Error> {
        Ok(Self {
            limits: Limits::new(&cx.clock),
            metrics: Metrics::new()?,
            origin: origin_of(&cx.base_url),
            behind_proxy: false,
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
