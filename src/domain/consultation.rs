//! What the city asks about: period, texts, required hours, events, and the calendar that follows from them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::holidays::{self, POLAND};
use crate::domain::ids::{ConsultationId, EventId, TopicId};
use crate::domain::language::Locale;
use crate::domain::time::Hours;

/// The longest consultation accepted, in days. The longest found in Poland took about six months.
pub const MAX_DAYS: i64 = 400;

/// The part of an address that names a consultation: 1 to 80 of `a-z0-9-`, starting and ending with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Words behind `/manage/` that are pages of their own.
const RESERVED: [&str; 3] = ["import", "staff", "outbox"];

/// The longest slug made of a title.
const LONGEST_MADE: usize = 60;

/// The text cannot stand in an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a slug: use a-z, 0-9 and hyphens, at most 80")]
pub struct BadSlug(pub String);

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the program's own pages stand where a consultation of this name would.
    pub fn is_reserved(&self) -> bool {
        RESERVED.contains(&self.as_str())
    }

    /// A slug from a title: Polish letters folded, everything else that is no letter or digit a hyphen.
    ///
    /// `None` when nothing is left, as for a title in Cyrillic only.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in title.to_lowercase().chars() {
            let folded = match c {
                'ą' => 'a',
                'ć' => 'c',
                'ę' => 'e',
                'ł' => 'l',
                'ń' => 'n',
                'ó' => 'o',
                'ś' => 's',
                'ź' | 'ż' => 'z',
                other => other,
            };
            if folded.is_ascii_alphanumeric() {
                slug.push(folded);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() > LONGEST_MADE {
                // Not in the middle of a word, unless it is the only one.
                let end = slug.rfind('-').unwrap_or(LONGEST_MADE);
                slug.truncate(end);
                break;
            }
        }
        slug.trim_end_matches('-').parse().ok()
    }
}

impl FromStr for Slug {
    type Err = BadSlug;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=80).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSlug(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = BadSlug;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a call is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneMode {
    /// A call can be a contribution.
    Counts,
    /// A contribution is noted; the caller is asked to confirm it in writing.
    Confirm,
    /// Information only; who wants to contribute is pointed to the form.
    Informs,
}

/// A consultation's words in one language. An empty field falls back to Polish.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationText {
    /// What it is about, `Otwarty Kraków 2024–2028`.
    pub title: String,
    /// What one can call for, a sentence or two.
    pub invitation: String,
    /// Other ways to take part, one a line.
    pub other_ways: String,
}

/// A text and the language it is really in, so that a fall-back can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// The language of `text`.
    pub locale: Locale,
    /// The words; empty when no language has them.
    pub text: &'a str,
}

/// The words of a consultation in all its languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<Locale, ConsultationText>);

impl Texts {
    /// The title in the language, or in Polish.
    pub fn title(&self, locale: Locale) -> Said<'_> {
        self.field(locale, |text| &text.title)
    }

    /// What one can call for, in the language or in Polish.
    pub fn invitation(&self, locale: Locale) -> Said<'_> {
        self.field(locale, |text| &text.invitation)
    }

    /// Other ways to take part, in the language or in Polish.
    pub fn other_ways(&self, locale: Locale) -> Said<'_> {
        self.field(locale, |text| &text.other_ways)
    }

    fn field(&self, locale: Locale, pick: impl Fn(&ConsultationText) -> &String) -> Said<'_> {
        [locale, Locale::Pl, Locale::En, Locale::Uk]
            .into_iter()
            .filter_map(|candidate| self.0.get(&candidate).map(|text| (candidate, pick(text).as_str())))
            .find(|(_, text)| !text.is_empty())
            .map_or(Said { locale, text: "" }, |(locale, text)| Said { locale, text })
    }
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Identifier.
    pub id: ConsultationId,
    /// Its part of every address.
    pub slug: Slug,
    /// Its words.
    pub texts: Texts,
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
    /// Zone of all its local times.
    pub zone: Tz,
    /// The office that holds it, as residents know it.
    pub unit: String,
    /// What a call is worth.
    pub phone_mode: PhoneMode,
    /// Hours in which somebody must be on duty.
    pub required: RequiredHours,
}

