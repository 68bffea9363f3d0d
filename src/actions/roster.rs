//! The draft roster: seen with its check; changed in `edit`, step by step (`step`).

mod around;
mod edit;
pub mod generate;
pub mod several;
pub mod share;
pub mod step;

pub(in crate::actions) use around::around;
pub use edit::{Edit, SlotEdit, SlotInput, add_slot, assign, cancel_slot, change, remove_slot, save_slot};

use crate::actions::authorize::open;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::calendar::Calendar;
use crate::domain::consultation::Consultation;
use crate::domain::coverage::{CoverageReport, check};
use crate::domain::roster::Draft;
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::store::{Db, calendar, roster as rows, staff};

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

/// The draft of a consultation with its check.
pub(super) fn checked_draft(
    db: &mut Db,
    consultation: Consultation,
    people: &[StaffMember],
) -> Result<CheckedDraft, ActionError> {
    let events = calendar::events(db, consultation.id)?;
    let rules = calendar::day_rules(db, consultation.id)?;
    let draft = rows::draft(db, consultation.id)?;
    let calendar = consultation.calendar(events, rules);
    let report =
        check(&consultation, calendar.days(), &draft.slots).with_people(&draft.slots, consultation.zone, people);
    Ok(CheckedDraft {
        consultation,
        calendar,
        draft,
        report,
    })
}

/// A draft, its check, and the people in it.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn checked(cx: &Context, actor: &Actor, slug: Slug) -> Result<(CheckedDraft, Vec<StaffMember>), ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
        Ok((checked_draft(db, consultation, &people)?, people))
    })
    .await
}

/// How the days of a consultation are covered, without the draft and the people in it.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn coverage(cx: &Context, actor: &Actor, slug: Slug) -> Result<(Consultation, CoverageReport), ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeCoverage)?;
        let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
        let checked = checked_draft(db, consultation, &people)?;
        Ok((checked.consultation, checked.report))
    })
    .await
}
