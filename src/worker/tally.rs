//! How many messages came to what.

use std::ops::AddAssign;

use crate::domain::message::Outcome;

/// One count for each [`Outcome`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub sent: usize,
    pub obsolete: usize,
    pub dead: usize,
    pub retried: usize,
    pub deferred: usize,
}

impl Tally {
    pub(super) fn add(&mut self, outcome: &Outcome) {
        *match outcome {
            Outcome::Sent => &mut self.sent,
            Outcome::Obsolete => &mut self.obsolete,
            Outcome::Dead { .. } => &mut self.dead,
            Outcome::Retried { .. } => &mut self.retried,
            Outcome::Deferred { .. } => &mut self.deferred,
        } += 1;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.sent += other.sent;
        self.obsolete += other.obsolete;
        self.dead += other.dead;
        self.retried += other.retried;
        self.deferred += other.deferred;
    }
}
