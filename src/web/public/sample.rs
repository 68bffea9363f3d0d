//! A consultation to try the residents' pages on: the real dates, hours and numbers of Otwarty Kraków 2024–2028.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Warsaw;
use uuid::Uuid;

use crate::actions::published::PublicView;
use crate::domain::calendar::{DayRule, Event, RequiredHours};
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::ids::{ConsultationId, EventId, SlotId, UnitId};
use crate::domain::language::Locale;
use crate::domain::revision::{PrintedExtension, PublishedSlot};
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::time::{Hours, Span};
use crate::domain::unit::{Unit, UnitNames};

/// Day and month in 2024, first and last hour, number.
const DUTIES: [(u32, u32, u32, u32, &str); 16] = [
    (13, 6, 15, 18, "12 616 5769"),
    (14, 6, 15, 18, "12 616 7804"),
    (17, 6, 15, 18, "12 616 5769"),
    (18, 6, 10, 14, "12 616 7804"),
    (20, 6, 15, 18, "12 616 5769"),
    (21, 6, 15, 18, "12 616 7809"),
    (24, 6, 15, 18, "12 616 7808"),
    (25, 6, 15, 18, "12 616 7821"),
    (26, 6, 15, 18, "12 616 7821"),
    (27, 6, 15, 18, "12 616 5806"),
    (28, 6, 10, 14, "12 616 7809"),
    (1, 7, 15, 18, "12 616 6062"),
    (2, 7, 15, 18, "12 616 6062"),
    (3, 7, 15, 18, "12 616 7808"),
    (4, 7, 15, 18, "12 616 7808"),
    (5, 7, 15, 18, "12 616 5806"),
];

/// A local moment in Warsaw in 2024.
pub fn at(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Warsaw
        .with_ymd_and_hms(2024, month, day, hour, minute, 0)
        .unwrap()
        .with_timezone(&Utc)
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

/// Whole hours.
pub fn hours(start: u32, end: u32) -> Hours {
    Hours {
        start: NaiveTime::from_hms_opt(start, 0, 0).unwrap(),
        end: NaiveTime::from_hms_opt(end, 0, 0).unwrap(),
    }
}

fn consultation() -> Consultation {
    let text = |title: &str, invitation: &str, other_ways: &str| ConsultationText {
        title: title.to_owned(),
        invitation: invitation.to_owned(),
        other_ways: other_ways.to_owned(),
    };
    Consultation {
        id: ConsultationId(Uuid::from_u128(1)),
        slug: "otwarty-krakow".parse().unwrap(),
        // English says nothing of other ways: the Polish words stand in.
        texts: ConsultationTexts(BTreeMap::from([
            (
                Locale::Pl,
                text(
                    "Otwarty Kraków 2024–2028",
                    "Zadzwoń, jeśli chcesz zapytać o projekt programu albo zgłosić uwagę. Rozmów nie nagrywamy.",
                    "Formularz do 5 lipca: e-mailem, pocztą lub przez ePUAP.\nOsobiście w sekretariacie wydziału.",
                ),
            ),
            (
                Locale::En,
                text(
                    "Open Kraków 2024–2028",
                    "Call to ask about the draft programme or to make a remark. Calls are not recorded.",
                    "",
                ),
            ),
            (
                Locale::Uk,
                text(
                    "Відкритий Краків 2024–2028",
                    "Зателефонуйте, щоб запитати про проєкт програми або висловити зауваження. Розмов не записуємо.",
                    "Форма до 5 липня: електронною поштою, поштою або через ePUAP.",
                ),
            ),
        ])),
        first_day: date(6, 13),
        last_day: date(7, 5),
        zone: Warsaw,
        unit: unit(),
        phone_mode: Some(PhoneMode::Counts),
        required: RequiredHours::working_days(hours(15, 18)),
        swaps_need_approval: false,
    }
}

/// The office of the demo.
pub fn unit() -> Unit {
    let names = [(Locale::Pl, "Miasto Kraków"), (Locale::Uk, "Місто Краків")];
    let names = names.map(|(locale, name)| (locale, name.to_owned())).into();
    Unit {
        id: UnitId(Uuid::from_u128(1)),
        slug: "krakow".parse().unwrap(),
        names: UnitNames::checked(&names).unwrap(),
    }
}

/// A published slot.
pub fn slot(number: u128, date: NaiveDate, hours: Hours, display: &str) -> PublishedSlot {
    PublishedSlot {
        id: SlotId(Uuid::from_u128(number)),
        date,
        hours,
        span: Span::of(date, hours, Warsaw),
        extensions: vec![PrintedExtension {
            phone: display.parse().unwrap(),
            display: display.to_owned(),
        }],
        languages: vec!["pl".parse().unwrap(), "uk".parse().unwrap()],
        mode: SlotMode::Phone,
        state: SlotState::Planned,
        cancel_reason: None,
    }
}

/// The published roster, with a changed duty on 24 June.
pub fn otwarty_krakow() -> PublicView {
    let consultation = consultation();
    let events = vec![Event {
        id: EventId(Uuid::from_u128(2)),
        date: date(6, 19),
        hours: Some(hours(17, 19)),
        title: BTreeMap::from([(Locale::Pl, "spotkanie konsultacyjne".to_owned())]),
        place: "Centrum Wielokulturowe, ul. Zabłocie 20".to_owned(),
        stands_in: true,
    }];
    let slots: Vec<PublishedSlot> = (100..)
        .zip(DUTIES)
        .map(|(id, (day, month, start, end, phone))| slot(id, date(month, day), hours(start, end), phone))
        .collect();
    PublicView {
        days: consultation.calendar(events.clone(), BTreeMap::new()).days(),
        revision: (3, at(6, 14, 9, 30)),
        changed: vec![slots[6].id],
        slots,
        consultation,
        events,
    }
}

/// Everything that can be told at once: several numbers, several duties now, other languages, a cancelled duty, one in a
/// room, one in both, a holiday, an exempt day.
pub fn everything() -> PublicView {
    let mut facts = otwarty_krakow();
    facts.consultation.phone_mode = Some(PhoneMode::Confirm);
    let rules = BTreeMap::from([(date(7, 4), DayRule::Exempt("awaria centrali".to_owned()))]);
    facts.days = facts.consultation.calendar(facts.events.clone(), rules).days();
    facts.slots.retain(|slot| slot.date != date(7, 4));
    let on = |day: NaiveDate| move |slot: &&mut PublishedSlot| slot.date == day;
    let other = slot(50, date(6, 20), hours(14, 17), "12 616 9999");
    let today = facts.slots.iter_mut().find(on(date(6, 20))).unwrap();
    today
        .extensions
        .extend(slot(0, date(6, 20), hours(9, 10), "12 616 7821").extensions);
    let cancelled = facts.slots.iter_mut().find(on(date(6, 21))).unwrap();
    cancelled.state = SlotState::Cancelled;
    cancelled.cancel_reason = Some("zamknięte z powodu remontu".into());
    facts.slots.iter_mut().find(on(date(6, 25))).unwrap().mode = SlotMode::Room;
    let both = facts.slots.iter_mut().find(on(date(6, 26))).unwrap();
    both.mode = SlotMode::Hybrid;
    both.languages = vec!["en".parse().unwrap()];
    facts.slots.push(other);
    facts
}
