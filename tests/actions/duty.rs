//! What somebody finds of their own, and for what a call is logged.

use dutyline::actions::duty::{self, ToLogFor};
use dutyline::actions::revision;
use dutyline::domain::access::Actor;
use dutyline::domain::ids::SlotId;

use crate::support::world::{World, at};

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
    world.draft("szkic", "2024-06-20").await;
    assert_eq!(
        duty::to_log_for(&world.cx, c).await.unwrap(),
        only,
        "nor is one published"
    );
    for (slug, day) in [("nowe", "2024-07-15"), ("stare", "2024-01-15")] {
        let slug = world.draft(slug, day).await;
        world.publish(&slug).await;
    }
    assert_eq!(duty::to_log_for(&world.cx, &desk).await.unwrap(), only, "its duty runs");
    // Of its duties one is over and two are still to come; none runs.
    world.clock.set(at("2024-06-14T10:00:00Z"));
    let between = duty::to_log_for(&world.cx, &desk).await.unwrap();
    assert!(
        matches!(&between, ToLogFor::Choice(all) if all.len() == 3),
        "{between:?}"
    );
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
    let view = world.view();
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

/// Not even while a duty runs there that one still has.
#[actix_web::test]
async fn calls_are_logged_for_the_offices_one_belongs_to_now() {
    let world = World::demo().await;
    let (desk, outsider) = (world.desk().await, world.outsider().await);
    let here = duty::to_log_for(&world.cx, &desk).await.unwrap();
    assert_eq!(here, ToLogFor::One(world.slug()));
    let moved = Actor {
        access: outsider.access,
        ..desk
    };
    let nowhere = duty::to_log_for(&world.cx, &moved).await.unwrap();
    assert_eq!(nowhere, ToLogFor::Choice(Vec::new()));
}
