//! People who can take duties.

use dutyline::domain::ids::StaffId;
use dutyline::domain::staff::Absence;
use dutyline::store::staff;

use super::sample::{date, person, read, rows, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn staff_come_with_languages_extension_and_absences() {
    let database = TestDatabase::new();
    let store = &database.store();
    let extension = rows(store).await.extensions[0].id;
    let mut one = person("Ćma");
    one.email = Some("duty@example.org".parse().unwrap());
    one.extension = Some(extension);
    one.absences = ["2024-06-20", "2024-06-14"]
        .map(|day| Absence {
            first_day: date(day),
            last_day: date("2024-06-28"),
        })
        .into();
    let written = one.clone();
    write(store, move |db| staff::insert(db, &written)).await.unwrap();
    one.absences.reverse();
    assert_eq!(
        read(store, move |db| staff::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    assert_eq!(
        read(store, move |db| staff::by_extension(db, extension)).await.as_ref(),
        Some(&one)
    );
    one.email = None;
    one.absences.pop();
    let changed = one.clone();
    write(store, move |db| staff::update(db, &changed)).await.unwrap();
    assert_eq!(
        read(store, move |db| staff::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    let some = read(store, move |db| {
        staff::by_ids(db, &[one.id, StaffId(uuid::Uuid::nil())])
    })
    .await;
    assert_eq!(some.into_iter().collect::<Vec<_>>(), [(one.id, one.clone())]);
    let everybody = read(store, staff::list).await;
    assert_eq!(everybody.len(), 4);
    assert!(everybody.contains(&one));
}

#[tokio::test]
async fn an_extension_that_several_share_names_nobody() {
    let database = TestDatabase::new();
    let store = &database.store();
    let extension = rows(store).await.extensions[0].id;
    for name in ["one", "two"] {
        let mut member = person(name);
        member.extension = Some(extension);
        write(store, move |db| staff::insert(db, &member)).await.unwrap();
    }
    assert_eq!(read(store, move |db| staff::by_extension(db, extension)).await, None);
}
