//! What waits to be sent, what was sent, and what could not be.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono_tz::Tz;

use crate::actions::message::{self, Message};
use crate::domain::ids::MessageId;
use crate::domain::language::Locale;
use crate::domain::message::Undeliverable;
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates};
use crate::web::manage::frame::{self, DoneQuery, IdOf};
use crate::web::page::layout::Layout;

/// How many messages the page shows.
const SHOWN: i64 = 200;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/message/outbox.html")]
pub struct OutboxPage {
    page: Layout,
    done: Option<String>,
    lines: Vec<MessageLine>,
}

/// One message. Its words and its recipient are not shown here.
#[derive(Debug, Clone)]
pub struct MessageLine {
    /// Its id.
    pub id: String,
    /// What kind it is, in words.
    pub kind: String,
    /// How far it is: class, words.
    pub state: (&'static str, String),
    /// When it is or was due.
    pub due: String,
    /// Attempts in words.
    pub attempts: String,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Whether it can get another round.
    pub dead: bool,
}

impl OutboxPage {
    /// The page of these messages.
    pub fn new(page: Layout, done: Option<String>, lines: Vec<MessageLine>) -> Self {
        Self { page, done, lines }
    }
}

/// Why a message was not sent: the sentence of a known reason, else the channel's words.
pub fn why_unsent(reason: &str, t: Texts) -> String {
    Undeliverable::from_code(reason).map_or_else(
        || reason.to_owned(),
        |missed| t.say(&format!("message-missed-{}", missed.code())),
    )
}

impl MessageLine {
    /// The line of a message.
    pub fn of(message: &Message, zone: Tz, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let state = message.state.code();
        let (class, mark) = match state {
            "sent" => ("tag-now", "✓"),
            "dead" => ("tag-stop", "✗"),
            "obsolete" => ("", "–"),
            _ => ("", "…"),
        };
        Self {
            id: message.id.to_string(),
            kind: t.say(&format!("message-{}", message.kind.replace('_', "-"))),
            state: (class, format!("{mark} {}", t.say(&format!("message-state-{state}")))),
            due: dates::short_moment(local(message.sent_at.unwrap_or(message.not_before), zone), locale),
            attempts: t.say_n("message-attempts", message.attempts),
            last_error: message.last_error.as_deref().map(|reason| why_unsent(reason, t)),
            dead: state == "dead",
        }
    }
}

/// `GET /{locale}/manage/outbox`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, HttpError> {
    let messages = message::list(&state.cx, &actor, SHOWN).await?;
    let lines = messages
        .iter()
        .map(|message| MessageLine::of(message, DEFAULT_ZONE, locale))
        .collect();
    let done = frame::done(Texts::new(locale), query.done.as_deref());
    frame::page(&OutboxPage::new(
        Layout::signed_in(locale, "/manage/outbox", &actor),
        done,
        lines,
    ))
}

/// `POST /{locale}/manage/outbox/{id}/retry`
///
/// # Errors
/// Those of the actions.
pub async fn retry(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    IdOf(id): IdOf<MessageId>,
) -> Result<HttpResponse, HttpError> {
    message::requeue(&state.cx, &actor, id).await?;
    Ok(frame::see(format!("/{locale}/manage/outbox?done=put-back")))
}
