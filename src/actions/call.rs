//! Calls: logged once whatever the network does, and read again in the register.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, allow_in, allows_in, open, scope};
use crate::actions::call_queue::Sent;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::published::Desk;
use crate::digest::sha256;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::{AuditAction, AuditEvent};
use crate::domain::call::{Call, CallKind, NewCall};
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::contribution::{ContributionState, Noted};
use crate::domain::ids::{CallId, ConsultationId, ContributionId};
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::slug::Slug;
use crate::domain::time::{Hours, Span, local};
use crate::domain::topic::KeptTopic;
use crate::domain::topic::Topic;
use crate::store::call::{self as rows, CallFilter};
use crate::store::{Db, consultation, topic};

pub use crate::actions::call_queue::{Logged, MOST_BESIDE};

/// The most calls one page of the register holds.
pub const LONGEST_PAGE: i64 = 200;

/// A form opened longer ago is taken for one of a call that begins now: nobody talks for so long.
const LONGEST_OPEN: Duration = Duration::hours(12);

/// What the call form needs to know.
#[derive(Debug, Clone)]
pub struct CallForm {
    /// For which consultation.
    pub consultation: Consultation,
    /// The code list.
    pub topics: Vec<Topic>,
    /// The duty it comes in on, if one is running.
    pub slot: Option<PublishedSlot>,
    /// When the form was opened: when its id was made, so that it begins alike wherever it is opened again.
    pub opened_at: DateTime<Utc>,
}

/// Opens the form of a call whose id was made before typing starts.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn open_form(cx: &Context, actor: &Actor, slug: Slug, id: CallId) -> Result<CallForm, ActionError> {
    let now = cx.now();
    let desk = desk(cx, actor, &slug)?;
    let is_near = |at: &DateTime<Utc>| *at <= now && now - *at < LONGEST_OPEN;
    Ok(CallForm {
        slot: desk.duty_at(actor.staff, now),
        consultation: desk.consultation.clone(),
        topics: desk.topics.clone(),
        opened_at: id.made_at().filter(is_near).unwrap_or(now),
    })
}

/// What calls of a consultation are checked by. Nobody can call about one that is not published: there are no calls of it.
fn desk(cx: &Context, actor: &Actor, slug: &Slug) -> Result<Arc<Desk>, ActionError> {
    allow(actor, Right::LogCalls)?;
    let snapshot = cx.published.now();
    let desk = snapshot.desk(slug).ok_or(ActionError::NotFound("consultation"))?;
    allow_in(actor, Right::LogCalls, desk.consultation.unit.id, "consultation")?;
    Ok(Arc::clone(desk))
}

/// Logs a call with its contributions, together with those that wait. Safe to repeat: the same id with the same content
/// answers with the call that is there; other content is stored beside it and answered as a conflict.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault per field; [`ActionError::Denied`]; [`ActionError::NotFound`]; database
/// faults.
pub async fn log(cx: &Context, actor: &Actor, new: NewCall) -> Result<Logged, ActionError> {
    allow(actor, Right::LogCalls)?;
    let new = new.with_topics_once();
    // Such a text cannot be stored, not even beside another call.
    or_invalid(new.unprintable(), ())?;
    let (call, refusal) = match checked(cx, actor, &new) {
        Ok(call) => (Some(call), None),
        // A call that is there is answered as it is, whatever has changed since.
        Err(refusal) => (None, Some(refusal)),
    };
    let sent = Sent {
        content_hash: content_hash(&new),
        new,
        by: actor.clone(),
        at: cx.now(),
        call,
    };
    match (cx.calls.write(&cx.store, sent).await?, refusal) {
        (Some(logged), _) => {
            let is_new = matches!(logged, Logged::New(_));
            cx.calls_logged.fetch_add(u64::from(is_new), Ordering::Relaxed);
            Ok(logged)
        }
        (None, Some(refusal)) => Err(refusal),
        // Its id is that of a call of another office.
        (None, None) => Err(ActionError::NotFound("call")),
    }
}

