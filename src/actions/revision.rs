//! From draft to revision: refused while something blocks, with the difference to the last one and the reminders
//! re-planned.

pub mod past;
pub mod planned;
pub mod seen;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actions::attention;
use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_locked, scope};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::occupancy::refuse_published;
use crate::actions::reminder;
use crate::actions::roster::{CheckedDraft, around, checked_draft};
use crate::domain::access::{Actor, Right};
use crate::domain::attention::Attention;
use crate::domain::audit::AuditAction;
use crate::domain::calendar::Calendar;
use crate::domain::candidate::{Booked, Bookings};
use crate::domain::consultation::Consultation;
use crate::domain::coverage::Finding;
use crate::domain::ids::{ConsultationId, PublicationId, RevisionId, SlotId, StaffId};
use crate::domain::publication::PlannedPublication;
use crate::domain::reminder::{PlannedReminder, Reconciliation, Told, plan};
use crate::domain::revision::persons::{Handover, handovers};
use crate::domain::revision::{Assignments, Difference, PublishedSlot, Revision};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::swap::Swap;
use crate::domain::workload::Share;
use crate::store::revision::{self, NewRevision};
use crate::store::{Db, account, consultation, public_version, publication, reminder as reminders, staff};

/// What publishing would do.
#[derive(Debug, Clone)]
pub struct PublishPreview {
    pub checked: CheckedDraft,
    /// The revision it follows.
    pub last: Option<Revision>,
    /// Who is on duty in that revision.
    pub assigned: Assignments,
    /// What it changes.
    pub difference: Difference,
    /// Who is on duty before and after.
    pub handovers: BTreeMap<SlotId, Handover>,
    /// Reminders that should exist afterwards.
    pub reminders: Vec<PlannedReminder>,
    /// Who hears of it, by the very comparison that publishing makes.
    pub told: BTreeMap<StaffId, Told>,
    /// A publication planned for a moment, with the name of who planned it.
    pub planned: Option<(PlannedPublication, String)>,
}

/// What publishing did.
#[derive(Debug, Clone)]
pub struct Published {
    /// The new revision's number.
    pub number: i32,
    /// What it changed.
    pub difference: Difference,
    /// Reminders planned anew.
    pub planned: usize,
    /// Reminders that are no longer true.
    pub obsolete: usize,
}

/// Who confirmed which slot, and when.
pub type Confirmations = BTreeMap<SlotId, (StaffId, DateTime<Utc>)>;

/// A draft beside what is published: what publishing would change, and what the published duties need now.
#[derive(Debug, Clone)]
pub struct Standing {
    pub preview: PublishPreview,
    /// Everybody who is in the draft or can be, and whoever a published duty needs.
    pub people: Vec<StaffMember>,
    /// Of the published duties.
    pub confirmed: Confirmations,
    /// What the published duties need, the most urgent first.
    pub attention: Vec<Attention>,
    /// The duties these people have while the draft runs and a week around it, in the drafts of all consultations.
    pub booked: Bookings,
    /// What they have in other consultations then and had in the months before: sharing out counts it too.
    pub elsewhere: BTreeMap<StaffId, Share>,
    /// Published duties that are offered to colleagues, by start.
    pub offers: Vec<Swap>,
}

/// Shows a draft beside what is published; changes nothing.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn standing(cx: &Context, actor: &Actor, slug: Slug) -> Result<Standing, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let id = consultation.id;
        let mut people = staff::of_draft(db, consultation.unit.id, id)?;
        let checked = checked_draft(db, consultation, &people)?;
        let attention = attention::of_published(db, &[id], now)?.remove(&id).unwrap_or_default();
        add_people(db, &mut people, attention.iter().filter_map(Attention::staff))?;
        let around = around(db, &checked, &people)?;
        let own: Vec<Booked> = Booked::of_draft(&checked.draft.slots, checked.consultation.zone).collect();
        let own = own.into_iter();
        Ok(Standing {
            elsewhere: around.had(),
            booked: own.chain(around.elsewhere).collect(),
            offers: attention::live_offers(db, &[id], now)?,
            preview: preview_of(db, checked, now)?,
            people,
            confirmed: reminders::confirmations(db, &[id])?,
            attention,
        })
    })
    .await
}

