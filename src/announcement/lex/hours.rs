//! Hours: `15.00-18.00`, `od 14 do 16`, `godz.8:00 – 10:00`, `10am - 12 noon`, `700—2100`, `o godz. 17:30`.

use chrono::NaiveTime;

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{FactKind, RawHours};
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// With minutes, or am, pm, noon.
    Full,
    /// An hour alone.
    Bare,
    /// `1530`, which lost its mark.
    Lost,
}

#[derive(Clone, Copy)]
struct Time {
    minutes: u32,
    style: Style,
    /// `Some(true)` for pm.
    half: Option<bool>,
    /// The day of the next item is printed together with its minutes (`14.0021 września`).
    glued: bool,
    next: usize,
}

const NOON: &[&str] = &["noon", "poludnie", "полудень"];
const MIDNIGHT: &[&str] = &["midnight", "polnoc"];
const UNITS: &[&str] = &[
    "h",
    "uhr",
    "hrs",
    "hours",
    "год",
    "години",
    "годин",
    "godz",
    "godziny",
    "година",
];

/// Hours that begin at a token; `expected` when a word for hours comes before.
pub(super) fn hours(lexer: &Lexer<'_>, index: usize, expected: bool) -> Option<(FactKind, usize)> {
    let first = time(lexer, index, expected)?;
    // `do godz. 15`: the word for hours may be between.
    let mut at = index.checked_sub(1);
    while let Some(before) = at
        && (lexer.any(before, words::HOUR_WORDS) && !lexer.any(before, &["at"])
            || lexer.is(before, '.') && before > 0 && lexer.any(before - 1, words::HOUR_WORDS))
    {
        at = before.checked_sub(1);
    }
    let before = at.and_then(|before| lexer.get(before));
    let from = before.is_some_and(|token| token.any(words::FROM));
    let between = before.is_some_and(|token| token.any(words::BETWEEN));
    let until = before.is_some_and(|token| token.any(&["do", "to", "till", "until", "по", "до", "bis"]));
    if let Some((second, word)) = second(lexer, first.next, from || between, expected) {
        let unit = lexer.any(second.next, UNITS) || lexer.any(second.next, &["o"]) && lexer.is(second.next + 1, '\'');
        let bare = first.style == Style::Bare && second.style == Style::Bare;
        let lost = first.style == Style::Lost || second.style == Style::Lost;
        let weak = !(expected || unit) && (lost || bare && !(between || from && word));
        let (hours, next) = joined(lexer, first, second)?;
        let mut next = next;
        if lexer.any(next, &["h", "uhr", "hrs"]) {
            next += 1;
        }
        if bare && !(expected || unit || from || between) && looks_like_something_else(lexer, next) {
            return None;
        }
        return Some((FactKind::Hours(RawHours { weak, ..hours }), next));
    }
    let full = first.style == Style::Full;
    let unit = lexer.any(first.next, &["h", "uhr", "hrs"]);
    if !(full && (expected || plain_clock(lexer, index) || first.half.is_some())
        || first.style == Style::Bare && (expected || unit))
    {
        return None;
    }
    let time = clock(first.minutes)?;
    let hours = if until && !from {
        RawHours {
            end: Some(time),
            ..RawHours::default()
        }
    } else {
        RawHours {
            start: Some(time),
            ..RawHours::default()
        }
    };
    Some((FactKind::Hours(hours), first.next + usize::from(unit)))
}

/// A lone `17:30` or `17.30` that is no part of something longer.
fn plain_clock(lexer: &Lexer<'_>, index: usize) -> bool {
    let tight_before = index > 0
        && !lexer.gap(index)
        && lexer
            .get(index - 1)
            .is_some_and(|token| matches!(token.kind, TokenKind::Number(_)) || token.is('.') || token.is('/'));
    let minutes = lexer.number(index + 2).map_or(99, |(_, value)| value);
    !tight_before
        && minutes.is_multiple_of(5)
        && !lexer.any(index + 3, &["zl", "pln", "tys", "mln", "m", "km", "ha"])
        && !lexer.is(index + 3, '%')
}

fn looks_like_something_else(lexer: &Lexer<'_>, next: usize) -> bool {
    lexer.is(next, '-')
        || lexer.is(next, '/')
        || lexer.is(next, '.') && !lexer.gap(next + 1) && lexer.number(next + 1).is_some()
        || lexer.any(next, &["lat", "osob", "dni", "zl", "years", "days", "people", "років"])
}

