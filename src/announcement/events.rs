//! Meetings: when, what and where, in the words of their line.

use chrono::{NaiveDate, NaiveTime};

use crate::announcement::budget::Budget;
use crate::announcement::container::line::{BREAK, Line, line_number};
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::lex::fact::{Bound, Fact, FactKind, Keyword};
use crate::announcement::reading::{MAX_SLOTS, ReadEvent, question, warning};
use crate::announcement::rows::{self, Days, Group};
use crate::announcement::segments::{SectionKind, Segment, is_day, is_hours};
use crate::announcement::years::{DateResolver, each_day};

/// A range of fewer days is a meeting on each of them.
const LONGEST_EVENT: i64 = 7;

/// The longest name or place that is looked for, in characters.
const LONGEST_WORDS: usize = 1000;

/// The meetings of the text, each once.
#[derive(Default)]
pub struct Events {
    pub events: Vec<ReadEvent>,
    /// Codes of questions and warnings about lines, by their index.
    pub questions: Vec<(&'static str, usize)>,
    pub warnings: Vec<(&'static str, usize)>,
}

pub fn events(
    lines: &[Line],
    segments: &[Segment],
    resolver: &DateResolver,
    budget: &mut Budget<'_>,
) -> Result<Events, ReadError> {
    let mut out = Events::default();
    for segment in segments
        .iter()
        .filter(|segment| segment.kind == SectionKind::Meeting && !segment.says(Keyword::Cancelled))
    {
        let Some(line) = lines.get(segment.line) else { continue };
        let groups = rows::meetings(segment, budget)?;
        if groups.is_empty() {
            continue;
        }
        let (title, place) = (title(lines, segment, segments), place(line, &segment.facts));
        for group in groups {
            for date in out.dates(&group, segment.line, resolver) {
                budget.take(Measure::Days, 1)?;
                let hours = if group.hours.is_empty() {
                    vec![(None, None)]
                } else {
                    group.hours.iter().map(|hours| (hours.start, hours.end)).collect()
                };
                for (start, end) in hours {
                    if out.is_told_again(date, (start, end), place.as_ref()) || out.events.len() >= MAX_SLOTS {
                        continue;
                    }
                    let place = place.clone();
                    let words = line.text.len() + title.len() + place.as_ref().map_or(0, String::len);
                    budget.take(Measure::Quoted, words)?;
                    out.events.push(ReadEvent {
                        date,
                        start,
                        end,
                        title: title.clone(),
                        place,
                        line: line_number(segment.line),
                        text: line.shown(),
                    });
                }
            }
        }
    }
    Ok(out)
}

impl Events {
    /// The dates of a group, with questions and warnings about its line.
    fn dates(&mut self, group: &Group, line: usize, resolver: &DateResolver) -> Vec<NaiveDate> {
        let mut dates: Vec<(NaiveDate, Vec<&'static str>)> = Vec::new();
        for day in &group.days {
            match day {
                Days::On(raw) if raw.bound != Bound::Until => {
                    let resolved = resolver.resolve(raw);
                    if let Some(date) = resolved.date {
                        dates.push((date, resolved.doubts));
                    } else {
                        self.questions
                            .extend(resolved.doubts.into_iter().map(|code| (code, line)));
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
        for code in dates.iter().flat_map(|(_, doubts)| doubts) {
            if *code == question::WEEKDAY_CONTRADICTS {
                self.warnings.push((warning::WEEKDAY_MISMATCH, line));
            } else {
                self.questions.push((code, line));
            }
        }
        dates.into_iter().map(|(date, _)| date).collect()
    }

    /// A meeting that is told again, in another language or further down, is the same meeting, and may complete it.
    fn is_told_again(
        &mut self,
        date: NaiveDate,
        (start, end): (Option<NaiveTime>, Option<NaiveTime>),
        place: Option<&String>,
    ) -> bool {
        let same = self
            .events
            .iter_mut()
            .find(|known| known.date == date && (known.start == start || known.start.is_none() || start.is_none()));
        let Some(known) = same else { return false };
        if known.start.is_none() {
            (known.start, known.end) = (start, end);
        }
        if known.end.is_none() && known.start == start {
            known.end = end;
        }
        if known.place.is_none() {
            known.place = place.cloned();
        }
        true
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
    let mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '\t' | '•' | '*' | '(');
    let before = line.text[..at].char_indices().rev();
    let lead = before.take_while(|(_, c)| !mark(*c)).take(LONGEST_WORDS).last();
    let start = lead.map_or(at, |(start, _)| start);
    let lead = line.text.get(start..at).unwrap_or_default();
    let start = if lead.split_whitespace().count() <= 3 && !lead.contains(|c: char| c.is_ascii_digit()) {
        start
    } else {
        at
    };
    let words = beginning(line.text.get(start..end.unwrap_or(line.text.len())).unwrap_or_default());
    let words = tidy(words.split([',', ';', '(', '\t', ':']).next().unwrap_or_default());
    let words: Vec<&str> = words.split_whitespace().collect();
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
    let telling = |word: &&str| !small.contains(word);
    let first = words.iter().position(telling)?;
    let last = words.iter().rposition(telling)?;
    Some(words[first..=last].join(" "))
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
    let rest = beginning(line.text.get(end..next_subject.unwrap_or(line.text.len()))?);
    let rest = rest
        .split([';', '\t'])
        .find(|part| part.chars().any(char::is_alphabetic))
        .unwrap_or_default();
    let place = tidy(rest);
    (place.chars().count() > 3 && place.chars().count() < 300).then_some(place)
}

/// As much as could be a name or a place, so that many in one long line cost no more than the line.
fn beginning(words: &str) -> &str {
    words
        .char_indices()
        .nth(LONGEST_WORDS)
        .map_or(words, |(end, _)| &words[..end])
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
