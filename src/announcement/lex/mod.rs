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

use crate::announcement::budget::Budget;
use crate::announcement::error::ReadError;
use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{Fact, FactKind};
use crate::announcement::lex::token::TokenKind;

/// The facts of a line in order. `month_first` tells whether `06/13` is 13 June in this text.
pub fn facts(line: &str, month_first: bool, budget: &mut Budget<'_>) -> Result<Vec<Fact>, ReadError> {
    Ok(run(&Lexer::new(line, month_first, budget)?))
}

fn run(lexer: &Lexer<'_>) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    let mut index = after_list_mark(lexer);
    // Whether a word for hours comes before, with nothing but small words between.
    let mut hours_expected = false;
    let mut after_digits = false;
    while index < lexer.tokens.len() {
        let found = at(lexer, index, hours_expected, &out);
        let (kinds, next) = match found {
            Some(found) => found,
            None => {
                after_digits |= lexer.number(index).is_some();
                hours_expected = expects_hours(lexer, index, hours_expected);
                index += 1;
                continue;
            }
        };
        let next = next.max(index + 1).min(lexer.tokens.len());
        after_digits |= lexer.get(index).is_some_and(|token| token.kind == TokenKind::Garbled);
        let (at, cell) = (lexer.tokens[index].at, lexer.tokens[index].cell);
        let end = lexer.tokens[next - 1].end;
        hours_expected = match kinds.last() {
            Some(FactKind::Hours(_)) => true,
            Some(FactKind::Keyword(_)) if next == index + 1 => expects_hours(lexer, index, hours_expected),
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
fn at(lexer: &Lexer<'_>, index: usize, hours_expected: bool, before: &[Fact]) -> Option<(Vec<FactKind>, usize)> {
    let token = lexer.get(index)?;
    let one = |(kind, next): (FactKind, usize)| (vec![kind], next);
    match token.kind {
        TokenKind::Number(_) | TokenKind::Mark('+' | '(') => {
            if let Some(next) = not_a_number(lexer, index) {
                return Some((Vec::new(), next));
            }
            if let Some(found) = phones::phone(lexer, index) {
                return Some(found);
            }
            if !matches!(token.kind, TokenKind::Number(_)) {
                return None;
            }
            // `w godz. 8-10, 13 czerwca` are hours and a day; `10-14 oraz 20 grudnia` goes on with a day.
            let after_hours = before
                .last()
                .is_some_and(|fact| matches!(fact.kind, FactKind::Hours(_)));
            let day_first = after_hours && dates::days(lexer, index).is_some_and(|(.., maybe_hours)| !maybe_hours);
            if hours_expected
                && !day_first
                && let Some(found) = hours::hours(lexer, index, true)
            {
                return Some(one(found));
            }
            if let Some(found) = weekdays::weekdays(lexer, index) {
                return Some(one(found));
            }
            if let Some((kinds, next, maybe_hours)) = dates::days(lexer, index) {
                let has_day = day_in_row(before, token.cell);
                if maybe_hours
                    && has_day
                    && let Some(found) = hours::hours(lexer, index, true)
                    && matches!(found.0, FactKind::Hours(hours) if hours.start.is_some() && hours.end.is_some())
                {
                    return Some(one(found));
                }
                return Some((kinds, next));
            }
            hours::hours(lexer, index, false)
                .map(one)
                .or_else(|| phones::tail(lexer, index).map(one))
        }
        TokenKind::Word => {
            if token.any(&["noon", "midnight", "poludnie", "polnoc"])
                && let Some(found) = hours::hours(lexer, index, hours_expected)
            {
                return Some(one(found));
            }
            if let Some((kinds, next, _)) = dates::days(lexer, index) {
                return Some((kinds, next));
            }
            weekdays::weekdays(lexer, index)
                .or_else(|| languages::languages(lexer, index))
                .or_else(|| keywords::keyword(lexer, index))
                .map(one)
        }
        TokenKind::Garbled => Some((Vec::new(), after_garbled(lexer, index))),
        TokenKind::Mark(';') => Some((vec![FactKind::Stop], index + 1)),
        TokenKind::Mark('.' | '?' | '!') => lexer.sentence_ends(index).then(|| (vec![FactKind::Stop], index + 1)),
        _ => None,
    }
}

/// Over what is printed together with a garbled number: the rest of it is no number of its own.
fn after_garbled(lexer: &Lexer<'_>, index: usize) -> usize {
    let glued = lexer.tokens[index + 1..]
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

fn day_in_row(before: &[Fact], cell: u16) -> bool {
    before.iter().rev().take(8).any(|fact| {
        matches!(fact.kind, FactKind::Date(_) | FactKind::Range(..) | FactKind::Week(_)) || (cell > 0 && fact.cell == 0)
    })
}

fn expects_hours(lexer: &Lexer<'_>, index: usize, already: bool) -> bool {
    let Some(token) = lexer.get(index) else { return false };
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
fn not_a_number(lexer: &Lexer<'_>, index: usize) -> Option<usize> {
    lexer.number(index)?;
    let mut before = lexer.word_before(index)?;
    if before.any(&["nr", "numer", "no", "nry"]) {
        let at = lexer.tokens[..index].iter().rposition(|token| token.at == before.at)?;
        match lexer.word_before(at) {
            Some(earlier) if earlier.any(words::NUMBERED) || words::starts(&earlier.low, &["uchwal", "zarzadzen"]) => {
                before = earlier
            }
            _ => return None,
        }
    } else if !before.any(words::NUMBERED)
        || (before.low == "st" || before.low == "u") && phones::phone(lexer, index).is_some()
    {
        return None;
    }
    let sensitive = before.any(&["nip", "regon", "krs", "konto", "konta", "pesel", "isbn"]);
    let mut next = index + 1;
    // `ul. Zgody 2` ends here; `NIP 676-101-37-17` and `art. 3-5` go on.
    while lexer.number(next).is_some() && sensitive
        || (lexer.is(next, '-') || lexer.is(next, '/')) && !lexer.gap(next) && lexer.number(next + 1).is_some()
    {
        next += if lexer.number(next).is_some() { 1 } else { 2 };
    }
    if !sensitive && !before.any(words::NUMBERED) {
        return None;
    }
    // `p. 403` is a room, but `pl 13 czerwca` or `p 15.00-18.00` would be a day or hours.
    if !sensitive && (dates::days(lexer, index).is_some_and(|(_, end, _)| end > next) || lexer.is(index + 1, ':')) {
        return None;
    }
    Some(next)
}

/// Over `1.`, `a)`, `•`, `-`, `I termin:` at the beginning of a line.
fn after_list_mark(lexer: &Lexer<'_>) -> usize {
    let mut index = 0;
    while lexer.get(index).is_some_and(|token| {
        matches!(
            token.kind,
            TokenKind::Mark('-' | '•' | '·' | '‣' | '▪' | '●' | '○' | '\u{f0b7}' | '►' | '>' | '✓')
        )
    }) {
        index += 1;
    }
    let closes = lexer.is(index + 1, '.') || lexer.is(index + 1, ')');
    let short = lexer
        .get(index)
        .is_some_and(|token| token.low.chars().count() <= 2 && token.kind != TokenKind::Cell);
    let roman = lexer
        .get(index)
        .is_some_and(|token| words::roman_month(lexer.original(token)).is_some());
    if roman && lexer.any(index + 1, &["termin", "tura", "dyzur", "date"]) {
        return index + 1;
    }
    if !(closes && short) {
        return index;
    }
    let after = index + 2;
    if lexer.is(index + 1, ')') {
        return after;
    }
    // `1. Meeting` is a list, `1. czerwca` and `1.06` are days, `1.13 czerwca` is a list that lost its space.
    let Some((_, value)) = lexer.number(index) else {
        return if lexer.get(index).is_some_and(|token| token.low.chars().count() == 1) && !lexer.is(after + 1, '.') {
            after
        } else {
            index
        };
    };
    let full_date = dates::days(lexer, index).is_some_and(|(_, next, _)| next > after + 1 || lexer.month_word(after));
    if lexer.month_word(after) || full_date {
        index
    } else if lexer.gap(after)
        || (value <= 31
            && lexer.number(after).is_some()
            && dates::days(lexer, after).is_some()
            && lexer.month_word(after + 1))
    {
        after
    } else {
        index
    }
}
