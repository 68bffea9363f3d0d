//! Containers → lines. Every format becomes lines of text with tabs between the cells of a table; a line break inside a
//! cell stays as U+2028 until the line is shown.

mod claims;
mod decode;
mod docx;
pub mod grid;
mod hidden;
mod html;
pub mod line;
mod package;
mod page;
mod sheet;

use crate::announcement::budget::Budget;
use crate::announcement::container::line::{Line, Lines, text_lines};
use crate::announcement::error::ReadError;
use crate::announcement::reading::{Format, Input, MAX_BYTES};

/// Endings of what is no text. An ending nobody knows, as in `dyżury 13.06`, says nothing.
const BINARY: [&str; 24] = [
    "7z", "bmp", "doc", "docx", "exe", "gif", "gz", "heic", "jpeg", "jpg", "mp3", "mp4", "ods", "odt", "pdf", "png",
    "ppt", "pptx", "rar", "rtf", "tif", "xls", "xlsx", "zip",
];

pub fn lines(input: Input<'_>, budget: &mut Budget<'_>) -> Result<Vec<Line>, ReadError> {
    if input.bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if input.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let mut lines = Lines::new(budget);
    match format(input)? {
        Format::Docx => docx::lines(input.bytes, &mut lines)?,
        Format::Xlsx => sheet::workbook(input.bytes, &mut lines)?,
        Format::Html => html::lines(&decode::text(input.bytes)?, &mut lines)?,
        Format::Csv => sheet::csv(&decode::text(input.bytes)?, &mut lines)?,
        Format::Text => text_lines(&decode::text(input.bytes)?, &mut lines)?,
    }
    Ok(lines.all)
}

/// The format by content; the name decides only between kinds of text.
fn format(input: Input<'_>) -> Result<Format, ReadError> {
    let refuse = |why: &str| Err(ReadError::NotReadable(why.to_owned()));
    if input.bytes.starts_with(b"PK\x03\x04") {
        return package::kind(input.bytes);
    }
    if input.bytes.starts_with(b"%PDF") {
        return refuse("it is a PDF; copy its text or save it as DOCX");
    }
    if input.bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return refuse("it is a document of an old office format; save it as DOCX or XLSX");
    }
    if input.bytes.starts_with(b"{\\rtf") {
        return refuse("it is an RTF document; save it as DOCX");
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
        (Some(other), _) if BINARY.contains(&other) => refuse("it is not the document its name says"),
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
