//! How fast, how often, how long.

use std::time::Duration;

use chrono::TimeDelta;

use crate::domain::ids::MessageId;

#[derive(Debug, Clone, Copy)]
pub struct WorkerConfig {
    /// Messages of a channel in hand at the same moment: claimed, being written, with the channel, until what became of
    /// them is kept.
    pub at_once: usize,
    /// Of these, with the channel at the same moment: the connections to a mail server.
    pub sends: usize,
    /// With the channel longer than this, a message gives its place to another, and takes one of as many places for slow
    /// ones: somebody's mailbox that answers slowly holds up nobody else.
    pub patience: Duration,
    /// How old may be what a message was found to say when it goes to the channel.
    pub fresh: TimeDelta,
    /// The longest it may take to render a message.
    pub preparing: Duration,
    /// The longest a delivery may take, whatever the channel thinks of its own limits.
    pub sending: Duration,
    /// The longest the worker sleeps: it finds messages that others put into the same database, and clocks that jumped.
    pub poll: Duration,
    /// Attempts after which a message is dead.
    pub attempts: i32,
}

impl WorkerConfig {
    /// How long a claimed message is this worker's: longer than an attempt, or two would send it. What is not begun when
    /// only the time of an attempt is left goes back.
    pub fn lease(&self) -> TimeDelta {
        self.attempt() + TimeDelta::minutes(1)
    }

    pub(super) fn attempt(&self) -> TimeDelta {
        TimeDelta::from_std(self.preparing + self.sending).unwrap_or(LONGEST_ATTEMPT)
    }
}

impl Default for WorkerConfig {
    /// Twelve attempts take about three and a half hours.
    fn default() -> Self {
        Self {
            at_once: 128,
            sends: 16,
            patience: Duration::from_secs(1),
            fresh: TimeDelta::milliseconds(500),
            preparing: Duration::from_secs(60),
            sending: Duration::from_secs(240),
            poll: Duration::from_secs(30),
            attempts: 12,
        }
    }
}

/// What an attempt takes whose limits are longer than time can be counted.
const LONGEST_ATTEMPT: TimeDelta = TimeDelta::weeks(1000);

const FIRST_WAIT: i64 = 10;
const LONGEST_WAIT: i64 = 3600;

/// How long a message waits after an attempt, the first being 1: 10 s, doubled each time, at most an hour, and up to a fifth
/// more or less, so that messages that failed together do not come back together. The spread comes from the message's id:
/// the same message always waits the same, and a test can say how long.
pub fn back_off(message: MessageId, attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt.clamp(1, 20) - 1).unwrap_or_default();
    let wait = (FIRST_WAIT << doublings).min(LONGEST_WAIT) * 1000;
    // FNV-1a: enough to set ids apart.
    let draw = message
        .0
        .as_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let spread = i64::try_from(draw >> 32).unwrap_or_default() % (wait * 2 / 5 + 1);
    TimeDelta::milliseconds(wait - wait / 5 + spread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn waiting_doubles_within_a_fifth_and_ends_at_an_hour() {
        for number in 0..500 {
            let message = MessageId(Uuid::from_u128(number * 0x1234_5678_9abc_def1));
            for (attempt, seconds) in [
                (0, 10),
                (1, 10),
                (2, 20),
                (3, 40),
                (9, 2560),
                (10, 3600),
                (i32::MAX, 3600),
            ] {
                let wait = back_off(message, attempt).num_milliseconds();
                assert!((seconds * 800..=seconds * 1200).contains(&wait), "{attempt}: {wait} ms");
            }
        }
    }

    #[test]
    fn messages_that_failed_together_come_back_apart() {
        let waits: std::collections::BTreeSet<_> = (0..500)
            .map(|n| back_off(MessageId(Uuid::from_u128(n)), 5).num_milliseconds())
            .collect();
        assert!(waits.len() > 450, "{} of 500 differ", waits.len());
        // Over all of the two fifths around 160 s.
        assert!(waits.first().is_some_and(|least| *least < 130_000), "{waits:?}");
        assert!(waits.last().is_some_and(|most| *most > 190_000), "{waits:?}");
    }
}
