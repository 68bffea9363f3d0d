//! Meetings: when, what and where, in the words of their line.

use chrono::NaiveDate;

use crate::announcement::container::Line;
use crate::announcement::lex::dates::Edge;
use crate::announcement::lex::topics::Say;
use crate::announcement::lex::{Fact, What};
use crate::announcement::outline::{Piece, Topic, is_day, is_hours};
use crate::announcement::rows::{self, Days};
use crate::announcement::years::{Calendar, each_day};
use crate::announcement::{MAX_SLOTS, Note, ReadEvent, question, warning};

/// The longest range of days that is a meeting on each of them.
const LONGEST_EVENT: i64 = 7;

/// The meetings of the text, each once, and what is doubtful about them.
pub fn events(lines: &[Line], pieces: &[Piece], calendar: &Calendar) -> (Vec<ReadEvent>, Vec<Note>, Vec<Note>) {
    let (mut out, mut questions, mut warnings): (Vec<ReadEvent>, Vec<Note>, Vec<Note>) =
        (Vec::new(), Vec::new(), Vec::new());
    for piece in pieces
        .iter()
        .filter(|piece| piece.topic == Topic::Meeting && !piece.says(Say::Cancelled))
    {
        let Some(line) = lines.get(piece.line) else { continue };
        for group in rows::meetings(piece) {
            let mut dates: Vec<(NaiveDate, Vec<&'static str>)> = Vec::new();
            for day in &group.days {
                match day {
                    Days::On(raw) if raw.edge != Edge::Until => {
                        let resolved = calendar.resolve(raw);
                        if let Some(date) = resolved.date {
                            dates.push((date, resolved.doubts));
                        } else {
                            questions.extend(resolved.doubts.into_iter().map(|code| note(code, piece.line, line)));
                        }
                    }
                    Days::Between(first, last) => {
                        let (first, last) = (calendar.resolve(first), calendar.resolve(last));
                        if let (Some(from), Some(to)) = (first.date, last.date)
                            && (0..LONGEST_EVENT).contains(&(to - from).num_days())
                        {
                            dates.extend(each_day(from, to).map(|date| (date, first.doubts.clone())));
                        }
                    }
                    _ => {}
                }
            }
            for (date, doubts) in dates {
                for code in doubts {
                    if code == question::WEEKDAY_CONTRADICTS {
                        warnings.push(note(warning::WEEKDAY_MISMATCH, piece.line, line));
                    } else {
                        questions.push(note(code, piece.line, line));
                    }
                }
                let hours = if group.hours.is_empty() {
                    vec![(None, None)]
                } else {
                    group.hours.iter().map(|hours| (hours.start, hours.end)).collect()
                };
                for (start, end) in hours {
                    let event = ReadEvent {
                        date,
                        start,
                        end,
                        title: title(lines, piece, pieces),
                        place: place(line, &piece.facts),
                        line: number(piece.line),
                        text: line.shown(),
                    };
                    add(&mut out, event);
                }
            }
        }
    }
    (out, questions, warnings)
}

/// A meeting told again, in another language or another place of the text, is the same meeting.
fn add(out: &mut Vec<ReadEvent>, event: ReadEvent) {
    if out.len() > MAX_SLOTS {
        return;
    }
    let same = out.iter_mut().find(|known| {
        known.date == event.date && (known.start == event.start || known.start.is_none() || event.start.is_none())
    });
    match same {
        Some(known) => {
            if known.start.is_none() {
                (known.start, known.end) = (event.start, event.end);
            }
            if known.end.is_none() && known.start == event.start {
                known.end = event.end;
            }
            if known.place.is_none() {
                known.place = event.place;
            }
        }
        None => out.push(event),
    }
}

/// The words around the one that says meeting, or those of the heading above.
fn title(lines: &[Line], piece: &Piece, pieces: &[Piece]) -> String {
    let named = |piece: &Piece| lines.get(piece.line).and_then(|line| name(line, piece));
    let at = pieces.partition_point(|other| other.line < piece.line);
    let heading = || {
        pieces[..at]
            .iter()
            .rev()
            .take(50)
            .find(|other| other.own && other.topic == Topic::Meeting)
            .and_then(named)
    };
    named(piece)
        .or_else(heading)
        .unwrap_or_else(|| lines.get(piece.line).map(Line::shown).unwrap_or_default())
}

/// `otwarte spotkanie` of `• otwarte spotkanie w dniu 04.04.2024`.
fn name(line: &Line, piece: &Piece) -> Option<String> {
    let at = piece.facts.iter().find(|fact| fact.what == What::Say(Say::Meeting))?.at;
    let end = piece
        .facts
        .iter()
        .filter(|fact| fact.at > at && (is_day(&fact.what) || is_hours(&fact.what)))
        .map(|fact| fact.at)
        .min();
    // Adjectives before it belong to it.
    let start = line.text[..at]
        .rfind(['.', ',', ';', ':', '\t', '•', '*', '('])
        .map_or(0, |mark| {
            mark + line.text[mark..].chars().next().map_or(1, char::len_utf8)
        });
    let lead = line.text.get(start..at).unwrap_or_default();
    let start = if lead.split_whitespace().count() <= 3 && !lead.contains(|c: char| c.is_ascii_digit()) {
        start
    } else {
        at
    };
    let words = line.text.get(start..end.unwrap_or(line.text.len())).unwrap_or_default();
    let words = tidy(words.split([',', ';', '(', '\t', ':']).next().unwrap_or_default());
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let small = [
        "a",
        "i",
        "oraz",
        "and",
        "та",
        "w",
        "we",
        "dniu",
        "dnia",
        "dniach",
        "on",
        "at",
        "o",
        "godz.",
        "godzinie",
        "od",
        "from",
        "the",
        "у",
        "в",
        "о",
        "się",
        "odbędzie",
        "which",
        "will",
        "be",
        "held",
        "to",
        "-",
        "–",
    ];
    while words.last().is_some_and(|word| small.contains(word)) {
        words.pop();
    }
    while words.first().is_some_and(|word| small.contains(word)) {
        words.remove(0);
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// What stands after the last hour or day, up to the end of the sentence.
fn place(line: &Line, facts: &[Fact]) -> Option<String> {
    let end = facts
        .iter()
        .filter(|fact| is_day(&fact.what) || is_hours(&fact.what))
        .map(|fact| fact.end)
        .max()?;
    let next_subject = facts
        .iter()
        .filter(|fact| {
            fact.at >= end
                && matches!(
                    fact.what,
                    What::Say(Say::Duty | Say::PhoneDuty | Say::Form | Say::Point)
                )
        })
        .map(|fact| fact.at)
        .min();
    let rest = line.text.get(end..next_subject.unwrap_or(line.text.len()))?;
    let rest = rest
        .split([';', '\t'])
        .find(|part| part.chars().any(char::is_alphabetic))
        .unwrap_or_default();
    let place = tidy(rest);
    (place.chars().count() > 3 && place.chars().count() < 300).then_some(place)
}

fn tidy(words: &str) -> String {
    let clean: String = words
        .replace("**", "")
        .replace(crate::announcement::lex::token::BREAK, " ");
    let trimmed = clean.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | ',' | '.' | ';' | ':' | '-' | '–' | '—' | '•' | '(')
    });
    let mut text = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
    for lead in ["r. ", "roku "] {
        if let Some(rest) = text.strip_prefix(lead) {
            text = rest.to_owned();
        }
    }
    text.chars().take(300).collect()
}

/// A note about a line.
pub fn note(code: &'static str, index: usize, line: &Line) -> Note {
    Note {
        code,
        line: number(index),
        text: line.shown(),
    }
}

/// Line numbers count from 1.
pub fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}
