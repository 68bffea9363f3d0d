//! Values to put into the tables.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::{Europe::Warsaw, Tz};
use dutyline::domain::access::Role;
use dutyline::domain::account::{Standing, User};
use dutyline::domain::calendar::{Calendar, DayRule, Event, RequiredHours};
use dutyline::domain::consultation::{Consultation, PhoneMode};
use dutyline::domain::extension::Extension;
use dutyline::domain::ids::{ConsultationId, ExtensionId, StaffId, UnitId, UserId};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{Slot, SlotMode, SlotState, Source};
use dutyline::domain::staff::StaffMember;
use dutyline::domain::text::{ConsultationText, ConsultationTexts};
use dutyline::domain::time::Hours;
use dutyline::domain::unit::{Unit, UnitNames};
use dutyline::random::Random;
use dutyline::store::account;
use dutyline::store::{Db, Store, StoreError, consultation, extension, staff, unit};
use uuid::Uuid;

pub const ZONE: Tz = Warsaw;

/// Thursday 20 June 2024, 15:40 in Warsaw.
pub fn now() -> DateTime<Utc> {
    "2024-06-20T13:40:00.123456Z".parse().unwrap()
}

pub fn id<T: From<Uuid>>() -> T {
    Random.id(now())
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn hours(start: &str, end: &str) -> Hours {
    let time = |text| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    Hours {
        start: time(start),
        end: time(end),
    }
}

/// Runs work that only fails in the store.
pub async fn write<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&mut Db) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    store.write(f).await
}

/// Reads what must be readable.
pub async fn read<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&mut Db) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(f).await.unwrap()
}

pub fn consultation(slug: &str) -> Consultation {
    let text = ConsultationText {
        title: "Otwarty Kraków 2024–2028".to_owned(),
        invitation: "Zadzwoń – łóżko, żółć, ґанок 😀".to_owned(),
        other_ways: String::new(),
    };
    Consultation {
        id: id(),
        slug: slug.parse().unwrap(),
        texts: ConsultationTexts([(Locale::Pl, text)].into()),
        first_day: date("2024-06-13"),
        last_day: date("2024-07-05"),
        zone: ZONE,
        unit: unit(),
        phone_mode: Some(PhoneMode::Counts),
        required: RequiredHours::working_days(hours("15:00", "18:00")),
        swaps_need_approval: false,
    }
}

/// A calendar with a meeting, other hours on a day and an exempt one.
pub fn calendar() -> Calendar {
    let meeting = Event {
        id: id(),
        date: date("2024-06-19"),
        hours: Some(hours("17:00", "19:00")),
        title: [(Locale::Pl, "Spotkanie – łóżko".to_owned())].into(),
        place: "Zabłocie 20".to_owned(),
        stands_in: true,
    };
    let rules = [
        (date("2024-06-18"), DayRule::Hours(vec![hours("10:00", "14:00")])),
        (date("2024-06-21"), DayRule::Exempt("awaria".to_owned())),
    ];
    consultation("otwarty-krakow").calendar(vec![meeting], rules.into())
}

pub fn person(name: &str) -> StaffMember {
    StaffMember {
        name: name.to_owned(),
        languages: vec!["pl".parse().unwrap(), "uk".parse().unwrap()],
        ..StaffMember::new(id(), unit().id)
    }
}

pub fn user(name: &str) -> User {
    User {
        id: id(),
        name: name.to_owned(),
        email: None,
        standing: Standing::in_unit(unit().id, Role::Coordinator),
        staff: None,
        locale: Locale::Uk,
        disabled: false,
    }
}

pub fn slot(day: &str, from: &str, to: &str, extensions: &[Extension], staff: Option<StaffId>) -> Slot {
    Slot {
        id: id(),
        date: date(day),
        hours: hours(from, to),
        extensions: extensions.to_vec(),
        languages: vec!["pl".parse().unwrap()],
        mode: SlotMode::Phone,
        state: SlotState::Planned,
        cancel_reason: None,
        staff,
        source: Some(Source {
            line: 7,
            text: "13 czerwca (czwartek)".to_owned(),
        }),
    }
}

/// The office all of it belongs to.
pub fn unit() -> Unit {
    Unit {
        id: UnitId(Uuid::from_u128(1)),
        slug: "wydzial".parse().unwrap(),
        names: UnitNames::checked(&[(Locale::Pl, "Wydział Polityki Społecznej".to_owned())].into()).unwrap(),
    }
}

/// Adds the office.
pub async fn put_unit(store: &Store) {
    write(store, |db| unit::insert(db, &unit())).await.unwrap();
}

/// Rows most tests start from.
#[derive(Debug, Clone)]
pub struct Rows {
    pub consultation: ConsultationId,
    pub other: ConsultationId,
    pub user: UserId,
    pub staff: Vec<StaffId>,
    pub extensions: Vec<Extension>,
}

/// Two consultations, a user, three people and three extensions.
pub async fn rows(store: &Store) -> Rows {
    put_unit(store).await;
    write(store, |db| {
        let (first, second) = (consultation("otwarty-krakow"), consultation("zielony-krakow"));
        for consultation in [&first, &second] {
            consultation::insert(db, consultation, now())?;
        }
        let user = user("Coordinator");
        account::insert(db, &user)?;
        let people = ["5769", "7821", "8898"].map(person);
        for person in &people {
            staff::insert(db, person)?;
        }
        let mut extensions = Vec::new();
        for number in ["12 616 5769", "12 616 7821", "12 616 8898"] {
            extensions.push(extension::ensure(
                db,
                &number.parse().unwrap(),
                number,
                id::<ExtensionId>(),
            )?);
        }
        Ok(Rows {
            consultation: first.id,
            other: second.id,
            user: user.id,
            staff: people.iter().map(|person| person.id).collect(),
            extensions,
        })
    })
    .await
    .unwrap()
}
