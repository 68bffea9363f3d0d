use chrono::Duration;
use dutyline::actions::ActionError;
use dutyline::actions::message::{Message, Rendered};
use dutyline::actions::swap::{self, NewOffer};
use dutyline::domain::access::Actor;
use dutyline::domain::ids::SlotId;
use dutyline::domain::language::Locale;
use dutyline::domain::message::{Payload, Recipient};
use dutyline::domain::swap::{Asked, SwapNews};
use dutyline::store::{account, staff};

use super::{mail, messages, render};
use crate::support::world::World;

async fn desk(world: &World, number: &str) -> Actor {
    world.user(&format!("{number}@demo.example")).await.actor()
}

fn friday(world: &World) -> SlotId {
    let view = world.view();
    let slot = view.slots.iter().find(|slot| slot.date.to_string() == "2024-06-21");
    slot.unwrap().id
}

async fn offer(world: &World) -> SlotId {
    let (giver, slot) = (desk(world, "7809").await, friday(world));
    let to_everyone = NewOffer {
        to: Asked::Everyone,
        answer_by: None,
    };
    swap::offer(&world.cx, &giver, slot, to_everyone).await.unwrap();
    slot
}

/// The messages that tell this, the newest too.
async fn of(world: &World, wanted: SwapNews) -> Vec<Message> {
    let mut all = messages(world).await;
    all.retain(|message| matches!(message.payload, Some(Payload::Swap { news, .. }) if news == wanted));
    all
}

async fn to(world: &World, wanted: SwapNews, person: &Actor) -> Message {
    let is_to = |message: &Message| matches!(message.payload, Some(Payload::Swap { to: Recipient::Staff(to), .. }) if Some(to) == person.staff);
    of(world, wanted).await.into_iter().find(is_to).unwrap()
}

async fn is_obsolete(world: &World, message: &Message) -> bool {
    matches!(render(&world.cx, message).await.unwrap(), Rendered::Obsolete)
}

#[actix_web::test]
async fn who_is_asked_reads_the_duty_in_full_and_only_while_it_is_open() {
    let world = World::demo().await;
    let slot = offer(&world).await;
    let (taker, other) = (desk(&world, "6062").await, desk(&world, "7804").await);
    let asked = to(&world, SwapNews::Asked, &taker).await;
    let letter = mail(&world, &asked).await;
    assert_eq!(letter.to.as_str(), "6062@demo.example");
    let text = letter.text.replace('\u{a0}', " ");
    for said in [
        "Stanowisko 7809",
        "piątek, 21 czerwca 2024",
        "15.00–18.00",
        "12 616 7809",
        "Otwarty Kraków",
        "/pl/desk",
    ] {
        assert!(text.contains(said), "{said} is missing in {text}");
    }
    swap::decline(&world.cx, &other, slot).await.unwrap();
    let declined = to(&world, SwapNews::Asked, &other).await;
    assert!(is_obsolete(&world, &declined).await);
    swap::accept(&world.cx, &taker, slot).await.unwrap();
    assert!(is_obsolete(&world, &asked).await);
    let given = mail(&world, &of(&world, SwapNews::Given).await[0]).await;
    assert_eq!(given.to.as_str(), "7809@demo.example");
    assert!(given.text.contains("Stanowisko 6062"), "{}", given.text);
    let taken = mail(&world, &of(&world, SwapNews::Taken).await[0]).await;
    assert_eq!(taken.to.as_str(), "6062@demo.example");
}

/// The clock moves on, and nobody has answered.
#[actix_web::test]
async fn the_coordinator_is_warned_when_nobody_took_it_in_time_and_not_otherwise() {
    let world = World::demo().await;
    let slot = offer(&world).await;
    let warning = of(&world, SwapNews::Unanswered).await.pop().unwrap();
    let start = world
        .view()
        .slots
        .iter()
        .find(|one| one.id == slot)
        .unwrap()
        .span
        .starts_at;
    let half = world.cx.now() + (start - world.cx.now()) / 2;
    assert!((half - warning.not_before).num_seconds() < 60, "{}", warning.not_before);
    world.clock.set(warning.not_before);
    let letter = mail(&world, &warning).await;
    assert_eq!(letter.to.as_str(), "coordinator@demo.example");
    assert!(
        letter.text.contains("/pl/manage/c/otwarty-krakow/swaps"),
        "{}",
        letter.text
    );
    swap::withdraw(&world.cx, &desk(&world, "7809").await, slot)
        .await
        .unwrap();
    assert!(is_obsolete(&world, &warning).await);
    world.clock.advance(Duration::minutes(1));
    offer(&world).await;
    swap::accept(&world.cx, &desk(&world, "6062").await, slot)
        .await
        .unwrap();
    for warning in of(&world, SwapNews::Unanswered).await {
        assert!(is_obsolete(&world, &warning).await);
    }
}

#[actix_web::test]
async fn all_of_it_is_said_in_every_language() {
    for locale in Locale::ALL {
        let world = World::demo().await;
        let speak = world.cx.store.write(move |db| {
            for mut member in staff::list(db, &dutyline::domain::access::Scope::All)? {
                member.locale = locale;
                staff::update(db, &member)?;
            }
            for mut user in account::list(db)? {
                user.locale = locale;
                account::update(db, &user)?;
            }
            Ok::<_, ActionError>(())
        });
        speak.await.unwrap();
        let mut settings = world.settings().await;
        settings.swaps_need_approval = true;
        world.change(settings).await;
        let slot = offer(&world).await;
        let (first, second) = (desk(&world, "6062").await, desk(&world, "7804").await);
        let mut told = vec![to(&world, SwapNews::Asked, &first).await];
        told.extend(of(&world, SwapNews::Unanswered).await);
        let mut subjects = Vec::new();
        let mut read = async |messages: Vec<Message>| {
            assert!(!messages.is_empty());
            for message in messages {
                let letter = mail(&world, &message).await;
                assert_eq!(letter.language, locale);
                for part in [&letter.subject, &letter.text, &letter.html] {
                    assert!(!part.contains('⟦') && !part.trim().is_empty(), "{part}");
                }
                subjects.push(letter.subject);
            }
        };
        read(told).await;
        swap::accept(&world.cx, &first, slot).await.unwrap();
        read(of(&world, SwapNews::Approval).await).await;
        swap::refuse(&world.cx, &world.coordinator, slot).await.unwrap();
        read(of(&world, SwapNews::Refused).await).await;
        swap::accept(&world.cx, &second, slot).await.unwrap();
        swap::approve(&world.cx, &world.coordinator, slot).await.unwrap();
        read(of(&world, SwapNews::Given).await).await;
        read(of(&world, SwapNews::Taken).await).await;
        let all = subjects.len();
        subjects.sort();
        subjects.dedup();
        assert_eq!(subjects.len(), all, "each has a subject of its own: {subjects:?}");
    }
}
