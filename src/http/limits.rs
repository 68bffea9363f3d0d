//! How often one network or one account may try things that can be guessed, how much one account may ask, and how large a
//! request may be.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::Method;
use governor::clock::{Clock as _, Reference};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;
use crate::domain::ids::UserId;
use crate::domain::staff::Email;
use crate::http::address::ClientNetwork;
use crate::http::errors::HttpError;

/// The largest form, in bytes. A pasted announcement of two hundred pages fits.
pub const MAX_FORM: usize = 1 << 20;
/// The most fields of a form.
pub const MAX_FIELDS: usize = 5_000;
/// The largest JSON document of the API, in bytes.
pub const MAX_JSON: usize = 1 << 20;
/// The largest uploaded announcement, in bytes.
pub const MAX_UPLOAD: usize = 8 << 20;
/// How long a client may take to send the body of a request.
pub const BODY_TIME: Duration = Duration::from_secs(30);

/// How long an answer may take once the request is there.
pub const ANSWER_TIME: Duration = Duration::from_secs(30);

/// Requests of one account a minute, as many of them at once. Nobody who reads and clicks asks a twentieth of it.
const REQUESTS: u32 = 1_200;

/// With more keys than this, those whose time has passed are dropped.
const MANY_KEYS: usize = 10_000;

/// What is limited by network at an address; routes name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Posted passwords and addresses.
    SignIn,
    /// Links that work without signing in: opening one already tells whether it is valid.
    Link,
}

/// Limits by network and by account. Each process counts by itself: two allow twice as much.
pub struct Limits {
    sign_in: Keyed<ClientNetwork>,
    links: Keyed<ClientNetwork>,
    account: Keyed<String>,
    requests: Keyed<UserId>,
}

impl Limits {
    pub fn new(clock: &Arc<dyn Clock>) -> Self {
        let per_minute = |n: u32| Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        let ticking = Ticking(Arc::clone(clock));
        Self {
            sign_in: Keyed::new(per_minute(20), ticking.clone()),
            links: Keyed::new(per_minute(60), ticking.clone()),
            account: Keyed::new(
                // One try every three minutes in the long run, ten at once: guessing a password takes years, and a
                // forgetful person gets in.
                Quota::with_period(Duration::from_secs(180))
                    .unwrap_or(Quota::per_hour(NonZeroU32::MIN))
                    .allow_burst(NonZeroU32::new(10).unwrap_or(NonZeroU32::MIN)),
                ticking.clone(),
            ),
            requests: Keyed::new(per_minute(REQUESTS), ticking),
        }
    }

    /// One request of an account that is signed in, or of a program's.
    pub fn count_request(&self, of: UserId) -> Result<(), HttpError> {
        self.requests.check(of)
    }

    /// One try to sign in to an account, from one network. Counted per network and account together, so that nobody can
    /// lock somebody else out from afar.
    pub fn try_account(&self, network: ClientNetwork, account: &Email) -> Result<(), HttpError> {
        self.account.check(format!("{} {}", network.0, account.as_str()))
    }

    /// Counts one request to a limited address.
    pub fn check(&self, limit: Limit, method: &Method, network: ClientNetwork) -> Result<(), HttpError> {
        match limit {
            Limit::SignIn if method != Method::POST => Ok(()),
            Limit::SignIn => self.sign_in.check(network),
            Limit::Link => self.links.check(network),
        }
    }
}

/// The time that passes, as the limiter wants it. What the clock shows may jump, and then everybody would be refused for
/// as long as it jumped back.
#[derive(Clone)]
struct Ticking(Arc<dyn Clock>);

impl governor::clock::Clock for Ticking {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

struct Keyed<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, Ticking, NoOpMiddleware<Duration>>,
    clock: Ticking,
}

impl<K: Hash + Eq + Clone> Keyed<K> {
    fn new(quota: Quota, clock: Ticking) -> Self {
        Self {
            limiter: RateLimiter::new(quota, DashMapStateStore::default(), clock.clone()),
            clock,
        }
    }

