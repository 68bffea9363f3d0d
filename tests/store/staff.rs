//! People who can take duties.

use dutyline::domain::absence::Absence;
use dutyline::domain::access::Scope;
use dutyline::domain::ids::{AbsenceId, StaffId, UnitId};
use dutyline::domain::staff::WorkShare;
use dutyline::domain::unit::Unit;
use dutyline::store::{Store, roster, staff, unit as units};
use uuid::Uuid;

use super::sample::{self, date, person, read, rows, unit, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn staff_come_with_languages_extension_and_absences() {
    let database = TestDatabase::new();
    let store = &database.store();
    let extension = rows(store).await.extensions[0].id;
    let mut one = person("Ćma");
    one.email = Some("duty@example.org".parse().unwrap());
    one.extension = Some(extension);
    one.share = WorkShare {
        percent: 50,
        max_per_week: Some(2),
        max_duties: Some(0),
        rather_not: [5, 7].into(),
    };
    let zone = chrono_tz::Europe::Kyiv;
    let days = |number, first| {
        Absence::days(
            AbsenceId(Uuid::from_u128(number)),
            date(first),
            date("2024-06-28"),
            zone,
        )
    };
    let weekly = Absence {
        weekly_until: Some(date("2024-07-05")),
        ..days(2, "2024-06-14")
    };
    let written = (one.clone(), [days(1, "2024-06-20"), weekly.clone()]);
    write(store, move |db| {
        staff::insert(db, &written.0)?;
        written
            .1
            .iter()
            .try_for_each(|absence| staff::put_absence(db, written.0.id, absence))
    })
    .await
    .unwrap();
    one.absences = vec![weekly, days(1, "2024-06-20")];
    assert_eq!(
        read(store, move |db| staff::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    assert_eq!(
        read(store, move |db| staff::by_extension(db, extension, unit().id))
            .await
            .as_ref(),
        Some(&one)
    );
    one.email = None;
    one.absences.pop();
    one.retired_at = Some("2024-06-20T10:00:00Z".parse().unwrap());
    let changed = one.clone();
    let gone = AbsenceId(Uuid::from_u128(1));
    let dropped = write(store, move |db| {
        staff::update(db, &changed)?;
        let elsewhere = staff::drop_absence(db, StaffId(Uuid::nil()), gone)?;
        Ok((
            elsewhere,
            staff::drop_absence(db, changed.id, gone)?,
            staff::drop_absence(db, changed.id, gone)?,
        ))
    });
    assert_eq!(dropped.await.unwrap(), (false, true, false));
    let retired = read(store, move |db| staff::by_extension(db, extension, unit().id)).await;
    assert_eq!(retired, None, "who takes no duties answers no number");
    assert_eq!(
        read(store, move |db| staff::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    let some = read(store, move |db| {
        staff::by_ids(db, &[one.id, StaffId(uuid::Uuid::nil())])
    })
    .await;
    assert_eq!(some.into_iter().collect::<Vec<_>>(), [(one.id, one.clone())]);
    let everybody = read(store, |db| staff::list(db, &Scope::All)).await;
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
    assert_eq!(
        read(store, move |db| staff::by_extension(db, extension, unit().id)).await,
        None
    );
}

/// Another office.
async fn other(store: &Store) -> UnitId {
    let other = Unit {
        id: UnitId(Uuid::from_u128(2)),
        slug: "kultura".parse().unwrap(),
        ..unit()
    };
    let id = other.id;
    write(store, move |db| units::insert(db, &other)).await.unwrap();
    id
}

#[tokio::test]
async fn the_people_of_a_unit_are_its_own_and_those_lent_to_it() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let extension = rows.extensions[0].id;
    let other = other(store).await;
    let mut guest = person("Guest");
    guest.unit = other;
    guest.extension = Some(extension);
    let mut lent = guest.clone();
    lent.lent_to.insert(unit().id);
    let id = guest.id;
    let ids =
        |found: Vec<dutyline::domain::staff::StaffMember>| -> Vec<StaffId> { found.iter().map(|one| one.id).collect() };
    let here = || read(store, |db| staff::list(db, &Scope::Units([unit().id].into())));
    let of_draft = || read(store, move |db| staff::of_draft(db, unit().id, rows.consultation));
    let by_extension = || read(store, move |db| staff::by_extension(db, extension, unit().id));
    write(store, move |db| staff::insert(db, &guest)).await.unwrap();
    assert!(!ids(here().await).contains(&id));
    assert!(!ids(of_draft().await).contains(&id));
    assert_eq!(by_extension().await, None);
    let there = read(store, move |db| staff::list(db, &Scope::Units([other].into()))).await;
    assert_eq!(ids(there), [id]);

    let changed = lent.clone();
    write(store, move |db| staff::update(db, &changed)).await.unwrap();
    assert!(here().await.contains(&lent));
    assert!(of_draft().await.contains(&lent));
    assert_eq!(by_extension().await.as_ref(), Some(&lent));

    // Who has a duty in the draft is known there, also when nobody lends them any more.
    let mut back = lent.clone();
    back.lent_to.clear();
    let slot = sample::slot("2024-06-20", "15:00", "18:00", &rows.extensions[..1], Some(id));
    write(store, move |db| {
        staff::update(db, &back)?;
        roster::change_slots(db, rows.consultation, sample::ZONE, &[], &[slot])
    })
    .await
    .unwrap();
    assert!(!ids(here().await).contains(&id));
    assert!(ids(of_draft().await).contains(&id));
    assert!(!ids(read(store, move |db| staff::of_draft(db, unit().id, rows.other)).await).contains(&id));
}
