//! The development outbox: what the demo would have sent, for everybody to read. There is no such page anywhere else.

use actix_web::HttpRequest;
use askama::Template;

use crate::actions::message::{self, KeptBody};
use crate::domain::language::Locale;
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::http::errors::HttpError;
use crate::i18n::dates;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;

/// Messages on the page.
const SHOWN: i64 = 100;

pub fn routes() -> Vec<PageRoute> {
    vec![page("/outbox").get(show).draws::<DemoOutboxPage>()]
}

#[derive(Template)]
#[template(path = "manage/message/demo_outbox.html")]
struct DemoOutboxPage {
    page: Layout,
    mails: Vec<DemoMail>,
}

struct DemoMail {
    /// When it would have gone out.
    when: String,
    to: String,
    subject: String,
    /// Its words, cut where a link begins and ends.
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Link(String),
}

impl DemoMail {
    fn new(body: &KeptBody, locale: Locale) -> Self {
        let sent_at = body.sent_at.map(|at| dates::moment(local(at, DEFAULT_ZONE), locale));
        Self {
            when: sent_at.unwrap_or_default(),
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

/// Not there outside the demo, and where the demo really sends. There are links in it that sign in.
async fn show(guest: Guest, request: HttpRequest) -> Answer {
    if !guest.state.open_outbox || !guest.state.is_own_host(request.headers()) {
        return Err(HttpError::NotFound("page"));
    }
    let bodies = message::bodies(guest.cx(), SHOWN).await?;
    html(&DemoOutboxPage {
        page: guest.layout(),
        mails: bodies.iter().map(|body| DemoMail::new(body, guest.locale)).collect(),
    })
}

impl Page for DemoOutboxPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::sample::{LONG_NAME, at};
        let kept = KeptBody {
            message: crate::domain::ids::MessageId(uuid::Uuid::nil()),
            to: "5769@demo.example".to_owned(),
            subject: "Dyżur telefoniczny jutro, 20 czerwca (czwartek), 15.00–18.00".to_owned(),
            text: format!(
                "Dzień dobry, {LONG_NAME},\n\nprzypominamy o dyżurze.\nhttp://127.0.0.1:8080/pl/confirm/{}\n\ndutyline",
                "0190a1b2c3d4e5f6".repeat(6)
            ),
            html: String::new(),
            sent_at: Some(at(6, 20, 14, 1)),
        };
        let draw = |bodies: &[KeptBody]| Self {
            page: Layout::public(locale, "/outbox"),
            mails: bodies.iter().map(|body| DemoMail::new(body, locale)).collect(),
        };
        let unsent = KeptBody {
            sent_at: None,
            ..kept.clone()
        };
        vec![("demo-outbox", draw(&[kept, unsent])), ("demo-outbox-empty", draw(&[]))]
    }
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
