//! The words that carry meaning, in Polish, English and Ukrainian (and the German days and months that border towns
//! print), folded: lower case, Polish letters without their marks (extraction loses them), no apostrophes.

use chrono::Weekday;
use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

use crate::domain::text::fold_polish;

/// Lower case without Polish marks and apostrophes.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match fold_polish(c) {
            'ä' => folded.push('a'),
            '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '\u{301}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// Full months: genitive first, then the other forms.
const MONTHS: [&[&str]; 12] = [
    &[
        "stycznia",
        "styczen",
        "styczniu",
        "january",
        "січня",
        "січень",
        "січні",
        "januar",
    ],
    &[
        "lutego",
        "luty",
        "lutym",
        "february",
        "лютого",
        "лютий",
        "лютому",
        "februar",
    ],
    &[
        "marca",
        "marzec",
        "marcu",
        "march",
        "березня",
        "березень",
        "березні",
        "marz",
    ],
    &[
        "kwietnia",
        "kwiecien",
        "kwietniu",
        "april",
        "квітня",
        "квітень",
        "квітні",
    ],
    &["maja", "maj", "maju", "may", "травня", "травень", "травні", "mai"],
    &[
        "czerwca",
        "czerwiec",
        "czerwcu",
        "june",
        "червня",
        "червень",
        "червні",
        "juni",
    ],
    &["lipca", "lipiec", "lipcu", "july", "липня", "липень", "липні", "juli"],
    &[
        "sierpnia",
        "sierpien",
        "sierpniu",
        "august",
        "серпня",
        "серпень",
        "серпні",
    ],
    &[
        "wrzesnia",
        "wrzesien",
        "wrzesniu",
        "september",
        "вересня",
        "вересень",
        "вересні",
    ],
    &[
        "pazdziernika",
        "pazdziernik",
        "pazdzierniku",
        "october",
        "жовтня",
        "жовтень",
        "жовтні",
        "oktober",
    ],
    &[
        "listopada",
        "listopad",
        "listopadzie",
        "november",
        "листопада",
        "листопад",
        "листопаді",
    ],
    &[
        "grudnia",
        "grudzien",
        "grudniu",
        "december",
        "грудня",
        "грудень",
        "грудні",
        "dezember",
    ],
];

const SHORT_MONTHS: [&[&str]; 12] = [
    &["sty", "stycz", "jan", "січ"],
    &["lut", "feb", "лют"],
    &["mar", "бер"],
    &["kwi", "kwiec", "apr", "квіт", "кві"],
    &["трав", "тра"],
    &["cze", "czerw", "jun", "черв", "чер"],
    &["lip", "jul", "лип"],
    &["sie", "sierp", "aug", "серп", "сер"],
    &["wrz", "wrzes", "sep", "sept", "вер"],
    &["paz", "pazdz", "oct", "жовт", "жов"],
    &["lis", "list", "nov", "лист", "лис"],
    &["gru", "grudz", "dec", "груд", "гру"],
];

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// 1–12 of a month's full name, and whether that form is a genitive (`czerwca`, `червня`), as beside a day.
pub fn month(folded: &str) -> Option<(u32, bool)> {
    MONTHS.iter().zip(1..).find_map(|(forms, number)| {
        let form = forms.iter().position(|form| *form == folded)?;
        let genitive = form == 0 || forms.iter().position(|form| !form.is_ascii()) == Some(form);
        Some((number, genitive))
    })
}

/// Whether a month's name is English or German, where the day may follow it.
pub fn month_before_day(folded: &str) -> bool {
    MONTHS.iter().any(|forms| {
        forms.iter().position(|form| *form == folded).is_some_and(|at| {
            let foreign = forms.iter().position(|form| !form.is_ascii()).unwrap_or(forms.len());
            folded.is_ascii() && (at + 1 == foreign || at > foreign)
        })
    })
}

/// 1–12 of `cze.`, `Jun`, `черв.`.
pub fn short_month(folded: &str) -> Option<u32> {
    SHORT_MONTHS
        .iter()
        .zip(1..)
        .find_map(|(forms, number)| forms.contains(&folded).then_some(number))
}