/// The end of a range, and whether a word (not a dash) led to it.
fn second(lexer: &Lexer<'_>, index: usize, led: bool, expected: bool) -> Option<(Time, bool)> {
    let token = lexer.get(index)?;
    let word = token.any(&["do", "to", "till", "until", "bis", "по", "до", "through"])
        || led && token.any(&["a", "and", "i", "та", "і", "und"]);
    if !(token.is('-') || word) {
        return None;
    }
    let mut at = index + 1;
    for _ in 0..3 {
        if lexer.any(
            at,
            &[
                "godz",
                "godziny",
                "godzinie",
                "do",
                "do_godz",
                "години",
                "год",
                "ok",
                "the",
            ],
        ) || lexer.is(at, '.') && lexer.any(at - 1, &["godz", "год"])
        {
            at += 1;
        }
    }
    time(lexer, at, expected).map(|time| (time, word))
}

fn joined(lexer: &Lexer<'_>, first: Time, second: Time) -> Option<(RawHours, usize)> {
    let (mut start, end) = (first.minutes % (24 * 60), second.minutes);
    let mut unclear = false;
    if first.half.is_none() && first.style != Style::Lost && start <= 12 * 60 && second.half.is_some() {
        // `3-6pm` and `10-2pm`: the half of the end, unless the start would come after it.
        let pm = second.half == Some(true);
        let as_pm = if start >= 12 * 60 { start } else { start + 12 * 60 };
        if pm && as_pm < end {
            start = as_pm;
        }
    } else if first.half.is_none()
        && second.half.is_none()
        && end <= start
        && first.style == Style::Bare
        && second.style == Style::Bare
        && start <= 12 * 60
        && end < 12 * 60
    {
        unclear = true;
    }
    let (next_day, next) = next_day(lexer, second.next);
    let crosses = end <= start && end % 1440 != 0;
    let length = (end + 1440 - start) % 1440;
    // Fifteen hours through the night are more likely hours in the wrong order.
    let unlikely = crosses && !next_day && (length > 14 * 60 || length == 0);
    let hours = RawHours {
        start: Some(clock(start)?),
        end: Some(clock(end)?),
        unclear: unclear || unlikely || first.glued || second.glued,
        weak: false,
    };
    Some((hours, next))
}

fn next_day(lexer: &Lexer<'_>, index: usize) -> (bool, usize) {
    let bracket = usize::from(lexer.is(index, '('));
    let at = index + bracket;
    let next = [
        ["nastepnego", "dnia"],
        ["dnia", "nastepnego"],
        ["next", "day"],
        ["наступного", "дня"],
    ]
    .iter()
    .any(|[first, second]| lexer.any(at, &[first]) && lexer.any(at + 1, &[second]));
    if next {
        (true, at + 2 + usize::from(bracket == 1 && lexer.is(at + 2, ')')))
    } else {
        (false, index)
    }
}

fn time(lexer: &Lexer<'_>, index: usize, expected: bool) -> Option<Time> {
    if lexer.any(index, NOON) {
        return Some(Time {
            minutes: 12 * 60,
            style: Style::Full,
            half: Some(true),
            glued: false,
            next: index + 1,
        });
    }
    if lexer.any(index, MIDNIGHT) {
        return Some(Time {
            minutes: 24 * 60,
            style: Style::Full,
            half: Some(true),
            glued: false,
            next: index + 1,
        });
    }
    let (token, value) = lexer.number(index)?;
    let value = u32::try_from(value).ok()?;
    let mut glued = false;
    let (hour, minute, style, mut next) = match token.low.len() {
        1 | 2 => match minutes(lexer, index, expected).or_else(|| spaced_minutes(lexer, index)) {
            Some((minute, next)) => (value, minute, Style::Full, next),
            None => match glued_minutes(lexer, index) {
                Some((minute, next)) => {
                    glued = true;
                    (value, minute, Style::Full, next)
                }
                None => (value, 0, Style::Bare, index + 1),
            },
        },
        3 | 4 if value % 100 % 15 == 0 && value % 100 < 60 && (token.low.len() == 4 || !token.low.starts_with('0')) => {
            (value / 100, value % 100, Style::Lost, index + 1)
        }
        _ => return None,
    };
    if hour > 24 || hour == 24 && minute > 0 {
        return None;
    }
    let mut minutes = hour * 60 + minute;
    let (mut half, mut style) = (None, style);
    let meridiem = lexer
        .get(next)
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.low.clone());
    match meridiem.as_deref() {
        Some(word @ ("am" | "pm")) if hour <= 12 => {
            half = Some(word == "pm");
            next += 1;
            if lexer.is(next, '.') && word.len() == 2 && false_stop(lexer.gap(next + 1), lexer.get(next + 1).is_some())
            {
                next += 1;
            }
        }
        Some(word @ ("a" | "p")) if hour <= 12 && lexer.is(next + 1, '.') && lexer.any(next + 2, &["m"]) => {
            half = Some(word == "p");
            next += 3 + usize::from(lexer.is(next + 3, '.'));
        }
        _ if hour == 12 && lexer.any(next, NOON) => {
            (half, next) = (Some(true), next + 1);
        }
        _ if hour == 12 && lexer.any(next, MIDNIGHT) => {
            (half, next, minutes) = (Some(false), next + 1, 24 * 60);
            return Some(Time {
                minutes,
                style: Style::Full,
                half,
                glued,
                next,
            });
        }
        _ => {}
    }
    if let Some(pm) = half {
        style = Style::Full;
        minutes = match (pm, hour) {
            (true, 12) => 12 * 60 + minute,
            (true, hour) => (hour + 12) * 60 + minute,
            (false, 12) => minute,
            (false, hour) => hour * 60 + minute,
        };
    }
    Some(Time {
        minutes,
        style,
        half,
        glued,
        next,
    })
}

