//! The development outbox: what the demo would have sent, for everybody to read. There is no such page anywhere else.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::actions::message::{self, KeptBody};
use crate::domain::language::Locale;
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::state::AppState;
use crate::i18n::dates;
use crate::web::page::answer;
use crate::web::page::layout::Layout;

/// How many messages the page shows.
const SHOWN: i64 = 100;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/message/demo_outbox.html")]
pub struct KeptMailPage {
    page: Layout,
    mails: Vec<KeptMail>,
}

/// One message.
#[derive(Debug, Clone)]
pub struct KeptMail {
    /// When it would have gone out.
    pub when: String,
    /// Who would have got it.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Its words, cut where a link begins and ends.
    pub parts: Vec<Part>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words(String),
    /// An address to follow.
    Link(String),
}

impl KeptMailPage {
    /// The page of these messages.
    pub fn new(page: Layout, mails: Vec<KeptMail>) -> Self {
        Self { page, mails }
    }
}

impl KeptMail {
    /// A message as it would have gone out.
    pub fn of(body: &KeptBody, locale: Locale) -> Self {
        Self {
            when: body
                .sent_at
                .map(|at| dates::moment(local(at, DEFAULT_ZONE), locale))
                .unwrap_or_default(),
            to: body.to.clone(),
            subject: body.subject.clone(),
            parts: parts(&body.text),
        }
    }
}

/// A text cut into words and links.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("http://").into_iter().chain(rest.find("https://")).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let (link, after) = from.split_at(end);
        if !before.is_empty() {
            parts.push(Part::Words(before.to_owned()));
        }
        parts.push(Part::Link(link.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest.to_owned()));
    }
    parts
}

/// `GET /{locale}/outbox`
///
/// # Errors
/// [`HttpError::NotFound`] outside the demo, and where the demo really sends.
pub async fn show(state: web::Data<AppState>, Lang(locale): Lang) -> Result<HttpResponse, HttpError> {
    if !state.open_outbox {
        return Err(HttpError::NotFound("page"));
    }
    let bodies = message::bodies(&state.cx, SHOWN).await?;
    let mails = bodies.iter().map(|body| KeptMail::of(body, locale)).collect();
    answer::html(&KeptMailPage::new(Layout::public(locale, "/outbox"), mails))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_text_can_be_followed() {
        let words = |text: &str| Part::Words(text.to_owned());
        let link = |text: &str| Part::Link(text.to_owned());
        assert_eq!(
            parts("Potwierdź:\nhttp://127.0.0.1/pl/confirm/x\nhttps://a.example"),
            [
                words("Potwierdź:\n"),
                link("http://127.0.0.1/pl/confirm/x"),
                words("\n"),
                link("https://a.example")
            ]
        );
        assert_eq!(parts("nic"), [words("nic")]);
    }
}