/// Adds those who are not there yet.
fn add_people(
    db: &mut Db,
    people: &mut Vec<StaffMember>,
    needed: impl Iterator<Item = StaffId>,
) -> Result<(), ActionError> {
    let known: BTreeSet<StaffId> = people.iter().map(|member| member.id).collect();
    let others: BTreeSet<StaffId> = needed.filter(|id| !known.contains(id)).collect();
    people.extend(staff::by_ids(db, &Vec::from_iter(others))?.into_values());
    Ok(())
}

/// Shows what publishing would do, and the people in the draft and in what is published; changes nothing.
pub async fn preview(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
) -> Result<(PublishPreview, Vec<StaffMember>), ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let mut people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
        let checked = checked_draft(db, consultation, &people)?;
        let preview = preview_of(db, checked, now)?;
        let before = preview.handovers.values().filter_map(|handover| handover.before);
        add_people(db, &mut people, before.chain(preview.told.keys().copied()))?;
        Ok((preview, people))
    })
    .await
}

fn preview_of(db: &mut Db, checked: CheckedDraft, now: DateTime<Utc>) -> Result<PublishPreview, ActionError> {
    let id = checked.consultation.id;
    let last = revision::latest(db, id)?;
    let assigned = match &last {
        Some(revision) => revision::assignments(db, revision.id)?,
        None => Assignments::new(),
    };
    let before = last.as_ref().map_or(&[][..], |revision| &revision.slots);
    let (slots, assignments) = publishable(&checked);
    let mut difference = Difference::between((before, &assigned), (&slots, &assignments));
    if let Some(last) = &last {
        difference = difference.with_calendars(&last.calendar, &checked.calendar);
    }
    let reminders = plan(&slots, &assignments, &reminder::leads(db, id)?, now);
    Ok(PublishPreview {
        handovers: handovers((before, &assigned), (&slots, &assignments)),
        told: reminder::told(db, id, reminders.clone(), now)?,
        planned: planned_for(db, id)?,
        checked,
        last,
        assigned,
        difference,
        reminders,
    })
}

fn planned_for(db: &mut Db, id: ConsultationId) -> Result<Option<(PlannedPublication, String)>, ActionError> {
    let Some(plan) = publication::of(db, id)? else {
        return Ok(None);
    };
    let name = account::names(db, &[plan.planned_by].into())?.remove(&plan.planned_by);
    Ok(Some((plan, name.unwrap_or_default())))
}

fn publishable(checked: &CheckedDraft) -> (Vec<PublishedSlot>, Assignments) {
    let zone = checked.consultation.zone;
    let slots = checked
        .draft
        .slots
        .iter()
        .map(|slot| PublishedSlot::of(slot, zone))
        .collect();
    let assignments = checked
        .draft
        .slots
        .iter()
        .filter_map(|slot| slot.staff.map(|staff| (slot.id, staff)))
        .collect();
    (slots, assignments)
}

/// What publishing would do, and the keys of the blocking findings it takes on by name.
fn fit_to_publish(
    db: &mut Db,
    consultation: Consultation,
    accepted: &[String],
    now: DateTime<Utc>,
) -> Result<(PublishPreview, Vec<String>), ActionError> {
    let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
    let checked = checked_draft(db, consultation, &people)?;
    let (taken_on, open): (Vec<Finding>, Vec<Finding>) = checked
        .report
        .blocking()
        .cloned()
        .partition(|finding| finding.is_accepted(accepted));
    if !open.is_empty() {
        return Err(ActionError::Blocked(open));
    }
    let preview = preview_of(db, checked, now)?;
    if preview.last.is_some() && preview.difference.is_empty() {
        return Err(ActionError::Conflict("nothing_to_publish"));
    }
    Ok((preview, taken_on.iter().map(Finding::key).collect()))
}

/// Publishes the draft as the next revision. `accepted` are keys of blocking findings taken on by name; double bookings
/// cannot be. What was planned for later is forgotten.
///
/// # Errors
/// [`ActionError::Blocked`] with the findings not accepted; [`ActionError::Conflict`] with `nothing_to_publish`;
/// [`ActionError::Taken`] while residents still read of one of its extensions or people in another consultation at the
/// same time; [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn publish(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    expected: ExpectedVersion,
    accepted: Vec<String>,
) -> Result<Published, ActionError> {
    publish_as(cx, actor, slug, expected, accepted, None).await
}

