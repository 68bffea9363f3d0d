//! Text → roster: reads an announcement. (`export::office_table` writes one.)
//!
//! Reading goes through four rooms, each a file or a folder:
//!
//! 1. **containers** (`container`): text, HTML, DOCX, XLSX and CSV all become one thing, numbered lines of text with
//!    tabs between table cells. A `line` anywhere in a [`Reading`] is the number of a line of that extracted text, from
//!    1; for plain text it is the line of the file.
//! 2. **lexing** (`lex`): each line becomes facts in order (days, hours, telephone numbers, languages, words that say
//!    what the line is about), in Polish, English and Ukrainian alike.
//! 3. **understanding** (`outline`, `neighbours`, `hints`, `years`, `duty` with `rows` and `columns`,
//!    `events`): which facts belong to the telephone duty, which
//!    to a meeting, a deadline, an office in person or a footer; in which year; which hours and numbers go with which
//!    days.
//! 4. **judging** (`verdict` with `recur`): what is certain becomes a slot, everything else a proposal with a question.
//!
//! The rule above all: the reader asks, it never guesses, and a line of a duty section it did not understand is shown.

mod columns;
mod container;
mod duty;
mod events;
mod hints;
mod lex;
mod neighbours;
mod outline;
mod recur;
mod rows;
mod table;
mod verdict;
mod years;

pub use table::table;

use chrono::{NaiveDate, NaiveTime};
use serde::{Serialize, Serializer};

use crate::domain::extension::Phone;
use crate::domain::language::Language;
use crate::domain::roster::SlotMode;

/// The demo's announcement: dates, hours, numbers, torn header and blank lines of *Otwarty Kraków 2024–2028*, in words
/// of our own.
pub const DEMO: &str = include_str!("demo/otwarty-krakow.txt");

/// The most bytes read, 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// The most slots and proposals one announcement can have; a year of working days with four slots each.
pub const MAX_SLOTS: usize = 1000;

/// What an announcement is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text in UTF-8, UTF-16, windows-1250 or ISO 8859-2.
    Text,
    /// A page or a part of one.
    Html,
    /// Office Open XML text document.
    Docx,
    /// Office Open XML workbook; every sheet is read.
    Xlsx,
    /// Fields separated by comma, semicolon or tab.
    Csv,
}

/// What came in: a file, an upload, or pasted text.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Its name, of which only the ending counts, and only where the content does not tell.
    pub file_name: Option<&'a str>,
    /// Its media type as the browser said it; counts like the name.
    pub media_type: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// Pasted text.
    pub fn text(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            file_name: None,
            media_type: None,
        }
    }
}

/// What an announcement says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// What it announces.
    pub consultation: ReadConsultation,
    /// Duties that are certain, in the order of the text.
    pub slots: Vec<ReadSlot>,
    /// Duties with something to ask about.
    pub proposals: Vec<ReadSlot>,
    /// Meetings and the like; the same meeting told in several languages is one.
    pub events: Vec<ReadEvent>,
    /// What a person must answer; codes in [`QUESTIONS`].
    pub questions: Vec<Note>,
    /// What a person should look at; codes in [`WARNINGS`].
    pub warnings: Vec<Note>,
    /// Lines of a duty section that were not understood.
    pub unread: Vec<UnreadLine>,
}

/// The consultation as far as the announcement tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReadConsultation {
    /// First day, if it is told.
    pub first_day: Option<NaiveDate>,
    /// Last day, if it is told.
    pub last_day: Option<NaiveDate>,
    /// The heading of the announcement, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A duty as read. In [`Reading::slots`] date, start, end and at least one number are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadSlot {
    /// Local date.
    pub date: Option<NaiveDate>,
    /// Local start, `HH:MM` in JSON.
    #[serde(serialize_with = "time_or_null")]
    pub start: Option<NaiveTime>,
    /// Local end; not after the start means the next day.
    #[serde(serialize_with = "time_or_null")]
    pub end: Option<NaiveTime>,
    /// Numbers that answer, E.164, in the order of the text.
    pub phones: Vec<Phone>,
    /// The same numbers as they are printed, parallel to `phones`.
    #[serde(skip)]
    pub displays: Vec<String>,
    /// Languages spoken, if told.
    pub languages: Vec<Language>,
    /// Telephone, or telephone and room.
    pub mode: SlotMode,
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// That line.
    pub text: String,
}

/// A meeting, walk or other event as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadEvent {
    /// Local date.
    pub date: NaiveDate,
    /// Local start, if told.
    #[serde(serialize_with = "time_or_null")]
    pub start: Option<NaiveTime>,
    /// Local end, if told.
    #[serde(serialize_with = "time_or_null")]
    pub end: Option<NaiveTime>,
    /// What it is, in the words of the line.
    pub title: String,
    /// Where, in the words of the line, if told.
    pub place: Option<String>,
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// That line.
    pub text: String,
}

