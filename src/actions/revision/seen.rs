//! Rosters as residents would read them: the draft, and what was published before.

use crate::actions::authorize::open;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::published::PublicView;
use crate::actions::revision::publishable;
use crate::actions::roster::bare_draft;
use crate::domain::access::{Actor, Right};
use crate::domain::ids::RevisionId;
use crate::domain::revision::Revision;
use crate::domain::slug::Slug;
use crate::store::{revision as rows, roster};

/// A roster as residents read it, and the version the draft has.
#[derive(Debug, Clone)]
pub struct Seen {
    pub view: PublicView,
    pub version: i32,
}

/// The draft as residents would read it, were it published now.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn draft(cx: &Context, actor: &Actor, slug: Slug) -> Result<Seen, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let last = rows::latest(db, consultation.id)?;
        let checked = bare_draft(db, consultation)?;
        let revision = Revision {
            id: RevisionId(uuid::Uuid::nil()),
            consultation: checked.consultation.id,
            number: last.as_ref().map_or(1, |last| last.number + 1),
            published_at: now,
            published_by: actor.user,
            accepted: Vec::new(),
            slots: publishable(&checked).0,
            calendar: checked.calendar,
        };
        let before = last.as_ref().map_or(&[][..], |last| &last.slots);
        Ok(Seen {
            view: PublicView::new(checked.consultation, revision, before),
            version: checked.draft.version,
        })
    })
    .await
}

/// A revision as residents read it when it was published. The office's words are those of now.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn revision(cx: &Context, actor: &Actor, slug: Slug, number: i32) -> Result<Seen, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let found = rows::by_number(db, consultation.id, number)?;
        let revision = found.ok_or(ActionError::NotFound("revision"))?;
        let before = rows::by_number(db, consultation.id, number.saturating_sub(1))?;
        let before = before.map(|before| before.slots).unwrap_or_default();
        let version = roster::version(db, consultation.id)?;
        Ok(Seen {
            view: PublicView::new(consultation, revision, &before),
            version,
        })
    })
    .await
}
