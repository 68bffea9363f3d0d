//! A line of the extracted text, and how text, cells and raised minutes become one.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::announcement::budget::Budget;
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::reading::Note;

/// Stands for a line break inside a table cell.
pub const BREAK: char = '\u{2028}';

/// The longest line of plain text read, in bytes; longer ones are cut at a space.
const LONGEST_LINE: usize = 32 * 1024;

/// Raised digits, `⁰` first: minutes, as in `15⁰⁰`.
pub const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// With tabs between table cells.
    pub text: String,
    pub heading: bool,
}

impl Line {
    /// As a person reads it.
    pub fn shown(&self) -> String {
        let text = self.text.replace(BREAK, " ");
        text.trim().to_owned()
    }

    /// A question or warning about this line.
    pub fn note(&self, code: &'static str, index: usize) -> Note {
        Note {
            code,
            line: line_number(index),
            text: self.shown(),
        }
    }
}

/// Lines are counted from 1.
pub fn line_number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// The lines of a container as they are found, charged to the budget.
pub struct Lines<'b, 'a> {
    pub all: Vec<Line>,
    pub budget: &'b mut Budget<'a>,
}

impl<'b, 'a> Lines<'b, 'a> {
    pub fn new(budget: &'b mut Budget<'a>) -> Self {
        Self {
            all: Vec::new(),
            budget,
        }
    }

    /// Charges text that is about to be taken from the container, or copied.
    pub fn text(&mut self, text: &str) -> Result<(), ReadError> {
        self.budget.take(Measure::Text, text.len())
    }

    pub fn line(&mut self, text: String, heading: bool) -> Result<(), ReadError> {
        self.budget.take(Measure::Lines, 1)?;
        self.all.push(Line { text, heading });
        Ok(())
    }

    /// Cells of a table's row, which become tabs in a line. Where all cells have the same number of lines, the row becomes
    /// that many rows.
    pub fn row(&mut self, cells: Vec<String>) -> Result<(), ReadError> {
        self.budget.take(Measure::Cells, cells.len())?;
        let parts: Vec<Vec<&str>> = cells.iter().map(|cell| parts_of(cell)).collect();
        let Some(rows) = stacked(&parts) else {
            let text: Vec<String> = parts.iter().map(|parts| parts.join(&BREAK.to_string())).collect();
            return self.line(text.join("\t"), false);
        };
        for row in 0..rows {
            self.budget.take(Measure::Cells, cells.len())?;
            let text: Vec<&str> = parts
                .iter()
                .map(|parts| {
                    parts
                        .get(row)
                        .or_else(|| parts.first().filter(|_| parts.len() == 1))
                        .copied()
                        .unwrap_or_default()
                })
                .collect();
            let text = text.join("\t");
            self.text(&text)?;
            self.line(text, false)?;
        }
        Ok(())
    }
}

/// The lines of a cell that are not empty.
fn parts_of(cell: &str) -> Vec<&str> {
    let parts = cell.split(BREAK).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// How many rows a row of cells stands for, if it is more than one: at least two cells have that many lines with numbers in
/// them, and the others one.
fn stacked(cells: &[Vec<&str>]) -> Option<usize> {
    let filled: Vec<&Vec<&str>> = cells.iter().filter(|parts| !parts.is_empty()).collect();
    let most = filled.iter().map(|parts| parts.len()).max().filter(|most| *most > 1)?;
    let tall: Vec<_> = filled.iter().filter(|parts| parts.len() == most).collect();
    let has_digits = |part: &&str| part.contains(|c: char| c.is_ascii_digit());
    let fits = tall.len() > 1
        && filled.iter().all(|parts| parts.len() == most || parts.len() == 1)
        && tall.iter().all(|parts| parts.iter().all(has_digits));
    fits.then_some(most)
}

/// Lines of plain text, cleaned.
pub fn text_lines(text: &str, lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    for line in text
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
    {
        lines.text(line)?;
        let clean = cleaned(line);
        let mut rest = clean.as_str();
        while rest.len() > LONGEST_LINE {
            let mut cut = LONGEST_LINE;
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            let cut = rest[..cut].rfind(' ').map_or(cut, |space| space + 1);
            plain(&rest[..cut], lines)?;
            rest = &rest[cut..];
        }
        plain(rest, lines)?;
    }
    Ok(())
}

fn plain(text: &str, lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    lines.line(text.to_owned(), text.trim_start().starts_with('#'))
}

/// `&nbsp;`, `&amp;ndash;`: entities that were escaped once too often and reached the reader as they are.
fn without_entities(text: &str) -> String {
    [
        ("&amp;", "&"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&ndash;", "–"),
        ("&#8211;", "–"),
        ("&mdash;", "—"),
        ("&oacute;", "ó"),
        ("&quot;", "\""),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, character)| {
        text.replace(entity, character)
    })
}

/// Without zero-width characters and soft hyphens; non-breaking and thin spaces are spaces, marks joined to letters.
pub fn cleaned(text: &str) -> String {
    let named = text.contains('&').then(|| without_entities(text));
    let text = named.as_deref().unwrap_or(text);
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(text)
        .chars()
        .filter_map(|c| match c {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
            '\u{2028}' => Some(BREAK),
            '\t' => Some('\t'),
            '\u{2029}' | '\u{b}' | '\u{c}' => Some(' '),
            c if c.is_control() => None,
            c if c.is_whitespace() => Some(' '),
            c => Some(c),
        })
        .collect()
}

/// Raised digits behind a digit (`15<sup>00</sup>`) are minutes, and stay raised.
pub fn raised_minutes(before: &str, raised: &str) -> Option<String> {
    let minutes = raised.trim();
    let fits = minutes.len() == 2
        && minutes.bytes().all(|byte| byte.is_ascii_digit())
        && before.ends_with(|c: char| c.is_ascii_digit());
    fits.then(|| minutes.bytes().map(|digit| RAISED[usize::from(digit - b'0')]).collect())
}
