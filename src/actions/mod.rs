//! Use cases: check the right → apply the rule → save → enqueue, in one transaction.
//!
//! Every action takes the [`Context`] and, unless it serves residents or a signed link, the [`Actor`] who asks. Nothing
//! leaves the machine here: what must be sent is written to the outbox with its cause, and the worker is woken.

pub mod accounts;
pub mod announcements;
pub mod calls;
pub mod consultations;
pub mod demo;
mod draft;
pub mod duty;
mod hard_work;
pub mod outbox;
mod passwords;
pub mod publishing;
pub mod reminders;
pub mod roster;
pub mod sign_in;
pub mod sign_in_mail;
pub mod staff;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Notify;
use url::Url;

use crate::announcement::ReadError;
use crate::clock::Clock;
use crate::domain::access::{Actor, Denied, Role};
use crate::domain::audit::AuditEvent;
use crate::domain::consultation::{Consultation, Slug};
use crate::domain::coverage::Finding;
use crate::domain::digest::hex;
use crate::domain::ids::{ConsultationId, SlotId, UserId};
use crate::domain::language::Locale;
use crate::random::Random;
use crate::store::users::User;
use crate::store::{
    Db, Store, StoreError, audit, consultations as consultation_rows, roster as roster_rows, settings, users,
};

/// How long the database may take to say that it is there.
const READY_TIME: std::time::Duration = std::time::Duration::from_secs(5);

/// What every action needs: the tables, the clock, randomness, and where this installation is reached.
#[derive(Clone)]
pub struct Context {
    /// The tables.
    pub store: Store,
    /// "Now".
    pub clock: Arc<dyn Clock>,
    /// Identifiers and secrets.
    pub random: Random,
    /// Address under which residents and staff reach this installation.
    pub base_url: Url,
    /// Key of the links that work without signing in.
    pub signing_key: [u8; 32],
    /// Wakes the worker after something was put into the outbox.
    pub wake: Arc<Notify>,
    /// How long sessions last.
    pub sessions: SessionRules,
}

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRules {
    /// At most.
    pub lifetime: Duration,
    /// Unused.
    pub idle: Duration,
}

impl Default for SessionRules {
    /// Twelve hours, four without a request: longer than any duty.
    fn default() -> Self {
        Self {
            lifetime: Duration::hours(12),
            idle: Duration::hours(4),
        }
    }
}

impl Context {
    /// A context whose signing key is the one kept in the database, made on first use.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(store: Store, clock: Arc<dyn Clock>, base_url: Url) -> Result<Self, ActionError> {
        let random = Random;
        let fresh = hex(&random.key());
        let kept = store
            .write(move |db| settings::get_or_put(db, "signing_key", &fresh).map_err(ActionError::from))
            .await?;
        let signing_key = unhex(&kept)
            .ok_or_else(|| ActionError::Store(StoreError::Corrupt("settings.signing_key is not a key".to_owned())))?;
        Ok(Self {
            store,
            clock,
            random,
            base_url,
            signing_key,
            wake: Arc::new(Notify::new()),
            sessions: SessionRules::default(),
        })
    }

    /// "Now".
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Whether the tables can be read and written, found out in a few seconds.
    ///
    /// # Errors
    /// When they cannot.
    pub async fn ready(&self) -> Result<(), ActionError> {
        let late = || StoreError::Busy("no answer in time".to_owned());
        let answer = tokio::time::timeout(READY_TIME, self.store.ping()).await;
        Ok(answer.map_err(|_| late())??)
    }

    /// An address of this installation; `path` starts with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(key)
}

/// Something wrong with one field of a form or a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Name of the field.
    pub field: String,
    /// Key of the message that says it, the same for pages and API.
    pub code: &'static str,
}

impl FieldFault {
    /// A fault of a field.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// The actor lacks the right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such thing, or not for this actor.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Fields are wrong.
    #[error("{} field(s) are not right", .0.len())]
    Invalid(Vec<FieldFault>),
    /// It clashes with what is already there; the code says how.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Publishing is refused while these stand.
    #[error("{} finding(s) block publishing", .0.len())]
    Blocked(Vec<Finding>),
    /// Somebody else changed the draft in the meantime.
    #[error("the draft was changed in the meantime")]
    Stale,
    /// A line or a person is on another duty at that time.
    #[error("a line or a person is already on duty then")]
    Taken(Vec<SlotId>),
    /// The announcement cannot be read.
    #[error(transparent)]
    Announcement(#[from] ReadError),
    /// The tables failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken { by } => Self::Taken(by),
            StoreError::Stale => Self::Stale,
            other => Self::Store(other),
        }
    }
}

