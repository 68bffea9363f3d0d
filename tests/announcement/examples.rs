//! The announcements the product was born from and eight more, in their notation and our own words.

use super::support::{events, proposals, questions, reading, slots, today, warnings};
use dutyline::announcement::{DEMO, Input, read};
use dutyline::domain::extension::Phone;

/// The sixteen duties of *Otwarty Kraków*.
pub const OTWARTY_KRAKOW: [&str; 16] = [
    "2024-06-13 15:00-18:00 126165769",
    "2024-06-14 15:00-18:00 126167804",
    "2024-06-17 15:00-18:00 126165769",
    "2024-06-18 10:00-14:00 126167804",
    "2024-06-20 15:00-18:00 126165769",
    "2024-06-21 15:00-18:00 126167809",
    "2024-06-24 15:00-18:00 126167808",
    "2024-06-25 15:00-18:00 126167821",
    "2024-06-26 15:00-18:00 126167821",
    "2024-06-27 15:00-18:00 126165806",
    "2024-06-28 10:00-14:00 126167809",
    "2024-07-01 15:00-18:00 126166062",
    "2024-07-02 15:00-18:00 126166062",
    "2024-07-03 15:00-18:00 126167808",
    "2024-07-04 15:00-18:00 126167808",
    "2024-07-05 15:00-18:00 126165806",
];

fn period(reading: &dutyline::announcement::Reading) -> (String, String) {
    let day = |date: Option<chrono::NaiveDate>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    (day(reading.consultation.first_day), day(reading.consultation.last_day))
}

fn days(first: &str, last: &str) -> (String, String) {
    (first.to_owned(), last.to_owned())
}

#[test]
fn otwarty_krakow_is_read_whole() {
    let reading = reading(DEMO);
    assert_eq!(slots(&reading), OTWARTY_KRAKOW);
    assert_eq!(proposals(&reading), Vec::<String>::new());
    assert_eq!(events(&reading), ["2024-06-19 17:00-19:00"]);
    assert_eq!(period(&reading), days("2024-06-13", "2024-07-05"));
    assert!(
        reading.questions.is_empty() && reading.warnings.is_empty() && reading.unread.is_empty(),
        "{reading:?}"
    );
    assert!(
        reading.events[0]
            .place
            .as_deref()
            .is_some_and(|place| place.contains("Zabłocie 20"))
    );
    assert_eq!(reading.slots[0].displays, ["12 616 5769"]);
    assert_eq!(reading.slots[0].text, "13 czerwca (czwartek)\t15.00-18.00\t12 616 5769");
}

#[test]
fn the_translations_call_a_wednesday_a_monday() {
    let text = include_str!("fixtures/three-languages.txt");
    let reading = reading(text);
    assert_eq!(events(&reading), ["2024-06-19 17:00-19:00"]);
    let lines: Vec<u32> = reading.warnings.iter().map(|note| note.line).collect();
    let said: Vec<u32> = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| line.contains("(Monday)") || line.contains("(понеділок)"))
        .map(|(_, line)| line)
        .collect();
    assert_eq!(warnings(&reading), ["weekday_mismatch"; 2]);
    assert_eq!(lines, said);
    assert_eq!(period(&reading), days("2024-06-13", "2024-07-05"));
    assert_eq!(slots(&reading), Vec::<String>::new());
    assert_eq!(questions(&reading), ["days_missing"]);
}

#[test]
fn a_torn_header_does_not_matter() {
    let reading = reading(include_str!("fixtures/02.txt"));
    assert_eq!(slots(&reading), ["2024-06-13 15:00-18:00 126165769 pl,uk"]);
    assert_eq!(events(&reading), ["2024-06-19 17:00-19:00"]);
    assert_eq!(period(&reading), days("?", "2024-07-05"));
    assert_eq!(questions(&reading), Vec::<&str>::new());
}

#[test]
fn a_range_without_a_number_is_asked_about() {
    let text = include_str!("fixtures/04.txt");
    let then = chrono::NaiveDate::from_ymd_opt(2020, 10, 5).unwrap();
    let reading = read(Input::text(text), then, &|| false).unwrap();
    assert_eq!(slots(&reading), Vec::<String>::new());
    assert_eq!(reading.proposals.len(), 16);
    assert_eq!(proposals(&reading)[0], "2020-10-02 10:00-14:00 ?");
    assert_eq!(questions(&reading), ["number_missing"]);
    assert_eq!(period(&reading), days("2020-10-02", "2020-10-23"));
    // Read years later, the year is only what weekday and programme suggest.
    let reading = self::reading(text);
    assert_eq!(period(&reading), days("2020-10-02", "2020-10-23"));
    assert_eq!(questions(&reading), ["number_missing", "year_missing"]);
}

