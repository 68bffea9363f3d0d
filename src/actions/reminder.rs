//! Reminders: which should exist, what became of them, and the link that confirms a duty without signing in.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;
use uuid::Uuid;

use crate::actions::audit::AuditLog;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, MessageId, ReminderId, SlotId, StaffId};
use crate::domain::message::MessageState;
use crate::domain::reminder::{PlannedReminder, Reconciliation, Told, leads_or_default, plan, reconcile as compare};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;
use crate::domain::staff::StaffMember;
use crate::store::reminder::{self as rows, Reminder};
use crate::store::{Db, consultation, revision, staff};

/// How long before a duty its reminders are due, the longest first.
pub(super) fn leads(db: &mut Db, consultation: ConsultationId) -> Result<Vec<Duration>, ActionError> {
    Ok(leads_or_default(rows::leads(db, consultation)?))
}

/// Sets the leads and plans the reminders of what is published again. The consultation is locked.
pub(super) fn set_leads(cx: &Context, db: &mut Db, id: ConsultationId, set: &[Duration]) -> Result<(), ActionError> {
    rows::set_leads(db, id, set)?;
    let Some(revision) = revision::latest(db, id)? else {
        return Ok(());
    };
    let assigned = revision::assignments(db, revision.id)?;
    let planned = plan(&revision.slots, &assigned, &leads(db, id)?, cx.now());
    reconcile(cx, db, id, planned).map(drop)
}

/// Makes the reminders of a consultation those of the plan. The consultation is locked. Duties that have begun are left
/// alone: nothing is planned for them, and what became of their reminders is past.
pub(super) fn reconcile(
    cx: &Context,
    db: &mut Db,
    id: ConsultationId,
    planned: Vec<PlannedReminder>,
) -> Result<Reconciliation, ActionError> {
    let now = cx.now();
    let changes = compare(&rows::known(db, id, now)?, planned);
    rows::apply(db, id, &changes, now, &mut || cx.random.id(now))?;
    Ok(changes)
}

/// Who would hear what if the reminders of a consultation became those of the plan. Changes nothing.
pub(super) fn told(
    db: &mut Db,
    id: ConsultationId,
    planned: Vec<PlannedReminder>,
    now: DateTime<Utc>,
) -> Result<BTreeMap<StaffId, Told>, ActionError> {
    let changes = compare(&rows::known(db, id, now)?, planned);
    let revived = changes.revive.iter().map(|(message, _)| message);
    let messages: Vec<MessageId> = revived.chain(&changes.retire).chain(&changes.untrue).copied().collect();
    let reminders = rows::of_messages(db, &messages)?.into_iter();
    Ok(changes.told(&reminders.map(|(message, of)| (message, of.staff)).collect()))
}

/// A duty somebody is reminded of, as it is published now.
#[derive(Debug, Clone)]
pub struct RemindedDuty {
    pub reminder: Reminder,
    pub consultation: Consultation,
    pub slot: PublishedSlot,
    pub staff: StaffMember,
}

/// The duties that messages remind of, those that still are as the reminder says: same person, who has not been retired, same
/// start, not called off.
pub(super) fn unchanged_duties(
    db: &mut Db,
    messages: &[MessageId],
) -> Result<BTreeMap<MessageId, RemindedDuty>, ActionError> {
    let reminders = rows::of_messages(db, messages)?;
    let duties = unchanged(db, reminders.into_values().collect())?;
    Ok(duties.into_iter().map(|duty| (duty.reminder.message, duty)).collect())
}

fn unchanged_duty(db: &mut Db, id: ReminderId) -> Result<Option<RemindedDuty>, ActionError> {
    let reminder = rows::by_id(db, id)?;
    Ok(unchanged(db, reminder.into_iter().collect())?.pop())
}

fn unchanged(db: &mut Db, reminders: Vec<Reminder>) -> Result<Vec<RemindedDuty>, ActionError> {
    let slots: Vec<SlotId> = reminders.iter().map(|reminder| reminder.slot).collect();
    let slots = revision::slots(db, &slots)?;
    let owners: BTreeSet<ConsultationId> = slots.values().map(|(owner, _, _)| *owner).collect();
    let consultations = consultation::by_ids(db, &owners.into_iter().collect::<Vec<_>>())?;
    let people: BTreeSet<StaffId> = reminders.iter().map(|reminder| reminder.staff).collect();
    let people = staff::by_ids(db, &people.into_iter().collect::<Vec<_>>())?;
    let duty = |reminder: Reminder| {
        let (owner, slot, assigned) = slots.get(&reminder.slot)?;
        let unchanged = reminder.state != MessageState::Obsolete
            && slot.state == SlotState::Planned
            && slot.span.starts_at == reminder.slot_starts_at
            && *assigned == Some(reminder.staff);
        let staff = people.get(&reminder.staff)?;
        let is_theirs = staff.retired_at.is_none_or(|at| at > slot.span.starts_at);
        (unchanged && is_theirs).then_some(RemindedDuty {
            consultation: consultations.get(owner)?.clone(),
            staff: staff.clone(),
            slot: slot.clone(),
            reminder,
        })
    };
    Ok(reminders.into_iter().filter_map(duty).collect())
}

