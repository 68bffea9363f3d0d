//! What residents find, what somebody finds of their own, and for what a call is logged.

use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::duty::{self, ToLogFor};
use dutyline::actions::roster::{SlotInput, checked, save_slot};
use dutyline::actions::{ActionError, consultation, revision};
use dutyline::domain::consultation::Settings;
use dutyline::domain::ids::SlotId;
use dutyline::domain::roster::ExpectedVersion;
use dutyline::domain::slug::Slug;

use crate::support::world::{World, at, input};

/// A consultation of a day, without duties and not published.
async fn draft(world: &World, slug: &str, day: &str) -> Slug {
    let plan = ImportPlan {
        slug: Some(slug.parse().unwrap()),
        title: slug.to_owned(),
        unit: None,
        first_day: day.parse().unwrap(),
        last_day: day.parse().unwrap(),
        slots: Vec::new(),
        events: Vec::new(),
        expected: ExpectedVersion::NotYet,
    };
    import(&world.cx, &world.coordinator, plan).await.unwrap().slug
}

async fn publish(world: &World, slug: &Slug) {
    let (preview, _) = revision::preview(&world.cx, &world.coordinator, slug.clone())
        .await
        .unwrap();
    let accepted = preview.checked.report.blocking().map(|finding| finding.key()).collect();
    revision::publish(
        &world.cx,
        &world.coordinator,
        slug.clone(),
        ExpectedVersion::Any,
        accepted,
    )
    .await
    .unwrap();
}

/// The consultations residents find, and their last days.
async fn listed(world: &World) -> [Vec<(String, String)>; 2] {
    let said = |of: dutyline::domain::consultation::Consultation| (of.slug.to_string(), of.last_day.to_string());
    let with_duties = duty::public_list(&world.cx).await.unwrap().into_iter();
    let alone = duty::public_consultations(&world.cx).await.unwrap().into_iter();
    [with_duties.map(|(of, _)| said(of)).collect(), alone.map(said).collect()]
}

#[actix_web::test]
async fn residents_find_what_is_published_in_the_period_it_says() {
    let world = World::demo().await;
    let demo = ("otwarty-krakow".to_owned(), "2024-07-05".to_owned());
    let new = draft(&world, "nowe", "2024-07-15").await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let of = consultation::one(cx, c, world.slug()).await.unwrap();
    let settings = Settings {
        first_day: of.first_day,
        last_day: "2024-07-08".parse().unwrap(),
        texts: of.texts,
        phone_mode: of.phone_mode,
        required: of.required,
        leads: Vec::new(),
    };
    consultation::change(cx, c, world.slug(), settings, ExpectedVersion::Any)
        .await
        .unwrap();
    assert_eq!(listed(&world).await, [vec![demo.clone()], vec![demo.clone()]]);
    for nothing in [
        duty::public_view(cx, new.clone()).await.map(drop),
        duty::published(cx, new.clone()).await.map(drop),
    ] {
        assert!(matches!(nothing, Err(ActionError::NotFound(_))), "{nothing:?}");
    }

    publish(&world, &new).await;
    let both = vec![("nowe".to_owned(), "2024-07-15".to_owned()), demo];
    assert_eq!(listed(&world).await, [both.clone(), both]);
}

#[actix_web::test]
async fn one_sees_ones_own_duties_that_are_not_over() {
    let world = World::demo().await;
    let days = async |actor| -> Vec<String> {
        let duties = duty::mine(&world.cx, actor).await.unwrap();
        duties.iter().map(|duty| duty.slot.date.to_string()).collect()
    };
    let desk = world.desk().await;
    // 13 and 17 June are over; of 20 June some is left until 18.00.
    assert_eq!(days(&desk).await, ["2024-06-20"]);
    assert_eq!(days(&world.coordinator).await, [""; 0]);
    world.clock.set(at("2024-06-20T16:00:00Z"));
    assert_eq!(days(&desk).await, [""; 0]);
    world.clock.set(at("2024-06-13T06:00:00Z"));
    assert_eq!(days(&desk).await, ["2024-06-13", "2024-06-17", "2024-06-20"]);
}

#[actix_web::test]
async fn a_call_is_logged_for_the_duty_that_runs_or_one_is_chosen() {
    let world = World::demo().await;
    let (desk, c) = (world.desk().await, &world.coordinator);
    let only = ToLogFor::One(world.slug());
    assert_eq!(duty::to_log_for(&world.cx, c).await.unwrap(), only, "there is no other");
    draft(&world, "szkic", "2024-06-20").await;
    assert_eq!(
        duty::to_log_for(&world.cx, c).await.unwrap(),
        only,
        "nor is one published"
    );
    for (slug, day) in [("nowe", "2024-07-15"), ("stare", "2024-01-15")] {
        let slug = draft(&world, slug, day).await;
        publish(&world, &slug).await;
    }
    assert_eq!(duty::to_log_for(&world.cx, &desk).await.unwrap(), only, "its duty runs");
    // The duty is over; the coordinator never had one.
    world.clock.set(at("2024-06-20T16:00:00Z"));
    for actor in [&desk, c] {
        let ToLogFor::Choice(all) = duty::to_log_for(&world.cx, actor).await.unwrap() else {
            panic!("one was chosen")
        };
        let slugs: Vec<&str> = all.iter().map(|of| of.slug.as_str()).collect();
        assert_eq!(
            slugs,
            ["otwarty-krakow", "nowe", "stare"],
            "the running one, then the latest"
        );
    }
}

#[actix_web::test]
async fn what_stands_in_the_way_is_a_published_duty() {
    let world = World::demo().await;
    let view = duty::public_view(&world.cx, world.slug()).await.unwrap();
    let (unknown, known) = (SlotId(uuid::Uuid::from_u128(404)), view.slots[3].id);
    let found = async |slots| {
        revision::in_the_way(&world.cx, &world.coordinator, slots)
            .await
            .unwrap()
    };
    assert!(found(vec![unknown]).await.is_none());
    let Some(revision::InTheWay::Duty(duty)) = found(vec![unknown, known]).await else {
        panic!("it is published");
    };
    assert_eq!((&duty.0.slug, duty.1.id), (&world.slug(), known));
}

#[actix_web::test]
async fn what_changed_is_told_from_the_revision_before_of_the_same_consultation() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let new = draft(&world, "nowe", "2024-07-15").await;
    let demo = checked(cx, c, world.slug()).await.unwrap().0.draft.slots;
    // The demo is published once, the new one with a duty at ten.
    let [ten, noon] = [("10:00", "11:00"), ("12:00", "13:00")];
    for (of, (start, end), phone, change) in [
        (&new, ten, "12 616 8898", false),
        (&new, noon, "12 616 8898", true),
        (&world.slug(), noon, "12 616 5769", true),
    ] {
        let hours = format!(r#"{{"start":"{start}","end":"{end}"}}"#);
        let added = SlotInput {
            id: None,
            date: "2024-07-15".parse().unwrap(),
            hours: serde_json::from_str(&hours).unwrap(),
            staff: None,
            extensions: vec![(phone.parse().unwrap(), phone.to_owned())],
            ..input(&demo[0])
        };
        let added = save_slot(cx, c, of.clone(), added, ExpectedVersion::Any).await;
        publish(&world, of).await;
        let view = duty::public_view(cx, of.clone()).await.unwrap();
        let changed = if change { vec![added.unwrap()] } else { Vec::new() };
        assert_eq!(view.changed, changed, "{of} {hours}");
    }
}
