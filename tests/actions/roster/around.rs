//! What the people of a draft have besides it.

use dutyline::actions::revision::standing;
use dutyline::actions::roster::{SlotInput, checked};
use dutyline::domain::workload::Share;

use crate::support::world::{World, add_slot, input};

/// Three months before, and until a week after, a duty counts; before and behind that it does not, nor do those of the draft.
#[actix_web::test]
async fn duties_elsewhere_count_from_ninety_days_before_to_a_week_after() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let (draft, _) = checked(cx, c, world.slug()).await.unwrap();
    let like = draft.draft.slots[0].clone();
    let holder = like.staff.unwrap();
    let had = async || {
        let standing = standing(cx, c, world.slug()).await.unwrap();
        let busy = standing.booked.of(holder).len();
        (standing.elsewhere.get(&holder).copied(), busy)
    };
    let own = draft
        .draft
        .slots
        .iter()
        .filter(|slot| slot.staff == Some(holder))
        .count();
    assert_eq!(had().await, (None, own));
    // The draft runs from 13 June, 15.00, to 5 July, 18.00.
    let other = world.draft("inne", "2024-06-20").await;
    for (day, duties, near) in [
        ("2024-03-14", 0, 0),
        ("2024-03-16", 1, 0),
        ("2024-06-01", 2, 0),
        ("2024-06-10", 3, 1),
        ("2024-07-10", 4, 2),
        ("2024-07-15", 4, 2),
    ] {
        let there = SlotInput {
            date: day.parse().unwrap(),
            ..input(&like)
        };
        add_slot(cx, c, other.clone(), there).await.unwrap();
        let share = Share {
            duties,
            minutes: 180 * i64::try_from(duties).unwrap(),
        };
        assert_eq!(had().await, ((duties > 0).then_some(share), own + near), "{day}");
    }
}
