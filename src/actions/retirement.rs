//! People who take no duties any more. They are never deleted: what they did stays theirs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actions::account::end_access;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::open_member;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::roster::step::{Refused, make};
use crate::actions::staff::with_offices;
use crate::domain::access::{Actor, Right, Role};
use crate::domain::account::{Standing, User};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, SlotId, StaffId};
use crate::domain::roster::change::{Change, StepKind};
use crate::domain::staff::StaffMember;
use crate::domain::time::Span;
use crate::store::{Db, account, consultation, roster, staff as rows};

/// Retires somebody: the duties ahead of them become nobody's in every draft, and their account no longer signs in as staff.
/// Safe to repeat.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn retire(cx: &Context, actor: &Actor, id: StaffId) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let was = open_member(actor, rows::by_id(db, id)?, Right::EditRoster)?;
        if was.retired_at.is_some() {
            return Ok(());
        }
        let now = cx.now();
        let slots = free(cx, db, actor, id, now)?;
        let member = StaffMember {
            retired_at: Some(now),
            ..was
        };
        rows::update(db, &member)?;
        if let Some(user) = account::by_staff(db, id)? {
            account::update(db, &without_duties(&user))?;
            end_access(db, user.id)?;
        }
        AuditLog::of(cx, actor).append(db, AuditAction::StaffRetired, None, id, json!({ "slots": slots }))
    })
    .await
}

/// Somebody who was retired takes duties again; those they had stay where they are.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn bring_back(cx: &Context, actor: &Actor, id: StaffId) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let was = open_member(actor, rows::by_id(db, id)?, Right::EditRoster)?;
        if was.retired_at.is_none() {
            return Ok(());
        }
        let member = StaffMember {
            retired_at: None,
            ..was
        };
        rows::update(db, &member)?;
        if let Some(user) = account::by_staff(db, id)? {
            let standing = with_offices(&user.standing, &member);
            account::update(db, &User { standing, ..user })?;
        }
        AuditLog::of(cx, actor).append(db, AuditAction::StaffReturned, None, id, json!({}))
    })
    .await
}

/// Takes the duties that have not begun from somebody, a step in each draft. Returns how many there were.
fn free(cx: &Context, db: &mut Db, actor: &Actor, id: StaffId, now: DateTime<Utc>) -> Result<usize, ActionError> {
    let has: BTreeSet<SlotId> = roster::booked(db, &[id], Span::ahead(now))?
        .into_iter()
        .filter(|one| one.span.starts_at > now)
        .map(|one| one.slot)
        .collect();
    let mut drafts: BTreeMap<ConsultationId, Vec<SlotId>> = BTreeMap::new();
    for (consultation, slot) in roster::slots_by_ids(db, &Vec::from_iter(has))? {
        drafts.entry(consultation).or_default().push(slot.id);
    }
    let mut freed = 0;
    // In the order of their ids: two who do this never wait for each other in a circle.
    for (draft, slots) in drafts {
        consultation::lock(db, draft)?;
        let Some(consultation) = consultation::by_id(db, draft)? else {
            continue;
        };
        freed += free_in(cx, db, actor, &consultation, id, &slots)?;
    }
    Ok(freed)
}

fn free_in(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    consultation: &Consultation,
    id: StaffId,
    slots: &[SlotId],
) -> Result<usize, ActionError> {
    // Somebody may have given them to others while we waited for the lock.
    let draft = roster::draft(db, consultation.id)?;
    let still = draft
        .slots
        .iter()
        .filter(|slot| slot.staff == Some(id) && slots.contains(&slot.id));
    let changes: Vec<Change> = still
        .map(|slot| Change::Assign {
            id: slot.id,
            staff: None,
        })
        .collect();
    if changes.is_empty() {
        return Ok(0);
    }
    let freed = changes.len();
    roster::grow_version(db, consultation.id)?;
    make(cx, db, actor, consultation, changes, StepKind::Retired).map_err(Refused::of_one)?;
    Ok(freed)
}

fn without_duties(user: &User) -> User {
    let standing = match &user.standing {
        Standing::Administrator => Standing::Administrator,
        Standing::Member(roles) => {
            let mut roles = roles.clone();
            roles.retain(|_, role| *role != Role::Staff);
            Standing::Member(roles)
        }
    };
    User {
        standing,
        ..user.clone()
    }
}
