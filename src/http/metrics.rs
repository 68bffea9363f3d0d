//! Counters for `/metrics`, in the text format of Prometheus.

use prometheus::{
    Encoder, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGaugeVec, Opts, Registry,
    TextEncoder,
};

/// They count in one process.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    outbox: IntGaugeVec,
}

/// What counts the answers of one route to one method with one status.
pub struct Counters {
    requests: IntCounter,
    durations: Histogram,
}

impl Counters {
    pub fn answered(&self, seconds: f64) {
        self.requests.inc();
        self.durations.observe(seconds);
    }
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

    /// Those of a route. `route` is the pattern, never the path: paths hold tokens and ids.
    pub fn counters(&self, method: &str, route: &str, status: u16) -> Counters {
        Counters {
            requests: self.requests.with_label_values(&[method, route, &status.to_string()]),
            durations: self.durations.with_label_values(&[method, route]),
        }
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
