//! Who is on duty now, who is next, and when that changes.

use chrono::{DateTime, Utc};

use crate::domain::revision::PublishedSlot;

/// The state of the telephone at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDuty<'a> {
    /// Slots running at the instant, by start.
    pub now: Vec<&'a PublishedSlot>,
    /// The next slot to start, the first by time, then by number.
    pub next: Option<&'a PublishedSlot>,
    /// When `now` or `next` changes; `None` when it never will.
    pub changes_at: Option<DateTime<Utc>>,
}

/// The state of the telephone at an instant. Cancelled and room-only slots never count. Half-open: at the second a duty
/// ends, nobody is on it.
pub fn on_duty(slots: &[PublishedSlot], at: DateTime<Utc>) -> OnDuty<'_> {
    let mut live: Vec<&PublishedSlot> = slots.iter().filter(|slot| slot.answers_phone()).collect();
    live.sort_by(|a, b| {
        (a.span, a.extensions.first().map(|l| &l.display)).cmp(&(b.span, b.extensions.first().map(|l| &l.display)))
    });
    let now: Vec<_> = live.iter().copied().filter(|slot| slot.span.contains(at)).collect();
    let next = live.iter().copied().find(|slot| slot.span.starts_at > at);
    let ends = now.iter().map(|slot| slot.span.ends_at);
    let changes_at = ends.chain(next.map(|slot| slot.span.starts_at)).min();
    OnDuty { now, next, changes_at }
}
