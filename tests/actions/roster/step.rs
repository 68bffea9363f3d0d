//! Changes of a draft as steps: made, undone, made again.

use std::sync::Arc;

use chrono::Duration;
use dutyline::actions::roster::step::{history, redo, undo};
use dutyline::actions::roster::{self, Edit, SlotEdit, SlotInput, checked};
use dutyline::actions::{ActionError, revision};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::roster::ExpectedVersion::{self, Any, Version};
use dutyline::domain::roster::change::StepKind;
use dutyline::domain::roster::{Draft, SlotState};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, input};

async fn draft(world: &World) -> Draft {
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    checked.draft
}

async fn change(world: &World, edits: Vec<Edit>, expected: ExpectedVersion) -> Result<i32, ActionError> {
    roster::change(&world.cx, &world.coordinator, world.slug(), edits, expected).await
}

fn ends_at(id: SlotId, end: &str) -> Edit {
    let set = SlotEdit {
        end: Some(end.parse().unwrap()),
        ..SlotEdit::default()
    };
    Edit::Change { id, set: Box::new(set) }
}

fn cancel(id: SlotId) -> Edit {
    Edit::Cancel {
        id,
        reason: "awaria".into(),
    }
}

/// A new duty in the morning of the tenth one, by its number.
fn morning(draft: &Draft, number: u128) -> SlotInput {
    let mut new = input(&draft.slots[9]);
    new.id = SlotId(Uuid::from_u128(number));
    new.hours = serde_json::from_str(r#"{"start":"08:00","end":"09:00"}"#).unwrap();
    new.staff = None;
    new
}

#[actix_web::test]
async fn a_step_is_undone_and_made_again_by_whoever_may_and_says_by_whom() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let before = draft(&world).await;
    let slot = &before.slots[9];
    let first = change(&world, vec![ends_at(slot.id, "17:30")], Version(before.version))
        .await
        .unwrap();
    world.clock.advance(Duration::minutes(5));
    let edits = vec![
        Edit::Add(Box::new(morning(&before, 1))),
        Edit::Assign {
            id: slot.id,
            staff: None,
        },
        cancel(before.slots[10].id),
    ];
    let second = change(&world, edits, Version(first)).await.unwrap();
    let (_, after) = (first, draft(&world).await);
    assert_eq!(after.version, second);
    assert_eq!(after.slots.len(), before.slots.len() + 1);

    let steps = history(cx, c, slug()).await.unwrap().steps;
    let told: Vec<_> = steps
        .iter()
        .map(|step| (step.by, step.kind, step.size, step.undone))
        .collect();
    let expected = (c.user, StepKind::Edited, 3, false);
    assert_eq!(told[..2], [expected, (c.user, StepKind::Edited, 1, false)]);
    assert_eq!(steps[0].at, cx.now());
    assert_eq!(steps[1].at, cx.now() - Duration::minutes(5));

    let third = undo(cx, c, slug(), Version(second)).await.unwrap();
    let once = draft(&world).await;
    assert_eq!((once.version, once.slots.len()), (third, before.slots.len()));
    assert_ne!(once.slots, before.slots);
    undo(cx, &world.administrator, slug(), Version(third)).await.unwrap();
    assert_eq!(draft(&world).await.slots, before.slots);
    let undone = history(cx, c, slug()).await.unwrap().steps;
    assert!(undone[0].undone && undone[1].undone && !undone[2].undone);

    for _ in 0..2 {
        redo(cx, c, slug(), Any).await.unwrap();
    }
    assert_eq!(draft(&world).await.slots, after.slots);
    let refused = redo(cx, c, slug(), Any).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("nothing_to_redo"))),
        "{refused:?}"
    );
}

#[actix_web::test]
async fn another_change_forgets_what_was_undone() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let id = draft(&world).await.slots[9].id;
    change(&world, vec![ends_at(id, "17:30")], Any).await.unwrap();
    undo(cx, c, slug(), Any).await.unwrap();
    change(&world, vec![ends_at(id, "17:00")], Any).await.unwrap();
    let refused = redo(cx, c, slug(), Any).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("nothing_to_redo"))),
        "{refused:?}"
    );
}

/// The demo is imported: that is its first step.
#[actix_web::test]
async fn an_import_is_a_step_and_before_it_there_is_nothing_to_undo() {
    let world = World::empty().await;
    let slug = world.draft("nowe", "2024-07-15").await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let demo = World::demo().await;
    let kinds: Vec<_> = history(&demo.cx, &demo.coordinator, demo.slug())
        .await
        .unwrap()
        .steps
        .into_iter()
        .map(|step| step.kind)
        .collect();
    assert_eq!(kinds, [StepKind::Imported]);
    // Nothing was in it, so it changed nothing.
    assert_eq!(history(cx, c, slug.clone()).await.unwrap().steps, []);
    let refused = undo(cx, c, slug, Any).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("nothing_to_undo"))),
        "{refused:?}"
    );
}

#[actix_web::test]
async fn a_stale_version_undoes_nothing() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let id = draft(&world).await.slots[9].id;
    let version = change(&world, vec![ends_at(id, "17:30")], Any).await.unwrap();
    let after = draft(&world).await;
    for stale in [version - 1, version + 1] {
        let refused = undo(cx, c, world.slug(), Version(stale)).await;
        assert!(matches!(refused, Err(ActionError::Stale)), "{refused:?}");
        let refused = change(&world, vec![ends_at(id, "17:00")], Version(stale)).await;
        assert!(matches!(refused, Err(ActionError::Stale)), "{refused:?}");
    }
    undo(cx, c, world.slug(), Any).await.unwrap();
    let refused = redo(cx, c, world.slug(), Version(version)).await;
    assert!(matches!(refused, Err(ActionError::Stale)), "{refused:?}");
    assert_ne!(draft(&world).await.slots, after.slots);
}

