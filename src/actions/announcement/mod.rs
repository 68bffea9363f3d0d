//! From an announcement to a draft: read it, plan what it becomes, apply the plan.

mod apply;
mod plan;

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::announcement::apply::{apply_consultation, apply_events, apply_rules, apply_slots};
use crate::actions::announcement::plan::checked;
pub use crate::actions::announcement::plan::{ImportPlan, PlannedEvent, PlannedSlot};
use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, allows_in, open_to_change, scope};
use crate::actions::blocking::BlockingPool;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::occupancy::refuse_planned;
use crate::actions::roster::step::{Refused, make};
use crate::announcement::{self, Input, READING_TIME, Reading};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::calendar::required_of;
use crate::domain::fault::Fault;
use crate::domain::roster::change::{StepKind, between};
use crate::domain::roster::{ExpectedVersion, SlotMode};
use crate::domain::slug::Slug;
use crate::domain::time::{DEFAULT_ZONE, Hours, local};
use crate::store::{consultation, public_version, roster};

/// A large announcement takes up to [`READING_TIME`] and many times its size.
static READING: BlockingPool = BlockingPool::new();

/// Reads an announcement; nothing is kept.
///
/// # Errors
/// [`ActionError::Announcement`] with one clear sentence; [`ActionError::Denied`].
pub async fn read(
    cx: &Context,
    actor: &Actor,
    bytes: Vec<u8>,
    file_name: Option<String>,
    media_type: Option<String>,
) -> Result<Reading, ActionError> {
    allow(actor, Right::EditRoster)?;
    let today = local(cx.now(), DEFAULT_ZONE).date();
    let clock = Arc::clone(&cx.clock);
    let reading = READING
        .run(move || {
            let input = Input {
                bytes: &bytes,
                file_name: file_name.as_deref(),
                media_type: media_type.as_deref(),
            };
            let end = clock.elapsed() + READING_TIME;
            announcement::read(input, today, &|| clock.elapsed() > end)
        })
        .await?;
    Ok(reading?)
}

/// What was laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The consultation's address.
    pub slug: Slug,
    /// Whether it was there before and only its draft was replaced.
    pub replaced: bool,
    /// Slots in the draft.
    pub slots: usize,
}

/// What is at an address now, for a plan to be made against.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn expected(cx: &Context, actor: &Actor, slug: Option<Slug>) -> Result<ExpectedVersion, ActionError> {
    let scope = scope(actor, Right::EditRoster)?;
    let Some(slug) = slug else {
        return Ok(ExpectedVersion::NotYet);
    };
    cx.store
        .read(move |db| {
            Ok(match consultation::by_slug(db, &slug)? {
                Some(known) if scope.contains(known.unit.id) => {
                    ExpectedVersion::Version(roster::version(db, known.id)?)
                }
                _ => ExpectedVersion::NotYet,
            })
        })
        .await
}

/// Lays out a plan: a new consultation, or a new draft of the one that has the slug. Published revisions stay as they are.
/// Slots that are the same as before (date, hours, numbers) keep their id and their person; those residents have seen and
/// the plan no longer has stay, called off.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::TakenRows`] when a line is on another duty then;
/// [`ActionError::Stale`] when there is something else at the address than the plan expects; [`ActionError::Denied`];
/// database faults.
pub async fn import(cx: &Context, actor: &Actor, plan: ImportPlan) -> Result<Imported, ActionError> {
    let imported = cx
        .write_as(actor, move |cx, db, actor| {
            allow(actor, Right::EditRoster)?;
            let plan = checked(plan)?;
            let slug = plan.slug();
            let slug = slug.ok_or_else(|| ActionError::field("slug", Fault::Required))?;
            let known = match consultation::by_slug(db, &slug)? {
                Some(other) if !allows_in(actor, Right::EditRoster, other.unit.id) => {
                    return Err(ActionError::field("slug", Fault::SlugTaken));
                }
                Some(_) => Some(open_to_change(db, actor, &slug, Right::EditRoster, plan.expected)?),
                None => None,
            };
            let replaced = known.is_some();
            let hours: Vec<(NaiveDate, Hours)> = plan
                .slots
                .iter()
                .filter(|slot| slot.mode != SlotMode::Room)
                .map(|slot| (slot.date, slot.hours))
                .collect();
            let (required, rules) = required_of(&hours);
            let consultation = apply_consultation(cx, db, actor, known, &plan, slug.clone(), required)?;
            apply_rules(db, consultation.id, rules)?;
            apply_events(cx, db, consultation.id, &plan)?;
            let slots = apply_slots(cx, db, &consultation, &plan)?;
            refuse_planned(db, consultation.zone, &slots, |owner, _| owner == consultation.id)?;
            let before = roster::draft(db, consultation.id)?.slots;
            let changes = between(&before, &slots);
            make(cx, db, actor, &consultation, changes, StepKind::Imported).map_err(Refused::of_one)?;
            if !replaced {
                roster::grow_version(db, consultation.id)?;
            }
            let detail = json!({ "slots": slots.len(), "replaced": replaced });
            AuditLog::of(cx, actor).append(
                db,
                AuditAction::AnnouncementImported,
                Some(consultation.id),
                &slug,
                detail,
            )?;
            public_version::grow(db)?;
            Ok(Imported {
                slug,
                replaced,
                slots: slots.len(),
            })
        })
        .await?;
    cx.published.show(&cx.store).await;
    Ok(imported)
}
