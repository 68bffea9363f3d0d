//! Word about a duty that is offered: to who is asked, to who had it and who has it, to the coordinators.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, Message, Rendered};
use crate::domain::account::User;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, MessageId, SlotId, StaffId, SwapId, UnitId, UserId};
use crate::domain::language::Locale;
use crate::domain::message::{Channel, Payload, Recipient, Undeliverable};
use crate::domain::revision::PublishedSlot;
use crate::domain::staff::{Email, StaffMember};
use crate::domain::swap::{Swap, SwapNews, SwapState};
use crate::domain::time::local;
use crate::i18n::{Texts, dates, languages};
use crate::store::message::{self, NewMessage};
use crate::store::revision::Published;
use crate::store::{Db, account, consultation, revision, staff, swap as rows};

/// Tells somebody who takes duties, at once.
pub(in crate::actions) fn tell_staff(
    cx: &Context,
    db: &mut Db,
    unit: UnitId,
    swap: &Swap,
    news: SwapNews,
    to: StaffId,
) -> Result<(), ActionError> {
    enqueue(cx, db, unit, swap, news, Recipient::Staff(to), cx.now())
}

/// Tells those who coordinate the office, not before an instant.
pub(in crate::actions) fn tell_coordinators(
    cx: &Context,
    db: &mut Db,
    unit: UnitId,
    swap: &Swap,
    news: SwapNews,
    not_before: DateTime<Utc>,
) -> Result<(), ActionError> {
    for user in account::coordinators(db, unit)? {
        enqueue(cx, db, unit, swap, news, Recipient::User(user), not_before)?;
    }
    Ok(())
}

/// One message per offer, person and news; who took it is part of the news.
fn enqueue(
    cx: &Context,
    db: &mut Db,
    unit: UnitId,
    swap: &Swap,
    news: SwapNews,
    to: Recipient,
    not_before: DateTime<Utc>,
) -> Result<(), ActionError> {
    let now = cx.now();
    let person = match to {
        Recipient::Staff(person) => format!("staff:{person}"),
        Recipient::User(user) => format!("user:{user}"),
    };
    let taker = swap.taken_by.map(|taker| format!(":{taker}")).unwrap_or_default();
    let message = NewMessage {
        id: cx.random.id(now),
        deduplication_key: format!("swap:{}:{}:{person}{taker}", swap.id, news.code()),
        payload: Payload::Swap {
            swap: swap.id,
            news,
            to,
            taker: swap.taken_by,
        },
        channel: Channel::Email,
        not_before,
        wanted_by: swap.span.starts_at,
        created_at: now,
        unit: Some(unit),
        consultation: Some(swap.consultation),
    };
    message::enqueue(db, &message)?;
    Ok(())
}

/// What a message tells, and to whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) swap: SwapId,
    pub(super) news: SwapNews,
    pub(super) to: Recipient,
    pub(super) taker: Option<StaffId>,
}

/// The messages in words; obsolete where the news is none any more.
pub(super) async fn render(
    cx: &Context,
    told: Vec<(Message, Told)>,
) -> Result<Vec<(MessageId, Rendered)>, ActionError> {
    let (here, now) = (cx.clone(), cx.now());
    cx.store
        .read(move |db| {
            let facts = Facts::read(db, &told)?;
            let rendered = told.iter().map(|(message, told)| {
                let rendered = facts.write(&here, message, told, now);
                (message.id, rendered.unwrap_or(Rendered::Obsolete))
            });
            Ok(rendered.collect())
        })
        .await
}

/// What is true now of everything the messages are about.
struct Facts {
    swaps: BTreeMap<SwapId, Swap>,
    slots: BTreeMap<SlotId, Published>,
    consultations: BTreeMap<ConsultationId, Consultation>,
    staff: BTreeMap<StaffId, StaffMember>,
    users: BTreeMap<UserId, User>,
}

impl Facts {
    fn read(db: &mut Db, told: &[(Message, Told)]) -> Result<Self, ActionError> {
        let swaps = rows::by_ids(db, &told.iter().map(|(_, told)| told.swap).collect::<Vec<_>>())?;
        let slots = revision::slots(db, &swaps.values().map(|swap| swap.slot).collect::<Vec<_>>())?;
        let consultations: BTreeSet<ConsultationId> = swaps.values().map(|swap| swap.consultation).collect();
        let consultations = consultation::by_ids(db, &consultations.into_iter().collect::<Vec<_>>())?;
        let (mut people, mut users) = (BTreeSet::new(), BTreeSet::new());
        for (_, told) in told {
            match told.to {
                Recipient::Staff(person) => people.insert(person),
                Recipient::User(user) => users.insert(user),
            };
        }
        people.extend(swaps.values().map(|swap| swap.from));
        people.extend(told.iter().filter_map(|(_, told)| told.taker));
        Ok(Self {
            staff: staff::by_ids(db, &people.into_iter().collect::<Vec<_>>())?,
            users: account::by_ids(db, &users.into_iter().collect::<Vec<_>>())?,
            consultations,
            slots,
            swaps,
        })
    }