/// The call it becomes, its contributions without numbers, and the line of the record.
fn checked(cx: &Context, actor: &Actor, new: &NewCall) -> Result<(Call, AuditEvent), ActionError> {
    let desk = desk(cx, actor, &new.consultation)?;
    let (consultation, now) = (&desk.consultation, cx.now());
    let started_at = new.started_at.unwrap_or(now);
    or_invalid(new.faults(consultation.phone_mode, &desk.topics, now), ())?;
    let topics = new
        .topics
        .iter()
        .filter_map(|code| desk.topics.iter().find(|topic| topic.code == *code))
        .map(|topic| KeptTopic {
            code: topic.code.clone(),
            label: topic.label(Locale::Pl).to_owned(),
        })
        .collect();
    let state = match consultation.phone_mode {
        Some(PhoneMode::Confirm) => ContributionState::AwaitingConfirmation,
        Some(PhoneMode::Counts | PhoneMode::Informs) | None => ContributionState::Noted,
    };
    let day = local(started_at, consultation.zone).date();
    let contributions = new.contributions.iter().map(|words| Noted {
        id: cx.random.id::<ContributionId>(now),
        number: 0,
        received_on: day,
        words: words.clone(),
        state,
    });
    let call = Call {
        id: new.id,
        consultation: consultation.id,
        slot: desk.duty_at(actor.staff, started_at).map(|slot| slot.id),
        taken_by: actor.user,
        started_at,
        logged_at: now,
        kind: new.kind,
        outcome: new.outcome,
        topics,
        other_topic: new.other_topic.clone(),
        language: new.language.clone(),
        caller: new.caller,
        note: new.note.clone(),
        late: day > consultation.last_day,
        version: 1,
        contributions: contributions.collect(),
    };
    let detail = json!({ "kind": call.kind.code(), "contributions": call.contributions.len() });
    let line = AuditLog::of(cx, actor).line(AuditAction::CallLogged, Some(consultation.id), call.id, detail);
    Ok((call, line))
}

/// SHA-256 over the content as sent.
fn content_hash(new: &NewCall) -> String {
    sha256(serde_json::to_vec(new).unwrap_or_default())
}

/// Which calls to read.
#[derive(Debug, Clone, Default)]
pub struct RegisterQuery {
    /// Of one consultation only.
    pub consultation: Option<Slug>,
    /// Of one kind only.
    pub kind: Option<CallKind>,
    /// Those after this one in the order of the register.
    pub after: Option<CallId>,
    /// At most so many; 1 to [`LONGEST_PAGE`].
    pub limit: i64,
    /// Only those one logged oneself.
    pub mine: bool,
}

/// A page of the register, newest first, and where the next one starts.
///
/// # Errors
/// [`ActionError::Denied`] for all calls without the right; [`ActionError::NotFound`] for an unknown consultation or
/// cursor; database faults.
pub async fn page(
    cx: &Context,
    actor: &Actor,
    query: RegisterQuery,
) -> Result<(Vec<Call>, Option<CallId>), ActionError> {
    allow(actor, Right::ReadOwnCalls)?;
    let limit = query.limit.clamp(1, LONGEST_PAGE);
    let subject = query
        .consultation
        .as_ref()
        .map_or_else(|| "all".to_owned(), Slug::to_string);
    let (calls, next, consultation, mine) = cx
        .read_as(actor, move |db, actor| {
            let Reach { within, own, of } = reach(db, actor, &query)?;
            let after = match query.after {
                Some(id) => {
                    let stored = rows::by_id(db, id)?.ok_or(ActionError::NotFound("call"))?;
                    Some((stored.call.logged_at, id))
                }
                None => None,
            };
            let filter = CallFilter {
                consultations: within,
                taken_by: own.then_some(actor.user),
                kind: query.kind,
            };
            let mut calls = rows::page(db, &filter, after, limit + 1)?;
            let more = i64::try_from(calls.len()).unwrap_or(i64::MAX) > limit;
            calls.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let next = calls.last().map(|call| call.id).filter(|_| more);
            Ok((calls, next, of, own))
        })
        .await?;
    if !mine && !calls.is_empty() {
        let detail = json!({ "calls": calls.len() });
        record_reading(cx, actor, AuditAction::CallsRead, consultation, subject, detail).await?;
    }
    Ok((calls, next))
}

/// What of the register somebody reaches.
struct Reach {
    /// The consultations; all when `None`.
    within: Option<Vec<ConsultationId>>,
    /// Whether only the calls one logged oneself.
    own: bool,
    /// The one consultation that was asked for.
    of: Option<ConsultationId>,
}