/// The token of a confirmation link: the reminder's id and the start it is about, signed. It ends with the duty.
pub(super) fn confirmation_token(cx: &Context, reminder: &Reminder) -> String {
    let mut bytes = Vec::with_capacity(16 + 8 + 32);
    bytes.extend_from_slice(reminder.id.0.as_bytes());
    bytes.extend_from_slice(&reminder.slot_starts_at.timestamp().to_be_bytes());
    let signature = mac(cx, &bytes).finalize().into_bytes();
    bytes.extend_from_slice(&signature);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn verify(cx: &Context, token: &str) -> Option<(ReminderId, i64)> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (said, signature) = bytes.split_at_checked(24)?;
    mac(cx, said).verify_slice(signature).ok()?;
    let (id, starts_at) = said.split_at_checked(16)?;
    Some((
        ReminderId(Uuid::from_slice(id).ok()?),
        i64::from_be_bytes(starts_at.try_into().ok()?),
    ))
}

fn mac(cx: &Context, bytes: &[u8]) -> Hmac<Sha256> {
    // A key shorter than a block is filled with zeros (RFC 2104, §2).
    let mut block = [0; 64];
    block[..32].copy_from_slice(&cx.signing_key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(b"confirm-duty:");
    mac.update(bytes);
    mac
}

/// What a confirmation link leads to.
#[derive(Debug, Clone)]
pub enum Confirmation {
    /// The duty can be confirmed.
    Open(RemindedDuty),
    /// It was, at this instant.
    Confirmed(RemindedDuty, DateTime<Utc>),
    /// The duty is over.
    Over(RemindedDuty),
    /// The duty moved, was called off, or went to somebody else: of which consultation and when it was to begin.
    Stale(Option<(Consultation, DateTime<Utc>)>),
}

/// Looks at a confirmation link; nothing is confirmed by looking, so that a mail scanner cannot.
///
/// # Errors
/// [`ActionError::NotFound`] for a link that was not made here.
pub async fn confirmation(cx: &Context, token: &str) -> Result<Confirmation, ActionError> {
    let (id, starts_at) = verify(cx, token).ok_or(ActionError::NotFound("link"))?;
    let now = cx.now();
    cx.store.read(move |db| confirmation_in(db, id, starts_at, now)).await
}

fn confirmation_in(
    db: &mut Db,
    id: ReminderId,
    starts_at: i64,
    now: DateTime<Utc>,
) -> Result<Confirmation, ActionError> {
    let duty = unchanged_duty(db, id)?.filter(|duty| duty.reminder.slot_starts_at.timestamp() == starts_at);
    Ok(match duty {
        None => changed_duty(db, id)?,
        Some(duty) if duty.slot.span.ends_at <= now => Confirmation::Over(duty),
        Some(duty) => {
            let confirmed = rows::confirmations(db, &[duty.consultation.id])?;
            let at = confirmed
                .get(&duty.slot.id)
                .filter(|(who, _)| *who == duty.staff.id)
                .map(|(_, at)| *at);
            match at {
                Some(at) => Confirmation::Confirmed(duty, at),
                None => Confirmation::Open(duty),
            }
        }
    })
}

/// What can be said of a duty that is not as the reminder says any more.
fn changed_duty(db: &mut Db, id: ReminderId) -> Result<Confirmation, ActionError> {
    let Some(reminder) = rows::by_id(db, id)? else {
        return Ok(Confirmation::Stale(None));
    };
    let consultation = consultation::by_id(db, reminder.consultation)?;
    Ok(Confirmation::Stale(
        consultation.map(|consultation| (consultation, reminder.slot_starts_at)),
    ))
}

/// Confirms the duty of a link. Repeating it changes nothing.
pub async fn confirm(cx: &Context, token: &str) -> Result<Confirmation, ActionError> {
    let (id, starts_at) = verify(cx, token).ok_or(ActionError::NotFound("link"))?;
    let now = cx.now();
    let log = AuditLog::of_nobody(cx);
    cx.store
        .write(move |db| {
            let found = confirmation_in(db, id, starts_at, now)?;
            let Confirmation::Open(duty) = found else {
                return Ok(found);
            };
            rows::confirm(db, id, now)?;
            log.append(
                db,
                AuditAction::DutyConfirmed,
                Some(duty.consultation.id),
                duty.slot.id,
                json!({ "by": "link" }),
            )?;
            Ok(Confirmation::Confirmed(duty, now))
        })
        .await
}
