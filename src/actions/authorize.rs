//! The way into an action on a consultation.

use crate::actions::error::ActionError;
use crate::domain::consultation::Consultation;
use crate::domain::slug::Slug;
use crate::store::{Db, consultation as rows, roster};

/// The consultation of a slug.
pub(super) fn consultation(db: &mut Db, slug: &Slug) -> Result<Consultation, ActionError> {
    rows::by_slug(db, slug)?.ok_or(ActionError::NotFound("consultation"))
}

/// The consultation of a slug, locked, as it stands then.
pub(super) fn locked(db: &mut Db, slug: &Slug) -> Result<Consultation, ActionError> {
    let id = consultation(db, slug)?.id;
    rows::lock(db, id)?;
    consultation(db, slug)
}

/// The consultation of a slug to be changed: locked, its version grown. `version`, when given, is what was looked at.
pub(super) fn changing(db: &mut Db, slug: &Slug, version: Option<i32>) -> Result<Consultation, ActionError> {
    let id = consultation(db, slug)?.id;
    roster::next_version(db, id, version)?;
    consultation(db, slug)
}
