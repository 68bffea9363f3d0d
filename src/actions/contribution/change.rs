//! Working through a contribution: its words, how far it is, its confirmation in writing.

use serde_json::json;

use super::open_to_keep;
use crate::actions::audit::AuditLog;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::domain::access::Actor;
use crate::domain::audit::AuditAction;
use crate::domain::contribution::{Body, Confirmation, Content, Contribution, ContributionState};
use crate::domain::fault::Fault;
use crate::domain::ids::ContributionId;
use crate::domain::roster::ExpectedVersion;
use crate::domain::topic::Topic;
use crate::store::contribution_body as rows;
use crate::store::{Db, topic};

/// Gives a contribution other content. The same content again changes nothing.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Stale`]; [`ActionError::NotFound`];
/// [`ActionError::Denied`]; database faults.
pub async fn rewrite(
    cx: &Context,
    actor: &Actor,
    id: ContributionId,
    content: Content,
    expected: ExpectedVersion,
) -> Result<Contribution, ActionError> {
    let content = content.tidy();
    cx.write_as(actor, move |cx, db, actor| {
        let (was, consultation) = open_to_keep(db, actor, id, expected)?;
        let topics = topic::list(db, consultation.id)?;
        let kept = |code: &_| was.body.topics.iter().any(|topic| topic.code == *code);
        let known = |code: &_| kept(code) || topics.iter().any(|topic: &Topic| topic.code == *code);
        or_invalid(content.faults(known), ())?;
        let body = was.body.clone().saying(content, &topics, actor.user);
        replace(cx, db, actor, &was, body, AuditAction::ContributionChanged, "content")
    })
    .await
}

/// Says how far a contribution is.
///
/// # Errors
/// [`ActionError::Invalid`] at `state` when it cannot become that; otherwise as [`rewrite`].
pub async fn set_state(
    cx: &Context,
    actor: &Actor,
    id: ContributionId,
    state: ContributionState,
    expected: ExpectedVersion,
) -> Result<Contribution, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let (was, _) = open_to_keep(db, actor, id, expected)?;
        if !was.body.state.next().contains(&state) {
            return Err(ActionError::field("state", Fault::Choice));
        }
        let body = Body {
            state,
            ..was.body.clone()
        };
        replace(
            cx,
            db,
            actor,
            &was,
            body,
            AuditAction::ContributionChanged,
            state.code(),
        )
    })
    .await
}

/// Makes a contribution that was withdrawn what it was before.
///
/// # Errors
/// [`ActionError::Invalid`] at `state` when it was not withdrawn; otherwise as [`rewrite`].
pub async fn restore(
    cx: &Context,
    actor: &Actor,
    id: ContributionId,
    expected: ExpectedVersion,
) -> Result<Contribution, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let (was, _) = open_to_keep(db, actor, id, expected)?;
        let past = rows::versions(db, id)?.into_iter().rev();
        let mut states = past.map(|past| past.body.state);
        let before = states.find(|state| *state != ContributionState::Withdrawn);
        let state = match (was.body.state, before) {
            (ContributionState::Withdrawn, Some(state)) => state,
            _ => return Err(ActionError::field("state", Fault::Choice)),
        };
        let body = Body {
            state,
            ..was.body.clone()
        };
        replace(cx, db, actor, &was, body, AuditAction::ContributionChanged, "restored")
    })
    .await
}

/// Notes by what a caller confirmed in writing what they said: it is one like any other from then on.
///
/// # Errors
/// [`ActionError::Invalid`], also at `state` when it does not wait for a confirmation; otherwise as [`rewrite`].
pub async fn confirm(
    cx: &Context,
    actor: &Actor,
    id: ContributionId,
    confirmation: Confirmation,
    expected: ExpectedVersion,
) -> Result<Contribution, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let (was, consultation) = open_to_keep(db, actor, id, expected)?;
        if was.body.state != ContributionState::AwaitingConfirmation {
            return Err(ActionError::field("state", Fault::Choice));
        }
        or_invalid(confirmation.faults(consultation.zone, cx.now()), ())?;
        let channel = confirmation.channel.code();
        let body = Body {
            state: ContributionState::Noted,
            confirmation: Some(confirmation),
            ..was.body.clone()
        };
        replace(cx, db, actor, &was, body, AuditAction::ContributionConfirmed, channel)
    })
    .await
}

fn replace(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    was: &Contribution,
    body: Body,
    action: AuditAction,
    what: &str,
) -> Result<Contribution, ActionError> {
    if body == was.body {
        return Ok(was.clone());
    }
    let changed = rows::replace(db, was, body, actor.user, cx.now())?;
    let detail = json!({ "what": what, "version": changed.version });
    AuditLog::of(cx, actor).append(db, action, Some(was.consultation), was.id, detail)?;
    Ok(changed)
}
