//! Small values to build cases from.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::calendar::RequiredHours;
use dutyline::domain::consultation::{Consultation, PhoneMode};
use dutyline::domain::extension::Extension;
use dutyline::domain::ids::{ConsultationId, ExtensionId, SlotId, UnitId};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{Slot, SlotMode, SlotState};
use dutyline::domain::text::{ConsultationText, ConsultationTexts};
use dutyline::domain::time::Hours;
use dutyline::domain::unit::{Unit, UnitNames};
use uuid::Uuid;

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `15:00-18:00`.
pub fn hours(text: &str) -> Hours {
    let (start, end) = text.split_once('-').unwrap();
    let time = |text| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    Hours {
        start: time(start),
        end: time(end),
    }
}

pub fn consultation(first_day: &str, last_day: &str, required: &str) -> Consultation {
    Consultation {
        id: ConsultationId(Uuid::from_u128(1)),
        slug: "sample".parse().unwrap(),
        texts: ConsultationTexts(Locale::ALL.map(|locale| (locale, titled("Otwarty Kraków"))).into()),
        first_day: date(first_day),
        last_day: date(last_day),
        zone: Warsaw,
        unit: Unit {
            id: UnitId(Uuid::from_u128(1)),
            slug: "wydzial".parse().unwrap(),
            names: UnitNames::of_first(),
        },
        phone_mode: Some(PhoneMode::Counts),
        required: RequiredHours::working_days(hours(required)),
        swaps_need_approval: false,
    }
}

pub fn titled(title: &str) -> ConsultationText {
    ConsultationText {
        title: title.to_owned(),
        ..ConsultationText::default()
    }
}

pub fn slot(number: u128, day: &str, at: &str, phone: &str) -> Slot {
    let phone: dutyline::domain::extension::Phone = phone.parse().unwrap();
    Slot {
        id: SlotId(Uuid::from_u128(number)),
        date: date(day),
        hours: hours(at),
        extensions: vec![Extension {
            id: ExtensionId(Uuid::from_u128(phone.e164()[1..].parse().unwrap())),
            display: phone.grouped(),
            phone,
        }],
        languages: Vec::new(),
        mode: SlotMode::Phone,
        state: SlotState::Planned,
        cancel_reason: None,
        staff: None,
        source: None,
    }
}

/// The real case: 16 duties of Otwarty Kraków, 50 hours, 7 numbers.
pub fn otwarty_krakow() -> Vec<Slot> {
    [
        ("2024-06-13", "15:00-18:00", "12 616 5769"),
        ("2024-06-14", "15:00-18:00", "12 616 7804"),
        ("2024-06-17", "15:00-18:00", "12 616 5769"),
        ("2024-06-18", "10:00-14:00", "12 616 7804"),
        ("2024-06-20", "15:00-18:00", "12 616 5769"),
        ("2024-06-21", "15:00-18:00", "12 616 7809"),
        ("2024-06-24", "15:00-18:00", "12 616 7808"),
        ("2024-06-25", "15:00-18:00", "12 616 7821"),
        ("2024-06-26", "15:00-18:00", "12 616 7821"),
        ("2024-06-27", "15:00-18:00", "12 616 5806"),
        ("2024-06-28", "10:00-14:00", "12 616 7809"),
        ("2024-07-01", "15:00-18:00", "12 616 6062"),
        ("2024-07-02", "15:00-18:00", "12 616 6062"),
        ("2024-07-03", "15:00-18:00", "12 616 7808"),
        ("2024-07-04", "15:00-18:00", "12 616 7808"),
        ("2024-07-05", "15:00-18:00", "12 616 5806"),
    ]
    .into_iter()
    .zip(1..)
    .map(|((day, at, phone), number)| slot(number, day, at, phone))
    .collect()
}
