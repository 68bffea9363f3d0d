use std::collections::BTreeMap;

use dutyline::actions::ActionError;
use dutyline::actions::staff::{self, StaffInput};
use dutyline::actions::unit::{add, editable, list, rename};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::slug::Slug;

use crate::support::world::World;

fn named(name: &str) -> BTreeMap<Locale, String> {
    [(Locale::Pl, name.to_owned())].into()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[actix_web::test]
async fn a_unit_is_made_once_and_renamed() {
    let world = World::empty().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let unit = add(cx, admin, slug("kultura"), named("Kultura")).await.unwrap();
    let taken = add(cx, admin, slug("kultura"), named("Inna")).await;
    let wrong = [FieldError::new("slug", Fault::SlugTaken)];
    assert!(
        matches!(&taken, Err(ActionError::Invalid(faults)) if *faults == wrong),
        "{taken:?}"
    );
    let nameless = add(cx, admin, slug("inna"), named(" ")).await;
    let wrong = [FieldError::new("name-pl", Fault::Required)];
    assert!(
        matches!(&nameless, Err(ActionError::Invalid(faults)) if *faults == wrong),
        "{nameless:?}"
    );
    rename(cx, admin, slug("kultura"), named("Wydział Kultury"))
        .await
        .unwrap();
    let unknown = rename(cx, admin, slug("nie-ma"), named("x")).await;
    assert!(matches!(unknown, Err(ActionError::NotFound("unit"))), "{unknown:?}");
    let all = list(cx, admin).await.unwrap();
    let names: Vec<_> = all.iter().map(|unit| (unit.id, unit.name(Locale::Pl).text)).collect();
    assert_eq!(names, [(world.unit, "Miasto Kraków"), (unit.id, "Wydział Kultury")]);
}

#[actix_web::test]
async fn one_adds_to_the_units_one_coordinates() {
    let world = World::empty().await;
    let (cx, admin, c) = (&world.cx, &world.administrator, &world.coordinator);
    let outsider = world.outsider().await;
    let slugs = |units: Vec<dutyline::domain::unit::Unit>| -> Vec<String> {
        units.iter().map(|unit| unit.slug.to_string()).collect()
    };
    assert_eq!(slugs(editable(cx, c).await.unwrap()), ["krakow"]);
    assert_eq!(slugs(editable(cx, &outsider).await.unwrap()), ["kultura"]);
    assert_eq!(slugs(editable(cx, admin).await.unwrap()), ["krakow", "kultura"]);
    // All of them can be lent to.
    assert_eq!(slugs(list(cx, c).await.unwrap()), ["krakow", "kultura"]);
    let person = || StaffInput {
        name: "Anna".to_owned(),
        ..StaffInput::default()
    };
    let elsewhere = staff::add(cx, c, person(), Some(slug("kultura"))).await;
    assert!(matches!(elsewhere, Err(ActionError::NotFound("unit"))), "{elsewhere:?}");
    let unnamed = staff::add(cx, admin, person(), None).await;
    let wrong = [FieldError::new("unit", Fault::Choice)];
    assert!(
        matches!(&unnamed, Err(ActionError::Invalid(faults)) if *faults == wrong),
        "{unnamed:?}"
    );
    let own = staff::add(cx, c, person(), None).await.unwrap();
    assert_eq!(staff::one(cx, c, own).await.unwrap().unit, world.unit);
}
