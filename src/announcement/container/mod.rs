//! Containers → numbered lines. Whatever it came in, an announcement becomes lines of text with tabs between the cells
//! of a table; a line break inside a cell stays as U+2028 until the line is shown.

mod decode;
mod docx;
mod hidden;
mod html;
mod package;
mod sheet;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::announcement::lex::token::BREAK;
use crate::announcement::{Format, Input, MAX_BYTES, ReadError};

/// The longest line read, in bytes; longer ones are cut at a space.
const LONGEST_LINE: usize = 256 * 1024;

/// A line of the extracted text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its text; tabs between table cells.
    pub text: String,
    /// Whether it is a heading.
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
}

/// The extracted text.
pub fn lines(input: Input<'_>) -> Result<Vec<Line>, ReadError> {
    if input.bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if input.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let lines = match format(input)? {
        Format::Docx => docx::lines(input.bytes)?,
        Format::Xlsx => sheet::workbook(input.bytes)?,
        Format::Html => html::lines(&decode::text(input.bytes)?)?,
        Format::Csv => {
            let text = decode::text(input.bytes)?;
            sheet::csv(&text)
        }
        Format::Text => text_lines(&decode::text(input.bytes)?),
    };
    Ok(lines)
}

/// The format by content; the name decides only between kinds of text.
pub fn format(input: Input<'_>) -> Result<Format, ReadError> {
    if input.bytes.starts_with(b"PK\x03\x04") {
        return package::kind(input.bytes);
    }
    if input.bytes.starts_with(b"%PDF") {
        return Err(ReadError::NotReadable(
            "it is a PDF; copy its text or save it as DOCX".to_owned(),
        ));
    }
    if input.bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(ReadError::NotReadable(
            "it is a document of an old office format; save it as DOCX or XLSX".to_owned(),
        ));
    }
    if input.bytes.starts_with(b"{\\rtf") {
        return Err(ReadError::NotReadable(
            "it is an RTF document; save it as DOCX".to_owned(),
        ));
    }
    let ending = input
        .file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let media = input
        .media_type
        .map(|media| media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    match (ending.as_deref(), media.as_deref()) {
        (Some("html" | "htm" | "xhtml"), _) | (None, Some("text/html")) => Ok(Format::Html),
        (Some("csv" | "tsv"), _) | (None, Some("text/csv" | "text/tab-separated-values")) => Ok(Format::Csv),
        (Some("docx" | "xlsx"), _) => Err(ReadError::NotReadable(
            "it is not the document its name says".to_owned(),
        )),
        _ => {
            let text = decode::text(input.bytes)?;
            Ok(if looks_like_html(&text) {
                Format::Html
            } else if sheet::looks_like_csv(&text) {
                Format::Csv
            } else {
                Format::Text
            })
        }
    }
}

fn looks_like_html(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    let start = head.trim_start();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || [
            "<table", "<p>", "<p ", "<div", "<ul", "<ol", "<br", "<h1", "<h2", "<h3", "<span", "<td", "<meta",
        ]
        .iter()
        .any(|tag| head.contains(tag))
            && start.starts_with('<')
        || head.contains("<table") && text.contains("</td>")
        || head.contains("<p>") && text.contains("</p>")
}

/// Lines of plain text. Characters nobody sees are dropped, every odd space is a space.
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

/// Rows of table cells → lines with tabs. A row whose cells hold the same number of lines is that many rows.
fn row_lines(cells: Vec<String>) -> Vec<Line> {
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
        let text: Vec<String> = cells
            .iter()
            .map(|cell| {
                cell.split(BREAK)
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(&BREAK.to_string())
            })
            .collect();
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