#[test]
fn two_experts_two_numbers() {
    let reading = reading(include_str!("fixtures/06.txt"));
    assert_eq!(
        slots(&reading),
        [
            "2023-12-08 10:00-14:00 124459666",
            "2023-12-20 10:00-14:00 124459666",
            "2023-12-12 11:00-15:00 126167806",
            "2023-12-15 12:00-18:00 126167806",
        ]
    );
    assert_eq!(events(&reading), ["2023-12-06 11:00-13:00", "2023-12-13 16:00-18:00"]);
    assert_eq!(period(&reading), days("2023-12-01", "2023-12-22"));
    assert_eq!(reading.events[0].title, "Spotkania dla wszystkich");
}

#[test]
fn hours_before_and_two_numbers_after() {
    let reading = reading(include_str!("fixtures/12.txt"));
    assert_eq!(
        slots(&reading),
        [
            "2024-03-27 13:00-15:00 126168808+126168789",
            "2024-04-03 13:00-15:00 126168808+126168789",
        ]
    );
    assert_eq!(events(&reading), ["2024-04-04 16:30-18:30"]);
    assert_eq!(warnings(&reading), ["in_person"]);
    assert_eq!(questions(&reading), Vec::<&str>::new());
}

#[test]
fn lost_days_are_asked_about() {
    let reading = reading(include_str!("fixtures/14.txt"));
    assert_eq!(slots(&reading), Vec::<String>::new());
    assert_eq!(
        proposals(&reading),
        ["? 10:00-13:00 126168588+885870574", "? 12:00-15:00 126168589"]
    );
    assert_eq!(questions(&reading), ["day_missing", "day_missing"]);
    assert_eq!(events(&reading), ["2024-02-28 17:00-19:00"]);
    assert_eq!(period(&reading), days("2023-12-18", "2024-03-01"));
}

#[test]
fn points_in_person_are_no_telephone_duty() {
    let reading = reading(include_str!("fixtures/24.txt"));
    assert_eq!(
        (slots(&reading), proposals(&reading), events(&reading)),
        (vec![], vec![], vec![])
    );
    assert_eq!(warnings(&reading), ["in_person"]);
    assert_eq!(period(&reading), days("2019-11-25", "2019-12-12"));
    let reading = self::reading(include_str!("fixtures/28.txt"));
    assert_eq!((slots(&reading), proposals(&reading)), (vec![], vec![]));
    assert_eq!(events(&reading), ["2012-12-04 17:30-?", "2012-12-12 18:00-?"]);
    assert_eq!(warnings(&reading), ["in_person"]);
    assert_eq!(period(&reading), days("2012-11-05", "2012-12-16"));
}

#[test]
fn standing_hours_without_a_period_are_asked_about() {
    let reading = reading(include_str!("fixtures/34.txt"));
    assert_eq!(slots(&reading), Vec::<String>::new());
    assert_eq!(proposals(&reading), ["? 08:00-18:00 325065640"]);
    assert_eq!(questions(&reading), ["period_missing"]);
}

#[test]
fn the_json_is_what_programs_expect() {
    let reading = reading(include_str!("fixtures/02.txt"));
    let json = serde_json::to_value(&reading).unwrap();
    assert_eq!(
        json["consultation"],
        serde_json::json!({"first_day": null, "last_day": "2024-07-05"})
    );
    assert_eq!(
        json["slots"][0],
        serde_json::json!({
            "date": "2024-06-13", "start": "15:00", "end": "18:00", "phones": ["+48126165769"], "languages": ["pl", "uk"],
            "mode": "phone", "line": 22, "text": "13 czerwca (czwartek) 15.00  – 18.00 12 616 5769          (j. polski, j. ukraiński)",
        })
    );
    for key in ["proposals", "events", "questions", "warnings", "unread"] {
        assert!(json[key].is_array(), "{key}");
    }
    let _: Vec<Phone> = serde_json::from_value(json["slots"][0]["phones"].clone()).unwrap();
    assert_eq!(today().to_string(), "2024-05-20");
}
