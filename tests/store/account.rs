//! Lines, staff, users, sessions and tokens.

use chrono::Duration;
use dutyline::domain::access::Role;
use dutyline::domain::extension::Phone;
use dutyline::domain::ids::ExtensionId;
use dutyline::domain::staff::Absence;
use dutyline::store::{StoreError, account, extension, session, staff};
use tokio::task::JoinSet;

use super::sample::{date, id, now, person, read, rows, user, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn a_line_is_made_once_and_keeps_its_first_form() {
    let database = TestDatabase::new();
    let store = &database.store();
    let phone: Phone = "12 616 5769".parse().unwrap();
    let first = id::<ExtensionId>();
    for (display, new_id) in [("12 616 5769", first), ("12 616-57-69", id())] {
        let phone = phone.clone();
        let line = write(store, move |db| extension::ensure(db, &phone, display, new_id))
            .await
            .unwrap();
        assert_eq!((line.id, line.display.as_str()), (first, "12 616 5769"));
    }
    let found = read(store, move |db| extension::by_phone(db, &phone)).await.unwrap();
    assert_eq!(read(store, extension::list).await, [found]);
    let unknown = "12 616 0000".parse().unwrap();
    assert_eq!(read(store, move |db| extension::by_phone(db, &unknown)).await, None);
}

#[tokio::test]
async fn two_who_make_the_same_line_at_once_get_the_same() {
    let database = TestDatabase::new();
    let store = database.store_of(8);
    let mut makers = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        makers.spawn(async move {
            let phone = "12 616 5769".parse().unwrap();
            write(&store, move |db| extension::ensure(db, &phone, "12 616 5769", id()))
                .await
                .unwrap()
                .id
        });
    }
    let mut made = makers.join_all().await;
    made.dedup();
    assert_eq!(made.len(), 1);
}

#[tokio::test]
async fn staff_come_with_languages_desk_and_absences() {
    let database = TestDatabase::new();
    let store = &database.store();
    let desk = rows(store).await.lines[0].id;
    let mut one = person("Ćma");
    one.email = Some("duty@example.org".parse().unwrap());
    one.desk = Some(desk);
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
        read(store, move |db| staff::by_desk(db, desk)).await.as_ref(),
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
    let everybody = read(store, staff::list).await;
    assert_eq!(everybody.len(), 4);
    assert!(everybody.contains(&one));
}

#[tokio::test]
async fn a_desk_that_several_share_names_nobody() {
    let database = TestDatabase::new();
    let store = &database.store();
    let desk = rows(store).await.lines[0].id;
    for name in ["one", "two"] {
        let mut member = person(name);
        member.desk = Some(desk);
        write(store, move |db| staff::insert(db, &member)).await.unwrap();
    }
    assert_eq!(read(store, move |db| staff::by_desk(db, desk)).await, None);
}

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
    one.role = Role::Staff;
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

#[tokio::test]
async fn sessions_last_until_they_expire_or_end() {
    let database = TestDatabase::new();
    let store = &database.store();
    let user = rows(store).await.user;
    let ends = now() + Duration::hours(12);
    for hash in ["one", "two", "three"] {
        write(store, move |db| session::put_session(db, hash, user, now(), ends))
            .await
            .unwrap();
    }
    let session = |hash: &'static str, at| read(store, move |db| session::session(db, hash, at));
    assert_eq!(session("one", now()).await, Some((user, now(), ends)));
    assert_eq!(session("one", ends).await, None);
    let later = now() + Duration::minutes(5);
    write(store, move |db| session::touch_session(db, "one", later))
        .await
        .unwrap();
    assert_eq!(session("one", later).await, Some((user, later, ends)));
    write(store, |db| session::end_session(db, "one")).await.unwrap();
    assert_eq!(session("one", now()).await, None);
    assert!(session("two", now()).await.is_some());
    write(store, move |db| session::end_sessions_of(db, user))
        .await
        .unwrap();
    assert_eq!(session("two", now()).await, None);
    assert_eq!(session("three", now()).await, None);
}

#[tokio::test]
async fn a_token_is_its_user() {
    let database = TestDatabase::new();
    let store = &database.store();
    let user = rows(store).await.user;
    write(store, move |db| session::put_token(db, "hash", user, now()))
        .await
        .unwrap();
    assert_eq!(read(store, |db| session::token_user(db, "hash")).await, Some(user));
    assert_eq!(read(store, |db| session::token_user(db, "other")).await, None);
}
