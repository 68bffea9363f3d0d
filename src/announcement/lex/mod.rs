//! One line of text → facts in order.
//!
//! A fact is a stretch of tokens that was understood: a day, a range of days, returning weekdays, hours, a telephone
//! number, languages, or a word that says what the line is about. The lexer knows no section and no period; what it
//! cannot decide alone it marks, and `duty` decides.
//!
//! Every lexer looks a bounded number of tokens ahead, so a line costs time linear in its length.

pub mod dates;
mod day;
pub mod hours;
pub mod languages;
pub mod phones;
pub mod token;
mod topic_words;
pub mod topics;
pub mod weekdays;
pub mod words;

use std::cell::Cell;

use crate::domain::language::Language;
use dates::RawDate;
use hours::RawHours;
use phones::RawPhone;
use token::{Kind, Token};
use topics::Say;
use weekdays::Week;

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A day.
    Date(RawDate),
    /// First and last day, both included.
    Range(RawDate, RawDate),
    /// Weekdays that return.
    Week(Week),
    /// Hours, or only their start or end.
    Hours(RawHours),
    /// A telephone number.
    Phone(RawPhone),
    /// The last digits of a telephone number.
    Tail(RawTail),
    /// Languages spoken.
    Languages(Vec<Language>),
    /// The days that follow do not count (`z wyjątkiem`).
    Except,
    /// A public holiday counts too (`także w święta`).
    HolidaysToo,
    /// A word that says what this is about.
    Say(Say),
    /// A sentence or an item of an enumeration ends.
    Stop,
    /// Understood as a part of the line beside it.
    Settled,
    /// A row of a calendar printed as a grid.
    Grid,
}

/// The last digits of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTail {
    /// The digits.
    pub digits: String,
    /// Whether it follows a full number as its variant (`12 616 7804 lub 7821`).
    pub joined: bool,
    /// As printed.
    pub display: String,
}

/// A fact and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub what: What,
    /// First byte in the line.
    pub at: usize,
    /// Byte after the last.
    pub end: usize,
    /// Index of its table cell.
    pub cell: u16,
    /// Whether a number that was not understood stands between the fact before it and this one.
    pub after_digits: bool,
}

/// A line with its tokens.
pub struct Lexer<'a> {
    line: &'a str,
    tokens: Vec<Token>,
    /// Whether `06/13` is 13 June in this text.
    month_first: bool,
    /// Numbers before this token were tried as an enumeration of days in vain.
    no_list_before: Cell<usize>,
}

/// The facts of a line in order.
pub fn facts(line: &str, month_first: bool) -> Vec<Fact> {
    let lexer = Lexer {
        line,
        tokens: token::tokens(line),
        month_first,
        no_list_before: Cell::new(0),
    };
    lexer.run()
}