/// The same, by hand or by a plan: one that does not wait any more is not found.
async fn publish_as(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    expected: ExpectedVersion,
    accepted: Vec<String>,
    plan: Option<PublicationId>,
) -> Result<Published, ActionError> {
    let published = cx
        .write_as(actor, move |cx, db, actor| {
            // Two coordinators who publish at once take turns from here on.
            let consultation = open_locked(db, actor, &slug, Right::Publish, expected)?;
            let (id, now) = (consultation.id, cx.now());
            let waits = publication::of(db, id)?.filter(|waiting| waiting.prevented.is_none());
            if plan.is_some() && waits.map(|waiting| waiting.id) != plan {
                return Err(ActionError::NotFound("planned publication"));
            }
            let (preview, accepted) = fit_to_publish(db, consultation, &accepted, now)?;
            let (slots, assignments) = publishable(&preview.checked);
            let next = Publication {
                accepted: accepted.clone(),
                slots,
                assignments,
                calendar: preview.checked.calendar.clone(),
            };
            let (number, reconciled) = put(cx, db, actor, id, next)?;
            publication::forget(db, id)?;
            let detail = json!({
                "number": number,
                "planned": plan.is_some(),
                "accepted": accepted,
                "added": preview.difference.added.len(),
                "removed": preview.difference.removed.len(),
                "changed": preview.difference.changed.len(),
                "reassigned": preview.difference.reassigned.len(),
                "events": preview.difference.events.len(),
                "days": preview.difference.days.len(),
            });
            AuditLog::of(cx, actor).append(db, AuditAction::RosterPublished, Some(id), &slug, detail)?;
            Ok(Published {
                number,
                difference: preview.difference,
                planned: reconciled.planned(),
                obsolete: reconciled.retire.len(),
            })
        })
        .await?;
    cx.published.show(&cx.store).await;
    cx.wake.notify();
    Ok(published)
}

/// What is about to be published.
pub(super) struct Publication {
    /// Keys of the blocking findings that are accepted by name.
    pub(super) accepted: Vec<String>,
    pub(super) slots: Vec<PublishedSlot>,
    pub(super) assignments: Assignments,
    pub(super) calendar: Calendar,
}

/// Writes the next revision of a consultation that is locked, and makes its reminders those of the revision. Whoever calls
/// this renews the snapshot and wakes the worker when it is committed. Returns the revision's number.
///
/// # Errors
/// [`ActionError::Taken`] while residents still read of one of its extensions or people in another consultation at the
/// same time; database faults.
pub(super) fn put(
    cx: &Context,
    db: &mut Db,
    actor: &Actor,
    id: ConsultationId,
    publication: Publication,
) -> Result<(i32, Reconciliation), ActionError> {
    let now = cx.now();
    let revision = NewRevision {
        id: cx.random.id::<RevisionId>(now),
        consultation: id,
        published_at: now,
        published_by: actor.user,
        accepted: publication.accepted,
        slots: publication.slots,
        assignments: publication.assignments,
        calendar: publication.calendar,
    };
    refuse_published(db, id, &revision.slots, &revision.assignments)?;
    let number = revision::publish(db, &revision)?;
    let planned = plan(&revision.slots, &revision.assignments, &reminder::leads(db, id)?, now);
    let reconciled = reminder::reconcile(cx, db, id, planned)?;
    public_version::grow(db)?;
    Ok((number, reconciled))
}

/// What is in the way of a slot.
#[derive(Debug, Clone)]
pub enum InTheWay {
    /// A published duty of a unit the actor belongs to.
    Duty(Box<(Consultation, PublishedSlot)>),
    /// A duty of another unit, of which nothing more is said.
    Elsewhere,
}

/// What is in the way where slots are taken, by the first of them that is published.
pub async fn in_the_way(cx: &Context, actor: &Actor, slots: Vec<SlotId>) -> Result<Option<InTheWay>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let scope = scope(actor, Right::SeeRoster)?;
        for slot in slots {
            let Some((id, slot, _)) = revision::slot(db, slot)? else {
                continue;
            };
            if let Some(consultation) = consultation::by_id(db, id)? {
                return Ok(Some(if scope.contains(consultation.unit.id) {
                    InTheWay::Duty(Box::new((consultation, slot)))
                } else {
                    InTheWay::Elsewhere
                }));
            }
        }
        Ok(None)
    })
    .await
}
