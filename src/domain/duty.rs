//! Who is on duty now, who is next, when that changes, and which duty a call belongs to.

use chrono::{DateTime, Days, Duration, Utc};
use chrono_tz::Tz;

use crate::domain::ids::StaffId;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::{Hours, Span, local};

/// A call this long after a duty still belongs to it.
pub const AFTER_DUTY: Duration = Duration::minutes(30);

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

/// Until when all that is said of these slots at an instant stays true: until one of them begins or ends, cancelled and
/// room-only ones too, or until local midnight, for "today" is said.
pub fn true_until(slots: &[PublishedSlot], zone: Tz, at: DateTime<Utc>) -> DateTime<Utc> {
    let tomorrow = local(at, zone).date() + Days::new(1);
    let midnight = Span::of(tomorrow, Hours::WHOLE_DAY, zone).starts_at;
    let edges = slots.iter().flat_map(|slot| [slot.span.starts_at, slot.span.ends_at]);
    edges.filter(|edge| *edge > at).fold(midnight, DateTime::min)
}

/// The telephone duty a call at an instant belongs to: one's own running one, else one's own that ended at most
/// [`AFTER_DUTY`] ago; for somebody who takes no duties, the only one that runs. Each duty comes with who is on it.
pub fn duty_of_call<'a>(
    duties: &'a [(PublishedSlot, Option<StaffId>)],
    staff: Option<StaffId>,
    at: DateTime<Utc>,
) -> Option<&'a PublishedSlot> {
    let begun = duties
        .iter()
        .filter(|(slot, holder)| slot.answers_phone() && (staff.is_none() || *holder == staff))
        .map(|(slot, _)| slot)
        .filter(|slot| slot.span.starts_at <= at && at < slot.span.ends_at + AFTER_DUTY);
    let (running, ended): (Vec<_>, Vec<_>) = begun.partition(|slot| slot.span.contains(at));
    let latest = |slots: &[&'a PublishedSlot]| slots.iter().copied().max_by_key(|slot| slot.span);
    match (staff, running.as_slice()) {
        (Some(_), _) => latest(&running).or_else(|| latest(&ended)),
        (None, [only]) => Some(*only),
        (None, _) => None,
    }
}
