//! What the people of a draft have besides it: near enough to matter, and earlier.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::actions::error::ActionError;
use crate::actions::roster::CheckedDraft;
use crate::domain::candidate::Booked;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::staff::StaffMember;
use crate::domain::time::Span;
use crate::domain::workload::Share;
use crate::store::{Db, roster as rows};

/// Duties of so long before the first one count as carried.
const CARRIED: TimeDelta = TimeDelta::days(90);
/// Duties elsewhere so long before the first one and after the last one stand in the same weeks, or need a rest between.
const NEAR: TimeDelta = TimeDelta::days(7);

/// What is around a draft. Without slots there is nothing around it.
#[derive(Default)]
pub(in crate::actions) struct Around {
    pub within: Option<Span>,
    /// The duties people have in other consultations while the draft runs, and a week before and after.
    pub elsewhere: Vec<Booked>,
    /// What they had there before that.
    pub carried: BTreeMap<StaffId, Share>,
}

impl Around {
    /// All that people have elsewhere, near and earlier.
    pub fn had(&self) -> BTreeMap<StaffId, Share> {
        let mut had = self.carried.clone();
        for one in &self.elsewhere {
            had.entry(one.staff).or_default().add(one.span.minutes());
        }
        had
    }
}

pub(in crate::actions) fn around(
    db: &mut Db,
    draft: &CheckedDraft,
    people: &[StaffMember],
) -> Result<Around, ActionError> {
    let ids: Vec<StaffId> = people.iter().map(|member| member.id).collect();
    let own: BTreeSet<SlotId> = draft.draft.slots.iter().map(|slot| slot.id).collect();
    let spans = draft.draft.slots.iter().map(|slot| slot.span(draft.consultation.zone));
    let Some(within) = spans.reduce(Span::hull) else {
        return Ok(Around::default());
    };
    let near = Span {
        starts_at: within.starts_at - NEAR,
        ends_at: within.ends_at + NEAR,
    };
    let earlier = Span {
        starts_at: within.starts_at - CARRIED,
        ..near
    };
    let mut around = Around {
        within: Some(within),
        ..Around::default()
    };
    let booked = rows::booked(db, &ids, earlier)?.into_iter();
    for one in booked.filter(|one| !own.contains(&one.slot)) {
        if one.span.overlaps(near) {
            around.elsewhere.push(one);
        } else {
            around.carried.entry(one.staff).or_default().add(one.span.minutes());
        }
    }
    Ok(around)
}
