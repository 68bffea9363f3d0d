use dutyline::actions::consultation;
use dutyline::actions::reminder::confirm;
use dutyline::actions::revision::standing;
use dutyline::actions::roster::{SlotInput, add_slot, cancel_slot, checked, save_slot};
use dutyline::domain::attention::{Concern, When};
use dutyline::domain::roster::{ExpectedVersion, Slot};

use super::message::{friday, mail, token};
use crate::support::world::{World, at, input};

/// What the demo's roster needs: the day of the month, whether it runs, whether somebody is on it.
async fn needs(world: &World) -> Vec<(String, bool, bool)> {
    let standing = standing(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let needs = standing.attention.iter();
    needs
        .map(|need| {
            let day = need.starts_at.format("%d").to_string();
            (day, need.when == When::Running, need.concern != Concern::Nobody)
        })
        .collect()
}

fn need(day: &str, running: bool, somebody: bool) -> (String, bool, bool) {
    (day.to_owned(), running, somebody)
}

async fn duty(world: &World, day: &str) -> Slot {
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let mut slots = checked.draft.slots.into_iter();
    slots.find(|slot| slot.date.to_string() == day).unwrap()
}

#[actix_web::test]
async fn what_is_published_and_not_confirmed_needs_somebody() {
    let world = World::demo().await;
    let (running, friday_s) = (need("20", true, true), need("21", false, true));
    assert_eq!(needs(&world).await, [running.clone(), friday_s.clone()]);
    let mail = mail(&world, &friday(&world).await).await;
    confirm(&world.cx, &token(&mail.text)).await.unwrap();
    assert_eq!(needs(&world).await, std::slice::from_ref(&running));

    // To somebody else: in the draft that changes nothing, published it does.
    let other = duty(&world, "2024-06-24").await.staff;
    let given = SlotInput {
        staff: other,
        ..input(&duty(&world, "2024-06-21").await)
    };
    let (cx, c, any) = (&world.cx, &world.coordinator, ExpectedVersion::Any);
    save_slot(cx, c, world.slug(), given, any).await.unwrap();
    assert_eq!(needs(&world).await, std::slice::from_ref(&running));
    world.publish(&world.slug()).await;
    assert_eq!(needs(&world).await, [running.clone(), friday_s]);
    let nobody = SlotInput {
        staff: None,
        ..input(&duty(&world, "2024-06-21").await)
    };
    save_slot(cx, c, world.slug(), nobody, any).await.unwrap();
    world.publish(&world.slug()).await;
    assert_eq!(needs(&world).await, [running.clone(), need("21", false, false)]);
    cancel_slot(cx, c, world.slug(), duty(&world, "2024-06-21").await.id, "awaria", any)
        .await
        .unwrap();
    world.publish(&world.slug()).await;
    assert_eq!(needs(&world).await, [running]);
    world.clock.set(at("2024-06-20T16:00:00Z"));
    assert_eq!(needs(&world).await, []);
}

#[actix_web::test]
async fn the_list_counts_what_each_roster_needs() {
    let world = World::demo().await;
    let new = world.draft("ulice", "2024-06-20").await;
    let (cx, c, any) = (&world.cx, &world.coordinator, ExpectedVersion::Any);
    let added = SlotInput {
        id: cx.random.id(cx.now()),
        extensions: vec![("12 616 5700".parse().unwrap(), "12 616 5700".to_owned())],
        staff: None,
        ..input(&duty(&world, "2024-06-20").await)
    };
    add_slot(cx, c, new.clone(), added, any).await.unwrap();
    let counted = async || {
        let list = consultation::list(cx, c).await.unwrap().into_iter();
        let mut counted: Vec<(String, usize)> = list
            .map(|one| (one.consultation.slug.to_string(), one.attention))
            .collect();
        counted.sort();
        counted
    };
    let of = |demo: usize, new: usize| [("otwarty-krakow".to_owned(), demo), ("ulice".to_owned(), new)];
    assert_eq!(counted().await, of(2, 0), "a draft needs nobody");
    world.publish(&new).await;
    assert_eq!(counted().await, of(2, 1));
}

#[actix_web::test]
async fn whoever_a_published_duty_needs_has_a_name() {
    let world = World::demo().await;
    let standing = standing(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    for need in &standing.attention {
        let staff = need.staff().unwrap();
        assert!(standing.people.iter().any(|member| member.id == staff));
    }
}
