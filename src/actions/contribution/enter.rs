//! Contributions that come in otherwise than in a call somebody logs.

use serde_json::json;

use super::of;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::open;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::contribution::{Body, Contribution, ContributionState, IntakeChannel, NewEntry};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::topic::Topic;
use crate::store::contribution_body as rows;
use crate::store::{Db, StoreError, consultation, contribution, topic};

/// What became of a contribution that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    New(Contribution),
    /// The same was entered before.
    Again(Contribution),
}

/// Enters a contribution, with the next number of its consultation. Safe to repeat: the same id with the same content
/// answers with the one that is there.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Conflict`] with `contribution-there` when one of the
/// office has this id and says something else, with `id-taken` when something of another has it; [`ActionError::Denied`];
/// [`ActionError::NotFound`]; database faults.
pub async fn enter(cx: &Context, actor: &Actor, new: NewEntry) -> Result<Entered, ActionError> {
    let entered = cx
        .write_as(actor, move |cx, db, actor| entered(cx, db, actor, new.tidy()))
        .await;
    match entered {
        // In another consultation, at the same time.
        Err(ActionError::Store(StoreError::Duplicate("contributions.id"))) => Err(ActionError::Conflict("id-taken")),
        entered => entered,
    }
}

fn entered(cx: &Context, db: &mut Db, actor: &Actor, new: NewEntry) -> Result<Entered, ActionError> {
    let consultation = open(db, actor, &new.consultation, Right::KeepContributions)?;
    // Whoever enters the same at the same time comes after us and finds it.
    consultation::lock(db, consultation.id)?;
    if let Some(there) = rows::by_ids(db, &[new.id])?.remove(&new.id) {
        if of(db, actor, &there, Right::KeepContributions).is_err() {
            return Err(ActionError::Conflict("id-taken"));
        }
        return again(db, &consultation, new, there);
    }
    let topics = topic::list(db, consultation.id)?;
    let known = |code: &_| topics.iter().any(|topic: &Topic| topic.code == *code);
    let mut faults = new.faults(known, consultation.zone, cx.now());
    if new.channel == IntakeChannel::Call && consultation.phone_mode == Some(PhoneMode::Informs) {
        faults.push(FieldError::new("channel", Fault::InformsOnly));
    }
    or_invalid(faults, ())?;
    let number = contribution::take_numbers(db, consultation.id, 1)?;
    let one = numbered(cx, actor, &consultation, &topics, new, number);
    rows::insert(db, std::slice::from_ref(&one))?;
    let detail = json!({ "number": number, "channel": one.channel.code() });
    AuditLog::of(cx, actor).append(
        db,
        AuditAction::ContributionAdded,
        Some(consultation.id),
        one.id,
        detail,
    )?;
    Ok(Entered::New(one))
}

/// What somebody enters as it is stored under its number.
pub(super) fn numbered(
    cx: &Context,
    actor: &Actor,
    consultation: &Consultation,
    topics: &[Topic],
    new: NewEntry,
    number: i32,
) -> Contribution {
    let state = match (new.channel, consultation.phone_mode) {
        (IntakeChannel::Call, Some(PhoneMode::Confirm)) => ContributionState::AwaitingConfirmation,
        _ => ContributionState::Noted,
    };
    Contribution {
        id: new.id,
        consultation: consultation.id,
        number,
        call: None,
        channel: new.channel,
        received_on: new.received_on,
        entered_by: actor.user,
        entered_at: cx.now(),
        source: new.source,
        version: 1,
        body: Body::new(new.content, state, topics, actor.user),
    }
}

/// What is said to somebody who enters a contribution under the id of one that is there: compared with what that one was
/// in the beginning.
fn again(db: &mut Db, in_: &Consultation, new: NewEntry, there: Contribution) -> Result<Entered, ActionError> {
    let first = rows::versions(db, there.id)?.into_iter().next();
    let was = first.map_or_else(|| there.body.content(), |past| past.body.content());
    let same = there.consultation == in_.id
        && there.call.is_none()
        && there.channel == new.channel
        && there.received_on == new.received_on
        && there.source == new.source
        && was == new.content;
    if same {
        Ok(Entered::Again(there))
    } else {
        Err(ActionError::Conflict("contribution-there"))
    }
}
