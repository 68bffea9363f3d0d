//! One extension, one person, one place: in the drafts, and in what residents read when a draft is ahead of it.

use std::sync::Arc;

use dutyline::actions::ActionError;
use dutyline::actions::announcement::{ImportPlan, PlannedSlot, import};
use dutyline::actions::revision::{InTheWay, in_the_way, publish};
use dutyline::actions::roster::{SlotInput, cancel_slot, checked, save_slot};
use dutyline::domain::duty::on_duty;
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::roster::{ExpectedVersion, Slot, SlotMode, Source};
use dutyline::domain::slug::Slug;
use dutyline::domain::staff::StaffMember;
use dutyline::domain::time::Hours;
use dutyline::store::staff;
use tokio::task::JoinSet;

use crate::support::world::{World, add_slot, at, input};

const NUMBERS: [&str; 3] = ["12 616 5769", "12 616 7821", "12 616 8898"];

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn hours(start: &str, end: &str) -> Hours {
    let time = |text: &str| format!("{text}:00").parse().unwrap();
    Hours {
        start: time(start),
        end: time(end),
    }
}

/// A consultation of one day, with a duty from 15 to 18 on each of these days and numbers.
fn announced(of: &str, duties: &[(&str, &str)]) -> ImportPlan {
    ImportPlan {
        slug: Some(slug(of)),
        title: of.to_owned(),
        unit: None,
        first_day: "2024-06-20".parse().unwrap(),
        last_day: "2024-06-20".parse().unwrap(),
        phone_mode: None,
        slots: duties
            .iter()
            .map(|(date, number)| PlannedSlot {
                date: date.parse().unwrap(),
                hours: hours("15:00", "18:00"),
                extensions: vec![(number.parse().unwrap(), (*number).to_owned())],
                languages: Vec::new(),
                mode: SlotMode::Phone,
                source: Source {
                    line: 1,
                    text: String::new(),
                },
            })
            .collect(),
        events: Vec::new(),
        expected: ExpectedVersion::Any,
    }
}

/// A consultation with one duty, on 20 June.
async fn lay_out(world: &World, of: &str, number: &str) -> Slot {
    let plan = announced(of, &[("2024-06-20", number)]);
    import(&world.cx, &world.coordinator, plan).await.unwrap();
    slots(world, of).await.remove(0)
}

async fn slots(world: &World, of: &str) -> Vec<Slot> {
    let (checked, _) = checked(&world.cx, &world.coordinator, slug(of)).await.unwrap();
    checked.draft.slots
}

async fn save(world: &World, of: &str, input: SlotInput) -> Result<(), ActionError> {
    save_slot(&world.cx, &world.coordinator, slug(of), input, ExpectedVersion::Any).await
}

async fn add(world: &World, of: &str, like: SlotInput) -> Result<(), ActionError> {
    add_slot(&world.cx, &world.coordinator, slug(of), like).await.map(drop)
}

async fn cancel(world: &World, of: &str, slot: SlotId) {
    let any = ExpectedVersion::Any;
    cancel_slot(&world.cx, &world.coordinator, slug(of), slot, "awaria", any)
        .await
        .unwrap();
}

/// A duty like another, to be added.
fn another(slot: &Slot, at: Hours, number: &str, staff: Option<StaffId>) -> SlotInput {
    SlotInput {
        hours: at,
        extensions: vec![(number.parse().unwrap(), number.to_owned())],
        staff,
        ..input(slot)
    }
}

async fn person(world: &World) -> StaffId {
    let now = world.cx.now();
    let member = StaffMember {
        name: "Ćma".to_owned(),
        ..StaffMember::new(world.cx.random.id(now), world.unit)
    };
    let id = member.id;
    let store = &world.cx.store;
    store.write(move |db| staff::insert(db, &member)).await.unwrap();
    id
}

fn taken<T: std::fmt::Debug>(result: Result<T, ActionError>) -> Vec<SlotId> {
    match result {
        Err(ActionError::Taken(by)) => by,
        other => panic!("{other:?}"),
    }
}

/// Publishes, accepting what can be.
async fn publish_all(world: &World, of: &str) -> Result<i32, ActionError> {
    let (checked, _) = checked(&world.cx, &world.coordinator, slug(of)).await.unwrap();
    let accepted = checked.report.blocking().map(|finding| finding.key()).collect();
    let done = publish(&world.cx, &world.coordinator, slug(of), ExpectedVersion::Any, accepted).await?;
    Ok(done.number)
}

