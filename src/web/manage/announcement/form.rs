//! An announcement as read, with what the coordinator answers to it. The whole of it travels in the form, so that the
//! server keeps nothing until the draft is made.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::announcement::{ImportPlan, PlannedEvent, PlannedSlot};
use crate::announcement::{
    MAX_LEFT_OUT, MAX_NOTES, MAX_QUOTED, MAX_SLOTS, Note, QUESTIONS, ReadSlot, Reading, WARNINGS, question, warning,
};
use crate::domain::consultation::PhoneMode;
use crate::domain::fault::Fault;
use crate::domain::language::Language;
use crate::domain::roster::{ExpectedVersion, SlotMode, Source};
use crate::domain::slug::Slug;
use crate::domain::time::Hours;
use crate::i18n::{Texts, dates};
use crate::web::manage::fields;
use crate::web::page::form::FieldReader;

/// The most fields of the preview's form: those of a row, of a meeting, of a note, of a line left out, and its own.
pub const MAX_FIELDS: usize = (12 + 6) * MAX_SLOTS + 3 * MAX_NOTES + 2 * MAX_LEFT_OUT + 8;

/// The largest form of the preview, in bytes: the lines it quotes, each byte of Polish or Ukrainian in three, and all other
/// fields with their names. A row has up to twenty telephones, a line left out 300 letters.
pub const MAX_DRAFT: usize =
    3 * MAX_QUOTED + (4000 + 250) * MAX_SLOTS + 150 * MAX_NOTES + (6 * 300 + 60) * MAX_LEFT_OUT + 4000;

/// The form of the preview.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ImportForm {
    /// In Polish.
    pub title: String,
    /// Address; made of the title when empty.
    pub slug: String,
    pub unit: String,
    pub first_day: String,
    pub last_day: String,
    /// Code of what a call is worth; empty until somebody says.
    pub phone_mode: String,
    /// What was at the address when this was read: address and version of its draft, `otwarty-krakow:12`, or nothing.
    pub seen: String,
    /// Duties, in the order of the text.
    #[serde(rename = "row")]
    pub rows: Vec<ImportRow>,
    #[serde(rename = "event")]
    pub events: Vec<ImportEvent>,
    /// Lines that were not understood, and what is asked and warned about none of the rows.
    #[serde(rename = "note")]
    pub notes: Vec<ImportNote>,
    /// Lines that became nothing.
    #[serde(rename = "left")]
    pub left_out: Vec<LeftOut>,
    /// How many more of them there are.
    pub left_more: usize,
}

/// What becomes of a row: `take`, `leave`, or one of the two days of a contradiction.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Decision {
    /// Nobody said.
    #[default]
    Open,
    /// It becomes a duty.
    Take,
    /// It becomes a duty on this day.
    On(NaiveDate),
    /// It does not.
    Leave,
}

impl Decision {
    /// As it is sent; nothing while nobody said.
    pub fn code(self) -> String {
        match self {
            Self::Open => String::new(),
            Self::Take => "take".to_owned(),
            Self::On(day) => day.to_string(),
            Self::Leave => "leave".to_owned(),
        }
    }
}

impl From<String> for Decision {
    fn from(sent: String) -> Self {
        match sent.as_str() {
            "take" => Self::Take,
            "leave" => Self::Leave,
            other => fields::date(other).map_or(Self::Open, Self::On),
        }
    }
}

/// One duty as read.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ImportRow {
    /// Whether the reader was certain.
    pub certain: bool,
    pub decision: Decision,
    pub date: String,
    /// The day that has the weekday printed beside the date, when the date itself has another.
    pub other_day: String,
    pub start: String,
    pub end: String,
    /// Numbers as printed, separated by commas.
    pub phones: String,
    /// Language codes, separated by commas.
    pub languages: String,
    pub mode: String,
    /// Number of the line of the announcement, and its words.
    pub line: String,
    pub text: String,
    /// Message keys of what is asked and warned about it, separated by spaces.
    pub notes: String,
}

/// One meeting as read.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ImportEvent {
    pub take: bool,
    pub date: String,
    pub start: String,
    pub end: String,
    pub title: String,
    pub place: String,
}

/// Something about the announcement as a whole.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ImportNote {
    /// Message key; empty for a line that was not understood.
    pub key: String,
    /// Number of the line of the announcement, and its words.
    pub line: String,
    pub text: String,
}

