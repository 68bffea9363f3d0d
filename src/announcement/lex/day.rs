//! One day: `13 czerwca 2024 r. (czwartek)`, `18.06.2020 r.`, `2024-06-13`, `June 13th`, `13 VI 2024`.

use chrono::Weekday;

use crate::announcement::container::line::BREAK;
use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{RawDate, Year};
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words::{self, DayForm};

/// One day with the weekday before or after it.
pub(super) fn day(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let leading = leading_weekday(lexer, index);
    let (weekday, at, bracket) = match leading {
        Some((weekday, at, bracket)) => (Some(weekday), at, bracket),
        None => (None, index, false),
    };
    let (mut date, mut next) = date(lexer, at)?;
    if bracket && lexer.is(next, ')') {
        next += 1;
    }
    date.weekday = weekday;
    if weekday.is_none()
        && let Some((weekday, after)) = trailing_weekday(lexer, next)
    {
        date.weekday = Some(weekday);
        next = after;
        if date.year == Year::None {
            let (year, after) = year(lexer, next);
            if year != Year::None {
                (date.year, next) = (year, after);
            }
        }
    }
    Some((date, next))
}

/// `środę, 19 czerwca`, `Thursday 13 June`, `wtorek (18.06)`, `czwartek⇥13 czerwca`.
fn leading_weekday(lexer: &Lexer<'_>, index: usize) -> Option<(Weekday, usize, bool)> {
    let token = lexer.get(index).filter(|token| token.kind == TokenKind::Word)?;
    let (weekday, form) = words::weekday(&token.low)?;
    if form == DayForm::Many && !token.any(&["niedziele", "srody", "soboty", "середи", "суботи", "неділі", "пятниці"])
    {
        return None;
    }
    let mut next = index + 1;
    if lexer.is(next, '.') {
        next += 1;
    }
    let mut bracket = false;
    for _ in 0..4 {
        match lexer.get(next) {
            Some(token) if token.is(',') || token.is('-') || token.kind == TokenKind::Cell => next += 1,
            Some(token) if token.is('(') => {
                bracket = true;
                next += 1;
            }
            Some(token) if token.any(&["dnia", "dn", "the", "w", "dniu", "дня"]) => next += 1,
            _ => break,
        }
    }
    // A plural, or a weekday before brackets, names a list of days and checks all of them.
    if form == DayForm::Many || bracket && lexer.any(index.wrapping_sub(1), &["we", "kazdy", "kazda"]) {
        return None;
    }
    date(lexer, next).filter(|(date, _)| date.day.is_some())?;
    Some((weekday, next, bracket))
}

/// `(czwartek)`, `, czwartek`, `(śr.)`, `⇥czwartek⇥`.
pub(super) fn trailing_weekday(lexer: &Lexer<'_>, index: usize) -> Option<(Weekday, usize)> {
    let mut at = index;
    let comma = lexer.is(at, ',') || lexer.is(at, '-') || lexer.is(at, BREAK);
    if comma {
        at += 1;
    }
    let bracket = lexer.is(at, '(');
    if bracket {
        at += 1;
    }
    let cell = lexer.get(at).is_some_and(|token| token.kind == TokenKind::Cell);
    if cell {
        at += 1;
    }
    let token = lexer.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let (weekday, form) = words::weekday(&token.low)?;
    let mut next = at + 1;
    if lexer.is(next, '.') && (bracket || form == DayForm::Short) {
        next += 1;
    }
    if bracket {
        return if lexer.is(next, ')') {
            Some((weekday, next + 1))
        } else {
            (lexer.is(next, ',') || lexer.get(next).is_none()).then_some((weekday, next))
        };
    }
    if cell {
        return lexer.ends_cell(next).then_some((weekday, next));
    }
    let alone =
        !matches!(lexer.get(next), Some(token) if token.is('-') || token.any(words::AND) || token.any(words::TO));
    let leads_next = date(lexer, next).is_some();
    (form != DayForm::Many && alone && !leads_next).then_some((weekday, next))
}

/// Without its weekday.
pub(super) fn date(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let token = lexer.get(index)?;
    match token.kind {
        TokenKind::Number(_) => iso(lexer, index)
            .or_else(|| day_and_month_name(lexer, index))
            .or_else(|| numeric(lexer, index))
            .or_else(|| month_and_year(lexer, index)),
        TokenKind::Word => month_name_first(lexer, index),
        _ => None,
    }
}

