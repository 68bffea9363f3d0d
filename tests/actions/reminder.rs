use chrono::Duration;
use dutyline::actions::message::{self, Mail, sign_in_link};
use dutyline::actions::reminder::{Confirmation, Rendered, Undeliverable, confirm, confirmation, render};
use dutyline::actions::roster::{board, cancel_slot};
use dutyline::actions::session::{link_works, use_link};
use dutyline::actions::{ActionError, revision};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::ExpectedVersion;
use dutyline::store::message::{self as rows, Message};
use dutyline::store::staff;

use crate::support::world::{World, at};

async fn messages(world: &World) -> Vec<Message> {
    message::list(&world.cx, &world.coordinator, 1000).await.unwrap()
}

/// The reminder an hour before the duty of Friday 21 June.
async fn friday(world: &World) -> Message {
    let due = at("2024-06-21T12:00:00Z");
    messages(world)
        .await
        .into_iter()
        .find(|message| message.not_before == due)
        .unwrap()
}

async fn mail(world: &World, message: &Message) -> Mail {
    match render(&world.cx, message).await.unwrap() {
        Rendered::Mail(mail) => *mail,
        other => panic!("{other:?}"),
    }
}

fn token(text: &str) -> String {
    let rest = text.split_once("/confirm/").or_else(|| text.split_once("/sign-in/"));
    rest.unwrap().1.split_whitespace().next().unwrap().to_owned()
}

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
async fn looking_confirms_nothing_and_confirming_twice_is_once() {
    let world = World::demo().await;
    let mail = mail(&world, &friday(&world).await).await;
    let token = token(&mail.text);
    for _ in 0..2 {
        assert!(matches!(
            confirmation(&world.cx, &token).await.unwrap(),
            Confirmation::Open(_)
        ));
    }
    let Confirmation::Confirmed(_, first) = confirm(&world.cx, &token).await.unwrap() else {
        panic!()
    };
    world.clock.advance(Duration::minutes(5));
    let Confirmation::Confirmed(_, again) = confirm(&world.cx, &token).await.unwrap() else {
        panic!()
    };
    assert_eq!(first, again);
}

#[actix_web::test]
async fn a_forged_link_is_no_link() {
    let world = World::demo().await;
    let mail = mail(&world, &friday(&world).await).await;
    let token = token(&mail.text);
    let first = if token.starts_with('A') { 'B' } else { 'A' };
    let forged = format!("{first}{}", &token[1..]);
    for bad in [forged.as_str(), "", "abc", &token[..token.len() - 4]] {
        assert!(
            matches!(confirm(&world.cx, bad).await, Err(ActionError::NotFound(_))),
            "{bad}"
        );
    }
}

#[actix_web::test]
async fn what_no_longer_holds_is_not_sent() {
    let world = World::demo().await;
    let message = friday(&world).await;
    let mail = mail(&world, &message).await;
    let (board, _) = board(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let slot = board
        .draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-21")
        .unwrap();
    cancel_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        slot.id,
        "choroba",
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let blocked = revision::publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        Vec::new(),
    )
    .await;
    let Err(ActionError::Blocked(findings)) = blocked else {
        panic!()
    };
    let keys = findings.iter().map(|finding| finding.key()).collect();
    revision::publish(&world.cx, &world.coordinator, world.slug(), ExpectedVersion::Any, keys)
        .await
        .unwrap();
    let rendered = render(&world.cx, &message).await.unwrap();
    assert!(matches!(rendered, Rendered::Obsolete), "{rendered:?}");
    let confirmed = confirm(&world.cx, &token(&mail.text)).await.unwrap();
    let Confirmation::Stale(Some((of, starts_at))) = confirmed else {
        panic!("{confirmed:?}")
    };
    assert_eq!((of.slug, starts_at), (world.slug(), at("2024-06-21T13:00:00Z")));
}

#[actix_web::test]
async fn a_reminder_that_comes_too_late_or_has_no_address_is_missed() {
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
    world
        .cx
        .store
        .write(move |db| {
            let everybody = staff::list(db)?;
            let mut member = everybody.into_iter().find(|member| member.email == email).unwrap();
            member.email = None;
            staff::update(db, &member)
        })
        .await
        .unwrap();
    let unknown = render(&world.cx, &message).await.unwrap();
    assert!(
        matches!(unknown, Rendered::Undeliverable(Undeliverable::NoAddress)),
        "{unknown:?}"
    );
}

#[actix_web::test]
async fn a_link_of_a_duty_that_is_over_says_so() {
    let world = World::demo().await;
    let mail = mail(&world, &friday(&world).await).await;
    world.clock.set(at("2024-06-21T16:00:00Z"));
    let found = confirm(&world.cx, &token(&mail.text)).await.unwrap();
    assert!(matches!(found, Confirmation::Over(_)), "{found:?}");
}

#[actix_web::test]
async fn an_obsolete_reminder_confirms_nothing() {
    let world = World::demo().await;
    let message = friday(&world).await;
    let mail = mail(&world, &message).await;
    let id = message.id;
    let now = world.cx.now();
    world
        .cx
        .store
        .write(move |db| rows::obsolete(db, id, now))
        .await
        .unwrap();
    let found = confirm(&world.cx, &token(&mail.text)).await.unwrap();
    assert!(matches!(found, Confirmation::Stale(Some(_))), "{found:?}");
}

#[actix_web::test]
async fn a_sign_in_message_speaks_the_language_asked_in() {
    let world = World::demo().await;
    sign_in_link::request_link(&world.cx, "5769@demo.example".parse().unwrap(), Locale::Uk)
        .await
        .unwrap();
    let message = messages(&world)
        .await
        .into_iter()
        .find(|message| message.kind == "sign_in_link")
        .unwrap();
    let mail = mail(&world, &message).await;
    assert_eq!(mail.language, Locale::Uk);
    assert!(mail.text.contains("/uk/sign-in/"));
}

#[actix_web::test]
async fn a_link_is_made_when_it_is_sent_and_stands_nowhere() {
    let world = World::demo().await;
    for address in ["5769@demo.example", "nobody@demo.example"] {
        sign_in_link::request_link(&world.cx, address.parse().unwrap(), Locale::Pl)
            .await
            .unwrap();
    }
    let asked: Vec<Message> = messages(&world)
        .await
        .into_iter()
        .filter(|message| message.kind == "sign_in_link")
        .collect();
    let user = world.user("5769@demo.example").await.id.to_string();
    let (known, unknown): (Vec<Message>, Vec<Message>) = asked
        .into_iter()
        .partition(|message| message.payload["user"] == user.as_str());
    assert_eq!((known.len(), unknown.len()), (1, 1), "both cost the same");
    assert_eq!(known[0].payload, serde_json::json!({ "user": user, "locale": "pl" }));
    assert!(matches!(
        render(&world.cx, &unknown[0]).await.unwrap(),
        Rendered::Obsolete
    ));

    // The mail server was away for an hour; then the first attempt broke off.
    world.clock.advance(Duration::hours(1));
    let lost = token(&mail(&world, &known[0]).await.text);
    let sent = token(&mail(&world, &known[0]).await.text);
    assert_ne!(lost, sent);
    world.clock.advance(Duration::minutes(29));
    assert!(link_works(&world.cx, &sent).await.unwrap());
    world.clock.advance(Duration::minutes(2));
    assert!(use_link(&world.cx, &sent).await.is_err());
}