/// A line of the announcement that became nothing.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LeftOut {
    pub line: String,
    pub text: String,
}

impl ImportForm {
    pub fn of(reading: &Reading) -> Self {
        let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let title = reading.consultation.title.clone().unwrap_or_default();
        let certain = reading.slots.iter().map(|slot| ImportRow::of(slot, true, reading));
        let asked = reading.proposals.iter().map(|slot| ImportRow::of(slot, false, reading));
        let mut rows: Vec<ImportRow> = certain.chain(asked).collect();
        rows.sort_by_key(|row| row.line.parse::<u32>().unwrap_or_default());
        let questions = reading.questions.iter().map(|note| (note, "question"));
        let warnings = reading.warnings.iter().map(|note| (note, "warning"));
        let slots = reading.slots.iter().chain(&reading.proposals);
        let with_row: BTreeSet<u32> = slots.map(|slot| slot.line).collect();
        let beside = questions
            .chain(warnings)
            .filter(|(note, _)| !with_row.contains(&note.line));
        let notes = beside.map(|(note, kind)| (format!("{kind}-{}", note.code), note.line, &note.text));
        let unread = reading
            .unread
            .iter()
            .map(|unread| (String::new(), unread.line, &unread.text));
        let notes = notes.chain(unread).map(|(key, line, text)| ImportNote {
            key,
            line: line.to_string(),
            text: text.clone(),
        });
        let left_out = reading.left_out.iter().map(|left| LeftOut {
            line: left.line.to_string(),
            text: left.text.clone(),
        });
        let events = reading.events.iter().map(|event| ImportEvent {
            take: true,
            date: event.date.to_string(),
            start: time(event.start),
            end: time(event.end),
            title: event.title.clone(),
            place: event.place.clone().unwrap_or_default(),
        });
        Self {
            slug: Slug::from_title(&title)
                .map(|slug| slug.to_string())
                .unwrap_or_default(),
            title,
            unit: String::new(),
            seen: String::new(),
            first_day: day(reading.consultation.first_day),
            last_day: day(reading.consultation.last_day),
            phone_mode: String::new(),
            notes: notes.collect(),
            left_out: left_out.collect(),
            left_more: reading.left_out_more,
            events: events.collect(),
            rows,
        }
    }

    /// Whether it has no more of anything than a reading has.
    pub fn could_be_drawn(&self) -> bool {
        let lists = [
            (self.rows.len(), MAX_SLOTS),
            (self.events.len(), MAX_SLOTS),
            (self.notes.len(), MAX_NOTES),
            (self.left_out.len(), MAX_LEFT_OUT),
        ];
        lists.into_iter().all(|(length, most)| length <= most)
    }

    /// What was typed and ticked as a plan. A row nobody decided about is a fault.
    pub fn read(&self) -> Result<ImportPlan, ActionError> {
        let mut reader = FieldReader::default();
        let title = reader.required("title", &self.title, Fault::Required, |title| Some(title.to_owned()));
        let slug = reader.optional("slug", &self.slug, Fault::Slug, |text| text.parse::<Slug>().ok());
        let first_day = reader.required("first_day", &self.first_day, Fault::Date, fields::date);
        let last_day = reader.required("last_day", &self.last_day, Fault::Date, fields::date);
        let phone_mode = reader.optional("phone_mode", &self.phone_mode, Fault::Choice, PhoneMode::from_code);
        let unit = reader.optional("unit", &self.unit, Fault::Choice, |text| text.parse::<Slug>().ok());
        let rows = self.rows.iter().enumerate();
        let slots = rows.filter_map(|(index, row)| row.read(index, &mut reader)).collect();
        let events = self.events.iter().enumerate().filter(|(_, event)| event.take);
        let events = events
            .filter_map(|(index, event)| event.read(index, &mut reader))
            .collect();
        reader.finish(|| {
            Some(ImportPlan {
                slug,
                title: title?,
                unit,
                first_day: first_day?,
                last_day: last_day?,
                phone_mode,
                slots,
                events,
                expected: self.expected(),
            })
        })
    }

