//! Which reminders should exist for a published roster.

use chrono::{DateTime, Duration, Utc};

use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::SlotState;

/// Leads of a new consultation: a day and an hour before the duty.
pub const DEFAULT_LEADS: [Duration; 2] = [Duration::hours(24), Duration::hours(1)];

/// A reminder that should exist.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlannedReminder {
    /// About which duty.
    pub slot: SlotId,
    /// To whom.
    pub staff: StaffId,
    /// How long before the duty.
    pub lead: Duration,
    /// Start of the duty; a moved duty is another reminder.
    pub slot_starts_at: DateTime<Utc>,
    /// When it is to be sent.
    pub due_at: DateTime<Utc>,
}

impl PlannedReminder {
    /// One key per slot, person, kind, lead, channel and start of the slot.
    pub fn deduplication_key(&self) -> String {
        format!(
            "duty_reminder:{}:{}:{}m:email:{}",
            self.slot,
            self.staff,
            self.lead.num_minutes(),
            self.slot_starts_at.timestamp()
        )
    }
}

/// The reminders that should exist for published slots, by due time. A duty that is entered or moved inside a lead time
/// is still announced: of the leads that have passed, the shortest is due at once. A duty that has begun needs none.
pub fn plan(
    slots: &[PublishedSlot],
    assignments: &Assignments,
    leads: &[Duration],
    now: DateTime<Utc>,
) -> Vec<PlannedReminder> {
    let mut planned: Vec<PlannedReminder> = slots
        .iter()
        .filter(|slot| slot.state == SlotState::Planned && slot.span.starts_at > now)
        .filter_map(|slot| assignments.get(&slot.id).map(|staff| (slot, *staff)))
        .flat_map(|(slot, staff)| {
            let starts_at = slot.span.starts_at;
            let passed = leads.iter().copied().filter(|lead| starts_at - *lead <= now).min();
            leads.iter().copied().filter_map(move |lead| {
                let due_at = starts_at - lead;
                let due_at = if due_at > now {
                    due_at
                } else if Some(lead) == passed {
                    now
                } else {
                    return None;
                };
                Some(PlannedReminder {
                    slot: slot.id,
                    staff,
                    lead,
                    slot_starts_at: starts_at,
                    due_at,
                })
            })
        })
        .collect();
    planned.sort_by_key(|reminder| (reminder.due_at, reminder.slot, reminder.lead));
    planned
}
