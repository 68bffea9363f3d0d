use chrono::Duration;
use dutyline::actions::account;
use dutyline::actions::message::sign_in_link::request_link;
use dutyline::actions::message::{Message, Rendered};
use dutyline::actions::session::{link_works, use_link};
use dutyline::domain::language::Locale;
use dutyline::domain::message::Payload;

use super::{mail, messages, render, token};
use crate::support::world::World;

/// Asks for a link in this language; the message that brings it.
async fn asked(world: &World, address: &str, locale: Locale) -> Message {
    request_link(&world.cx, address.parse().unwrap(), locale, None)
        .await
        .unwrap();
    let all = messages(world).await.into_iter();
    all.max_by_key(|message| (message.created_at, message.id)).unwrap()
}

#[actix_web::test]
async fn a_link_comes_in_the_language_it_was_asked_in() {
    let world = World::demo().await;
    let message = asked(&world, "5769@demo.example", Locale::Uk).await;
    let mail = mail(&world, &message).await;
    assert_eq!(mail.language, Locale::Uk);
    assert!(mail.text.contains("/uk/sign-in/"));
}

#[actix_web::test]
async fn a_link_is_made_when_it_is_sent_and_is_stored_nowhere() {
    let world = World::demo().await;
    let locale = Locale::Pl;
    let known = asked(&world, "5769@demo.example", locale).await;
    let user = world.user("5769@demo.example").await.id;
    let expected = |user| {
        Some(Payload::SignInLink {
            user,
            locale,
            next: None,
        })
    };
    assert_eq!(known.payload, expected(Some(user)));
    world.clock.advance(Duration::seconds(1));
    let unknown = asked(&world, "nobody@demo.example", locale).await;
    assert_eq!(unknown.payload, expected(None), "both cost the same");
    let rendered = render(&world.cx, &unknown).await.unwrap();
    assert!(matches!(rendered, Rendered::Obsolete), "{rendered:?}");

    // The mail server was away for an hour; then the first attempt broke off.
    world.clock.advance(Duration::hours(1));
    let lost = token(&mail(&world, &known).await.text);
    let sent = token(&mail(&world, &known).await.text);
    assert_ne!(lost, sent);
    world.clock.advance(Duration::minutes(29));
    assert!(link_works(&world.cx, &sent).await.unwrap());
    world.clock.advance(Duration::minutes(2));
    assert!(use_link(&world.cx, &sent).await.is_err());
}

#[actix_web::test]
async fn whoever_may_not_sign_in_any_more_gets_no_link() {
    let world = World::demo().await;
    let message = asked(&world, "5769@demo.example", Locale::Pl).await;
    account::disable(&world.cx, &world.administrator, "5769@demo.example".parse().unwrap())
        .await
        .unwrap();
    let rendered = render(&world.cx, &message).await.unwrap();
    assert!(matches!(rendered, Rendered::Obsolete), "{rendered:?}");
}

#[actix_web::test]
async fn a_link_leads_where_it_was_asked_for() {
    let world = World::demo().await;
    let address = "5769@demo.example".parse().unwrap();
    let next = "/pl/desk/calls?after=a&b=%C4%85".parse().ok();
    request_link(&world.cx, address, Locale::Uk, next).await.unwrap();
    let all = messages(&world).await.into_iter();
    let message = all.max_by_key(|message| (message.created_at, message.id)).unwrap();
    let mail = mail(&world, &message).await;
    let end = "?next=%2Fpl%2Fdesk%2Fcalls%3Fafter%3Da%26b%3D%25C4%2585";
    let is_whole = |text: &str, after: char| text.contains(&format!("{end}{after}"));
    assert!(is_whole(&mail.text, '\n') && is_whole(&mail.html, '"'), "{}", mail.text);
}
