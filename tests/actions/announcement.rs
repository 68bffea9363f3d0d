//! The same announcement again, or another one over a draft that is there.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use dutyline::actions::announcement::{ImportPlan, Imported, expected, import, read};
use dutyline::actions::calendar::EventInput;
use dutyline::actions::revision::publish;
use dutyline::actions::roster::{SlotInput, cancel_slot, checked, save_slot};
use dutyline::actions::{ActionError, calendar, topic};
use dutyline::announcement::{DEMO, ReadError};
use dutyline::clock::{Clock, ManualClock};
use dutyline::domain::calendar::{DayRule, Event};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{ExpectedVersion, SlotState};
use dutyline::domain::time::Hours;
use tokio::task::JoinSet;

use crate::support::world::{World, input};

async fn plan_of(world: &World, text: &str) -> ImportPlan {
    let reading = read(&world.cx, &world.coordinator, text.into(), None, None)
        .await
        .unwrap();
    ImportPlan::certain(&reading, Some(world.slug())).unwrap()
}

async fn lay(world: &World, plan: ImportPlan) -> Result<Imported, ActionError> {
    import(&world.cx, &world.coordinator, plan).await
}

fn hours(start: &str, end: &str) -> Hours {
    serde_json::from_str(&format!(r#"{{"start":"{start}","end":"{end}"}}"#)).unwrap()
}

#[actix_web::test]
async fn hours_of_an_earlier_announcement_do_not_stay() {
    let world = World::empty().await;
    let mut plan = plan_of(&world, DEMO).await;
    lay(&world, plan.clone()).await.unwrap();
    let exempt = "2024-06-13".parse().unwrap();
    let rule = DayRule::Exempt("awaria".to_owned());
    calendar::set_day(
        &world.cx,
        &world.coordinator,
        world.slug(),
        exempt,
        Some(rule.clone()),
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    for slot in &mut plan.slots {
        match slot.date.to_string().as_str() {
            "2024-06-18" => slot.hours = hours("15:00", "18:00"),
            "2024-06-13" => slot.hours = hours("10:00", "14:00"),
            _ => {}
        }
    }
    lay(&world, plan).await.unwrap();
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let blocking: Vec<String> = checked.report.blocking().map(|finding| finding.key()).collect();
    assert_eq!(blocking, ["no_staff:roster"], "no day is uncovered");
    assert_eq!(checked.calendar.rules.get(&exempt), Some(&rule), "said by hand");
    assert!(!checked.calendar.rules.contains_key(&"2024-06-18".parse().unwrap()));
}

#[actix_web::test]
async fn what_residents_saw_is_called_off_not_dropped() {
    let world = World::demo().await;
    let (before, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let on = |date: &str| {
        before
            .draft
            .slots
            .iter()
            .find(|slot| slot.date.to_string() == date)
            .unwrap()
    };
    let (called_off, dropped, over) = (on("2024-06-21"), on("2024-06-25"), on("2024-06-14"));
    cancel_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        called_off.id,
        "choroba",
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let mut plan = plan_of(&world, DEMO).await;
    plan.slots
        .retain(|slot| ![called_off.date, dropped.date, over.date].contains(&slot.date));
    lay(&world, plan).await.unwrap();
    let (after, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let state = |id| {
        after
            .draft
            .slots
            .iter()
            .find(|slot| slot.id == id)
            .map(|slot| (slot.state, slot.cancel_reason.clone()))
    };
    assert_eq!(
        state(called_off.id),
        Some((SlotState::Cancelled, Some("choroba".into())))
    );
    assert_eq!(state(dropped.id), Some((SlotState::Cancelled, None)));
    assert_eq!(
        state(over.id),
        Some((SlotState::Planned, None)),
        "what is over took place"
    );

    let accepted = after.report.blocking().map(|finding| finding.key()).collect();
    publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        accepted,
    )
    .await
    .unwrap();
    assert_eq!(world.view().slots.len(), 16);
}

#[actix_web::test]
async fn a_draft_changed_since_the_preview_is_not_replaced() {
    let world = World::demo().await;
    let mut plan = plan_of(&world, DEMO).await;
    plan.expected = expected(&world.cx, &world.coordinator, plan.slug()).await.unwrap();
    let (before, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let slot = &before.draft.slots[9];
    let change = SlotInput {
        hours: hours("15:00", "19:00"),
        ..input(slot)
    };
    save_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        change,
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let refused = lay(&world, plan.clone()).await;
    assert!(matches!(refused, Err(ActionError::Stale)), "{refused:?}");
    plan.expected = ExpectedVersion::NotYet;
    let refused = lay(&world, plan.clone()).await;
    assert!(matches!(refused, Err(ActionError::Stale)), "{refused:?}");
    plan.expected = expected(&world.cx, &world.coordinator, plan.slug()).await.unwrap();
    lay(&world, plan).await.unwrap();
}

#[actix_web::test]
async fn an_announcement_read_again_sets_the_period_and_the_hours() {
    let world = World::demo().await;
    let plan = plan_of(&world, DEMO).await;
    let announced = world.settings().await;
    let mut other = announced.clone();
    other.first_day = "2024-06-10".parse().unwrap();
    other.last_day = "2024-07-12".parse().unwrap();
    other.required.0.clear();
    world.change(other).await;
    lay(&world, plan).await.unwrap();
    assert_eq!(world.settings().await, announced);
}

#[actix_web::test]
async fn what_another_unit_has_at_an_address_is_not_said() {
    let world = World::demo().await;
    let seen = expected(&world.cx, &world.outsider().await, Some(world.slug())).await;
    assert!(matches!(seen, Ok(ExpectedVersion::NotYet)), "{seen:?}");
}

#[actix_web::test]
async fn meetings_keep_their_id_and_their_translations() {
    let world = World::empty().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let events = async || checked(cx, c, slug()).await.unwrap().0.calendar.events;
    let mut plan = plan_of(&world, DEMO).await;
    lay(&world, plan.clone()).await.unwrap();
    let translated: Vec<_> = events().await.iter().map(in_english).collect();
    calendar::set_events(cx, c, slug(), translated, ExpectedVersion::Any)
        .await
        .unwrap();
    let before = events().await;
    let english = before[0].title.get(&Locale::En).map(String::as_str);
    assert_eq!((before.len(), english), (1, Some("Open meeting")));

    plan.events[0].date = "2024-06-22".parse().unwrap();
    lay(&world, plan.clone()).await.unwrap();
    let moved = Event {
        date: plan.events[0].date,
        place: plan.events[0].place.clone(),
        ..before[0].clone()
    };
    assert_eq!(events().await, std::slice::from_ref(&moved));

    // Another title makes the translations those of another meeting.
    plan.events[0].title = "Spacer".to_owned();
    lay(&world, plan).await.unwrap();
    let renamed = Event {
        title: [(Locale::Pl, "Spacer".to_owned())].into(),
        ..moved
    };
    assert_eq!(events().await, [renamed]);
}

/// The meeting with an English title beside its Polish one.
fn in_english(event: &Event) -> EventInput {
    let mut title = event.title.clone();
    title.insert(Locale::En, "Open meeting".to_owned());
    EventInput {
        id: Some(event.id),
        date: event.date,
        hours: event.hours,
        title,
        place: event.place.clone(),
        stands_in: event.stands_in,
    }
}

#[actix_web::test]
async fn characters_that_cannot_be_kept_are_refused_or_left_out() {
    let world = World::empty().await;
    let mut plan = plan_of(&world, DEMO).await;
    plan.slots[0].source.text = "13 czerwca\u{0}".to_owned();
    plan.events[0].title = "Spot\u{0}kanie".to_owned();
    plan.events[0].place = "\u{1b}Zabłocie".to_owned();
    lay(&world, plan).await.unwrap();

    let event = |title: &str| EventInput {
        id: None,
        date: "2024-06-22".parse().unwrap(),
        hours: None,
        title: [(Locale::Pl, title.to_owned())].into(),
        place: String::new(),
        stands_in: false,
    };
    for title in ["a\u{0}b".to_owned(), "x".repeat(201)] {
        let refused = calendar::set_events(
            &world.cx,
            &world.coordinator,
            world.slug(),
            vec![event(&title)],
            ExpectedVersion::Any,
        )
        .await;
        assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
        let label = [(Locale::Pl, title)].into();
        let refused = topic::replace(
            &world.cx,
            &world.coordinator,
            world.slug(),
            vec![label],
            ExpectedVersion::Any,
        )
        .await;
        assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
    }
}

#[actix_web::test]
async fn those_who_save_at_once_neither_double_nor_overwrite() {
    let world = World::empty().await;
    lay(&world, plan_of(&world, DEMO).await).await.unwrap();
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let version = ExpectedVersion::Version(checked.draft.version);
    let mut saving = JoinSet::new();
    for n in 0..8 {
        let (cx, coordinator, slug) = (world.cx.clone(), world.coordinator.clone(), world.slug());
        let label = [(Locale::Pl, "Praca".to_owned())];
        let event = EventInput {
            id: None,
            date: "2024-06-22".parse().unwrap(),
            hours: None,
            title: label.clone().into(),
            place: String::new(),
            stands_in: false,
        };
        let rule = DayRule::Exempt(format!("powód {n}"));
        let date = "2024-06-18".parse().unwrap();
        saving.spawn(async move {
            [
                calendar::set_events(
                    &cx,
                    &coordinator,
                    slug.clone(),
                    vec![event.clone()],
                    ExpectedVersion::Any,
                )
                .await,
                topic::replace(
                    &cx,
                    &coordinator,
                    slug.clone(),
                    vec![label.clone().into()],
                    ExpectedVersion::Any,
                )
                .await,
                calendar::set_day(
                    &cx,
                    &coordinator,
                    slug.clone(),
                    date,
                    Some(rule.clone()),
                    ExpectedVersion::Any,
                )
                .await,
                // With the version that was looked at, only the first of all could win, and none of these is it.
                match calendar::set_events(&cx, &coordinator, slug, vec![event], version).await {
                    Err(ActionError::Stale) => Ok(()),
                    other => other.and(Err(ActionError::NotFound("refusal"))),
                },
            ]
        });
    }
    for outcome in saving.join_all().await.into_iter().flatten() {
        assert!(outcome.is_ok(), "{outcome:?}");
    }
    let (checked, _) = dutyline::actions::roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let [event] = checked.calendar.events.as_slice() else {
        panic!("{:?}", checked.calendar.events)
    };
    assert_eq!(event.title.get(&Locale::Pl).map(String::as_str), Some("Praca"));
    let topics = topic::list(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    assert_eq!(
        topics.iter().map(|topic| topic.code.as_str()).collect::<Vec<_>>(),
        ["praca"]
    );
    let rule = checked.calendar.rules.get(&"2024-06-18".parse().unwrap());
    assert!(
        matches!(rule, Some(DayRule::Exempt(reason)) if reason.starts_with("powód ")),
        "{rule:?}"
    );
    // Each of the 24 changes counted, and none that was refused.
    let ExpectedVersion::Version(before) = version else {
        panic!()
    };
    assert_eq!(checked.draft.version, before + 24);
}

#[actix_web::test]
async fn what_is_wrong_with_a_plan_is_told_at_once() {
    let world = World::empty().await;
    let good = plan_of(&world, DEMO).await;
    let mut far = good.clone();
    far.slots[0].date = "0001-01-01".parse().unwrap();
    let mut far_event = good.clone();
    far_event.events[0].date = "9999-01-01".parse().unwrap();
    let all = ImportPlan {
        title: " ".to_owned(),
        last_day: "2024-06-12".parse().unwrap(),
        ..good.clone()
    };
    let nameless = ImportPlan {
        slug: None,
        title: "?!".to_owned(),
        ..good.clone()
    };
    let many = ImportPlan {
        slots: vec![good.slots[0].clone(); 10_001],
        ..good.clone()
    };
    for (plan, expected) in [
        (all, vec![("last_day", Fault::PeriodOrder), ("title", Fault::Required)]),
        (far, vec![("slots", Fault::Year)]),
        (far_event, vec![("slots", Fault::Year)]),
        (nameless, vec![("slug", Fault::Required)]),
        (many, vec![("slots", Fault::TooMany)]),
    ] {
        let Err(ActionError::Invalid(faults)) = lay(&world, plan).await else {
            panic!("{expected:?} was not told")
        };
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(field, fault)| FieldError::new(field, fault))
            .collect();
        assert_eq!(faults, expected);
    }
    let reading = read(
        &world.cx,
        &world.coordinator,
        "Dyżur telefoniczny w czwartki".into(),
        None,
        None,
    )
    .await
    .unwrap();
    let Err(ActionError::Invalid(faults)) = ImportPlan::certain(&reading, None) else {
        panic!("no period was missed")
    };
    assert_eq!(
        faults,
        ["first_day", "last_day"].map(|field| FieldError::new(field, Fault::Required))
    );
}

#[actix_web::test]
async fn an_import_without_an_address_makes_one_of_the_title() {
    let world = World::empty().await;
    let mut plan = plan_of(&world, DEMO).await;
    plan.slug = None;
    plan.title = "Żółty Kraków".to_owned();
    let expect = async |slug| expected(&world.cx, &world.coordinator, slug).await.unwrap();
    assert_eq!(expect(plan.slug()).await, ExpectedVersion::NotYet);
    assert_eq!(expect(None).await, ExpectedVersion::NotYet);
    let imported = lay(&world, plan.clone()).await.unwrap();
    assert_eq!(
        imported,
        Imported {
            slug: "zolty-krakow".parse().unwrap(),
            replaced: false,
            slots: 16,
        }
    );
    assert_eq!(expect(plan.slug()).await, ExpectedVersion::Version(1));
    let (checked, _) = checked(&world.cx, &world.coordinator, imported.slug).await.unwrap();
    assert_eq!(checked.consultation.texts.title(Locale::Pl).text, "Żółty Kraków");
}

#[actix_web::test]
async fn a_long_line_of_an_announcement_is_stored_cut() {
    let world = World::empty().await;
    let mut plan = plan_of(&world, DEMO).await;
    plan.slots[0].source.text = "ż".repeat(2_001);
    plan.events[0].title = "ż".repeat(201);
    plan.events[0].place = "a\tb".to_owned();
    lay(&world, plan).await.unwrap();
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let source = checked.draft.slots[0].source.as_ref().unwrap();
    assert_eq!(source.text.chars().count(), 2_000);
    let event = &checked.calendar.events[0];
    assert_eq!(event.title[&Locale::Pl].chars().count(), 200);
    assert_eq!(event.place, "a b");
}

/// A clock of which some time has passed whenever somebody looks at it; it never shows a whole second of the reading's time.
struct Running(ManualClock);

impl Clock for Running {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    fn elapsed(&self) -> std::time::Duration {
        self.0.advance(TimeDelta::milliseconds(700));
        self.0.elapsed()
    }
}

#[actix_web::test]
async fn an_announcement_is_given_up_when_its_time_is_over() {
    let mut world = World::empty().await;
    let clock = ManualClock::at(world.cx.now());
    world.cx.clock = Arc::new(Running(clock));
    let read = read(&world.cx, &world.coordinator, DEMO.repeat(20).into(), None, None).await;
    assert!(
        matches!(read, Err(ActionError::Announcement(ReadError::TooSlow))),
        "{read:?}"
    );
}
