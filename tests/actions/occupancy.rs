//! One line, one person, one place: also in what residents read, when a draft is ahead of it.

use dutyline::actions::announcement::{ImportPlan, PlannedSlot, import};
use dutyline::actions::revision::{publish, published_duty};
use dutyline::actions::roster::{SlotInput, board, cancel_slot, save_slot};
use dutyline::actions::{ActionError, duty};
use dutyline::domain::duty::on_duty;
use dutyline::domain::roster::{ExpectedVersion, Slot, SlotMode, Source};
use dutyline::domain::slug::Slug;
use tokio::task::JoinSet;

use crate::support::world::{World, at};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// A consultation on 20 June, 15–18, on one number.
async fn lay_out(world: &World, of: &str, number: &str) {
    let plan = ImportPlan {
        slug: Some(slug(of)),
        title: of.to_owned(),
        unit: "Miasto".to_owned(),
        first_day: "2024-06-20".parse().unwrap(),
        last_day: "2024-06-20".parse().unwrap(),
        slots: vec![PlannedSlot {
            date: "2024-06-20".parse().unwrap(),
            hours: serde_json::from_str(r#"{"start":"15:00","end":"18:00"}"#).unwrap(),
            extensions: vec![(number.parse().unwrap(), number.to_owned())],
            languages: Vec::new(),
            mode: SlotMode::Phone,
            source: Source {
                line: 1,
                text: String::new(),
            },
        }],
        events: Vec::new(),
        expected: ExpectedVersion::Any,
    };
    import(&world.cx, &world.coordinator, plan).await.unwrap();
}

async fn slot_of(world: &World, of: &str) -> Slot {
    let (board, _) = board(&world.cx, &world.coordinator, slug(of)).await.unwrap();
    board.draft.slots[0].clone()
}

/// Publishes, accepting what can be.
async fn publish_all(world: &World, of: &str) -> Result<i32, ActionError> {
    let (board, _) = board(&world.cx, &world.coordinator, slug(of)).await.unwrap();
    let accepted = board.report.blocking().map(|finding| finding.key()).collect();
    let done = publish(&world.cx, &world.coordinator, slug(of), ExpectedVersion::Any, accepted).await?;
    Ok(done.number)
}

async fn numbers_on_duty(world: &World) -> Vec<String> {
    let now = at("2024-06-20T14:00:00Z");
    let mut numbers = Vec::new();
    for of in ["a", "b"] {
        if let Ok(view) = duty::public_view(&world.cx, slug(of)).await {
            let running = on_duty(&view.slots, now).now;
            numbers.extend(
                running
                    .iter()
                    .flat_map(|slot| slot.extensions.iter().map(|extension| extension.display.clone())),
            );
        }
    }
    numbers
}

#[actix_web::test]
async fn a_line_another_consultation_still_publishes_is_taken() {
    let world = World::empty().await;
    lay_out(&world, "a", "12 616 5769").await;
    publish_all(&world, "a").await.unwrap();
    let first = slot_of(&world, "a").await;
    cancel_slot(
        &world.cx,
        &world.coordinator,
        slug("a"),
        first.id,
        "awaria",
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    lay_out(&world, "b", "12 616 5769").await;

    let refused = publish_all(&world, "b").await;
    let Err(ActionError::Taken(by)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(by, [first.id]);
    let (consultation, _) = published_duty(&world.cx, &world.coordinator, by)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(consultation.slug, slug("a"));
    assert_eq!(numbers_on_duty(&world).await, ["12 616 5769"]);

    publish_all(&world, "a").await.unwrap();
    publish_all(&world, "b").await.unwrap();
    assert_eq!(numbers_on_duty(&world).await, ["12 616 5769"]);
}

#[actix_web::test]
async fn those_who_move_and_publish_at_once_never_publish_one_line_twice() {
    let world = World::empty().await;
    lay_out(&world, "a", "12 616 5769").await;
    lay_out(&world, "b", "12 616 7821").await;
    let slots = [slot_of(&world, "a").await, slot_of(&world, "b").await];
    for of in ["a", "b"] {
        publish_all(&world, of).await.unwrap();
    }
    for round in 0..6 {
        let mut acting = JoinSet::new();
        for (of, slot) in ["a", "b"].into_iter().zip(&slots) {
            for number in ["12 616 5769", "12 616 7821", "12 616 8898"] {
                let input = SlotInput {
                    id: Some(slot.id),
                    date: slot.date,
                    hours: slot.hours,
                    extensions: vec![(number.parse().unwrap(), number.to_owned())],
                    languages: Vec::new(),
                    mode: slot.mode,
                    staff: None,
                    source: None,
                };
                let (cx, coordinator) = (world.cx.clone(), world.coordinator.clone());
                acting.spawn(async move {
                    let saved = save_slot(&cx, &coordinator, slug(of), input, ExpectedVersion::Any)
                        .await
                        .map(drop);
                    let published = publish(&cx, &coordinator, slug(of), ExpectedVersion::Any, Vec::new())
                        .await
                        .map(drop);
                    [saved, published]
                });
            }
        }
        for outcome in acting.join_all().await.into_iter().flatten() {
            assert!(
                matches!(
                    outcome,
                    Ok(()) | Err(ActionError::Taken(_) | ActionError::Conflict("nothing_to_publish"))
                ),
                "{outcome:?}"
            );
        }
        let mut numbers = numbers_on_duty(&world).await;
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 2, "round {round}: {numbers:?}");
    }
}