    /// `None` when it is no longer so.
    fn write(&self, cx: &Context, message: &Message, told: &Told, now: DateTime<Utc>) -> Option<Rendered> {
        let swap = self.swaps.get(&told.swap)?;
        let (_, slot, holder) = self.slots.get(&swap.slot)?;
        if !is_so(swap, told, (slot, *holder), now) {
            return None;
        }
        let (name, to, locale) = match told.to {
            Recipient::Staff(person) => {
                let member = self.staff.get(&person)?;
                (&member.name, &member.email, member.locale)
            }
            Recipient::User(user) => {
                let user = self.users.get(&user).filter(|user| !user.disabled)?;
                (&user.name, &user.email, user.locale)
            }
        };
        let Some(to) = to.clone() else {
            return Some(Rendered::Undeliverable(Undeliverable::NoAddress));
        };
        let staff = |id: StaffId| self.staff.get(&id).map_or("", |member| member.name.as_str());
        let words = SwapWords::of(
            Texts::new(locale),
            cx,
            told.news,
            name,
            staff(swap.from),
            told.taker.map_or("", staff),
            (self.consultations.get(&swap.consultation)?, slot, swap),
            now,
        );
        Some(mail(message, to, locale, &words))
    }
}

/// Whether what a message would tell is still so.
fn is_so(swap: &Swap, told: &Told, published: (&PublishedSlot, Option<StaffId>), now: DateTime<Utc>) -> bool {
    let state = swap.state_at(Some(published), now);
    match told.news {
        SwapNews::Asked => {
            let declined = matches!(told.to, Recipient::Staff(person) if swap.declined.contains(&person));
            state == SwapState::Open && !declined
        }
        SwapNews::Unanswered => state == SwapState::Open,
        SwapNews::Approval => state == SwapState::AwaitingApproval && swap.taken_by == told.taker,
        SwapNews::Given | SwapNews::Taken => state == SwapState::Done && published.1 == told.taker,
        SwapNews::Refused => published.1 != told.taker && now < swap.span.starts_at,
    }
}

fn mail(message: &Message, to: Email, locale: Locale, words: &SwapWords) -> Rendered {
    Rendered::Mail(Box::new(Mail {
        message: message.id,
        date: message.created_at,
        to,
        subject: words.subject.clone(),
        text: SwapText { words }.to_string(),
        html: SwapHtml { words }.to_string(),
        language: locale,
        calendar: None,
    }))
}

struct SwapWords {
    t: Texts,
    subject: String,
    greeting: String,
    lead: String,
    facts: Vec<(String, String)>,
    /// What is to be done, or that nothing is.
    advice: String,
    link: String,
    link_words: String,
}

impl SwapWords {
    #[expect(clippy::too_many_arguments, reason = "each is a word of the message")]
    fn of(
        t: Texts,
        cx: &Context,
        news: SwapNews,
        name: &str,
        from: &str,
        taker: &str,
        (of, slot, swap): (&Consultation, &PublishedSlot, &Swap),
        now: DateTime<Utc>,
    ) -> Self {
        let locale = t.locale();
        let today = local(now, of.zone).date();
        let (day, hours) = (dates::long_day(slot.date, locale), dates::hours(slot.hours, locale));
        let when = dates::relative_day(slot.date, today, locale);
        let numbers: Vec<&str> = slot.extensions.iter().map(|one| one.display.as_str()).collect();
        let mut facts = vec![
            (t.say("mail-fact-consultation"), of.texts.title(locale).text.to_owned()),
            (t.say("mail-fact-day"), format!("{day} ({when})")),
            (t.say("mail-fact-hours"), hours.clone()),
            (t.say("mail-fact-phone"), numbers.join(", ")),
        ];
        if let Some(names) = languages::names(&slot.languages, locale) {
            facts.push((t.say("mail-fact-languages"), names));
        }
        let office_day = dates::office_day(slot.date, locale);
        let until = dates::moment(local(swap.answer_by, of.zone), locale);
        let values = [
            ("from", from.into()),
            ("taker", taker.into()),
            ("until", until.into()),
            ("day", office_day.into()),
            ("hours", hours.into()),
        ];
        let code = news.code();
        let page = match news {
            SwapNews::Unanswered | SwapNews::Approval => format!("/{locale}/manage/c/{}/swaps", of.slug),
            _ => format!("/{locale}/desk"),
        };
        let link_words = match news {
            SwapNews::Asked => "mail-swap-answer",
            SwapNews::Unanswered | SwapNews::Approval => "mail-swap-settle",
            SwapNews::Given | SwapNews::Taken | SwapNews::Refused => "mail-swap-duties",
        };
        Self {
            t,
            subject: t.say_with(&format!("mail-swap-subject-{code}"), &values),
            greeting: t.say_one("mail-greeting", "name", name),
            lead: t.say_with(&format!("mail-swap-lead-{code}"), &values),
            facts,
            advice: t.say_with(&format!("mail-swap-advice-{code}"), &values),
            link: cx.address(&page),
            link_words: t.say(link_words),
        }
    }
}

#[derive(Template)]
#[template(path = "message/swap.txt")]
struct SwapText<'a> {
    words: &'a SwapWords,
}

#[derive(Template)]
#[template(path = "message/swap.html")]
struct SwapHtml<'a> {
    words: &'a SwapWords,
}