/// 1–12 of a Roman numeral in capitals.
pub fn roman_month(word: &str) -> Option<u32> {
    ROMAN
        .iter()
        .zip(1..)
        .find_map(|(roman, number)| (*roman == word).then_some(number))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayForm {
    /// `wtorek`, `Tuesday`.
    One,
    /// `wtorki`, `Tuesdays`, `щовівторка`: it returns.
    Many,
    /// `wt`, `Tue`, `вт`: a weekday only beside a date, an hour or another weekday.
    Short,
}

#[rustfmt::skip]
const WEEKDAYS: &[(Weekday, DayForm, &[&str])] = &[
    (Mon, DayForm::One, &["poniedzialek", "poniedzialku", "poniedzialkiem", "monday", "понеділок", "понеділка", "понеділку", "понеділком", "montag"]),
    (Mon, DayForm::Many, &["poniedzialki", "poniedzialkach", "poniedzialkow", "mondays", "понеділки", "понеділкам", "понеділках", "щопонеділка", "montags"]),
    (Mon, DayForm::Short, &["pn", "pon", "mon", "пн"]),
    (Tue, DayForm::One, &["wtorek", "wtorku", "wtorkiem", "tuesday", "вівторок", "вівторка", "вівторку", "вівторком", "dienstag"]),
    (Tue, DayForm::Many, &["wtorki", "wtorkach", "wtorkow", "tuesdays", "вівторки", "вівторкам", "вівторках", "щовівторка", "dienstags"]),
    (Tue, DayForm::Short, &["wt", "wto", "tue", "tues", "вт"]),
    (Wed, DayForm::One, &["sroda", "srode", "srodzie", "wednesday", "середа", "середу", "середою", "mittwoch"]),
    (Wed, DayForm::Many, &["srody", "srodach", "srod", "wednesdays", "середи", "середам", "середах", "щосереди", "mittwochs"]),
    (Wed, DayForm::Short, &["sr", "wed", "ср"]),
    (Thu, DayForm::One, &["czwartek", "czwartku", "czwartkiem", "thursday", "четвер", "четверга", "четвергу", "четвергом", "donnerstag"]),
    (Thu, DayForm::Many, &["czwartki", "czwartkach", "czwartkow", "thursdays", "четверги", "четвергам", "четвергах", "щочетверга", "donnerstags"]),
    (Thu, DayForm::Short, &["czw", "cz", "thu", "thur", "thurs", "чт"]),
    (Fri, DayForm::One, &["piatek", "piatku", "piatkiem", "friday", "пятниця", "пятницю", "пятницею", "freitag"]),
    (Fri, DayForm::Many, &["piatki", "piatkach", "piatkow", "fridays", "пятниці", "пятницям", "пятницях", "щопятниці", "freitags"]),
    (Fri, DayForm::Short, &["pt", "ptk", "fri", "пт"]),
    (Sat, DayForm::One, &["sobota", "sobote", "saturday", "субота", "суботу", "samstag"]),
    (Sat, DayForm::Many, &["soboty", "sobotach", "sobot", "saturdays", "суботи", "суботам", "суботах", "щосуботи", "samstags"]),
    (Sat, DayForm::Short, &["sob", "sb", "sat", "сб"]),
    (Sun, DayForm::One, &["niedziela", "niedziele", "niedzieli", "sunday", "неділя", "неділю", "sonntag"]),
    (Sun, DayForm::Many, &["niedziele", "niedzielach", "niedziel", "sundays", "неділі", "неділям", "неділях", "щонеділі", "sonntags"]),
    (Sun, DayForm::Short, &["nd", "ndz", "niedz", "sun", "нд"]),
];

pub fn weekday(folded: &str) -> Option<(Weekday, DayForm)> {
    WEEKDAYS
        .iter()
        .find(|(_, _, forms)| forms.contains(&folded))
        .map(|(day, form, _)| (*day, *form))
}

pub fn starts(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// `od`, `from`, `з`: a range begins.
pub const FROM: &[&str] = &[
    "od",
    "from",
    "z",
    "ze",
    "з",
    "із",
    "від",
    "von",
    "vom",
    "since",
    "poczawszy",
];
/// `do`, `to`, `по`: the end of a range follows.
pub const TO: &[&str] = &[
    "do", "to", "till", "until", "through", "thru", "по", "до", "bis", "a", "zum",
];
/// `między`, `between`: the end follows after `a`, `and`.
pub const BETWEEN: &[&str] = &["miedzy", "pomiedzy", "between", "між", "zwischen"];
/// `i`, `oraz`, `and`, `та`.
pub const AND: &[&str] = &[
    "i", "oraz", "and", "та", "і", "й", "und", "a", "takze", "rowniez", "also",
];
/// `lub`, `або`.
pub const OR: &[&str] = &["lub", "albo", "bądź", "badz", "or", "або", "чи", "oder"];
/// Words before hours.
pub const HOUR_WORDS: &[&str] = &[
    "godz",
    "godzinach",
    "godzinie",
    "godziny",
    "godzina",
    "godzin",
    "hours",
    "hour",
    "год",
    "година",
    "години",
    "годині",
    "годин",
    "годинах",
    "uhr",
    "at",
];
/// `br.`: of this year.
pub const THIS_YEAR: &[&str] = &["br", "бр"];
/// Words after a year.
pub const YEAR_WORDS: &[&str] = &["r", "rok", "roku", "р", "рік", "року", "г", "year"];
/// Words before a number that is no hour, day or telephone.
pub const NUMBERED: &[&str] = &[
    "ul",
    "al",
    "os",
    "pl",
    "ulicy",
    "ulica",
    "aleja",
    "alei",
    "osiedle",
    "osiedlu",
    "plac",
    "placu",
    "pok",
    "pokoj",
    "pokoju",
    "pokoje",
    "p",
    "sala",
    "sali",
    "art",
    "ust",
    "lok",
    "lokal",
    "pkt",
    "poz",
    "str",
    "segment",
    "pietro",
    "pietrze",
    "room",
    "rooms",
    "building",
    "floor",
    "вул",
    "буд",
    "каб",
    "кімната",
    "кімнаті",
    "кімн",
    "корпус",
    "budynek",
    "budynku",
    "nip",
    "regon",
    "krs",
    "konto",
    "konta",
    "paragraf",
    "zalacznik",
    "zalacznika",
    "dzialka",
    "dzialki",
    "obreb",
    "rozdzial",
    "punkt",
    "tom",
    "wersja",
    "zadanie",
    "etap",
    "dz",
    "u",
    "isbn",
    "pesel",
    "кв",
    "suite",
    "street",
    "st",
];
