//! Meetings: when, what and where, in the words of their line.

use chrono::NaiveDate;

use crate::announcement::container::line::{BREAK, Line, line_number};
use crate::announcement::lex::fact::{Bound, Fact, FactKind, Keyword};
use crate::announcement::reading::{MAX_SLOTS, Note, ReadEvent, question, warning};
use crate::announcement::rows::{self, Days};
use crate::announcement::segments::{SectionKind, Segment, is_day, is_hours};
use crate::announcement::years::{DateResolver, each_day};

/// A range of fewer days is a meeting on each of them.
const LONGEST_EVENT: i64 = 7;

/// The meetings of the text, each once, with questions and warnings about them.
pub fn events(lines: &[Line], segments: &[Segment], resolver: &DateResolver) -> (Vec<ReadEvent>, Vec<Note>, Vec<Note>) {
    let (mut out, mut questions, mut warnings): (Vec<ReadEvent>, Vec<Note>, Vec<Note>) =
        (Vec::new(), Vec::new(), Vec::new());
    for segment in segments
        .iter()
        .filter(|segment| segment.kind == SectionKind::Meeting && !segment.says(Keyword::Cancelled))
    {
        let Some(line) = lines.get(segment.line) else { continue };
        for group in rows::meetings(segment) {
            let mut dates: Vec<(NaiveDate, Vec<&'static str>)> = Vec::new();
            for day in &group.days {
                match day {
                    Days::On(raw) if raw.bound != Bound::Until => {
                        let resolved = resolver.resolve(raw);
                        if let Some(date) = resolved.date {
                            dates.push((date, resolved.doubts));
                        } else {
                            questions.extend(resolved.doubts.into_iter().map(|code| line.note(code, segment.line)));
                        }
                    }
                    Days::Between(first, last) => {
                        let (first, last) = (resolver.resolve(first), resolver.resolve(last));
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
                        warnings.push(line.note(warning::WEEKDAY_MISMATCH, segment.line));
                    } else {
                        questions.push(line.note(code, segment.line));
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
                        title: title(lines, segment, segments),
                        place: place(line, &segment.facts),
                        line: line_number(segment.line),
                        text: line.shown(),
                    };
                    add(&mut out, event);
                }
            }
        }
    }
    (out, questions, warnings)
}

/// A meeting that is told again, in another language or further down, is the same meeting.
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

/// The words around the word for a meeting, or those of the heading above.
fn title(lines: &[Line], segment: &Segment, segments: &[Segment]) -> String {
    let named = |segment: &Segment| lines.get(segment.line).and_then(|line| name(line, segment));
    let at = segments.partition_point(|other| other.line < segment.line);
    let heading = || {
        segments[..at]
            .iter()
            .rev()
            .take(50)
            .find(|other| other.own && other.kind == SectionKind::Meeting)
            .and_then(named)
    };
    named(segment)
        .or_else(heading)
        .unwrap_or_else(|| lines.get(segment.line).map(Line::shown).unwrap_or_default())
}

/// `otwarte spotkanie` of `• otwarte spotkanie w dniu 04.04.2024`.
fn name(line: &Line, segment: &Segment) -> Option<String> {
    let at = segment
        .facts
        .iter()
        .find(|fact| fact.kind == FactKind::Keyword(Keyword::Meeting))?
        .at;
    let end = segment
        .facts
        .iter()
        .filter(|fact| fact.at > at && (is_day(&fact.kind) || is_hours(&fact.kind)))
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
        "contents",
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

/// The words after the last hour or day, up to the end of the sentence.
fn place(line: &Line, facts: &[Fact]) -> Option<String> {
    let end = facts
        .iter()
        .filter(|fact| is_day(&fact.kind) || is_hours(&fact.kind))
        .map(|fact| fact.end)
        .max()?;
    let next_subject = facts
        .iter()
        .filter(|fact| {
            fact.at >= end
                && matches!(
                    fact.kind,
                    FactKind::Keyword(Keyword::Duty | Keyword::PhoneDuty | Keyword::Form | Keyword::Point)
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
    let clean: String = words.replace("**", "").replace(BREAK, " ");
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
