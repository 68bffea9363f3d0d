//! Word to whoever had an address until now: nothing more comes to it, and it signs nobody in.

use askama::Template;

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, Message, Rendered};
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
        created_at: now,
        unit: Some(unit),
        consultation: None,
    };
    message::enqueue(db, &message)?;
    Ok(())
}

/// Obsolete when the address is the account's again.
pub(super) async fn render(
    cx: &Context,
    message: &Message,
    user: UserId,
    old: Email,
    locale: Locale,
) -> Result<Rendered, ActionError> {
    let found = cx
        .store
        .read(move |db| Ok::<_, ActionError>(account::by_id(db, user)?))
        .await?;
    let Some(user) = found.filter(|user| user.email.as_ref() != Some(&old)) else {
        return Ok(Rendered::Obsolete);
    };
    let t = Texts::new(locale);
    let words = Words {
        t,
        greeting: t.say_one("mail-greeting", "name", user.name),
    };
    Ok(Rendered::Mail(Box::new(Mail {
        message: message.id,
        date: message.created_at,
        to: old,
        subject: t.say("mail-address-changed-subject"),
        text: Text { words: &words }.to_string(),
        html: Html { words: &words }.to_string(),
        language: locale,
        calendar: None,
    })))
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
