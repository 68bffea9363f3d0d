//! The reminder of a duty: weekday, date, hours, extensions, how long until then, and the link that confirms it.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::blocking::BlockingPool;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Mail, Message, Rendered};
use crate::actions::reminder::{RemindedDuty, confirmation_token, unchanged_duties};
use crate::domain::ids::MessageId;
use crate::domain::language::Locale;
use crate::domain::message::Undeliverable;
use crate::domain::time::local;
use crate::export::ics;
use crate::i18n::{Texts, dates, languages};

/// Reminders are made in hundreds.
static WRITING: BlockingPool = BlockingPool::new();

pub(super) async fn render(cx: &Context, messages: Vec<Message>) -> Result<Vec<(MessageId, Rendered)>, ActionError> {
    let (now, ids) = (cx.now(), messages.iter().map(|message| message.id).collect::<Vec<_>>());
    let duties = cx.store.read(move |db| unchanged_duties(db, &ids)).await?;
    let cx = cx.clone();
    let write_all = move || {
        let rendered = messages.iter().map(|message| {
            let duty = duties.get(&message.id);
            (message.id, write(&cx, message, duty, now))
        });
        rendered.collect()
    };
    WRITING.run(write_all).await
}

fn write(cx: &Context, message: &Message, duty: Option<&RemindedDuty>, now: DateTime<Utc>) -> Rendered {
    let Some(duty) = duty else {
        return Rendered::Obsolete;
    };
    let Some(to) = duty.staff.email.clone() else {
        return Rendered::Undeliverable(Undeliverable::NoAddress);
    };
    if duty.slot.span.starts_at <= now {
        return Rendered::Undeliverable(Undeliverable::TooLate);
    }
    let locale = duty.staff.locale;
    let words = ReminderWords::of(cx, duty, now, locale);
    let title = duty.consultation.texts.title(locale).text.to_owned();
    let calendar = ics::one_duty(&duty.slot, &title, &cx.base_url, message.created_at);
    Rendered::Mail(Box::new(Mail {
        message: message.id,
        date: message.created_at,
        to,
        subject: words.subject.clone(),
        text: ReminderText { words: &words }.to_string(),
        html: ReminderHtml { words: &words }.to_string(),
        language: locale,
        calendar: Some(calendar),
    }))
}

struct ReminderWords {
    t: Texts,
    subject: String,
    greeting: String,
    lead: String,
    facts: Vec<(String, String)>,
    link: String,
}

impl ReminderWords {
    fn of(cx: &Context, duty: &RemindedDuty, now: DateTime<Utc>, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let zone = duty.consultation.zone;
        let day = dates::long_day(duty.slot.date, locale);
        let hours = dates::hours(duty.slot.hours, locale);
        let until = dates::in_time(duty.slot.span.starts_at - now, locale);
        let today = local(now, zone).date();
        let when = dates::relative_day(duty.slot.date, today, locale);
        let numbers: Vec<String> = duty
            .slot
            .extensions
            .iter()
            .map(|extension| extension.display.clone())
            .collect();
        let mut facts = vec![
            (
                t.say("mail-fact-consultation"),
                duty.consultation.texts.title(locale).text.to_owned(),
            ),
            (t.say("mail-fact-day"), format!("{day} ({when})")),
            (t.say("mail-fact-hours"), hours.clone()),
            (t.say("mail-fact-phone"), numbers.join(", ")),
        ];
        if let Some(names) = languages::names(&duty.slot.languages, locale) {
            facts.push((t.say("mail-fact-languages"), names));
        }
        Self {
            t,
            subject: t.say_with(
                "mail-reminder-subject",
                &[
                    ("when", when.into()),
                    ("day", dates::office_day(duty.slot.date, locale).into()),
                    ("hours", hours.into()),
                ],
            ),
            greeting: t.say_one("mail-greeting", "name", duty.staff.name.as_str()),
            lead: t.say_one("mail-reminder-lead", "until", until),
            facts,
            link: cx.address(&format!("/{locale}/confirm/{}", confirmation_token(cx, &duty.reminder))),
        }
    }
}

#[derive(Template)]
#[template(path = "message/duty_reminder.txt")]
struct ReminderText<'a> {
    words: &'a ReminderWords,
}

#[derive(Template)]
#[template(path = "message/duty_reminder.html")]
struct ReminderHtml<'a> {
    words: &'a ReminderWords,
}