    /// Which row became a slot of the plan, counted from 0.
    pub fn row_of(&self, slot: usize) -> Option<usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.is_taken()).map(|(index, _)| index).nth(slot)
    }

    /// Which row or meeting a field belongs to, in words: `Wiersz 12`.
    pub fn place_of(&self, field: &str, t: &Texts) -> Option<String> {
        let (group, rest) = field.split_once('-')?;
        let index: usize = rest.split_once('-')?.0.parse().ok()?;
        match group {
            "row" => Some(t.say_one("manage-preview-row", "line", self.rows.get(index)?.line.as_str())),
            "event" => {
                let date = fields::date(&self.events.get(index)?.date);
                let day = date.map_or_else(|| (index + 1).to_string(), |date| dates::day(date, t.locale()));
                Some(t.say_one("manage-preview-event", "day", day))
            }
            _ => None,
        }
    }

    /// The address the draft will have.
    pub fn address(&self) -> Option<Slug> {
        if self.slug.trim().is_empty() {
            Slug::from_title(&self.title)
        } else {
            self.slug.trim().parse().ok()
        }
    }

    /// Keeps what stands at that address now; who sends the form knows of it.
    pub fn expect(&mut self, expected: ExpectedVersion) {
        self.seen = match (self.address(), expected) {
            (Some(slug), ExpectedVersion::Version(version)) => format!("{slug}:{version}"),
            _ => String::new(),
        };
    }

    /// What was looked at, if it is what the form would replace; otherwise there must be nothing yet.
    fn expected(&self) -> ExpectedVersion {
        let seen = self.seen.split_once(':');
        let seen = seen.filter(|(slug, _)| self.address().is_some_and(|address| address.as_str() == *slug));
        seen.and_then(|(_, version)| version.parse().ok())
            .unwrap_or(ExpectedVersion::NotYet)
    }
}

impl ImportRow {
    fn of(slot: &ReadSlot, certain: bool, reading: &Reading) -> Self {
        let asked = reading.questions.iter().filter(|note| note.line == slot.line);
        // What is asked need not be warned about as well.
        let warned = reading
            .warnings
            .iter()
            .filter(|note| note.line == slot.line && (certain || !is_asked(note)));
        let mut notes: Vec<String> = warned.map(|note| format!("warning-{}", note.code)).collect();
        if !certain {
            notes.splice(0..0, asked.map(|note| format!("question-{}", note.code)));
        }
        let codes: Vec<&str> = slot.languages.iter().map(|language| language.code()).collect();
        Self {
            certain,
            decision: if certain { Decision::Take } else { Decision::Open },
            date: slot.date.map(|date| date.to_string()).unwrap_or_default(),
            other_day: slot
                .date
                .zip(slot.weekday)
                .and_then(|(date, weekday)| nearest(date, weekday))
                .map(|date| date.to_string())
                .unwrap_or_default(),
            start: time(slot.start),
            end: time(slot.end),
            phones: slot.displays.join(", "),
            languages: codes.join(", "),
            mode: slot.mode.code().to_owned(),
            line: slot.line.to_string(),
            text: slot.text.clone(),
            notes: notes.join(" "),
        }
    }

    /// The planned duty, if it is to be one. A certain row that was not ticked is left.
    fn read(&self, index: usize, reader: &mut FieldReader) -> Option<PlannedSlot> {
        let at = |field: &str| format!("row-{index}-{field}");
        if self.decision == Decision::Open && !self.certain {
            reader.refuse(at("decision"), Fault::Undecided);
        }
        if !self.is_taken() {
            return None;
        }
        let date = match self.decision {
            Decision::On(day) => Some(day),
            _ => reader.required(at("date"), &self.date, Fault::Date, fields::date),
        };
        let start = reader.required(at("start"), &self.start, Fault::Time, fields::time);
        let end = reader.required(at("end"), &self.end, Fault::Time, fields::time);
        if start.is_some() && start == end {
            reader.refuse(at("end"), Fault::EndIsStart);
        }
        let extensions = reader.optional(at("phones"), &self.phones, Fault::Phone, fields::phones);
        let languages = reader.optional(at("languages"), &self.languages, Fault::Language, languages);
        let mode = reader.optional(at("mode"), &self.mode, Fault::Choice, SlotMode::from_code);
        Some(PlannedSlot {
            date: date?,
            hours: Hours {
                start: start?,
                end: end?,
            },
            extensions: extensions.unwrap_or_default(),
            languages: languages.unwrap_or_default(),
            mode: mode.unwrap_or(SlotMode::Phone),
            source: Source {
                line: self.line.parse().unwrap_or_default(),
                text: self.text.clone(),
            },
        })
    }