/// A question or a warning about a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable code; its sentence is the message `question-{code}` or `warning-{code}`.
    pub code: &'static str,
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// That line.
    pub text: String,
}

/// A line of a duty section that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadLine {
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// That line.
    pub text: String,
}

/// Codes of [`Reading::questions`].
pub const QUESTIONS: &[&str] = &[
    question::YEAR_MISSING,
    question::DAY_MISSING,
    question::DAYS_MISSING,
    question::DATE_IMPOSSIBLE,
    question::HOURS_MISSING,
    question::HOURS_UNCLEAR,
    question::NUMBER_MISSING,
    question::NUMBER_DIGITS,
    question::NUMBER_SHORT,
    question::WEEKDAY_CONTRADICTS,
    question::WEEKS_UNCLEAR,
    question::MODE_UNCLEAR,
    question::PERIOD_MISSING,
    question::OVERLAP,
    question::TOO_MANY,
];

/// Each question by its code.
pub mod question {
    /// The year stands nowhere, or only so that more than one fits.
    pub const YEAR_MISSING: &str = "year_missing";
    /// A month without its day, as when numbering ate it.
    pub const DAY_MISSING: &str = "day_missing";
    /// A telephone duty is announced without any day.
    pub const DAYS_MISSING: &str = "days_missing";
    /// A date no calendar has.
    pub const DATE_IMPOSSIBLE: &str = "date_impossible";
    /// No hours, or only a start or an end.
    pub const HOURS_MISSING: &str = "hours_missing";
    /// Hours that can be read in two ways, or that end before they start.
    pub const HOURS_UNCLEAR: &str = "hours_unclear";
    /// No telephone number.
    pub const NUMBER_MISSING: &str = "number_missing";
    /// A telephone number with digits too many or too few.
    pub const NUMBER_DIGITS: &str = "number_digits";
    /// An abbreviated number that no full number of the text completes.
    pub const NUMBER_SHORT: &str = "number_short";
    /// The weekday beside a date is not that date's.
    pub const WEEKDAY_CONTRADICTS: &str = "weekday_contradicts";
    /// Every second week, or one weekday of several, and it does not say which.
    pub const WEEKS_UNCLEAR: &str = "weeks_unclear";
    /// It does not say whether the duty is by telephone.
    pub const MODE_UNCLEAR: &str = "mode_unclear";
    /// Returning days without a period in which they return.
    pub const PERIOD_MISSING: &str = "period_missing";
    /// The same number in two duties at once.
    pub const OVERLAP: &str = "overlap";
    /// More duties than [`super::MAX_SLOTS`]; the rest of the text was left out.
    pub const TOO_MANY: &str = "too_many";
}

/// Codes of [`Reading::warnings`].
pub const WARNINGS: &[&str] = &[
    warning::WEEKDAY_MISMATCH,
    warning::OUTSIDE_PERIOD,
    warning::DAY_OFF,
    warning::DUPLICATE_ROW,
    warning::IN_PERSON,
];

/// Each warning by its code.
pub mod warning {
    /// The weekday beside a date is not that date's.
    pub const WEEKDAY_MISMATCH: &str = "weekday_mismatch";
    /// A duty before the first or after the last day.
    pub const OUTSIDE_PERIOD: &str = "outside_period";
    /// A duty on a weekend or public holiday, or a returning day left out because of one.
    pub const DAY_OFF: &str = "day_off";
    /// The same duty stands twice in one section.
    pub const DUPLICATE_ROW: &str = "duplicate_row";
    /// A duty or point in person; it was left out.
    pub const IN_PERSON: &str = "in_person";
}

/// Why nothing was read. Each is one clear sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// More than [`MAX_BYTES`], packed or unpacked.
    #[error("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are none of the formats, or a broken file of one.
    #[error("the file cannot be read: {0}")]
    NotReadable(String),
    /// Readable, but no period, duty or meeting in it.
    #[error("this is not an announcement of a consultation: no period, telephone duty or meeting was found in it")]
    NotAnAnnouncement,
}

impl ReadError {
    /// Stable code: `too_large`, `empty`, `not_readable`, `not_an_announcement`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Empty => "empty",
            Self::NotReadable(_) => "not_readable",
            Self::NotAnAnnouncement => "not_an_announcement",
        }
    }
}

#[expect(clippy::ref_option, reason = "the shape serde asks for")]
fn time_or_null<S: Serializer>(time: &Option<NaiveTime>, to: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => to.collect_str(&time.format("%H:%M")),
        None => to.serialize_none(),
    }
}

/// Reads an announcement. `today` is only for what the text itself leaves to it: `br.`, and which year to propose.
///
/// # Errors
/// When it is too large, empty, broken, or no announcement.
pub fn read(input: Input<'_>, today: NaiveDate) -> Result<Reading, ReadError> {
    let lines = container::lines(input)?;
    verdict::judge(&lines, today).ok_or(ReadError::NotAnAnnouncement)
}
