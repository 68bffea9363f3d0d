//! Days: `13 czerwca 2024 r. (czwartek)`, `26.11., 03.12 i 10.12.`, `7-11 września`, `June 13th`, `2024-06-13`.

use chrono::Weekday;

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::day;
use crate::announcement::lex::fact::{Bound, FactKind, RawDate, Year};
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words;

/// The longest enumeration with one month at its end.
const LONGEST_LIST: usize = 40;

/// Days that begin at a token, the token after them, and whether all of it could be hours instead.
pub(super) fn days(lexer: &Lexer<'_>, index: usize) -> Option<(Vec<FactKind>, usize, bool)> {
    let before = index.checked_sub(1).and_then(|before| lexer.get(before));
    let from = before.is_some_and(|token| token.any(words::FROM) || token.any(words::BETWEEN));
    let until = before.is_some_and(|token| token.any(&["do", "to", "till", "until", "по", "до", "bis"]));
    if let Some((first, next)) = day::day(lexer, index) {
        if first.day.is_some()
            && let Some(second_at) = range_mark(lexer, next, from)
            && let Some((last, end)) = day::day(lexer, second_at).filter(|(last, _)| last.day.is_some())
        {
            let maybe_hours = first.maybe_hours && last.maybe_hours;
            return Some((vec![range(first, last)], end, maybe_hours));
        }
        // `czerwca 13-15` and `June 13-15`: the second day shares the month before it.
        if let Some((kinds, end)) = shared_month_before(lexer, index, first, next) {
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
    let (kinds, next) = list_before_month(lexer, index, from)?;
    Some((kinds, next, false))
}

/// The token after a mark of a range.
fn range_mark(lexer: &Lexer<'_>, index: usize, from: bool) -> Option<usize> {
    let index = if lexer.is(index, ',') && lexer.any(index + 1, &["do", "to", "по", "до"]) {
        index + 1
    } else {
        index
    };
    let token = lexer.get(index)?;
    let mark = token.is('-')
        || token.any(&["do", "to", "till", "until", "through", "thru", "по", "до", "bis"])
        || (from && token.any(&["a", "and", "та", "і", "und"]));
    if !mark {
        return None;
    }
    let mut after = index + 1;
    while lexer.any(after, &["dnia", "the", "do", "dzien"]) {
        after += 1;
    }
    Some(after)
}

/// `2, 9 i 16 grudnia`, `7-11 września`, `od 2 do 23 października`, `3, 5-7 oraz 10.06.2024`.
fn list_before_month(lexer: &Lexer<'_>, index: usize, from: bool) -> Option<(Vec<FactKind>, usize)> {
    if let Some(before) = index.checked_sub(1).and_then(|before| lexer.get(before))
        && before.kind == TokenKind::Word
        && lexer.original(before).chars().next().is_some_and(char::is_uppercase)
        && !before.any(words::FROM)
        && words::weekday(&before.low).is_none()
        && index > 1
    {
        // `ul. Zgody 2, 13 czerwca`: the 2 is a house.
        return None;
    }
    if index < lexer.no_list_before.get() {
        return None;
    }
    let mut days: Vec<(u32, Option<Weekday>, bool)> = Vec::new();
    let mut at = index;
    let (last, next) = loop {
        // A start further on in the same enumeration fails at the same token.
        lexer.no_list_before.set(if days.is_empty() {
            lexer.no_list_before.get()
        } else {
            at
        });
        if days.len() > LONGEST_LIST {
            return None;
        }
        if let Some((date, next)) = day::day(lexer, at).filter(|(date, _)| date.day.is_some())
            && !days.is_empty()
        {
            break (date, next);
        }
        let (weekday, number_at) = match lexer.get(at).and_then(|token| words::weekday(&token.low)) {
            Some((weekday, _)) => (
                Some(weekday),
                if lexer.is(at + 1, ',') || lexer.is(at + 1, '.') {
                    at + 2
                } else {
                    at + 1
                },
            ),
            None => (None, at),
        };
        let day = day::small(lexer, number_at, 31)?;
        let mut after = day::after_ordinal(lexer, number_at + 1);
        if lexer.is(after, '.') && (lexer.number(after + 1).is_none() || lexer.gap(after + 1)) {
            after += 1;
        }
        let mut weekday = weekday;
        if weekday.is_none()
            && let Some((found, next)) = day::trailing_weekday(lexer, after)
        {
            (weekday, after) = (Some(found), next);
        }
        let range = range_mark(lexer, after, from && days.is_empty());
        let list = lexer
            .get(after)
            .is_some_and(|token| token.is(',') || token.is('/') || token.any(words::AND) || token.any(words::OR));
        at = match (range, list) {
            (Some(next), _) => next,
            (None, true) => {
                let next = after + 1;
                if lexer.any(next, words::AND) { next + 1 } else { next }
            }
            _ => return None,
        };
        days.push((day, weekday, range.is_some()));
    };
    lexer.no_list_before.set(0);
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
fn shared_month_before(lexer: &Lexer<'_>, index: usize, first: RawDate, next: usize) -> Option<(Vec<FactKind>, usize)> {
    let name = lexer.get(index).filter(|token| token.kind == TokenKind::Word)?;
    if words::weekday(&name.low).is_some() || first.day.is_none() || first.year != Year::None {
        return None;
    }
    let to = range_mark(lexer, next, false);
    let and = lexer
        .get(next)
        .filter(|token| token.is(',') || token.any(words::AND))
        .map(|_| next + 1);
    let at = to.or(and)?;
    let day = day::small(lexer, at, 31)?;
    let after = day::after_ordinal(lexer, at + 1);
    let other = lexer.is(after, ':')
        || lexer.is(after, '.') && lexer.number(after + 1).is_some()
        || lexer.any(after, &["am", "pm", "noon"])
        || lexer.month_word(after)
        || lexer.number(after).is_some_and(|(token, _)| token.low.len() < 4);
    if other {
        return None;
    }
    let (year, end) = day::year(lexer, after);
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
