use dutyline::actions::ActionError;
use dutyline::actions::account::{self, disable, enable, revoke_token, tokens};
use dutyline::actions::session::{create_token, link_works, make_link, of_session, of_token, use_link};
use dutyline::actions::staff::{self, StaffInput};
use dutyline::domain::access::{Actor, Role};
use dutyline::domain::ids::UserId;
use dutyline::domain::language::Locale;

use crate::support::world::World;

const DESK: &str = "5769@demo.example";

async fn administrator(world: &World) -> Actor {
    account::command_line_actor(&world.cx).await.unwrap()
}

async fn link(world: &World, user: UserId) -> String {
    let address = make_link(&world.cx, user, Locale::Pl).await.unwrap();
    address.rsplit('/').next().unwrap().to_owned()
}

/// A session and an unused link of the desk.
async fn access(world: &World) -> (String, String) {
    let user = world.user(DESK).await.id;
    let session = use_link(&world.cx, &link(world, user).await).await.unwrap();
    (session.secret, link(world, user).await)
}

async fn works(world: &World, (session, link): &(String, String)) -> (bool, bool) {
    (
        of_session(&world.cx, session).await.unwrap().is_some(),
        link_works(&world.cx, link).await.unwrap(),
    )
}

#[actix_web::test]
async fn who_is_disabled_is_out_at_once() {
    let world = World::demo().await;
    let admin = administrator(&world).await;
    let desk = || DESK.parse().unwrap();
    let before = access(&world).await;
    assert_eq!(works(&world, &before).await, (true, true));

    disable(&world.cx, &admin, desk()).await.unwrap();
    assert_eq!(works(&world, &before).await, (false, false));
    let late = link(&world, world.user(DESK).await.id).await;
    assert!(use_link(&world.cx, &late).await.is_err(), "nor is there a new way in");
    let listed = account::list(&world.cx, &admin).await.unwrap();
    let found = listed.iter().find(|user| user.email == Some(desk())).unwrap();
    assert!(found.disabled);

    enable(&world.cx, &admin, desk()).await.unwrap();
    assert_eq!(works(&world, &before).await, (false, false), "what ended stays ended");
    let again = access(&world).await;
    assert_eq!(works(&world, &again).await, (true, true));

    let nobody = disable(&world.cx, &admin, "nikt@demo.example".parse().unwrap()).await;
    assert!(matches!(nobody, Err(ActionError::NotFound(_))));
    assert!(matches!(
        disable(&world.cx, &world.coordinator, desk()).await,
        Err(ActionError::Denied(_))
    ));
}

#[actix_web::test]
async fn a_revoked_token_counts_for_nothing() {
    let world = World::demo().await;
    let admin = administrator(&world).await;
    let kept = create_token(&world.cx, &admin, "centrala", Role::Staff).await.unwrap();
    world.clock.advance(chrono::Duration::seconds(1));
    let lost = create_token(&world.cx, &admin, "stara centrala", Role::Staff)
        .await
        .unwrap();
    let listed = tokens(&world.cx, &admin).await.unwrap();
    let names: Vec<&str> = listed.iter().map(|token| token.user.name.as_str()).collect();
    assert_eq!(names, ["centrala", "stara centrala"]);
    let id = listed[1].user.id;
    revoke_token(&world.cx, &admin, id).await.unwrap();
    assert!(of_token(&world.cx, &lost).await.unwrap().is_none());
    assert!(of_token(&world.cx, &kept).await.unwrap().is_some());
    assert!(matches!(
        revoke_token(&world.cx, &admin, id).await,
        Err(ActionError::NotFound(_))
    ));
    assert!(matches!(
        tokens(&world.cx, &world.coordinator).await,
        Err(ActionError::Denied(_))
    ));
}

#[actix_web::test]
async fn another_address_ends_what_the_old_one_opened() {
    let world = World::demo().await;
    let before = access(&world).await;
    let id = world.user(DESK).await.staff.unwrap();
    let input = |name: &str, email: &str| StaffInput {
        name: name.to_owned(),
        email: email.to_owned(),
        ..StaffInput::default()
    };
    staff::change(&world.cx, &world.coordinator, id, input("Inne nazwisko", DESK))
        .await
        .unwrap();
    assert_eq!(works(&world, &before).await, (true, true), "the address is the same");
    staff::change(
        &world.cx,
        &world.coordinator,
        id,
        input("Inne nazwisko", "new@demo.example"),
    )
    .await
    .unwrap();
    assert_eq!(works(&world, &before).await, (false, false));
}
