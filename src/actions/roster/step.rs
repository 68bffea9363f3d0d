//! The steps of editing a draft: made, undone, made again. The only way a draft changes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::occupancy::clashing_drafted;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::{AuditAction, AuditEvent};
use crate::domain::consultation::Consultation;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{SlotId, StaffId, UserId};
use crate::domain::roster::change::{Change, Editing, Step, StepKind, Unchangeable};
use crate::domain::roster::{ExpectedVersion, Slot, SlotState};
use crate::domain::slug::Slug;
use crate::store::draft_step::{self, NewStep};
use crate::store::{Db, StoreError, account, audit, revision, roster as rows, staff};

/// How many steps a page shows.
const SHOWN: i64 = 30;

/// Why changes are not made. All of them are told, each with the place of its change in the list.
#[derive(Debug)]
pub(in crate::actions) enum Refused {
    Changes(Vec<(usize, Why)>),
    Other(ActionError),
}

/// What keeps one change from being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::actions) enum Why {
    /// One of its values.
    Field(FieldError),
    Unchangeable(Unchangeable),
    /// The id is that of a slot of another draft.
    IdElsewhere,
    /// Nobody of this office.
    StaffUnknown,
    /// Residents have seen it; it can only be called off.
    Published,
    /// An extension or the person is in this slot then.
    Clash(SlotId),
}

impl<E: Into<ActionError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl Refused {
    /// As a program is told: the place of each change, `changes[2]`.
    pub(in crate::actions) fn by_place(self) -> ActionError {
        self.named(|at, why| {
            let value = why.field().map(|field| format!(".{field}")).unwrap_or_default();
            format!("changes[{at}]{value}")
        })
    }

    /// Each under the name of a field: that of its change.
    pub(in crate::actions) fn named(self, name: impl Fn(usize, &Why) -> String) -> ActionError {
        match self {
            Self::Other(error) => error,
            Self::Changes(all) => ActionError::Invalid(
                all.into_iter()
                    .map(|(at, why)| FieldError::new(name(at, &why), why.fault()))
                    .collect(),
            ),
        }
    }

    /// As somebody is told who changed one slot.
    pub(in crate::actions) fn of_one(self) -> ActionError {
        let first = match self {
            Self::Other(error) => return error,
            Self::Changes(all) => {
                let clashing: Vec<SlotId> = all
                    .iter()
                    .filter_map(|(_, why)| match why {
                        Why::Clash(other) => Some(*other),
                        _ => None,
                    })
                    .collect();
                if !clashing.is_empty() {
                    return ActionError::Taken(clashing);
                }
                all.into_iter().next()
            }
        };
        match first.map(|(_, why)| why) {
            Some(Why::Field(error)) => ActionError::Invalid(vec![error]),
            Some(Why::Unchangeable(Unchangeable::NoSlot)) => ActionError::NotFound("slot"),
            Some(Why::Unchangeable(Unchangeable::IdTaken)) => ActionError::Conflict("slot_there"),
            Some(Why::Unchangeable(Unchangeable::EndIsStart)) => ActionError::field("end", Fault::EndIsStart),
            Some(Why::Unchangeable(Unchangeable::TooManyExtensions)) => ActionError::field("phones", Fault::TooMany),
            Some(Why::Unchangeable(Unchangeable::ExtensionTwice)) => ActionError::field("phones", Fault::Twice),
            Some(Why::IdElsewhere) => ActionError::Conflict("id_taken"),
            Some(Why::StaffUnknown) => ActionError::field("staff", Fault::Unknown),
            Some(Why::Published) => ActionError::Conflict("slot_published"),
            Some(Why::Clash(_)) | None => ActionError::Failed("changes were refused for no reason"),
        }
    }
}

impl Why {
    fn field(&self) -> Option<&str> {
        match self {
            Self::Field(error) => Some(&error.field),
            _ => None,
        }
    }

