//! What goes into the reader and what comes out of it.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Serialize, Serializer};

use crate::domain::extension::Phone;
use crate::domain::language::Language;
use crate::domain::roster::SlotMode;

/// The most bytes read, 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// The most slots and proposals one announcement can have; a year of working days with four slots each.
pub const MAX_SLOTS: usize = 1000;

/// The most lines told of what was left out.
pub const MAX_LEFT_OUT: usize = 200;

/// What an announcement is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// In UTF-8, UTF-16, windows-1250, windows-1251 or ISO 8859-2.
    Text,
    Html,
    Docx,
    /// Every sheet is read.
    Xlsx,
    /// Fields separated by comma, semicolon or tab.
    Csv,
}

/// What came in: a file, an upload, or pasted text.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    pub bytes: &'a [u8],
    /// Only its ending counts, and only where the content does not tell.
    pub file_name: Option<&'a str>,
    /// As the browser said it; counts like the name.
    pub media_type: Option<&'a str>,
}

impl<'a> Input<'a> {
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
    /// Lines that became nothing of the above: the first [`MAX_LEFT_OUT`].
    #[serde(skip)]
    pub left_out: Vec<UnreadLine>,
    /// How many more there are.
    #[serde(skip)]
    pub left_out_more: usize,
}

/// The consultation as far as the announcement tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReadConsultation {
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// The heading of the announcement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A duty as read. In [`Reading::slots`] date, start, end and at least one telephone are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadSlot {
    pub date: Option<NaiveDate>,
    /// The weekday printed beside the date, where the date has another.
    #[serde(skip)]
    pub weekday: Option<Weekday>,
    /// `HH:MM` in JSON.
    #[serde(serialize_with = "time_or_null")]
    pub start: Option<NaiveTime>,
    /// Not after the start means the next day.
    #[serde(serialize_with = "time_or_null")]
    pub end: Option<NaiveTime>,
    /// In the order of the text.
    pub phones: Vec<Phone>,
    /// As they are printed, parallel to `phones`.
    #[serde(skip)]
    pub displays: Vec<String>,
    pub languages: Vec<Language>,
    /// Never room alone.
    pub mode: SlotMode,
    /// Line of the extracted text, from 1.
    pub line: u32,
    pub text: String,
}

/// A meeting, walk or other event as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadEvent {
    pub date: NaiveDate,
    #[serde(serialize_with = "time_or_null")]
    pub start: Option<NaiveTime>,
    #[serde(serialize_with = "time_or_null")]
    pub end: Option<NaiveTime>,
    /// In the words of the line or of the heading above it.
    pub title: String,
    /// In the words of the line.
    pub place: Option<String>,
    /// Line of the extracted text, from 1.
    pub line: u32,
    pub text: String,
}

/// A question or a warning about a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable code; its sentence is the message `question-{code}` or `warning-{code}`.
    pub code: &'static str,
    /// Line of the extracted text, from 1.
    pub line: u32,
    pub text: String,
}

/// A line that was not understood, or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadLine {
    /// Line of the extracted text, from 1.
    pub line: u32,
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

pub mod question {
    /// No year is given, or more than one fits.
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
    /// The same telephone in two duties at once.
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

pub mod warning {
    /// The weekday beside a date is not that date's.
    pub const WEEKDAY_MISMATCH: &str = "weekday_mismatch";
    /// A duty before the first or after the last day.
    pub const OUTSIDE_PERIOD: &str = "outside_period";
    /// A duty on a weekend or public holiday, or a returning day left out because of one.
    pub const DAY_OFF: &str = "day_off";
    /// The same duty twice in one section.
    pub const DUPLICATE_ROW: &str = "duplicate_row";
    /// A duty or point in person; it was left out.
    pub const IN_PERSON: &str = "in_person";
}

#[expect(clippy::ref_option, reason = "the shape serde asks for")]
fn time_or_null<S: Serializer>(time: &Option<NaiveTime>, to: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => to.collect_str(&time.format("%H:%M")),
        None => to.serialize_none(),
    }
}
