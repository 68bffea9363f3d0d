//! One extension, one person, one place: the only search for duties that need the same extension or person at once.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use crate::domain::extension::Phone;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::Span;

/// What can be in one place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occupant<'a> {
    Extension(&'a Phone),
    Person(StaffId),
}

/// A duty needs an occupant for a time. `D` tells duties apart: an id, or an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking<'a, D> {
    pub occupant: Occupant<'a>,
    pub span: Span,
    pub duty: D,
}

/// What one duty needs: its extensions and its person.
pub fn bookings<'a, D: Copy>(
    duty: D,
    span: Span,
    phones: impl IntoIterator<Item = &'a Phone>,
    person: Option<StaffId>,
) -> impl Iterator<Item = Booking<'a, D>> {
    let extensions = phones.into_iter().map(Occupant::Extension);
    extensions
        .chain(person.map(Occupant::Person))
        .map(move |occupant| Booking { occupant, span, duty })
}

/// Two duties need one occupant at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash<'a, D> {
    pub occupant: Occupant<'a>,
    /// Starts no later than `second`; of two that start together, the smaller `D`.
    pub first: D,
    pub second: D,
}

/// All clashes, each once. Spans are half-open, so duties that touch do not clash. Takes `n log n` and the number of
/// clashes.
pub fn clashes<'a, D: Copy + Ord>(bookings: impl IntoIterator<Item = Booking<'a, D>>) -> Vec<Clash<'a, D>> {
    let mut bookings: Vec<Booking<'a, D>> = bookings.into_iter().collect();
    bookings.sort_by_key(|booking| (booking.occupant, booking.span.starts_at, booking.duty));
    bookings.dedup();
    let mut found = Vec::new();
    // Bookings of the same occupant that have not ended yet.
    let mut running: Vec<Booking<'a, D>> = Vec::new();
    for second in bookings {
        running.retain(|first| first.occupant == second.occupant && second.span.starts_at < first.span.ends_at);
        let meeting = running.iter().filter(|first| first.span.overlaps(second.span));
        found.extend(meeting.map(|first| Clash {
            occupant: second.occupant,
            first: first.duty,
            second: second.duty,
        }));
        running.push(second);
    }
    found
}

/// A planned duty and what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub slot: SlotId,
    pub span: Span,
    pub phones: Vec<Phone>,
    pub person: Option<StaffId>,
}

impl Need {
    /// What a slot of a draft needs; nothing when it is called off.
    pub fn of_draft(slot: &Slot, zone: Tz) -> Option<Self> {
        (slot.state == SlotState::Planned).then(|| Self {
            slot: slot.id,
            span: slot.span(zone),
            phones: slot
                .extensions
                .iter()
                .map(|extension| extension.phone.clone())
                .collect(),
            person: slot.staff,
        })
    }

    /// What a published slot needs; nothing when it is called off.
    pub fn of_published(slot: &PublishedSlot, person: Option<StaffId>) -> Option<Self> {
        (slot.state == SlotState::Planned).then(|| Self {
            slot: slot.id,
            span: slot.span,
            phones: slot
                .extensions
                .iter()
                .map(|extension| extension.phone.clone())
                .collect(),
            person,
        })
    }
}

/// Each of `mine` that cannot be had, with the duty in its way: one of `others`, and of two of `mine` that clash the later
/// one is in the way of the earlier.
pub fn in_the_way(mine: &[Need], others: &[Need]) -> BTreeSet<(SlotId, SlotId)> {
    let mine = mine.iter().map(|need| (true, need));
    let others = others.iter().map(|need| (false, need));
    let booked = mine
        .chain(others)
        .flat_map(|(is_mine, need)| bookings((is_mine, need.slot), need.span, &need.phones, need.person));
    clashes(booked)
        .into_iter()
        .filter_map(|clash| match (clash.first, clash.second) {
            ((false, _), (false, _)) => None,
            ((false, other), (true, own)) | ((true, own), (_, other)) => Some((own, other)),
        })
        .collect()
}
