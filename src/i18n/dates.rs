//! Dates, hours and distances in time, as each language says them.
//!
//! Own tables: Polish and Ukrainian need the month in the genitive beside a day and in the nominative in a heading. Day
//! and month are joined by a no-break space. Hours follow the office's habit: `15.00–18.00` in Polish, `15:00–18:00`
//! in Ukrainian, `3pm to 6pm` in English.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::domain::language::Locale;
use crate::domain::time::Hours;
use crate::i18n::{in_language, text};

const NBSP: char = '\u{a0}';

static MONTHS_OF: [[&str; 12]; 3] = [
    [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
];

const ENGLISH_WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

static WEEKDAYS: [[&str; 7]; 3] = [
    [
        "poniedziałek",
        "wtorek",
        "środa",
        "czwartek",
        "piątek",
        "sobota",
        "niedziela",
    ],
    ENGLISH_WEEKDAYS,
    [
        "понеділок",
        "вівторок",
        "середа",
        "четвер",
        "п’ятниця",
        "субота",
        "неділя",
    ],
];

fn weekday_in(table: &'static [[&'static str; 7]; 3], weekday: Weekday, locale: Locale) -> &'static str {
    in_language(locale, table)[weekday.num_days_from_monday() as usize]
}

/// The month as it is written behind a day: `czerwca`, `June`, `червня`.
pub fn month_of(date: NaiveDate, locale: Locale) -> &'static str {
    in_language(locale, &MONTHS_OF)[date.month0() as usize]
}

/// `czwartek`, `Thursday`, `четвер`.
pub fn weekday(weekday: Weekday, locale: Locale) -> &'static str {
    weekday_in(&WEEKDAYS, weekday, locale)
}

/// `13 czerwca`, `13 June`, `13 червня`.
pub fn day(date: NaiveDate, locale: Locale) -> String {
    format!("{}{NBSP}{}", date.day(), month_of(date, locale))
}

/// `czwartek, 13 czerwca`, `Thursday 13 June`, `четвер, 13 червня`.
pub fn weekday_day(date: NaiveDate, locale: Locale) -> String {
    after_weekday(date, &day(date, locale), locale)
}

/// As offices print it: `13 czerwca (czwartek)`.
pub fn office_day(date: NaiveDate, locale: Locale) -> String {
    format!("{} ({})", day(date, locale), weekday(date.weekday(), locale))
}

/// `13 czerwca 2024 r.`, `13 June 2024`, `13 червня 2024 р.`.
pub fn full_day(date: NaiveDate, locale: Locale) -> String {
    format!("{} {}", day(date, locale), year(date, locale))
}

/// `czwartek, 13 czerwca 2024 r.`, `Thursday 13 June 2024`, `четвер, 13 червня 2024 р.`.
pub fn long_day(date: NaiveDate, locale: Locale) -> String {
    after_weekday(date, &full_day(date, locale), locale)
}

/// English takes no comma between weekday and date, Polish and Ukrainian do.
fn after_weekday(date: NaiveDate, day: &str, locale: Locale) -> String {
    let comma = if locale == Locale::En { "" } else { "," };
    format!("{}{comma} {day}", weekday(date.weekday(), locale))
}

fn year(date: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::Pl => format!("{}{NBSP}r.", date.year()),
        Locale::En => date.year().to_string(),
        Locale::Uk => format!("{}{NBSP}р.", date.year()),
    }
}

/// Several days in a row, without the year: `22–23 czerwca`, `30 czerwca – 1 lipca`. One day is [`day`]. A line may end
/// with the dash of a long range, and never begins with it.
pub fn days(first: NaiveDate, last: NaiveDate, locale: Locale) -> String {
    if first == last {
        day(first, locale)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), day(last, locale))
    } else {
        format!("{}{NBSP}– {}", day(first, locale), day(last, locale))
    }
}

/// A period with its year, said once where one is enough: `13 czerwca – 5 lipca 2024 r.`.
pub fn period(first: NaiveDate, last: NaiveDate, locale: Locale) -> String {
    if first.year() == last.year() {
        format!("{} {}", days(first, last, locale), year(last, locale))
    } else {
        format!("{}{NBSP}– {}", full_day(first, locale), full_day(last, locale))
    }
}

