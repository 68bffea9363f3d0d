use chrono::Duration;
use dutyline::actions::account::Post;
use dutyline::actions::token::{Holder, NewGrant, NewToken};
use dutyline::actions::{ActionError, account, token};
use dutyline::domain::access::{Access, Right, Role};
use dutyline::domain::fault::{Fault, FieldError};

use crate::support::world::{World, token_of};

#[actix_web::test]
async fn tokens_carry_their_role_in_their_unit() {
    let world = World::demo().await;
    let token = token::create(&world.cx, &world.administrator, token_of("centrala", Role::Staff))
        .await
        .unwrap();
    let actor = token::actor_of(&world.cx, &token).await.unwrap().unwrap();
    assert_eq!(actor.access, Access::of_roles(&[(world.unit, Role::Staff)].into()));
    assert_eq!(actor.name.as_str(), "centrala");
    assert!(token::actor_of(&world.cx, "nie ma").await.unwrap().is_none());
    let desk = world.desk().await;
    assert!(matches!(
        token::create(&world.cx, &desk, token_of("x", Role::Staff)).await,
        Err(ActionError::Denied(_))
    ));
    let new = NewToken {
        grant: NewGrant::Post(Post::Administrator),
        ..token_of("all", Role::Staff)
    };
    let all = token::create(&world.cx, &world.administrator, new).await.unwrap();
    let all = token::actor_of(&world.cx, &all).await.unwrap().unwrap();
    assert_eq!(all.access, Access::Everything);
}

#[actix_web::test]
async fn a_token_can_have_single_rights_that_a_unit_gives() {
    let world = World::demo().await;
    let new = |rights: &[Right]| NewToken {
        grant: NewGrant::Rights(rights.iter().copied().collect(), None),
        ..token_of("centrala", Role::Staff)
    };
    let (cx, admin) = (&world.cx, &world.administrator);
    let log = token::create(cx, admin, new(&[Right::LogCalls])).await.unwrap();
    let actor = token::actor_of(cx, &log).await.unwrap().unwrap();
    assert_eq!(
        actor.access,
        Access::Units([(world.unit, [Right::LogCalls].into())].into())
    );
    for rights in [
        &[][..],
        &[Right::ManageAccounts],
        &[Right::LogCalls, Right::ManageUnits],
    ] {
        let refused = token::create(cx, admin, new(rights)).await;
        let wrong = FieldError::new("rights", Fault::Choice);
        assert!(
            matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == [wrong]),
            "{refused:?}"
        );
    }
}

#[actix_web::test]
async fn among_several_units_one_has_to_be_named() {
    let world = World::demo().await;
    world.outsider().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let unnamed = NewToken {
        grant: NewGrant::Post(Post::Role(Role::Staff, None)),
        ..token_of("x", Role::Staff)
    };
    let wrong = FieldError::new("unit", Fault::Choice);
    let refused = token::create(cx, admin, unnamed).await;
    assert!(
        matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == [wrong]),
        "{refused:?}"
    );
    let unknown = NewToken {
        grant: NewGrant::Post(Post::Role(Role::Staff, Some("nie-ma".parse().unwrap()))),
        ..token_of("x", Role::Staff)
    };
    assert!(matches!(
        token::create(cx, admin, unknown).await,
        Err(ActionError::NotFound("unit"))
    ));
    assert!(token::create(cx, admin, token_of("x", Role::Staff)).await.is_ok());
}

#[actix_web::test]
async fn a_token_counts_until_it_expires() {
    let world = World::demo().await;
    let new = NewToken {
        days: Some(30),
        ..token_of("centrala", Role::Staff)
    };
    let token = token::create(&world.cx, &world.administrator, new).await.unwrap();
    world.clock.advance(Duration::days(30) - Duration::seconds(1));
    assert!(token::actor_of(&world.cx, &token).await.unwrap().is_some());
    world.clock.advance(Duration::seconds(1));
    assert!(token::actor_of(&world.cx, &token).await.unwrap().is_none());
    let listed = token::list(&world.cx, &world.administrator).await.unwrap();
    assert_eq!(listed[0].expires_at, Some(world.cx.now()), "it is listed all the same");
}

#[actix_web::test]
async fn a_revoked_token_counts_for_nothing() {
    let world = World::demo().await;
    let admin = &world.administrator;
    let kept = token::create(&world.cx, admin, token_of("centrala", Role::Staff))
        .await
        .unwrap();
    world.clock.advance(chrono::Duration::seconds(1));
    let lost = token::create(&world.cx, admin, token_of("stara centrala", Role::Staff))
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

/// What is done with it, they have done themselves; and it lets nobody do more than they may.
#[actix_web::test]
async fn a_token_can_be_somebody_who_takes_duties() {
    let world = World::demo().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let desk = world.desk().await;
    let new = |address: &str, role| NewToken {
        of: Holder::Staff(address.parse().unwrap()),
        ..token_of("", role)
    };
    let token = token::create(cx, admin, new("5769@demo.example", Role::Staff))
        .await
        .unwrap();
    let actor = token::actor_of(cx, &token).await.unwrap().unwrap();
    assert_eq!(
        (actor.user, actor.staff, &actor.access),
        (desk.user, desk.staff, &desk.access)
    );
    for (address, role, refused) in [
        (
            "5769@demo.example",
            Role::Coordinator,
            FieldError::new("role", Fault::Choice),
        ),
        (
            "coordinator@demo.example",
            Role::Staff,
            FieldError::new("staff_of", Fault::StaffUnknown),
        ),
    ] {
        let made = token::create(cx, admin, new(address, role)).await;
        assert!(
            matches!(&made, Err(ActionError::Invalid(faults)) if *faults == [refused]),
            "{made:?}"
        );
    }
    let nobody = token::create(cx, admin, new("nikt@demo.example", Role::Staff)).await;
    assert!(matches!(nobody, Err(ActionError::NotFound(_))), "{nobody:?}");
    account::disable(cx, admin, "5769@demo.example".parse().unwrap())
        .await
        .unwrap();
    assert!(token::actor_of(cx, &token).await.unwrap().is_none());
}
