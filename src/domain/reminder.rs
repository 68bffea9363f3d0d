//! Which reminders should exist for a published roster, and what that changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};

use crate::domain::ids::{MessageId, SlotId, StaffId};
use crate::domain::message::{Channel, MessageState};
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::SlotState;

/// How long before a duty, where nobody set anything else.
pub const DEFAULT_LEADS: [Duration; 2] = [Duration::hours(24), Duration::hours(1)];

/// The leads that were set, or the defaults: a day and an hour.
pub fn leads_or_default(set: Vec<Duration>) -> Vec<Duration> {
    if set.is_empty() { DEFAULT_LEADS.to_vec() } else { set }
}

/// A reminder that should exist.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlannedReminder {
    pub slot: SlotId,
    pub staff: StaffId,
    /// How long before the duty.
    pub lead: Duration,
    pub channel: Channel,
    /// A moved duty is another reminder.
    pub slot_starts_at: DateTime<Utc>,
    /// When it is to be sent.
    pub due_at: DateTime<Utc>,
}

impl PlannedReminder {
    /// One message per slot, person, lead, channel and start of the slot.
    pub fn deduplication_key(&self) -> String {
        format!(
            "duty_reminder:{}:{}:{}m:{}:{}",
            self.slot,
            self.staff,
            self.lead.num_minutes(),
            self.channel.code(),
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
                    channel: Channel::Email,
                    slot_starts_at: starts_at,
                    due_at,
                })
            })
        })
        .collect();
    planned.sort_by_key(|reminder| (reminder.due_at, reminder.slot, reminder.lead));
    planned
}

/// The messages of a consultation's reminders about duties that have not begun, by deduplication key.
pub type KnownReminders = BTreeMap<String, (MessageId, MessageState)>;

/// What a plan changes in the reminders there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    pub add: Vec<PlannedReminder>,
    /// Obsolete ones that are true again, and when they are due.
    pub revive: Vec<(MessageId, DateTime<Utc>)>,
    /// Unsent ones that are no longer planned.
    pub retire: Vec<MessageId>,
    /// Sent ones that are no longer true. Nothing takes them back.
    pub untrue: Vec<MessageId>,
    /// How many of the plan were there already. What was sent or given up stays so.
    pub kept: usize,
}

impl Reconciliation {
    /// How many reminders are to be sent that were not before.
    pub fn planned(&self) -> usize {
        self.add.len() + self.revive.len()
    }
}

/// What somebody hears of a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// Reminders they will get and would not have got.
    pub more: usize,
    /// Reminders they will not get any more.
    pub fewer: usize,
    /// Reminders they got that are no longer true.
    pub untrue: usize,
}

impl Reconciliation {
    /// Who hears what; `holders` are the people the known messages are for.
    pub fn told(&self, holders: &BTreeMap<MessageId, StaffId>) -> BTreeMap<StaffId, Told> {
        let mut told: BTreeMap<StaffId, Told> = BTreeMap::new();
        let of = |messages: &[MessageId]| -> Vec<StaffId> {
            messages
                .iter()
                .filter_map(|message| holders.get(message).copied())
                .collect()
        };
        let revived: Vec<MessageId> = self.revive.iter().map(|(message, _)| *message).collect();
        let added = self.add.iter().map(|planned| planned.staff);
        for staff in added.chain(of(&revived)) {
            told.entry(staff).or_default().more += 1;
        }
        for staff in of(&self.retire) {
            told.entry(staff).or_default().fewer += 1;
        }
        for staff in of(&self.untrue) {
            told.entry(staff).or_default().untrue += 1;
        }
        told
    }
}

/// Compares the plan with the reminders there are.
pub fn reconcile(known: &KnownReminders, plan: Vec<PlannedReminder>) -> Reconciliation {
    let mut changes = Reconciliation::default();
    let mut wanted = BTreeSet::new();
    for planned in plan {
        let key = planned.deduplication_key();
        match known.get(&key) {
            _ if wanted.contains(&key) => continue,
            None => changes.add.push(planned),
            Some((message, MessageState::Obsolete)) => changes.revive.push((*message, planned.due_at)),
            Some((_, MessageState::Pending | MessageState::Sent | MessageState::Dead)) => changes.kept += 1,
        }
        wanted.insert(key);
    }
    for (_, (message, state)) in known.iter().filter(|(key, _)| !wanted.contains(*key)) {
        match state {
            MessageState::Pending | MessageState::Dead => changes.retire.push(*message),
            MessageState::Sent => changes.untrue.push(*message),
            MessageState::Obsolete => {}
        }
    }
    changes
}
