use dutyline::actions::message::Rendered;
use dutyline::actions::retirement::{bring_back, retire};
use dutyline::actions::staff::list;
use dutyline::domain::access::Scope;
use dutyline::domain::message::Undeliverable;
use dutyline::domain::staff::Email;
use dutyline::store::staff;

use super::{friday, mail, render};
use crate::support::world::{World, at};

#[actix_web::test]
async fn a_reminder_says_everything_fully() {
    let world = World::demo().await;
    world.clock.set(at("2024-06-21T12:00:00Z"));
    let mail = mail(&world, &friday(&world).await).await;
    assert_eq!(mail.to.as_str(), "7809@demo.example");
    let text = mail.text.replace('\u{a0}', " ");
    for said in [
        "piątek",
        "21 czerwca 2024",
        "15.00–18.00",
        "12 616 7809",
        "Otwarty Kraków",
        "za godzinę",
    ] {
        assert!(text.contains(said), "{said} is missing in {text}");
    }
    assert!(mail.html.contains("lang=\"pl\""));
    assert!(mail.calendar.unwrap().contains("BEGIN:VEVENT"));
}

#[actix_web::test]
async fn a_reminder_that_comes_too_late_or_has_no_address_is_undeliverable() {
    let world = World::demo().await;
    let message = friday(&world).await;
    world.clock.set(at("2024-06-21T13:00:00Z"));
    let late = render(&world.cx, &message).await.unwrap();
    assert!(
        matches!(late, Rendered::Undeliverable(Undeliverable::TooLate)),
        "{late:?}"
    );

    world.clock.set(at("2024-06-21T12:00:00Z"));
    let email = Some("7809@demo.example".parse().unwrap());
    let store = &world.cx.store;
    let without_address = store.write(move |db| {
        let everybody = staff::list(db, &Scope::All)?;
        let mut member = everybody.into_iter().find(|member| member.email == email).unwrap();
        member.email = None;
        staff::update(db, &member)
    });
    without_address.await.unwrap();
    let unknown = render(&world.cx, &message).await.unwrap();
    assert!(
        matches!(unknown, Rendered::Undeliverable(Undeliverable::NoAddress)),
        "{unknown:?}"
    );
}

/// At once, and not only when the next revision says so; who comes back is reminded again.
#[actix_web::test]
async fn who_was_retired_is_reminded_of_nothing() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let message = friday(&world).await;
    world.clock.set(at("2024-06-21T12:00:00Z"));
    let everybody = list(cx, c).await.unwrap();
    let desk = |address: &Email| address.as_str() == "7809@demo.example";
    let person = everybody.iter().find(|member| member.email.as_ref().is_some_and(desk));
    let person = person.unwrap().id;
    retire(cx, c, person).await.unwrap();
    let gone = render(cx, &message).await.unwrap();
    assert!(matches!(gone, Rendered::Obsolete), "{gone:?}");
    bring_back(cx, c, person).await.unwrap();
    mail(&world, &message).await;
}
