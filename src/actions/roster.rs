//! The draft roster: see it checked, and change its slots.

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{consultation, locked};
use crate::actions::context::Context;
use crate::actions::error::{ActionError, FieldError, or_invalid};
use crate::actions::input::required_text;
use crate::domain::access::{Actor, Right};
use crate::domain::calendar::Calendar;
use crate::domain::consultation::Consultation;
use crate::domain::coverage::{CoverageReport, check};
use crate::domain::extension::Phone;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::{Slot, SlotMode, SlotState, Source};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::Hours;
use crate::store::roster::{self as rows, Draft};
use crate::store::{Db, consultation, extension, revision, staff};

/// The longest list of numbers one slot can have.
pub const MAX_EXTENSIONS: usize = 20;

/// A draft with all that is said about it.
#[derive(Debug, Clone)]
pub struct CheckedDraft {
    /// Whose roster.
    pub consultation: Consultation,
    /// What is said of its days: meetings, rules set by hand.
    pub calendar: Calendar,
    /// The draft: its version and its slots by start.
    pub draft: Draft,
    /// The check.
    pub report: CoverageReport,
}

/// The board of a consultation, inside a transaction or a read.
pub(super) fn checked_draft(db: &mut Db, consultation: Consultation) -> Result<CheckedDraft, ActionError> {
    let events = consultation::events(db, consultation.id)?;
    let rules = consultation::day_rules(db, consultation.id)?;
    let draft = rows::draft(db, consultation.id)?;
    let calendar = consultation.calendar(events, rules);
    let report = check(&consultation, calendar.days(), &draft.slots).with_absences(&draft.slots, &staff::list(db)?);
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
pub async fn board(cx: &Context, actor: &Actor, slug: Slug) -> Result<(CheckedDraft, Vec<StaffMember>), ActionError> {
    actor.may(Right::SeeRoster)?;
    cx.store
        .read(move |db| {
            let consultation = consultation(db, &slug)?;
            Ok((checked_draft(db, consultation)?, staff::list(db)?))
        })
        .await
}

/// A slot as typed. Hours and numbers are parsed at the edge.
#[derive(Debug, Clone)]
pub struct SlotInput {
    /// `None` makes a new slot.
    pub id: Option<SlotId>,
    /// Local date.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Numbers and how they are printed.
    pub extensions: Vec<(Phone, String)>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// How it is held.
    pub mode: SlotMode,
    /// Who is on duty.
    pub staff: Option<StaffId>,
    /// Where it was read from; kept from the slot that is changed when `None`.
    pub source: Option<Source>,
}

/// Adds or changes a slot of the draft; `version` is the draft the form was made from.
///
/// # Errors
/// [`ActionError::Taken`] when a line or the person is on another duty then, in any consultation; [`ActionError::Stale`];
/// [`ActionError::Invalid`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn save_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    input: SlotInput,
    version: Option<i32>,
) -> Result<SlotId, ActionError> {
    actor.may(Right::EditRoster)?;
    check_extensions(&input.extensions)?;
    let (now, random, recorder) = (cx.now(), cx.random, AuditLog::of(cx, actor));
    cx.store
        .write(move |db| {
            // The consultation first, then the extensions by number: two who do this never wait for each other in a circle.
            let consultation = locked(db, &slug)?;
            let was = match input.id {
                Some(id) => Some(own_slot(db, &consultation, id)?),
                None => None,
            };
            if let Some(person) = input.staff
                && staff::by_id(db, person)?.is_none()
            {
                return Err(ActionError::field("staff", "fault-unknown"));
            }
            let mut slot = Slot {
                id: input.id.unwrap_or_else(|| random.id(now)),
                date: input.date,
                hours: input.hours,
                extensions: Vec::new(),
                languages: input.languages,
                mode: input.mode,
                state: SlotState::Planned,
                cancel_reason: None,
                staff: input.staff,
                source: input.source.or(was.and_then(|slot| slot.source)),
            };
            let extensions = extension::ensure_all(db, &input.extensions, &mut || random.id(now))?;
            slot.extensions = input
                .extensions
                .iter()
                .filter_map(|(phone, _)| extensions.get(phone).cloned())
                .collect();
            rows::save_slot(db, consultation.id, consultation.zone, &slot, version)?;
            recorder.append(
                db,
                "slot.saved",
                Some(consultation.id),
                slot.id,
                json!({ "date": slot.date }),
            )?;
            Ok(slot.id)
        })
        .await
}

fn check_extensions(extensions: &[(Phone, String)]) -> Result<(), ActionError> {
    let mut faults = Vec::new();
    if extensions.len() > MAX_EXTENSIONS {
        faults.push(FieldError::new("phones", "fault-too-many"));
    }
    let twice = extensions
        .iter()
        .enumerate()
        .any(|(index, (phone, _))| extensions[..index].iter().any(|(other, _)| other == phone));
    if twice {
        faults.push(FieldError::new("phones", "fault-twice"));
    }
    or_invalid(faults, ())
}

/// Calls a slot off; residents see that it was, and why.
///
/// # Errors
/// As [`save_slot`].
pub async fn cancel_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    id: SlotId,
    reason: &str,
    version: Option<i32>,
) -> Result<(), ActionError> {
    actor.may(Right::EditRoster)?;
    let reason = required_text("reason", reason, 300).map_err(|fault| ActionError::Invalid(vec![fault]))?;
    let recorder = AuditLog::of(cx, actor);
    cx.store
        .write(move |db| {
            let consultation = locked(db, &slug)?;
            let slot = Slot {
                state: SlotState::Cancelled,
                cancel_reason: Some(reason),
                ..own_slot(db, &consultation, id)?
            };
            rows::save_slot(db, consultation.id, consultation.zone, &slot, version)?;
            recorder.append(
                db,
                "slot.cancelled",
                Some(consultation.id),
                id,
                json!({ "date": slot.date }),
            )
        })
        .await
}

/// Takes a slot out of the draft. A slot residents have seen cannot be removed, only called off.
///
/// # Errors
/// [`ActionError::Conflict`] with `slot_published`; otherwise as [`save_slot`].
pub async fn remove_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    id: SlotId,
    version: Option<i32>,
) -> Result<(), ActionError> {
    actor.may(Right::EditRoster)?;
    let recorder = AuditLog::of(cx, actor);
    cx.store
        .write(move |db| {
            let consultation = locked(db, &slug)?;
            let slot = own_slot(db, &consultation, id)?;
            let published = revision::latest(db, consultation.id)?;
            if published.is_some_and(|revision| revision.slots.iter().any(|published| published.id == id)) {
                return Err(ActionError::Conflict("slot_published"));
            }
            rows::remove_slot(db, consultation.id, id, version)?;
            recorder.append(
                db,
                "slot.removed",
                Some(consultation.id),
                id,
                json!({ "date": slot.date }),
            )
        })
        .await
}

fn own_slot(db: &mut Db, consultation: &Consultation, id: SlotId) -> Result<Slot, ActionError> {
    match rows::slot(db, id)? {
        Some((owner, slot)) if owner == consultation.id => Ok(slot),
        _ => Err(ActionError::NotFound("slot")),
    }
}
