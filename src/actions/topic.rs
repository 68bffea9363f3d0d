//! What calls are about: the code list of a consultation.

use std::collections::BTreeMap;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::language::Locale;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::topic::{Topic, code_list};
use crate::store::{public_version, topic as rows};

pub async fn list(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<Topic>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::LogCalls)?;
        Ok(rows::list(db, consultation.id)?)
    })
    .await
}

/// Replaces the code list: labels in order. A topic whose Polish label was there keeps its id.
///
/// # Errors
/// [`ActionError::Invalid`] for an empty or doubled label; [`ActionError::Stale`].
pub async fn replace(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    labels: Vec<BTreeMap<Locale, String>>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let known = rows::list(db, consultation.id)?;
        let topics = code_list(labels, &known, &mut || cx.random.id(cx.now()))?;
        rows::replace(db, consultation.id, &topics)?;
        let detail = json!({ "topics": topics.len() });
        AuditLog::of(cx, actor).append(db, AuditAction::TopicsChanged, Some(consultation.id), &slug, detail)?;
        Ok(public_version::grow(db)?)
    })
    .await?;
    cx.published.show(&cx.store).await;
    Ok(())
}