    /// The fault it is.
    pub(in crate::actions) fn fault(&self) -> Fault {
        match self {
            Self::Field(error) => error.fault,
            Self::Unchangeable(Unchangeable::NoSlot) => Fault::Unknown,
            Self::Unchangeable(Unchangeable::IdTaken) | Self::IdElsewhere => Fault::IdTaken,
            Self::Unchangeable(Unchangeable::EndIsStart) => Fault::EndIsStart,
            Self::Unchangeable(Unchangeable::TooManyExtensions) => Fault::TooMany,
            Self::Unchangeable(Unchangeable::ExtensionTwice) => Fault::Twice,
            Self::StaffUnknown => Fault::StaffUnknown,
            Self::Published => Fault::SlotPublished,
            Self::Clash(_) => Fault::Taken,
        }
    }
}

/// How a draft came to be what it is.
#[derive(Debug, Clone)]
pub struct History {
    pub consultation: Consultation,
    /// The version of the draft.
    pub version: i32,
    /// The last first.
    pub steps: Vec<Step>,
    /// Of those who made them.
    pub names: BTreeMap<UserId, String>,
}

impl History {
    /// The step that is undone next.
    pub fn to_undo(&self) -> Option<&Step> {
        self.steps.iter().find(|step| !step.undone)
    }

    /// The step that is made again next.
    pub fn to_redo(&self) -> Option<&Step> {
        self.steps.iter().rfind(|step| step.undone)
    }
}

/// Changes the draft of a consultation that is locked and has its next version: all or nothing. The step can be undone. The
/// record has a line for each slot that somebody edited; other steps are recorded as a whole by who makes them.
pub(in crate::actions) fn make(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    consultation: &Consultation,
    changes: Vec<Change>,
    kind: StepKind,
) -> Result<(), Refused> {
    let editing = edited(db, consultation, &changes)?;
    if kind == StepKind::Edited {
        audit::append(db, &lines(cx, actor, consultation, &editing))?;
    }
    if editing.touched().next().is_none() {
        return Ok(());
    }
    let step = NewStep {
        at: cx.now(),
        by: actor.user,
        kind,
        inverse: editing.into_inverse(),
        changes,
    };
    Ok(draft_step::put(db, consultation.id, step)?)
}

/// Undoes the last step that is not undone.
///
/// # Errors
/// [`ActionError::Conflict`] with `nothing_to_undo`; [`ActionError::Taken`] when an extension or a person has another duty by
/// now; [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn undo(cx: &Context, actor: &Actor, slug: Slug, expected: ExpectedVersion) -> Result<i32, ActionError> {
    turn(cx, actor, slug, expected, Turn::Back).await
}

/// Makes the step again that was undone last; the errors are those of [`undo`], with `nothing_to_redo`.
///
/// # Errors
/// See above.
pub async fn redo(cx: &Context, actor: &Actor, slug: Slug, expected: ExpectedVersion) -> Result<i32, ActionError> {
    turn(cx, actor, slug, expected, Turn::Forth).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Back,
    Forth,
}

impl Turn {
    fn action(self) -> AuditAction {
        match self {
            Self::Back => AuditAction::StepUndone,
            Self::Forth => AuditAction::StepRedone,
        }
    }
}

async fn turn(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    expected: ExpectedVersion,
    turn: Turn,
) -> Result<i32, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let (found, none) = match turn {
            Turn::Back => (draft_step::to_undo(db, consultation.id)?, "nothing_to_undo"),
            Turn::Forth => (draft_step::to_redo(db, consultation.id)?, "nothing_to_redo"),
        };
        let (number, changes) = found.ok_or(ActionError::Conflict(none))?;
        edited(db, &consultation, &changes).map_err(Refused::of_one)?;
        draft_step::set_undone(db, consultation.id, number, turn == Turn::Back)?;
        let detail = json!({ "step": number, "changes": changes.len() });
        AuditLog::of(cx, actor).append(db, turn.action(), Some(consultation.id), &slug, detail)?;
        Ok(rows::version(db, consultation.id)?)
    })
    .await
}

/// The newest steps of a draft, the last first, the names of those who made them, and the version of the draft.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn history(cx: &Context, actor: &Actor, slug: Slug) -> Result<History, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let steps = draft_step::list(db, consultation.id, SHOWN)?;
        let by = steps.iter().map(|step| step.by).collect();
        Ok(History {
            version: rows::version(db, consultation.id)?,
            names: account::names(db, &by)?,
            consultation,
            steps,
        })
    })
    .await
}

