//! Reminders: what a message says at the moment it is sent, and the link that confirms without signing in.

use std::collections::BTreeMap;

use askama::Template;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;
use uuid::Uuid;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::allow;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, sign_in_link};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, ReminderId, SlotId, StaffId};
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::SlotState;
use crate::domain::staff::StaffMember;
use crate::domain::time::local;
use crate::export::ics;
use crate::i18n::{Texts, dates, languages};
use crate::store::message::Message;
use crate::store::reminder::{self as rows, Reminder};
use crate::store::{Db, consultation, revision, staff};

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

/// What becomes of a message when it is to be said from what is true now.
#[derive(Debug, Clone)]
pub enum Rendered {
    /// It is to be sent.
    Mail(Box<Mail>),
    /// It no longer holds and must not be sent.
    Obsolete,
    /// It holds, and whom it is for will not get it. Somebody has to know.
    Undeliverable(Undeliverable),
}

/// Why whom a message is for will not get it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undeliverable {
    /// The duty began before it could be sent.
    TooLate,
    /// There is no address to send it to.
    NoAddress,
}

impl Undeliverable {
    /// Both.
    const ALL: [Self; 2] = [Self::TooLate, Self::NoAddress];

    /// Stable code, kept with the message; `message-missed-…` is its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLate => "too-late",
            Self::NoAddress => "no-address",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|missed| missed.code() == code)
    }
}

impl From<Option<Mail>> for Rendered {
    fn from(mail: Option<Mail>) -> Self {
        mail.map_or(Self::Obsolete, |mail| Self::Mail(Box::new(mail)))
    }
}

/// What a message says, rendered from what is true now.
///
/// # Errors
/// Database faults.
pub async fn render(cx: &Context, message: &Message) -> Result<Rendered, ActionError> {
    match message.kind.as_str() {
        "duty_reminder" => render_reminder(cx, message).await,
        "sign_in_link" => sign_in_link::render(cx, message).await.map(Rendered::from),
        _ => Ok(Rendered::Obsolete),
    }
}

async fn render_reminder(cx: &Context, message: &Message) -> Result<Rendered, ActionError> {
    let Some(id) = uuid_of(&message.payload, "reminder").map(ReminderId) else {
        return Ok(Rendered::Obsolete);
    };
    let now = cx.now();
    let Some(duty) = cx.store.read(move |db| standing_duty(db, id)).await? else {
        return Ok(Rendered::Obsolete);
    };
    let Some(to) = duty.staff.email.clone() else {
        return Ok(Rendered::Undeliverable(Undeliverable::NoAddress));
    };
    if duty.slot.span.starts_at <= now {
        return Ok(Rendered::Undeliverable(Undeliverable::TooLate));
    }
    let locale = duty.staff.locale;
    let words = ReminderWords::of(cx, &duty, now, locale);
    let title = duty.consultation.texts.title(locale).text.to_owned();
    let calendar = ics::one_duty(&duty.slot, &title, &cx.base_url, message.created_at);
    Ok(Rendered::from(Some(Mail {
        message: message.id,
        date: message.created_at,
        to,
        subject: words.subject.clone(),
        text: ReminderText { words: &words }.to_string(),
        html: ReminderHtml { words: &words }.to_string(),
        language: locale,
        calendar: Some(calendar),
    })))
}

