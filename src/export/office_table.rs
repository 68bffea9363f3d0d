//! Roster → the office's own table: days, hours, telephones, and languages where a duty names them.
//!
//! The table is made to be read again: a line above it tells the period with its years, a row outside the period or of
//! a period longer than a year tells its own year, and a duty that ends on the next day says so. `announcement::read` of
//! what [`write`] gives is the same roster.

pub mod docx;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};

use crate::domain::language::{Language, Locale};
use crate::domain::revision::PrintedExtension;
use crate::domain::roster::Slot;
use crate::domain::time::Hours;
use crate::export::{one_line, printed};
use crate::i18n::{dates, languages};

/// A roster as the office prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeTable {
    /// The consultation's title, printed above the table; empty for none.
    pub title: String,
    /// First day of the consultation.
    pub first_day: NaiveDate,
    /// Last day of the consultation.
    pub last_day: NaiveDate,
    /// Duties in the order they are printed.
    pub rows: Vec<OfficeRow>,
}

/// One duty of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeRow {
    /// Local date.
    pub date: NaiveDate,
    /// Local hours.
    pub hours: Hours,
    /// Numbers that answer.
    pub extensions: Vec<PrintedExtension>,
    /// Languages spoken, if told.
    pub languages: Vec<Language>,
}

impl From<&Slot> for OfficeRow {
    fn from(slot: &Slot) -> Self {
        Self {
            date: slot.date,
            hours: slot.hours,
            extensions: slot.extensions.iter().map(PrintedExtension::from).collect(),
            languages: slot.languages.clone(),
        }
    }
}

/// What the table is pasted into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Text with tabs between the columns.
    Text,
    /// An HTML fragment: heading, paragraph, table.
    Html,
}

struct Words {
    duty: &'static str,
    columns: [&'static str; 4],
    next_day: &'static str,
}

const PL: Words = Words {
    duty: "Dyżury telefoniczne w dniach:",
    columns: ["Terminy dyżurów", "w godzinach", "Telefony kontaktowe", "Języki"],
    next_day: "następnego dnia",
};

const EN: Words = Words {
    duty: "Telephone duty hours:",
    columns: ["Days of duty", "Hours", "Telephone numbers", "Languages"],
    next_day: "next day",
};

const UK: Words = Words {
    duty: "Телефонне чергування:",
    columns: ["Дні чергування", "Години", "Номери телефонів", "Мови"],
    next_day: "наступного дня",
};

/// The parts of the table in one language.
struct Parts {
    /// Empty for none.
    title: String,
    period: String,
    duty: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// The columns are those of the office: days, hours, telephones; a fourth one with languages only when a duty names any.
fn parts(table: &OfficeTable, locale: Locale) -> Parts {
    let words = words(locale);
    let with_languages = table.rows.iter().any(|row| !row.languages.is_empty());
    let columns = if with_languages { 4 } else { 3 };
    let rows = table.rows.iter().map(|row| cells(table, row, locale, columns));
    Parts {
        title: one_line(&table.title),
        period: period(table, locale),
        duty: words.duty,
        columns: &words.columns[..columns],
        rows: rows.collect(),
    }
}

/// The table in the reader's language. [`docx::write`] makes a document of it.
pub fn write(table: &OfficeTable, locale: Locale, as_: TableFormat) -> String {
    let Parts {
        title,
        period,
        duty,
        columns,
        rows,
    } = parts(table, locale);
    let mut out = String::new();
    match as_ {
        TableFormat::Text => {
            if !title.is_empty() {
                out.push_str(&format!("{title}\n\n"));
            }
            out.push_str(&format!("{period}\n\n{duty}\n\n"));
            out.push_str(&columns.join("\t"));
            out.push('\n');
            for row in rows {
                out.push_str(&row.join("\t"));
                out.push('\n');
            }
        }
        TableFormat::Html => {
            if !title.is_empty() {
                out.push_str(&format!("<h2>{}</h2>\n", escaped(&title)));
            }
            out.push_str(&format!("<p>{period}</p>\n<h3>{duty}</h3>\n<table>\n<thead><tr>"));
            for column in columns {
                out.push_str(&format!("<th scope=\"col\">{column}</th>"));
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in rows {
                out.push_str("<tr>");
                for cell in row {
                    out.push_str(&format!("<td>{}</td>", escaped(&cell)));
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n");
        }
    }
    out
}

fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::Pl => &PL,
        Locale::En => &EN,
        Locale::Uk => &UK,
    }
}

fn period(table: &OfficeTable, locale: Locale) -> String {
    let (first, last) = (day(table.first_day, locale, true), day(table.last_day, locale, true));
    match locale {
        Locale::Pl => format!("Konsultacje od {first} do {last}"),
        Locale::En => format!("Consultation from {first} to {last}"),
        Locale::Uk => format!("Консультації з {first} по {last}"),
    }
}

fn cells(table: &OfficeTable, row: &OfficeRow, locale: Locale, columns: usize) -> Vec<String> {
    let within = (table.first_day..=table.last_day).contains(&row.date);
    let one_year = table
        .first_day
        .checked_add_days(Days::new(300))
        .is_some_and(|limit| table.last_day <= limit);
    let weekday = dates::weekday(row.date.weekday(), locale);
    let mut cells = vec![
        format!("{} ({weekday})", day(row.date, locale, !(within && one_year))),
        hours(row.hours, locale),
        row.extensions.iter().map(printed).collect::<Vec<_>>().join(", "),
    ];
    if columns > 3 {
        let names: Vec<String> = row.languages.iter().map(|language| name(language, locale)).collect();
        cells.push(names.join(", "));
    }
    cells
}

fn day(date: NaiveDate, locale: Locale, with_year: bool) -> String {
    let month = dates::month_of(date, locale);
    let year = match (with_year, locale) {
        (false, _) => String::new(),
        (true, Locale::Pl) => format!(" {} r.", date.year()),
        (true, Locale::En) => format!(" {}", date.year()),
        (true, Locale::Uk) => format!(" {} р.", date.year()),
    };
    format!("{} {month}{year}", date.day())
}

fn hours(hours: Hours, locale: Locale) -> String {
    let (start, end) = (hours.start, hours.end);
    let range = match locale {
        Locale::Pl => format!("{}–{}", start.format("%-H.%M"), end.format("%-H.%M")),
        Locale::En => format!("{} to {}", half_day(start), half_day(end)),
        Locale::Uk => format!("{}–{}", start.format("%-H:%M"), end.format("%-H:%M")),
    };
    if hours.crosses_midnight() {
        format!("{range} ({})", words(locale).next_day)
    } else {
        range
    }
}

/// `3pm`, `10.30am`, `12 noon`, `12 midnight`.
fn half_day(time: NaiveTime) -> String {
    let (pm, hour) = time.hour12();
    match (time.hour(), time.minute()) {
        (0, 0) => "12 midnight".to_owned(),
        (12, 0) => "12 noon".to_owned(),
        (_, 0) => format!("{hour}{}", if pm { "pm" } else { "am" }),
        (_, minute) => format!("{hour}.{minute:02}{}", if pm { "pm" } else { "am" }),
    }
}

/// Its name; a code is printed in capitals, as columns of languages have it.
fn name(language: &Language, locale: Locale) -> String {
    let name = languages::name(language, locale);
    if name == language.code() {
        name.to_uppercase()
    } else {
        name
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
