use std::collections::BTreeMap;

use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::staff::{self, StaffInput};
use dutyline::actions::unit::{add, editable, list, rename};
use dutyline::actions::{ActionError, consultation};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::ExpectedVersion;
use dutyline::domain::slug::Slug;

use crate::support::world::{World, add_staff};

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
    let elsewhere = add_staff(cx, c, person(), Some(slug("kultura"))).await;
    assert!(matches!(elsewhere, Err(ActionError::NotFound("unit"))), "{elsewhere:?}");
    let unnamed = add_staff(cx, admin, person(), None).await;
    let wrong = [FieldError::new("unit", Fault::Choice)];
    assert!(
        matches!(&unnamed, Err(ActionError::Invalid(faults)) if *faults == wrong),
        "{unnamed:?}"
    );
    let own = add_staff(cx, c, person(), None).await.unwrap();
    assert_eq!(staff::one(cx, c, own).await.unwrap().unit, world.unit);
}

/// An announcement becomes a consultation of one's own office, at an address no other office has.
#[actix_web::test]
async fn an_announcement_is_imported_into_ones_own_unit() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let outsider = world.outsider().await;
    let day = "2024-07-15".parse().unwrap();
    let plan = |at: &str, unit: Option<&str>| ImportPlan {
        slug: Some(slug(at)),
        title: "Nowe".to_owned(),
        unit: unit.map(slug),
        first_day: day,
        last_day: day,
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected: ExpectedVersion::Any,
    };
    let elsewhere = import(cx, c, plan("nowe", Some("kultura"))).await;
    assert!(matches!(elsewhere, Err(ActionError::NotFound("unit"))), "{elsewhere:?}");
    let taken = import(cx, &outsider, plan("otwarty-krakow", None)).await;
    let wrong = [FieldError::new("slug", Fault::SlugTaken)];
    assert!(
        matches!(&taken, Err(ActionError::Invalid(faults)) if *faults == wrong),
        "{taken:?}"
    );
    import(cx, &outsider, plan("nowe", None)).await.unwrap();
    let made = consultation::one(cx, &outsider, slug("nowe")).await.unwrap();
    assert_eq!(made.unit.slug, slug("kultura"));
    let unseen = consultation::one(cx, c, slug("nowe")).await;
    assert!(matches!(unseen, Err(ActionError::NotFound(_))), "{unseen:?}");
}
