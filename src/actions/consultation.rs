//! Consultations: what they say, when they are, which hours they require.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::json;

use crate::actions::attention;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change, scope};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::reminder;
use crate::actions::roster::{CheckedDraft, checked_draft};
use crate::actions::unit;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::{Consultation, Settings};
use crate::domain::fault::Fault;
use crate::domain::ids::ConsultationId;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;
use crate::domain::time::DEFAULT_ZONE;
use crate::store::{StoreError, consultation as rows, public_version, revision, staff};

/// One line of the coordinator's list.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The consultation.
    pub consultation: Consultation,
    /// Its draft, checked.
    pub checked: CheckedDraft,
    /// Number of the published revision.
    pub published: Option<i32>,
    /// How many of its published duties need somebody now, or wait for the coordinator to settle their offer.
    pub attention: usize,
}

/// All consultations, newest first, each with its coverage and how much its published duties need now.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<Overview>, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let scope = scope(actor, Right::SeeCoverage)?;
        // Absences of whoever is in a draft count, also of those lent from elsewhere.
        let (people, numbers) = (staff::list(db, &Scope::All)?, revision::numbers(db)?);
        let consultations = rows::list(db, &scope)?;
        let ids: Vec<ConsultationId> = consultations.iter().map(|one| one.id).collect();
        let needs = attention::of_published(db, &ids, now)?;
        let mut offers = attention::live_offers(db, &ids, now)?;
        offers.retain(|offer| offer.needs_coordinator(now));
        let mut lines = Vec::new();
        for consultation in consultations {
            lines.push(Overview {
                published: numbers.get(&consultation.id).copied(),
                attention: needs.get(&consultation.id).map_or(0, Vec::len)
                    + offers
                        .iter()
                        .filter(|offer| offer.consultation == consultation.id)
                        .count(),
                checked: checked_draft(db, consultation.clone(), &people, now)?,
                consultation,
            });
        }
        Ok(lines)
    })
    .await
}

/// One of them, as those who work with it see it.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn one(cx: &Context, actor: &Actor, slug: Slug) -> Result<Consultation, ActionError> {
    cx.read_as(actor, move |db, actor| open(db, actor, &slug, Right::SeeCoverage))
        .await
}

/// The address of every consultation, for who is shown calls by the id of theirs.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn slugs(cx: &Context, actor: &Actor) -> Result<BTreeMap<ConsultationId, Slug>, ActionError> {
    cx.read_as(actor, |db, actor| {
        let scope = scope(actor, Right::ReadOwnCalls)?;
        let listed = rows::list(db, &scope)?.into_iter();
        Ok(listed
            .map(|consultation| (consultation.id, consultation.slug))
            .collect())
    })
    .await
}

/// The address and the words of every consultation whose roster the actor sees, the latest first day first.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn titles(cx: &Context, actor: &Actor) -> Result<Vec<(Slug, ConsultationTexts)>, ActionError> {
    cx.read_as(actor, |db, actor| {
        let scope = scope(actor, Right::SeeRoster)?;
        let listed = rows::list(db, &scope)?.into_iter();
        Ok(listed.map(|one| (one.slug, one.texts)).collect())
    })
    .await
}

/// How long before a duty its reminders are due, the longest first.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn leads(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<Duration>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        reminder::leads(db, consultation.id)
    })
    .await
}

/// Adds a consultation with an empty draft to an office, the only one where none is named. Safe to repeat with the same
/// content.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field, `slug` among them when its address is taken; [`ActionError::NotFound`] for
/// an office one does not belong to; [`ActionError::Denied`]; database faults.
pub async fn add(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    settings: Settings,
    unit: Option<Slug>,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let unit = unit::of_new(cx, db, actor, unit.as_ref(), Right::EditRoster)?;
        let settings = settings.checked().map_err(ActionError::Invalid)?;
        let there = rows::by_slug(db, &slug)?;
        let consultation = Consultation {
            id: there.as_ref().map_or_else(|| cx.random.id(cx.now()), |there| there.id),
            slug,
            texts: settings.texts,
            first_day: settings.first_day,
            last_day: settings.last_day,
            zone: DEFAULT_ZONE,
            unit,
            phone_mode: settings.phone_mode,
            required: settings.required,
            swaps_need_approval: settings.swaps_need_approval,
        };
        if there.is_some_and(|there| there == consultation) {
            return Ok(());
        }
        match rows::insert(db, &consultation, cx.now()) {
            Err(StoreError::Duplicate(_)) => return Err(ActionError::field("slug", Fault::SlugTaken)),
            added => added?,
        }
        if !settings.leads.is_empty() {
            reminder::set_leads(cx, db, consultation.id, &settings.leads)?;
        }
        let (id, slug) = (consultation.id, &consultation.slug);
        AuditLog::of(cx, actor).append(db, AuditAction::ConsultationAdded, Some(id), slug, json!({}))
    })
    .await
}

/// Changes a consultation's words, period and rules.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Stale`]; [`ActionError::Denied`];
/// [`ActionError::NotFound`]; database faults.
pub async fn change(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    settings: Settings,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let was = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let settings = settings.checked().map_err(ActionError::Invalid)?;
        let now = Consultation {
            first_day: settings.first_day,
            last_day: settings.last_day,
            texts: settings.texts,
            phone_mode: settings.phone_mode,
            required: settings.required,
            swaps_need_approval: settings.swaps_need_approval,
            ..was
        };
        rows::update(db, &now)?;
        if reminder::leads(db, now.id)? != settings.leads {
            reminder::set_leads(cx, db, now.id, &settings.leads)?;
        }
        AuditLog::of(cx, actor).append(db, AuditAction::ConsultationChanged, Some(now.id), &now.slug, json!({}))?;
        Ok(public_version::grow(db)?)
    })
    .await?;
    cx.published.show(&cx.store).await;
    cx.wake.notify();
    Ok(())
}