/// `:30`, `.30`, `h30`, `,30`; seconds of a spreadsheet are passed over.
fn minutes(lexer: &Lexer<'_>, index: usize, expected: bool) -> Option<(u32, usize)> {
    let mark = lexer.get(index + 1).filter(|token| !token.gap)?;
    let (token, value) = lexer
        .number(index + 2)
        .filter(|(token, _)| !token.gap && token.low.len() == 2)?;
    let value = u32::try_from(value).ok().filter(|value| *value < 60)?;
    let mark_fits = mark.is(':')
        || mark.is('.')
        || mark.is('^')
        || mark.any(&["h"])
        || mark.is(',') && value % 15 == 0 && (expected || lexer.is(index + 3, '-'));
    if !mark_fits || token.low.is_empty() {
        return None;
    }
    let mut next = index + 3;
    if (lexer.is(next, ':') || lexer.is(next, '.'))
        && !lexer.gap(next)
        && !lexer.gap(next + 1)
        && lexer.number(next + 1).is_some()
    {
        if mark.is(':') && lexer.number(next + 1).is_some_and(|(token, _)| token.low == "00") {
            next += 2;
        } else {
            return None;
        }
    }
    Some((value, next))
}

/// `15 00 - 18 00`, whose raised minutes came down beside the hours; only where both ends are printed so.
fn spaced_minutes(lexer: &Lexer<'_>, index: usize) -> Option<(u32, usize)> {
    let pair = |at: usize| {
        let (hour, minutes) = (lexer.number(at)?.0, lexer.number(at + 1)?);
        let fits = hour.low.len() <= 2 && minutes.0.low.len() == 2 && minutes.0.gap && minutes.1 % 15 == 0;
        u32::try_from(minutes.1).ok().filter(|value| fits && *value < 60)
    };
    let to = |at: usize| lexer.is(at, '-') || lexer.any(at, words::TO);
    let hour_word = |at: usize| lexer.any(at, words::HOUR_WORDS);
    let minutes = pair(index)?;
    let after = index + 2;
    let skipped = usize::from(hour_word(after + 1)) + usize::from(hour_word(after + 1) && lexer.is(after + 2, '.'));
    let other = after + 1 + skipped;
    let leads = to(after) && pair(other).is_some() && lexer.number(other + 2).is_none();
    let mut before = index.checked_sub(1)?;
    while before > 0 && (hour_word(before) || lexer.is(before, '.')) {
        before -= 1;
    }
    let ends = to(before) && before >= 2 && pair(before - 2).is_some() && lexer.number(after).is_none();
    (leads || ends).then_some((minutes, after))
}

/// `14.0021 września`: minutes and a day in one number.
fn glued_minutes(lexer: &Lexer<'_>, index: usize) -> Option<(u32, usize)> {
    let mark = lexer.is(index + 1, '.') || lexer.is(index + 1, ':');
    let (token, _) = lexer.number(index + 2).filter(|(token, _)| !token.gap && mark)?;
    let (minutes, day) = token.low.split_at_checked(2)?;
    let day: u32 = day.parse().ok()?;
    let minutes: u32 = minutes.parse().ok()?;
    let fits = minutes.is_multiple_of(15) && minutes < 60 && (1..=31).contains(&day) && lexer.month_word(index + 3);
    fits.then_some((minutes, index + 3))
}

fn false_stop(gap_after: bool, any_after: bool) -> bool {
    !gap_after && any_after
}

/// Minutes of the day → time; 24:00 is midnight.
fn clock(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt((minutes / 60) % 24, minutes % 60, 0)
}
