//! What residents see, and what somebody on duty sees of their own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::actions::authorize::{allow, scope};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right, Scope};
use crate::domain::calendar::{ConsultationDay, Event};
use crate::domain::consultation::{Consultation, Stage};
use crate::domain::ids::{ConsultationId, SlotId};
use crate::domain::revision::{PublishedSlot, Revision};
use crate::domain::slug::Slug;
use crate::store::{Db, consultation, reminder, revision};

/// A consultation as published. No type in it can hold a person's name, address or number.
#[derive(Debug, Clone)]
pub struct PublicView {
    pub consultation: Consultation,
    pub events: Vec<Event>,
    /// Its days with what they ask for.
    pub days: Vec<ConsultationDay>,
    /// The latest revision's number and the instant it was published.
    pub revision: (i32, DateTime<Utc>),
    /// The slots of the latest revision by start.
    pub slots: Vec<PublishedSlot>,
    /// Slots that differ from the revision before, by their id.
    pub changed: Vec<SlotId>,
}

/// What a consultation publishes now. One without a revision is not public yet.
///
/// # Errors
/// [`ActionError::NotFound`] when there is none or it was never published.
pub async fn published(cx: &Context, slug: Slug) -> Result<(Consultation, Revision), ActionError> {
    cx.store.read(move |db| published_in(db, &slug)).await
}

fn published_in(db: &mut Db, slug: &Slug) -> Result<(Consultation, Revision), ActionError> {
    let consultation = consultation::by_slug(db, slug)?.ok_or(ActionError::NotFound("consultation"))?;
    let revision = revision::latest(db, consultation.id)?.ok_or(ActionError::NotFound("consultation"))?;
    Ok((consultation.as_published(&revision.calendar), revision))
}

/// The same with what the residents' page says beside it.
///
/// # Errors
/// As [`published`].
pub async fn public_view(cx: &Context, slug: Slug) -> Result<PublicView, ActionError> {
    cx.store
        .read(move |db| {
            let (consultation, revision) = published_in(db, &slug)?;
            let before = match revision.number {
                1 => None,
                number => revision::by_number(db, consultation.id, number - 1)?,
            };
            Ok(PublicView {
                changed: changed_since(before.as_ref(), &revision),
                days: revision.calendar.days(),
                events: revision.calendar.events,
                revision: (revision.number, revision.published_at),
                slots: revision.slots,
                consultation,
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

/// All published consultations, newest first, each with its duties.
pub async fn public_list(cx: &Context) -> Result<Vec<(Consultation, Vec<PublishedSlot>)>, ActionError> {
    cx.store
        .read(|db| {
            let published = revision::latest_of_all(db)?.into_iter();
            let mut published: BTreeMap<_, _> = published.map(|revision| (revision.consultation, revision)).collect();
            Ok(consultation::list(db, &Scope::All)?
                .into_iter()
                .filter_map(|consultation| {
                    let revision = published.remove(&consultation.id)?;
                    Some((consultation.as_published(&revision.calendar), revision.slots))
                })
                .collect())
        })
        .await
}

/// The same without the duties.
pub async fn public_consultations(cx: &Context) -> Result<Vec<Consultation>, ActionError> {
    cx.store.read(public_consultations_in).await
}

fn public_consultations_in(db: &mut Db) -> Result<Vec<Consultation>, ActionError> {
    let calendars = revision::calendars(db)?;
    let listed = consultation::list(db, &Scope::All)?.into_iter();
    Ok(listed
        .filter_map(|consultation| {
            let calendar = calendars.get(&consultation.id)?;
            Some(consultation.as_published(calendar))
        })
        .collect())
}

/// A duty of one's own.
#[derive(Debug, Clone)]
pub struct MyDuty {
    pub consultation: Consultation,
    pub slot: PublishedSlot,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// One's own duties that have not ended, by start.
pub async fn mine(cx: &Context, actor: &Actor) -> Result<Vec<MyDuty>, ActionError> {
    allow(actor, Right::SeeOwnDuties)?;
    let (now, staff) = (cx.now(), actor.staff);
    let Some(staff) = staff else { return Ok(Vec::new()) };
    cx.store
        .read(move |db| {
            let published = revision::duties_of(db, staff, now)?;
            let ids: Vec<ConsultationId> = published.iter().map(|(id, _)| *id).collect();
            let consultations = consultation::by_ids(db, &ids)?;
            let confirmed = reminder::confirmed_by(db, staff)?;
            Ok(published
                .into_iter()
                .filter_map(|(id, slot)| {
                    Some(MyDuty {
                        consultation: consultations.get(&id)?.clone(),
                        confirmed_at: confirmed.get(&(slot.id, slot.span.starts_at)).copied(),
                        slot,
                    })
                })
                .collect())
        })
        .await
}

/// For which consultation a call is to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToLogFor {
    /// That of one's running duty, or the only one there is.
    One(Slug),
    /// One of these: running ones first, then the others by their last day, the latest first.
    Choice(Vec<Consultation>),
}

pub async fn to_log_for(cx: &Context, actor: &Actor) -> Result<ToLogFor, ActionError> {
    let now = cx.now();
    cx.read_as(actor, move |db, actor| {
        let scope = scope(actor, Right::LogCalls)?;
        let duties = match actor.staff {
            Some(staff) => revision::duties_of(db, staff, now)?,
            None => Vec::new(),
        };
        let running = duties
            .iter()
            .find(|(_, slot)| slot.answers_phone() && slot.span.contains(now));
        if let Some((id, _)) = running
            && let Some(consultation) = consultation::by_id(db, *id)?
            && scope.contains(consultation.unit.id)
        {
            return Ok(ToLogFor::One(consultation.slug));
        }
        let mut published = public_consultations_in(db)?;
        published.retain(|consultation| scope.contains(consultation.unit.id));
        if let [only] = published.as_slice() {
            return Ok(ToLogFor::One(only.slug.clone()));
        }
        published.sort_by_key(|consultation| {
            let running = consultation.stage(now) == Stage::Running;
            (!running, Reverse(consultation.last_day))
        });
        Ok(ToLogFor::Choice(published))
    })
    .await
}
