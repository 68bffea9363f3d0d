//! The list of consultations: those that run, those to come, those that are over.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::domain::consultation::{Consultation, Stage};
use crate::domain::duty::on_duty;
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::web::page::layout::Layout;
use crate::web::public::view::{Number, Words};

/// A consultation with its published slots.
pub type Published = (Consultation, Vec<PublishedSlot>);

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "public/list.html")]
pub struct ListPage {
    page: Layout,
    groups: Vec<Group>,
    base: String,
}

/// Consultations at the same stage.
#[derive(Debug, Clone)]
struct Group {
    id: &'static str,
    heading: String,
    entries: Vec<Entry>,
}

/// One consultation.
#[derive(Debug, Clone)]
struct Entry {
    href: String,
    title: Words,
    period: String,
    now: bool,
    status: String,
    numbers: Vec<Number>,
}

impl ListPage {
    /// The page at an instant. `base` is the installation's address without a slash at its end, for search engines.
    pub fn new(all: &[Published], locale: Locale, now: DateTime<Utc>, base: &str) -> Self {
        let t = Texts::new(locale);
        let groups = [
            (Stage::Running, "list-running"),
            (Stage::Coming, "list-coming"),
            (Stage::Over, "list-over"),
        ]
        .into_iter()
        .map(|(stage, key)| Group {
            id: key,
            heading: t.say(key),
            entries: all
                .iter()
                .filter(|(consultation, _)| consultation.stage(now) == stage)
                .map(|(consultation, slots)| entry(consultation, slots, t, now))
                .collect(),
        })
        .filter(|group| !group.entries.is_empty())
        .collect();
        Self {
            page: Layout::public(locale, "/consultations"),
            groups,
            base: base.to_owned(),
        }
    }
}

fn entry(consultation: &Consultation, slots: &[PublishedSlot], t: Texts, now: DateTime<Utc>) -> Entry {
    let locale = t.locale();
    let zone = consultation.zone;
    let duty = on_duty(slots, now);
    let (status, numbers) = match (duty.now.first(), duty.next) {
        (Some(first), _) => {
            let until = dates::time(local(first.span.ends_at, zone).time(), locale);
            let numbers = duty
                .now
                .iter()
                .flat_map(|slot| slot.extensions.iter().map(Number::from));
            (t.say_one("list-status-now", "time", until), numbers.collect())
        }
        (None, Some(next)) => {
            let today = local(now, zone).date();
            let when = format!(
                "{}, {}, {}",
                dates::relative_day(next.date, today, locale),
                dates::office_day(next.date, locale),
                dates::hours(next.hours, locale)
            );
            (t.say_one("list-status-next", "when", when), Vec::new())
        }
        (None, None) if slots.is_empty() => (t.say("list-status-none"), Vec::new()),
        (None, None) => (t.say("list-status-over"), Vec::new()),
    };
    Entry {
        href: format!("/{locale}/consultations/{}", consultation.slug.as_str()),
        title: Words::said(consultation.texts.title(locale), locale)
            .unwrap_or_else(|| Words::own(consultation.slug.as_str())),
        period: dates::period(consultation.first_day, consultation.last_day, locale),
        now: !duty.now.is_empty(),
        status,
        numbers,
    }
}
