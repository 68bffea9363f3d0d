//! HTML → lines: blocks, list items and table rows are lines, cells are tabs, scripts and styles are nothing. The walk over
//! the parsed page is not recursive, so that depth costs nothing.

use std::collections::HashMap;

use scraper::{Node, node::Element};

use crate::announcement::container::line::{BREAK, Lines, cleaned, raised_minutes};
use crate::announcement::container::page;
use crate::announcement::error::ReadError;

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "form",
    "fieldset",
    "figure",
    "figcaption",
    "table",
    "hr",
    "address",
    "body",
    "html",
    "caption",
    "tbody",
    "thead",
    "details",
    "summary",
    "tr",
];
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "textarea", "del", "s",
    "strike",
];
const MAX_SPAN: usize = 100;

#[derive(Default)]
struct Table {
    row: Option<Vec<String>>,
    /// Cells that hang down into later rows: column → text and rows left.
    hanging: HashMap<usize, (String, usize)>,
    span: (usize, usize),
}

struct Text<'l, 'b, 'a> {
    lines: &'l mut Lines<'b, 'a>,
    current: String,
    heading: bool,
    tables: Vec<Table>,
    item: Vec<Option<u32>>,
}

/// Hidden on the page, or struck out.
fn is_silent(element: &Element) -> bool {
    let style = || {
        let style = element.attr("style").unwrap_or_default();
        style
            .split(';')
            .filter_map(|rule| rule.split_once(':'))
            .any(|(name, value)| {
                let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
                matches!(
                    (name.as_str(), value.as_str()),
                    ("display", "none") | ("visibility", "hidden") | ("text-decoration", "line-through")
                )
            })
    };
    SILENT.contains(&element.name()) || element.attr("hidden").is_some() || style()
}

pub fn lines(page: &str, lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    let page = page::parsed(page, lines.budget)?;
    let mut text = Text {
        lines,
        current: String::new(),
        heading: false,
        tables: Vec::new(),
        item: Vec::new(),
    };
    let mut next = Some(page.tree.root());
    while let Some(node) = next {
        text.lines.budget.work(1)?;
        let mut enter = true;
        match node.value() {
            Node::Element(element) if is_silent(element) => enter = false,
            Node::Element(element) => text.open(element)?,
            Node::Text(words) => text.words(words)?,
            _ => {}
        }
        next = node.first_child().filter(|_| enter);
        if next.is_some() {
            continue;
        }
        // Back up to the nearest node that has something after it, closing what ends on the way.
        let mut leaving = Some(node);
        while let Some(node) = leaving {
            if let Node::Element(element) = node.value()
                && !is_silent(element)
            {
                text.close(element)?;
            }
            next = node.next_sibling();
            if next.is_some() {
                break;
            }
            leaving = node.parent();
        }
    }
    text.end_line()
}

impl Text<'_, '_, '_> {
    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.row.is_some())
    }

    fn words(&mut self, words: &str) -> Result<(), ReadError> {
        self.lines.text(words)?;
        for c in cleaned(&words.replace(['\n', '\t', '\r', BREAK], " ")).chars() {
            if c == ' ' && self.current.ends_with([' ', BREAK]) {
                continue;
            }
            self.current.push(c);
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ReadError> {
        let heading = std::mem::take(&mut self.heading);
        let text = std::mem::take(&mut self.current);
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.lines.line(text.replace(BREAK, " "), heading)
    }

    fn open(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "br" if self.in_cell() => self.current.push(BREAK),
            "br" => self.end_line()?,
            "sup" => self.current.push('\u{2}'),
            "table" => {
                if !self.in_cell() {
                    self.end_line()?;
                }
                if self.tables.len() < 8 {
                    self.tables.push(Table::default());
                }
            }
            "tr" if !self.tables.is_empty() && self.tables.len() < 8 => {
                self.current.clear();
                if let Some(table) = self.tables.last_mut() {
                    table.row = Some(Vec::new());
                }
            }
            "td" | "th" if self.in_cell() => {
                self.current.clear();
                let span = |name: &str| {
                    element
                        .attr(name)
                        .and_then(|value| value.trim().parse().ok())
                        .unwrap_or(1_usize)
                        .clamp(1, MAX_SPAN)
                };
                if let Some(table) = self.tables.last_mut() {
                    table.span = (span("colspan"), span("rowspan"));
                }
            }
            name if BLOCKS.contains(&name) => {
                self.edge()?;
                self.block(element)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn block(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "ol" => self.item.push(Some(
                element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            )),
            "ul" => self.item.push(None),
            "li" if !self.in_cell() => match self.item.last_mut() {
                Some(Some(number)) => {
                    self.current = format!("{number}. ");
                    *number = number.saturating_add(1);
                }
                _ => self.current.push_str("- "),
            },
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = !self.in_cell(),
            "hr" => self.lines.line("---".to_owned(), false)?,
            _ => {}
        }
        Ok(())
    }

    /// A block begins or ends: a new line, or a break inside a cell.
    fn edge(&mut self) -> Result<(), ReadError> {
        if !self.in_cell() {
            // `<li><p>…` goes on in the item's line.
            if !(self.current.trim_end().ends_with(['-', '.']) && self.current.trim().len() <= 4) {
                self.end_line()?;
            }
        } else if !self.current.ends_with(BREAK) && !self.current.trim().is_empty() {
            self.current.push(BREAK);
        }
        Ok(())
    }

    fn close(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "sup" => self.raise()?,
            "td" | "th" if self.in_cell() => self.end_cell()?,
            "tr" if self.in_cell() => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(mut row) = table.row.take()
                {
                    hang(&mut row, &mut table.hanging, self.lines)?;
                    self.lines.row(row)?;
                }
            }
            "table" => {
                self.tables.pop();
                if !self.in_cell() {
                    self.current.clear();
                }
            }
            "ol" | "ul" => {
                self.edge()?;
                self.item.pop();
            }
            name if BLOCKS.contains(&name) => {
                if self.in_cell() {
                    self.edge()?;
                } else {
                    self.end_line()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let text = std::mem::take(&mut self.current);
        let text = text.trim_matches([' ', BREAK]).to_owned();
        let Some(Table {
            row: Some(row),
            hanging,
            span,
        }) = self.tables.last_mut()
        else {
            return Ok(());
        };
        hang(row, hanging, self.lines)?;
        if row.len() < 200 {
            if span.1 > 1 {
                self.lines.text(&text)?;
                hanging.insert(row.len(), (text.clone(), span.1 - 1));
            }
            row.push(text);
            row.extend(std::iter::repeat_n(String::new(), span.0 - 1));
        }
        Ok(())
    }

    fn raise(&mut self) -> Result<(), ReadError> {
        // What is raised may be all there is, and within something else that is raised.
        self.lines.budget.work(1 + self.current.len() / 1024)?;
        let Some(at) = self.current.rfind('\u{2}') else {
            return Ok(());
        };
        let raised = self.current.split_off(at).replace('\u{2}', "");
        let minutes = raised_minutes(&self.current, &raised);
        self.current.push_str(&minutes.unwrap_or(raised));
        Ok(())
    }
}

/// Puts in the cells that hang down from earlier rows.
fn hang(
    row: &mut Vec<String>,
    hanging: &mut HashMap<usize, (String, usize)>,
    lines: &mut Lines<'_, '_>,
) -> Result<(), ReadError> {
    while let Some((text, left)) = hanging.get_mut(&row.len()) {
        let column = row.len();
        lines.text(text)?;
        row.push(text.clone());
        *left -= 1;
        if *left == 0 {
            hanging.remove(&column);
        }
    }
    Ok(())
}
