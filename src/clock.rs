//! "Now", injected. Nothing else in the program reads the machine's clock.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, TimeDelta, Timelike, Utc};
use rustix::time::{ClockId, clock_gettime};

/// Where "now" comes from.
pub trait Clock: Send + Sync + 'static {
    /// The instant, in whole microseconds, as both databases keep it.
    fn now(&self) -> DateTime<Utc>;

    /// The time since some moment. It only ever passes, whatever is done to the clock.
    fn elapsed(&self) -> std::time::Duration;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the machine's clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        to_micros(Utc::now())
    }

    fn elapsed(&self) -> std::time::Duration {
        let passed = clock_gettime(ClockId::Monotonic);
        let seconds = u64::try_from(passed.tv_sec).unwrap_or_default();
        std::time::Duration::new(seconds, u32::try_from(passed.tv_nsec).unwrap_or_default())
    }
}

/// A clock that runs as the machine's does, but from another instant: the demo's.
#[derive(Debug, Clone, Copy)]
pub struct ShiftedClock {
    ahead: TimeDelta,
}

impl ShiftedClock {
    /// A clock that says `start` now and runs on from there.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self {
            ahead: start - SystemClock.now(),
        }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.ahead
    }

    fn elapsed(&self) -> std::time::Duration {
        SystemClock.elapsed()
    }
}

/// A clock that stops until it is moved: the tests'.
#[derive(Debug)]
pub struct ManualClock {
    /// What it shows, and the time that passed.
    state: Mutex<(DateTime<Utc>, std::time::Duration)>,
}

impl ManualClock {
    /// A clock stopped at an instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self {
            state: Mutex::new((to_micros(now), std::time::Duration::ZERO)),
        }
    }

    /// So much time passes; nothing passes when it is moved back.
    pub fn advance(&self, by: Duration) {
        let mut state = self.state();
        state.0 += by;
        state.1 += by.to_std().unwrap_or_default();
    }

    /// Sets it; no time passes.
    pub fn set(&self, now: DateTime<Utc>) {
        self.state().0 = to_micros(now);
    }

    fn state(&self) -> MutexGuard<'_, (DateTime<Utc>, std::time::Duration)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        self.state().0
    }

    fn elapsed(&self) -> std::time::Duration {
        self.state().1
    }
}

fn to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.with_nanosecond(at.nanosecond() / 1000 * 1000).unwrap_or(at)
}
