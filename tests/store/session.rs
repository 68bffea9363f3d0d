//! Sessions, and tokens of programs.

use std::collections::BTreeSet;

use chrono::Duration;
use dutyline::actions::account::{self, NewUser};
use dutyline::actions::session::{make_link, use_link};
use dutyline::actions::token;
use dutyline::digest::sha256;
use dutyline::domain::access::Role;
use dutyline::domain::language::Locale;
use dutyline::store::session;

use super::sample::{now, read, rows, write};
use crate::support::database::{TestDatabase, values};
use crate::support::world::World;

/// Whoever reads the tables cannot sign in with what is there.
#[tokio::test]
async fn nothing_that_signs_in_is_stored() {
    let world = World::empty().await;
    let (cx, administrator) = (&world.cx, &world.administrator);
    let email = "duty@example.org".to_owned();
    let address = email.parse().unwrap();
    let (name, role, locale) = ("Duty".to_owned(), Role::Staff, Locale::Pl);
    let new = NewUser {
        name,
        email,
        role,
        locale,
    };
    account::add(cx, administrator, new).await.unwrap();
    let link = make_link(cx, administrator, address).await.unwrap();
    let link = link.rsplit('/').next().unwrap().to_owned();
    let session = use_link(cx, &link).await.unwrap().secret;
    let token = token::create(cx, administrator, "test", Role::Staff).await.unwrap();
    let query = "SELECT hash AS value FROM sign_in_links UNION ALL SELECT hash FROM sessions UNION ALL SELECT hash FROM api_tokens";
    let stored = read(&world.cx.store, move |db| Ok(values(db, query))).await;
    let hashes: BTreeSet<String> = [link, session, token].iter().map(sha256).collect();
    assert_eq!(stored.into_iter().collect::<BTreeSet<_>>(), hashes);
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
