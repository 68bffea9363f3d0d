use dutyline::domain::holidays::{POLAND, easter_sunday, holiday};

use super::samples::date;

/// Dates as published by the Astronomical Applications Department of the US Naval Observatory.
#[test]
fn easter_falls_where_it_should() {
    for day in [
        "1961-04-02",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2038-04-25",
    ] {
        let day = date(day);
        assert_eq!(easter_sunday(chrono::Datelike::year(&day)), Some(day));
    }
}

/// By the older tables of the church, as D. Knuth put them (*The Art of Computer Programming*, vol. 1, 1.3.2, exercise 14).
fn easter_by_the_tables(year: i32) -> chrono::NaiveDate {
    let golden = year % 19 + 1;
    let century = year / 100 + 1;
    let leap_years_left_out = 3 * century / 4 - 12;
    let moon = (8 * century + 5) / 25 - 5;
    let sunday = 5 * year / 4 - leap_years_left_out - 10;
    let mut epact = (11 * golden + 20 + moon - leap_years_left_out).rem_euclid(30);
    if epact == 24 || (epact == 25 && golden > 11) {
        epact += 1;
    }
    let full = if 44 - epact < 21 { 74 - epact } else { 44 - epact };
    let day = full + 7 - (sunday + full) % 7;
    date(&format!("{year}-03-01")) + chrono::Duration::days(i64::from(day) - 1)
}

#[test]
fn easter_is_that_of_the_tables_in_every_year() {
    for year in 1583..=4099 {
        assert_eq!(easter_sunday(year), Some(easter_by_the_tables(year)), "{year}");
    }
}

#[test]
fn polish_holidays() {
    for (day, key) in [
        ("2024-01-01", Some("new-year")),
        ("2010-01-06", None),
        ("2011-01-06", Some("epiphany")),
        ("2024-04-01", Some("easter-monday")),
        ("2024-05-30", Some("corpus-christi")),
        ("2024-05-19", Some("pentecost")),
        ("2024-12-24", None),
        ("2025-12-24", Some("christmas-eve")),
        ("2024-06-19", None),
        ("2026-11-11", Some("independence-day")),
        ("2024-08-15", Some("assumption")),
    ] {
        assert_eq!(holiday(POLAND, date(day)).map(|holiday| holiday.key), key, "{day}");
    }
}

/// The days the act names for a year, Sundays apart: 13 until 2024, with Christmas Eve 14.
#[test]
fn a_year_has_the_holidays_of_the_act() {
    let days = |year: i32| -> Vec<String> {
        let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| chrono::Datelike::year(day) == year);
        days.filter(|day| holiday(POLAND, *day).is_some())
            .map(|day| day.to_string())
            .collect()
    };
    let in_2024 = [
        "2024-01-01",
        "2024-01-06",
        "2024-03-31",
        "2024-04-01",
        "2024-05-01",
        "2024-05-03",
        "2024-05-19",
        "2024-05-30",
        "2024-08-15",
        "2024-11-01",
        "2024-11-11",
        "2024-12-25",
        "2024-12-26",
    ];
    assert_eq!(days(2024), in_2024);
    let in_2025 = [
        "2025-01-01",
        "2025-01-06",
        "2025-04-20",
        "2025-04-21",
        "2025-05-01",
        "2025-05-03",
        "2025-06-08",
        "2025-06-19",
        "2025-08-15",
        "2025-11-01",
        "2025-11-11",
        "2025-12-24",
        "2025-12-25",
        "2025-12-26",
    ];
    assert_eq!(days(2025), in_2025);
}
