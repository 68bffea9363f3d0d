//! The personal calendar of somebody who takes duties: what the published revisions say of the duties they have or had.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::ids::{ConsultationId, SlotId, StaffId};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;

/// A revision of a consultation, without its slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevisionMark {
    pub consultation: ConsultationId,
    pub number: i32,
    pub published_at: DateTime<Utc>,
}

/// A slot in one revision, and who was on duty in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    pub revision: RevisionMark,
    pub slot: PublishedSlot,
    pub staff: Option<StaffId>,
}

/// A duty in somebody's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEvent {
    /// As they had it last. One that went to somebody else, or that the roster no longer has, is cancelled without a
    /// reason.
    pub slot: PublishedSlot,
    /// The last revision in which it changed for them: a calendar program takes what has the higher number.
    pub changed: RevisionMark,
}

/// The duties a person has or had, by start. `appearances` are those of all slots they ever had, `revisions` all of
/// these consultations; their order does not matter.
pub fn events(person: StaffId, revisions: &[RevisionMark], appearances: &[Appearance]) -> Vec<FeedEvent> {
    let mut of_slots: BTreeMap<(ConsultationId, SlotId), BTreeMap<i32, &Appearance>> = BTreeMap::new();
    for appearance in appearances {
        let RevisionMark {
            consultation, number, ..
        } = appearance.revision;
        let of_slot = of_slots.entry((consultation, appearance.slot.id)).or_default();
        of_slot.insert(number, appearance);
    }
    let mut in_order: BTreeMap<ConsultationId, Vec<RevisionMark>> = BTreeMap::new();
    for revision in revisions {
        in_order.entry(revision.consultation).or_default().push(*revision);
    }
    in_order
        .values_mut()
        .for_each(|revisions| revisions.sort_by_key(|revision| revision.number));
    let events = of_slots.into_iter().filter_map(|((consultation, _), said)| {
        let revisions = in_order.get(&consultation)?;
        event(person, revisions, &said)
    });
    let mut events: Vec<FeedEvent> = events.collect();
    events.sort_by_key(|event| (event.slot.span, event.slot.id));
    events
}

/// Goes through the revisions from the first to the last.
fn event(person: StaffId, revisions: &[RevisionMark], said: &BTreeMap<i32, &Appearance>) -> Option<FeedEvent> {
    let mut event: Option<FeedEvent> = None;
    for revision in revisions {
        let theirs = said
            .get(&revision.number)
            .filter(|appearance| appearance.staff == Some(person));
        let slot = match (theirs, &event) {
            (Some(appearance), _) => appearance.slot.clone(),
            (None, Some(before)) => PublishedSlot {
                state: SlotState::Cancelled,
                cancel_reason: None,
                ..before.slot.clone()
            },
            (None, None) => continue,
        };
        if event.as_ref().is_none_or(|before| before.slot != slot) {
            let changed = *revision;
            event = Some(FeedEvent { slot, changed });
        }
    }
    event
}
