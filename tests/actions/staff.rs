use dutyline::actions::ActionError;
use dutyline::actions::message;
use dutyline::actions::staff::{StaffInput, add, change, extensions, invite, list, one};
use dutyline::domain::access::Role;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::StaffId;
use dutyline::domain::language::Locale;
use dutyline::domain::staff::Absence;
use dutyline::store::account;
use uuid::Uuid;

use crate::support::world::World;

const ANNA: &str = "anna@demo.example";

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
    let [first_day, last_day] = ["2024-06-20", "2024-06-20"].map(|day| day.parse().unwrap());
    let typed = StaffInput {
        languages: vec!["uk".parse().unwrap()],
        locale: Some(Locale::Uk),
        extension: " 12 616 8898 ".to_owned(),
        absences: vec![(first_day, last_day)],
        ..anna(ANNA)
    };
    let id = add(cx, c, typed).await.unwrap();
    let found = one(cx, c, id).await.unwrap();
    let known = extensions(cx, c).await.unwrap();
    let extension = known.iter().find(|known| known.phone.e164() == "+48126168898").unwrap();
    assert_eq!((found.name.as_str(), found.locale), ("Anna", Locale::Uk));
    assert_eq!(found.extension, Some(extension.id));
    assert_eq!(extension.display, "12 616 8898");
    assert_eq!(found.absences, [Absence { first_day, last_day }]);
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
        absences: vec![("2024-06-21".parse().unwrap(), "2024-06-20".parse().unwrap())],
        ..StaffInput::default()
    };
    assert_eq!(
        faults(add(&world.cx, &world.coordinator, typed).await),
        [
            FieldError::new("name", Fault::Required),
            FieldError::new("email", Fault::Email),
            FieldError::new("extension", Fault::Phone),
            FieldError::new("absences", Fault::PeriodOrder),
        ]
    );
}

#[actix_web::test]
async fn whoever_has_an_address_has_one_account() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let of = async |id| cx.store.read(move |db| account::by_staff(db, id)).await.unwrap();
    let id = add(cx, c, anna("")).await.unwrap();
    assert_eq!(of(id).await, None);
    change(cx, c, id, anna(ANNA)).await.unwrap();
    let user = of(id).await.unwrap();
    assert_eq!(
        (user.name.as_str(), user.role, user.staff),
        ("Anna", Role::Staff, Some(id))
    );
    assert_eq!(user.locale, Locale::Pl);
    let other = StaffInput {
        locale: Some(Locale::En),
        ..anna("a@demo.example")
    };
    change(cx, c, id, other).await.unwrap();
    let renamed = of(id).await.unwrap();
    assert_eq!((renamed.id, renamed.locale), (user.id, Locale::En), "the same account");

    // The address of another member, and one of somebody with an account already.
    let known = [FieldError::new("email", Fault::EmailKnown)];
    for address in ["5769@demo.example", "coordinator@demo.example"] {
        assert_eq!(faults(change(cx, c, id, anna(address)).await), known, "{address}");
    }
    assert_eq!(faults(add(cx, c, anna("5769@demo.example")).await), known);
    // A coordinator who takes duties too keeps one account, and stays a coordinator.
    let coordinator = world.user("coordinator@demo.example").await;
    let both = add(cx, c, anna("coordinator@demo.example")).await.unwrap();
    let kept = of(both).await.unwrap();
    assert_eq!((kept.id, kept.role), (coordinator.id, Role::Coordinator));
}

#[actix_web::test]
async fn an_invitation_needs_an_address() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let before = message::list(cx, c, 1_000).await.unwrap().len();
    let id = add(cx, c, anna("")).await.unwrap();
    let required = [FieldError::new("email", Fault::Required)];
    assert_eq!(faults(invite(cx, c, id).await), required);
    assert_eq!(message::list(cx, c, 1_000).await.unwrap().len(), before);
    change(cx, c, id, anna(ANNA)).await.unwrap();
    invite(cx, c, id).await.unwrap();
    assert_eq!(message::list(cx, c, 1_000).await.unwrap().len(), before + 1);
}
