//! The set of verdicts the positions of a consultation choose from.

use std::collections::BTreeMap;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::language::Locale;
use crate::domain::position::{VerdictCode, VerdictSet};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::store::contribution_body as rows;
use crate::store::{consultation, roster};

/// The set of a consultation, and the version of its draft, which a change of it grows.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn verdicts(cx: &Context, actor: &Actor, slug: Slug) -> Result<(Consultation, VerdictSet, i32), ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::KeepContributions)?;
        let set = consultation::verdicts(db, consultation.id)?;
        let version = roster::version(db, consultation.id)?;
        Ok((consultation, set, version))
    })
    .await
}

/// Replaces the set: labels in order, each with the code it had. A verdict that a position has stays.
///
/// # Errors
/// [`ActionError::Invalid`], at `verdicts` when one that is used would go; [`ActionError::Stale`];
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn set_verdicts(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    labels: Vec<(Option<VerdictCode>, BTreeMap<Locale, String>)>,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::KeepContributions, expected)?;
        let set = VerdictSet::of_labels(labels).map_err(ActionError::Invalid)?;
        let used = rows::verdicts_used(db, consultation.id)?;
        let gone = used.iter().filter(|code| set.of(code).is_none());
        let faults = gone.map(|_| FieldError::new("verdicts", Fault::VerdictUsed)).take(1);
        or_invalid(faults.collect(), ())?;
        let detail = json!({ "verdicts": set.all().len() });
        consultation::set_verdicts(db, consultation.id, set)?;
        AuditLog::of(cx, actor).append(db, AuditAction::VerdictsChanged, Some(consultation.id), &slug, detail)
    })
    .await
}
