//! All duties of the offices one works for.

use dutyline::actions::agenda::{Agenda, of_offices};
use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::roster::{SlotInput, save_slot};
use dutyline::actions::staff::StaffInput;
use dutyline::domain::access::{Access, Actor};
use dutyline::domain::agenda::{Other, Shared};
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::roster::{ExpectedVersion, SlotMode};
use dutyline::domain::slug::Slug;
use dutyline::domain::time::Hours;

use crate::support::world::{World, add_slot, add_staff};

const PHONE: &str = "12 616 5700";

fn hours(start: &str, end: &str) -> Hours {
    let time = |text: &str| format!("{text}:00").parse().unwrap();
    Hours {
        start: time(start),
        end: time(end),
    }
}

fn duty(day: &str, at: Hours, staff: Option<StaffId>) -> SlotInput {
    SlotInput {
        id: SlotId(uuid::Uuid::nil()),
        date: day.parse().unwrap(),
        hours: at,
        extensions: vec![(PHONE.parse().unwrap(), PHONE.to_owned())],
        languages: Vec::new(),
        mode: SlotMode::Phone,
        staff,
        source: None,
    }
}

async fn agenda(world: &World, actor: &Actor, from: Option<&str>) -> Agenda {
    let from = from.map(|day| day.parse().unwrap());
    of_offices(&world.cx, actor, from).await.unwrap()
}

/// Day of the month and the consultation of each duty.
fn told(agenda: &Agenda) -> Vec<(String, String)> {
    let of = |id| agenda.consultations[id].slug.to_string();
    let duties = agenda.duties.iter();
    duties
        .map(|(id, slot)| (slot.date.format("%d").to_string(), of(id)))
        .collect()
}

async fn person(world: &World, actor: &Actor, name: &str) -> StaffId {
    let input = StaffInput {
        name: name.to_owned(),
        ..StaffInput::default()
    };
    add_staff(&world.cx, actor, input, None).await.unwrap()
}

#[actix_web::test]
async fn a_week_of_every_consultation_begins_where_one_looks() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let other = world.draft("ulice", "2024-06-21").await;
    add_slot(cx, c, other, duty("2024-06-21", hours("10:00", "12:00"), None))
        .await
        .unwrap();
    let seen = agenda(&world, c, Some("2024-06-20")).await;
    let of = |day: &str, slug: &str| (day.to_owned(), slug.to_owned());
    let demo = |day| of(day, "otwarty-krakow");
    assert_eq!(
        told(&seen),
        [
            demo("20"),
            of("21", "ulice"),
            demo("21"),
            demo("24"),
            demo("25"),
            demo("26")
        ]
    );
    assert_eq!(
        (seen.first.to_string(), seen.last.to_string()),
        ("2024-06-20".into(), "2024-06-26".into())
    );
    assert!(seen.clashes.is_empty() && seen.busy.is_empty());
    // Without a day: from today, or the next day with a duty; when all is over, from the last.
    assert_eq!(agenda(&world, c, None).await.first.to_string(), "2024-06-20");
    world.clock.set("2024-06-22T10:00:00Z".parse().unwrap());
    assert_eq!(agenda(&world, c, None).await.first.to_string(), "2024-06-24");
    world.clock.set("2025-01-01T10:00:00Z".parse().unwrap());
    assert_eq!(agenda(&world, c, None).await.first.to_string(), "2024-07-05");
}

#[actix_web::test]
async fn a_duty_that_a_published_one_is_in_the_way_of_is_told_with_it() {
    let world = World::empty().await;
    let (cx, c, any) = (&world.cx, &world.coordinator, ExpectedVersion::Any);
    let (first, second) = (
        world.draft("pierwsze", "2024-06-20").await,
        world.draft("drugie", "2024-06-20").await,
    );
    let slug = |slug: &Slug| slug.clone();
    let anna = person(&world, c, "Anna").await;
    let early = duty("2024-06-20", hours("15:00", "18:00"), Some(anna));
    let moved = add_slot(cx, c, slug(&first), early.clone()).await.unwrap();
    world.publish(&first).await;
    // The draft is ahead of what residents read: its old hours are free for other drafts, not yet for publishing.
    let later = SlotInput {
        id: moved,
        ..duty("2024-06-20", hours("18:00", "20:00"), Some(anna))
    };
    save_slot(cx, c, slug(&first), later, any).await.unwrap();
    let taken = add_slot(cx, c, slug(&second), early).await.unwrap();
    let seen = agenda(&world, c, None).await;
    let clashes: Vec<_> = seen.clashes.into_iter().collect();
    assert_eq!(clashes.len(), 1, "{clashes:?}");
    let (slot, ways) = &clashes[0];
    assert_eq!(*slot, taken);
    let first = seen.consultations.values().find(|one| one.slug == first).unwrap().id;
    let all: Vec<_> = ways.iter().map(|clash| (&clash.shared, clash.with)).collect();
    let with = Other::Published(first, moved);
    assert_eq!(
        all,
        [
            (&Shared::Extension(PHONE.parse().unwrap()), with),
            (&Shared::Person(anna), with)
        ]
    );
    world.publish(&"pierwsze".parse().unwrap()).await;
    assert!(agenda(&world, c, None).await.clashes.is_empty());
}

#[actix_web::test]
async fn of_another_office_one_sees_when_one_s_own_people_are_busy_and_no_more() {
    let world = World::empty().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let outsider = world.outsider().await;
    let mine = world.draft("moje", "2024-06-20").await;
    add_slot(cx, c, mine, duty("2024-06-20", hours("10:00", "12:00"), None))
        .await
        .unwrap();
    let lent = StaffInput {
        name: "Anna".to_owned(),
        lent_to: vec!["kultura".parse().unwrap()],
        ..StaffInput::default()
    };
    let anna = add_staff(cx, c, lent, None).await.unwrap();
    let stranger = person(&world, &outsider, "Obcy").await;
    let plan = ImportPlan {
        slug: Some("cudze".parse().unwrap()),
        title: "Cudze".to_owned(),
        unit: None,
        first_day: "2024-06-20".parse().unwrap(),
        last_day: "2024-06-20".parse().unwrap(),
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected: ExpectedVersion::NotYet,
    };
    let theirs = import(cx, &outsider, plan).await.unwrap().slug;
    let with = |at, phone: &str, staff| SlotInput {
        extensions: vec![(phone.parse().unwrap(), phone.to_owned())],
        ..duty("2024-06-20", at, Some(staff))
    };
    let hers = with(hours("15:00", "18:00"), "12 616 7804", anna);
    let hers = add_slot(cx, &outsider, theirs.clone(), hers).await.unwrap();
    let nothing = with(hours("15:00", "18:00"), "12 616 7821", stranger);
    add_slot(cx, &outsider, theirs, nothing).await.unwrap();

    let seen = agenda(&world, c, Some("2024-06-20")).await;
    assert_eq!(told(&seen), [("20".to_owned(), "moje".to_owned())]);
    let busy: Vec<_> = seen
        .busy
        .iter()
        .map(|need| (need.slot, need.person, need.phones.len()))
        .collect();
    assert_eq!(busy, [(hers, Some(anna), 0)], "neither the number nor the other duty");
    assert!(!seen.names.contains_key(&stranger));

    // Who works for both sees both as duties.
    let both = Actor {
        access: Access::Everything,
        ..c.clone()
    };
    let seen = agenda(&world, &both, Some("2024-06-20")).await;
    assert_eq!((seen.duties.len(), seen.busy.len()), (3, 0));
    assert!(seen.names.contains_key(&stranger));
}