fn iso(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let (token, year) = lexer.number(index)?;
    if token.low.len() != 4 {
        return None;
    }
    let year = plausible(year)?;
    let mark = lexer.get(index + 1).filter(|token| !token.gap)?;
    if !(mark.is('-') || mark.is('.') || mark.is('/')) {
        return None;
    }
    let (month, day) = (small(lexer, index + 2, 12)?, small(lexer, index + 4, 31)?);
    let same = lexer
        .get(index + 3)
        .is_some_and(|second| second.kind == mark.kind && !second.gap);
    let tight = !lexer.gap(index + 2) && !lexer.gap(index + 4);
    (same && tight).then(|| {
        let mut next = index + 5;
        // `2024-06-13T15:00` and `2024-06-13 15:00` go on with hours.
        if lexer.any(next, &["t"]) && !lexer.gap(next) {
            next += 1;
        }
        (in_year(Some(day), month, year), next)
    })
}

fn day_and_month_name(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let day = small(lexer, index, 31)?;
    let mut at = after_ordinal(lexer, index + 1);
    let maybe_item = day < 10
        && lexer.is(index + 1, '.')
        && lexer.gap(index + 2)
        && lexer.month_word(index + 2)
        && !lexer
            .get(index + 2)
            .is_some_and(|month| words::month_before_day(&month.low))
        && lexer.tokens[..index]
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Mark(_)));
    if lexer.any(at, &["of", "day"]) {
        at += 1;
    }
    if lexer.is(at, '.') || (lexer.is(at, '-') && !lexer.gap(at)) {
        at += 1;
    }
    let token = lexer.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let mut next = at + 1;
    let month = match words::month(&token.low) {
        Some((month, _)) => month,
        None => match words::short_month(&token.low) {
            Some(month) if token.low != "sie" || lexer.original(token).eq_ignore_ascii_case("sie") => {
                let dot = lexer.is(next, '.');
                if dot {
                    next += 1;
                }
                let sure = dot
                    || weekday_before(lexer, index)
                    || clock(lexer, next)
                    || lexer.get(next).is_none_or(|after| {
                        after.kind == TokenKind::Cell
                            || after.is('(')
                            || after.is(',')
                            || after.is('-')
                            || after.digits(4)
                    });
                if !sure {
                    return None;
                }
                month
            }
            _ => {
                let month = words::roman_month(lexer.original(token))?;
                if lexer.any(next, &["pietro", "termin", "etap", "lo", "tura"]) {
                    return None;
                }
                if lexer.is(next, '.') && lexer.number(next + 1).is_some_and(|(token, _)| token.low.len() == 4) {
                    next += 1;
                }
                month
            }
        },
    };
    if lexer.is(next, '-')
        && !lexer.gap(next)
        && lexer
            .number(next + 1)
            .is_some_and(|(token, value)| token.low.len() == 4 && plausible(value).is_some())
    {
        next += 1;
    }
    let (year, next) = year(lexer, next);
    Some((
        RawDate {
            day: Some(day),
            month,
            year,
            maybe_item,
            ..RawDate::default()
        },
        next,
    ))
}

fn weekday_before(lexer: &Lexer<'_>, index: usize) -> bool {
    let before = |back: usize| index.checked_sub(back).and_then(|at| lexer.get(at));
    let back = if before(1).is_some_and(|token| token.is(',') || token.is('.')) {
        2
    } else {
        1
    };
    before(back).is_some_and(|token| words::weekday(&token.low).is_some())
}

/// Whether a time of the day follows: `10am`, `2 p.m.`, `10:00`.
fn clock(lexer: &Lexer<'_>, index: usize) -> bool {
    small(lexer, index, 24).is_some()
        && (lexer.is(index + 1, ':')
            || lexer.any(index + 1, &["am", "pm"])
            || lexer.any(index + 1, &["a", "p"]) && lexer.is(index + 2, '.'))
}

