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

#[test]
fn every_line_names_its_law() {
    assert!(POLAND.iter().all(|holiday| holiday.law.contains("Dz.U.")));
}
