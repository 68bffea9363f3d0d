//! Public holidays, as data: a table per country, each line with the law it comes from.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// When in the year a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Month and day.
    Fixed(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
}

/// One line of a country's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// Stable key; its name in each language is the message `holiday-{key}`.
    pub key: &'static str,
    /// When it falls.
    pub rule: Rule,
    /// First year in which it is a day off.
    pub from_year: i32,
    /// The law.
    pub law: &'static str,
}

const ACT_1951: &str = "ustawa z 18 stycznia 1951 r. o dniach wolnych od pracy, art. 1 (Dz.U. 2020 poz. 1920)";
const ACT_1990: &str = "ustawa o dniach wolnych od pracy, art. 1, po zmianie z 1990 r. (Dz.U. 1990 nr 28 poz. 160)";
const ACT_1989: &str = "ustawa o dniach wolnych od pracy, art. 1, po zmianie z 1989 r. (Dz.U. 1989 nr 6 poz. 32)";
const ACT_1989_CHURCH: &str =
    "ustawa z 17 maja 1989 r. o stosunku Państwa do Kościoła Katolickiego, art. 17 (Dz.U. 1989 nr 29 poz. 154)";
const ACT_2010: &str = "ustawa z 24 września 2010 r., art. 1 (Dz.U. 2010 nr 224 poz. 1459)";
const ACT_2024: &str = "ustawa z 6 grudnia 2024 r. o zmianie ustawy o dniach wolnych od pracy (Dz.U. 2024 poz. 1965)";

/// Poland. Sundays, which the same act names, are weekends here.
pub const POLAND: &[Holiday] = &[
    Holiday {
        key: "new-year",
        rule: Rule::Fixed(1, 1),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "epiphany",
        rule: Rule::Fixed(1, 6),
        from_year: 2011,
        law: ACT_2010,
    },
    Holiday {
        key: "easter-sunday",
        rule: Rule::Easter(0),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "easter-monday",
        rule: Rule::Easter(1),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "labour-day",
        rule: Rule::Fixed(5, 1),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "constitution-day",
        rule: Rule::Fixed(5, 3),
        from_year: 1990,
        law: ACT_1990,
    },
    Holiday {
        key: "pentecost",
        rule: Rule::Easter(49),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "corpus-christi",
        rule: Rule::Easter(60),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "assumption",
        rule: Rule::Fixed(8, 15),
        from_year: 1989,
        law: ACT_1989_CHURCH,
    },
    Holiday {
        key: "all-saints",
        rule: Rule::Fixed(11, 1),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "independence-day",
        rule: Rule::Fixed(11, 11),
        from_year: 1989,
        law: ACT_1989,
    },
    Holiday {
        key: "christmas-eve",
        rule: Rule::Fixed(12, 24),
        from_year: 2025,
        law: ACT_2024,
    },
    Holiday {
        key: "christmas",
        rule: Rule::Fixed(12, 25),
        from_year: 1951,
        law: ACT_1951,
    },
    Holiday {
        key: "st-stephen",
        rule: Rule::Fixed(12, 26),
        from_year: 1951,
        law: ACT_1951,
    },
];

/// The holiday on a date in the given table, if any.
pub fn holiday(table: &'static [Holiday], date: NaiveDate) -> Option<&'static Holiday> {
    table
        .iter()
        .filter(|h| date.year() >= h.from_year)
        .find(|h| match h.rule {
            Rule::Fixed(month, day) => (date.month(), date.day()) == (month, day),
            Rule::Easter(after) => {
                easter_sunday(date.year()).and_then(|easter| easter.checked_add_days(Days::new(after.unsigned_abs())))
                    == Some(date)
            }
        })
}

/// Whether the date is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Easter Sunday of a Gregorian year, by the algorithm of Meeus, Jones and Butcher
/// (J. Meeus, *Astronomical Algorithms*, 2nd ed., ch. 8).
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
