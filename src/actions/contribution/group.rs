//! Contributions that say the same: one answer for all of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::open_to_keep;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::open;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::contribution::{Body, Contribution, ContributionFilter, MAX_GROUP};
use crate::domain::fault::Fault;
use crate::domain::ids::{ConsultationId, ContributionId};
use crate::domain::position::Position;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::store::Db;
use crate::store::contribution_body as rows;

/// Contributions by the version somebody has seen.
pub type Seen = BTreeMap<ContributionId, ExpectedVersion>;

/// Says that contributions say the same; groups they are in become one. The first by number gives the group its name, and
/// what is not answered yet takes the answer that is there.
///
/// # Errors
/// [`ActionError::Conflict`] with `positions-differ` when they are answered differently; [`ActionError::Invalid`] at
/// `ticked` for fewer than two; [`ActionError::Stale`]; [`ActionError::NotFound`]; [`ActionError::Denied`]; database
/// faults.
pub async fn group(cx: &Context, actor: &Actor, slug: Slug, seen: Seen) -> Result<usize, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open(db, actor, &slug, Right::KeepContributions)?;
        let all = with_groups(db, consultation.id, &seen)?;
        let (Some(first), true) = (all.first().map(|one| one.id), all.len() > 1) else {
            return Err(ActionError::field("ticked", Fault::Required));
        };
        if i64::try_from(all.len()).unwrap_or(i64::MAX) > MAX_GROUP {
            return Err(ActionError::field("ticked", Fault::TooMany));
        }
        let position = common_answer(&all)?;
        for one in &all {
            let body = Body {
                group: Some(first).filter(|first| *first != one.id),
                position: position.clone().unwrap_or_else(|| one.body.position.clone()),
                ..one.body.clone()
            };
            if body != one.body {
                rows::replace(db, one, body, actor.user, cx.now())?;
            }
        }
        let detail = json!({ "contributions": all.len() });
        AuditLog::of(cx, actor).append(
            db,
            AuditAction::ContributionsGrouped,
            Some(consultation.id),
            first,
            detail,
        )?;
        Ok(all.len())
    })
    .await
}

/// The one answer they have, if somebody has begun one.
fn common_answer(all: &[Contribution]) -> Result<Option<Position>, ActionError> {
    let mut begun = all
        .iter()
        .map(|one| &one.body.position)
        .filter(|one| one.decided.is_some());
    let Some(first) = begun.next() else { return Ok(None) };
    let same = |other: &Position| {
        (&other.verdict, &other.reasons, other.state) == (&first.verdict, &first.reasons, first.state)
    };
    if begun.all(same) {
        Ok(Some(first.clone()))
    } else {
        Err(ActionError::Conflict("positions-differ"))
    }
}

/// Takes a contribution out of its group: it says something else after all. Its answer stays.
///
/// # Errors
/// As [`group`].
pub async fn ungroup(
    cx: &Context,
    actor: &Actor,
    id: ContributionId,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let (one, consultation) = open_to_keep(db, actor, id, expected)?;
        let others = with_groups(db, consultation.id, &[(id, expected)].into())?;
        let others: Vec<&Contribution> = others.iter().filter(|other| other.id != id).collect();
        let first = match one.body.group {
            Some(first) => Some(first),
            None => others.first().map(|other| other.id),
        };
        for other in others {
            put(cx, db, actor, other, first.filter(|first| *first != other.id))?;
        }
        put(cx, db, actor, &one, None)?;
        AuditLog::of(cx, actor).append(
            db,
            AuditAction::ContributionUngrouped,
            Some(consultation.id),
            id,
            json!({}),
        )
    })
    .await
}

fn put(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    one: &Contribution,
    group: Option<ContributionId>,
) -> Result<(), ActionError> {
    if one.body.group != group {
        let body = Body {
            group,
            ..one.body.clone()
        };
        rows::replace(db, one, body, actor.user, cx.now())?;
    }
    Ok(())
}

/// These contributions of a consultation and all that say the same as one of them, locked, by number; [`ActionError::Stale`]
/// when one of these is not the expected one, or a group has changed meanwhile.
pub(super) fn with_groups(db: &mut Db, of: ConsultationId, seen: &Seen) -> Result<Vec<Contribution>, ActionError> {
    let ids: Vec<ContributionId> = seen.keys().copied().collect();
    let found = rows::by_ids(db, &ids)?;
    if found.len() < ids.len() || found.values().any(|one| one.consultation != of) {
        return Err(ActionError::NotFound("contribution"));
    }
    let mut members = members(db, of, found.values())?;
    let locked = rows::locked(db, &members)?;
    let are_expected = seen
        .iter()
        .all(|(id, expected)| locked.get(id).is_some_and(|one| expected.is(one.version)));
    members.sort_unstable();
    let mut now = self::members(db, of, locked.values())?;
    now.sort_unstable();
    if !are_expected || now != members {
        return Err(ActionError::Stale);
    }
    let mut all: Vec<Contribution> = locked.into_values().collect();
    all.sort_unstable_by_key(|one| one.number);
    Ok(all)
}

/// These and all that say the same as one of them.
fn members<'a>(
    db: &mut Db,
    of: ConsultationId,
    all: impl Iterator<Item = &'a Contribution>,
) -> Result<Vec<ContributionId>, ActionError> {
    let firsts: BTreeSet<ContributionId> = all.map(|one| one.body.group.unwrap_or(one.id)).collect();
    let mut members = Vec::new();
    for first in firsts {
        let filter = ContributionFilter {
            group: Some(first),
            ..ContributionFilter::default()
        };
        let same = rows::page(db, of, &filter, 0, i64::from(i32::MAX))?;
        members.extend(same.iter().map(|one| one.id));
    }
    Ok(members)
}
