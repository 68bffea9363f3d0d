//! What somebody on duty sees of their own, and for what they log a call.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use crate::actions::authorize::{allow, scope};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::consultation::{Consultation, Stage};
use crate::domain::ids::ConsultationId;
use crate::domain::revision::PublishedSlot;
use crate::domain::slug::Slug;
use crate::store::{consultation, reminder, revision};

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
    let (now, snapshot) = (cx.now(), cx.published.now());
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
        let mut published: Vec<Consultation> = snapshot.all.iter().map(|view| view.consultation.clone()).collect();
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
