//! Counters for `/metrics`, in the text format of Prometheus.

use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder};

/// They count in one process.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    outbox: IntGaugeVec,
}

impl Metrics {
    /// Fails only when two counters have one name, a fault of the program.
    pub fn new() -> Result<Self, prometheus::Error> {
        let metrics = Self {
            registry: Registry::new(),
            requests: IntCounterVec::new(
                Opts::new("dutyline_requests_total", "Requests answered"),
                &["method", "route", "status"],
            )?,
            durations: HistogramVec::new(
                HistogramOpts::new("dutyline_request_seconds", "Time until a request was answered"),
                &["method", "route"],
            )?,
            outbox: IntGaugeVec::new(
                Opts::new("dutyline_outbox_messages", "Messages in the outbox"),
                &["state"],
            )?,
        };
        metrics.registry.register(Box::new(metrics.requests.clone()))?;
        metrics.registry.register(Box::new(metrics.durations.clone()))?;
        metrics.registry.register(Box::new(metrics.outbox.clone()))?;
        Ok(metrics)
    }

    /// `route` is the pattern, never the path: paths hold tokens and ids.
    pub fn answered(&self, method: &str, route: &str, status: u16, seconds: f64) {
        self.requests
            .with_label_values(&[method, route, &status.to_string()])
            .inc();
        self.durations.with_label_values(&[method, route]).observe(seconds);
    }

    /// How many messages are in each state now.
    pub fn outbox<'a>(&self, counts: impl Iterator<Item = (&'a str, i64)>) {
        self.outbox.reset();
        for (state, count) in counts {
            self.outbox.with_label_values(&[state]).set(count);
        }
    }

    /// Everything as text; what the actions count is handed in.
    pub fn render(&self, calls_logged: u64) -> Result<Vec<u8>, prometheus::Error> {
        let mut text = format!(
            "# HELP dutyline_calls_logged_total Calls logged by this process\n\
             # TYPE dutyline_calls_logged_total counter\n\
             dutyline_calls_logged_total {calls_logged}\n"
        )
        .into_bytes();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(text)
    }
}
