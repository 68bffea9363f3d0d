//! Who could take a duty: the best first, each with what speaks for and against them.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::domain::ids::{SlotId, StaffId};
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::Span;
use crate::domain::workload::{Share, Workload};

/// A duty somebody has, in any consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked {
    pub staff: StaffId,
    pub slot: SlotId,
    pub span: Span,
}

impl Booked {
    /// The planned duties of a draft that somebody has.
    pub fn of_draft(slots: &[Slot], zone: Tz) -> impl Iterator<Item = Self> + '_ {
        let planned = slots.iter().filter(|slot| slot.state == SlotState::Planned);
        planned.filter_map(move |slot| {
            Some(Self {
                staff: slot.staff?,
                slot: slot.id,
                span: slot.span(zone),
            })
        })
    }
}

/// Duties by who has them.
#[derive(Debug, Clone, Default)]
pub struct Bookings(HashMap<StaffId, Vec<Booked>>);

impl Bookings {
    /// The duties of one person.
    pub fn of(&self, person: StaffId) -> &[Booked] {
        self.0.get(&person).map_or(&[], Vec::as_slice)
    }
}

impl FromIterator<Booked> for Bookings {
    fn from_iter<I: IntoIterator<Item = Booked>>(all: I) -> Self {
        let mut by_person: HashMap<StaffId, Vec<Booked>> = HashMap::new();
        for one in all {
            by_person.entry(one.staff).or_default().push(one);
        }
        Self(by_person)
    }
}

/// Somebody who takes duties, as to one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub staff: StaffId,
    /// What they have in this consultation without the duty.
    pub share: Share,
    /// Whether they speak every language it asks for.
    pub speaks: bool,
    /// Why they cannot take it.
    pub cannot: Option<Cannot>,
}

/// What keeps somebody from a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cannot {
    /// They are away until then, in the wall-clock time of the absence.
    Absent(NaiveDateTime),
    /// They have another duty then.
    Busy(SlotId),
}

/// Everybody as to a slot: who can take it before who cannot, who speaks its languages before who does not, then who has
/// fewest minutes; who is alike stays in the order in which they come.
pub fn rank(slot: &Slot, zone: Tz, people: &[&StaffMember], booked: &Bookings, load: &Workload) -> Vec<Candidate> {
    let span = slot.span(zone);
    let mut all: Vec<Candidate> = people
        .iter()
        .map(|member| Candidate {
            staff: member.id,
            share: without(load, member.id, slot, span),
            speaks: slot
                .languages
                .iter()
                .all(|language| member.languages.contains(language)),
            cannot: member
                .away(span)
                .map(Cannot::Absent)
                .or_else(|| busy(slot.id, span, booked.of(member.id))),
        })
        .collect();
    all.sort_by_key(|one| (one.cannot.is_some(), !one.speaks, one.share.minutes));
    all
}

fn busy(slot: SlotId, span: Span, booked: &[Booked]) -> Option<Cannot> {
    let mut other = booked.iter().filter(|one| one.slot != slot);
    let clash = other.find(|one| one.span.overlaps(span))?;
    Some(Cannot::Busy(clash.slot))
}

fn without(load: &Workload, person: StaffId, slot: &Slot, span: Span) -> Share {
    let mut share = load.per_person.get(&person).copied().unwrap_or_default();
    if slot.staff == Some(person) && slot.state == SlotState::Planned {
        share.duties -= 1;
        share.minutes -= span.minutes();
    }
    share
}
