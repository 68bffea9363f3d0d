//! When people cannot be on duty: recorded by themselves or by a coordinator, and what that breaks.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allows_in, open_calendar};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::absence::Absence;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::fault::Fault;
use crate::domain::ids::{AbsenceId, ConsultationId, SlotId, StaffId};
use crate::domain::roster::Slot;
use crate::domain::staff::StaffMember;
use crate::domain::time::Span;
use crate::store::{Db, StoreError, consultation, roster, staff as rows};

/// The most absences of one person.
const MOST: usize = 400;

/// A duty in a draft whose person is away then.
#[derive(Debug, Clone)]
pub struct Broken {
    pub consultation: Consultation,
    pub slot: Slot,
    /// Whether the actor may open the roster it is in.
    pub is_open: bool,
}

/// A person's calendar: when they are away, and the duties ahead of them that are in the way.
#[derive(Debug, Clone)]
pub struct Absences {
    pub member: StaffMember,
    /// By start.
    pub broken: Vec<Broken>,
}

/// Adds an absence of a person, whose id was made before anything was typed. Safe to repeat with the same content.
///
/// # Errors
/// [`ActionError::Invalid`]; [`ActionError::Conflict`] with `absence_there` when they have another one under the id, with
/// `id_taken` when it is somebody else's; [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn add(cx: &Context, actor: &Actor, person: StaffId, absence: Absence) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let member = open_calendar(actor, rows::by_id(db, person)?, person, Right::EditRoster)?;
        let absence = absence.checked().map_err(|fault| ActionError::Invalid(vec![fault]))?;
        if let Some(there) = member.absences.iter().find(|there| there.id == absence.id) {
            return match *there == absence {
                true => Ok(()),
                false => Err(ActionError::Conflict("absence_there")),
            };
        }
        if member.absences.len() >= MOST {
            return Err(ActionError::field("absences", Fault::TooMany));
        }
        match rows::put_absence(db, person, &absence) {
            Err(StoreError::Duplicate("absences.id")) => return Err(ActionError::Conflict("id_taken")),
            kept => kept?,
        }
        AuditLog::of(cx, actor).append(
            db,
            AuditAction::AbsenceAdded,
            None,
            person,
            json!({ "absence": absence.id }),
        )
    })
    .await
}

/// Takes an absence away.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn remove(cx: &Context, actor: &Actor, person: StaffId, id: AbsenceId) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        open_calendar(actor, rows::by_id(db, person)?, person, Right::EditRoster)?;
        if !rows::drop_absence(db, person, id)? {
            return Err(ActionError::NotFound("absence"));
        }
        AuditLog::of(cx, actor).append(db, AuditAction::AbsenceRemoved, None, person, json!({ "absence": id }))
    })
    .await
}

/// A person with their absences, and the duties ahead that they break, in all drafts.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn of(cx: &Context, actor: &Actor, person: StaffId) -> Result<Absences, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let member = open_calendar(actor, rows::by_id(db, person)?, person, Right::SeeRoster)?;
        let broken = broken(db, actor, &member, now)?;
        Ok(Absences { member, broken })
    })
    .await
}

fn broken(db: &mut Db, actor: &Actor, member: &StaffMember, now: DateTime<Utc>) -> Result<Vec<Broken>, ActionError> {
    let ahead = roster::booked(db, &[member.id], Span::ahead(now))?.into_iter();
    let away: Vec<SlotId> = ahead
        .filter(|one| member.away(one.span).is_some())
        .map(|one| one.slot)
        .collect();
    let slots = roster::slots_by_ids(db, &away)?;
    let ids: Vec<ConsultationId> = slots.iter().map(|(id, _)| *id).collect();
    let consultations = consultation::by_ids(db, &ids)?;
    let broken = |(id, slot)| {
        let consultation = consultations.get(&id)?.clone();
        Some(Broken {
            is_open: allows_in(actor, Right::SeeRoster, consultation.unit.id),
            consultation,
            slot,
        })
    };
    Ok(slots.into_iter().filter_map(broken).collect())
}
