//! Word to whoever had an address until now: nothing more comes to it, and it signs nobody in.

use askama::Template;

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, Message, Rendered};
use crate::domain::account::User;
use crate::domain::ids::{MessageId, UnitId, UserId};
use crate::domain::language::Locale;
use crate::domain::message::{Channel, Payload};
use crate::domain::staff::Email;
use crate::i18n::Texts;
use crate::store::message::{self, NewMessage};
use crate::store::{Db, account};

/// Puts the message in, in the transaction of the change.
pub(in crate::actions) fn enqueue(
    cx: &Context,
    db: &mut Db,
    user: UserId,
    unit: UnitId,
    (old, locale): (&Email, Locale),
) -> Result<(), ActionError> {
    let now = cx.now();
    let id = cx.random.id::<MessageId>(now);
    let message = NewMessage {
        id,
        deduplication_key: format!("address_changed:{id}"),
        payload: Payload::AddressChanged {
            user,
            old: old.clone(),
            locale,
        },
        channel: Channel::Email,
        not_before: now,
        wanted_by: now,
        created_at: now,
        unit: Some(unit),
        consultation: None,
    };
    message::enqueue(db, &message)?;
    Ok(())
}

/// Messages, whose account each is about, the address it had, and the language.
pub(super) type Moves = Vec<(Message, UserId, Email, Locale)>;

/// Obsolete when the address is the account's again.
pub(super) async fn render(cx: &Context, moves: Moves) -> Result<Vec<(MessageId, Rendered)>, ActionError> {
    cx.store
        .read(move |db| {
            let rendered = moves.into_iter().map(|(message, user, old, locale)| {
                let user = account::by_id(db, user)?.filter(|user| user.email.as_ref() != Some(&old));
                let rendered = user.map_or(Rendered::Obsolete, |user| write(&message, &user, old, locale));
                Ok((message.id, rendered))
            });
            rendered.collect()
        })
        .await
}

fn write(message: &Message, user: &User, old: Email, locale: Locale) -> Rendered {
    let t = Texts::new(locale);
    let words = Words {
        t,
        greeting: t.say_one("mail-greeting", "name", user.name.as_str()),
    };
    Rendered::Mail(Box::new(Mail {
        message: message.id,
        date: message.created_at,
        to: old,
        subject: t.say("mail-address-changed-subject"),
        text: Text { words: &words }.to_string(),
        html: Html { words: &words }.to_string(),
        language: locale,
        calendar: None,
    }))
}

struct Words {
    t: Texts,
    greeting: String,
}

#[derive(Template)]
#[template(path = "message/address_changed.txt")]
struct Text<'a> {
    words: &'a Words,
}

#[derive(Template)]
#[template(path = "message/address_changed.html")]
struct Html<'a> {
    words: &'a Words,
}
