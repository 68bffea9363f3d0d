//! Returning days: `we wtorki i czwartki`, `od poniedziałku do piątku`, `co drugą środę`, `4-ий вівторок місяця`.

use chrono::Weekday;

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::dates;
use crate::announcement::lex::fact::{FactKind, Week};
use crate::announcement::lex::hours;
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words::{self, DayForm};

const EVERY: &[&str] = &[
    "kazdy",
    "kazda",
    "kazdego",
    "every",
    "each",
    "кожен",
    "кожного",
    "кожної",
    "кожну",
    "кожний",
    "jeden",
    "jedes",
];
const SECOND: &[&str] = &[
    "drugi",
    "druga",
    "second",
    "other",
    "другу",
    "другий",
    "другої",
    "другого",
];
const DAILY: &[&str] = &["codziennie", "daily", "щодня", "щоденно", "everyday", "taglich"];
const ORDINALS: &[(&[&str], u8)] = &[
    (
        &[
            "pierwszy",
            "pierwsza",
            "pierwsze",
            "first",
            "перший",
            "перша",
            "першу",
            "перші",
        ],
        1,
    ),
    (&["drugi", "druga", "drugie", "second", "другий", "друга", "другу"], 2),
    (
        &["trzeci", "trzecia", "trzecie", "third", "третій", "третя", "третю"],
        3,
    ),
    (
        &[
            "czwarty",
            "czwarta",
            "czwarte",
            "fourth",
            "четвертий",
            "четверта",
            "четверту",
        ],
        4,
    ),
    (&["piaty", "piata", "piate", "fifth", "пятий", "пята", "пяту"], 5),
    (
        &[
            "ostatni",
            "ostatnia",
            "ostatnie",
            "last",
            "останній",
            "остання",
            "останню",
        ],
        0,
    ),
];

/// Returning weekdays that begin at a token.
pub(super) fn weekdays(lexer: &Lexer<'_>, index: usize) -> Option<(FactKind, usize)> {
    if let Some(found) = every_day(lexer, index) {
        return Some(found);
    }
    if let Some(found) = of_month(lexer, index) {
        return Some(found);
    }
    let mut at = index;
    let every = lexer.any(at, EVERY) || lexer.any(at, &["co"]);
    if every {
        at += 1;
    }
    let alternate = every && lexer.any(at, SECOND) || lexer.any(index, &["alternate"]);
    if alternate {
        at += 1;
    }
    let (mut week, mut next) = weekday_group(lexer, at, every)?;
    week.returns |= every || alternate;
    week.alternate = alternate;
    // `wtorki, środy i czwartki`, `w poniedziałek i we wtorek`
    for _ in 0..7 {
        let mut after = next;
        let joint = lexer
            .get(after)
            .is_some_and(|token| token.is(',') || token.is('/') || token.any(words::AND) || token.any(words::OR));
        if !joint {
            break;
        }
        after += 1;
        while lexer.any(after, words::AND) || lexer.any(after, &["w", "we", "on", "у", "в", "kazdy", "kazda", "every"])
        {
            after += 1;
        }
        // `wtorek, 9 stycznia` was asked before; here a weekday with its own day ends the list.
        if dates::days(lexer, after).is_some() {
            break;
        }
        let Some((more, end)) = weekday_group(lexer, after, true) else {
            break;
        };
        for (day, named) in week.days.iter_mut().zip(more.days) {
            *day |= named;
        }
        week.returns = true;
        next = end;
    }
    Some((FactKind::Week(week), next))
}

/// One weekday or a range of them.
fn weekday_group(lexer: &Lexer<'_>, index: usize, listed: bool) -> Option<(Week, usize)> {
    if lexer
        .get(index)
        .is_some_and(|token| words::starts(&token.low, &["weekend", "вихідн"]))
    {
        return Some((Week::through(Weekday::Sat, Weekday::Sun), index + 1));
    }
    let (first, form, after) = weekday_word(lexer, index)?;
    let range = lexer
        .get(after)
        .is_some_and(|token| token.is('-') || token.any(&["do", "to", "till", "through", "по", "до", "bis"]));
    if range && let Some((last, _, end)) = weekday_word(lexer, after + 1) {
        return Some((Week::through(first, last), end));
    }
    if form == DayForm::Short && !(listed || short_is_clear(lexer, index, after)) {
        return None;
    }
    Some((
        Week {
            returns: form == DayForm::Many,
            ..Week::through(first, first)
        },
        after,
    ))
}

fn weekday_word(lexer: &Lexer<'_>, index: usize) -> Option<(Weekday, DayForm, usize)> {
    let token = lexer.get(index).filter(|token| token.kind == TokenKind::Word)?;
    let (day, form) = words::weekday(&token.low)?;
    let dot = form == DayForm::Short && lexer.is(index + 1, '.');
    Some((day, form, index + 1 + usize::from(dot)))
}