impl Consultation {
    /// The consultation in the period a revision published. Its words, office and phone mode are always those of now.
    #[must_use]
    pub fn as_published(self, calendar: &Calendar) -> Self {
        Self {
            first_day: calendar.first_day,
            last_day: calendar.last_day,
            required: calendar.required.clone(),
            ..self
        }
    }
}

/// Required hours per weekday. A weekday without any needs no duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequiredHours(pub BTreeMap<u8, Vec<Hours>>);

impl RequiredHours {
    /// The same hours on every day from Monday to Friday.
    pub fn working_days(hours: Hours) -> Self {
        Self((1..=5).map(|weekday| (weekday, vec![hours])).collect())
    }

    /// The hours of a weekday, in order; keys are ISO 8601 weekday numbers, Monday 1.
    pub fn on(&self, weekday: Weekday) -> &[Hours] {
        let number = u8::try_from(weekday.number_from_monday()).unwrap_or_default();
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}

impl Default for RequiredHours {
    /// Monday to Friday 10.00–14.00, until somebody says otherwise: a consultation without slots must show its gaps.
    fn default() -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self::working_days(Hours {
            start: at(10),
            end: at(14),
        })
    }
}

/// A meeting, walk or other event of a consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier.
    pub id: EventId,
    /// Local date.
    pub date: NaiveDate,
    /// Hours, when known.
    pub hours: Option<Hours>,
    /// What and where, per language.
    pub title: BTreeMap<Locale, String>,
    /// Where, as the office writes it.
    pub place: String,
    /// Whether it stands in for the duty of its day.
    pub stands_in: bool,
}

impl Event {
    /// The title in the language, or in the first language that has one.
    pub fn title(&self, locale: Locale) -> Said<'_> {
        [locale, Locale::Pl, Locale::En, Locale::Uk]
            .into_iter()
            .find_map(|candidate| {
                self.title.get(&candidate).filter(|t| !t.is_empty()).map(|text| Said {
                    locale: candidate,
                    text,
                })
            })
            .unwrap_or(Said { locale, text: "" })
    }
}

/// Gives events that were there before the id they had then. One that names its id is it; of the others, the one on the same
/// day with the same title is it, else one on the same day at the same hours, else one with the same title on another day.
/// Ids that name no earlier event are made anew.
pub fn keep_ids(before: &[Event], after: &mut [Event], new_id: &mut dyn FnMut() -> EventId) {
    let title = |event: &Event| event.title(Locale::Pl).text.to_owned();
    type Same<'a> = &'a dyn Fn(&Event, &Event) -> bool;
    let same: [Same<'_>; 4] = [
        &|was, is| was.id == is.id,
        &|was, is| was.date == is.date && title(was) == title(is),
        &|was, is| was.date == is.date && was.hours == is.hours,
        &|was, is| title(was) == title(is),
    ];
    let mut left: Vec<&Event> = before.iter().collect();
    let mut open: Vec<&mut Event> = after.iter_mut().collect();
    for same in same {
        open.retain_mut(|event| {
            let Some(found) = left.iter().position(|was| same(was, event)) else {
                return true;
            };
            event.id = left.remove(found).id;
            false
        });
    }
    for event in open {
        event.id = new_id();
    }
}

/// What was said by hand about one consultation day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayRule {
    /// Other required hours than the weekday's.
    Hours(Vec<Hours>),
    /// No duty, with the reason residents and auditors read.
    Exempt(String),
}

/// Why a day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "key")]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday, by its key in [`holidays`].
    Holiday(&'static str),
    /// A weekday for which no hours are required.
    NoHours,
}

