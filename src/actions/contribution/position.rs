//! The office's answers: one for a contribution and all that say the same, or one change for many.

use serde_json::json;

use super::group::{Seen, with_groups};
use super::open_to_keep;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::open;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::contribution::{Body, Contribution};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::ContributionId;
use crate::domain::position::{NewPosition, Position, PositionState, VerdictCode};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::store::contribution_body as rows;
use crate::store::{Db, consultation};

/// Answers a contribution and all that say the same; with the slug of its consultation. The same answer again changes
/// nothing.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Stale`]; [`ActionError::NotFound`];
/// [`ActionError::Denied`]; database faults.
pub async fn set(
    cx: &Context,
    actor: &Actor,
    id: ContributionId,
    new: NewPosition,
    expected: ExpectedVersion,
) -> Result<(Contribution, Slug), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let (was, consultation) = open_to_keep(db, actor, id, expected)?;
        let new = new
            .checked(&consultation::verdicts(db, consultation.id)?)
            .map_err(ActionError::Invalid)?;
        let all = with_groups(db, consultation.id, &[(id, expected)].into())?;
        let (mut answer, mut changed) = (was, 0);
        for one in &all {
            if let Some(now) = put(cx, db, actor, one, &new)? {
                changed += 1;
                if now.id == id {
                    answer = now;
                }
            }
        }
        if changed > 0 {
            let detail = json!({
                "verdict": new.verdict, "state": new.state.code(), "contributions": changed,
            });
            AuditLog::of(cx, actor).append(db, AuditAction::PositionSet, Some(consultation.id), id, detail)?;
        }
        Ok((answer, consultation.slug))
    })
    .await
}

/// What is changed in the answers of several; `None` leaves each as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PositionChange {
    pub verdict: Option<VerdictCode>,
    pub reasons: Option<String>,
    pub state: Option<PositionState>,
}

impl PositionChange {
    fn of(&self, position: &Position) -> NewPosition {
        NewPosition {
            verdict: self.verdict.clone().or_else(|| position.verdict.clone()),
            reasons: self.reasons.clone().unwrap_or_else(|| position.reasons.clone()),
            state: self.state.unwrap_or(position.state),
        }
    }
}

/// Changes the answers of several contributions, and of all that say the same as one of them: all or none. Says how many.
///
/// # Errors
/// [`ActionError::Invalid`] at `number-N` for each that cannot be answered so; otherwise as [`set`].
pub async fn set_several(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    seen: Seen,
    change: PositionChange,
) -> Result<usize, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open(db, actor, &slug, Right::KeepContributions)?;
        if seen.is_empty() {
            return Err(ActionError::field("ticked", Fault::Required));
        }
        if change == PositionChange::default() {
            return Err(ActionError::field("verdict", Fault::Required));
        }
        let verdicts = consultation::verdicts(db, consultation.id)?;
        let all = with_groups(db, consultation.id, &seen)?;
        let (mut faults, mut answers) = (Vec::<FieldError>::new(), Vec::new());
        for one in &all {
            match change.of(&one.body.position).checked(&verdicts) {
                Ok(new) => answers.push((one, new)),
                Err(wrong) => {
                    let place = format!("number-{}", one.number);
                    faults.extend(wrong.first().map(|wrong| FieldError::new(place, wrong.fault)));
                }
            }
        }
        or_invalid(faults, ())?;
        let changed = put_all(cx, db, actor, answers)?;
        if changed > 0 {
            let detail = json!({ "contributions": changed });
            AuditLog::of(cx, actor).append(db, AuditAction::PositionsSet, Some(consultation.id), &slug, detail)?;
        }
        Ok(changed)
    })
    .await
}

/// How many answers became others.
pub(super) fn put_all(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    answers: Vec<(&Contribution, NewPosition)>,
) -> Result<usize, ActionError> {
    let mut changed = 0;
    for (one, new) in answers {
        changed += usize::from(put(cx, db, actor, one, &new)?.is_some());
    }
    Ok(changed)
}

/// The contribution with this answer, unless it has it.
fn put(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    one: &Contribution,
    new: &NewPosition,
) -> Result<Option<Contribution>, ActionError> {
    if one.body.position.says(new) {
        return Ok(None);
    }
    let body = Body {
        position: Position {
            verdict: new.verdict.clone(),
            reasons: new.reasons.clone(),
            state: new.state,
            decided: Some((actor.user, cx.now())),
        },
        ..one.body.clone()
    };
    Ok(Some(rows::replace(db, one, body, actor.user, cx.now())?))
}