/// `pt.` is Friday in a cell of its own, in brackets, before hours or another weekday; elsewhere it may be `pod tytułem`.
fn short_is_clear(lexer: &Lexer<'_>, index: usize, after: usize) -> bool {
    let opened = lexer.starts_cell(index) || lexer.is(index.wrapping_sub(1), '(');
    let closed = lexer.ends_cell(after) || lexer.is(after, ')') || lexer.is(after, ':') || lexer.is(after, ',');
    let more = lexer
        .get(after + 1)
        .is_some_and(|token| words::weekday(&token.low).is_some())
        && lexer
            .get(after)
            .is_some_and(|token| token.is(',') || token.is('-') || token.any(words::AND));
    let hours = lexer.number(after).is_some() && hours::hours(lexer, after, false).is_some();
    opened && closed || more || hours
}

fn every_day(lexer: &Lexer<'_>, index: usize) -> Option<(FactKind, usize)> {
    let all = Week {
        days: [true; 7],
        returns: true,
        every_day: true,
        ..Week::default()
    };
    if lexer.any(index, DAILY) {
        // `codziennie od poniedziałku do piątku`, `codziennie w dni robocze`, `codziennie (pn.-pt.)`
        let mut after = index + 1;
        while lexer.is(after, '(')
            || lexer.is(after, ',')
            || lexer.any(after, &["od", "w", "from", "on", "з", "із", "від", "у", "в"])
        {
            after += 1;
        }
        if let Some((week, next)) =
            weekday_group(lexer, after, true).filter(|(week, _)| week.days.iter().filter(|day| **day).count() > 1)
        {
            return Some((FactKind::Week(week), next + usize::from(lexer.is(next, ')'))));
        }
        if let Some((week, next)) = working_days(lexer, after) {
            return Some((FactKind::Week(week), next + usize::from(lexer.is(next, ')'))));
        }
        return Some((FactKind::Week(all), index + 1));
    }
    if lexer.any(index, EVERY) && lexer.any(index + 1, &["dnia", "dzien", "day", "дня", "день", "tag"]) {
        return Some((FactKind::Week(all), index + 2));
    }
    working_days(lexer, index).map(|(week, next)| (FactKind::Week(week), next))
}

fn working_days(lexer: &Lexer<'_>, index: usize) -> Option<(Week, usize)> {
    let pair = |first: &[&str], second: &[&str]| lexer.any(index, first) && lexer.any(index + 1, second);
    if pair(
        &["dni", "dniach", "dnia", "dzien"],
        &["robocze", "roboczych", "roboczy", "powszednie", "powszednich", "pracy"],
    ) || pair(&["working", "business", "week"], &["days", "day"])
        || pair(
            &["робочі", "робочих", "будні", "робочий"],
            &["дні", "днів", "днях", "день"],
        )
    {
        return Some((Week::through(Weekday::Mon, Weekday::Fri), index + 2));
    }
    (lexer.any(index, &["weekdays", "workdays", "будні", "будням", "werktags"]))
        .then(|| (Week::through(Weekday::Mon, Weekday::Fri), index + 1))
}

/// `pierwszy wtorek miesiąca`, `first and third Tuesday of the month`, `4-ий та 5-ий вівторок місяця`.
fn of_month(lexer: &Lexer<'_>, index: usize) -> Option<(FactKind, usize)> {
    let mut at = index + usize::from(lexer.any(index, EVERY));
    let mut which = Vec::new();
    for _ in 0..5 {
        let (ordinal, next) = ordinal(lexer, at)?;
        which.push(ordinal);
        at = next;
        if lexer
            .get(at)
            .is_some_and(|token| token.is(',') || token.any(words::AND))
        {
            at += 1;
            continue;
        }
        break;
    }
    let (mut week, mut next) = weekday_group(lexer, at, true)?;
    let mut month = false;
    for _ in 0..4 {
        month |= lexer.any(next, &["miesiaca", "miesiacu", "month", "місяця"]);
        if month
            || lexer.any(
                next,
                &["of", "the", "each", "every", "kazdego", "w", "danego", "кожного"],
            )
        {
            next += 1;
        }
        if month {
            break;
        }
    }
    if !month {
        return None;
    }
    week.returns = true;
    week.of_month = which;
    Some((FactKind::Week(week), next))
}

fn ordinal(lexer: &Lexer<'_>, index: usize) -> Option<(u8, usize)> {
    if let Some((token, value)) = lexer.number(index) {
        let value = u8::try_from(value)
            .ok()
            .filter(|value| token.low.len() == 1 && (1..=5).contains(value))?;
        let mut next = index + 1;
        if lexer.is(next, '-') && !lexer.gap(next) {
            next += 1;
        }
        return if lexer.any(next, &["ий", "й", "st", "nd", "rd", "th", "го", "ша", "га", "тя"])
            || lexer.is(next, '.') && next == index + 1
        {
            Some((value, next + 1))
        } else {
            None
        };
    }
    let token = lexer.get(index).filter(|token| token.kind == TokenKind::Word)?;
    ORDINALS
        .iter()
        .find(|(forms, _)| forms.contains(&token.low.as_str()))
        .map(|(_, value)| (*value, index + 1))
}
