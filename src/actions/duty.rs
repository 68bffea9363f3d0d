//! What residents see, and what somebody on duty sees of their own.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::actions::{ActionError, Context};
use crate::domain::access::{Actor, Right};
use crate::domain::consultation::{Consultation, ConsultationDay, Event, Slug, calendar};
use crate::domain::ids::SlotId;
use crate::domain::roster::{PublishedSlot, Revision};
use crate::store::{consultations, reminders, revisions};

/// A consultation as published. No type in it can hold a person's name, address or number.
#[derive(Debug, Clone)]
pub struct PublicView {
    /// The consultation.
    pub consultation: Consultation,
    /// Meetings and other events.
    pub events: Vec<Event>,
    /// Its days with what they ask for.
    pub days: Vec<ConsultationDay>,
    /// The latest revision's number and the instant it was published, `None` before the first.
    pub revision: Option<(i32, DateTime<Utc>)>,
    /// The slots of the latest revision by start; empty before the first.
    pub slots: Vec<PublishedSlot>,
    /// Slots that differ from the revision before, by their id.
    pub changed: Vec<SlotId>,
}

/// A published consultation. One without a revision is not public yet.
///
/// # Errors
/// [`ActionError::NotFound`] when there is none or it was never published; database faults.
pub async fn public_view(cx: &Context, slug: Slug) -> Result<PublicView, ActionError> {
    cx.store
        .read(move |db| {
            let consultation = consultations::by_slug(db, &slug)?.ok_or(ActionError::NotFound("consultation"))?;
            let revision = revisions::latest(db, consultation.id)?.ok_or(ActionError::NotFound("consultation"))?;
            let before = match revision.number {
                1 => None,
                number => revisions::by_number(db, consultation.id, number - 1)?,
            };
            let events = consultations::events(db, consultation.id)?;
            let rules = consultations::day_rules(db, consultation.id)?;
            let days = calendar(&consultation, &events, &rules);
            let changed = changed_since(before.as_ref(), &revision);
            let published = Some((revision.number, revision.published_at));
            Ok(PublicView {
                consultation,
                events,
                days,
                revision: published,
                slots: revision.slots,
                changed,
            })
        })
        .await
}

/// Slots of a revision that were otherwise, or not there, in the one before.
fn changed_since(before: Option<&Revision>, now: &Revision) -> Vec<SlotId> {
    let Some(before) = before else { return Vec::new() };
    let was: BTreeMap<SlotId, &PublishedSlot> = before.slots.iter().map(|slot| (slot.id, slot)).collect();
    now.slots
        .iter()
        .filter(|slot| was.get(&slot.id) != Some(slot))
        .map(|slot| slot.id)
        .collect()
}

/// All published consultations, newest first.
///
/// # Errors
/// Database faults.
pub async fn public_list(cx: &Context) -> Result<Vec<(Consultation, Vec<PublishedSlot>)>, ActionError> {
    cx.store
        .read(|db| {
            let mut listed = Vec::new();
            for consultation in consultations::list(db)? {
                if let Some(revision) = revisions::latest(db, consultation.id)? {
                    listed.push((consultation, revision.slots));
                }
            }
            Ok(listed)
        })
        .await
}

/// A duty of one's own.
#[derive(Debug, Clone)]
pub struct MyDuty {
    /// Of which consultation.
    pub consultation: Consultation,
    /// The published slot.
    pub slot: PublishedSlot,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// One's own duties that have not ended, by start.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn mine(cx: &Context, actor: &Actor) -> Result<Vec<MyDuty>, ActionError> {
    actor.may(Right::SeeOwnDuties)?;
    let (now, staff) = (cx.now(), actor.staff);
    let Some(staff) = staff else { return Ok(Vec::new()) };
    cx.store
        .read(move |db| {
            let mut duties = Vec::new();
            for (id, slot) in revisions::duties_of(db, staff, now)? {
                let Some(consultation) = consultations::by_id(db, id)? else {
                    continue;
                };
                let confirmed = reminders::confirmations(db, id)?;
                let confirmed_at = confirmed
                    .get(&slot.id)
                    .filter(|(who, _)| *who == staff)
                    .map(|(_, at)| *at);
                duties.push(MyDuty {
                    consultation,
                    slot,
                    confirmed_at,
                });
            }
            Ok(duties)
        })
        .await
}

/// Published consultations a call can be logged for: running ones first, then the others by their last day.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn to_log_for(cx: &Context, actor: &Actor) -> Result<Vec<Consultation>, ActionError> {
    actor.may(Right::LogCalls)?;
    let now = cx.now();
    let listed = public_list(cx).await?;
    let mut consultations: Vec<Consultation> = listed.into_iter().map(|(consultation, _)| consultation).collect();
    consultations.sort_by_key(|consultation| {
        let today = now.with_timezone(&consultation.zone).date_naive();
        let running = consultation.first_day <= today && today <= consultation.last_day;
        (!running, std::cmp::Reverse(consultation.last_day))
    });
    Ok(consultations)
}
