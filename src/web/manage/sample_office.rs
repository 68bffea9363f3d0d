//! The pages of messages.

use chrono_tz::Europe::Warsaw;
use uuid::Uuid;

use crate::actions::message::Message;
use crate::domain::access::Actor;
use crate::domain::ids::MessageId;
use crate::domain::language::Locale;
use crate::domain::message::MessageState;
use crate::web::manage::frame::done;
use crate::web::manage::message::outbox::{MessageLine, OutboxPage};
use crate::web::page::layout::Layout;
use crate::web::page::samples::{Rendered, page};
use crate::web::public::sample::at;

/// The pages.
pub fn pages(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/manage/outbox", actor);
    let message = |number: u128, state: MessageState, attempts: i32, error: Option<&str>| Message {
        id: MessageId(Uuid::from_u128(number)),
        kind: if number.is_multiple_of(2) {
            "sign_in_link"
        } else {
            "duty_reminder"
        }
        .to_owned(),
        payload: None,
        consultation: None,
        state,
        created_at: at(6, 13, 12, 0),
        not_before: at(6, 20, 14, 0),
        attempts,
        last_error: error.map(str::to_owned),
        sent_at: (state == MessageState::Sent).then(|| at(6, 20, 14, 1)),
    };
    let refused =
        "550 5.1.1 <desk7821@city.example>: Recipient address rejected: User unknown in virtual mailbox table";
    let messages = [
        message(1, MessageState::Pending, 0, None),
        message(2, MessageState::Pending, 3, Some("451 4.7.1 Greylisted & delayed")),
        message(3, MessageState::Sent, 1, None),
        message(4, MessageState::Dead, 22, Some(refused)),
        message(5, MessageState::Dead, 1, Some(&"x".repeat(300))),
        message(6, MessageState::Obsolete, 0, None),
    ];
    let lines = messages.iter().map(|message| MessageLine::of(message, Warsaw, locale));
    let t = layout().t;
    vec![
        page(
            "outbox",
            &OutboxPage::new(layout(), done(t, Some("put-back")), lines.collect()),
        ),
        page("outbox-empty", &OutboxPage::new(layout(), None, Vec::new())),
    ]
}
