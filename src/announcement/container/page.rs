//! HTML parsed piece by piece, so that a page that costs the parser too much is given up in between: it keeps every element
//! in a flat arena, but looks through all open ones at every tag, and through all attributes of an element at each.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink};

use crate::announcement::budget::{Budget, within};
use crate::announcement::error::{Measure, ReadError};

/// Bytes parsed before anything is counted.
const PIECE: usize = 4096;

/// The page as a tree.
pub fn parsed(page: &str, budget: &mut Budget<'_>) -> Result<Html, ReadError> {
    within(Measure::Attributes, most_attributes(page))?;
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut rest = page;
    while !rest.is_empty() {
        budget.in_time()?;
        let end = (0..=PIECE.min(rest.len()))
            .rev()
            .find(|end| rest.is_char_boundary(*end));
        let (piece, after) = rest.split_at(end.unwrap_or_default());
        parser.process(StrTendril::from(piece));
        count(&parser.tokenizer.sink.sink.0.borrow())?;
        rest = after;
    }
    let page = parser.finish();
    count(&page)?;
    Ok(page)
}

/// What was made so far; the newest node tells how deep it goes.
fn count(page: &Html) -> Result<(), ReadError> {
    let mut nodes = page.tree.nodes();
    within(Measure::Nodes, nodes.len())?;
    let depth = nodes.next_back().map_or(0, |newest| newest.ancestors().count());
    within(Measure::Depth, depth)
}

/// The most attributes of one tag, without those of scripts and comments.
fn most_attributes(page: &str) -> usize {
    let mut most = 0;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (count, end) = attributes(rest);
            most = most.max(count);
            let name = rest
                .split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
                .next();
            let raw = ["script", "style"]
                .into_iter()
                .find(|raw| name.is_some_and(|name| name.eq_ignore_ascii_case(raw)));
            rest = &rest[end..];
            if let Some(raw) = raw {
                rest = behind(rest, raw);
            }
        }
    }
    most
}

/// How many attributes the tag has that begins here with its name, and where it ends.
fn attributes(tag: &str) -> (usize, usize) {
    let (mut count, mut quote, mut before) = (0, None, b'a');
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return (count, at),
            (None, _) => {
                let gap = |byte: u8| byte.is_ascii_whitespace() || byte == b'/' || byte == b'"' || byte == b'\'';
                count += usize::from(gap(before) && !gap(byte) && byte != b'=');
            }
        }
        if !byte.is_ascii_whitespace() || before != b'=' {
            before = byte;
        }
    }
    (count, tag.len())
}

/// Behind the end of an element that holds no markup.
fn behind<'a>(page: &'a str, element: &str) -> &'a str {
    let ends = page.match_indices("</").find(|(at, _)| {
        page.get(at + 2..at + 2 + element.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(element))
    });
    ends.map_or("", |(at, _)| &page[at..])
}