/// The duty of a reminder if it still is as the reminder says: same person, same start, not called off.
fn standing_duty(db: &mut Db, id: ReminderId) -> Result<Option<RemindedDuty>, ActionError> {
    let Some(reminder) = rows::by_id(db, id)? else {
        return Ok(None);
    };
    let Some(consultation) = consultation::by_id(db, reminder.consultation)? else {
        return Ok(None);
    };
    let Some(revision) = revision::latest(db, consultation.id)? else {
        return Ok(None);
    };
    let assigned = revision::assignments(db, revision.id)?;
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
        let numbers: Vec<String> = duty
            .slot
            .extensions
            .iter()
            .map(|extension| extension.display.clone())
            .collect();
        let mut facts = vec![
            (
                t.say("mail-fact-consultation"),
                duty.consultation.texts.title(locale).text.to_owned(),
            ),
            (t.say("mail-fact-day"), format!("{day} ({when})")),
            (t.say("mail-fact-hours"), hours.clone()),
            (t.say("mail-fact-phone"), numbers.join(", ")),
        ];
        if let Some(names) = languages::names(&duty.slot.languages, locale) {
            facts.push((t.say("mail-fact-languages"), names));
        }
        let token = sign(cx, duty.reminder.id, duty.reminder.slot_starts_at);
        Self {
            t,
            subject: t.say_with(
                "mail-reminder-subject",
                &[
                    ("when", when.into()),
                    ("day", dates::office_day(duty.slot.date, locale).into()),
                    ("hours", hours.into()),
                ],
            ),
            greeting: t.say_one("mail-greeting", "name", duty.staff.name.as_str()),
            lead: t.say_one("mail-reminder-lead", "until", until),
            facts,
            link: cx.address(&format!("/{locale}/confirm/{token}")),
        }
    }
}

#[derive(Template)]
#[template(path = "message/duty_reminder.txt")]
struct ReminderText<'a> {
    words: &'a ReminderWords,
}

#[derive(Template)]
#[template(path = "message/duty_reminder.html")]
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
    /// The duty is over.
    Over(RemindedDuty),
    /// The duty moved, was called off, or went to somebody else: of which consultation and when it was to begin.
    Stale(Option<(Consultation, DateTime<Utc>)>),
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
    let duty = standing_duty(db, id)?.filter(|duty| duty.reminder.slot_starts_at.timestamp() == starts_at);
    Ok(match duty {
        None => changed_duty(db, id)?,
        Some(duty) if duty.slot.span.ends_at <= now => Confirmation::Over(duty),
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

/// A reminder that was not sent, and why.
#[derive(Debug, Clone)]
pub struct Unsent {
    /// Whose duty.
    pub staff: StaffId,
    /// When the duty begins.
    pub starts_at: DateTime<Utc>,
    /// A code of [`Undeliverable`], or the channel's words.
    pub reason: String,
}

/// Reminders of a consultation that were given up, about duties from yesterday on; of several about one duty, the last.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn unsent(cx: &Context, actor: &Actor, id: ConsultationId) -> Result<Vec<Unsent>, ActionError> {
    allow(actor, Right::SeeRoster)?;
    let since = cx.now() - Duration::hours(24);
    let failed = cx
        .store
        .read(move |db| Ok::<_, ActionError>(rows::failed(db, id, since)?))
        .await?;
    let last: BTreeMap<(DateTime<Utc>, SlotId, StaffId), String> = failed
        .into_iter()
        .map(|(reminder, reason)| ((reminder.slot_starts_at, reminder.slot, reminder.staff), reason))
        .collect();
    let unsent = last.into_iter().map(|((starts_at, _, staff), reason)| Unsent {
        staff,
        starts_at,
        reason,
    });
    Ok(unsent.collect())
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
    allow(actor, Right::SeeRoster)?;
    cx.store.read(move |db| Ok(rows::confirmations(db, id)?)).await
}

/// Confirms the duty a link stands for. Repeating it changes nothing.
///
/// # Errors
/// As [`confirmation`].
pub async fn confirm(cx: &Context, token: &str) -> Result<Confirmation, ActionError> {
    let (id, starts_at) = verify(cx, token).ok_or(ActionError::NotFound("link"))?;
    let now = cx.now();
    let log = AuditLog::of_link(cx);
    cx.store
        .write(move |db| {
            let found = confirmation_in(db, id, starts_at, now)?;
            let Confirmation::Open(duty) = found else {
                return Ok(found);
            };
            if !rows::confirm(db, id, now)? {
                return changed_duty(db, id);
            }
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
