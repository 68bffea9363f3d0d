//! DOCX → lines: paragraphs, list items and table rows are lines, cells are tabs. Only `word/document.xml` is read;
//! deleted, struck and hidden text, fall-backs and footnotes are not.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::announcement::container::line::{BREAK, Lines, cleaned, raised_minutes};
use crate::announcement::container::package::{self, attribute};
use crate::announcement::error::ReadError;

struct Document<'l, 'b, 'a> {
    lines: &'l mut Lines<'b, 'a>,
    at: Place,
}

/// Where in the document one is.
#[derive(Default)]
struct Place {
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

pub fn lines(bytes: &[u8], lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    let mut package = package::open(bytes)?;
    let xml = package::part(&mut package, "word/document.xml")?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut document = Document {
        lines,
        at: Place::default(),
    };
    let mut buffer = Vec::new();
    let (mut in_text, mut skipped) = (false, 0_usize);
    loop {
        document.lines.budget.work(1)?;
        let event = reader.read_event_into(&mut buffer).map_err(|_| package::broken())?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "Fallback" | "del" | "moveFrom" | "instrText" => skipped += 1,
                "t" => in_text = true,
                _ if skipped == 0 => document.open(&tag)?,
                _ => {}
            },
            Event::Empty(tag) if skipped == 0 => document.empty(&tag)?,
            Event::Text(text) if in_text && skipped == 0 => {
                let text = text.into_inner();
                document.text(&text)?;
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
                    document.text(character.encode_utf8(&mut [0; 4]))?;
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "Fallback" | "del" | "moveFrom" | "instrText" => skipped = skipped.saturating_sub(1),
                "t" => in_text = false,
                name if skipped == 0 => document.close(name)?,
                _ => {}
            },
            _ => {}
        }
        buffer.clear();
    }
    document.end_paragraph()
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "val")
}

impl Document<'_, '_, '_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let at = &mut self.at;
        match tag.local_name().as_ref() {
            "tbl" => {
                at.tables += 1;
                if at.tables == 1 {
                    at.hanging.clear();
                }
            }
            "r" => (at.run, at.silent, at.raised) = (true, false, false),
            "tr" if at.tables == 1 => at.row.clear(),
            "tc" if at.tables == 1 => {
                at.cell.clear();
                at.span = 1;
                at.merged = Merge::No;
            }
            _ => return self.empty(tag),
        }
        Ok(())
    }

    fn empty(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let at = &mut self.at;
        match tag.local_name().as_ref() {
            "tab" if at.tables == 0 => at.current.push('\t'),
            "tab" => at.current.push(' '),
            "br" | "cr" if at.tables == 0 => return self.end_line(),
            "br" | "cr" => at.current.push(BREAK),
            "noBreakHyphen" => at.current.push('-'),
            "numPr" => at.item = true,
            "pStyle" => {
                let style = value(tag).unwrap_or_default().to_ascii_lowercase();
                at.heading |= ["heading", "nag", "title", "tytu"]
                    .iter()
                    .any(|name| style.starts_with(name));
                at.item |= style.contains("list") || style.contains("akapitzlist");
            }
            "strike" | "dstrike" | "vanish" if at.run => {
                at.silent |= !matches!(value(tag).as_deref(), Some("0" | "false" | "off" | "none"));
            }
            "vertAlign" if at.run => at.raised = value(tag).as_deref() == Some("superscript"),
            "gridSpan" if at.tables == 1 => {
                at.span = value(tag).and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 60)
            }
            "vMerge" if at.tables == 1 => {
                at.merged = if value(tag).as_deref() == Some("restart") {
                    Merge::Begins
                } else {
                    Merge::GoesOn
                };
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.at.silent {
            return Ok(());
        }
        self.lines.text(text)?;
        let text = cleaned(text);
        let minutes = if self.at.raised {
            raised_minutes(&self.at.current, &text)
        } else {
            None
        };
        self.at.current.push_str(&minutes.unwrap_or(text));
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ReadError> {
        let text = std::mem::take(&mut self.at.current);
        let text = if self.at.item && !text.trim().is_empty() {
            format!("- {}", text.trim())
        } else {
            text
        };
        self.at.item = false;
        self.lines.line(text, self.at.heading)
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        if self.at.tables == 0 {
            self.end_line()?;
        } else {
            self.at.cell.push(std::mem::take(&mut self.at.current));
        }
        (self.at.heading, self.at.item, self.at.raised) = (false, false, false);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let at = &mut self.at;
        let column = at.row.len();
        let parts = at.cell.iter().map(|part| part.trim());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let mut text = parts.join(&BREAK.to_string());
        match at.merged {
            Merge::GoesOn if text.is_empty() => {
                if let Some(hanging) = at.hanging.get(&column) {
                    self.lines.text(hanging)?;
                    text.clone_from(hanging);
                }
            }
            Merge::Begins => {
                self.lines.text(&text)?;
                at.hanging.insert(column, text.clone());
            }
            _ => {}
        }
        if column < 200 {
            at.row.push(text);
            at.row
                .extend(std::iter::repeat_n(String::new(), at.span.saturating_sub(1)));
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "p" => return self.end_paragraph(),
            "r" => (self.at.run, self.at.silent, self.at.raised) = (false, false, false),
            "tc" if self.at.tables == 1 => return self.end_cell(),
            "tr" if self.at.tables == 1 => return self.lines.row(std::mem::take(&mut self.at.row)),
            "tbl" => self.at.tables = self.at.tables.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }
}
