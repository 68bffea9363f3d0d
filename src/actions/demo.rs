//! The demo's data: the Otwarty Kraków announcement, imported and published through the same actions a coordinator
//! uses.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeZone, Utc};

use crate::actions::account::{self, NewUser, Post, command_line_actor};
use crate::actions::announcement::{ImportPlan, import, read};
use crate::actions::calendar::{EventInput, set_events};
use crate::actions::consultation;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::revision::publish;
use crate::actions::roster::checked;
use crate::actions::session::make_link;
use crate::actions::staff::{StaffInput, add, list};
use crate::actions::topic;
use crate::actions::unit;
use crate::announcement::DEMO;
use crate::domain::access::Role;
use crate::domain::consultation::{PhoneMode, Settings};
use crate::domain::language::{Language, Locale};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::staff::Email;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::time::DEFAULT_ZONE;
use crate::store::installation;

/// The consultation's address.
pub const SLUG: &str = "otwarty-krakow";
/// The desk that is on duty when the demo's clock starts.
pub const DESK_ON_DUTY: &str = "5769";
const COORDINATOR: &str = "coordinator@demo.example";

/// Where the demo's clock starts: Thursday 20 June 2024, 15:40 in Warsaw, in the middle of a duty.
pub fn start_of_clock() -> DateTime<Utc> {
    DEFAULT_ZONE
        .with_ymd_and_hms(2024, 6, 20, 15, 40, 0)
        .earliest()
        .map_or(DateTime::UNIX_EPOCH, |at| at.to_utc())
}

/// Lays the demo out, once: imports the announcement, adds staff named by their desk, fills in the texts, publishes.
/// Does nothing when it is there already.
///
/// # Errors
/// Those of the actions it calls.
pub async fn lay_out(cx: &Context) -> Result<(), ActionError> {
    let done = cx
        .store
        .read(|db| Ok::<_, ActionError>(installation::get(db, "demo")?))
        .await?;
    if done.is_some() {
        return Ok(());
    }
    let actor = command_line_actor(cx).await?;
    let slug: Slug = SLUG.parse().map_err(|_| ActionError::NotFound("consultation"))?;
    let reading = read(cx, &actor, DEMO.as_bytes().to_vec(), None, None).await?;
    let plan = ImportPlan {
        unit: Some(unit(cx, &actor).await?),
        ..ImportPlan::certain(&reading, Some(slug.clone()))?
    };
    add_desks(cx, &actor, &plan).await?;
    import(cx, &actor, plan).await?;
    say_texts(cx, &actor, &slug).await?;
    topic::replace(cx, &actor, slug.clone(), topics(), ExpectedVersion::Any).await?;
    let users = account::list(cx, &actor).await?;
    let is_coordinator = |email: &Email| email.as_str() == COORDINATOR;
    if !users.iter().any(|user| user.email.as_ref().is_some_and(is_coordinator)) {
        let new = NewUser {
            name: "Koordynator".to_owned(),
            email: COORDINATOR.to_owned(),
            post: Post::Role(Role::Coordinator, Some(unit(cx, &actor).await?)),
            locale: Locale::Pl,
        };
        account::add(cx, &actor, new).await?;
    }
    match publish(cx, &actor, slug, ExpectedVersion::Any, Vec::new()).await {
        // It was published before, and the program ended before it could note that.
        Ok(_) | Err(ActionError::Conflict("nothing_to_publish")) => {}
        Err(error) => return Err(error),
    }
    cx.store
        .write(|db| Ok::<_, ActionError>(installation::put(db, "demo", "laid out")?))
        .await
}

/// One staff member for every number of the roster, named by the desk.
async fn add_desks(cx: &Context, actor: &crate::domain::access::Actor, plan: &ImportPlan) -> Result<(), ActionError> {
    let known = list(cx, actor).await?;
    let extensions: BTreeMap<_, _> = plan
        .slots
        .iter()
        .flat_map(|slot| slot.extensions.iter().cloned())
        .collect();
    for (phone, display) in extensions {
        let name = format!("Stanowisko {}", phone.last_four());
        if known.iter().any(|member| member.name == name) {
            continue;
        }
        let input = StaffInput {
            name,
            email: desk_address(phone.last_four()),
            languages: spoken_in_the_demo(),
            locale: Some(Locale::Pl),
            extension: display,
            share: Default::default(),
            lent_to: Vec::new(),
        };
        add(cx, actor, cx.random.id(cx.now()), input, plan.unit.clone()).await?;
    }
    Ok(())
}

fn desk_address(desk: &str) -> String {
    format!("{desk}@demo.example")
}

fn spoken_in_the_demo() -> Vec<Language> {
    [Locale::Pl, Locale::Uk].map(Language::from).to_vec()
}

/// The office of the demo, made when it is not there.
async fn unit(cx: &Context, actor: &crate::domain::access::Actor) -> Result<Slug, ActionError> {
    let slug: Slug = "krakow".parse().map_err(|_| ActionError::NotFound("unit"))?;
    let known = unit::list(cx, actor).await?;
    if known.iter().all(|unit| unit.slug != slug) {
        let names = [
            (Locale::Pl, "Miasto Kraków"),
            (Locale::En, "City of Kraków"),
            (Locale::Uk, "Місто Краків"),
        ];
        let names = names.map(|(locale, name)| (locale, name.to_owned())).into();
        unit::add(cx, actor, slug.clone(), names).await?;
    }
    Ok(slug)
}