impl ActionError {
    /// Stable code, the same in every language and version.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied(_) => "denied",
            Self::NotFound(_) => "not_found",
            Self::Invalid(_) => "invalid",
            Self::Conflict(code) => code,
            Self::Blocked(_) => "blocked",
            Self::Stale => "stale",
            Self::Taken(_) => "taken",
            Self::Announcement(_) => "announcement",
            Self::Store(_) => "store",
        }
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldFault::new(field, code)])
    }
}

/// The consultation of a slug.
fn consultation(db: &mut Db, slug: &Slug) -> Result<Consultation, ActionError> {
    consultation_rows::by_slug(db, slug)?.ok_or(ActionError::NotFound("consultation"))
}

/// The consultation of a slug, locked, as it stands then.
fn locked(db: &mut Db, slug: &Slug) -> Result<Consultation, ActionError> {
    let id = consultation(db, slug)?.id;
    consultation_rows::lock(db, id)?;
    consultation(db, slug)
}

/// The consultation of a slug to be changed: locked, its version grown. `version`, when given, is what was looked at.
fn changing(db: &mut Db, slug: &Slug, version: Option<i32>) -> Result<Consultation, ActionError> {
    let id = consultation(db, slug)?.id;
    roster_rows::next_version(db, id, version)?;
    consultation(db, slug)
}

/// Adds a line to the record; called inside the transaction of what it tells.
#[derive(Debug, Clone, Copy)]
struct Recorder {
    random: Random,
    at: DateTime<Utc>,
    actor: Option<UserId>,
}

impl Recorder {
    fn of(cx: &Context, actor: &Actor) -> Self {
        Self {
            random: cx.random,
            at: cx.now(),
            actor: Some(actor.user),
        }
    }

    fn record(
        self,
        db: &mut Db,
        action: &str,
        consultation: Option<ConsultationId>,
        subject: impl ToString,
        detail: serde_json::Value,
    ) -> Result<(), ActionError> {
        let event = AuditEvent {
            id: self.random.id(self.at),
            at: self.at,
            actor: self.actor,
            action: action.to_owned(),
            consultation,
            subject: subject.to_string(),
            detail,
        };
        Ok(audit::append(db, &event)?)
    }
}

/// The actor behind commands typed at the machine itself: an administrator without an address, made on first use.
///
/// # Errors
/// When the database fails.
pub async fn command_line_actor(cx: &Context) -> Result<Actor, ActionError> {
    let id: UserId = cx.random.id(cx.now());
    let user = cx
        .store
        .write(move |db| {
            let kept = settings::get_or_put(db, "command_line_user", &id.to_string())?;
            let kept: UserId = kept
                .parse()
                .map_err(|_| StoreError::Corrupt("settings.command_line_user is not an id".to_owned()))?;
            if let Some(user) = users::by_id(db, kept)? {
                return Ok::<_, ActionError>(user);
            }
            let user = User {
                id: kept,
                name: "dutyline".to_owned(),
                email: None,
                role: Role::Administrator,
                staff: None,
                locale: Locale::Pl,
                disabled: false,
            };
            users::insert(db, &user)?;
            Ok(user)
        })
        .await?;
    Ok(actor_of(&user))
}

/// The actor a user is.
fn actor_of(user: &User) -> Actor {
    Actor {
        user: user.id,
        name: user.name.clone(),
        role: user.role,
        staff: user.staff,
    }
}

/// Whether a text holds a character that cannot be printed. PostgreSQL refuses one of them, U+0000.
fn unprintable(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Trims a text and refuses what cannot be kept or printed.
fn clean_text(field: &str, text: &str, longest: usize) -> Result<String, FieldFault> {
    let text = text.trim().replace("\r\n", "\n");
    if unprintable(&text) {
        return Err(FieldFault::new(field, "fault-unprintable"));
    }
    if text.chars().count() > longest {
        return Err(FieldFault::new(field, "fault-too-long"));
    }
    Ok(text)
}

/// A text that must not be empty.
fn required_text(field: &str, text: &str, longest: usize) -> Result<String, FieldFault> {
    match clean_text(field, text, longest)? {
        text if text.is_empty() => Err(FieldFault::new(field, "fault-required")),
        text => Ok(text),
    }
}

/// All values, or all faults.
fn settle<T>(faults: Vec<FieldFault>, value: T) -> Result<T, ActionError> {
    if faults.is_empty() {
        Ok(value)
    } else {
        Err(ActionError::Invalid(faults))
    }
}
