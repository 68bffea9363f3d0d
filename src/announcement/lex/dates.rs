//! Days: `13 czerwca 2024 r. (czwartek)`, `26.11., 03.12 i 10.12.`, `7-11 września`, `June 13th`, `2024-06-13`.

use chrono::Weekday;

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{Bound, FactKind, RawDate, Year};
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words;

/// The longest enumeration with one month at its end.
const LONGEST_LIST: usize = 40;

impl Lexer<'_> {
    /// Days that begin at a token, the token after them, and whether all of it could be hours instead.
    pub(super) fn days(&self, index: usize) -> Option<(Vec<FactKind>, usize, bool)> {
        let before = index.checked_sub(1).and_then(|before| self.get(before));
        let from = before.is_some_and(|token| token.any(words::FROM) || token.any(words::BETWEEN));
        let until = before.is_some_and(|token| token.any(&["do", "to", "till", "until", "по", "до", "bis"]));
        if let Some((first, next)) = self.day(index) {
            if first.day.is_some()
                && let Some(second_at) = self.range_mark(next, from)
                && let Some((last, end)) = self.day(second_at).filter(|(last, _)| last.day.is_some())
            {
                let maybe_hours = first.maybe_hours && last.maybe_hours;
                return Some((vec![range(first, last)], end, maybe_hours));
            }
            // `czerwca 13-15` and `June 13-15`: the second day shares the month before it.
            if let Some((kinds, end)) = self.shared_month_before(index, first, next) {
                return Some((kinds, end, false));
            }
            let bound = match (from, until) {
                (true, _) => Bound::From,
                (_, true) => Bound::Until,
                _ => Bound::None,
            };
            return Some((
                vec![FactKind::Date(RawDate { bound, ..first })],
                next,
                first.maybe_hours,
            ));
        }
        let (kinds, next) = self.list_before_month(index, from)?;
        Some((kinds, next, false))
    }

    /// The token after a mark of a range.
    fn range_mark(&self, index: usize, from: bool) -> Option<usize> {
        let index = if self.is(index, ',') && self.any(index + 1, &["do", "to", "по", "до"]) {
            index + 1
        } else {
            index
        };
        let token = self.get(index)?;
        let mark = token.is('-')
            || token.any(&["do", "to", "till", "until", "through", "thru", "по", "до", "bis"])
            || (from && token.any(&["a", "and", "та", "і", "und"]));
        if !mark {
            return None;
        }
        let mut after = index + 1;
        while self.any(after, &["dnia", "the", "do", "dzien"]) {
            after += 1;
        }
        Some(after)
    }

    /// `2, 9 i 16 grudnia`, `7-11 września`, `od 2 do 23 października`, `3, 5-7 oraz 10.06.2024`.
    fn list_before_month(&self, index: usize, from: bool) -> Option<(Vec<FactKind>, usize)> {
        if let Some(before) = index.checked_sub(1).and_then(|before| self.get(before))
            && before.kind == TokenKind::Word
            && self.original(before).chars().next().is_some_and(char::is_uppercase)
            && !before.any(words::FROM)
            && words::weekday(&before.low).is_none()
            && index > 1
        {
            // `ul. Zgody 2, 13 czerwca`: the 2 is a house.
            return None;
        }
        if index < self.no_list_before.get() {
            return None;
        }
        let mut days: Vec<(u32, Option<Weekday>, bool)> = Vec::new();
        let mut at = index;
        let (last, next) = loop {
            // A start further on in the same enumeration fails at the same token.
            self.no_list_before
                .set(if days.is_empty() { self.no_list_before.get() } else { at });
            if days.len() > LONGEST_LIST {
                return None;
            }
            if let Some((date, next)) = self.day(at).filter(|(date, _)| date.day.is_some())
                && !days.is_empty()
            {
                break (date, next);
            }
            let (weekday, number_at) = match self.get(at).and_then(|token| words::weekday(&token.low)) {
                Some((weekday, _)) => (
                    Some(weekday),
                    if self.is(at + 1, ',') || self.is(at + 1, '.') {
                        at + 2
                    } else {
                        at + 1
                    },
                ),
                None => (None, at),
            };
            let day = self.small(number_at, 31)?;
            let mut after = self.after_ordinal(number_at + 1);
            if self.is(after, '.') && (self.number(after + 1).is_none() || self.gap(after + 1)) {
                after += 1;
            }
            let mut weekday = weekday;
            if weekday.is_none()
                && let Some((found, next)) = self.trailing_weekday(after)
            {
                (weekday, after) = (Some(found), next);
            }
            let range = self.range_mark(after, from && days.is_empty());
            let list = self
                .get(after)
                .is_some_and(|token| token.is(',') || token.is('/') || token.any(words::AND) || token.any(words::OR));
            at = match (range, list) {
                (Some(next), _) => next,
                (None, true) => {
                    let next = after + 1;
                    if self.any(next, words::AND) { next + 1 } else { next }
                }
                _ => return None,
            };
            days.push((day, weekday, range.is_some()));
        };
        self.no_list_before.set(0);
        let mut kinds = Vec::new();
        let mut open: Option<RawDate> = None;
        let lone = days.iter().map(|(day, weekday, to)| {
            (
                RawDate {
                    day: Some(*day),
                    month: last.month,
                    year: last.year,
                    weekday: *weekday,
                    ..RawDate::default()
                },
                *to,
            )
        });
        for (date, to_next) in lone.chain([(last, false)]) {
            match (open.take(), to_next) {
                (Some(first), _) => kinds.push(range(first, date)),
                (None, true) => open = Some(date),
                (None, false) => kinds.push(FactKind::Date(date)),
            }
        }
        Some((kinds, next))
    }

    /// `June 13-15`, `June 13 and 15, 2024`.
    fn shared_month_before(&self, index: usize, first: RawDate, next: usize) -> Option<(Vec<FactKind>, usize)> {
        let name = self.get(index).filter(|token| token.kind == TokenKind::Word)?;
        if words::weekday(&name.low).is_some() || first.day.is_none() || first.year != Year::None {
            return None;
        }
        let to = self.range_mark(next, false);
        let and = self
            .get(next)
            .filter(|token| token.is(',') || token.any(words::AND))
            .map(|_| next + 1);
        let at = to.or(and)?;
        let day = self.small(at, 31)?;
        let after = self.after_ordinal(at + 1);
        let other = self.is(after, ':')
            || self.is(after, '.') && self.number(after + 1).is_some()
            || self.any(after, &["am", "pm", "noon"])
            || self.month_word(after)
            || self.number(after).is_some_and(|(token, _)| token.low.len() < 4);
        if other {
            return None;
        }
        let (year, end) = self.year(after);
        let first = RawDate { year, ..first };
        let last = RawDate {
            day: Some(day),
            weekday: None,
            ..first
        };
        let kinds = if to.is_some() {
            vec![range(first, last)]
        } else {
            vec![FactKind::Date(first), FactKind::Date(last)]
        };
        Some((kinds, end))
    }
}

/// First and last day; the first takes the last one's year, or the year before where it would come later.
fn range(first: RawDate, last: RawDate) -> FactKind {
    let year = match (first.year, last.year) {
        (Year::None, Year::Printed(year)) if (first.month, first.day) > (last.month, last.day) => {
            Year::Printed(year - 1)
        }
        (Year::None, year) => year,
        (year, _) => year,
    };
    let last_year = match (first.year, last.year) {
        (Year::Printed(year), Year::None) if (first.month, first.day) > (last.month, last.day) => {
            Year::Printed(year + 1)
        }
        (year @ Year::Printed(_), Year::None) => year,
        (_, year) => year,
    };
    FactKind::Range(
        RawDate {
            year,
            bound: Bound::None,
            ..first
        },
        RawDate {
            year: last_year,
            bound: Bound::None,
            ..last
        },
    )
}
