use chrono::Duration;
use dutyline::actions::account::disable;
use dutyline::actions::session::{
    NewSession, asks_for_current, link_works, of_session, renew, set_password, sign_out, use_link, with_password,
};
use dutyline::actions::{ActionError, demo, token};
use dutyline::digest::sha256;
use dutyline::domain::access::{Right, Role};
use dutyline::domain::audit::AuditAction;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::store::session as session_rows;
use dutyline::store::{account, audit, session};

use crate::support::world::{World, token_of};

const PASSWORD: &str = "cztery słowa i dyżur";

async fn link(world: &World) -> String {
    world.link("coordinator@demo.example").await
}

#[actix_web::test]
async fn a_link_works_once_and_not_for_ever() {
    let world = World::demo().await;
    let secret = link(&world).await;
    assert!(link_works(&world.cx, &secret).await.unwrap());
    let session = use_link(&world.cx, &secret).await.unwrap();
    assert!(session.actor.may_in(Right::Publish, world.unit).is_ok());
    assert!(matches!(
        use_link(&world.cx, &secret).await,
        Err(ActionError::NotFound(_))
    ));
    let (last, late) = (link(&world).await, link(&world).await);
    world.clock.advance(Duration::hours(24) - Duration::seconds(1));
    assert!(link_works(&world.cx, &last).await.unwrap());
    use_link(&world.cx, &last).await.unwrap();
    world.clock.advance(Duration::seconds(1));
    assert!(!link_works(&world.cx, &late).await.unwrap());
    assert!(matches!(
        use_link(&world.cx, &late).await,
        Err(ActionError::NotFound(_))
    ));
}

#[actix_web::test]
async fn a_session_ends_unused_at_last_and_when_told() {
    let world = World::demo().await;
    let session = use_link(&world.cx, &link(&world).await).await.unwrap();
    assert!(of_session(&world.cx, &session.secret).await.unwrap().is_some());
    for _ in 0..3 {
        world.clock.advance(Duration::hours(3));
        assert!(of_session(&world.cx, &session.secret).await.unwrap().is_some());
    }
    world.clock.advance(Duration::hours(3));
    assert!(
        of_session(&world.cx, &session.secret).await.unwrap().is_none(),
        "twelve hours are the most"
    );

    let idle = use_link(&world.cx, &link(&world).await).await.unwrap();
    world.clock.advance(Duration::hours(4) - Duration::seconds(1));
    assert!(of_session(&world.cx, &idle.secret).await.unwrap().is_some());
    world.clock.advance(Duration::hours(4));
    assert!(of_session(&world.cx, &idle.secret).await.unwrap().is_none());

    let told = use_link(&world.cx, &link(&world).await).await.unwrap();
    sign_out(&world.cx, &told.secret).await.unwrap();
    assert!(of_session(&world.cx, &told.secret).await.unwrap().is_none());
    assert!(of_session(&world.cx, "").await.unwrap().is_none());
}

#[actix_web::test]
async fn a_password_ends_other_sessions_and_opens_new_ones() {
    let world = World::demo().await;
    let session = use_link(&world.cx, &link(&world).await).await.unwrap();
    set_password(&world.cx, &session.actor, "", String::new(), PASSWORD.to_owned())
        .await
        .unwrap();
    assert!(of_session(&world.cx, &session.secret).await.unwrap().is_none());
    let email = || Some("coordinator@demo.example".parse().unwrap());
    assert!(with_password(&world.cx, email(), PASSWORD.to_owned()).await.is_ok());
    let nobody = || Some("nikt@demo.example".parse().unwrap());
    let without = || Some("5769@demo.example".parse().unwrap());
    for (email, password) in [
        (email(), "cztery słowa i dyzur"),
        (nobody(), PASSWORD),
        (None, PASSWORD),
        (without(), PASSWORD),
        (without(), "the password of nobody"),
    ] {
        is_wrong(with_password(&world.cx, email, password.to_owned()).await);
    }
    disable(&world.cx, &world.administrator, email().unwrap())
        .await
        .unwrap();
    is_wrong(with_password(&world.cx, email(), PASSWORD.to_owned()).await);
    let renewed = renew(&world.cx, &session.actor).await.err();
    assert!(matches!(renewed, Some(ActionError::NotFound(_))), "{renewed:?}");
}

