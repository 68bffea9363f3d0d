//! What was published: looked at again, and made the draft again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::roster::step::{Refused, make};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::extension::{Extension, Phone};
use crate::domain::ids::{SlotId, UserId};
use crate::domain::revision::{Assignments, Difference, PublishedSlot, Revision, RevisionLine};
use crate::domain::roster::change::{StepKind, between};
use crate::domain::roster::{ExpectedVersion, Slot, cancelled_by};
use crate::domain::slug::Slug;
use crate::store::{account, extension, revision as rows, roster};

/// A published revision, and who was on duty in it.
#[derive(Debug, Clone)]
pub struct Past {
    pub revision: Revision,
    pub assignments: Assignments,
}

/// All revisions of a consultation, the newest first, and the names of those who published them.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn list(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
) -> Result<(Vec<RevisionLine>, BTreeMap<UserId, String>), ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let lines = rows::list(db, consultation.id)?;
        let by: BTreeSet<UserId> = lines.iter().map(|line| line.published_by).collect();
        Ok((lines, account::names(db, &by)?))
    })
    .await
}

/// What was published so far.
#[derive(Debug, Clone)]
pub struct History {
    pub consultation: Consultation,
    /// The newest first, each with what it changed.
    pub revisions: Vec<(Revision, Difference)>,
    /// Of those who published them.
    pub names: BTreeMap<UserId, String>,
}

/// All revisions of a consultation with what each changed.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn history(cx: &Context, actor: &Actor, slug: Slug) -> Result<History, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let all = rows::all(db, consultation.id)?;
        let by: BTreeSet<UserId> = all.iter().map(|(revision, _)| revision.published_by).collect();
        let (none, nobody) = (Vec::new(), Assignments::new());
        let before = std::iter::once(None).chain(all.iter().map(Some));
        let revisions = before.zip(&all).map(|(before, (revision, assignments))| {
            let was = before.map_or((&none, &nobody), |(was, assigned)| (&was.slots, assigned));
            let difference = Difference::between((was.0, was.1), (&revision.slots, assignments));
            let difference = match before {
                Some((was, _)) => difference.with_calendars(&was.calendar, &revision.calendar),
                None => difference,
            };
            (revision.clone(), difference)
        });
        let mut revisions: Vec<(Revision, Difference)> = revisions.collect();
        revisions.reverse();
        Ok(History {
            revisions,
            names: account::names(db, &by)?,
            consultation,
        })
    })
    .await
}

/// One of them.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn one(cx: &Context, actor: &Actor, slug: Slug, number: i32) -> Result<Past, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let found = rows::by_number(db, consultation.id, number)?;
        let revision = found.ok_or(ActionError::NotFound("revision"))?;
        let assignments = rows::assignments(db, revision.id)?;
        Ok(Past { revision, assignments })
    })
    .await
}

/// Makes the draft what a revision was, as one step. Slots that residents have seen since and the revision does not have
/// stay, called off. Returns the version the draft has then.
///
/// # Errors
/// [`ActionError::Taken`] when an extension or a person has another duty by now; [`ActionError::Invalid`] when a person
/// no longer takes duties for the office; [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`];
/// database faults.
pub async fn restore(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    number: i32,
    expected: ExpectedVersion,
) -> Result<i32, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let found = rows::by_number(db, consultation.id, number)?;
        let revision = found.ok_or(ActionError::NotFound("revision"))?;
        let assignments = rows::assignments(db, revision.id)?;
        let printed: Vec<_> = revision
            .slots
            .iter()
            .flat_map(|slot| &slot.extensions)
            .map(|extension| (extension.phone.clone(), extension.display.clone()))
            .collect();
        let extensions = extension::ensure_all(db, &printed, &mut || cx.random.id(cx.now()))?;
        let before = roster::draft(db, consultation.id)?.slots;
        let known: BTreeMap<SlotId, &Slot> = before.iter().map(|slot| (slot.id, slot)).collect();
        let mut slots: Vec<Slot> = revision
            .slots
            .iter()
            .map(|slot| Slot {
                staff: assignments.get(&slot.id).copied(),
                source: known.get(&slot.id).and_then(|slot| slot.source.clone()),
                ..drafted(slot, |phone| extensions.get(phone).cloned())
            })
            .collect();
        if let Some(latest) = rows::latest(db, consultation.id)? {
            let seen = latest.slots.iter().map(|slot| slot.id).collect();
            let gone = cancelled_by(&slots, before.clone(), &seen, consultation.zone, cx.now());
            slots.extend(gone);
        }
        let changes = between(&before, &slots);
        make(cx, db, actor, &consultation, changes, StepKind::Restored).map_err(Refused::of_one)?;
        let detail = json!({ "number": number });
        AuditLog::of(cx, actor).append(db, AuditAction::RosterRestored, Some(consultation.id), &slug, detail)?;
        Ok(roster::version(db, consultation.id)?)
    })
    .await
}

/// A published slot as one of the draft, without its person.
fn drafted(slot: &PublishedSlot, extension: impl Fn(&Phone) -> Option<Extension>) -> Slot {
    Slot {
        id: slot.id,
        date: slot.date,
        hours: slot.hours,
        extensions: slot
            .extensions
            .iter()
            .filter_map(|printed| extension(&printed.phone))
            .collect(),
        languages: slot.languages.clone(),
        mode: slot.mode,
        state: slot.state,
        cancel_reason: slot.cancel_reason.clone(),
        staff: None,
        source: None,
    }
}
