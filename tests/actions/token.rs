use dutyline::actions::{ActionError, token};
use dutyline::domain::access::Role;

use crate::support::world::World;

#[actix_web::test]
async fn tokens_carry_their_role() {
    let world = World::demo().await;
    let token = token::create(&world.cx, &world.administrator, "centrala", Role::Staff)
        .await
        .unwrap();
    let actor = token::actor_of(&world.cx, &token).await.unwrap().unwrap();
    assert_eq!((actor.role, actor.name.as_str()), (Role::Staff, "centrala"));
    assert!(token::actor_of(&world.cx, "nie ma").await.unwrap().is_none());
    let desk = world.desk().await;
    assert!(matches!(
        token::create(&world.cx, &desk, "x", Role::Staff).await,
        Err(ActionError::Denied(_))
    ));
}

#[actix_web::test]
async fn a_revoked_token_counts_for_nothing() {
    let world = World::demo().await;
    let admin = &world.administrator;
    let kept = token::create(&world.cx, admin, "centrala", Role::Staff).await.unwrap();
    world.clock.advance(chrono::Duration::seconds(1));
    let lost = token::create(&world.cx, admin, "stara centrala", Role::Staff)
        .await
        .unwrap();
    let listed = token::list(&world.cx, admin).await.unwrap();
    let names: Vec<&str> = listed.iter().map(|token| token.user.name.as_str()).collect();
    assert_eq!(names, ["centrala", "stara centrala"]);
    let id = listed[1].user.id;
    token::revoke(&world.cx, admin, id).await.unwrap();
    assert!(token::actor_of(&world.cx, &lost).await.unwrap().is_none());
    assert!(token::actor_of(&world.cx, &kept).await.unwrap().is_some());
    assert!(matches!(
        token::revoke(&world.cx, admin, id).await,
        Err(ActionError::NotFound(_))
    ));
    assert!(matches!(
        token::list(&world.cx, &world.coordinator).await,
        Err(ActionError::Denied(_))
    ));
}
