//! Users, their passwords and one-time links.

use chrono::Duration;
use dutyline::domain::access::Role;
use dutyline::domain::account::Standing;
use dutyline::store::{StoreError, account};
use tokio::task::JoinSet;

use super::sample::{id, now, read, rows, unit, user, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn users_are_found_by_id_address_and_staff() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mut one = user("Duty");
    one.email = Some("duty@example.org".parse().unwrap());
    one.staff = Some(rows.staff[0]);
    let written = one.clone();
    write(store, move |db| account::insert(db, &written)).await.unwrap();
    let email = one.email.clone().unwrap();
    assert_eq!(
        read(store, move |db| account::by_id(db, one.id)).await.as_ref(),
        Some(&one)
    );
    assert_eq!(
        read(store, move |db| account::by_email(db, &email)).await.as_ref(),
        Some(&one)
    );
    assert_eq!(
        read(store, move |db| account::by_staff(db, rows.staff[0]))
            .await
            .as_ref(),
        Some(&one)
    );
    one.disabled = true;
    one.standing = Standing::Member([(unit().id, Role::Staff)].into());
    one.email = None;
    let changed = one.clone();
    write(store, move |db| account::update(db, &changed)).await.unwrap();
    assert_eq!(read(store, account::list).await.len(), 2);
    assert_eq!(read(store, move |db| account::by_id(db, one.id)).await, Some(one));
}

#[tokio::test]
async fn an_address_and_a_staff_member_sign_in_as_one_user() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let mut one = user("one");
    one.email = Some("duty@example.org".parse().unwrap());
    one.staff = Some(rows.staff[0]);
    let mut same_address = user("two");
    same_address.email = one.email.clone();
    let mut same_person = user("three");
    same_person.staff = one.staff;
    write(store, move |db| account::insert(db, &one)).await.unwrap();
    let refused = write(store, move |db| account::insert(db, &same_address)).await;
    assert!(
        matches!(refused, Err(StoreError::Duplicate("users.email"))),
        "{refused:?}"
    );
    let refused = write(store, move |db| account::insert(db, &same_person)).await;
    assert!(
        matches!(refused, Err(StoreError::Duplicate("users.staff_id"))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn passwords_are_set_and_taken_away() {
    let database = TestDatabase::new();
    let store = &database.store();
    let user = rows(store).await.user;
    let phc = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
    assert_eq!(read(store, move |db| account::password(db, user)).await, None);
    write(store, move |db| account::set_password(db, user, Some(phc)))
        .await
        .unwrap();
    assert_eq!(
        read(store, move |db| account::password(db, user)).await.as_deref(),
        Some(phc)
    );
    write(store, move |db| account::set_password(db, user, None))
        .await
        .unwrap();
    assert_eq!(read(store, move |db| account::password(db, user)).await, None);
    assert_eq!(read(store, |db| account::password(db, id())).await, None);
}

#[tokio::test]
async fn a_link_works_once_and_not_after_its_time() {
    let database = TestDatabase::new();
    let store = &database.store();
    let user = rows(store).await.user;
    let ends = now() + Duration::minutes(30);
    for hash in ["first", "second"] {
        write(store, move |db| account::put_link(db, hash, user, ends, now()))
            .await
            .unwrap();
    }
    assert_eq!(read(store, |db| account::link(db, "first")).await, Some((user, ends)));
    let used = |hash: &'static str, at| write(store, move |db| account::use_link(db, hash, at));
    assert_eq!(used("first", now()).await.unwrap(), Some(user));
    assert_eq!(used("first", now()).await.unwrap(), None);
    assert_eq!(read(store, |db| account::link(db, "first")).await, None);
    assert_eq!(used("second", ends).await.unwrap(), None);
    assert_eq!(used("unknown", now()).await.unwrap(), None);
    // A new one takes the expired ones away.
    write(store, move |db| {
        account::put_link(db, "third", user, ends + Duration::hours(1), ends)
    })
    .await
    .unwrap();
    assert_eq!(read(store, |db| account::link(db, "second")).await, None);
}

/// SQLite's writers take turns; only PostgreSQL can show a race.
#[tokio::test]
async fn of_many_who_use_a_link_at_once_one_gets_in() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let user = rows(&store).await.user;
    write(&store, move |db| {
        account::put_link(db, "hash", user, now() + Duration::hours(1), now())
    })
    .await
    .unwrap();
    let mut users_of_it = JoinSet::new();
    for _ in 0..16 {
        let store = store.clone();
        users_of_it.spawn(async move { write(&store, |db| account::use_link(db, "hash", now())).await.unwrap() });
    }
    let got_in = users_of_it.join_all().await;
    assert_eq!(got_in.iter().flatten().count(), 1);
}