#[track_caller]
fn is_wrong(answer: Result<NewSession, ActionError>) {
    let Err(ActionError::Invalid(faults)) = answer else {
        panic!("signed in, or failed otherwise")
    };
    assert_eq!(faults, [FieldError::new("password", Fault::WrongPassword)]);
}

#[actix_web::test]
async fn a_password_has_fifteen_to_two_hundred_characters() {
    let world = World::demo().await;
    let actor = &world.desk().await;
    let mut current = String::new();
    let words = "żółwie idą gęsiego przez rzekę, a ";
    for (length, expected) in [
        (14, Some(Fault::PasswordShort)),
        (15, None),
        (200, None),
        (201, Some(Fault::TooLong)),
    ] {
        let password: String = words.chars().cycle().take(length).collect();
        let set = set_password(&world.cx, actor, "", current.clone(), password.clone()).await;
        if set.is_ok() {
            current = password;
        }
        let expected = expected.map(|fault| vec![FieldError::new("password", fault)]);
        let found = match set {
            Ok(()) => None,
            Err(ActionError::Invalid(faults)) => Some(faults),
            Err(error) => panic!("{error:?}"),
        };
        assert_eq!(found, expected, "{length}");
    }
}

/// Whoever sits down at an unlocked machine does not get the account.
#[actix_web::test]
async fn another_password_takes_the_one_there_was() {
    let world = World::demo().await;
    let actor = &world.desk().await;
    assert!(!asks_for_current(&world.cx, actor, "").await.unwrap());
    let set = async |current: &str, password: &str| {
        set_password(&world.cx, actor, "", current.to_owned(), password.to_owned()).await
    };
    set("", PASSWORD).await.unwrap();
    assert!(asks_for_current(&world.cx, actor, "").await.unwrap());
    let unused = world.link("5769@demo.example").await;
    for wrong in ["", "cztery słowa i dyzur"] {
        let refused = set(wrong, "inne cztery słowa i dyżur").await;
        let expected = [FieldError::new("current", Fault::CurrentPassword)];
        assert!(
            matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == expected),
            "{refused:?}"
        );
    }
    assert!(link_works(&world.cx, &unused).await.unwrap());
    set(PASSWORD, "inne cztery słowa i dyżur").await.unwrap();
    assert!(
        !link_works(&world.cx, &unused).await.unwrap(),
        "links from before end too"
    );
}

#[actix_web::test]
async fn who_has_no_address_has_no_password() {
    let world = World::demo().await;
    let set = set_password(&world.cx, &world.administrator, "", String::new(), PASSWORD.to_owned()).await;
    assert!(matches!(set, Err(ActionError::NotFound("password"))), "{set:?}");
    let asks = asks_for_current(&world.cx, &world.administrator, "").await;
    assert!(matches!(asks, Err(ActionError::NotFound("password"))), "{asks:?}");
}

#[actix_web::test]
async fn who_is_not_let_in_is_in_the_record_without_an_address() {
    let world = World::demo().await;
    let disabled = world.user("5769@demo.example").await;
    disable(&world.cx, &world.administrator, "5769@demo.example".parse().unwrap())
        .await
        .unwrap();
    for email in [Some("nikt@demo.example"), None, Some("5769@demo.example")] {
        let email = email.map(|email| email.parse().unwrap());
        is_wrong(with_password(&world.cx, email, PASSWORD.to_owned()).await);
    }
    let record = world.cx.store.read(|db| audit::list(db, None, 1_000)).await.unwrap();
    let mut subjects: Vec<_> = record
        .into_iter()
        .filter(|line| line.action == AuditAction::UserNotSignedIn)
        .map(|line| line.subject)
        .collect();
    subjects.sort();
    let mut expected = ["unknown".to_owned(), "unknown".to_owned(), disabled.id.to_string()];
    expected.sort();
    assert_eq!(subjects, expected);
}

