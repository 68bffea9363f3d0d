use dutyline::actions::account;
use dutyline::actions::message::Rendered;
use dutyline::actions::revision::planned::{plan, publish_due};
use dutyline::actions::revision::preview;
use dutyline::actions::roster::{SlotInput, checked, save_slot};
use dutyline::domain::access::{Actor, Role};
use dutyline::domain::message::{Payload, Undeliverable};
use dutyline::domain::roster::ExpectedVersion::Any;

use super::{mail, messages, render};
use crate::support::world::{World, at, input, user_of};

/// A publication of the demo that was planned by somebody and prevented by a change.
async fn prevented(by: &str) -> World {
    let world = World::demo().await;
    let by: Actor = match by {
        "" => world.coordinator.clone(),
        address => world.user(address).await.actor(),
    };
    let slug = || world.slug();
    for (index, planned) in [(14, true), (15, false)] {
        let draft = checked(&world.cx, &world.coordinator, slug()).await.unwrap().0.draft;
        let nobody = SlotInput {
            staff: None,
            ..input(&draft.slots[index])
        };
        save_slot(&world.cx, &world.coordinator, slug(), nobody, Any)
            .await
            .unwrap();
        if planned {
            let moment = at("2024-06-21T06:00:00Z");
            plan(&world.cx, &by, slug(), Any, Vec::new(), moment).await.unwrap();
        }
    }
    world.clock.set(at("2024-06-21T06:00:00Z"));
    assert_eq!(publish_due(&world.cx).await.unwrap(), 0);
    let (shown, _) = preview(&world.cx, &world.coordinator, slug()).await.unwrap();
    assert!(shown.planned.unwrap().0.prevented.is_some());
    world
}

async fn told(world: &World) -> Rendered {
    let all = messages(world).await;
    let is_told = |payload: &Option<Payload>| matches!(payload, Some(Payload::PublicationPrevented { .. }));
    let message = all.iter().find(|message| is_told(&message.payload)).unwrap();
    render(&world.cx, message).await.unwrap()
}

#[actix_web::test]
async fn it_says_which_roster_when_why_and_where_to_go_on() {
    let world = prevented("coordinator@demo.example").await;
    let all = messages(&world).await;
    let is_told = |payload: &Option<Payload>| matches!(payload, Some(Payload::PublicationPrevented { .. }));
    let message = all.iter().find(|message| is_told(&message.payload)).unwrap();
    let mail = mail(&world, message).await;
    assert_eq!(mail.to.as_str(), "coordinator@demo.example");
    assert!(mail.subject.contains("Otwarty Kraków"), "{}", mail.subject);
    let text = mail.text.replace('\u{a0}', " ");
    for said in [
        "piątek, 21 czerwca 2024 r., 8.00",
        "Szkic zmieniono po zaplanowaniu.",
        "http://127.0.0.1:8080/pl/manage/c/otwarty-krakow/publish",
    ] {
        assert!(text.contains(said), "{said} is missing in {text}");
    }
    assert!(mail.html.contains("lang=\"pl\"") && !mail.html.contains('⟦'));
}

#[actix_web::test]
async fn without_an_address_somebody_has_to_know_that_it_was_not_told() {
    let world = prevented("").await;
    let rendered = told(&world).await;
    assert!(
        matches!(rendered, Rendered::Undeliverable(Undeliverable::NoAddress)),
        "{rendered:?}"
    );
}

#[actix_web::test]
async fn of_a_planner_who_cannot_sign_in_any_more_the_coordinators_are_told() {
    let world = World::demo().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let planner = user_of("plany@demo.example", Role::Coordinator);
    account::add(cx, admin, planner).await.unwrap();
    let planner = world.user("plany@demo.example").await.actor();
    let draft = checked(cx, &world.coordinator, world.slug()).await.unwrap().0.draft;
    let nobody = SlotInput {
        staff: None,
        ..input(&draft.slots[14])
    };
    save_slot(cx, &world.coordinator, world.slug(), nobody, Any)
        .await
        .unwrap();
    let moment = at("2024-06-21T06:00:00Z");
    plan(cx, &planner, world.slug(), Any, Vec::new(), moment).await.unwrap();
    account::disable(cx, admin, "plany@demo.example".parse().unwrap())
        .await
        .unwrap();
    world.clock.set(moment);
    assert_eq!(publish_due(cx).await.unwrap(), 0);
    let is_told = |payload: &Option<Payload>| matches!(payload, Some(Payload::PublicationPrevented { .. }));
    let told: Vec<_> = messages(&world)
        .await
        .into_iter()
        .filter(|message| is_told(&message.payload))
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(mail(&world, &told[0]).await.to.as_str(), "coordinator@demo.example");
    account::disable(cx, admin, "coordinator@demo.example".parse().unwrap())
        .await
        .unwrap();
    let late = render(cx, &told[0]).await.unwrap();
    assert!(matches!(late, Rendered::Obsolete), "{late:?}");
}
