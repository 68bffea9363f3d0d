//! What is logged, kept to be looked at.

use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// The log of the threads it was made the log of; clones are the same.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<(Level, String)>>>);

impl Log {
    /// Keeps what this thread logs while the guard is held.
    pub fn of_this_thread() -> (Self, DefaultGuard) {
        let log = Self::default();
        let guard = log.begin();
        (log, guard)
    }

    /// Keeps what the calling thread logs, while the guard is held.
    pub fn begin(&self) -> DefaultGuard {
        let dispatch = Dispatch::new(tracing_subscriber::registry().with(self.clone()));
        tracing::dispatcher::set_default(&dispatch)
    }

    /// What was logged at a level, as `message=… field=…`.
    pub fn at(&self, level: Level) -> Vec<String> {
        let lines = self.0.lock().unwrap();
        let of_level = lines.iter().filter(|(of, _)| *of == level);
        of_level.map(|(_, line)| line.clone()).collect()
    }

    /// How many lines have a part.
    pub fn count(&self, part: &str) -> usize {
        let lines = self.0.lock().unwrap();
        lines.iter().filter(|(_, line)| line.contains(part)).count()
    }

    /// The errors since this was last asked.
    pub fn take_errors(&self) -> Vec<String> {
        let errors = self.at(Level::ERROR);
        self.0.lock().unwrap().retain(|(level, _)| *level != Level::ERROR);
        errors
    }
}

impl<S: Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push((*event.metadata().level(), line.0));
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!("{}={value:?} ", field.name()));
    }
}