    /// Whether it is to become a duty.
    pub fn is_taken(&self) -> bool {
        matches!(self.decision, Decision::Take | Decision::On(_))
    }

    /// The two days of a contradiction: the one with the date, and the one with the weekday.
    pub fn days(&self) -> Option<[NaiveDate; 2]> {
        let asked = format!("question-{}", question::WEEKDAY_CONTRADICTS);
        let contradicts = self.notes.split_whitespace().any(|key| key == asked);
        // What was typed since may be another day; the buttons say what they do.
        let days = [&self.date, &self.other_day].map(|day| fields::date(day));
        match days {
            [Some(date), Some(other)] if contradicts && date != other => Some([date, other]),
            _ => None,
        }
    }

    /// Its numbers one by one.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.phones.split(',').map(str::trim).filter(|phone| !phone.is_empty())
    }

    /// What is asked and warned about it, in words.
    pub fn said(&self, t: &Texts) -> Vec<String> {
        let contradicts = format!("question-{}", question::WEEKDAY_CONTRADICTS);
        let keys = self.notes.split_whitespace().filter(|key| is_note(key));
        keys.map(|key| match self.days() {
            Some(days) if key == contradicts => contradiction(days, t),
            _ => t.say(key),
        })
        .collect()
    }
}

/// `16 lipca 2024 r. to wtorek, a w ogłoszeniu jest środa.`
fn contradiction([date, other]: [NaiveDate; 2], t: &Texts) -> String {
    let weekday = |day: NaiveDate| dates::weekday(day.weekday(), t.locale());
    let values = [
        ("day", dates::full_day(date, t.locale()).into()),
        ("weekday", weekday(date).into()),
        ("printed", weekday(other).into()),
    ];
    t.say_with("manage-preview-contradiction", &values)
}

/// The day nearest to a date that has the weekday.
fn nearest(date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = weekday.days_since(date.weekday());
    if ahead <= 3 {
        date.checked_add_days(Days::new(ahead.into()))
    } else {
        date.checked_sub_days(Days::new((7 - ahead).into()))
    }
}

/// Languages by their codes, separated by commas.
fn languages(typed: &str) -> Option<Vec<Language>> {
    let codes = typed.split(',').map(str::trim).filter(|code| !code.is_empty());
    codes.map(|code| code.parse().ok()).collect()
}

impl ImportEvent {
    fn read(&self, index: usize, reader: &mut FieldReader) -> Option<PlannedEvent> {
        let at = |field: &str| format!("event-{index}-{field}");
        let date = reader.required(at("date"), &self.date, Fault::Date, fields::date);
        let start = reader.optional(at("start"), &self.start, Fault::Time, fields::time);
        let end = reader.optional(at("end"), &self.end, Fault::Time, fields::time);
        for (field, typed, other) in [("start", &self.start, &self.end), ("end", &self.end, &self.start)] {
            if typed.trim().is_empty() && !other.trim().is_empty() {
                reader.refuse(at(field), Fault::Required);
            }
        }
        let title = reader.required(at("title"), &self.title, Fault::TooLong, |title| {
            (title.chars().count() <= 200).then(|| title.to_owned())
        });
        Some(PlannedEvent {
            date: date?,
            hours: start.zip(end).map(|(start, end)| Hours { start, end }),
            title: title?,
            place: self.place.trim().to_owned(),
        })
    }
}

impl ImportNote {
    /// The sentence; a line that was not understood has its own.
    pub fn said(&self, t: &Texts) -> String {
        if is_note(&self.key) {
            t.say(&self.key)
        } else {
            t.say("manage-import-unread")
        }
    }
}

fn time(at: Option<NaiveTime>) -> String {
    at.map(fields::time_text).unwrap_or_default()
}

/// Whether a warning says of a row what a question about it asks.
fn is_asked(warning: &Note) -> bool {
    warning.code == warning::WEEKDAY_MISMATCH
}

/// Keys come back with the form; only those the reader has are said.
fn is_note(key: &str) -> bool {
    let known = |prefix: &str, codes: &[&str]| key.strip_prefix(prefix).is_some_and(|code| codes.contains(&code));
    known("question-", QUESTIONS) || known("warning-", WARNINGS)
}