async fn numbers_on_duty(world: &World) -> Vec<String> {
    let now = at("2024-06-20T14:00:00Z");
    let mut numbers = Vec::new();
    for of in ["a", "b"] {
        if let Some(view) = world.published(&slug(of)) {
            let running = on_duty(&view.slots, now).now;
            let extensions = running.iter().flat_map(|slot| &slot.extensions);
            numbers.extend(extensions.map(|extension| extension.display.clone()));
        }
    }
    numbers
}

#[actix_web::test]
async fn an_extension_and_a_person_are_in_one_place_in_any_draft() {
    let world = World::empty().await;
    let first = lay_out(&world, "a", NUMBERS[0]).await;
    lay_out(&world, "b", NUMBERS[1]).await;
    let somebody = person(&world).await;
    let with_somebody = SlotInput {
        staff: Some(somebody),
        ..input(&first)
    };
    save(&world, "a", with_somebody.clone()).await.unwrap();
    for of in ["a", "b"] {
        let same_extension = another(&first, hours("17:00", "19:00"), NUMBERS[0], None);
        assert_eq!(taken(add(&world, of, same_extension).await), [first.id]);
        let same_person = another(&first, hours("14:00", "15:30"), NUMBERS[2], Some(somebody));
        assert_eq!(taken(add(&world, of, same_person).await), [first.id]);
    }
    // Half-open: who ends at 18.00 is free at 18.00.
    let next = another(&first, hours("18:00", "20:00"), NUMBERS[0], Some(somebody));
    add(&world, "b", next).await.unwrap();
    // A slot is never in its own way.
    let longer = SlotInput {
        hours: hours("14:00", "18:00"),
        ..with_somebody
    };
    save(&world, "a", longer).await.unwrap();
}

#[actix_web::test]
async fn a_cancelled_duty_occupies_nothing_until_it_is_planned_again() {
    let world = World::empty().await;
    let first = lay_out(&world, "a", NUMBERS[0]).await;
    cancel(&world, "a", first.id).await;
    let instead = lay_out(&world, "b", NUMBERS[0]).await;
    assert_eq!(taken(save(&world, "a", input(&first)).await), [instead.id]);
}

#[actix_web::test]
async fn an_announcement_whose_duties_clash_replaces_nothing() {
    let world = World::empty().await;
    let elsewhere = lay_out(&world, "a", NUMBERS[0]).await;
    lay_out(&world, "b", NUMBERS[1]).await;
    let (free, clear) = (("2024-06-21", NUMBERS[1]), ("2024-06-22", NUMBERS[1]));
    for (plan, rows) in [
        (announced("b", &[free, ("2024-06-20", NUMBERS[0])]), vec![1]),
        (announced("b", &[free, clear, free]), vec![0, 2]),
    ] {
        let refused = import(&world.cx, &world.coordinator, plan).await;
        assert!(
            matches!(&refused, Err(ActionError::TakenRows(taken)) if *taken == rows),
            "{refused:?}"
        );
    }
    assert_eq!(slots(&world, "a").await, [elsewhere]);
    assert_eq!(slots(&world, "b").await[0].extensions[0].display, NUMBERS[1]);
    // What the draft itself had is no obstacle to what replaces it.
    lay_out(&world, "b", NUMBERS[1]).await;
}

#[actix_web::test]
async fn an_extension_another_consultation_still_publishes_is_taken() {
    let world = World::empty().await;
    let first = lay_out(&world, "a", NUMBERS[0]).await;
    publish_all(&world, "a").await.unwrap();
    cancel(&world, "a", first.id).await;
    lay_out(&world, "b", NUMBERS[0]).await;

    let by = taken(publish_all(&world, "b").await);
    assert_eq!(by, [first.id]);
    let found = in_the_way(&world.cx, &world.coordinator, by.clone()).await.unwrap();
    assert!(matches!(found, Some(InTheWay::Duty(duty)) if duty.0.slug == slug("a")));
    // Another office learns that somebody is busy, and nothing more.
    let outsider = world.outsider().await;
    let found = in_the_way(&world.cx, &outsider, by).await.unwrap();
    assert!(matches!(found, Some(InTheWay::Elsewhere)), "{found:?}");
    assert_eq!(numbers_on_duty(&world).await, [NUMBERS[0]]);

    publish_all(&world, "a").await.unwrap();
    publish_all(&world, "b").await.unwrap();
    assert_eq!(numbers_on_duty(&world).await, [NUMBERS[0]]);
}

