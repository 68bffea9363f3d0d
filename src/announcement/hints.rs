//! What the whole text tells: its title, the years it mentions, how it writes dates.

use crate::announcement::container::line::Line;
use crate::announcement::lex::fact::{Fact, FactKind, Keyword};
use crate::announcement::segments::{is_day, is_phone};

/// Whether dates with slashes have the month first: one of them allows no other reading, and none contradicts.
pub fn american_dates(lines: &[Line]) -> bool {
    let (mut first, mut second) = (false, false);
    for line in lines.iter().filter(|line| line.text.contains('/')) {
        for word in line.text.split_whitespace() {
            let parts: Vec<u32> = word
                .trim_matches(|c: char| !c.is_ascii_digit())
                .split('/')
                .filter_map(|part| part.parse().ok())
                .collect();
            if let [a, b, year] = parts[..]
                && (1990..=2100).contains(&year)
            {
                first |= (13..=31).contains(&a);
                second |= (13..=31).contains(&b);
            }
        }
    }
    second && !first
}

/// A line without what marks it as a heading.
pub fn cleaned(line: &Line) -> String {
    let text = line.shown();
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_'))
        .to_owned()
}

/// The first line that is a heading, or short, without a full stop at its end and without a day, hours or number.
pub fn title(lines: &[Line], facts: &[Vec<Fact>]) -> Option<String> {
    let fits = |index: usize, line: &Line| {
        let text = cleaned(line);
        let data = facts.get(index).is_none_or(|facts| {
            facts
                .iter()
                .any(|fact| is_day(&fact.kind) || is_phone(&fact.kind) || fact.kind == FactKind::Keyword(Keyword::Duty))
        });
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        !data
            && letters >= 5
            && text.chars().count() <= 250
            && !text.contains(['\t', '|'])
            && !text.ends_with(['.', ':', ';', ','])
            && !text.starts_with(['-', '•'])
    };
    let filled = || {
        lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.text.trim().is_empty())
            .take(12)
    };
    let first = filled().next().filter(|(index, line)| fits(*index, line));
    first
        .or_else(|| filled().find(|(index, line)| line.heading && fits(*index, line)))
        .map(|(_, line)| cleaned(line))
}

/// Years of the title and of phrases like `na rok 2021`.
pub fn mentioned_years(lines: &[Line], title: Option<&str>) -> Vec<i32> {
    let mut years: Vec<i32> = Vec::new();
    let mut add = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        years.extend(
            digits
                .split(|c: char| !c.is_ascii_digit())
                .filter(|part| part.len() == 4)
                .filter_map(|part| part.parse().ok())
                .filter(|year| (1990..=2100).contains(year)),
        );
    };
    title.unwrap_or_default().split_whitespace().for_each(&mut add);
    for line in lines {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        for pair in words
            .windows(2)
            .filter(|pair| matches!(pair[0], "rok" | "lata" | "year" | "рік"))
        {
            add(pair[1]);
        }
    }
    years.sort_unstable();
    years.dedup();
    years
}