/// The changes made on the draft as it is stored.
fn edited(db: &mut Db, consultation: &Consultation, changes: &[Change]) -> Result<Editing, Refused> {
    let mut editing = Editing::of(rows::draft(db, consultation.id)?.slots);
    let mut refused = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        if let Err(why) = editing.apply(change.clone()) {
            refused.push((at, Why::Unchangeable(why)));
        }
    }
    if refused.is_empty() {
        // The last change of a slot is the one that is refused.
        let last: BTreeMap<SlotId, usize> = changes.iter().map(Change::id).zip(0..).collect();
        let in_the_way = obstacles(db, consultation, &editing)?.into_iter();
        refused.extend(in_the_way.map(|(slot, why)| (last.get(&slot).copied().unwrap_or_default(), why)));
    }
    if !refused.is_empty() {
        return Err(Refused::Changes(refused));
    }
    let gone: Vec<SlotId> = editing
        .touched()
        .filter(|(_, was, _)| was.is_some())
        .map(|(id, ..)| id)
        .collect();
    let new: Vec<Slot> = editing.touched().filter_map(|(_, _, is)| is.cloned()).collect();
    match rows::change_slots(db, consultation.id, consultation.zone, &gone, &new) {
        Err(StoreError::Duplicate("slots.id")) => {
            let at = changes.iter().position(|change| matches!(change, Change::Add { .. }));
            return Err(Refused::Changes(vec![(at.unwrap_or_default(), Why::IdElsewhere)]));
        }
        stored => stored?,
    }
    Ok(editing)
}

/// What else is in the way of slots as they were changed.
fn obstacles(db: &mut Db, consultation: &Consultation, editing: &Editing) -> Result<Vec<(SlotId, Why)>, ActionError> {
    let mut found = Vec::new();
    let removed: Vec<SlotId> = editing
        .touched()
        .filter(|(_, _, is)| is.is_none())
        .map(|(id, ..)| id)
        .collect();
    if !removed.is_empty()
        && let Some(revision) = revision::latest(db, consultation.id)?
    {
        let seen: BTreeSet<SlotId> = revision.slots.iter().map(|slot| slot.id).collect();
        let seen = removed.into_iter().filter(|id| seen.contains(id));
        found.extend(seen.map(|id| (id, Why::Published)));
    }
    let given: BTreeMap<SlotId, StaffId> = editing
        .touched()
        .filter_map(|(id, was, is)| {
            let person = is?.staff?;
            (was.and_then(|slot| slot.staff) != Some(person)).then_some((id, person))
        })
        .collect();
    let people: Vec<StaffId> = given.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let known = staff::by_ids(db, &people)?;
    let serves = |person: &StaffId| {
        known
            .get(person)
            .is_some_and(|member| member.serves(consultation.unit.id))
    };
    let strangers = given.iter().filter(|(_, person)| !serves(person));
    found.extend(strangers.map(|(id, _)| (*id, Why::StaffUnknown)));

    let touched: BTreeSet<SlotId> = editing.touched().map(|(id, ..)| id).collect();
    let now: Vec<Slot> = editing.touched().filter_map(|(_, _, is)| is.cloned()).collect();
    let clashes = clashing_drafted(db, consultation.zone, &now, |of, id| {
        of == consultation.id && touched.contains(&id)
    })?;
    found.extend(clashes.into_iter().map(|(own, other)| (own, Why::Clash(other))));
    Ok(found)
}

/// The record of what changed.
fn lines(cx: &Context, actor: &Actor, consultation: &Consultation, editing: &Editing) -> Vec<AuditEvent> {
    let log = AuditLog::of(cx, actor);
    let is_off = |slot: Option<&Slot>| slot.is_some_and(|slot| slot.state == SlotState::Cancelled);
    editing
        .touched()
        .filter_map(|(id, was, is)| {
            let action = match is {
                None => AuditAction::SlotRemoved,
                Some(_) if is_off(is) && !is_off(was) => AuditAction::SlotCancelled,
                Some(_) => AuditAction::SlotSaved,
            };
            let detail = json!({ "date": is.or(was)?.date });
            Some(log.line(action, Some(consultation.id), id, detail))
        })
        .collect()
}