#[actix_web::test]
async fn who_just_used_a_link_may_have_forgotten_the_password() {
    let world = World::demo().await;
    let cx = &world.cx;
    let asks = async |session: &NewSession| asks_for_current(cx, &session.actor, &session.secret).await.unwrap();
    let first = use_link(cx, &link(&world).await).await.unwrap();
    set_password(cx, &first.actor, &first.secret, String::new(), PASSWORD.to_owned())
        .await
        .unwrap();
    let email = Some("coordinator@demo.example".parse().unwrap());
    let by_password = with_password(cx, email, PASSWORD.to_owned()).await.unwrap();
    let renewed = renew(cx, &first.actor).await.unwrap();
    assert!(asks(&by_password).await && asks(&renewed).await);

    let forgotten = use_link(cx, &link(&world).await).await.unwrap();
    assert!(!asks(&forgotten).await);
    let others = use_link(cx, &world.link("5769@demo.example").await).await.unwrap();
    let stolen = asks_for_current(cx, &forgotten.actor, &others.secret).await.unwrap();
    assert!(stolen, "the link was somebody else's");
    world.clock.advance(Duration::minutes(30) - Duration::seconds(1));
    assert!(!asks(&forgotten).await);
    let other = "inne cztery słowa i dyżur".to_owned();
    let wrong = "nie to hasło".to_owned();
    set_password(cx, &forgotten.actor, &forgotten.secret, wrong, other)
        .await
        .unwrap();

    let late = use_link(cx, &link(&world).await).await.unwrap();
    world.clock.advance(Duration::minutes(30));
    assert!(asks(&late).await);
    let refused = set_password(cx, &late.actor, &late.secret, String::new(), PASSWORD.to_owned()).await;
    assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
}

#[actix_web::test]
async fn a_password_is_not_what_is_tried_first() {
    let world = World::demo().await;
    let desk = &world.desk().await;
    for guessable in ["123456789012345", "5769@demo.example"] {
        let set = set_password(&world.cx, desk, "", String::new(), guessable.to_owned()).await;
        let expected = [FieldError::new("password", Fault::PasswordGuessable)];
        assert!(
            matches!(&set, Err(ActionError::Invalid(faults)) if *faults == expected),
            "{set:?}"
        );
    }
}

#[actix_web::test]
async fn of_links_sessions_and_tokens_only_the_hash_is_stored() {
    let world = World::demo().await;
    let unused = link(&world).await;
    let session = use_link(&world.cx, &link(&world).await).await.unwrap().secret;
    let token = token::create(&world.cx, &world.administrator, token_of("centrala", Role::Staff))
        .await
        .unwrap();
    let now = world.cx.now();
    let store = &world.cx.store;
    let found = async |secrets: [String; 3]| {
        store
            .read(move |db| {
                let [link, session, token] = &secrets;
                Ok::<_, ActionError>([
                    account::link(db, link)?.is_some(),
                    session::session(db, session, now)?.is_some(),
                    session::token(db, token, now)?.is_some(),
                ])
            })
            .await
            .unwrap()
    };
    let secrets = [unused, session, token];
    assert_eq!(found(secrets.clone().map(sha256)).await, [true; 3]);
    assert_eq!(found(secrets).await, [false; 3]);
}

#[actix_web::test]
async fn who_is_signed_in_is_known_while_nobody_can_write() {
    let world = World::demo().await;
    let session = use_link(&world.cx, &link(&world).await).await.unwrap();
    world.clock.advance(Duration::minutes(6));
    let (release, held) = std::sync::mpsc::channel::<()>();
    let (begun, beginning) = tokio::sync::oneshot::channel();
    let store = world.cx.store.clone();
    let (hash, now) = (sha256(&session.secret), world.cx.now());
    let holding = tokio::spawn(async move {
        // SQLite's one writer is busy; on PostgreSQL the session itself is locked.
        let hold = store.write(move |db| {
            session_rows::touch_session(db, &hash, now - Duration::minutes(6))?;
            begun.send(()).unwrap();
            held.recv().unwrap();
            Ok::<_, ActionError>(())
        });
        hold.await
    });
    beginning.await.unwrap();
    let known = tokio::time::timeout(
        std::time::Duration::from_secs(60),
        of_session(&world.cx, &session.secret),
    );
    assert!(known.await.unwrap().unwrap().is_some());
    release.send(()).unwrap();
    holding.await.unwrap().unwrap();
}

#[actix_web::test]
async fn the_demo_lets_its_coordinator_and_the_desk_on_duty_in() {
    let world = World::demo().await;
    let (coordinator, desk) = demo::links(&world.cx).await.unwrap();
    for (link, address) in [(coordinator, "coordinator@demo.example"), (desk, "5769@demo.example")] {
        let secret = link.rsplit('/').next().unwrap();
        let session = use_link(&world.cx, secret).await.unwrap();
        assert_eq!(session.actor.user, world.user(address).await.id, "{link}");
    }
}
