//! Reminders: what a message says at the moment it is sent, and the link that confirms without signing in.

use std::collections::BTreeMap;

use askama::Template;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;
use uuid::Uuid;

use crate::actions::outbox::Mail;
use crate::actions::{ActionError, Context, Recorder, sign_in_mail};
use crate::domain::access::{Actor, Right};
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, ReminderId, SlotId, StaffId};
use crate::domain::language::Locale;
use crate::domain::roster::{PublishedSlot, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::local;
use crate::export::ics;
use crate::i18n::{Texts, dates, languages};
use crate::store::outbox::Message;
use crate::store::reminders::{self as rows, Reminder};
use crate::store::{Db, consultations, revisions, staff};

/// A duty somebody is reminded of, as it stands now.
#[derive(Debug, Clone)]
pub struct RemindedDuty {
    /// The reminder.
    pub reminder: Reminder,
    /// Of which consultation.
    pub consultation: Consultation,
    /// The published slot.
    pub slot: PublishedSlot,
    /// Whose duty.
    pub staff: StaffMember,
}

/// What a message says, rendered from what is true now; `None` when it no longer holds and must not be sent.
///
/// # Errors
/// Database faults.
pub async fn render(cx: &Context, message: &Message) -> Result<Option<Mail>, ActionError> {
    match message.kind.as_str() {
        "duty_reminder" => render_reminder(cx, message).await,
        "sign_in_link" => sign_in_mail::render(cx, message).await,
        _ => Ok(None),
    }
}

async fn render_reminder(cx: &Context, message: &Message) -> Result<Option<Mail>, ActionError> {
    let Some(id) = uuid_of(&message.payload, "reminder").map(ReminderId) else {
        return Ok(None);
    };
    let now = cx.now();
    let duty = cx.store.read(move |db| standing_duty(db, id)).await?;
    let Some(duty) = duty.filter(|duty| duty.slot.span.starts_at > now) else {
        return Ok(None);
    };
    let Some(to) = duty.staff.email.clone() else {
        return Ok(None);
    };
    let locale = duty.staff.locale;
    let words = ReminderWords::of(cx, &duty, now, locale);
    let title = duty.consultation.texts.title(locale).text.to_owned();
    let calendar = ics::one_duty(&duty.slot, &title, &cx.base_url, message.created_at);
    Ok(Some(Mail {
        message: message.id,
        date: message.created_at,
        to,
        subject: words.subject.clone(),
        text: ReminderText { words: &words }.to_string(),
        html: ReminderHtml { words: &words }.to_string(),
        language: locale,
        calendar: Some(calendar),
    }))
}

/// The duty of a reminder if it still is as the reminder says: same person, same start, not called off.
fn standing_duty(db: &mut Db, id: ReminderId) -> Result<Option<RemindedDuty>, ActionError> {
    let Some(reminder) = rows::by_id(db, id)? else {
        return Ok(None);
    };
    let Some(consultation) = consultations::by_id(db, reminder.consultation)? else {
        return Ok(None);
    };
    let Some(revision) = revisions::latest(db, consultation.id)? else {
        return Ok(None);
    };
    let assigned = revisions::assignments(db, revision.id)?;
    let slot = revision.slots.into_iter().find(|slot| {
        slot.id == reminder.slot
            && slot.state == SlotState::Planned
            && slot.span.starts_at == reminder.slot_starts_at
            && assigned.get(&slot.id) == Some(&reminder.staff)
    });
    let staff = staff::by_id(db, reminder.staff)?;
    Ok(slot.zip(staff).map(|(slot, staff)| RemindedDuty {
        reminder,
        consultation,
        slot,
        staff,
    }))
}

/// All the words of a reminder, said fully: weekday, date, hours, number, how long until then.
struct ReminderWords {
    t: Texts,
    subject: String,
    greeting: String,
    lead: String,
    facts: Vec<(String, String)>,
    link: String,
}

impl ReminderWords {
    fn of(cx: &Context, duty: &RemindedDuty, now: DateTime<Utc>, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let zone = duty.consultation.zone;
        let day = dates::long_day(duty.slot.date, locale);
        let hours = dates::hours(duty.slot.hours, locale);
        let until = dates::in_time(duty.slot.span.starts_at - now, locale);
        let today = local(now, zone).date();
        let when = dates::relative_day(duty.slot.date, today, locale);
        let numbers: Vec<String> = duty.slot.lines.iter().map(|line| line.display.clone()).collect();
        let mut facts = vec![
            (
                t.say("mail-fact-consultation"),
                duty.consultation.texts.title(locale).text.to_owned(),
            ),
            (t.say("mail-fact-day"), format!("{day} ({when})")),
            (t.say("mail-fact-hours"), hours.clone()),
            (t.say("mail-fact-phone"), numbers.join(", ")),
        ];
        if let Some(spoken) = languages::spoken(&duty.slot.languages, locale) {
            facts.push((t.say("mail-fact-languages"), spoken));
        }
        let token = sign(cx, duty.reminder.id, duty.reminder.slot_starts_at);
        Self {
            t,
            subject: t.say_with(
                "mail-reminder-subject",
                &[("when", when.into()), ("hours", hours.into())],
            ),
            greeting: t.say_one("mail-greeting", "name", duty.staff.name.as_str()),
            lead: t.say_one("mail-reminder-lead", "until", until),
            facts,
            link: cx.address(&format!("/{locale}/confirm/{token}")),
        }
    }
}

#[derive(Template)]
#[template(path = "mail/reminder.txt")]
struct ReminderText<'a> {
    words: &'a ReminderWords,
}

