//! What the residents' pages show, as plain words. None of these types can hold a person.

use crate::domain::consultation::Consultation;
use crate::domain::language::{Language, Locale};
use crate::domain::revision::{PrintedExtension, PublishedSlot};
use crate::domain::text::LocalizedText;
use crate::domain::time::local;
use crate::i18n::{Texts, dates, languages};

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::time::Hours;

/// Words that may be in another language than the page.
pub struct Words {
    pub text: String,
    /// Their language, when it is not the page's.
    pub lang: Option<&'static str>,
}

impl Words {
    pub fn own(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            lang: None,
        }
    }

    /// Words in a given language on a page in another or the same.
    pub fn new(text: impl Into<String>, of: Locale, page: Locale) -> Self {
        Self {
            text: text.into(),
            lang: (of != page).then(|| of.code()),
        }
    }

    /// A consultation's title, or its slug when it has none.
    pub fn title(consultation: &Consultation, page: Locale) -> Self {
        Self::said(consultation.texts.title(page), page).unwrap_or_else(|| Self::own(consultation.slug.as_str()))
    }

    /// What a consultation says; `None` when it says nothing in any language.
    pub fn said(said: LocalizedText<'_>, page: Locale) -> Option<Self> {
        (!said.text.trim().is_empty()).then(|| Self::new(said.text.trim(), said.locale, page))
    }
}

/// Hours, to be seen and to be heard.
pub struct ClockHours {
    /// As printed: `15.00–18.00`.
    pub shown: String,
    /// As read aloud, where a dash would be swallowed: `od 15.00 do 18.00`.
    pub aloud: Option<String>,
    /// Start with its offset, for machines.
    pub datetime: String,
}

impl ClockHours {
    /// Hours that start at an instant.
    pub fn new(hours: Hours, starts_at: DateTime<Utc>, zone: Tz, locale: Locale) -> Self {
        Self {
            shown: dates::hours(hours, locale),
            aloud: (locale != Locale::En).then(|| dates::hours_aloud(hours, locale)),
            datetime: zone
                .from_utc_datetime(&starts_at.naive_utc())
                .format("%Y-%m-%dT%H:%M%:z")
                .to_string(),
        }
    }
}

pub struct Number {
    /// What is dialled, E.164.
    pub dial: String,
    /// As the office prints it.
    pub display: String,
}

impl From<&PrintedExtension> for Number {
    fn from(extension: &PrintedExtension) -> Self {
        Self {
            dial: extension.phone.e164().to_owned(),
            display: extension.display.clone(),
        }
    }
}

/// One duty at the top of the page.
pub struct StatusCall {
    /// Day in full with its distance: `dziś, 20 czerwca (czwartek)`.
    pub when: String,
    pub clock: ClockHours,
    pub numbers: Vec<Number>,
    pub speak: Option<String>,
}

impl StatusCall {
    /// The duty as seen on a local date.
    pub fn new(slot: &PublishedSlot, zone: Tz, today: NaiveDate, t: Texts) -> Self {
        let locale = t.locale();
        Self {
            when: format!(
                "{}, {}",
                dates::relative_day(slot.date, today, locale),
                dates::office_day(slot.date, locale)
            ),
            clock: ClockHours::new(slot.hours, slot.span.starts_at, zone, locale),
            numbers: slot.extensions.iter().map(Number::from).collect(),
            speak: speak(&slot.languages, t),
        }
    }
}

/// The duties on duty now.
pub struct NowCalls {
    /// `Dyżur trwa – do 18.00`; without the hour when the duties end at different times.
    pub head: String,
    pub calls: Vec<StatusCall>,
}

impl NowCalls {
    /// The duties that run at an instant; not empty.
    pub fn new(slots: &[&PublishedSlot], zone: Tz, today: NaiveDate, t: Texts) -> Self {
        let end = slots.first().map(|slot| slot.span.ends_at);
        let same = slots.iter().all(|slot| Some(slot.span.ends_at) == end);
        let head = match end.filter(|_| same) {
            Some(end) => t.say_one(
                "status-now-until",
                "time",
                dates::time(local(end, zone).time(), t.locale()),
            ),
            None => t.say("status-now"),
        };
        Self {
            head,
            calls: slots.iter().map(|slot| StatusCall::new(slot, zone, today, t)).collect(),
        }
    }
}

/// The one answer at the top of the page.
pub enum Status {
    Now(NowCalls),
    /// Nobody now; these are the next, which start together.
    Next(Vec<StatusCall>),
    /// All duties are over, as the sentence says.
    Over(String),
    /// A roster without telephone duty has been published.
    NoPhone,
}

impl Status {
    pub fn is_now(&self) -> bool {
        matches!(self, Self::Now(_))
    }
}

/// What stands above the page of a draft or of an old revision, for the coordinator who looks at it.
pub struct Banner {
    pub sentence: String,
    /// Addresses and words of where to go on.
    pub links: Vec<(String, String)>,
    /// Makes the revision the draft: the draft's version.
    pub restore: Option<i32>,
}

/// A row of the table of duties.
pub enum Row {
    Duty(DutyRow),
    /// Days without duty, one or several in a row.
    Off(OffRow),
    /// A day whose meeting stands in for the duty.
    Meeting(MeetingRow),
}

pub struct DutyRow {
    /// `20 czerwca (czwartek)`.
    pub day: String,
    pub clock: ClockHours,
    pub numbers: Vec<Number>,
    pub languages: Option<String>,
    pub now: bool,
    /// Whether the last revision changed it.
    pub changed: bool,
    /// Whether it is called off.
    pub cancelled: bool,
    /// Whether somebody answers its numbers, now or later.
    pub can_be_called: bool,
    /// Why it is.
    pub reason: Option<Words>,
    /// Whether one has to come.
    pub in_person_only: bool,
    /// Whether one can come, too.
    pub also_in_person: bool,
}

pub struct OffRow {
    /// `22–23 czerwca`.
    pub days: String,
    pub why: Words,
}

pub struct MeetingRow {
    /// `19 czerwca (środa)`.
    pub day: String,
    /// Hours, when known.
    pub clock: Option<ClockHours>,
}

/// A meeting among the other ways to take part.
pub struct MeetingLine {
    /// `Spotkanie: środa, 19 czerwca, 17.00–19.00`.
    pub sentence: String,
    pub title: Option<Words>,
    /// Where, in the office's words.
    pub place: Option<String>,
}

/// An instant for the script that waits for it, in whole seconds.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// `mówimy po polsku i ukraińsku`; `None` when no language is said.
pub fn speak(spoken: &[Language], t: Texts) -> Option<String> {
    languages::spoken(spoken, t.locale()).map(|said| t.say_one("speak", "languages", said))
}
