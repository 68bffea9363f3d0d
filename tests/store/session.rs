//! Sessions, and tokens of programs.

use std::collections::BTreeSet;

use chrono::Duration;
use dutyline::actions::session::{make_link, use_link};
use dutyline::actions::{account as accounts, token};
use dutyline::digest::sha256;
use dutyline::domain::access::{Grant, Right, Role};
use dutyline::domain::account::Standing;
use dutyline::domain::ids::UnitId;
use dutyline::domain::unit::Unit;
use dutyline::store::session::{self, Token};
use dutyline::store::{account, unit};
use uuid::Uuid;

use super::sample::{self, now, read, rows, user, write};
use crate::support::database::{TestDatabase, values};
use crate::support::world::{World, token_of, user_of};

/// Whoever reads the tables cannot sign in with what is there.
#[tokio::test]
async fn nothing_that_signs_in_is_stored() {
    let world = World::empty().await;
    let (cx, administrator) = (&world.cx, &world.administrator);
    let email = "duty@example.org".to_owned();
    let address = email.parse().unwrap();
    accounts::add(cx, administrator, user_of(&email, Role::Staff))
        .await
        .unwrap();
    let link = make_link(cx, administrator, address).await.unwrap();
    let link = link.rsplit('/').next().unwrap().to_owned();
    let session = use_link(cx, &link).await.unwrap().secret;
    let token = token::create(cx, administrator, token_of("test", Role::Staff))
        .await
        .unwrap();
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
        write(store, move |db| {
            session::put_session(db, hash, user, false, now(), ends)
        })
        .await
        .unwrap();
    }
    let session = |hash: &'static str, at| async move {
        let found = read(store, move |db| session::session(db, hash, at)).await;
        found.map(|session| (session.user.id, session.last_seen_at))
    };
    assert_eq!(session("one", now()).await, Some((user, now())));
    assert_eq!(session("one", ends).await, None);
    let later = now() + Duration::minutes(5);
    write(store, move |db| session::touch_session(db, "one", later))
        .await
        .unwrap();
    assert_eq!(session("one", later).await, Some((user, later)));
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
async fn a_session_comes_with_all_its_user_is() {
    let database = TestDatabase::new();
    let store = &database.store();
    let other = Unit {
        id: UnitId(Uuid::from_u128(2)),
        slug: "kultura".parse().unwrap(),
        ..sample::unit()
    };
    rows(store).await;
    let mut both = user("Both");
    both.standing = Standing::Member([(sample::unit().id, Role::Staff), (other.id, Role::Reader)].into());
    let mut none = user("None");
    none.standing = Standing::Member(Default::default());
    let mut admin = user("Administrator");
    admin.standing = Standing::Administrator;
    write(store, move |db| unit::insert(db, &other)).await.unwrap();
    for user in [both, none, admin] {
        let (written, hash) = (user.clone(), user.name.clone());
        write(store, move |db| {
            account::insert(db, &written)?;
            session::put_session(db, &hash, written.id, false, now(), now() + Duration::hours(1))
        })
        .await
        .unwrap();
        let hash = user.name.clone();
        let found = read(store, move |db| session::session(db, &hash, now())).await;
        assert_eq!(found.unwrap().user, user);
    }
}

#[tokio::test]
async fn tokens_come_with_what_they_grant_until_they_end() {
    let database = TestDatabase::new();
    let store = &database.store();
    rows(store).await;
    let ends = now() + Duration::days(1);
    let grants = [
        (Grant::Everything, None),
        (Grant::Role(sample::unit().id, Role::Reader), Some(ends)),
        (
            Grant::Rights(sample::unit().id, [Right::LogCalls, Right::SeeOutbox].into()),
            None,
        ),
    ];
    for (number, (grant, expires_at)) in (0..).zip(grants) {
        let mut program = user("Program");
        program.standing = Standing::Member(Default::default());
        let token = Token {
            user: program,
            grant,
            created_at: now() + Duration::seconds(number),
            expires_at,
        };
        let (written, hash) = (token.clone(), number.to_string());
        write(store, move |db| {
            account::insert(db, &written.user)?;
            session::put_token(db, &hash, &written)
        })
        .await
        .unwrap();
        let found = |at| {
            let hash = number.to_string();
            read(store, move |db| session::token(db, &hash, at))
        };
        assert_eq!(found(now()).await.as_ref(), Some(&token));
        assert_eq!(found(ends).await.is_none(), expires_at.is_some());
        let listed = read(store, session::tokens).await;
        assert_eq!(listed.last(), Some(&token));
    }
}
