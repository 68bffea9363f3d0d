//! Consultations.

use dutyline::domain::access::Scope;
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::ids::UnitId;
use dutyline::domain::language::Locale;
use dutyline::store::{StoreError, consultation};
use uuid::Uuid;

use super::sample::{consultation, date, now, put_unit, read, unit, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn is_found_again_as_it_was_written_and_as_it_was_changed() {
    let database = TestDatabase::new();
    let store = &database.store();
    put_unit(store).await;
    let mut one = consultation("otwarty-krakow");
    let written = one.clone();
    write(store, move |db| consultation::insert(db, &written, now()))
        .await
        .unwrap();
    assert_eq!(
        read(store, move |db| consultation::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    one.slug = "nowy-krakow".parse().unwrap();
    one.last_day = date("2024-07-12");
    one.texts.0.entry(Locale::Uk).or_default().title = "Відкритий Краків".to_owned();
    for phone_mode in [Some(PhoneMode::Informs), None] {
        one.phone_mode = phone_mode;
        let changed = one.clone();
        write(store, move |db| consultation::update(db, &changed))
            .await
            .unwrap();
        let slug = one.slug.clone();
        assert_eq!(
            read(store, move |db| consultation::by_slug(db, &slug)).await.as_ref(),
            Some(&one)
        );
    }
    let gone = "otwarty-krakow".parse().unwrap();
    assert_eq!(read(store, move |db| consultation::by_slug(db, &gone)).await, None);
}

#[tokio::test]
async fn are_listed_with_the_latest_first() {
    let database = TestDatabase::new();
    let store = &database.store();
    put_unit(store).await;
    for (slug, first_day) in [("b", "2024-06-01"), ("a", "2024-06-01"), ("c", "2024-07-01")] {
        let mut one = consultation(slug);
        one.first_day = date(first_day);
        write(store, move |db| consultation::insert(db, &one, now()))
            .await
            .unwrap();
    }
    let listed = read(store, |db| consultation::list(db, &Scope::All)).await;
    let slugs: Vec<&str> = listed.iter().map(|one| one.slug.as_str()).collect();
    assert_eq!(slugs, ["c", "a", "b"]);

    let elsewhere = Scope::Units([UnitId(Uuid::from_u128(2))].into());
    let here = Scope::Units([unit().id].into());
    for (scope, found) in [(here, 3), (elsewhere, 0)] {
        let of = scope.clone();
        assert_eq!(read(store, move |db| consultation::list(db, &of)).await.len(), found);
        let ids = read(store, move |db| consultation::ids(db, &scope)).await;
        assert_eq!(ids.map(|ids| ids.len()), Some(found));
    }
    assert_eq!(read(store, |db| consultation::ids(db, &Scope::All)).await, None);
}

#[tokio::test]
async fn a_slug_is_taken_once() {
    let database = TestDatabase::new();
    let store = &database.store();
    put_unit(store).await;
    let (one, two) = (consultation("same"), consultation("same"));
    write(store, move |db| consultation::insert(db, &one, now()))
        .await
        .unwrap();
    let refused = write(store, move |db| consultation::insert(db, &two, now())).await;
    assert!(
        matches!(refused, Err(StoreError::Duplicate("consultations.slug"))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn an_end_before_its_start_is_refused_by_the_table() {
    let database = TestDatabase::new();
    let store = &database.store();
    put_unit(store).await;
    let mut one = consultation("backwards");
    one.last_day = date("2024-06-12");
    let refused = write(store, move |db| consultation::insert(db, &one, now())).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
}

#[tokio::test]
async fn a_change_of_what_is_not_there_is_an_error() {
    let database = TestDatabase::new();
    let store = &database.store();
    put_unit(store).await;
    let nobody = consultation("nobody");
    let refused = write(store, move |db| consultation::update(db, &nobody)).await;
    assert!(
        matches!(refused, Err(StoreError::Database(diesel::result::Error::NotFound))),
        "{refused:?}"
    );
}
