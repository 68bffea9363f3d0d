use dutyline::actions::message::Rendered;
use dutyline::domain::access::Scope;
use dutyline::domain::message::Undeliverable;
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