/// All calls where one may read the register, otherwise one's own.
fn reach(db: &mut Db, actor: &Actor, query: &RegisterQuery) -> Result<Reach, ActionError> {
    if let Some(slug) = &query.consultation {
        let consultation = open(db, actor, slug, Right::ReadOwnCalls)?;
        return Ok(Reach {
            within: Some(vec![consultation.id]),
            own: query.mine || !allows_in(actor, Right::ReadRegister, consultation.unit.id),
            of: Some(consultation.id),
        });
    }
    let register = scope(actor, Right::ReadRegister).ok().filter(|_| !query.mine);
    let own = register.is_none();
    let scope = match register {
        Some(scope) => scope,
        None => scope(actor, Right::ReadOwnCalls)?,
    };
    Ok(Reach {
        within: consultation::ids(db, &scope)?,
        own,
        of: None,
    })
}

/// Reading what callers said is itself recorded, before it is shown: one line a request.
async fn record_reading(
    cx: &Context,
    actor: &Actor,
    action: AuditAction,
    consultation: Option<ConsultationId>,
    subject: String,
    detail: serde_json::Value,
) -> Result<(), ActionError> {
    let recorder = AuditLog::of(cx, actor);
    cx.store
        .write(move |db| recorder.append(db, action, consultation, subject, detail))
        .await
}

/// One call. Somebody else's is as if it were not there to those who may only read their own.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn one(cx: &Context, actor: &Actor, id: CallId) -> Result<(Call, Consultation), ActionError> {
    let user = actor.user;
    let (call, consultation) = cx
        .read_as(actor, move |db, actor| {
            allow(actor, Right::ReadOwnCalls)?;
            let (call, consultation) = call_in(db, id)?;
            allow_in(actor, Right::ReadOwnCalls, consultation.unit.id, "call")?;
            let readable = call.taken_by == actor.user || allows_in(actor, Right::ReadRegister, consultation.unit.id);
            readable
                .then_some((call, consultation))
                .ok_or(ActionError::NotFound("call"))
        })
        .await?;
    if call.taken_by != user {
        record_reading(
            cx,
            actor,
            AuditAction::CallRead,
            Some(call.consultation),
            id.to_string(),
            json!({}),
        )
        .await?;
    }
    Ok((call, consultation))
}

fn call_in(db: &mut Db, id: CallId) -> Result<(Call, Consultation), ActionError> {
    let call = rows::by_id(db, id)?.ok_or(ActionError::NotFound("call"))?.call;
    let consultation = consultation::by_id(db, call.consultation)?.ok_or(ActionError::NotFound("consultation"))?;
    Ok((call, consultation))
}

/// A call of the register, with other texts that came in under its id and when.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The call.
    pub call: Call,
    /// Its consultation.
    pub consultation: Consultation,
    /// The other texts, at most [`MOST_BESIDE`].
    pub others: Vec<(DateTime<Utc>, NewCall)>,
    /// What their topics are called now.
    pub topics: Vec<Topic>,
}

/// One call of the register.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn entry(cx: &Context, actor: &Actor, id: CallId) -> Result<Entry, ActionError> {
    let entry = cx
        .read_as(actor, move |db, actor| {
            allow(actor, Right::ReadRegister)?;
            let (call, consultation) = call_in(db, id)?;
            allow_in(actor, Right::ReadRegister, consultation.unit.id, "call")?;
            let sent = |(at, body)| Some((at, serde_json::from_value(body).ok()?));
            let others: Option<_> = rows::conflicts(db, id)?.into_iter().map(sent).collect();
            Ok(Entry {
                call,
                others: others.ok_or(ActionError::Failed("a text beside a call is none of a call"))?,
                topics: topic::list(db, consultation.id)?,
                consultation,
            })
        })
        .await?;
    let of = Some(entry.call.consultation);
    record_reading(cx, actor, AuditAction::CallRead, of, id.to_string(), json!({})).await?;
    Ok(entry)
}

/// How many calls one logged oneself that began on a local day.
///
/// # Errors
/// [`ActionError::Denied`]; database faults.
pub async fn count_mine(cx: &Context, actor: &Actor, day: NaiveDate, zone: Tz) -> Result<i64, ActionError> {
    allow(actor, Right::ReadOwnCalls)?;
    let user = actor.user;
    let day = Span::of(day, Hours::WHOLE_DAY, zone);
    cx.store.read(move |db| Ok(rows::count(db, user, day)?)).await
}

/// How many calls of each kind a consultation has, and how many contributions they brought.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn tally(cx: &Context, actor: &Actor, slug: Slug) -> Result<Vec<(CallKind, i64)>, ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::ReadRegister)?;
        Ok(rows::counts(db, consultation.id)?)
    })
    .await
}
