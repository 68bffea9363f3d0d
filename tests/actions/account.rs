use dutyline::actions::ActionError;
use dutyline::actions::account::{self, NewUser, Post, disable, enable, join, leave};
use dutyline::actions::session::{link_works, make_link, of_session, use_link};
use dutyline::actions::staff::{self, StaffInput};

use dutyline::domain::access::Role;
use dutyline::domain::account::Standing;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;

use crate::support::world::World;

const DESK: &str = "5769@demo.example";

/// A session and an unused link of the desk.
async fn access(world: &World) -> (String, String) {
    let session = use_link(&world.cx, &world.link(DESK).await).await.unwrap();
    (session.secret, world.link(DESK).await)
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
    let admin = world.administrator.clone();
    let desk = || DESK.parse().unwrap();
    let before = access(&world).await;
    assert_eq!(works(&world, &before).await, (true, true));

    disable(&world.cx, &admin, desk()).await.unwrap();
    assert_eq!(works(&world, &before).await, (false, false));
    let late = make_link(&world.cx, &admin, desk()).await;
    assert!(
        matches!(late, Err(ActionError::NotFound(_))),
        "nor is there a new way in"
    );
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

#[actix_web::test]
async fn an_account_needs_a_name_and_an_address_of_its_own() {
    let world = World::demo().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let new = |name: &str, email: &str| NewUser {
        name: name.to_owned(),
        email: email.to_owned(),
        post: Post::Administrator,
        locale: Locale::Uk,
    };
    for (name, email, expected) in [
        (" ", "ewa", vec![("name", Fault::Required), ("email", Fault::Email)]),
        (&"x".repeat(101), "ewa@demo.example", vec![("name", Fault::TooLong)]),
        ("Ewa", DESK, vec![("email", Fault::EmailKnown)]),
    ] {
        let refused = account::add(cx, admin, new(name, email)).await;
        let expected: Vec<_> = expected
            .iter()
            .map(|(field, fault)| FieldError::new(*field, *fault))
            .collect();
        assert!(
            matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == expected),
            "{refused:?}"
        );
    }
    let before = account::list(cx, admin).await.unwrap().len();
    let id = account::add(cx, admin, new(&"x".repeat(100), "ewa@demo.example"))
        .await
        .unwrap();
    let user = world.user("ewa@demo.example").await;
    assert_eq!(
        (user.id, user.standing, user.locale),
        (id, Standing::Administrator, Locale::Uk)
    );
    let listed = account::list(cx, admin).await.unwrap();
    assert_eq!(listed.len(), before + 1);
    let typed = account::command_line_actor(cx).await.unwrap();
    assert!(
        listed.iter().all(|user| user.id != typed.user),
        "who types commands has no address"
    );
    assert_eq!(account::command_line_actor(cx).await.unwrap(), typed, "made once");
}

#[actix_web::test]
async fn somebody_can_belong_to_several_units() {
    let world = World::demo().await;
    world.outsider().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let (desk, there) = (|| DESK.parse().unwrap(), || Some("kultura".parse().unwrap()));
    join(cx, admin, desk(), Role::Reader, there()).await.unwrap();
    let Standing::Member(roles) = world.user(DESK).await.standing else {
        panic!("no administrator");
    };
    assert_eq!(roles.len(), 2);
    assert_eq!(roles.get(&world.unit), Some(&Role::Staff));
    join(cx, admin, desk(), Role::Staff, there()).await.unwrap();
    let unnamed = join(cx, admin, desk(), Role::Staff, None).await;
    assert!(matches!(unnamed, Err(ActionError::Invalid(_))), "{unnamed:?}");
    let nobody = join(cx, admin, "nikt@demo.example".parse().unwrap(), Role::Staff, there()).await;
    assert!(matches!(nobody, Err(ActionError::NotFound(_))), "{nobody:?}");
    leave(cx, admin, desk(), "kultura".parse().unwrap()).await.unwrap();
    assert_eq!(
        world.user(DESK).await.standing,
        Standing::in_unit(world.unit, Role::Staff)
    );
    let again = leave(cx, admin, desk(), "kultura".parse().unwrap()).await;
    assert!(matches!(again, Err(ActionError::NotFound(_))), "{again:?}");

    let chief = NewUser {
        name: "Ewa".to_owned(),
        email: "ewa@demo.example".to_owned(),
        post: Post::Administrator,
        locale: Locale::Pl,
    };
    account::add(cx, admin, chief).await.unwrap();
    let chief = || "ewa@demo.example".parse().unwrap();
    assert!(matches!(
        join(cx, admin, chief(), Role::Staff, there()).await,
        Err(ActionError::Invalid(_))
    ));
    assert!(matches!(
        leave(cx, admin, chief(), "kultura".parse().unwrap()).await,
        Err(ActionError::NotFound(_))
    ));
}
