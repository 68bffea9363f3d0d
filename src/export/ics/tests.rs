use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveTime;
use icalendar::parser::{read_calendar, unfold};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::calendar::RequiredHours;
use crate::domain::consultation::PhoneMode;
use crate::domain::ids::{ConsultationId, EventId, SlotId, UnitId};
use crate::domain::revision::PrintedExtension;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::unit::{Unit, UnitNames};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn hours(start: &str, end: &str) -> Hours {
    Hours {
        start: time(start),
        end: time(end),
    }
}

fn consultation(title: &str) -> Consultation {
    let text = ConsultationText {
        title: title.to_owned(),
        ..ConsultationText::default()
    };
    Consultation {
        id: ConsultationId(Uuid::from_u128(1)),
        slug: "otwarty-krakow".parse().unwrap(),
        texts: ConsultationTexts(BTreeMap::from([(Locale::Pl, text)])),
        first_day: day("2024-06-13"),
        last_day: day("2024-07-05"),
        zone: chrono_tz::Europe::Warsaw,
        unit: Unit {
            id: UnitId(Uuid::from_u128(1)),
            slug: "wydzial".parse().unwrap(),
            names: UnitNames::of_first(),
        },
        phone_mode: Some(PhoneMode::Counts),
        required: RequiredHours::default(),
        swaps_need_approval: false,
    }
}

fn slot(number: u128, date: &str, at: Hours, zone: Tz) -> PublishedSlot {
    let date = day(date);
    PublishedSlot {
        id: SlotId(Uuid::from_u128(number)),
        date,
        hours: at,
        span: Span::of(date, at, zone),
        extensions: vec![PrintedExtension {
            phone: "12 616 5769".parse().unwrap(),
            display: "12 616 5769".to_owned(),
        }],
        languages: Vec::new(),
        mode: SlotMode::Phone,
        state: SlotState::Planned,
        cancel_reason: None,
    }
}

fn words() -> Words {
    Words {
        locale: Locale::Pl,
        phone_duty: "Dyżur telefoniczny".to_owned(),
        room_duty: "Dyżur na miejscu".to_owned(),
        cancelled: "ODWOŁANY".to_owned(),
    }
}

fn origin() -> Origin<'static> {
    Origin {
        host: "dyzury.city.example",
        revision: 3,
        published_at: "2024-06-12T09:30:00Z".parse().unwrap(),
        page: "https://dyzury.city.example/pl/consultations/otwarty-krakow",
    }
}

fn calendar(title: &str, slots: &[PublishedSlot], events: &[Event]) -> String {
    let consultation = consultation(title);
    let text = feed(
        &Feed {
            consultation: &consultation,
            slots,
            events,
            origin: origin(),
            address: "https://dyzury.city.example/pl/consultations/otwarty-krakow.ics",
        },
        &words(),
    );
    check(&text);
    text
}