fn month_name_first(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let token = lexer.get(index)?;
    let (month, genitive) = match words::month(&token.low) {
        Some(found) => found,
        None => (
            words::short_month(&token.low).filter(|_| {
                words::starts(
                    &token.low,
                    &[
                        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
                    ],
                )
            })?,
            false,
        ),
    };
    let english = words::month_before_day(&token.low) || words::month(&token.low).is_none();
    let dot = usize::from(english && lexer.is(index + 1, '.'));
    let day_before = index > 0 && lexer.number(index - 1).is_some_and(|(token, _)| token.low.len() <= 2);
    // `8 Nov 10 a.m.`: its day comes before it.
    if english
        && !day_before
        && let Some(day) = small(lexer, index + 1 + dot, 31)
    {
        let after = after_ordinal(lexer, index + 2 + dot);
        let hours_follow = (lexer.is(after, ':') || lexer.is(after, '.'))
            && !lexer.gap(after + 1)
            && lexer.number(after + 1).is_some();
        if !hours_follow && !lexer.any(after, &["am", "pm"]) {
            let (year, next) = year(lexer, after);
            return Some((
                RawDate {
                    day: Some(day),
                    month,
                    year,
                    ..RawDate::default()
                },
                next,
            ));
        }
    }
    // In `14.0021 września` the day is part of another number, and lost.
    if !genitive || day_before || token.any(&["may"]) || english {
        return None;
    }
    let (year, next) = year(lexer, index + 1);
    Some((
        RawDate {
            month,
            year,
            ..RawDate::default()
        },
        next,
    ))
}

