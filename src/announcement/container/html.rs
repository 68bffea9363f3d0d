//! HTML → lines: blocks, list items and table rows are lines, cells are tabs, scripts and styles are nothing. The parser
//! keeps the document in a flat arena, and the walk here is not recursive, so that depth costs nothing.

use std::collections::HashMap;

use scraper::{Html, Node, node::Element};

use crate::announcement::container::line::{BREAK, Line, cleaned, raised_minutes, row_lines};
use crate::announcement::reading::ReadError;

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

#[derive(Default)]
struct Text {
    lines: Vec<Line>,
    current: String,
    heading: bool,
    tables: Vec<Table>,
    item: Vec<Option<u32>>,
}

/// The deepest page that is parsed. Parsing costs depth times length, so that depth is bounded before.
const MAX_DEPTH: usize = 1000;

/// Elements that end by themselves when the next one begins, or that hold nothing.
const SHALLOW: &[&str] = &[
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "br", "img", "hr", "input", "meta",
    "link", "col", "area", "base", "embed", "source", "track", "wbr",
];

fn too_deep(page: &str) -> bool {
    let mut depth = 0_usize;
    for tag in page.split('<').skip(1) {
        let closing = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take(12)
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() || SHALLOW.contains(&name.as_str()) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
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

pub fn lines(page: &str) -> Result<Vec<Line>, ReadError> {
    if too_deep(page) {
        return Err(ReadError::NotReadable("the page is nested too deeply".to_owned()));
    }
    let page = Html::parse_document(page);
    let mut text = Text::default();
    let mut next = Some(page.tree.root());
    while let Some(node) = next {
        let mut enter = true;
        match node.value() {
            Node::Element(element) if is_silent(element) => enter = false,
            Node::Element(element) => text.open(element),
            Node::Text(words) => text.words(words),
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
                text.close(element);
            }
            next = node.next_sibling();
            if next.is_some() {
                break;
            }
            leaving = node.parent();
        }
    }
    text.end_line();
    Ok(text.lines)
}

impl Text {
    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.row.is_some())
    }

    fn words(&mut self, words: &str) {
        for c in cleaned(&words.replace(['\n', '\t', '\r', BREAK], " ")).chars() {
            if c == ' ' && self.current.ends_with([' ', BREAK]) {
                continue;
            }
            self.current.push(c);
        }
    }

    fn end_line(&mut self) {
        let text = self.current.trim();
        if !text.is_empty() {
            self.lines.push(Line {
                text: text.replace(BREAK, " "),
                heading: self.heading,
            });
        }
        self.current.clear();
        self.heading = false;
    }

    fn open(&mut self, element: &Element) {
        match element.name() {
            "br" if self.in_cell() => self.current.push(BREAK),
            "br" => self.end_line(),
            "sup" => self.current.push('\u{2}'),
            "table" => {
                if !self.in_cell() {
                    self.end_line();
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
                self.edge();
                match name {
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
                    "hr" => self.lines.push(Line {
                        text: "---".to_owned(),
                        heading: false,
                    }),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// A block begins or ends: a new line, or a break inside a cell.
    fn edge(&mut self) {
        if !self.in_cell() {
            // `<li><p>…` goes on in the item's line.
            if !(self.current.trim_end().ends_with(['-', '.']) && self.current.trim().len() <= 4) {
                self.end_line();
            }
        } else if !self.current.trim().is_empty() && !self.current.ends_with(BREAK) {
            self.current.push(BREAK);
        }
    }

    fn close(&mut self, element: &Element) {
        match element.name() {
            "sup" => self.raise(),
            "td" | "th" if self.in_cell() => {
                let text = std::mem::take(&mut self.current);
                let text = text.trim_matches([' ', BREAK]).to_owned();
                if let Some(Table {
                    row: Some(row),
                    hanging,
                    span,
                }) = self.tables.last_mut()
                {
                    hang(row, hanging);
                    if row.len() < 200 {
                        if span.1 > 1 {
                            hanging.insert(row.len(), (text.clone(), span.1 - 1));
                        }
                        row.push(text);
                        row.extend(std::iter::repeat_n(String::new(), span.0 - 1));
                    }
                }
            }
            "tr" if self.in_cell() => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(mut row) = table.row.take()
                {
                    hang(&mut row, &mut table.hanging);
                    self.lines.extend(row_lines(row));
                }
            }
            "table" => {
                self.tables.pop();
                if !self.in_cell() {
                    self.current.clear();
                }
            }
            "ol" | "ul" => {
                self.edge();
                self.item.pop();
            }
            name if BLOCKS.contains(&name) => {
                if self.in_cell() {
                    self.edge();
                } else {
                    self.end_line();
                }
            }
            _ => {}
        }
    }

    fn raise(&mut self) {
        let Some(at) = self.current.rfind('\u{2}') else { return };
        let raised = self.current.split_off(at).replace('\u{2}', "");
        let minutes = raised_minutes(&self.current, &raised);
        self.current.push_str(&minutes.unwrap_or(raised));
    }
}

/// Puts in the cells that hang down from earlier rows.
fn hang(row: &mut Vec<String>, hanging: &mut HashMap<usize, (String, usize)>) {
    while let Some((text, left)) = hanging.get_mut(&row.len()) {
        let column = row.len();
        row.push(text.clone());
        *left -= 1;
        if *left == 0 {
            hanging.remove(&column);
        }
    }
}
