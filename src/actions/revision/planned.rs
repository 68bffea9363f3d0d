//! Publications planned for a moment: planned, withdrawn, and carried out when it comes.
//!
//! A plan is for one version of the draft and for the findings that were accepted with it. When its moment comes, the
//! roster is published as if its planner did it then: with the rights they have then, and only if nothing has changed.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::open_locked;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::publication_prevented;
use crate::actions::revision::{fit_to_publish, publish_as};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::ids::PublicationId;
use crate::domain::publication::{PlannedPublication, Prevented, due_fault};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::store::{account, consultation, publication as rows, roster};

/// Plans to publish the draft as it is now. It must be fit to be published: see [`super::publish`].
///
/// # Errors
/// [`ActionError::Invalid`] of `day` for a moment too soon or after the consultation; [`ActionError::Conflict`] with
/// `planned_already`; [`ActionError::Blocked`]; `nothing_to_publish`; [`ActionError::Stale`]; [`ActionError::Denied`];
/// [`ActionError::NotFound`]; database faults.
pub async fn plan(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    expected: ExpectedVersion,
    accepted: Vec<String>,
    due_at: DateTime<Utc>,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_locked(db, actor, &slug, Right::Publish, expected)?;
        let (id, now) = (consultation.id, cx.now());
        if let Some(fault) = due_fault(due_at, now, &consultation) {
            return Err(ActionError::field("day", fault));
        }
        if rows::of(db, id)?.is_some_and(|plan| plan.prevented.is_none()) {
            return Err(ActionError::Conflict("planned_already"));
        }
        let (_, accepted) = fit_to_publish(db, consultation, &accepted, now)?;
        let plan = PlannedPublication {
            id: cx.random.id(now),
            consultation: id,
            due_at,
            planned_by: actor.user,
            draft_version: roster::version(db, id)?,
            accepted,
            prevented: None,
        };
        rows::put(db, &plan)?;
        let detail = json!({ "due_at": due_at, "accepted": plan.accepted });
        AuditLog::of(cx, actor).append(db, AuditAction::PublicationPlanned, Some(id), &slug, detail)
    })
    .await?;
    cx.wake.notify();
    Ok(())
}

/// Withdraws a plan, or dismisses one that was prevented.
///
/// # Errors
/// [`ActionError::NotFound`] when it is not there any more; [`ActionError::Denied`]; database faults.
pub async fn withdraw(cx: &Context, actor: &Actor, slug: Slug, plan: PublicationId) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let of = open_locked(db, actor, &slug, Right::Publish, ExpectedVersion::Any)?.id;
        let there = rows::of(db, of)?.filter(|there| there.id == plan);
        there.ok_or(ActionError::NotFound("planned publication"))?;
        rows::forget(db, of)?;
        AuditLog::of(cx, actor).append(
            db,
            AuditAction::PublicationWithdrawn,
            Some(of),
            &slug,
            serde_json::Value::Null,
        )
    })
    .await
}

/// Publishes what is due, each by itself: one that fails holds up no other. What cannot be published is marked, and its planner
/// is told. Returns how many were published.
///
/// # Errors
/// The last database fault; what is not done then is due still.
pub async fn publish_due(cx: &Context) -> Result<usize, ActionError> {
    let now = cx.now();
    let due = cx
        .store
        .read(move |db| Ok::<_, ActionError>(rows::due(db, now)?))
        .await?;
    let (mut published, mut failed) = (0, None);
    for plan in due {
        match settle(cx, plan).await {
            Ok(done) => published += usize::from(done),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(published), Err)
}

/// Whether a plan that is due was carried out; if not, it is prevented now.
async fn settle(cx: &Context, plan: PlannedPublication) -> Result<bool, ActionError> {
    let id = plan.id;
    let Err(error) = carry_out(cx, plan).await else {
        return Ok(true);
    };
    match why(&error) {
        Some(why) => prevent(cx, id, why).await.map(|()| false),
        None => Err(error),
    }
}

/// When the next plan is due.
///
/// # Errors
/// Database faults.
pub async fn next_due(cx: &Context) -> Result<Option<DateTime<Utc>>, ActionError> {
    cx.store.read(|db| Ok(rows::next_due(db)?)).await
}

/// Publishes by the planner's name. Of two processes that try at once, the second finds that the plan is gone.
async fn carry_out(cx: &Context, plan: PlannedPublication) -> Result<(), ActionError> {
    let (by, of) = (plan.planned_by, plan.consultation);
    let found = cx.store.read(move |db| {
        let user = account::by_id(db, by)?.filter(|user| !user.disabled);
        Ok::<_, ActionError>((user, consultation::by_id(db, of)?))
    });
    let (Some(user), Some(consultation)) = found.await? else {
        return Err(ActionError::NotFound("planner"));
    };
    let expected = ExpectedVersion::Version(plan.draft_version);
    let (actor, slug) = (user.actor(), consultation.slug);
    publish_as(cx, &actor, slug, expected, plan.accepted, Some(plan.id))
        .await
        .map(drop)
}

/// Why a plan cannot be carried out, when it is no passing fault.
fn why(error: &ActionError) -> Option<Prevented> {
    match error {
        ActionError::Stale | ActionError::Conflict(_) => Some(Prevented::Changed),
        ActionError::Blocked(_) => Some(Prevented::Blocked),
        ActionError::Taken(_) => Some(Prevented::Taken),
        ActionError::Denied(_) | ActionError::NotFound(_) => Some(Prevented::NotAllowed),
        _ => None,
    }
}

/// Marks a plan that still waits, and tells its planner.
async fn prevent(cx: &Context, id: PublicationId, why: Prevented) -> Result<(), ActionError> {
    let here = cx.clone();
    let told = cx.store.write(move |db| {
        let (true, Some(plan)) = (rows::prevent(db, id, why)?, rows::by_id(db, id)?) else {
            return Ok(());
        };
        let Some(of) = consultation::by_id(db, plan.consultation)? else {
            return Ok(());
        };
        publication_prevented::enqueue(&here, db, &plan, of.unit.id)?;
        let detail = json!({ "why": why.code() });
        let log = AuditLog::of_nobody(&here);
        log.append(db, AuditAction::PublicationPrevented, Some(of.id), &of.slug, detail)
    });
    told.await?;
    cx.wake.notify();
    Ok(())
}
