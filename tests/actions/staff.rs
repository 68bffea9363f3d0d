use std::sync::Arc;

use dutyline::actions::ActionError;
use dutyline::actions::account::{self, NewUser, Post};
use dutyline::actions::staff::{StaffInput, change, extensions, invite, list, one};
use dutyline::actions::{message, session, staff};
use dutyline::domain::access::Role;
use dutyline::domain::account::Standing;
use dutyline::domain::audit::AuditAction;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::StaffId;
use dutyline::domain::language::Locale;
use dutyline::domain::message::Payload;
use dutyline::domain::staff::WorkShare;
use dutyline::store::{account as accounts, audit};
use serde_json::json;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, add_staff as add, user_of};

const ANNA: &str = "anna@demo.example";
const COORDINATOR: &str = "coordinator@demo.example";

fn anna(email: &str) -> StaffInput {
    StaffInput {
        name: " Anna ".to_owned(),
        email: email.to_owned(),
        ..StaffInput::default()
    }
}

#[track_caller]
fn faults<T: std::fmt::Debug>(refused: Result<T, ActionError>) -> Vec<FieldError> {
    match refused {
        Err(ActionError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn a_staff_member_is_found_as_typed() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let share = WorkShare {
        percent: 60,
        max_per_week: Some(3),
        max_duties: None,
        rather_not: [5].into(),
    };
    let typed = StaffInput {
        languages: vec!["uk".parse().unwrap()],
        locale: Some(Locale::Uk),
        extension: " 12 616 8898 ".to_owned(),
        share: share.clone(),
        ..anna(ANNA)
    };
    let id = add(cx, c, typed, None).await.unwrap();
    let found = one(cx, c, id).await.unwrap();
    let known = extensions(cx, c).await.unwrap();
    let extension = known.iter().find(|known| known.phone.e164() == "+48126168898").unwrap();
    assert_eq!((found.name.as_str(), found.locale), ("Anna", Locale::Uk));
    assert_eq!(found.extension, Some(extension.id));
    assert_eq!(extension.display, "12 616 8898");
    assert_eq!(found.share, share);
    assert!(list(cx, c).await.unwrap().contains(&found));
    let unknown = one(cx, c, StaffId(Uuid::from_u128(404))).await;
    assert!(matches!(unknown, Err(ActionError::NotFound(_))), "{unknown:?}");
    let unknown = change(cx, c, StaffId(Uuid::from_u128(404)), anna("")).await;
    assert!(matches!(unknown, Err(ActionError::NotFound(_))), "{unknown:?}");
}

#[actix_web::test]
async fn everything_wrong_is_told_at_once() {
    let world = World::demo().await;
    let typed = StaffInput {
        name: " ".to_owned(),
        email: "anna".to_owned(),
        extension: "12".to_owned(),
        share: WorkShare {
            percent: 0,
            max_per_week: Some(-1),
            max_duties: Some(1001),
            rather_not: [8].into(),
        },
        ..StaffInput::default()
    };
    assert_eq!(
        faults(add(&world.cx, &world.coordinator, typed, None).await),
        [
            FieldError::new("name", Fault::Required),
            FieldError::new("email", Fault::Email),
            FieldError::new("extension", Fault::Phone),
            FieldError::new("weight", Fault::Number),
            FieldError::new("max_per_week", Fault::Number),
            FieldError::new("max_duties", Fault::Number),
            FieldError::new("rather_not", Fault::Number),
        ]
    );
}

#[actix_web::test]
async fn one_person_speaks_so_many_languages() {
    let world = World::demo().await;
    let languages = |count: usize| {
        let all = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}").parse().unwrap()));
        all.take(count).collect()
    };
    let of = |spoken| StaffInput {
        languages: languages(spoken),
        ..anna("")
    };
    add(&world.cx, &world.coordinator, of(30), None).await.unwrap();
    assert_eq!(
        faults(add(&world.cx, &world.coordinator, of(31), None).await),
        [FieldError::new("languages", Fault::TooMany)]
    );
}

#[actix_web::test]
async fn whoever_has_an_address_has_one_account() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let of = async |id| cx.store.read(move |db| accounts::by_staff(db, id)).await.unwrap();
    let id = add(cx, c, anna(""), None).await.unwrap();
    assert_eq!(of(id).await, None);
    change(cx, c, id, anna(ANNA)).await.unwrap();
    let user = of(id).await.unwrap();
    assert_eq!(
        (user.name.as_str(), user.standing, user.staff),
        ("Anna", Standing::in_unit(world.unit, Role::Staff), Some(id))
    );
    assert_eq!(user.locale, Locale::Pl);
    let other = StaffInput {
        name: "Anna Zielona".to_owned(),
        locale: Some(Locale::En),
        ..anna("a@demo.example")
    };
    change(cx, c, id, other).await.unwrap();
    let renamed = of(id).await.unwrap();
    assert_eq!(renamed.id, user.id, "the same account");
    assert_eq!((renamed.name.as_str(), renamed.locale), ("Anna Zielona", Locale::En));

    // The address of another member, and one of somebody with an account already.
    let known = [FieldError::new("email", Fault::EmailKnown)];
    for address in ["5769@demo.example", "coordinator@demo.example"] {
        assert_eq!(faults(change(cx, c, id, anna(address)).await), known, "{address}");
    }
    assert_eq!(faults(add(cx, c, anna("5769@demo.example"), None).await), known);
    let before = anna("a@demo.example");
    change(cx, c, id, before).await.unwrap();
}

