//! The draft roster: seen with its check; changed in `edit`, step by step (`step`).

mod around;
mod edit;
pub mod generate;
pub mod several;
pub mod share;
pub mod step;

pub(in crate::actions) use around::around;
pub use edit::{Edit, SlotEdit, SlotInput, add_slot, assign, cancel_slot, change, remove_slot, save_slot};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::actions::authorize::open;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::calendar::Calendar;
use crate::domain::candidate::Booked;
use crate::domain::consultation::Consultation;
use crate::domain::finding::{CoverageReport, Surroundings, check};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::occupancy::Need;
use crate::domain::roster::{Draft, Slot, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::Span;
use crate::store::consultation::sharing_rules;
use crate::store::occupancy::Occupants;
use crate::store::{Db, calendar, occupancy, revision, roster as rows, staff};

/// Duties elsewhere so long before the first one and after the last one stand in the same weeks, or need a rest between.
pub(super) const NEAR: TimeDelta = TimeDelta::days(7);

/// A draft with its calendar and the report of its check.
#[derive(Debug, Clone)]
pub struct CheckedDraft {
    /// Whose roster.
    pub consultation: Consultation,
    /// Its days: meetings, rules set by hand.
    pub calendar: Calendar,
    /// The draft: its version and its slots by start.
    pub draft: Draft,
    /// The check.
    pub report: CoverageReport,
}

/// The draft of a consultation, checked against its calendar only.
pub(super) fn bare_draft(db: &mut Db, consultation: Consultation) -> Result<CheckedDraft, ActionError> {
    let events = calendar::events(db, consultation.id)?;
    let rules = calendar::day_rules(db, consultation.id)?;
    let draft = rows::draft(db, consultation.id)?;
    let calendar = consultation.calendar(events, rules);
    let report = check(&consultation, calendar.days(), &draft.slots);
    Ok(CheckedDraft {
        consultation,
        calendar,
        draft,
        report,
    })
}

/// The draft of a consultation with its whole check.
pub(super) fn checked_draft(
    db: &mut Db,
    consultation: Consultation,
    people: &[StaffMember],
    now: DateTime<Utc>,
) -> Result<CheckedDraft, ActionError> {
    let mut checked = bare_draft(db, consultation)?;
    let (consultation, slots) = (&checked.consultation, &checked.draft.slots);
    let spans = slots.iter().map(|slot| (slot.id, slot.span(consultation.zone)));
    let over = spans.clone().filter(|(_, span)| span.ends_at <= now);
    let over: Vec<SlotId> = over.map(|(slot, _)| slot).collect();
    let rules = sharing_rules(db, consultation.id)?;
    let assigned: BTreeSet<StaffId> = slots.iter().filter_map(|slot| slot.staff).collect();
    let counted = people.iter().filter(|member| assigned.contains(&member.id));
    let counted = counted.filter(|member| rules.is_counted() || member.share.is_limited());
    let counted: Vec<StaffId> = counted.map(|member| member.id).collect();
    let (booked, taken) = match spans.map(|(_, span)| span).reduce(Span::hull) {
        Some(within) => elsewhere(db, consultation, slots, (&counted, within))?,
        None => (Vec::new(), Vec::new()),
    };
    let surroundings = Surroundings {
        people,
        rules,
        booked: &booked,
        taken: &taken,
        published: &published_spans(db, &over)?,
        now,
    };
    checked.report = checked.report.within(slots, consultation.zone, &surroundings);
    Ok(checked)
}

/// The duties of some people in the drafts of other consultations, near enough to the slots for rests and weeks, and what
/// other consultations need while the slots take place.
fn elsewhere(
    db: &mut Db,
    consultation: &Consultation,
    slots: &[Slot],
    (people, within): (&[StaffId], Span),
) -> Result<(Vec<Booked>, Vec<Need>), ActionError> {
    let own: BTreeSet<SlotId> = slots.iter().map(|slot| slot.id).collect();
    let near = Span {
        starts_at: within.starts_at - NEAR,
        ends_at: within.ends_at + NEAR,
    };
    let mut booked = rows::booked(db, people, near)?;
    booked.retain(|one| !own.contains(&one.slot));
    let needs = slots.iter().filter_map(|slot| Need::of_draft(slot, consultation.zone));
    let needs: Vec<Need> = needs.collect();
    let drafted = occupancy::drafted(db, Occupants::of(&needs), within)?.into_iter();
    let drafted = drafted.filter(|(of, _)| *of != consultation.id).map(|(_, need)| need);
    let mut taken: Vec<Need> = drafted.collect();
    taken.extend(revision::published_elsewhere(db, consultation.id, within)?);
    Ok((booked, taken))
}

/// When slots are published to take place.
fn published_spans(db: &mut Db, slots: &[SlotId]) -> Result<BTreeMap<SlotId, Span>, ActionError> {
    let published = revision::slots(db, slots)?.into_values();
    let planned = published.filter(|(_, slot, _)| slot.state == SlotState::Planned);
    Ok(planned.map(|(_, slot, _)| (slot.id, slot.span)).collect())
}

/// A draft, its check, and the people in it.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn checked(cx: &Context, actor: &Actor, slug: Slug) -> Result<(CheckedDraft, Vec<StaffMember>), ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
        Ok((checked_draft(db, consultation, &people, now)?, people))
    })
    .await
}

/// How the days of a consultation are covered, without the draft and the people in it.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn coverage(cx: &Context, actor: &Actor, slug: Slug) -> Result<(Consultation, CoverageReport), ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeCoverage)?;
        let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
        let checked = checked_draft(db, consultation, &people, now)?;
        Ok((checked.consultation, checked.report))
    })
    .await
}
