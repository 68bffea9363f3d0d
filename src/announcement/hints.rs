//! What the text as a whole tells: its title, the years it mentions, how it writes dates, its full numbers.

use std::collections::HashMap;

use crate::announcement::container::Line;
use crate::announcement::lex::topics::Say;
use crate::announcement::lex::{self, What};
use crate::announcement::outline::{self, Piece, is_day};
use crate::domain::extension::Phone;

/// Whether a date with slashes has its month first: one such date cannot be read otherwise, and none contradicts.
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

/// The first line that is a heading, or short, without a full stop at its end and without a day, hours or number.
pub fn title(lines: &[Line], facts: &[Vec<lex::Fact>]) -> Option<String> {
    let clean = |line: &Line| {
        let text = line.shown();
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_'))
            .to_owned()
    };
    let fits = |index: usize, line: &Line| {
        let text = clean(line);
        let data = facts.get(index).is_none_or(|facts| {
            facts
                .iter()
                .any(|fact| is_day(&fact.what) || outline::is_number(&fact.what) || fact.what == What::Say(Say::Duty))
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
        .map(|(_, line)| clean(line))
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

/// The full numbers of the text by their last digits.
pub struct KnownNumbers {
    by_tail: HashMap<String, Option<Phone>>,
}

impl KnownNumbers {
    /// Of all pieces; an ending that two numbers share is none's.
    pub fn of(pieces: &[Piece]) -> Self {
        let mut by_tail: HashMap<String, Option<Phone>> = HashMap::new();
        for fact in pieces.iter().flat_map(|piece| &piece.facts) {
            let What::Phone(raw) = &fact.what else { continue };
            let Some(phone) = raw.phone.as_ref().filter(|_| !raw.fax && !raw.doubtful) else {
                continue;
            };
            let digits = phone.e164().trim_start_matches('+');
            for length in 3..=7.min(digits.len()) {
                by_tail
                    .entry(digits[digits.len() - length..].to_owned())
                    .and_modify(|known| {
                        if known.as_ref() != Some(phone) {
                            *known = None;
                        }
                    })
                    .or_insert_with(|| Some(phone.clone()));
            }
        }
        Self { by_tail }
    }

    /// The one number that ends so.
    pub fn ending(&self, digits: &str) -> Option<Phone> {
        self.by_tail.get(digits).cloned().flatten()
    }
}