/// What is more than staff is not for a coordinator to link, rename or give another address (H1).
#[actix_web::test]
async fn an_account_above_staff_cannot_be_taken_over_from_the_form() {
    let world = World::demo().await;
    let (cx, c, admin) = (&world.cx, &world.coordinator, &world.administrator);
    let chief = NewUser {
        post: Post::Administrator,
        ..user_of("chief@demo.example", Role::Staff)
    };
    account::add(cx, admin, chief).await.unwrap();
    world.outsider().await;
    let elsewhere = NewUser {
        post: Post::Role(Role::Staff, Some("kultura".parse().unwrap())),
        ..user_of("kultura@demo.example", Role::Staff)
    };
    account::add(cx, admin, elsewhere).await.unwrap();
    let known = [FieldError::new("email", Fault::EmailKnown)];
    for address in ["chief@demo.example", COORDINATOR, "kultura@demo.example"] {
        assert_eq!(faults(add(cx, c, anna(address), None).await), known, "{address}");
    }

    // One's own account may be linked: a coordinator who takes duties too keeps one, and stays a coordinator.
    let own = world.user(COORDINATOR).await;
    let both = add(cx, &own.actor(), anna(COORDINATOR), None).await.unwrap();
    let of = async |id| {
        cx.store
            .read(move |db| accounts::by_staff(db, id))
            .await
            .unwrap()
            .unwrap()
    };
    let linked = of(both).await;
    assert_eq!(
        (linked.id, &linked.standing, &linked.name),
        (own.id, &own.standing, &own.name)
    );
    // Nobody changes its address or name from here, themselves included.
    let moved = change(cx, c, both, anna("mine@demo.example")).await;
    assert_eq!(faults(moved), [FieldError::new("email", Fault::EmailOfAccount)]);
    let renamed = StaffInput {
        name: "Ktoś inny".to_owned(),
        ..anna(COORDINATOR)
    };
    change(cx, c, both, renamed).await.unwrap();
    assert_eq!(of(both).await, linked);
    // An administrator may link any.
    let third = add(cx, admin, anna("chief@demo.example"), Some("krakow".parse().unwrap()))
        .await
        .unwrap();
    assert_eq!(of(third).await.standing, Standing::Administrator);
}

#[actix_web::test]
async fn whoever_has_a_role_elsewhere_keeps_it_and_is_staff_here_too() {
    let world = World::demo().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    world.outsider().await;
    let reader = NewUser {
        post: Post::Role(Role::Reader, Some("kultura".parse().unwrap())),
        ..user_of("reader@demo.example", Role::Reader)
    };
    account::add(cx, admin, reader).await.unwrap();
    add(cx, admin, anna("reader@demo.example"), Some("krakow".parse().unwrap()))
        .await
        .unwrap();
    let Standing::Member(mut roles) = world.user("reader@demo.example").await.standing else {
        panic!("a member");
    };
    assert_eq!(roles.remove(&world.unit), Some(Role::Staff));
    assert_eq!(roles.into_values().collect::<Vec<_>>(), [Role::Reader]);
}

/// Whoever has the old address, or knows the password, is somebody else now.
#[actix_web::test]
async fn another_address_takes_the_old_password_away_and_tells_the_old_address() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let desk = world.user("5769@demo.example").await;
    let password = "cztery słowa i dyżur".to_owned();
    session::set_password(cx, &desk.actor(), "", String::new(), password.clone())
        .await
        .unwrap();
    let before = message::list(cx, &world.administrator, 1_000).await.unwrap().len();
    change(cx, c, desk.staff.unwrap(), anna("new@demo.example"))
        .await
        .unwrap();
    let in_with = session::with_password(cx, Some("new@demo.example".parse().unwrap()), password).await;
    assert!(matches!(in_with, Err(ActionError::Invalid(_))));
    let all = message::list(cx, &world.administrator, 1_000).await.unwrap();
    assert_eq!(all.len(), before + 1);
    let told = all.iter().find_map(|entry| match &entry.message.payload {
        Some(Payload::AddressChanged { user, old, .. }) => Some((*user, old.as_str().to_owned())),
        _ => None,
    });
    assert_eq!(told, Some((desk.id, "5769@demo.example".to_owned())));
    let record = cx.store.read(|db| audit::list(db, None, 1_000)).await.unwrap();
    let changed = record.iter().find(|line| line.action == AuditAction::StaffChanged);
    assert_eq!(
        changed.unwrap().detail,
        json!({ "email": { "from": "5769@demo.example", "to": "new@demo.example" } })
    );
}