/// What a consultation day asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// Somebody on duty in these hours.
    Duty(Vec<Hours>),
    /// Nothing: a day off.
    DayOff(DayOff),
    /// Nothing: this event stands in.
    Event(EventId),
    /// Nothing: exempt by hand, with the reason.
    Exempt(String),
}

impl Requirement {
    /// Stable code: `duty`, `day_off`, `event`, `exempt`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Duty(_) => "duty",
            Self::DayOff(_) => "day_off",
            Self::Event(_) => "event",
            Self::Exempt(_) => "exempt",
        }
    }
}

/// One date of a consultation with what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationDay {
    /// Local date.
    pub date: NaiveDate,
    /// What it asks for.
    pub requirement: Requirement,
}

/// What is said of a consultation's days: what a draft is checked against, and, kept with each revision, what residents
/// read beside the duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
    /// Required hours per weekday.
    pub required: RequiredHours,
    /// Meetings and other events, by date and time.
    pub events: Vec<Event>,
    /// What was said by hand about days.
    pub rules: BTreeMap<NaiveDate, DayRule>,
}

impl Calendar {
    /// The calendar of a consultation as it stands.
    pub fn of(consultation: &Consultation, events: Vec<Event>, rules: BTreeMap<NaiveDate, DayRule>) -> Self {
        Self {
            first_day: consultation.first_day,
            last_day: consultation.last_day,
            required: consultation.required.clone(),
            events,
            rules,
        }
    }

    /// Every date from first to last day with its requirement. A rule set by hand wins over an event, an event over a
    /// day off, a day off over the weekday's hours.
    pub fn days(&self) -> Vec<ConsultationDay> {
        let stand_ins: BTreeMap<NaiveDate, EventId> = self
            .events
            .iter()
            .filter(|event| event.stands_in)
            .map(|event| (event.date, event.id))
            .collect();
        self.first_day
            .iter_days()
            .take_while(|date| *date <= self.last_day)
            .map(|date| ConsultationDay {
                date,
                requirement: requirement(&self.required, date, &stand_ins, &self.rules),
            })
            .collect()
    }
}

fn requirement(
    required: &RequiredHours,
    date: NaiveDate,
    stand_ins: &BTreeMap<NaiveDate, EventId>,
    rules: &BTreeMap<NaiveDate, DayRule>,
) -> Requirement {
    match rules.get(&date) {
        Some(DayRule::Exempt(reason)) => return Requirement::Exempt(reason.clone()),
        Some(DayRule::Hours(hours)) if !hours.is_empty() => return Requirement::Duty(hours.clone()),
        _ => {}
    }
    if let Some(event) = stand_ins.get(&date) {
        return Requirement::Event(*event);
    }
    let required = required.on(date.weekday());
    if let Some(holiday) = holidays::holiday(POLAND, date) {
        Requirement::DayOff(DayOff::Holiday(holiday.key))
    } else if required.is_empty() {
        let off = if holidays::is_weekend(date) {
            DayOff::Weekend
        } else {
            DayOff::NoHours
        };
        Requirement::DayOff(off)
    } else {
        Requirement::Duty(required.to_vec())
    }
}

/// An entry of a consultation's code list. Calls keep the label they were logged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Identifier.
    pub id: TopicId,
    /// What programs use: a slug, unique in the consultation.
    pub code: Slug,
    /// Names per language.
    pub label: BTreeMap<Locale, String>,
    /// The entry above it, for the second level.
    pub parent: Option<TopicId>,
    /// Place in the list.
    pub position: i32,
}

impl Topic {
    /// The label in the language, or in the first language that has one.
    pub fn label(&self, locale: Locale) -> &str {
        [locale, Locale::Pl, Locale::En, Locale::Uk]
            .iter()
            .find_map(|candidate| self.label.get(candidate).filter(|label| !label.is_empty()))
            .map_or(self.code.as_str(), String::as_str)
    }
}
