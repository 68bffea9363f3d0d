//! Consultations: what they say, when they are, which hours they require.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::{ActionError, FieldError, or_invalid};
use crate::actions::input::{clean_text, required_text};
use crate::actions::roster::{CheckedDraft, checked_draft};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::calendar::RequiredHours;
use crate::domain::consultation::{Consultation, MAX_DAYS, PhoneMode};
use crate::domain::ids::ConsultationId;
use crate::domain::language::Locale;
use crate::domain::reminder::plan;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;
use crate::domain::time::in_years;
use crate::store::{Db, consultation as rows, reminder, revision, staff};

/// One line of the coordinator's list.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The consultation.
    pub consultation: Consultation,
    /// Its draft, checked.
    pub board: CheckedDraft,
    /// Number of the published revision.
    pub published: Option<i32>,
}

/// All consultations, newest first, each with its coverage.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn list(cx: &Context, actor: &Actor) -> Result<Vec<Overview>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::SeeRoster)?;
        let (people, numbers) = (staff::list(db)?, revision::numbers(db)?);
        let mut lines = Vec::new();
        for consultation in rows::list(db)? {
            lines.push(Overview {
                published: numbers.get(&consultation.id).copied(),
                board: checked_draft(db, consultation.clone(), &people)?,
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
    cx.read_as(actor, move |db, actor| open(db, actor, &slug, Right::SeeRoster))
        .await
}

/// The address of every consultation, for who is shown calls by the id of theirs.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn slugs(cx: &Context, actor: &Actor) -> Result<BTreeMap<ConsultationId, Slug>, ActionError> {
    cx.read_as(actor, |db, actor| {
        allow(actor, Right::ReadOwnCalls)?;
        let listed = rows::list(db)?.into_iter();
        Ok(listed
            .map(|consultation| (consultation.id, consultation.slug))
            .collect())
    })
    .await
}

/// What a coordinator types about a consultation.
#[derive(Debug, Clone)]
pub struct Settings {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Words per language; Polish needs a title.
    pub texts: ConsultationTexts,
    /// The office.
    pub unit: String,
    /// What a call is worth.
    pub phone_mode: PhoneMode,
    /// Required hours per weekday.
    pub required: RequiredHours,
    /// How long before a duty its reminders are due; none means the defaults.
    pub leads: Vec<Duration>,
}

/// How long before a duty its reminders are due, the longest first.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn leads(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<Duration>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        Ok(rows::reminder_leads(db, consultation.id)?)
    })
    .await
}

/// Plans the reminders of what is published again, by the leads of now.
fn replan(cx: &Context, db: &mut Db, id: ConsultationId) -> Result<(), ActionError> {
    let Some(revision) = revision::latest(db, id)? else {
        return Ok(());
    };
    let now = cx.now();
    let assigned = revision::assignments(db, revision.id)?;
    let planned = plan(&revision.slots, &assigned, &rows::reminder_leads(db, id)?, now);
    reminder::reconcile(db, id, &planned, now, &mut || cx.random.id(now))?;
    Ok(())
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
        let settings = check(settings)?;
        let now = Consultation {
            first_day: settings.first_day,
            last_day: settings.last_day,
            texts: settings.texts,
            unit: settings.unit,
            phone_mode: settings.phone_mode,
            required: settings.required,
            ..was
        };
        rows::update(db, &now)?;
        if rows::reminder_leads(db, now.id)? != settings.leads {
            rows::set_reminder_leads(db, now.id, &settings.leads)?;
            replan(cx, db, now.id)?;
        }
        AuditLog::of(cx, actor).append(db, AuditAction::ConsultationChanged, Some(now.id), &now.slug, json!({}))
    })
    .await?;
    cx.wake.notify_one();
    Ok(())
}

/// The most reminders of one duty.
const MAX_LEADS: usize = 5;
/// How many minutes before a duty a reminder can be due: up to two weeks.
const LEADS: std::ops::RangeInclusive<i64> = 1..=14 * 24 * 60;

/// Checks the settings of a consultation.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field.
pub fn check(mut settings: Settings) -> Result<Settings, ActionError> {
    let mut faults = period_faults(settings.first_day, settings.last_day);
    for locale in Locale::ALL {
        let Some(text) = settings.texts.0.get_mut(&locale) else {
            continue;
        };
        for (field, value, longest) in [
            (format!("title_{locale}"), &mut text.title, 200),
            (format!("invitation_{locale}"), &mut text.invitation, 2_000),
            (format!("other_ways_{locale}"), &mut text.other_ways, 4_000),
        ] {
            match clean_text(&field, value, longest) {
                Ok(clean) => *value = clean,
                Err(fault) => faults.push(fault),
            }
        }
    }
    if settings
        .texts
        .0
        .get(&Locale::Pl)
        .is_none_or(|text| text.title.is_empty())
    {
        faults.push(FieldError::new("title_pl", "fault-required"));
    }
    match required_text("unit", &settings.unit, 200) {
        Ok(unit) => settings.unit = unit,
        Err(fault) => faults.push(fault),
    }
    settings.leads.sort_unstable_by_key(|lead| std::cmp::Reverse(*lead));
    settings.leads.dedup();
    if settings.leads.len() > MAX_LEADS || !settings.leads.iter().all(|lead| LEADS.contains(&lead.num_minutes())) {
        faults.push(FieldError::new("leads", "fault-leads"));
    }
    settings.required.0.retain(|_, hours| !hours.is_empty());
    or_invalid(faults, settings)
}

/// What is wrong with a period.
pub fn period_faults(first_day: NaiveDate, last_day: NaiveDate) -> Vec<FieldError> {
    let odd = [("first_day", first_day), ("last_day", last_day)];
    if let Some((field, _)) = odd.into_iter().find(|(_, day)| !in_years(*day)) {
        vec![FieldError::new(field, "fault-year")]
    } else if last_day < first_day {
        vec![FieldError::new("last_day", "fault-period-order")]
    } else if (last_day - first_day).num_days() >= MAX_DAYS {
        vec![FieldError::new("last_day", "fault-period-long")]
    } else {
        Vec::new()
    }
}
