//! Rosters as residents would read them.

use dutyline::actions::ActionError;
use dutyline::actions::revision::past;
use dutyline::actions::revision::seen::{draft, revision};
use dutyline::actions::roster::{SlotInput, cancel_slot, checked, save_slot};
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::domain::roster::SlotState;
use dutyline::domain::time::Hours;

use crate::support::world::{World, input};

#[actix_web::test]
async fn a_draft_is_what_residents_would_read_once_it_is_published() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let before = world.view();
    let slots = checked(cx, c, slug()).await.unwrap().0.draft.slots;
    let hours: Hours = serde_json::from_str(r#"{"start":"16:00","end":"18:00"}"#).unwrap();
    let later = SlotInput {
        hours,
        ..input(&slots[10])
    };
    save_slot(cx, c, slug(), later, Any).await.unwrap();
    cancel_slot(cx, c, slug(), slots[12].id, "phone_fault", Any)
        .await
        .unwrap();
    let seen = draft(cx, c, slug()).await.unwrap();
    assert_eq!(*world.view(), *before, "looking publishes nothing");
    assert_eq!(seen.view.changed, [slots[10].id, slots[12].id]);
    let off = seen.view.slots.iter().find(|slot| slot.id == slots[12].id).unwrap();
    assert_eq!(off.state, SlotState::Cancelled);
    world.publish(&slug()).await;
    assert_eq!(*world.view(), seen.view);
}

#[actix_web::test]
async fn each_revision_is_seen_as_it_was_and_listed_with_what_it_changed() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let first = world.view();
    let slots = checked(cx, c, slug()).await.unwrap().0.draft.slots;
    cancel_slot(cx, c, slug(), slots[12].id, "phone_fault", Any)
        .await
        .unwrap();
    world.clock.advance(chrono::Duration::minutes(1));
    world.publish(&slug()).await;
    let second = world.view();
    assert_eq!(revision(cx, c, slug(), 1).await.unwrap().view, *first);
    assert_eq!(revision(cx, c, slug(), 2).await.unwrap().view, *second);
    for unknown in [0, 3, i32::MIN, i32::MAX] {
        let none = revision(cx, c, slug(), unknown).await;
        assert!(matches!(none, Err(ActionError::NotFound("revision"))), "{unknown}");
    }
    let history = past::history(cx, c, slug()).await.unwrap();
    let told: Vec<_> = history
        .revisions
        .iter()
        .map(|(revision, difference)| (revision.number, difference.added.len(), difference.changed.len()))
        .collect();
    assert_eq!(told, [(2, 0, 1), (1, 16, 0)]);
    assert!(history.names.contains_key(&history.revisions[0].0.published_by));
}