/// What parsers forgive and the standard does not.
fn check(text: &str) {
    assert!(text.ends_with("\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "CRLF only");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let unfolded = text.replace("\r\n ", "");
    let mut open: Vec<&str> = Vec::new();
    let mut events: Vec<BTreeMap<&str, &str>> = Vec::new();
    for line in unfolded.trim_end().split("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        assert!(
            name.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-;=/_+".contains(&b)),
            "{name}"
        );
        match name {
            "BEGIN" => {
                open.push(value);
                if value == "VEVENT" {
                    events.push(BTreeMap::new());
                }
            }
            "END" => assert_eq!(open.pop(), Some(value)),
            _ if open.last() == Some(&"VEVENT") => {
                let property = name.split(';').next().unwrap();
                let twice = events.last_mut().unwrap().insert(property, value);
                assert_eq!(twice, None, "{property} stands once");
            }
            _ => {}
        }
        if ["SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"].contains(&name.split(';').next().unwrap()) {
            let escapes = value
                .replace("\\\\", "")
                .replace("\\,", "")
                .replace("\\;", "")
                .replace("\\n", "");
            assert!(!escapes.contains([',', ';', '\\']), "{line}");
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    let mut ids = BTreeSet::new();
    for event in &events {
        for property in [
            "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP", "URL",
        ] {
            assert!(event.contains_key(property), "{property} is missing in {event:?}");
        }
        assert!(ids.insert(event["UID"]), "{} stands twice", event["UID"]);
        assert!(
            event["DTSTART"].len() != event["DTEND"].len() || event["DTSTART"] < event["DTEND"],
            "{event:?}"
        );
    }
    for required in [
        "VERSION:2.0\r\n",
        "PRODID:",
        "METHOD:PUBLISH\r\n",
        "BEGIN:VTIMEZONE\r\n",
    ] {
        assert!(text.contains(required), "{required}");
    }
    assert_eq!(read_by_another(text), events.len());
}

/// The number of events a reader finds that is not ours.
fn read_by_another(text: &str) -> usize {
    let text = unfold(text);
    let calendar = read_calendar(&text).unwrap();
    calendar.components.iter().filter(|part| part.name == "VEVENT").count()
}

#[test]
fn a_duty_is_written_in_local_time_with_what_to_dial() {
    let text = calendar(
        "Otwarty Kraków 2024–2028",
        &[slot(
            7,
            "2024-06-13",
            hours("15:00", "18:00"),
            chrono_tz::Europe::Warsaw,
        )],
        &[],
    );
    let text = text.replace("\r\n ", "");
    for line in [
        "NAME:Otwarty Kraków 2024–2028",
        "X-WR-CALNAME:Otwarty Kraków 2024–2028",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "UID:00000000-0000-0000-0000-000000000007@dyzury.city.example",
        "DTSTAMP:20240612T093000Z",
        "LAST-MODIFIED:20240612T093000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Warsaw:20240613T150000",
        "DTEND;TZID=Europe/Warsaw:20240613T180000",
        "SUMMARY;LANGUAGE=pl:Dyżur telefoniczny: 12 616 5769",
        "DESCRIPTION;LANGUAGE=pl:Otwarty Kraków 2024–2028\\n12 616 5769 (tel:+48126165769)\\nhttps://dyzury.city.example/pl/consultations/otwarty-krakow",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ] {
        assert!(text.split("\r\n").any(|l| l == line), "{line} is missing in\n{text}");
    }
}

#[test]
fn the_zone_tells_the_clock_changes_its_events_can_meet() {
    let text = calendar("T", &[], &[]);
    let summer =
        "BEGIN:DAYLIGHT\r\nDTSTART:20240331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n";
    let winter =
        "BEGIN:STANDARD\r\nDTSTART:20231029T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n";
    assert!(text.contains(summer) && text.contains(winter), "{text}");
}

#[test]
fn what_was_called_off_stays_and_says_so() {
    let mut off = slot(7, "2024-06-13", hours("15:00", "18:00"), chrono_tz::Europe::Warsaw);
    off.state = SlotState::Cancelled;
    let text = calendar("T", &[off], &[]);
    assert!(text.contains("STATUS:CANCELLED\r\n"));
    assert!(text.contains("SUMMARY;LANGUAGE=pl:ODWOŁANY: Dyżur telefoniczny"));
}

#[test]
fn an_hour_that_the_clock_repeats_is_written_as_the_instant() {
    let night = slot(7, "2024-10-27", hours("02:30", "02:45"), chrono_tz::Europe::Warsaw);
    let text = calendar("T", &[night], &[]);
    assert!(text.contains("DTSTART:20241027T003000Z\r\n"), "{text}");
    assert!(text.contains("DTEND:20241027T014500Z\r\n"), "{text}");
}

#[test]
fn a_duty_past_midnight_ends_on_the_next_day() {
    let night = slot(7, "2024-06-13", hours("22:00", "02:00"), chrono_tz::Europe::Warsaw);
    let text = calendar("T", &[night], &[]);
    assert!(text.contains("DTEND;TZID=Europe/Warsaw:20240614T020000\r\n"));
}

#[test]
fn a_meeting_stands_beside_the_duties_and_a_whole_day_needs_no_hours() {
    let meeting = |number, at| Event {
        id: EventId(Uuid::from_u128(number)),
        date: day("2024-06-19"),
        hours: at,
        title: BTreeMap::from([(Locale::Pl, "Spotkanie, otwarte".to_owned())]),
        place: "Plac Wszystkich Świętych 3–4; sala 1".to_owned(),
        stands_in: true,
    };
    let text = calendar("T", &[], &[meeting(8, Some(hours("17:00", "19:00"))), meeting(9, None)]);
    assert!(text.contains("SUMMARY;LANGUAGE=pl:Spotkanie\\, otwarte\r\n"));
    assert!(text.contains("LOCATION:Plac Wszystkich Świętych 3–4\\; sala 1\r\n"));
    assert!(text.contains("DTSTART;VALUE=DATE:20240619\r\nDTEND;VALUE=DATE:20240620\r\n"));
}

#[test]
fn the_order_in_which_duties_come_changes_no_byte() {
    let one = slot(1, "2024-06-14", hours("15:00", "18:00"), chrono_tz::Europe::Warsaw);
    let two = slot(2, "2024-06-13", hours("15:00", "18:00"), chrono_tz::Europe::Warsaw);
    assert_eq!(
        calendar("T", &[one.clone(), two.clone()], &[]),
        calendar("T", &[two, one], &[])
    );
}

#[test]
fn the_duty_in_a_reminder_takes_up_time() {
    let one = slot(1, "2024-06-14", hours("15:00", "18:00"), chrono_tz::Europe::Warsaw);
    let base = "https://dyzury.city.example/".parse().unwrap();
    let text = one_duty(&one, "Otwarty Kraków, 2024–2028", &base, origin().published_at);
    read_by_another(&text);
    for line in [
        "UID:00000000-0000-0000-0000-000000000001@dyzury.city.example",
        "DTSTART:20240614T130000Z",
        "DTEND:20240614T160000Z",
        "SUMMARY:Otwarty Kraków\\, 2024–2028: 12 616 5769",
        "TRANSP:OPAQUE",
    ] {
        assert!(text.split("\r\n").any(|l| l == line), "{line} is missing in\n{text}");
    }
}

proptest! {
    #[test]
    fn any_title_day_and_hour_make_a_calendar_that_is_read_back(
        title in any::<String>(),
        offset in 0..800_u64,
        start in 0..1440_u32,
        end in 0..1440_u32,
        zone in prop::sample::select(vec![chrono_tz::Europe::Warsaw, chrono_tz::America::New_York, chrono_tz::UTC, chrono_tz::Asia::Kathmandu]),
    ) {
        let clock = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let date = (day("2024-01-01") + Days::new(offset)).to_string();
        let mut whose = consultation(&title);
        whose.zone = zone;
        let one = slot(1, &date, Hours { start: clock(start), end: clock(end) }, zone);
        // A clock change can leave nothing of an hour that does not exist.
        prop_assume!(one.span.minutes() > 0);
        let text = feed(
            &Feed { consultation: &whose, slots: std::slice::from_ref(&one), events: &[], origin: origin(), address: "https://a.example/x.ics" },
            &words(),
        );
        check(&text);
    }
}
