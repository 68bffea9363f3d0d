//! What a published roster needs from its coordinator at an instant: duties near or running that may stay empty, and
//! reminders that did not arrive.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};

use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;

/// A duty is near when it begins this soon, or sooner.
pub const NEAR: Duration = Duration::hours(24);

/// A published duty and who is on it, as far as anybody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub slot: PublishedSlot,
    pub staff: Option<StaffId>,
    /// Whether they confirmed it.
    pub confirmed: bool,
}

/// A reminder that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    pub slot: SlotId,
    pub staff: StaffId,
    /// The start it is about.
    pub starts_at: DateTime<Utc>,
    /// A code of [`crate::domain::message::Undeliverable`], or the channel's words.
    pub reason: String,
}

/// Where an instant lies to a duty. In the order in which they need somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Running,
    Coming,
    /// It has ended.
    Over,
}

/// Why a duty needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// Nobody is on it.
    Nobody,
    /// Who is on it has not confirmed it.
    Unconfirmed(StaffId),
    /// Who is on it did not get the reminder.
    Unreached {
        staff: StaffId,
        /// As in [`Undelivered`].
        reason: String,
    },
}

/// A duty that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    pub slot: SlotId,
    pub starts_at: DateTime<Utc>,
    pub when: When,
    pub concern: Concern,
}

impl Attention {
    /// Who is on the duty, when somebody is.
    pub fn staff(&self) -> Option<StaffId> {
        match &self.concern {
            Concern::Nobody => None,
            Concern::Unconfirmed(staff) | Concern::Unreached { staff, .. } => Some(*staff),
        }
    }
}

/// What needs somebody at an instant: one line for a duty, running ones first, then by start. A duty that is near or
/// running needs somebody when nobody is on it or who is has not confirmed it; cancelled ones never do. A reminder that did
/// not arrive is always told, however far the duty, and stands for the confirmation that is missing with it; of several
/// about one duty of one person, the last.
pub fn attention(duties: &[Expected], undelivered: &[Undelivered], at: DateTime<Utc>) -> Vec<Attention> {
    let unreached: BTreeMap<(SlotId, StaffId, DateTime<Utc>), &Undelivered> = undelivered
        .iter()
        .map(|missed| ((missed.slot, missed.staff, missed.starts_at), missed))
        .collect();
    let told: BTreeSet<_> = unreached.keys().copied().collect();
    let ends: BTreeMap<(SlotId, DateTime<Utc>), DateTime<Utc>> = duties
        .iter()
        .map(|duty| ((duty.slot.id, duty.slot.span.starts_at), duty.slot.span.ends_at))
        .collect();
    let empty = duties.iter().filter_map(|duty| {
        let (slot, span) = (&duty.slot, duty.slot.span);
        let near = span.ends_at > at && span.starts_at <= at + NEAR;
        let concern = match duty.staff {
            _ if slot.state == SlotState::Cancelled || !near => return None,
            None => Concern::Nobody,
            Some(staff) if duty.confirmed || told.contains(&(slot.id, staff, span.starts_at)) => return None,
            Some(staff) => Concern::Unconfirmed(staff),
        };
        Some((slot.id, span.starts_at, concern))
    });
    let missed = unreached.values().map(|missed| {
        let concern = Concern::Unreached {
            staff: missed.staff,
            reason: missed.reason.clone(),
        };
        (missed.slot, missed.starts_at, concern)
    });
    let mut all: Vec<Attention> = empty
        .chain(missed)
        .map(|(slot, starts_at, concern)| Attention {
            when: match ends.get(&(slot, starts_at)) {
                _ if starts_at > at => When::Coming,
                Some(ends_at) if *ends_at > at => When::Running,
                _ => When::Over,
            },
            slot,
            starts_at,
            concern,
        })
        .collect();
    all.sort_by_key(|attention| (attention.when, attention.starts_at, attention.slot));
    all
}
