//! DOCX → lines: paragraphs, list items and table rows are lines, cells are tabs. Only `word/document.xml` is read;
//! deleted, struck and hidden text, fall-backs and footnotes are not.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::announcement::container::line::{BREAK, Line, cleaned, raised_minutes, row_lines};
use crate::announcement::container::package;
use crate::announcement::reading::ReadError;

#[derive(Default)]
struct Document {
    lines: Vec<Line>,
    current: String,
    heading: bool,
    item: bool,
    /// Inside a run; outside of one, properties are those of a paragraph's mark.
    run: bool,
    raised: bool,
    /// The run is struck out or hidden.
    silent: bool,
    /// How many tables are open; the text of a table inside a cell is text of that cell.
    tables: usize,
    row: Vec<String>,
    cell: Vec<String>,
    span: usize,
    merged: Merge,
    /// Column → text of the cell that hangs down from above.
    hanging: HashMap<usize, String>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Merge {
    #[default]
    No,
    Begins,
    GoesOn,
}

pub fn lines(bytes: &[u8]) -> Result<Vec<Line>, ReadError> {
    let mut package = package::open(bytes)?;
    let xml = package::part(&mut package, "word/document.xml")?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut document = Document::default();
    let mut buffer = Vec::new();
    let (mut in_text, mut skipped) = (false, 0_usize);
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| package::broken())?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "Fallback" | "del" | "moveFrom" | "instrText" => skipped += 1,
                "t" => in_text = true,
                _ if skipped == 0 => document.open(&tag),
                _ => {}
            },
            Event::Empty(tag) if skipped == 0 => document.empty(&tag),
            Event::Text(text) if in_text && skipped == 0 => {
                let text = text.into_inner();
                document.text(&text);
            }
            Event::GeneralRef(reference) if in_text && skipped == 0 => {
                let named: &str = &reference;
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => match named {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(character) = character {
                    document.text(character.encode_utf8(&mut [0; 4]));
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "Fallback" | "del" | "moveFrom" | "instrText" => skipped = skipped.saturating_sub(1),
                "t" => in_text = false,
                name if skipped == 0 => document.close(name),
                _ => {}
            },
            _ => {}
        }
        buffer.clear();
    }
    document.end_paragraph();
    Ok(document.lines)
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "val")
        .map(|attribute| attribute.value.into_owned())
}

impl Document {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.hanging.clear();
                }
            }
            "r" => (self.run, self.silent, self.raised) = (true, false, false),
            "tr" if self.tables == 1 => self.row.clear(),
            "tc" if self.tables == 1 => {
                self.cell.clear();
                self.span = 1;
                self.merged = Merge::No;
            }
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "tab" if self.tables == 0 => self.current.push('\t'),
            "tab" => self.current.push(' '),
            "br" | "cr" if self.tables == 0 => self.end_line(),
            "br" | "cr" => self.current.push(BREAK),
            "noBreakHyphen" => self.current.push('-'),
            "numPr" => self.item = true,
            "pStyle" => {
                let style = value(tag).unwrap_or_default().to_ascii_lowercase();
                self.heading |= ["heading", "nag", "title", "tytu"]
                    .iter()
                    .any(|name| style.starts_with(name));
                self.item |= style.contains("list") || style.contains("akapitzlist");
            }
            "strike" | "dstrike" | "vanish" if self.run => {
                self.silent |= !matches!(value(tag).as_deref(), Some("0" | "false" | "off" | "none"));
            }
            "vertAlign" if self.run => self.raised = value(tag).as_deref() == Some("superscript"),
            "gridSpan" if self.tables == 1 => {
                self.span = value(tag).and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 60)
            }
            "vMerge" if self.tables == 1 => {
                self.merged = if value(tag).as_deref() == Some("restart") {
                    Merge::Begins
                } else {
                    Merge::GoesOn
                };
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent {
            return;
        }
        let text = cleaned(text);
        let minutes = if self.raised {
            raised_minutes(&self.current, &text)
        } else {
            None
        };
        self.current.push_str(&minutes.unwrap_or(text));
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.current);
        let text = if self.item && !text.trim().is_empty() {
            format!("- {}", text.trim())
        } else {
            text
        };
        self.lines.push(Line {
            text,
            heading: self.heading,
        });
        self.item = false;
    }

    fn end_paragraph(&mut self) {
        if self.tables == 0 {
            self.end_line();
        } else {
            self.cell.push(std::mem::take(&mut self.current));
        }
        (self.heading, self.item, self.raised) = (false, false, false);
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "r" => (self.run, self.silent, self.raised) = (false, false, false),
            "tc" if self.tables == 1 => {
                let column = self.row.len();
                let parts: Vec<&str> = self
                    .cell
                    .iter()
                    .map(|part| part.trim())
                    .filter(|part| !part.is_empty())
                    .collect();
                let mut text = parts.join(&BREAK.to_string());
                match self.merged {
                    Merge::GoesOn if text.is_empty() => text = self.hanging.get(&column).cloned().unwrap_or_default(),
                    Merge::Begins => {
                        self.hanging.insert(column, text.clone());
                    }
                    _ => {}
                }
                if column < 200 {
                    self.row.push(text);
                    self.row.extend(std::iter::repeat_n(String::new(), self.span - 1));
                }
            }
            "tr" if self.tables == 1 => self.lines.extend(row_lines(std::mem::take(&mut self.row))),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }
}