/// `13.06.2024`, `13/06/2024`, `13-06-2024`, `13.06.`, `13.06`, `13.6.24`.
fn numeric(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let day = small(lexer, index, 31)?;
    if let Some(spread) = spread(lexer, index, day) {
        return Some(spread);
    }
    let mark = lexer.get(index + 1).filter(|token| !token.gap)?;
    let sort = match mark.kind {
        TokenKind::Mark(sort @ ('.' | '/' | '-')) => sort,
        _ => return None,
    };
    let (second, value) = lexer.number(index + 2)?;
    if second.low.len() > 2 {
        return None;
    }
    let spaced = second.gap;
    let value = u32::try_from(value).ok()?;
    let (day, month) = match sort {
        '/' if lexer.month_first || value > 12 => (value, day),
        _ => (day, value),
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let third = lexer
        .get(index + 3)
        .is_some_and(|third| third.kind == mark.kind && !third.gap);
    if third && let Some((token, value)) = lexer.number(index + 4) {
        let full = token.low.len() == 4 && plausible(value).is_some();
        let short = token.low.len() == 2 && (18..=45).contains(&value) && sort != '-' && !token.gap;
        let next_is_hours = token.gap && (lexer.is(index + 5, '.') || lexer.is(index + 5, ':')) && token.low.len() <= 2;
        if (full || short) && !next_is_hours && (!spaced || token.gap) {
            let year = i32::try_from(if short { 2000 + value } else { value }).ok()?;
            return Some((in_year(Some(day), month, year), after_year_word(lexer, index + 5)));
        }
        if !token.gap {
            return None;
        }
    }
    if spaced || sort == '-' {
        return None;
    }
    if sort == '/' {
        let alone = lexer.starts_cell(index) && lexer.ends_cell(index + 3) && second.cell > 0;
        let weekday = trailing_weekday(lexer, index + 3).is_some();
        if !(alone || weekday) || second.low.len() != 2 {
            return None;
        }
    }
    let dot = sort == '.' && third && lexer.number(index + 4).is_none_or(|(token, _)| token.gap);
    if !dot && (third || second.low.len() == 1) {
        return None;
    }
    let mut next = index + 3;
    if dot
        && !lexer.get(next + 1).is_some_and(|token| {
            token.gap
                && token.kind == TokenKind::Word
                && lexer.original(token).chars().next().is_some_and(char::is_uppercase)
        })
    {
        next += 1;
    }
    let (year, next) = if dot || lexer.any(next, words::THIS_YEAR) || lexer.any(next, &["b"]) {
        year(lexer, next)
    } else {
        (Year::None, next)
    };
    if lexer.is(next, '%') || lexer.any(next, &["zl", "tys", "mln", "ha", "km", "m", "pln"]) {
        return None;
    }
    let maybe_hours = sort == '.' && !dot && day <= 24;
    Some((
        RawDate {
            day: Some(day),
            month,
            year,
            maybe_hours,
            ..RawDate::default()
        },
        next,
    ))
}

/// `05 . 10 . 2023`: the year in full keeps it from being anything else.
fn spread(lexer: &Lexer<'_>, index: usize, day: u32) -> Option<(RawDate, usize)> {
    let dots = [index + 1, index + 3].map(|at| lexer.get(at).filter(|token| token.is('.')));
    let [Some(first), Some(_)] = dots else { return None };
    let month = small(lexer, index + 2, 12).filter(|_| first.gap)?;
    let (token, value) = lexer.number(index + 4)?;
    let year = plausible(value).filter(|_| token.low.len() == 4)?;
    Some((in_year(Some(day), month, year), after_year_word(lexer, index + 5)))
}

/// `01.2024`: numbering or a list ate the day.
fn month_and_year(lexer: &Lexer<'_>, index: usize) -> Option<(RawDate, usize)> {
    let month = small(lexer, index, 12)?;
    let (token, value) = lexer.number(index + 2)?;
    let tight = lexer.is(index + 1, '.') && !lexer.gap(index + 1) && !token.gap && token.low.len() == 4;
    let year = plausible(value).filter(|_| tight)?;
    Some((in_year(None, month, year), after_year_word(lexer, index + 3)))
}

/// The year after a day and month.
pub(super) fn year(lexer: &Lexer<'_>, index: usize) -> (Year, usize) {
    let comma = usize::from(lexer.is(index, ','));
    let at = index + comma;
    if let Some((token, value)) = lexer.number(at)
        && token.low.len() == 4
        && let Some(year) = plausible(value)
    {
        // `2000-2200` after a day are hours that lost their dots.
        let lost = value % 100 % 15 == 0
            && lexer.is(at + 1, '-')
            && lexer
                .number(at + 2)
                .is_some_and(|(token, value)| token.low.len() == 4 && value % 100 % 15 == 0 && value <= 2400);
        if !lost {
            return (Year::Printed(year), after_year_word(lexer, at + 1));
        }
    }
    if lexer.any(at, words::THIS_YEAR) {
        return (Year::This, at + 1 + usize::from(lexer.is(at + 1, '.')));
    }
    let letters = [("b", "r"), ("с", "р"), ("ц", "р"), ("п", "р")];
    if let (Some(first), Some(second)) = (lexer.get(at), lexer.get(at + 2))
        && lexer.is(at + 1, '.')
        && letters.contains(&(first.low.as_str(), second.low.as_str()))
    {
        return (Year::This, at + 3 + usize::from(lexer.is(at + 3, '.')));
    }
    if lexer.any(at, &["biezacego", "tego", "this", "цього", "поточного"]) && lexer.any(at + 1, words::YEAR_WORDS)
    {
        return (Year::This, at + 2);
    }
    (Year::None, index)
}

fn after_year_word(lexer: &Lexer<'_>, index: usize) -> usize {
    if !lexer.any(index, words::YEAR_WORDS) {
        return index;
    }
    let dot = lexer.is(index + 1, '.') && lexer.get(index).is_some_and(|token| token.low.chars().count() == 1);
    // The full stop of `r.` before a capital may also end the sentence; then it is left to end it.
    let ends = dot && lexer.sentence_ends(index + 1);
    index + 1 + usize::from(dot && !ends)
}

pub(super) fn after_ordinal(lexer: &Lexer<'_>, index: usize) -> usize {
    let suffixes = ["st", "nd", "rd", "th", "go", "ego", "го", "ого"];
    if lexer.any(index, &suffixes) && !lexer.gap(index) {
        index + 1
    } else if lexer.is(index, '-') && !lexer.gap(index) && lexer.any(index + 1, &suffixes) {
        index + 2
    } else {
        index
    }
}

/// A number of one or two digits from 1 to `most`.
pub(super) fn small(lexer: &Lexer<'_>, index: usize, most: u32) -> Option<u32> {
    let (token, value) = lexer.number(index)?;
    let value = u32::try_from(value).ok()?;
    (token.low.len() <= 2 && (1..=most).contains(&value)).then_some(value)
}

fn plausible(year: u64) -> Option<i32> {
    i32::try_from(year).ok().filter(|year| (1990..=2100).contains(year))
}

fn in_year(day: Option<u32>, month: u32, year: i32) -> RawDate {
    RawDate {
        day,
        month,
        year: Year::Printed(year),
        ..RawDate::default()
    }
}
