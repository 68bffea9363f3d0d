//! The state of a channel, as far as its answers show it.

use chrono::{DateTime, TimeDelta, Utc};

#[derive(Debug, Default)]
pub(super) struct Health {
    failures: u32,
    rests_until: Option<DateTime<Utc>>,
}

impl Health {
    /// Until when the channel rests, if it does at an instant.
    pub(super) fn rests_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.rests_until.filter(|until| now < *until)
    }

    /// Until when the channel rests now that it failed. Messages that fail together are one failure.
    pub(super) fn fails(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.rests_at(now).unwrap_or_else(|| {
            self.failures = self.failures.saturating_add(1);
            *self.rests_until.insert(now + rest(self.failures))
        })
    }
}

/// How long a channel rests after it failed so many times in a row: 5 s, doubled each time, at most five minutes.
fn rest(failures: u32) -> TimeDelta {
    let doublings = failures.clamp(1, 10) - 1;
    TimeDelta::seconds((5_i64 << doublings).min(300))
}