async fn say_texts(cx: &Context, actor: &crate::domain::access::Actor, slug: &Slug) -> Result<(), ActionError> {
    let (checked, _) = checked(cx, actor, slug.clone()).await?;
    let settings = Settings {
        first_day: checked.consultation.first_day,
        last_day: checked.consultation.last_day,
        texts: texts(),
        phone_mode: Some(PhoneMode::Counts),
        required: checked.consultation.required.clone(),
        leads: Vec::new(),
        swaps_need_approval: false,
    };
    consultation::change(cx, actor, slug.clone(), settings, ExpectedVersion::Any).await?;
    let events = checked
        .calendar
        .events
        .iter()
        .map(|event| EventInput {
            id: Some(event.id),
            date: event.date,
            hours: event.hours,
            title: BTreeMap::from([
                (Locale::Pl, "Spotkanie konsultacyjne".to_owned()),
                (Locale::En, "Consultation meeting".to_owned()),
                (Locale::Uk, "Консультаційна зустріч".to_owned()),
            ]),
            place: "Centrum Wielokulturowe, ul. Zabłocie 20, budynek A, 1 piętro".to_owned(),
            stands_in: event.stands_in,
        })
        .collect();
    set_events(cx, actor, slug.clone(), events, ExpectedVersion::Any).await
}

fn texts() -> ConsultationTexts {
    let text = |title: &str, invitation: &str, other_ways: &str| ConsultationText {
        title: title.to_owned(),
        invitation: invitation.to_owned(),
        other_ways: other_ways.to_owned(),
    };
    ConsultationTexts(BTreeMap::from([
        (
            Locale::Pl,
            text(
                "Otwarty Kraków 2024–2028",
                "Zadzwoń, jeśli chcesz zapytać o projekt programu albo zgłosić uwagę. Rozmów nie nagrywamy.",
                "Formularz do 5 lipca: e-mailem na konsultacje@um.krakow.pl, pocztą lub przez ePUAP.\n\
                 Osobiście: sekretariat Wydziału Polityki Społecznej i Zdrowia, ul. Jana Dekerta 24.",
            ),
        ),
        (
            Locale::En,
            text(
                "Open Kraków 2024–2028",
                "Call if you want to ask about the draft programme or make a comment. Calls are not recorded.",
                "Form until 5 July: by e-mail to konsultacje@um.krakow.pl, by post or through ePUAP.\n\
                 In person: Department of Social Policy and Health, ul. Jana Dekerta 24.",
            ),
        ),
        (
            Locale::Uk,
            text(
                "Відкритий Краків 2024–2028",
                "Зателефонуйте, якщо хочете запитати про проєкт програми або висловити зауваження. \
                 Розмови не записуємо.",
                "Формуляр до 5 липня: електронною поштою konsultacje@um.krakow.pl, поштою або через ePUAP.\n\
                 Особисто: Відділ соціальної політики та охорони здоров’я, ul. Jana Dekerta 24.",
            ),
        ),
    ]))
}

fn topics() -> Vec<BTreeMap<Locale, String>> {
    [
        ("Nauka języka", "Language learning", "Вивчення мови"),
        ("Praca", "Work", "Робота"),
        ("Szkoły", "Schools", "Школи"),
        ("Mieszkanie", "Housing", "Житло"),
        ("Zdrowie", "Health", "Здоров’я"),
        ("Kultura i spotkania", "Culture and meetings", "Культура і зустрічі"),
    ]
    .into_iter()
    .map(|(pl, en, uk)| {
        BTreeMap::from([
            (Locale::Pl, pl.to_owned()),
            (Locale::En, en.to_owned()),
            (Locale::Uk, uk.to_owned()),
        ])
    })
    .collect()
}

/// One-time links for the demo's coordinator and for the desk on duty when its clock starts.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no demo; database faults.
pub async fn links(cx: &Context) -> Result<(String, String), ActionError> {
    let actor = command_line_actor(cx).await?;
    let address = |text: &str| text.parse().map_err(|_| ActionError::NotFound("demo user"));
    let coordinator = make_link(cx, &actor, address(COORDINATOR)?).await?;
    let staff = make_link(cx, &actor, address(&desk_address(DESK_ON_DUTY))?).await?;
    Ok((coordinator, staff))
}

/// Where the demo's clock goes on: what was stored when it last ran, or its start.
///
/// # Errors
/// Database faults.
pub async fn clock_goes_on_at(store: &crate::store::Store) -> Result<DateTime<Utc>, ActionError> {
    let kept = store
        .read(|db| Ok::<_, ActionError>(installation::get(db, "demo_clock")?))
        .await?;
    Ok(kept.and_then(|text| text.parse().ok()).unwrap_or_else(start_of_clock))
}

/// Stores the time of the demo's clock.
///
/// # Errors
/// Database faults.
pub async fn keep_clock(cx: &Context) -> Result<(), ActionError> {
    let now = cx.now().to_rfc3339();
    cx.store
        .write(move |db| Ok::<_, ActionError>(installation::put(db, "demo_clock", &now)?))
        .await
}
