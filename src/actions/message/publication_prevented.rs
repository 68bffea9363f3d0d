//! Word to who planned a publication that did not take place.

use askama::Template;

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, Message, Rendered};
use crate::domain::account::User;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{MessageId, PublicationId, UnitId, UserId};
use crate::domain::message::{Channel, Payload, Undeliverable};
use crate::domain::publication::{PlannedPublication, Prevented};
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::store::message::{self, NewMessage};
use crate::store::{Db, account, consultation, publication};

/// Puts the message in, in the transaction that marks the plan: to its planner, or, when they cannot sign in any more, to
/// everybody who coordinates the office.
pub(in crate::actions) fn enqueue(
    cx: &Context,
    db: &mut Db,
    plan: &PlannedPublication,
    unit: UnitId,
) -> Result<(), ActionError> {
    let now = cx.now();
    let planner = account::by_id(db, plan.planned_by)?.filter(|user| !user.disabled);
    let told = match planner {
        Some(planner) => vec![planner.id],
        None => account::coordinators(db, unit)?,
    };
    for user in told {
        let message = NewMessage {
            id: cx.random.id::<MessageId>(now),
            deduplication_key: format!("publication_prevented:{}:{user}", plan.id),
            payload: Payload::PublicationPrevented {
                publication: plan.id,
                user,
            },
            channel: Channel::Email,
            not_before: now,
            wanted_by: now,
            created_at: now,
            unit: Some(unit),
            consultation: Some(plan.consultation),
        };
        message::enqueue(db, &message)?;
    }
    Ok(())
}

/// Obsolete when somebody has published, planned again or dismissed it meanwhile, or who is told cannot sign in any more.
pub(super) async fn render(
    cx: &Context,
    plans: Vec<(Message, PublicationId, UserId)>,
) -> Result<Vec<(MessageId, Rendered)>, ActionError> {
    let here = cx.clone();
    cx.store
        .read(move |db| {
            let rendered = plans.into_iter().map(|(message, id, user)| {
                let rendered = match found(db, id, user)? {
                    Some((plan, why, user, of)) => write(&here, &message, (&plan, why), user, &of),
                    None => Rendered::Obsolete,
                };
                Ok((message.id, rendered))
            });
            rendered.collect()
        })
        .await
}

type Found = (PlannedPublication, Prevented, User, Consultation);

fn found(db: &mut Db, id: PublicationId, user: UserId) -> Result<Option<Found>, ActionError> {
    let Some(plan) = publication::by_id(db, id)? else {
        return Ok(None);
    };
    let user = account::by_id(db, user)?.filter(|user| !user.disabled);
    let of = consultation::by_id(db, plan.consultation)?;
    let all = plan.prevented.zip(user).zip(of);
    Ok(all.map(|((why, user), of)| (plan, why, user, of)))
}

fn write(
    cx: &Context,
    message: &Message,
    (plan, why): (&PlannedPublication, Prevented),
    user: User,
    of: &Consultation,
) -> Rendered {
    let Some(to) = user.email else {
        return Rendered::Undeliverable(Undeliverable::NoAddress);
    };
    let t = Texts::new(user.locale);
    let title = of.texts.title(user.locale).text;
    let moment = dates::moment(local(plan.due_at, of.zone), user.locale);
    let values = [("title", title.into()), ("moment", moment.into())];
    let words = Words {
        t,
        subject: t.say_one("mail-prevented-subject", "title", title),
        greeting: t.say_one("mail-greeting", "name", user.name.as_str()),
        lead: t.say_with("mail-prevented-lead", &values),
        why: t.say(&format!("manage-prevented-{}", why.code())),
        link: cx.address(&format!("/{}/manage/c/{}/publish", user.locale, of.slug)),
    };
    Rendered::Mail(Box::new(Mail {
        message: message.id,
        date: message.created_at,
        to,
        subject: words.subject.clone(),
        text: Text { words: &words }.to_string(),
        html: Html { words: &words }.to_string(),
        language: user.locale,
        calendar: None,
    }))
}

struct Words {
    t: Texts,
    subject: String,
    greeting: String,
    lead: String,
    why: String,
    link: String,
}

#[derive(Template)]
#[template(path = "message/publication_prevented.txt")]
struct Text<'a> {
    words: &'a Words,
}

#[derive(Template)]
#[template(path = "message/publication_prevented.html")]
struct Html<'a> {
    words: &'a Words,
}