#[actix_web::test]
async fn lent_staff_take_duties_elsewhere_and_are_changed_at_home() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let outsider = world.outsider().await;
    let desk = world.user("5769@demo.example").await;
    let id = desk.staff.unwrap();
    let member = one(cx, c, id).await.unwrap();
    assert!(list(cx, &outsider).await.unwrap().is_empty());
    let lent = StaffInput {
        name: member.name.clone(),
        email: "5769@demo.example".to_owned(),
        lent_to: vec![
            "kultura".parse().unwrap(),
            "krakow".parse().unwrap(),
            "nie-ma".parse().unwrap(),
        ],
        ..StaffInput::default()
    };
    change(cx, c, id, lent.clone()).await.unwrap();
    let seen = list(cx, &outsider).await.unwrap();
    assert_eq!(seen.iter().map(|member| member.id).collect::<Vec<_>>(), [id]);
    assert_eq!(seen[0].lent_to.len(), 1, "one's own office lends nobody to itself");
    assert!(matches!(one(cx, &outsider, id).await, Err(ActionError::NotFound(_))));
    assert!(matches!(
        change(cx, &outsider, id, lent.clone()).await,
        Err(ActionError::NotFound(_))
    ));
    // They log calls there too, until they are called back.
    let Standing::Member(roles) = world.user("5769@demo.example").await.standing else {
        panic!("staff");
    };
    assert!(roles.values().all(|role| *role == Role::Staff) && roles.len() == 2);
    let back = StaffInput {
        lent_to: Vec::new(),
        ..lent
    };
    change(cx, c, id, back).await.unwrap();
    assert_eq!(
        world.user("5769@demo.example").await.standing,
        Standing::in_unit(world.unit, Role::Staff)
    );
    assert!(list(cx, &outsider).await.unwrap().is_empty());
}

#[actix_web::test]
async fn an_invitation_needs_an_address() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let before = message::list(cx, &world.administrator, 1_000).await.unwrap().len();
    let id = add(cx, c, anna(""), None).await.unwrap();
    let required = [FieldError::new("email", Fault::Required)];
    assert_eq!(faults(invite(cx, c, id).await), required);
    assert_eq!(
        message::list(cx, &world.administrator, 1_000).await.unwrap().len(),
        before
    );
    change(cx, c, id, anna(ANNA)).await.unwrap();
    invite(cx, c, id).await.unwrap();
    assert_eq!(
        message::list(cx, &world.administrator, 1_000).await.unwrap().len(),
        before + 1
    );
}

#[actix_web::test]
async fn a_person_sent_again_is_added_once_and_never_overwritten() {
    let world = World::demo().await;
    let (cx, c, id) = (&world.cx, &world.coordinator, StaffId(Uuid::from_u128(404)));
    let typed = StaffInput {
        extension: "12 616 8898".to_owned(),
        languages: vec!["uk".parse().unwrap()],
        ..anna(ANNA)
    };
    let add = async |input| staff::add(cx, c, id, input, None).await;
    add(typed.clone()).await.unwrap();
    let people = list(cx, c).await.unwrap();
    add(typed.clone()).await.unwrap();
    let refused = add(StaffInput {
        name: "Ewa".to_owned(),
        ..typed.clone()
    })
    .await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("staff_there"))),
        "{refused:?}"
    );
    assert_eq!(list(cx, c).await.unwrap(), people);
    let recorded = cx.store.read(|db| audit::list(db, None, 1000)).await.unwrap();
    let added = recorded
        .iter()
        .filter(|event| event.action == AuditAction::StaffAdded && event.subject == id.to_string());
    assert_eq!(added.count(), 1);
    // To another office, it is an id that is taken, whatever is sent.
    let outsider = world.outsider().await;
    let refused = staff::add(cx, &outsider, id, anna("other@demo.example"), None).await;
    assert!(matches!(refused, Err(ActionError::Conflict("id_taken"))), "{refused:?}");
}

/// SQLite's writers take turns; only PostgreSQL can show two that find nobody there.
#[actix_web::test]
async fn a_person_sent_many_times_at_once_is_added_once() {
    let world = Arc::new(World::demo().await);
    let before = list(&world.cx, &world.coordinator).await.unwrap().len();
    for round in 1..=10 {
        let mut sending = JoinSet::new();
        for _ in 0..8 {
            let world = Arc::clone(&world);
            let id = StaffId(Uuid::from_u128(round));
            let typed = anna(&format!("anna{round}@demo.example"));
            sending.spawn(async move { staff::add(&world.cx, &world.coordinator, id, typed, None).await });
        }
        for sent in sending.join_all().await {
            sent.unwrap();
        }
    }
    assert_eq!(list(&world.cx, &world.coordinator).await.unwrap().len(), before + 10);
}
