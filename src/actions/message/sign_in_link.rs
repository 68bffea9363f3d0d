//! Signing in by mail: the link somebody asks for, and the message that brings it.
//!
//! The link is made when its message is rendered, not when it is asked for: nothing that signs in is stored, and the time a
//! link works begins when it is on its way. A message that is tried again brings another link.

use askama::Template;
use chrono::Duration;
use url::form_urlencoded::byte_serialize;

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, Message, Rendered};
use crate::digest::sha256;
use crate::domain::account::User;
use crate::domain::ids::{MessageId, UnitId, UserId};
use crate::domain::language::Locale;
use crate::domain::message::{Channel, Payload};
use crate::domain::page_path::PagePath;
use crate::domain::staff::Email;
use crate::i18n::Texts;
use crate::store::message::{self, NewMessage};
use crate::store::{Db, account};

/// How long a link asked for on the sign-in page works.
pub const MAILED_LINK_LIFETIME: Duration = Duration::minutes(30);

/// Asks for a one-time link by e-mail, which leads to `next` afterwards. For an address nobody has, the same is done and takes as long: a message to nobody
/// is written, and found to be one when it is to be sent.
pub async fn request_link(
    cx: &Context,
    email: Email,
    locale: Locale,
    next: Option<PagePath>,
) -> Result<(), ActionError> {
    ask(cx, email, locale, next, None).await
}

/// The same on behalf of an office, whose outbox shows the message.
pub(in crate::actions) async fn invite(
    cx: &Context,
    email: Email,
    locale: Locale,
    unit: UnitId,
) -> Result<(), ActionError> {
    ask(cx, email, locale, None, Some(unit)).await
}

async fn ask(
    cx: &Context,
    email: Email,
    locale: Locale,
    next: Option<PagePath>,
    unit: Option<UnitId>,
) -> Result<(), ActionError> {
    let now = cx.now();
    let id = cx.random.id::<MessageId>(now);
    cx.store
        .write(move |db| {
            let user = account::by_email(db, &email)?;
            let unit = unit.or(user.as_ref().and_then(|user| user.standing.only_unit()));
            let user = user.map(|user| user.id);
            let message = NewMessage {
                id,
                deduplication_key: format!("sign_in_link:{id}"),
                payload: Payload::SignInLink { user, locale, next },
                channel: Channel::Email,
                not_before: now,
                wanted_by: now,
                created_at: now,
                unit,
                consultation: None,
            };
            message::enqueue(db, &message)?;
            Ok::<_, ActionError>(())
        })
        .await?;
    cx.wake.notify();
    Ok(())
}

/// Messages, whom each is for, in which language, and where its link leads.
pub(super) type Asked = Vec<(Message, Option<UserId>, Locale, Option<PagePath>)>;

/// The messages with new links; obsolete where there is nobody to send one to.
pub(super) async fn render(cx: &Context, asked: Asked) -> Result<Vec<(MessageId, Rendered)>, ActionError> {
    let here = cx.clone();
    cx.store
        .write(move |db| {
            let rendered = asked.into_iter().map(|(message, user, locale, next)| {
                let secret = here.random.secret();
                let link = address(&here, locale, &secret, next.as_ref());
                let to = match user {
                    Some(user) => put_link(&here, db, user, &secret)?,
                    None => None,
                };
                let rendered = to.map_or(Rendered::Obsolete, |to| write(&message, to, locale, link));
                Ok((message.id, rendered))
            });
            rendered.collect()
        })
        .await
}

/// Makes a link work for a user; who that is and where to send it.
fn put_link(cx: &Context, db: &mut Db, id: UserId, secret: &str) -> Result<Option<(User, Email)>, ActionError> {
    let user = account::by_id(db, id)?.filter(|user| !user.disabled);
    let Some((user, to)) = user.and_then(|user| user.email.clone().map(|to| (user, to))) else {
        return Ok(None);
    };
    let now = cx.now();
    account::put_link(db, &sha256(secret), user.id, now + MAILED_LINK_LIFETIME, now)?;
    Ok(Some((user, to)))
}

fn address(cx: &Context, locale: Locale, secret: &str, next: Option<&PagePath>) -> String {
    let page = cx.address(&format!("/{locale}/sign-in/{secret}"));
    match next {
        Some(next) => {
            let next: String = byte_serialize(next.as_str().as_bytes()).collect();
            format!("{page}?next={next}")
        }
        None => page,
    }
}

fn write(message: &Message, (user, to): (User, Email), locale: Locale, link: String) -> Rendered {
    let t = Texts::new(locale);
    let words = SignInWords {
        t,
        greeting: t.say_one("mail-greeting", "name", user.name),
        minutes: t.say_n("mail-sign-in-expires", MAILED_LINK_LIFETIME.num_minutes()),
        link,
    };
    Rendered::Mail(Box::new(Mail {
        message: message.id,
        date: message.created_at,
        to,
        subject: t.say("mail-sign-in-subject"),
        text: SignInText { words: &words }.to_string(),
        html: SignInHtml { words: &words }.to_string(),
        language: locale,
        calendar: None,
    }))
}

struct SignInWords {
    t: Texts,
    greeting: String,
    minutes: String,
    link: String,
}

#[derive(Template)]
#[template(path = "message/sign_in_link.txt")]
struct SignInText<'a> {
    words: &'a SignInWords,
}

#[derive(Template)]
#[template(path = "message/sign_in_link.html")]
struct SignInHtml<'a> {
    words: &'a SignInWords,
}
