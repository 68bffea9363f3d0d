//! One line of text → facts in order.
//!
//! A fact is a stretch of tokens that was understood: a day, a range of days, returning weekdays, hours, a telephone
//! number, languages, or a word that says what the line is about. The lexer knows no section and no period; what it
//! cannot decide alone it marks, and `sections` decides.
//!
//! `cursor` has the tokens of a line, the other files the grammar of one kind of fact each. All of it looks a bounded
//! number of tokens ahead, so a line costs time linear in its length.

mod cursor;
mod dates;
mod day;
pub mod fact;
mod hours;
mod keyword_words;
mod keywords;
mod languages;
mod phones;
#[cfg(test)]
mod tests;
mod token;
mod weekdays;
mod words;

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{Fact, FactKind};
use crate::announcement::lex::token::TokenKind;

/// The facts of a line in order. `month_first` tells whether `06/13` is 13 June in this text.
pub fn facts(line: &str, month_first: bool) -> Vec<Fact> {
    Lexer::new(line, month_first).run()
}

impl Lexer<'_> {
    fn run(&self) -> Vec<Fact> {
        let mut out: Vec<Fact> = Vec::new();
        let mut index = self.after_list_mark();
        // Whether a word for hours comes before, with nothing but small words between.
        let mut hours_expected = false;
        let mut after_digits = false;
        while index < self.tokens.len() {
            let found = self.at(index, hours_expected, &out);
            let (kinds, next) = match found {
                Some(found) => found,
                None => {
                    after_digits |= self.number(index).is_some();
                    hours_expected = self.expects_hours(index, hours_expected);
                    index += 1;
                    continue;
                }
            };
            let next = next.max(index + 1).min(self.tokens.len());
            after_digits |= self.get(index).is_some_and(|token| token.kind == TokenKind::Garbled);
            let (at, cell) = (self.tokens[index].at, self.tokens[index].cell);
            let end = self.tokens[next - 1].end;
            hours_expected = match kinds.last() {
                Some(FactKind::Hours(_)) => true,
                Some(FactKind::Keyword(_)) if next == index + 1 => self.expects_hours(index, hours_expected),
                _ => false,
            };
            for kind in kinds {
                // Words between do not make the number understood.
                let word = matches!(kind, FactKind::Keyword(_) | FactKind::Stop);
                out.push(Fact {
                    kind,
                    at,
                    end,
                    cell,
                    after_digits,
                });
                after_digits &= word;
            }
            index = next;
        }
        out
    }

    /// What begins at a token, and the token after it.
    fn at(&self, index: usize, hours_expected: bool, before: &[Fact]) -> Option<(Vec<FactKind>, usize)> {
        let token = self.get(index)?;
        let one = |(kind, next): (FactKind, usize)| (vec![kind], next);
        match token.kind {
            TokenKind::Number(_) | TokenKind::Mark('+' | '(') => {
                if let Some(next) = self.not_a_number(index) {
                    return Some((Vec::new(), next));
                }
                if let Some(found) = self.phone(index) {
                    return Some(found);
                }
                if !matches!(token.kind, TokenKind::Number(_)) {
                    return None;
                }
                // `w godz. 8-10, 13 czerwca` are hours and a day; `10-14 oraz 20 grudnia` goes on with a day.
                let after_hours = before
                    .last()
                    .is_some_and(|fact| matches!(fact.kind, FactKind::Hours(_)));
                let day_first = after_hours && self.days(index).is_some_and(|(.., maybe_hours)| !maybe_hours);
                if hours_expected
                    && !day_first
                    && let Some(found) = self.hours(index, true)
                {
                    return Some(one(found));
                }
                if let Some(found) = self.weekdays(index) {
                    return Some(one(found));
                }
                if let Some((kinds, next, maybe_hours)) = self.days(index) {
                    let has_day = self.day_in_row(before, token.cell);
                    if maybe_hours
                        && has_day
                        && let Some(found) = self.hours(index, true)
                        && matches!(found.0, FactKind::Hours(hours) if hours.start.is_some() && hours.end.is_some())
                    {
                        return Some(one(found));
                    }
                    return Some((kinds, next));
                }
                self.hours(index, false).map(one).or_else(|| self.tail(index).map(one))
            }
            TokenKind::Word => {
                if token.any(&["noon", "midnight", "poludnie", "polnoc"])
                    && let Some(found) = self.hours(index, hours_expected)
                {
                    return Some(one(found));
                }
                if let Some((kinds, next, _)) = self.days(index) {
                    return Some((kinds, next));
                }
                self.weekdays(index)
                    .or_else(|| self.languages(index))
                    .or_else(|| self.keyword(index))
                    .map(one)
            }
            TokenKind::Garbled => Some((Vec::new(), self.after_garbled(index))),
            TokenKind::Mark(';') => Some((vec![FactKind::Stop], index + 1)),
            TokenKind::Mark('.' | '?' | '!') => self.sentence_ends(index).then(|| (vec![FactKind::Stop], index + 1)),
            _ => None,
        }
    }

    /// Over what is printed together with a garbled number: the rest of it is no number of its own.
    fn after_garbled(&self, index: usize) -> usize {
        let glued = self.tokens[index + 1..]
            .iter()
            .take(12)
            .take_while(|token| {
                !token.gap
                    && matches!(
                        token.kind,
                        TokenKind::Mark('.' | ':' | '-' | '/') | TokenKind::Number(_) | TokenKind::Garbled
                    )
            })
            .count();
        index + 1 + glued
    }

    fn day_in_row(&self, before: &[Fact], cell: u16) -> bool {
        before.iter().rev().take(8).any(|fact| {
            matches!(fact.kind, FactKind::Date(_) | FactKind::Range(..) | FactKind::Week(_))
                || (cell > 0 && fact.cell == 0)
        })
    }

    fn expects_hours(&self, index: usize, already: bool) -> bool {
        let Some(token) = self.get(index) else { return false };
        match token.kind {
            TokenKind::Word => {
                token.any(words::HOUR_WORDS)
                    || (already
                        && (token.any(words::FROM)
                            || token.any(words::BETWEEN)
                            || token.any(words::AND)
                            || token.any(words::TO)
                            || token.any(&["w", "we", "the", "hrs"])))
            }
            TokenKind::Mark('.' | ':' | ',' | '-' | '(') => already,
            _ => false,
        }
    }

    /// Numbers that are none of ours: after `ul.`, `pokój nr`, `art.`, `NIP`, and shares and sums.
    fn not_a_number(&self, index: usize) -> Option<usize> {
        self.number(index)?;
        let mut before = self.word_before(index)?;
        if before.any(&["nr", "numer", "no", "nry"]) {
            let at = self.tokens[..index].iter().rposition(|token| token.at == before.at)?;
            match self.word_before(at) {
                Some(earlier)
                    if earlier.any(words::NUMBERED) || words::starts(&earlier.low, &["uchwal", "zarzadzen"]) =>
                {
                    before = earlier
                }
                _ => return None,
            }
        } else if !before.any(words::NUMBERED)
            || (before.low == "st" || before.low == "u") && self.phone(index).is_some()
        {
            return None;
        }
        let sensitive = before.any(&["nip", "regon", "krs", "konto", "konta", "pesel", "isbn"]);
        let mut next = index + 1;
        // `ul. Zgody 2` ends here; `NIP 676-101-37-17` and `art. 3-5` go on.
        while self.number(next).is_some() && sensitive
            || (self.is(next, '-') || self.is(next, '/')) && !self.gap(next) && self.number(next + 1).is_some()
        {
            next += if self.number(next).is_some() { 1 } else { 2 };
        }
        if !sensitive && !before.any(words::NUMBERED) {
            return None;
        }
        // `p. 403` is a room, but `pl 13 czerwca` or `p 15.00-18.00` would be a day or hours.
        if !sensitive && (self.days(index).is_some_and(|(_, end, _)| end > next) || self.is(index + 1, ':')) {
            return None;
        }
        Some(next)
    }

    /// Over `1.`, `a)`, `•`, `-`, `I termin:` at the beginning of a line.
    fn after_list_mark(&self) -> usize {
        let mut index = 0;
        while self.get(index).is_some_and(|token| {
            matches!(
                token.kind,
                TokenKind::Mark('-' | '•' | '·' | '‣' | '▪' | '●' | '○' | '\u{f0b7}' | '►' | '>' | '✓')
            )
        }) {
            index += 1;
        }
        let closes = self.is(index + 1, '.') || self.is(index + 1, ')');
        let short = self
            .get(index)
            .is_some_and(|token| token.low.chars().count() <= 2 && token.kind != TokenKind::Cell);
        let roman = self
            .get(index)
            .is_some_and(|token| words::roman_month(self.original(token)).is_some());
        if roman && self.any(index + 1, &["termin", "tura", "dyzur", "date"]) {
            return index + 1;
        }
        if !(closes && short) {
            return index;
        }
        let after = index + 2;
        if self.is(index + 1, ')') {
            return after;
        }
        // `1. Meeting` is a list, `1. czerwca` and `1.06` are days, `1.13 czerwca` is a list that lost its space.
        let Some((_, value)) = self.number(index) else {
            return if self.get(index).is_some_and(|token| token.low.chars().count() == 1) && !self.is(after + 1, '.') {
                after
            } else {
                index
            };
        };
        let full_date = self
            .days(index)
            .is_some_and(|(_, next, _)| next > after + 1 || self.month_word(after));
        if self.month_word(after) || full_date {
            index
        } else if self.gap(after)
            || (value <= 31 && self.number(after).is_some() && self.days(after).is_some() && self.month_word(after + 1))
        {
            after
        } else {
            index
        }
    }
}
