//! Text → roster: reads an announcement. (`export::office_table` writes one.)
//!
//! Reading goes through four stages, each a file or a folder; `read` calls them in turn:
//!
//! 1. **containers** (`container`): text, HTML, DOCX, XLSX and CSV all become numbered lines of text with tabs between
//!    table cells. A `line` anywhere in a [`Reading`] is the number of a line of that extracted text, from 1; for plain
//!    text it is the line of the file.
//! 2. **lexing** (`lex`): each line becomes facts in order (days, hours, telephone numbers, languages, words that say
//!    what the line is about), in Polish, English and Ukrainian alike.
//! 3. **understanding** (`segments`, `neighbours`, `hints`, `years`, `phones`, `sections` with `rows` and `columns`,
//!    `events`): which facts belong to the telephone duty, which to a meeting, a deadline, an office in person or a
//!    footer; in which year; which hours and numbers go with which days.
//! 4. **classifying** (`classifier` with `recurrence`): what is certain becomes a slot, everything else a proposal with
//!    a question.
//!
//! All stages charge one `budget` of text, lines, cells, words, days and time, so that no input holds up or ends the
//! process.
//!
//! Beside it, `sheet` reads the roster's own workbook when it comes back: there every cell has one meaning.
//!
//! The rule above all: the reader asks, it never guesses, and a line of a duty section it did not understand is shown.

mod budget;
mod classifier;
mod columns;
mod container;
mod error;
mod events;
mod hints;
mod left_out;
mod lex;
mod listing;
mod neighbours;
mod phones;
mod read;
mod reading;
mod recurrence;
mod rows;
mod sections;
mod segments;
mod sheet;
mod years;

pub use budget::{MAX_NOTES, MAX_QUOTED, READING_TIME};
pub use error::{Measure, ReadError};
pub use listing::listing;
pub use read::read;
pub use reading::{
    Input, MAX_BYTES, MAX_LEFT_OUT, MAX_SLOTS, Note, QUESTIONS, ReadConsultation, ReadEvent, ReadSlot, Reading,
    UnreadLine, WARNINGS, question, warning,
};
pub use sheet::{ReadSheet, SheetMark, read_sheet};

/// The demo's announcement: dates, hours, numbers, torn header and blank lines of *Otwarty Kraków 2024–2028*, in words
/// of our own.
pub const DEMO: &str = include_str!("demo/otwarty-krakow.txt");
