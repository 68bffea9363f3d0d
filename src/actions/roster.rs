//! The draft roster: see it checked, and change its slots.

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_locked, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::occupancy::refuse_drafted;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::calendar::Calendar;
use crate::domain::consultation::Consultation;
use crate::domain::coverage::{CoverageReport, check};
use crate::domain::extension::Phone;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::{Draft, ExpectedVersion, Slot, SlotMode, SlotState, Source};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::text::required_text;
use crate::domain::time::Hours;
use crate::store::{Db, calendar, extension, revision, roster as rows, staff};

/// The longest list of numbers one slot can have.
pub const MAX_EXTENSIONS: usize = 20;

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
    let report = check(&consultation, calendar.days(), &draft.slots).with_absences(&draft.slots, people);
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

/// A slot as typed. Hours and numbers are parsed at the edge.
#[derive(Debug, Clone)]
pub struct SlotInput {
    /// Of a new slot, made before it was typed.
    pub id: SlotId,
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
    /// Where it was read from; with `None` as in the slot that is changed.
    pub source: Option<Source>,
}

impl SlotInput {
    /// Whether saving it would leave the slot as it is.
    fn is(&self, slot: &Slot) -> bool {
        let typed = self.extensions.iter().map(|(phone, _)| phone);
        slot.state == SlotState::Planned
            && (self.date, self.hours, self.mode, self.staff) == (slot.date, slot.hours, slot.mode, slot.staff)
            && self.languages == slot.languages
            && typed.eq(slot.extensions.iter().map(|extension| &extension.phone))
    }
}

/// Adds a slot to the draft. Safe to repeat: with the content it has, the one that is there is left as it is, whatever the
/// expected version.
///
/// # Errors
/// [`ActionError::Conflict`] with `slot_there` when a slot of this draft has the id and other content, with `id_taken` when
/// the id is that of a slot elsewhere; otherwise as [`save_slot`].
pub async fn add_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    input: SlotInput,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        // Locked before it is looked for: of two who send one slot at once, the second finds the first one's.
        let of = open_locked(db, actor, &slug, Right::EditRoster, ExpectedVersion::Any)?;
        match rows::slot(db, input.id)? {
            None => {
                let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
                put_slot(cx, db, actor, &consultation, input, None)
            }
            Some((owner, slot)) if owner == of.id && input.is(&slot) => Ok(()),
            Some((owner, _)) if owner == of.id => Err(ActionError::Conflict("slot_there")),
            Some(_) => Err(ActionError::Conflict("id_taken")),
        }
    })
    .await
}

/// Changes a slot of the draft.
///
/// # Errors
/// [`ActionError::Taken`] when a line or the person is on another duty then, in any consultation;
/// [`ActionError::Stale`]; [`ActionError::Invalid`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database
/// faults.
pub async fn save_slot(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    input: SlotInput,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let was = own_slot(db, &consultation, input.id)?;
        put_slot(cx, db, actor, &consultation, input, Some(was))
    })
    .await
}

/// Stores a slot as typed, in the place of the one it `was`.
fn put_slot(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    consultation: &Consultation,
    input: SlotInput,
    was: Option<Slot>,
) -> Result<(), ActionError> {
    check_extensions(&input.extensions)?;
    let before = was.as_ref().and_then(|slot| slot.staff);
    if let Some(person) = input.staff.filter(|person| Some(*person) != before)
        && !staff::by_id(db, person)?.is_some_and(|member| member.serves(consultation.unit.id))
    {
        return Err(ActionError::field("staff", Fault::Unknown));
    }
    let mut new_id = || cx.random.id(cx.now());
    let extensions = extension::ensure_all(db, &input.extensions, &mut new_id)?;
    let slot = Slot {
        id: input.id,
        date: input.date,
        hours: input.hours,
        extensions: input
            .extensions
            .iter()
            .filter_map(|(phone, _)| extensions.get(phone).cloned())
            .collect(),
        languages: input.languages,
        mode: input.mode,
        state: SlotState::Planned,
        cancel_reason: None,
        staff: input.staff,
        source: input.source.or(was.and_then(|slot| slot.source)),
    };
    keep_slot(db, consultation, &slot)?;
    let detail = json!({ "date": slot.date });
    AuditLog::of(cx, actor).append(db, AuditAction::SlotSaved, Some(consultation.id), slot.id, detail)
}

/// Saves a slot whose extensions and person are free.
fn keep_slot(db: &mut Db, consultation: &Consultation, slot: &Slot) -> Result<(), ActionError> {
    refuse_drafted(db, consultation.zone, std::slice::from_ref(slot), |_, id| id == slot.id)?;
    Ok(rows::save_slot(db, consultation.id, consultation.zone, slot)?)
}

fn check_extensions(extensions: &[(Phone, String)]) -> Result<(), ActionError> {
    let mut faults = Vec::new();
    if extensions.len() > MAX_EXTENSIONS {
        faults.push(FieldError::new("phones", Fault::TooMany));
    }
    let twice = extensions
        .iter()
        .enumerate()
        .any(|(index, (phone, _))| extensions[..index].iter().any(|(other, _)| other == phone));
    if twice {
        faults.push(FieldError::new("phones", Fault::Twice));
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
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    let reason = reason.to_owned();
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let slot = Slot {
            state: SlotState::Cancelled,
            cancel_reason: Some(required_text("reason", &reason, 300)?),
            ..own_slot(db, &consultation, id)?
        };
        keep_slot(db, &consultation, &slot)?;
        let detail = json!({ "date": slot.date });
        AuditLog::of(cx, actor).append(db, AuditAction::SlotCancelled, Some(consultation.id), id, detail)
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
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let slot = own_slot(db, &consultation, id)?;
        let published = revision::latest(db, consultation.id)?;
        if published.is_some_and(|revision| revision.slots.iter().any(|published| published.id == id)) {
            return Err(ActionError::Conflict("slot_published"));
        }
        rows::remove_slot(db, consultation.id, id)?;
        let detail = json!({ "date": slot.date });
        AuditLog::of(cx, actor).append(db, AuditAction::SlotRemoved, Some(consultation.id), id, detail)
    })
    .await
}

fn own_slot(db: &mut Db, consultation: &Consultation, id: SlotId) -> Result<Slot, ActionError> {
    match rows::slot(db, id)? {
        Some((owner, slot)) if owner == consultation.id => Ok(slot),
        _ => Err(ActionError::NotFound("slot")),
    }
}
