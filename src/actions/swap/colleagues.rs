//! Who could stand in for somebody, ranked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::actions::error::ActionError;
use crate::domain::candidate::{Bookings, Candidate};
use crate::domain::consultation::Consultation;
use crate::domain::ids::StaffId;
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::staff::StaffMember;
use crate::domain::swap::{published_load, stand_ins};
use crate::domain::time::Span;
use crate::domain::workload::Workload;
use crate::store::{Db, revision, roster, staff, swap};

/// A colleague as to a duty.
#[derive(Debug, Clone)]
pub struct StandIn {
    pub candidate: Candidate,
    pub name: String,
}

/// Everybody who takes duties for the office of a consultation, with the duties they have.
pub(super) struct Colleagues {
    people: Vec<StaffMember>,
    booked: Bookings,
    load: Workload,
    last_asked: BTreeMap<StaffId, DateTime<Utc>>,
}

impl Colleagues {
    /// As far as duties within a time are concerned. Drafts count beside what is published: who is in one is about to have
    /// the duty.
    pub(super) fn read(db: &mut Db, of: &Consultation, within: Span) -> Result<Self, ActionError> {
        let mut people = staff::of_draft(db, of.unit.id, of.id)?;
        people.retain(|member| member.serves(of.unit.id));
        let ids: Vec<StaffId> = people.iter().map(|member| member.id).collect();
        let mut booked = roster::booked(db, &ids, within)?;
        booked.extend(revision::booked(db, &ids, within)?);
        let (slots, assignments) = match revision::latest(db, of.id)? {
            Some(latest) => {
                let assignments = revision::assignments(db, latest.id)?;
                (latest.slots, assignments)
            }
            None => (Vec::new(), Assignments::new()),
        };
        Ok(Self {
            last_asked: swap::last_asked(db, &ids)?,
            booked: booked.into_iter().collect(),
            load: published_load(&slots, &assignments, of.zone),
            people,
        })
    }

    /// All but who has the duty, the best first.
    pub(super) fn ranked(&self, of: &Consultation, slot: &PublishedSlot, holder: Option<StaffId>) -> Vec<StandIn> {
        let ranked = stand_ins(
            (slot, holder),
            of.zone,
            &self.people,
            &self.booked,
            &self.load,
            &self.last_asked,
        );
        let stand_in = |candidate: Candidate| StandIn {
            name: self.name(candidate.staff),
            candidate,
        };
        ranked.into_iter().map(stand_in).collect()
    }

    fn name(&self, id: StaffId) -> String {
        let found = self.people.iter().find(|member| member.id == id);
        found.map(|member| member.name.clone()).unwrap_or_default()
    }
}
