//! Returning days: `we wtorki i czwartki`, `od poniedziałku do piątku`, `co drugą środę`, `4-ий вівторок місяця`.

use chrono::Weekday;

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{FactKind, Week};
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

impl Lexer<'_> {
    /// Returning weekdays that begin at a token.
    pub(super) fn weekdays(&self, index: usize) -> Option<(FactKind, usize)> {
        if let Some(found) = self.every_day(index) {
            return Some(found);
        }
        if let Some(found) = self.of_month(index) {
            return Some(found);
        }
        let mut at = index;
        let every = self.any(at, EVERY) || self.any(at, &["co"]);
        if every {
            at += 1;
        }
        let alternate = every && self.any(at, SECOND) || self.any(index, &["alternate"]);
        if alternate {
            at += 1;
        }
        let (mut week, mut next) = self.weekday_group(at, every)?;
        week.returns |= every || alternate;
        week.alternate = alternate;
        // `wtorki, środy i czwartki`, `w poniedziałek i we wtorek`
        for _ in 0..7 {
            let mut after = next;
            let joint = self
                .get(after)
                .is_some_and(|token| token.is(',') || token.is('/') || token.any(words::AND) || token.any(words::OR));
            if !joint {
                break;
            }
            after += 1;
            while self.any(after, words::AND)
                || self.any(after, &["w", "we", "on", "у", "в", "kazdy", "kazda", "every"])
            {
                after += 1;
            }
            // `wtorek, 9 stycznia` was asked before; here a weekday with its own day ends the list.
            if self.days(after).is_some() {
                break;
            }
            let Some((more, end)) = self.weekday_group(after, true) else {
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
    fn weekday_group(&self, index: usize, listed: bool) -> Option<(Week, usize)> {
        if self
            .get(index)
            .is_some_and(|token| words::starts(&token.low, &["weekend", "вихідн"]))
        {
            return Some((Week::through(Weekday::Sat, Weekday::Sun), index + 1));
        }
        let (first, form, after) = self.weekday_word(index)?;
        let range = self
            .get(after)
            .is_some_and(|token| token.is('-') || token.any(&["do", "to", "till", "through", "по", "до", "bis"]));
        if range && let Some((last, _, end)) = self.weekday_word(after + 1) {
            return Some((Week::through(first, last), end));
        }
        if form == DayForm::Short && !(listed || self.short_is_clear(index, after)) {
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

    fn weekday_word(&self, index: usize) -> Option<(Weekday, DayForm, usize)> {
        let token = self.get(index).filter(|token| token.kind == TokenKind::Word)?;
        let (day, form) = words::weekday(&token.low)?;
        let dot = form == DayForm::Short && self.is(index + 1, '.');
        Some((day, form, index + 1 + usize::from(dot)))
    }

    /// `pt.` is Friday in a cell of its own, in brackets, before hours or another weekday; elsewhere it may be `pod tytułem`.
    fn short_is_clear(&self, index: usize, after: usize) -> bool {
        let opened = self.starts_cell(index) || self.is(index.wrapping_sub(1), '(');
        let closed = self.ends_cell(after) || self.is(after, ')') || self.is(after, ':') || self.is(after, ',');
        let more = self
            .get(after + 1)
            .is_some_and(|token| words::weekday(&token.low).is_some())
            && self
                .get(after)
                .is_some_and(|token| token.is(',') || token.is('-') || token.any(words::AND));
        let hours = self.number(after).is_some() && self.hours(after, false).is_some();
        opened && closed || more || hours
    }

    fn every_day(&self, index: usize) -> Option<(FactKind, usize)> {
        let all = Week {
            days: [true; 7],
            returns: true,
            every_day: true,
            ..Week::default()
        };
        if self.any(index, DAILY) {
            // `codziennie od poniedziałku do piątku`, `codziennie w dni robocze`, `codziennie (pn.-pt.)`
            let mut after = index + 1;
            while self.is(after, '(')
                || self.is(after, ',')
                || self.any(after, &["od", "w", "from", "on", "з", "із", "від", "у", "в"])
            {
                after += 1;
            }
            if let Some((week, next)) = self
                .weekday_group(after, true)
                .filter(|(week, _)| week.days.iter().filter(|day| **day).count() > 1)
            {
                return Some((FactKind::Week(week), next + usize::from(self.is(next, ')'))));
            }
            if let Some((week, next)) = self.working_days(after) {
                return Some((FactKind::Week(week), next + usize::from(self.is(next, ')'))));
            }
            return Some((FactKind::Week(all), index + 1));
        }
        if self.any(index, EVERY) && self.any(index + 1, &["dnia", "dzien", "day", "дня", "день", "tag"]) {
            return Some((FactKind::Week(all), index + 2));
        }
        self.working_days(index)
            .map(|(week, next)| (FactKind::Week(week), next))
    }

    fn working_days(&self, index: usize) -> Option<(Week, usize)> {
        let pair = |first: &[&str], second: &[&str]| self.any(index, first) && self.any(index + 1, second);
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
        (self.any(index, &["weekdays", "workdays", "будні", "будням", "werktags"]))
            .then(|| (Week::through(Weekday::Mon, Weekday::Fri), index + 1))
    }

    /// `pierwszy wtorek miesiąca`, `first and third Tuesday of the month`, `4-ий та 5-ий вівторок місяця`.
    fn of_month(&self, index: usize) -> Option<(FactKind, usize)> {
        let mut at = index + usize::from(self.any(index, EVERY));
        let mut which = Vec::new();
        for _ in 0..5 {
            let (ordinal, next) = self.ordinal(at)?;
            which.push(ordinal);
            at = next;
            if self.get(at).is_some_and(|token| token.is(',') || token.any(words::AND)) {
                at += 1;
                continue;
            }
            break;
        }
        let (mut week, mut next) = self.weekday_group(at, true)?;
        let mut month = false;
        for _ in 0..4 {
            month |= self.any(next, &["miesiaca", "miesiacu", "month", "місяця"]);
            if month
                || self.any(
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

    fn ordinal(&self, index: usize) -> Option<(u8, usize)> {
        if let Some((token, value)) = self.number(index) {
            let value = u8::try_from(value)
                .ok()
                .filter(|value| token.low.len() == 1 && (1..=5).contains(value))?;
            let mut next = index + 1;
            if self.is(next, '-') && !self.gap(next) {
                next += 1;
            }
            return if self.any(next, &["ий", "й", "st", "nd", "rd", "th", "го", "ша", "га", "тя"])
                || self.is(next, '.') && next == index + 1
            {
                Some((value, next + 1))
            } else {
                None
            };
        }
        let token = self.get(index).filter(|token| token.kind == TokenKind::Word)?;
        ORDINALS
            .iter()
            .find(|(forms, _)| forms.contains(&token.low.as_str()))
            .map(|(_, value)| (*value, index + 1))
    }
}
