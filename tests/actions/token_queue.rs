//! Programs that ask at once are known together, each by its own token.

use dutyline::actions::token;
use dutyline::domain::access::Role;

use crate::support::world::{World, token_of};

/// Who many tokens belong to that are sent at once: their names, in order.
async fn together(world: &World, sent: &[&str]) -> Vec<Option<String>> {
    let asking: Vec<_> = sent
        .iter()
        .map(|token| {
            let (cx, token) = (world.cx.clone(), (*token).to_owned());
            actix_web::rt::spawn(async move { token::actor_of(&cx, &token).await })
        })
        .collect();
    let mut names = Vec::new();
    for one in asking {
        let actor = one.await.unwrap().unwrap();
        names.push(actor.map(|actor| actor.name.as_str().to_owned()));
    }
    names
}

#[actix_web::test]
async fn of_many_that_ask_at_once_each_is_who_its_token_says_until_it_is_revoked() {
    let world = World::demo().await;
    let admin = &world.administrator;
    let mut tokens = Vec::new();
    for n in 0..4 {
        let new = token_of(&format!("centrala {n}"), Role::Staff);
        tokens.push(token::create(&world.cx, admin, new).await.unwrap());
    }
    let sent: Vec<&str> = (0..60)
        .map(|n| tokens.get(n % 5).map_or("nie ma", String::as_str))
        .collect();
    let names = |revoked: Option<usize>| -> Vec<Option<String>> {
        let name = |n: usize| (n < 4 && revoked != Some(n)).then(|| format!("centrala {n}"));
        (0..60).map(|n| name(n % 5)).collect()
    };
    assert_eq!(together(&world, &sent).await, names(None));
    let listed = token::list(&world.cx, admin).await.unwrap();
    let second = listed.iter().find(|token| token.user.name == "centrala 1").unwrap();
    // Others are read all the while.
    let others = together(&world, &sent);
    let (_, revoked) = tokio::join!(others, token::revoke(&world.cx, admin, second.user.id));
    revoked.unwrap();
    assert_eq!(together(&world, &sent).await, names(Some(1)));
}

#[actix_web::test]
async fn who_goes_away_does_not_keep_the_others_from_being_known() {
    let world = World::demo().await;
    let new = token_of("centrala", Role::Staff);
    let sent = token::create(&world.cx, &world.administrator, new).await.unwrap();
    // Polled once, so that it waits, and then dropped.
    tokio::select! {
        biased;
        known = token::actor_of(&world.cx, &sent) => panic!("{known:?} without waiting"),
        () = std::future::ready(()) => {}
    }
    assert!(token::actor_of(&world.cx, &sent).await.unwrap().is_some());
}

#[actix_web::test]
async fn a_fault_is_told_to_everybody_who_asks() {
    let world = World::demo().await;
    let rename = async |from: &'static str, to: &'static str| {
        world.execute(&format!("ALTER TABLE {from} RENAME TO {to}")).await;
    };
    rename("api_tokens", "gone").await;
    let asking = (0..5).map(|_| {
        let cx = world.cx.clone();
        actix_web::rt::spawn(async move { token::actor_of(&cx, "nie ma").await })
    });
    for one in asking.collect::<Vec<_>>() {
        assert!(one.await.unwrap().is_err());
    }
    rename("gone", "api_tokens").await;
    assert!(token::actor_of(&world.cx, "nie ma").await.unwrap().is_none());
}
