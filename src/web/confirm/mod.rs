//! Confirming a duty from the link in a reminder, without signing in: opening it asks, only the button confirms.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::ActionError;
use crate::actions::reminder::{self, Confirmation, RemindedDuty};
use crate::domain::consultation::Consultation;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::time::local;
use crate::http::limits::Limit;
use crate::i18n::{Texts, dates, sentences};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Guest, Token};

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/confirm/{token}")
            .get(ask)
            .post(act)
            .limited(Limit::Link)
            .draws::<ConfirmPage>(),
    ]
}

/// What the page tells about the duty of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ConfirmState {
    /// Not confirmed yet: asks.
    Asks,
    /// Confirmed just now.
    Done,
    /// Confirmed before.
    Already,
    /// Moved, cancelled or given to somebody else.
    Changed,
    Over,
    /// No such link.
    Unknown,
}

impl ConfirmState {
    fn asks(self) -> bool {
        self == Self::Asks
    }

    fn is_confirmed(self) -> bool {
        matches!(self, Self::Done | Self::Already)
    }

    /// The messages of the heading and of the text below it.
    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Asks => ("confirm-title", "confirm-question"),
            Self::Done => ("confirm-done-title", "confirm-done-text"),
            Self::Already => ("confirm-already-title", "confirm-already-text"),
            Self::Changed => ("confirm-changed-title", "confirm-changed-text"),
            Self::Over => ("confirm-over-title", "confirm-over-text"),
            Self::Unknown => ("confirm-unknown-title", "confirm-unknown-text"),
        }
    }
}

/// The duty a link is about, in words.
struct ConfirmDuty {
    consultation: String,
    /// Day in full, with how far it is.
    when: String,
    hours: String,
    extensions: Vec<String>,
}

#[derive(Template)]
#[template(path = "confirm/confirm.html")]
struct ConfirmPage {
    page: Layout,
    token: String,
    state: ConfirmState,
    duty: Option<ConfirmDuty>,
}

impl ConfirmPage {
    fn title(&self) -> String {
        self.page.say(self.state.keys().0)
    }

    fn advice(&self) -> String {
        self.page.say(self.state.keys().1)
    }
}

async fn ask(guest: Guest<Token>) -> Answer {
    let found = reminder::confirmation(guest.cx(), &guest.named.0).await;
    draw(&guest, found, ConfirmState::Already)
}

async fn act(guest: Guest<Token>) -> Answer {
    let found = reminder::confirm(guest.cx(), &guest.named.0).await;
    draw(&guest, found, ConfirmState::Done)
}

/// The page for what was found; `confirmed` tells whether a confirmed duty was confirmed just now or before.
fn draw(guest: &Guest<Token>, found: Result<Confirmation, ActionError>, confirmed: ConfirmState) -> Answer {
    let (t, now) = (guest.t(), guest.now());
    let in_words = |duty: RemindedDuty| Some(in_words(&duty, t, now));
    let (state, duty) = match found {
        Ok(Confirmation::Open(duty)) => (ConfirmState::Asks, in_words(duty)),
        Ok(Confirmation::Confirmed(duty, _)) => (confirmed, in_words(duty)),
        Ok(Confirmation::Over(duty)) => (ConfirmState::Over, in_words(duty)),
        Ok(Confirmation::Stale(was)) => (
            ConfirmState::Changed,
            was.map(|(consultation, starts_at)| as_reminded(&consultation, starts_at, t, now)),
        ),
        Err(ActionError::NotFound(_)) => (ConfirmState::Unknown, None),
        Err(other) => return Err(other.into()),
    };
    html(&ConfirmPage {
        page: guest.layout(),
        token: guest.named.0.clone(),
        state,
        duty,
    })
}

fn in_words(duty: &RemindedDuty, t: Texts, now: DateTime<Utc>) -> ConfirmDuty {
    let slot = &duty.slot;
    let extensions = slot.extensions.iter().map(|extension| extension.display.clone());
    ConfirmDuty {
        hours: dates::hours(slot.hours, t.locale()),
        extensions: extensions.collect(),
        ..as_reminded(&duty.consultation, slot.span.starts_at, t, now)
    }
}

/// A duty of which only the start is known: the one the reminder was about.
fn as_reminded(consultation: &Consultation, starts_at: DateTime<Utc>, t: Texts, now: DateTime<Utc>) -> ConfirmDuty {
    let (locale, zone) = (t.locale(), consultation.zone);
    let (start, today) = (local(starts_at, zone), local(now, zone).date());
    ConfirmDuty {
        consultation: consultation.texts.title(locale).text.to_owned(),
        when: sentences::capital(&format!(
            "{} ({})",
            dates::long_day(start.date(), locale),
            dates::relative_day(start.date(), today, locale)
        )),
        hours: dates::time(start.time(), locale),
        extensions: Vec::new(),
    }
}

impl Page for ConfirmPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use ConfirmState::{Already, Asks, Changed, Done, Over, Unknown};
        let duty = || ConfirmDuty {
            consultation: "Otwarty Kraków 2024–2028".to_owned(),
            when: "czwartek, 20 czerwca 2024 r. (jutro)".to_owned(),
            hours: "15.00–18.00".to_owned(),
            extensions: vec!["12 616 5769".to_owned()],
        };
        let draw = |state: ConfirmState| Self {
            page: Layout::public(locale, "/confirm/token"),
            token: "token".to_owned(),
            state,
            duty: (state != Unknown).then(duty),
        };
        let states = [Asks, Done, Already, Changed, Over, Unknown];
        states.map(|state| (state.keys().0, draw(state))).into()
    }
}
