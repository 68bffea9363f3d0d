//! A line of the extracted text, and how text, cells and raised minutes become one.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::announcement::reading::Note;

/// Stands for a line break inside a table cell.
pub const BREAK: char = '\u{2028}';

/// The longest line read, in bytes; longer ones are cut at a space.
const LONGEST_LINE: usize = 256 * 1024;

/// Raised digits, `⁰` first: minutes, as in `15⁰⁰`.
pub const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// With tabs between table cells.
    pub text: String,
    pub heading: bool,
}

impl Line {
    fn plain(text: String) -> Self {
        let heading = text.trim_start().starts_with('#');
        Self { text, heading }
    }

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

/// Lines of plain text, cleaned.
pub fn text_lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    for line in text
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
    {
        let clean = cleaned(line);
        let mut rest = clean.as_str();
        while rest.len() > LONGEST_LINE {
            let mut cut = LONGEST_LINE;
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            let cut = rest[..cut].rfind(' ').map_or(cut, |space| space + 1);
            out.push(Line::plain(rest[..cut].to_owned()));
            rest = &rest[cut..];
        }
        out.push(Line::plain(rest.to_owned()));
    }
    out
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

/// Rows of table cells → lines with tabs. A row whose cells have the same number of lines becomes that many rows.
pub fn row_lines(cells: Vec<String>) -> Vec<Line> {
    let parts: Vec<Vec<&str>> = cells
        .iter()
        .map(|cell| {
            cell.split(BREAK)
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect()
        })
        .collect();
    let filled: Vec<&Vec<&str>> = parts.iter().filter(|parts| !parts.is_empty()).collect();
    let most = filled.iter().map(|parts| parts.len()).max().unwrap_or_default();
    let stacked = most > 1
        && filled.len() > 1
        && filled.iter().all(|parts| parts.len() == most || parts.len() == 1)
        && filled.iter().filter(|parts| parts.len() == most).count() > 1
        && filled
            .iter()
            .filter(|parts| parts.len() == most)
            .all(|parts| parts.iter().all(|part| part.contains(|c: char| c.is_ascii_digit())));
    if !stacked {
        let text: Vec<String> = parts.iter().map(|parts| parts.join(&BREAK.to_string())).collect();
        return vec![Line {
            text: text.join("\t"),
            heading: false,
        }];
    }
    (0..most)
        .map(|row| {
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
            Line {
                text: text.join("\t"),
                heading: false,
            }
        })
        .collect()
}
