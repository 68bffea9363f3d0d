//! What became of reminders, and the link that confirms a duty.

use chrono::Duration;
use dutyline::actions::message::{self, Rendered};
use dutyline::actions::reminder::{Confirmation, confirm, confirmation};
use dutyline::actions::roster::{SlotInput, cancel_slot, checked, save_slot};
use dutyline::actions::{ActionError, revision};
use dutyline::domain::message::Outcome;
use dutyline::domain::roster::{ExpectedVersion, Slot};
use dutyline::domain::time::Hours;

use super::message::render;
use super::message::{friday, mail, token};
use crate::support::world::{World, at, input};

#[actix_web::test]
async fn looking_confirms_nothing_and_confirming_twice_is_once() {
    let world = World::demo().await;
    let mail = mail(&world, &friday(&world).await).await;
    let token = token(&mail.text);
    for _ in 0..2 {
        assert!(matches!(
            confirmation(&world.cx, &token).await.unwrap(),
            Confirmation::Open(_)
        ));
    }
    let Confirmation::Confirmed(_, first) = confirm(&world.cx, &token).await.unwrap() else {
        panic!()
    };
    world.clock.advance(Duration::minutes(5));
    let Confirmation::Confirmed(_, again) = confirm(&world.cx, &token).await.unwrap() else {
        panic!()
    };
    assert_eq!(first, again);
}

#[actix_web::test]
async fn a_forged_link_is_no_link() {
    let world = World::demo().await;
    let mail = mail(&world, &friday(&world).await).await;
    let token = token(&mail.text);
    let first = if token.starts_with('A') { 'B' } else { 'A' };
    let forged = format!("{first}{}", &token[1..]);
    for bad in [forged.as_str(), "", "abc", &token[..token.len() - 4]] {
        assert!(
            matches!(confirm(&world.cx, bad).await, Err(ActionError::NotFound(_))),
            "{bad}"
        );
    }
}

/// The duty of Friday 21 June in the draft.
async fn friday_duty(world: &World) -> Slot {
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let mut slots = checked.draft.slots.into_iter();
    slots.find(|slot| slot.date.to_string() == "2024-06-21").unwrap()
}

/// Publishes, accepting what can be.
async fn publish(world: &World) {
    let (cx, coordinator, slug) = (&world.cx, &world.coordinator, world.slug());
    let (checked, _) = checked(cx, coordinator, slug.clone()).await.unwrap();
    let accepted = checked.report.blocking().map(|finding| finding.key()).collect();
    revision::publish(cx, coordinator, slug, ExpectedVersion::Any, accepted)
        .await
        .unwrap();
}

/// What is published differs from what the reminder says, though its message was sent and so stays as it is.
async fn is_no_longer_true(change: impl AsyncFnOnce(&World, Slot)) {
    let world = World::demo().await;
    let message = friday(&world).await;
    let token = token(&mail(&world, &message).await.text);
    message::settle(&world.cx, vec![(message.id, Outcome::Sent)], Vec::new(), "worker")
        .await
        .unwrap();
    let duty = friday_duty(&world).await;
    change(&world, duty).await;
    publish(&world).await;
    let rendered = render(&world.cx, &message).await.unwrap();
    assert!(matches!(rendered, Rendered::Obsolete), "{rendered:?}");
    let confirmed = confirm(&world.cx, &token).await.unwrap();
    let Confirmation::Stale(Some((of, starts_at))) = confirmed else {
        panic!("{confirmed:?}")
    };
    assert_eq!((of.slug, starts_at), (world.slug(), at("2024-06-21T13:00:00Z")));
}

async fn save(world: &World, slot: SlotInput) {
    save_slot(&world.cx, &world.coordinator, world.slug(), slot, ExpectedVersion::Any)
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_duty_that_was_called_off_is_neither_announced_nor_confirmed() {
    is_no_longer_true(async |world, duty| {
        let any = ExpectedVersion::Any;
        cancel_slot(&world.cx, &world.coordinator, world.slug(), duty.id, "choroba", any)
            .await
            .unwrap();
    })
    .await;
}

#[actix_web::test]
async fn a_duty_that_moved_is_neither_announced_nor_confirmed() {
    is_no_longer_true(async |world, duty| {
        let start = "14:00:00".parse().unwrap();
        let hours = Hours { start, ..duty.hours };
        save(world, SlotInput { hours, ..input(&duty) }).await;
    })
    .await;
}

#[actix_web::test]
async fn a_duty_that_went_to_somebody_else_is_neither_announced_nor_confirmed() {
    is_no_longer_true(async |world, duty| {
        let (_, everybody) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
        let other = everybody
            .iter()
            .map(|member| Some(member.id))
            .find(|other| *other != duty.staff);
        let staff = other.unwrap();
        save(world, SlotInput { staff, ..input(&duty) }).await;
    })
    .await;
}

#[actix_web::test]
async fn a_link_of_a_duty_that_is_over_says_so() {
    let world = World::demo().await;
    let mail = mail(&world, &friday(&world).await).await;
    world.clock.set(at("2024-06-21T15:59:59Z"));
    let running = confirmation(&world.cx, &token(&mail.text)).await.unwrap();
    assert!(matches!(running, Confirmation::Open(_)), "{running:?}");
    world.clock.set(at("2024-06-21T16:00:00Z"));
    let found = confirm(&world.cx, &token(&mail.text)).await.unwrap();
    assert!(matches!(found, Confirmation::Over(_)), "{found:?}");
}

#[actix_web::test]
async fn an_obsolete_reminder_confirms_nothing() {
    let world = World::demo().await;
    let message = friday(&world).await;
    let token = token(&mail(&world, &message).await.text);
    message::settle(&world.cx, vec![(message.id, Outcome::Obsolete)], Vec::new(), "worker")
        .await
        .unwrap();
    for found in [confirmation(&world.cx, &token).await, confirm(&world.cx, &token).await] {
        assert!(matches!(found, Ok(Confirmation::Stale(Some(_)))), "{found:?}");
    }
}
