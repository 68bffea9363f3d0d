//! What waits to be sent, what was sent, and what could not be.

use askama::Template;

use crate::actions::message::{self, OutboxEntry};
use crate::domain::ids::MessageId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::message::{MessageState, Payload, Undeliverable};
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::i18n::{Texts, dates};
use crate::web::page::answer::{Answer, Page, html, see_other};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Id, Visit};

/// The most messages that could not be sent, that wait, and that are settled.
const SHOWN: i64 = 200;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/outbox").get(show).draws::<OutboxPage>(),
        page("/manage/outbox/{id}/retry").post(retry).form_above(2),
    ]
}

#[derive(Template)]
#[template(path = "manage/message/outbox.html")]
struct OutboxPage {
    page: Layout,
    rows: Vec<MessageRow>,
}

/// One message. Its words and the address it goes to are not shown.
struct MessageRow {
    id: MessageId,
    /// When it was settled or is to be sent.
    when: String,
    person: String,
    kind: String,
    /// The duty it is about: consultation and start.
    duty: Option<(String, String)>,
    /// Class and words.
    state: (&'static str, String),
    /// How often it was tried, once it was.
    attempts: Option<String>,
    last_error: Option<String>,
    dead: bool,
}

impl OutboxPage {
    fn new(page: Layout, entries: &[OutboxEntry]) -> Self {
        let rows = entries.iter().map(|entry| MessageRow::new(entry, page.t)).collect();
        Self { page, rows }
    }
}

impl MessageRow {
    fn new(entry: &OutboxEntry, t: Texts) -> Self {
        let (message, locale) = (&entry.message, t.locale());
        let (class, mark) = match message.state {
            MessageState::Sent => ("tag-now", "✓"),
            MessageState::Dead => ("tag-stop", "✗"),
            MessageState::Obsolete => ("", "–"),
            MessageState::Pending => ("", "…"),
        };
        let zone = entry.duty.as_ref().map_or(DEFAULT_ZONE, |(of, _)| of.zone);
        let duty = entry.duty.as_ref().map(|(of, starts_at)| {
            let title = of.texts.title(locale).text.to_owned();
            (title, dates::short_moment(local(*starts_at, zone), locale))
        });
        let state = t.say(&format!("message-state-{}", message.state.code()));
        Self {
            id: message.id,
            when: dates::short_moment(local(message.at(), zone), locale),
            person: match (&entry.person, &message.payload) {
                (Some(person), _) => person.clone(),
                (None, Some(Payload::SignInLink { .. })) => t.say("manage-outbox-unknown"),
                (None, _) => String::new(),
            },
            kind: match &message.payload {
                Some(Payload::DutyReminder { .. }) => t.say("message-duty-reminder"),
                Some(Payload::SignInLink { .. }) => t.say("message-sign-in-link"),
                Some(Payload::AddressChanged { .. }) => t.say("message-address-changed"),
                Some(Payload::PublicationPrevented { .. }) => t.say("message-publication-prevented"),
                Some(Payload::Swap { .. }) => t.say("message-swap"),
                None => message.kind.clone(),
            },
            duty,
            state: (class, format!("{mark} {state}")),
            attempts: (message.attempts > 0).then(|| t.say_n("message-attempts", message.attempts)),
            last_error: message.last_error.as_deref().map(|reason| why_unsent(reason, t)),
            dead: message.state == MessageState::Dead,
        }
    }
}

/// Why a message was not sent: the sentence of a known reason, else the channel's words.
pub fn why_unsent(reason: &str, t: Texts) -> String {
    let sentence = |missed: Undeliverable| t.say(&format!("message-missed-{}", missed.code()));
    Undeliverable::from_code(reason).map_or_else(|| reason.to_owned(), sentence)
}

async fn show(visit: Visit) -> Answer {
    let entries = message::list(visit.cx(), &visit.actor, SHOWN).await?;
    html(&OutboxPage::new(visit.layout(), &entries))
}

async fn retry(visit: Visit<Id<MessageId>>) -> Answer {
    message::requeue(visit.cx(), &visit.actor, visit.named.0).await?;
    Ok(see_other(visit.link("/manage/outbox?done=requeued")))
}

impl Page for OutboxPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use MessageState::{Dead, Obsolete, Pending, Sent};
        use uuid::Uuid;

        use crate::domain::ids::{ReminderId, UserId};
        use crate::web::sample::{self, LONG_NAME, at};

        let entry =
            |number: u128, payload: Option<Payload>, person: Option<&str>, state, attempts, error: Option<&str>| {
                let is_reminder = matches!(payload, Some(Payload::DutyReminder { .. }));
                let draft = if number == 4 {
                    sample::crowded()
                } else {
                    sample::covered()
                };
                OutboxEntry {
                    person: person.map(str::to_owned),
                    duty: is_reminder.then(|| (draft.consultation, at(6, 20, 15, 0))),
                    message: message::Message {
                        id: MessageId(Uuid::from_u128(number)),
                        kind: "letter".to_owned(),
                        payload,
                        consultation: None,
                        state,
                        created_at: at(6, 13, 12, 0),
                        not_before: at(6, 20, 14, 0),
                        wanted_by: at(6, 20, 15, 0),
                        attempts,
                        lease_until: None,
                        last_error: error.map(str::to_owned),
                        settled_at: (state == Sent).then(|| at(6, 20, 14, 1)),
                    },
                }
            };
        let reminder = Some(Payload::DutyReminder {
            reminder: ReminderId(Uuid::nil()),
        });
        let link = |user| {
            Some(Payload::SignInLink {
                user,
                locale,
                next: None,
            })
        };
        let somebody = link(Some(UserId(Uuid::nil())));
        let refused = "550 5.1.1 <desk7821@city.example>: Recipient address rejected: User unknown in virtual mailbox";
        let (long, desk) = ("x".repeat(300), Some("Stanowisko 5769"));
        let entries = [
            entry(4, reminder.clone(), Some(LONG_NAME), Dead, 22, Some(refused)),
            entry(5, link(None), None, Dead, 1, Some(&long)),
            entry(6, reminder.clone(), desk, Dead, 1, Some("too-late")),
            entry(1, reminder.clone(), desk, Pending, 0, None),
            entry(2, somebody, desk, Pending, 3, Some("451 4.7.1 Greylisted & delayed")),
            entry(8, None, None, Pending, 0, None),
            entry(3, reminder.clone(), desk, Sent, 1, None),
            entry(7, reminder.clone(), desk, Obsolete, 0, None),
        ];
        let many: Vec<_> = (9..209)
            .map(|number| entry(number, reminder.clone(), desk, Pending, 0, None))
            .collect();
        let draw = |done: Option<&str>, entries: &[OutboxEntry]| {
            Self::new(sample::coordinator(locale, "/manage/outbox").done(done), entries)
        };
        vec![
            ("outbox", draw(Some("requeued"), &entries)),
            ("outbox-many", draw(None, &many)),
            ("outbox-empty", draw(None, &[])),
        ]
    }
}
