//! Offices of the city.

use dutyline::domain::language::Locale;
use dutyline::domain::unit::{Unit, UnitNames};
use dutyline::store::{StoreError, unit};

use super::sample::{self, id, put_unit, read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn units_are_found_by_slug_and_listed_by_it() {
    let database = TestDatabase::new();
    let store = &database.store();
    put_unit(store).await;
    let mut one = Unit {
        id: id(),
        slug: "kultura".parse().unwrap(),
        names: UnitNames::checked(&[(Locale::Pl, "Kultura".to_owned())].into()).unwrap(),
    };
    let written = one.clone();
    write(store, move |db| unit::insert(db, &written)).await.unwrap();
    let names = [
        (Locale::Pl, "Wydział Kultury".to_owned()),
        (Locale::Uk, "Відділ культури".to_owned()),
    ];
    one.names = UnitNames::checked(&names.into()).unwrap();
    let changed = one.clone();
    write(store, move |db| unit::update(db, &changed)).await.unwrap();
    let by_slug = |slug: &str| {
        let slug = slug.parse().unwrap();
        read(store, move |db| unit::by_slug(db, &slug))
    };
    assert_eq!(by_slug("kultura").await.as_ref(), Some(&one));
    assert_eq!(by_slug("nie-ma").await, None);
    assert_eq!(read(store, unit::list).await, [one.clone(), sample::unit()]);
    let twice = Unit { id: id(), ..one };
    let refused = write(store, move |db| unit::insert(db, &twice)).await;
    assert!(
        matches!(refused, Err(StoreError::Duplicate("units.slug"))),
        "{refused:?}"
    );
}