#[derive(Template)]
#[template(path = "mail/reminder.html")]
struct ReminderHtml<'a> {
    words: &'a ReminderWords,
}

/// An id of a payload.
pub(super) fn uuid_of(payload: &serde_json::Value, name: &str) -> Option<Uuid> {
    payload.get(name)?.as_str()?.parse().ok()
}

/// The token of a confirmation link: the reminder's id and the start it is about, signed. It ends with the duty.
fn sign(cx: &Context, id: ReminderId, starts_at: DateTime<Utc>) -> String {
    let mut bytes = Vec::with_capacity(16 + 8 + 32);
    bytes.extend_from_slice(id.0.as_bytes());
    bytes.extend_from_slice(&starts_at.timestamp().to_be_bytes());
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

/// What a confirmation link stands for.
#[derive(Debug, Clone)]
pub enum Confirmation {
    /// The duty can be confirmed.
    Open(RemindedDuty),
    /// It was, at this instant.
    Confirmed(RemindedDuty, DateTime<Utc>),
    /// The duty moved, was called off, went to somebody else, or has begun.
    Stale,
}

/// Looks at a confirmation link; nothing is confirmed by looking, so that a mail scanner cannot.
///
/// # Errors
/// [`ActionError::NotFound`] for a link that was not made here; database faults.
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
    let duty = standing_duty(db, id)?
        .filter(|duty| duty.reminder.slot_starts_at.timestamp() == starts_at && duty.slot.span.ends_at > now);
    Ok(match duty {
        None => Confirmation::Stale,
        Some(duty) => {
            let confirmed = rows::confirmations(db, duty.consultation.id)?;
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

/// Who confirmed which duty of a consultation, and when.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn confirmations(
    cx: &Context,
    actor: &Actor,
    id: ConsultationId,
) -> Result<BTreeMap<SlotId, (StaffId, DateTime<Utc>)>, ActionError> {
    actor.may(Right::SeeRoster)?;
    cx.store.read(move |db| Ok(rows::confirmations(db, id)?)).await
}

/// Confirms the duty a link stands for. Repeating it changes nothing.
///
/// # Errors
/// As [`confirmation`].
pub async fn confirm(cx: &Context, token: &str) -> Result<Confirmation, ActionError> {
    let (id, starts_at) = verify(cx, token).ok_or(ActionError::NotFound("link"))?;
    let now = cx.now();
    let recorder = Recorder {
        random: cx.random,
        at: now,
        actor: None,
    };
    cx.store
        .write(move |db| {
            let found = confirmation_in(db, id, starts_at, now)?;
            let Confirmation::Open(duty) = found else {
                return Ok(found);
            };
            rows::confirm(db, id, now)?;
            recorder.record(
                db,
                "duty.confirmed",
                Some(duty.consultation.id),
                duty.slot.id,
                json!({ "by": "link" }),
            )?;
            Ok(Confirmation::Confirmed(duty, now))
        })
        .await
}