#[actix_web::test]
async fn a_person_another_consultation_still_publishes_is_taken() {
    let world = World::empty().await;
    let somebody = Some(person(&world).await);
    let first = lay_out(&world, "a", NUMBERS[0]).await;
    let second = lay_out(&world, "b", NUMBERS[1]).await;
    let given = |slot: &Slot, staff| SlotInput { staff, ..input(slot) };
    save(&world, "a", given(&first, somebody)).await.unwrap();
    publish_all(&world, "a").await.unwrap();
    save(&world, "a", given(&first, None)).await.unwrap();
    save(&world, "b", given(&second, somebody)).await.unwrap();
    assert_eq!(taken(publish_all(&world, "b").await), [first.id]);
    publish_all(&world, "a").await.unwrap();
    publish_all(&world, "b").await.unwrap();
}

/// Runs eight at once on both consultations. On SQLite they take turns whatever the locks say; only PostgreSQL can show
/// that a lock is missing.
async fn eight_at_once<F, T>(world: &Arc<World>, act: impl Fn(Arc<World>, usize, &'static str) -> F) -> Vec<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut acting = JoinSet::new();
    for n in 0..8 {
        acting.spawn(act(Arc::clone(world), n, ["a", "b"][n % 2]));
    }
    acting.join_all().await
}

#[actix_web::test]
async fn of_those_who_take_an_extension_or_a_person_at_once_one_gets_it() {
    let world = Arc::new(World::empty().await);
    let like = lay_out(&world, "a", NUMBERS[0]).await;
    lay_out(&world, "b", NUMBERS[1]).await;
    let somebody = person(&world).await;
    for day in 21..26 {
        let saved = eight_at_once(&world, |world, n, of| {
            let number = if day % 2 == 0 { NUMBERS[0] } else { NUMBERS[n % 3] };
            let staff = (day % 2 == 1).then_some(somebody);
            let slot = SlotInput {
                date: format!("2024-06-{day}").parse().unwrap(),
                ..another(&like, hours("15:00", "18:00"), number, staff)
            };
            async move { add(&world, of, slot).await }
        })
        .await;
        let refused = saved.iter().filter(|saved| matches!(saved, Err(ActionError::Taken(_))));
        assert_eq!(refused.count(), 7, "{saved:?}");
    }
}

#[actix_web::test]
async fn those_who_import_at_once_neither_wait_for_each_other_nor_clash() {
    let world = Arc::new(World::empty().await);
    lay_out(&world, "a", NUMBERS[0]).await;
    lay_out(&world, "b", NUMBERS[1]).await;
    for _ in 0..3 {
        let imported = eight_at_once(&world, |world, n, of| async move {
            // Each needs all the numbers, in another order.
            let days = ["2024-06-17", "2024-06-18", "2024-06-19"];
            let duties: Vec<_> = (0..3).map(|i| (days[i], NUMBERS[(i + n) % 3])).collect();
            import(&world.cx, &world.coordinator, announced(of, &duties))
                .await
                .map(drop)
        })
        .await;
        for result in imported {
            assert!(matches!(result, Ok(()) | Err(ActionError::TakenRows(_))), "{result:?}");
        }
        let (one, two) = (slots(&world, "a").await, slots(&world, "b").await);
        for slot in &one {
            let same = |other: &&Slot| other.date == slot.date && other.extensions == slot.extensions;
            assert!(!two.iter().any(|other| same(&other)), "{one:?} {two:?}");
        }
    }
}

#[actix_web::test]
async fn those_who_move_and_publish_at_once_never_publish_one_extension_twice() {
    let world = Arc::new(World::empty().await);
    let duties = [
        lay_out(&world, "a", NUMBERS[0]).await,
        lay_out(&world, "b", NUMBERS[1]).await,
    ];
    for of in ["a", "b"] {
        publish_all(&world, of).await.unwrap();
    }
    for round in 0..6 {
        let outcomes = eight_at_once(&world, |world, n, of| {
            let number = NUMBERS[n % 3];
            let slot = SlotInput {
                extensions: vec![(number.parse().unwrap(), number.to_owned())],
                ..input(&duties[n % 2])
            };
            async move {
                let saved = save(&world, of, slot).await;
                let any = ExpectedVersion::Any;
                let accepted = vec!["no_staff:roster".to_owned()];
                let published = publish(&world.cx, &world.coordinator, slug(of), any, accepted).await;
                [saved, published.map(drop)]
            }
        })
        .await;
        for outcome in outcomes.into_iter().flatten() {
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