/// A time of day: `15.00`, `3pm`, `15:00`. In English noon and midnight are said in words too.
pub fn time(at: NaiveTime, locale: Locale) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    match locale {
        Locale::Pl => format!("{hour}.{minute:02}"),
        Locale::Uk => format!("{hour}:{minute:02}"),
        Locale::En => match (at.hour12(), minute) {
            ((false, 12), 0) => "12 midnight".to_owned(),
            ((true, 12), 0) => "12 noon".to_owned(),
            ((afternoon, hour), 0) => format!("{hour}{}", half(afternoon)),
            ((afternoon, hour), minute) => format!("{hour}.{minute:02}{}", half(afternoon)),
        },
    }
}

fn half(afternoon: bool) -> &'static str {
    if afternoon { "pm" } else { "am" }
}

/// Hours: `15.00–18.00`, `3pm to 6pm`, `15:00–18:00`.
pub fn hours(hours: Hours, locale: Locale) -> String {
    let (start, end) = (time(hours.start, locale), time(hours.end, locale));
    match locale {
        Locale::Pl | Locale::Uk => format!("{start}–{end}"),
        Locale::En => format!("{start} to {end}"),
    }
}

/// Hours for reading aloud, where a dash would be swallowed: `od 15.00 do 18.00`.
pub fn hours_aloud(hours: Hours, locale: Locale) -> String {
    let (start, end) = (time(hours.start, locale), time(hours.end, locale));
    match locale {
        Locale::Pl => format!("od {start} do {end}"),
        Locale::En => format!("from {start} to {end}"),
        Locale::Uk => format!("з {start} до {end}"),
    }
}

/// A local moment in full: `czwartek, 20 czerwca 2024 r., 15.40`.
pub fn moment(at: NaiveDateTime, locale: Locale) -> String {
    format!("{}, {}", long_day(at.date(), locale), time(at.time(), locale))
}

/// A local moment of this year, short: `20 czerwca, 15.40`.
pub fn short_moment(at: NaiveDateTime, locale: Locale) -> String {
    format!("{}, {}", day(at.date(), locale), time(at.time(), locale))
}

/// `dziś`, `jutro`, `za 2 dni`, `wczoraj`, `2 dni temu`.
pub fn relative_day(date: NaiveDate, today: NaiveDate, locale: Locale) -> String {
    let ahead = (date - today).num_days();
    match ahead {
        0 => text(locale, "time-today", &[]),
        1 => text(locale, "time-tomorrow", &[]),
        -1 => text(locale, "time-yesterday", &[]),
        2.. => text(locale, "time-in-days", &[("n", ahead.into())]),
        _ => text(locale, "time-days-ago", &[("n", (-ahead).into())]),
    }
}

/// How long until something, rounded down to what matters: `za 5 minut`, `za 3 godziny`, `za 2 dni`. Less than a minute
/// is `za chwilę`.
pub fn in_time(ahead: Duration, locale: Locale) -> String {
    let (key, n) = if ahead.num_days() >= 2 {
        ("time-in-days", ahead.num_days())
    } else if ahead.num_hours() >= 1 {
        ("time-in-hours", ahead.num_hours())
    } else if ahead.num_minutes() >= 1 {
        ("time-in-minutes", ahead.num_minutes())
    } else {
        ("time-in-a-moment", 0)
    };
    text(locale, key, &[("n", n.into())])
}

/// A length: `45 min`, `3 h`, `2 h 30 min`.
pub fn length(minutes: i64, locale: Locale) -> String {
    let (hour, minute) = match locale {
        Locale::Pl | Locale::En => ("h", "min"),
        Locale::Uk => ("год", "хв"),
    };
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}{NBSP}{minute}"),
        (whole, 0) => format!("{whole}{NBSP}{hour}"),
        (whole, rest) => format!("{whole}{NBSP}{hour} {rest}{NBSP}{minute}"),
    }
}
