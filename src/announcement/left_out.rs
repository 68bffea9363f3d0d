//! What became nothing: lines a person may still want to keep, other ways to take part among them.

use std::collections::BTreeSet;

use crate::announcement::container::line::{Line, line_number};
use crate::announcement::hints::cleaned;
use crate::announcement::reading::{MAX_LEFT_OUT, Reading, UnreadLine};
use crate::announcement::segments::{SectionKind, Segment, is_day, is_hours, is_phone};

/// The longest line told, in characters.
const LONGEST: usize = 300;

/// The first lines without a part in the reading, and how many more there are.
pub fn left_out(lines: &[Line], segments: &[Segment], reading: &Reading) -> (Vec<UnreadLine>, usize) {
    let mut told: BTreeSet<u32> = segments
        .iter()
        .filter(|segment| is_used(segment))
        .map(|segment| line_number(segment.line))
        .collect();
    let duties = reading.slots.iter().chain(&reading.proposals);
    told.extend(duties.map(|slot| slot.line));
    told.extend(reading.events.iter().map(|event| event.line));
    told.extend(reading.questions.iter().chain(&reading.warnings).map(|note| note.line));
    told.extend(reading.unread.iter().map(|unread| unread.line));
    let title = reading.consultation.title.as_deref();
    let is_title = |line: &Line| title.is_some_and(|title| cleaned(line) == title);
    let mut left: Vec<UnreadLine> = Vec::new();
    let mut more = 0;
    for (index, line) in lines.iter().enumerate() {
        let number = line_number(index);
        let says_something = line.text.chars().any(char::is_alphanumeric);
        if !says_something || told.contains(&number) || is_title(line) {
            continue;
        }
        if left.len() == MAX_LEFT_OUT {
            more += 1;
            continue;
        }
        left.push(UnreadLine {
            line: number,
            text: line.shown().chars().take(LONGEST).collect(),
        });
    }
    (left, more)
}

/// Whether a segment says what the reader goes by: the period, or a day, hours or numbers of a duty.
fn is_used(segment: &Segment) -> bool {
    let of_duty = segment.kind.is_duty() || segment.kind == SectionKind::Service;
    match segment.kind {
        SectionKind::Period => segment.has_days(),
        _ => of_duty && segment.any(|kind| is_day(kind) || is_hours(kind) || is_phone(kind)),
    }
}