    fn check(&self, key: K) -> Result<(), HttpError> {
        if self.limiter.len() > MANY_KEYS {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&key).map_err(|not_until| {
            let wait: Duration = not_until.earliest_possible().duration_since(self.clock.now()).into();
            HttpError::TooMany {
                seconds: wait.as_secs() + 1,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone, Utc};

    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn an_account_is_closed_to_one_network_only_and_opens_again() {
        let clock = Arc::new(ManualClock::at(Utc.with_ymd_and_hms(2024, 6, 20, 13, 40, 0).unwrap()));
        let limits = Limits::new(&(Arc::clone(&clock) as Arc<dyn Clock>));
        let here = ClientNetwork([192, 0, 2, 1].into());
        let there = ClientNetwork([192, 0, 2, 2].into());
        let account = "desk@example.org".parse().unwrap();
        for _ in 0..10 {
            limits.try_account(here, &account).unwrap();
        }
        assert!(matches!(
            limits.try_account(here, &account),
            Err(HttpError::TooMany { seconds: 1..=181 })
        ));
        limits.try_account(there, &account).unwrap();
        clock.advance(TimeDelta::minutes(4));
        limits.try_account(here, &account).unwrap();
    }

    #[test]
    fn a_clock_that_jumps_holds_up_nobody() {
        let start = Utc.with_ymd_and_hms(2024, 6, 20, 13, 40, 0).unwrap();
        let clock = Arc::new(ManualClock::at(start));
        let limits = Limits::new(&(Arc::clone(&clock) as Arc<dyn Clock>));
        let here = ClientNetwork([192, 0, 2, 1].into());
        for jump in [0, 365, -365, 1, 0] {
            clock.set(start + TimeDelta::days(jump));
            limits.check(Limit::SignIn, &Method::POST, here).unwrap();
        }
        let passed = (0..20)
            .filter(|_| limits.check(Limit::SignIn, &Method::POST, here).is_ok())
            .count();
        assert_eq!(passed, 15, "nor does it make room");
    }

    #[test]
    fn keys_whose_time_has_passed_are_dropped_when_there_are_many() {
        let start = Utc.with_ymd_and_hms(2024, 6, 20, 13, 40, 0).unwrap();
        let clock = Arc::new(ManualClock::at(start));
        let quota = Quota::per_minute(NonZeroU32::MIN);
        let keyed = Keyed::new(quota, Ticking(Arc::clone(&clock) as Arc<dyn Clock>));
        for key in 0..MANY_KEYS {
            keyed.check(key).unwrap();
        }
        clock.advance(TimeDelta::hours(1));
        keyed.check(MANY_KEYS).unwrap();
        assert_eq!(keyed.limiter.len(), MANY_KEYS + 1, "so many are kept");
        keyed.check(MANY_KEYS + 1).unwrap();
        assert_eq!(keyed.limiter.len(), 2);
        assert!(keyed.check(MANY_KEYS).is_err(), "who tried just now is not forgotten");
    }

    #[test]
    fn whoever_waits_as_long_as_told_may_try_again() {
        let clock = Arc::new(ManualClock::at(Utc.with_ymd_and_hms(2024, 6, 20, 13, 40, 0).unwrap()));
        let quota = Quota::per_minute(NonZeroU32::MIN);
        let keyed = Keyed::new(quota, Ticking(Arc::clone(&clock) as Arc<dyn Clock>));
        keyed.check(1).unwrap();
        clock.advance(TimeDelta::milliseconds(500));
        let Err(HttpError::TooMany { seconds }) = keyed.check(1) else {
            panic!("it was the second within a minute");
        };
        assert_eq!(seconds, 60, "59.5 s, rounded up");
        clock.advance(TimeDelta::seconds(60));
        keyed.check(1).unwrap();
    }

    #[test]
    fn reading_the_sign_in_page_is_free() {
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(Utc.with_ymd_and_hms(2024, 6, 20, 13, 40, 0).unwrap()));
        let limits = Limits::new(&clock);
        let here = ClientNetwork([192, 0, 2, 1].into());
        for _ in 0..200 {
            limits.check(Limit::SignIn, &Method::GET, here).unwrap();
        }
        let refused = (0..200)
            .filter(|_| limits.check(Limit::SignIn, &Method::POST, here).is_err())
            .count();
        assert_eq!(refused, 180);
    }
}
