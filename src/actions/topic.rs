//! What calls are about: the code list of a consultation.

use std::collections::BTreeMap;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::input::clean_text;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::ids::TopicId;
use crate::domain::language::Locale;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::topic::Topic;
use crate::store::consultation as rows;

/// The most topics of a consultation.
const MAX_TOPICS: usize = 200;

pub async fn list(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<Topic>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::LogCalls)?;
        Ok(rows::topics(db, consultation.id)?)
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
        let known = rows::topics(db, consultation.id)?;
        let topics = topics_of(labels, &known, &mut || cx.random.id(cx.now()))?;
        rows::replace_topics(db, consultation.id, &topics)?;
        let detail = json!({ "topics": topics.len() });
        AuditLog::of(cx, actor).append(db, AuditAction::TopicsChanged, Some(consultation.id), &slug, detail)
    })
    .await
}

fn topics_of(
    labels: Vec<BTreeMap<Locale, String>>,
    known: &[Topic],
    new_id: &mut dyn FnMut() -> TopicId,
) -> Result<Vec<Topic>, ActionError> {
    if labels.len() > MAX_TOPICS {
        return Err(ActionError::field("topics", "fault-too-many"));
    }
    let mut topics: Vec<Topic> = Vec::new();
    for (position, label) in (0..).zip(labels) {
        for text in label.values() {
            clean_text("topics", text, 200)?;
        }
        let polish = label.get(&Locale::Pl).map(|text| text.trim()).unwrap_or_default();
        let code = Slug::from_title(polish).ok_or_else(|| ActionError::field("topics", "fault-required"))?;
        if topics.iter().any(|topic| topic.code == code) {
            return Err(ActionError::field("topics", "fault-twice"));
        }
        let id = known.iter().find(|topic| topic.code == code).map(|topic| topic.id);
        topics.push(Topic {
            id: id.unwrap_or_else(&mut *new_id),
            code,
            label,
            parent: None,
            position,
        });
    }
    Ok(topics)
}