#[actix_web::test]
async fn all_changes_are_made_or_none_and_each_that_cannot_be_is_named() {
    let world = World::demo().await;
    let before = draft(&world).await;
    let (slot, other) = (&before.slots[9], &before.slots[0]);
    let unknown = SlotId(Uuid::from_u128(404));
    let person = StaffId(Uuid::from_u128(404));
    let at_once = SlotInput {
        id: SlotId(Uuid::from_u128(2)),
        ..input(slot)
    };
    let good = || ends_at(slot.id, "17:30");
    let elsewhere = world.draft("nowe", "2024-07-15").await;
    let there = SlotInput {
        date: "2024-07-15".parse().unwrap(),
        ..morning(&before, 3)
    };
    let add = |slot: SlotInput| Edit::Add(Box::new(slot));
    roster::change(&world.cx, &world.coordinator, elsewhere, vec![add(there.clone())], Any)
        .await
        .unwrap();
    for (bad, fault) in [
        (Edit::Remove { id: unknown }, Fault::Unknown),
        (ends_at(unknown, "17:00"), Fault::Unknown),
        (ends_at(other.id, "15:00"), Fault::EndIsStart),
        (add(input(other)), Fault::IdTaken),
        (add(morning(&before, 3)), Fault::IdTaken),
        (
            Edit::Assign {
                id: other.id,
                staff: Some(person),
            },
            Fault::StaffUnknown,
        ),
        (Edit::Remove { id: other.id }, Fault::SlotPublished),
        (add(at_once), Fault::Taken),
    ] {
        let refused = change(&world, vec![good(), bad.clone(), good()], Any).await;
        let expected = [FieldError::new("changes[1]", fault)];
        match &refused {
            Err(ActionError::Invalid(faults)) if fault == Fault::Taken => {
                assert!(faults.iter().all(|wrong| wrong.fault == fault), "{faults:?}");
            }
            Err(ActionError::Invalid(faults)) => assert_eq!(faults, &expected, "{bad:?}"),
            other => panic!("{bad:?}: {other:?}"),
        }
    }
    let reasonless = Edit::Cancel {
        id: other.id,
        reason: " ".into(),
    };
    let refused = change(&world, vec![good(), reasonless], Any).await;
    let expected = [FieldError::new("changes[1].reason", Fault::Required)];
    assert!(
        matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == expected),
        "{refused:?}"
    );
    let all = change(
        &world,
        vec![Edit::Remove { id: unknown }, ends_at(unknown, "17:00")],
        Any,
    )
    .await;
    let expected = [0, 1].map(|at| FieldError::new(format!("changes[{at}]"), Fault::Unknown));
    assert!(
        matches!(&all, Err(ActionError::Invalid(faults)) if *faults == expected),
        "{all:?}"
    );
    assert_eq!(draft(&world).await, before, "the version has not grown either");
}

/// Undone, a person would be in two places.
#[actix_web::test]
async fn what_somebody_else_took_meanwhile_is_not_undone() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let before = draft(&world).await;
    let slot = &before.slots[9];
    change(&world, vec![cancel(slot.id)], Any).await.unwrap();
    let other = world.draft("nowe", &slot.date.to_string()).await;
    let new = SlotInput {
        id: SlotId(Uuid::from_u128(5)),
        ..input(slot)
    };
    roster::change(cx, c, other, vec![Edit::Add(Box::new(new))], Any)
        .await
        .unwrap();
    let refused = undo(cx, c, world.slug(), Any).await;
    assert!(matches!(refused, Err(ActionError::Taken(_))), "{refused:?}");
    assert_eq!(draft(&world).await.slots[9].state, SlotState::Cancelled);
}

/// What residents saw since cannot go by undoing.
#[actix_web::test]
async fn what_was_published_since_is_not_removed_by_undoing() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let before = draft(&world).await;
    change(&world, vec![Edit::Add(Box::new(morning(&before, 1)))], Any)
        .await
        .unwrap();
    revision::publish(cx, c, world.slug(), Any, Vec::new()).await.unwrap();
    let refused = undo(cx, c, world.slug(), Any).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("slot_published"))),
        "{refused:?}"
    );
}

/// Of two coordinators who change one version, one is told.
#[actix_web::test]
async fn of_many_changes_at_once_one_is_made() {
    let world = Arc::new(World::demo().await);
    let before = draft(&world).await;
    let id = before.slots[9].id;
    let mut sending = JoinSet::new();
    for minute in 0..8 {
        let (world, version) = (Arc::clone(&world), Version(before.version));
        sending.spawn(async move { change(&world, vec![ends_at(id, &format!("17:{minute:02}"))], version).await });
    }
    let outcomes = sending.join_all().await;
    let made = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let stale = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(ActionError::Stale)))
        .count();
    assert_eq!((made, stale), (1, 7));
    assert_eq!(
        history(&world.cx, &world.coordinator, world.slug())
            .await
            .unwrap()
            .steps
            .len(),
        2
    );
}
