//! One duty as two, several as one. What they cover stays the same to the minute.

use std::collections::BTreeSet;

use chrono::{Days, NaiveTime};
use chrono_tz::Tz;

use crate::domain::fault::Fault;
use crate::domain::ids::{ExtensionId, SlotId};
use crate::domain::roster::change::{Change, SlotPatch};
use crate::domain::roster::reason::{CancelReason, PublicReason};
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::{Hours, Span, oddity};

/// Divides a slot at a local time of day. The first part keeps the id; the second is `id` and keeps everything else.
///
/// # Errors
/// [`Fault::NotInside`] when the time is not between start and end; [`Fault::ClockChange`] when that time comes twice or never
/// that day.
pub fn split(slot: &Slot, at: NaiveTime, id: SlotId, zone: Tz) -> Result<[Change; 2], Fault> {
    let Hours { start, end } = slot.hours;
    let overnight = slot.hours.crosses_midnight();
    let inside = if overnight {
        at > start || at < end
    } else {
        start < at && at < end
    };
    if !inside {
        return Err(Fault::NotInside);
    }
    let date = if overnight && at <= start {
        slot.date.checked_add_days(Days::new(1)).ok_or(Fault::NotInside)?
    } else {
        slot.date
    };
    if oddity(date.and_time(at), zone).is_some() {
        return Err(Fault::ClockChange);
    }
    let second = Slot {
        id,
        date,
        hours: Hours { start: at, end },
        ..slot.clone()
    };
    Ok([ends_at(slot.id, at), Change::Add { slot: second }])
}

/// Makes one slot of several that follow one another and differ in nothing but their hours: the first lasts until the end of
/// the last. The others are removed; those residents have `seen` are called off as joined.
///
/// # Errors
/// The slot at fault: [`Fault::NotAdjoining`] when it does not begin where the one before ends, is the only one, or
/// all together would last a day; [`Fault::Unlike`] when it has other extensions, languages, another mode, state or person.
pub fn merge(slots: &[&Slot], seen: &BTreeSet<SlotId>, zone: Tz) -> Result<Vec<Change>, (SlotId, Fault)> {
    let mut sorted: Vec<(Span, &Slot)> = slots.iter().map(|slot| (slot.span(zone), *slot)).collect();
    sorted.sort_by_key(|(span, slot)| (*span, slot.id));
    let Some(((whole, first), rest)) = sorted.split_first() else {
        return Ok(Vec::new());
    };
    let (mut whole, mut end) = (*whole, first.hours.end);
    for (span, slot) in rest {
        if span.starts_at != whole.ends_at {
            return Err((slot.id, Fault::NotAdjoining));
        }
        if !alike(first, slot) {
            return Err((slot.id, Fault::Unlike));
        }
        (whole, end) = (whole.hull(*span), slot.hours.end);
    }
    let hours = Hours { end, ..first.hours };
    if rest.is_empty() || hours.start == end || Span::of(first.date, hours, zone) != whole {
        return Err((rest.last().map_or(first.id, |(_, last)| last.id), Fault::NotAdjoining));
    }
    let gone = rest.iter().map(|(_, slot)| match slot.id {
        id if seen.contains(&id) => Change::Cancel {
            id,
            reason: CancelReason::Listed(PublicReason::Joined),
        },
        id => Change::Remove { id },
    });
    Ok(gone.chain([ends_at(first.id, end)]).collect())
}

fn ends_at(id: SlotId, end: NaiveTime) -> Change {
    let set = SlotPatch {
        end: Some(end),
        ..SlotPatch::default()
    };
    Change::Change { id, set: Box::new(set) }
}

fn alike(one: &Slot, other: &Slot) -> bool {
    let extensions = |slot: &Slot| -> BTreeSet<ExtensionId> { slot.extensions.iter().map(|line| line.id).collect() };
    let planned = |slot: &Slot| slot.state == SlotState::Planned;
    planned(one)
        && planned(other)
        && extensions(one) == extensions(other)
        && (&one.languages, one.mode, one.staff) == (&other.languages, other.mode, other.staff)
}
