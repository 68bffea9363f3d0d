//! Several slots of a draft at once.

use dutyline::actions::roster::several::{Several, change_several};
use dutyline::actions::roster::step::undo;
use dutyline::actions::roster::{SlotInput, checked};
use dutyline::actions::{ActionError, Context};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::SlotId;
use dutyline::domain::roster::ExpectedVersion::{self, Any, Version};
use dutyline::domain::roster::reason::{CancelReason, PublicReason};
use dutyline::domain::roster::{Draft, Slot, SlotState};

use crate::support::world::{World, add_slot, input};

async fn draft(world: &World) -> Draft {
    checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap()
        .0
        .draft
}

async fn several(
    world: &World,
    slots: &[SlotId],
    what: Several,
    expected: ExpectedVersion,
) -> Result<usize, ActionError> {
    let cx: &Context = &world.cx;
    change_several(cx, &world.coordinator, world.slug(), slots.to_vec(), what, expected).await
}

fn find(draft: &Draft, id: SlotId) -> Slot {
    draft.slots.iter().find(|slot| slot.id == id).unwrap().clone()
}

/// What a slot should become, beside the first slot of the draft.
type Change = fn(&mut Slot, &Slot);

fn refused(outcome: Result<usize, ActionError>) -> Vec<FieldError> {
    match outcome {
        Err(ActionError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn each_of_them_is_changed_and_one_step_undoes_it() {
    let world = World::demo().await;
    let before = draft(&world).await;
    let ids = [before.slots[10].id, before.slots[13].id];
    let [first, second] = ids.map(|id| find(&before, id));
    let somebody = before.slots[0].staff;
    let time = |text: &str| Some(text.parse().unwrap());
    let changes: [(Several, Change); 6] = [
        (Several::Assign(None), |slot, _| slot.staff = None),
        (Several::Assign(somebody), |slot, other| slot.staff = other.staff),
        (
            Several::Move {
                days: -1,
                start: time("08:00:00"),
                end: time("09:00:00"),
            },
            |slot, _| {
                slot.date = slot.date.pred_opt().unwrap();
                slot.hours = serde_json::from_str(r#"{"start":"08:00","end":"09:00"}"#).unwrap();
            },
        ),
        (Several::Speak(vec!["en".parse().unwrap()]), |slot, _| {
            slot.languages = vec!["en".parse().unwrap()];
        }),
        (Several::Renumber(input(&before.slots[0]).extensions), |slot, other| {
            slot.extensions.clone_from(&other.extensions);
        }),
        (
            Several::Cancel(CancelReason::Listed(PublicReason::Meeting)),
            |slot, _| {
                slot.state = SlotState::Cancelled;
                slot.cancel_reason = Some(CancelReason::Listed(PublicReason::Meeting));
            },
        ),
    ];
    for (what, change) in changes {
        let said = format!("{what:?}");
        assert_eq!(several(&world, &ids, what, Any).await.unwrap(), 2, "{said}");
        let after = draft(&world).await;
        for was in [&first, &second] {
            let mut expected = was.clone();
            change(&mut expected, &before.slots[0]);
            assert_eq!(find(&after, was.id), expected, "{said}");
        }
        undo(&world.cx, &world.coordinator, world.slug(), Any).await.unwrap();
        assert_eq!(draft(&world).await.slots, before.slots, "{said}");
    }
}

#[actix_web::test]
async fn a_duty_becomes_two_and_one_again() {
    let world = World::demo().await;
    let before = draft(&world).await;
    let slot = before.slots[10].clone();
    let at = "12:00:00".parse().unwrap();
    assert_eq!(several(&world, &[slot.id], Several::Split(at), Any).await.unwrap(), 2);
    let parts: Vec<Slot> = draft(&world).await.slots;
    let parts: Vec<&Slot> = parts.iter().filter(|part| part.date == slot.date).collect();
    assert_eq!(parts.len(), 2);
    assert_eq!((parts[0].hours.end, parts[1].hours.start), (at, at));
    assert_eq!((parts[0].id, parts[1].staff), (slot.id, slot.staff));
    let ids = [parts[1].id, parts[0].id];
    assert_eq!(several(&world, &ids, Several::Merge, Any).await.unwrap(), 2);
    assert_eq!(draft(&world).await.slots, before.slots);
}

#[actix_web::test]
async fn each_that_cannot_be_is_named_and_nothing_is_changed() {
    let world = World::demo().await;
    let new = SlotInput {
        hours: serde_json::from_str(r#"{"start":"20:00","end":"21:00"}"#).unwrap(),
        ..input(&draft(&world).await.slots[10])
    };
    let new = add_slot(&world.cx, &world.coordinator, world.slug(), new)
        .await
        .unwrap();
    let before = draft(&world).await;
    let (seen, other) = (before.slots[3].id, before.slots[4].id);
    let unknown = SlotId(uuid::Uuid::from_u128(404));
    let noon = || Several::Split("12:00:00".parse().unwrap());
    let same_day = Several::Move {
        days: 0,
        start: None,
        end: before
            .slots
            .iter()
            .find(|slot| slot.id == new)
            .map(|slot| slot.hours.start),
    };
    let stranger = Several::Assign(Some(dutyline::domain::ids::StaffId(uuid::Uuid::from_u128(404))));
    for (ids, what, faults) in [
        (vec![], Several::Remove, vec![("slots", Fault::Required)]),
        (
            vec![SlotId(uuid::Uuid::nil()); 1001],
            Several::Remove,
            vec![("slots", Fault::TooMany)],
        ),
        (
            vec![new, seen, other],
            Several::Remove,
            vec![("slot-1", Fault::SlotPublished), ("slot-2", Fault::SlotPublished)],
        ),
        (vec![unknown, new], Several::Remove, vec![("slot-0", Fault::Unknown)]),
        (vec![new, new], Several::Remove, vec![("slot-1", Fault::Unknown)]),
        (
            vec![seen, new, other],
            noon(),
            vec![("slot-1", Fault::NotInside), ("slot-2", Fault::NotInside)],
        ),
        (vec![seen, new], Several::Merge, vec![("slot-1", Fault::NotAdjoining)]),
        (vec![seen, new], same_day, vec![("slot-1", Fault::EndIsStart)]),
        (vec![new], stranger, vec![("slot-0", Fault::StaffUnknown)]),
        (
            vec![seen],
            Several::Move {
                days: i64::MAX,
                start: None,
                end: None,
            },
            vec![("slot-0", Fault::Year)],
        ),
    ] {
        let said = format!("{what:?}");
        let mut told = refused(several(&world, &ids, what, Any).await);
        told.sort_by(|a, b| a.field.cmp(&b.field));
        let expected: Vec<FieldError> = faults
            .into_iter()
            .map(|(field, fault)| FieldError::new(field, fault))
            .collect();
        assert_eq!(told, expected, "{said}");
    }
    // Two of them in one another's way.
    let together = Several::Renumber(input(&before.slots[0]).extensions);
    let twice = before.slots.iter().find(|slot| slot.id == new).unwrap();
    let own = before
        .slots
        .iter()
        .find(|slot| slot.date == twice.date && slot.id != new)
        .unwrap();
    let same_hours = Several::Move {
        days: 0,
        start: Some(own.hours.start),
        end: Some(own.hours.end),
    };
    assert_eq!(
        refused(several(&world, &[new], same_hours, Any).await)[0].fault,
        Fault::Taken
    );
    let stale = several(&world, &[new], together, Version(before.version - 1)).await;
    assert!(matches!(stale, Err(ActionError::Stale)), "{stale:?}");
    assert_eq!(draft(&world).await.slots, before.slots);
}