impl Lexer<'_> {
    fn get(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    fn is(&self, index: usize, mark: char) -> bool {
        self.get(index).is_some_and(|token| token.is(mark))
    }

    fn any(&self, index: usize, list: &[&str]) -> bool {
        self.get(index).is_some_and(|token| token.any(list))
    }

    fn number(&self, index: usize) -> Option<(&Token, u64)> {
        match self.get(index) {
            Some(token) => match token.kind {
                Kind::Number(value) => Some((token, value)),
                _ => None,
            },
            None => None,
        }
    }

    fn gap(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.gap)
    }

    fn ends_cell(&self, index: usize) -> bool {
        self.get(index).is_none_or(|token| token.kind == Kind::Cell)
    }

    fn starts_cell(&self, index: usize) -> bool {
        index == 0 || self.get(index - 1).is_some_and(|token| token.kind == Kind::Cell)
    }

    fn original(&self, token: &Token) -> &str {
        &self.line[token.at..token.end]
    }

    /// The word before a token, over a full stop: the `tel` of `tel. 12`.
    fn word_before(&self, index: usize) -> Option<&Token> {
        let mut before = index.checked_sub(1)?;
        while self.is(before, '.') || self.is(before, ':') || self.is(before, '(') {
            before = before.checked_sub(1)?;
        }
        self.get(before).filter(|token| token.kind == Kind::Word)
    }

    fn run(&self) -> Vec<Fact> {
        let mut out: Vec<Fact> = Vec::new();
        let mut index = self.after_list_mark();
        // Whether a word for hours stands before, with nothing but small words between.
        let mut hours_expected = false;
        let mut after_digits = false;
        while index < self.tokens.len() {
            let found = self.at(index, hours_expected, &out);
            let (whats, next) = match found {
                Some(found) => found,
                None => {
                    after_digits |= self.number(index).is_some();
                    hours_expected = self.expects_hours(index, hours_expected);
                    index += 1;
                    continue;
                }
            };
            let next = next.max(index + 1).min(self.tokens.len());
            after_digits |= self.get(index).is_some_and(|token| token.kind == Kind::Garbled);
            let (at, cell) = (self.tokens[index].at, self.tokens[index].cell);
            let end = self.tokens[next - 1].end;
            hours_expected = match whats.last() {
                Some(What::Hours(_)) => true,
                Some(What::Say(_)) if next == index + 1 => self.expects_hours(index, hours_expected),
                _ => false,
            };
            for what in whats {
                // Words between do not make the number understood.
                let word = matches!(what, What::Say(_) | What::Stop);
                out.push(Fact {
                    what,
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
    fn at(&self, index: usize, hours_expected: bool, before: &[Fact]) -> Option<(Vec<What>, usize)> {
        let token = self.get(index)?;
        let one = |(what, next): (What, usize)| (vec![what], next);
        match token.kind {
            Kind::Number(_) | Kind::Mark('+' | '(') => {
                if let Some(next) = self.not_a_number(index) {
                    return Some((Vec::new(), next));
                }
                if let Some(found) = self.phone(index) {
                    return Some(found);
                }
                if !matches!(token.kind, Kind::Number(_)) {
                    return None;
                }
                // `w godz. 8-10, 13 czerwca` are hours and a day; `10-14 oraz 20 grudnia` goes on with a day.
                let after_hours = before.last().is_some_and(|fact| matches!(fact.what, What::Hours(_)));
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
                if let Some((whats, next, maybe_hours)) = self.days(index) {
                    let has_day = self.day_in_row(before, token.cell);
                    if maybe_hours
                        && has_day
                        && let Some(found) = self.hours(index, true)
                        && matches!(found.0, What::Hours(hours) if hours.start.is_some() && hours.end.is_some())
                    {
                        return Some(one(found));
                    }
                    return Some((whats, next));
                }
                self.hours(index, false)
                    .map(one)
                    .or_else(|| self.tail(index, before).map(one))
            }
            Kind::Word => {
                if token.any(&["noon", "midnight", "poludnie", "polnoc"])
                    && let Some(found) = self.hours(index, hours_expected)
                {
                    return Some(one(found));
                }
                if let Some((whats, next, _)) = self.days(index) {
                    return Some((whats, next));
                }
                self.weekdays(index)
                    .or_else(|| self.languages(index))
                    .or_else(|| self.topic(index))
                    .map(one)
            }
            Kind::Garbled => Some((Vec::new(), self.after_garbled(index))),
            Kind::Mark(';') => Some((vec![What::Stop], index + 1)),
            Kind::Mark('.' | '?' | '!') => self.sentence_ends(index).then(|| (vec![What::Stop], index + 1)),
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
                        Kind::Mark('.' | ':' | '-' | '/') | Kind::Number(_) | Kind::Garbled
                    )
            })
            .count();
        index + 1 + glued
    }

    fn day_in_row(&self, before: &[Fact], cell: u16) -> bool {
        before.iter().rev().take(8).any(|fact| {
            matches!(fact.what, What::Date(_) | What::Range(..) | What::Week(_)) || (cell > 0 && fact.cell == 0)
        })
    }

    fn expects_hours(&self, index: usize, already: bool) -> bool {
        let Some(token) = self.get(index) else { return false };
        match token.kind {
            Kind::Word => {
                token.any(words::HOUR_WORDS)
                    || (already
                        && (token.any(words::FROM)
                            || token.any(words::BETWEEN)
                            || token.any(words::AND)
                            || token.any(words::TO)
                            || token.any(&["w", "we", "the", "hrs"])))
            }
            Kind::Mark('.' | ':' | ',' | '-' | '(') => already,
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
                Kind::Mark('-' | '•' | '·' | '‣' | '▪' | '●' | '○' | '\u{f0b7}' | '►' | '>' | '✓')
            )
        }) {
            index += 1;
        }
        let closes = self.is(index + 1, '.') || self.is(index + 1, ')');
        let short = self
            .get(index)
            .is_some_and(|token| token.low.chars().count() <= 2 && token.kind != Kind::Cell);
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

    fn month_word(&self, index: usize) -> bool {
        self.get(index)
            .is_some_and(|token| token.kind == Kind::Word && words::month(&token.low).is_some())
    }

    /// A full stop before a capital, unless an abbreviation ends there.
    fn sentence_ends(&self, index: usize) -> bool {
        if !self.is(index, '.') {
            return true;
        }
        let capital = self.get(index + 1).is_some_and(|next| {
            next.gap && next.kind == Kind::Word && self.original(next).chars().next().is_some_and(char::is_uppercase)
        });
        let abbreviation = index
            .checked_sub(1)
            .and_then(|before| self.get(before))
            .is_none_or(|before| {
                before.kind == Kind::Word
                    && (before.low.chars().count() <= 2 && !before.any(&["r", "р"])
                        || before.any(&[
                            "godz", "tel", "wew", "inz", "prof", "mgr", "hab", "ref", "wydz", "год", "тел", "вул",
                            "ext",
                        ]))
            });
        capital && !abbreviation
    }
}
