use chrono::{Duration, NaiveDate, NaiveTime};
use dutyline::domain::language::Locale::{En, Pl, Uk};
use dutyline::domain::time::Hours;
use dutyline::i18n::dates::*;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

/// As written, but with plain spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn days_in_three_languages() {
    let first = date(2024, 6, 13);
    assert_eq!(day(first, Pl), "13\u{a0}czerwca");
    for (locale, office, short, long) in [
        (
            Pl,
            "13 czerwca (czwartek)",
            "czwartek, 13 czerwca",
            "czwartek, 13 czerwca 2024 r.",
        ),
        (En, "13 June (Thursday)", "Thursday 13 June", "Thursday 13 June 2024"),
        (
            Uk,
            "13 червня (четвер)",
            "четвер, 13 червня",
            "четвер, 13 червня 2024 р.",
        ),
    ] {
        assert_eq!(plain(&office_day(first, locale)), office);
        assert_eq!(plain(&weekday_day(first, locale)), short);
        assert_eq!(plain(&long_day(first, locale)), long);
    }
}

#[test]
fn periods_say_month_and_year_once() {
    let said = |first, last, locale| plain(&period(first, last, locale));
    assert_eq!(
        said(date(2024, 6, 13), date(2024, 7, 5), Pl),
        "13 czerwca – 5 lipca 2024 r."
    );
    assert_eq!(said(date(2024, 6, 13), date(2024, 7, 5), En), "13 June – 5 July 2024");
    assert_eq!(
        said(date(2024, 6, 13), date(2024, 7, 5), Uk),
        "13 червня – 5 липня 2024 р."
    );
    assert_eq!(said(date(2024, 6, 3), date(2024, 6, 7), Pl), "3–7 czerwca 2024 r.");
    assert_eq!(
        said(date(2024, 12, 20), date(2025, 1, 10), Pl),
        "20 grudnia 2024 r. – 10 stycznia 2025 r."
    );
    assert_eq!(plain(&days(date(2024, 6, 22), date(2024, 6, 23), Pl)), "22–23 czerwca");
    assert_eq!(
        plain(&days(date(2024, 6, 30), date(2024, 7, 1), Pl)),
        "30 czerwca – 1 lipca"
    );
}

#[test]
fn hours_in_three_languages() {
    let duty = Hours {
        start: at(15, 0),
        end: at(18, 0),
    };
    assert_eq!(hours(duty, Pl), "15.00–18.00");
    assert_eq!(hours(duty, En), "3pm to 6pm");
    assert_eq!(hours(duty, Uk), "15:00–18:00");
    assert_eq!(hours_aloud(duty, Pl), "od 15.00 do 18.00");
    assert_eq!(time(at(12, 0), En), "12 noon");
    assert_eq!(time(at(0, 0), En), "12 midnight");
    assert_eq!(time(at(9, 5), En), "9.05am");
    assert_eq!(time(at(12, 30), En), "12.30pm");
    assert_eq!(time(at(9, 5), Pl), "9.05");
}

#[test]
fn distances_in_time() {
    let today = date(2024, 6, 20);
    for (ahead, pl, uk) in [
        (-5, "5 dni temu", "5 днів тому"),
        (-1, "wczoraj", "вчора"),
        (0, "dziś", "сьогодні"),
        (1, "jutro", "завтра"),
        (2, "za 2 dni", "через 2 дні"),
        (5, "za 5 dni", "через 5 днів"),
        (21, "za 21 dni", "через 21 день"),
        (22, "za 22 dni", "через 22 дні"),
    ] {
        let day = today + Duration::days(ahead);
        assert_eq!(plain(&relative_day(day, today, Pl)), pl);
        assert_eq!(plain(&relative_day(day, today, Uk)), uk);
    }
    assert_eq!(plain(&in_time(Duration::hours(3), Pl)), "za 3 godziny");
    assert_eq!(plain(&in_time(Duration::hours(1), Pl)), "za godzinę");
    assert_eq!(plain(&in_time(Duration::minutes(5), Uk)), "через 5 хвилин");
    assert_eq!(plain(&in_time(Duration::hours(50), En)), "in 2 days");
    assert_eq!(plain(&in_time(Duration::seconds(20), Pl)), "za chwilę");
}

#[test]
fn lengths() {
    assert_eq!(plain(&length(45, Pl)), "45 min");
    assert_eq!(plain(&length(180, Pl)), "3 h");
    assert_eq!(plain(&length(150, Uk)), "2 год 30 хв");
}
