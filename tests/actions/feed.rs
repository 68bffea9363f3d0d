//! Personal calendars: made, renewed, revoked, and what they show after each revision.

use dutyline::actions::feed::{self, FeedDuty};
use dutyline::actions::{ActionError, account, roster};
use dutyline::digest::sha256;
use dutyline::domain::access::Actor;
use dutyline::domain::fault::Fault;
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::domain::roster::SlotState;

use crate::support::database::values;
use crate::support::world::{World, at};

async fn made(world: &World, actor: &Actor) -> String {
    let secret = world.cx.random.secret();
    feed::make(&world.cx, actor, &secret).await.unwrap();
    secret
}

/// Day, whether it takes place, and the number of what is shown.
async fn shown(world: &World, secret: &str) -> Vec<(String, bool, i32)> {
    let duties = feed::duties(&world.cx, secret).await.unwrap();
    let line = |FeedDuty { event, .. }: FeedDuty| {
        let planned = event.slot.state == SlotState::Planned;
        (event.slot.date.to_string(), planned, event.changed.number)
    };
    duties.into_iter().map(line).collect()
}

fn is_missing<T>(found: Result<T, ActionError>) -> bool {
    matches!(found, Err(ActionError::NotFound(_)))
}

#[actix_web::test]
async fn only_the_last_address_counts_and_only_its_hash_is_stored() {
    let world = World::demo().await;
    let (cx, desk) = (&world.cx, &world.desk().await);
    assert_eq!(feed::mine(cx, desk).await.unwrap(), None);
    let first = made(&world, desk).await;
    let made_at = feed::mine(cx, desk).await.unwrap();
    assert_eq!(made_at, Some(cx.now()));
    world.clock.advance(chrono::Duration::hours(1));
    feed::make(cx, desk, &first).await.unwrap();
    assert_eq!(feed::mine(cx, desk).await.unwrap(), made_at, "sent again");
    let second = made(&world, desk).await;
    assert!(is_missing(feed::duties(cx, &first).await));
    assert_eq!(shown(&world, &second).await.len(), 3);
    let stored = cx
        .store
        .read(|db| Ok::<_, ActionError>(values(db, "SELECT hash AS value FROM feeds")))
        .await
        .unwrap();
    assert_eq!(stored, [sha256(&second)]);
    for _ in 0..2 {
        feed::revoke(cx, desk).await.unwrap();
        assert!(is_missing(feed::duties(cx, &second).await));
        assert_eq!(feed::mine(cx, desk).await.unwrap(), None);
    }
    for unknown in ["", "x", &cx.random.secret()] {
        assert!(is_missing(feed::duties(cx, unknown).await));
    }
}

#[actix_web::test]
async fn an_address_is_drawn_and_somebodys_own() {
    let world = World::demo().await;
    let (cx, desk) = (&world.cx, &world.desk().await);
    let short = cx.random.secret()[..42].to_owned();
    for guessable in ["", "haslo", &short, &"a".repeat(44), "../../etc"] {
        let refused = feed::make(cx, desk, guessable).await.unwrap_err();
        assert!(
            matches!(refused, ActionError::Invalid(faults) if faults[0].fault == Fault::Text),
            "{guessable}"
        );
    }
    let nobody = feed::make(cx, &world.coordinator, &cx.random.secret()).await;
    assert!(matches!(nobody, Err(ActionError::Conflict("no_staff"))));
    let secret = made(&world, desk).await;
    let other = world.user("7804@demo.example").await.actor();
    let taken = feed::make(cx, &other, &secret).await.unwrap_err();
    assert!(matches!(taken, ActionError::Invalid(faults) if faults[0].fault == Fault::IdTaken));
}

#[actix_web::test]
async fn a_duty_given_away_or_cancelled_stays_cancelled_under_a_higher_number() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let secret = made(&world, &world.desk().await).await;
    let line = |day: &str, planned, number| (format!("2024-06-{day}"), planned, number);
    let all = [line("13", true, 1), line("17", true, 1), line("20", true, 1)];
    assert_eq!(shown(&world, &secret).await, all);
    let other = world.user("7804@demo.example").await.staff;
    let slots = roster::checked(cx, c, world.slug()).await.unwrap().0.draft.slots;
    let on = |day: &str| {
        slots
            .iter()
            .find(|slot| slot.date.to_string().ends_with(day))
            .unwrap()
            .id
    };
    roster::assign(cx, c, world.slug(), vec![(on("06-17"), other)], Any)
        .await
        .unwrap();
    assert_eq!(shown(&world, &secret).await, all, "not published yet");
    world.publish(&world.slug()).await;
    let given = [line("13", true, 1), line("17", false, 2), line("20", true, 1)];
    assert_eq!(shown(&world, &secret).await, given);
    roster::cancel_slot(cx, c, world.slug(), on("06-20"), "awaria", Any)
        .await
        .unwrap();
    world.publish(&world.slug()).await;
    let cancelled = [line("13", true, 1), line("17", false, 2), line("20", false, 3)];
    assert_eq!(shown(&world, &secret).await, cancelled);
    let duties = feed::duties(cx, &secret).await.unwrap();
    assert_eq!(duties[2].event.slot.cancel_reason, Some("awaria".into()));
    assert_eq!(duties[1].event.slot.cancel_reason, None);
    // A year later nothing is left.
    world.clock.set(at("2025-08-01T08:00:00Z"));
    assert_eq!(shown(&world, &secret).await, []);
}

#[actix_web::test]
async fn who_is_disabled_or_takes_no_duties_has_no_calendar() {
    let world = World::demo().await;
    let (cx, admin) = (&world.cx, &world.administrator);
    let secret = made(&world, &world.desk().await).await;
    let email = || "5769@demo.example".parse().unwrap();
    account::disable(cx, admin, email()).await.unwrap();
    assert!(is_missing(feed::duties(cx, &secret).await));
    account::enable(cx, admin, email()).await.unwrap();
    assert_eq!(shown(&world, &secret).await.len(), 3);
    world
        .execute("UPDATE users SET staff_id = NULL WHERE email = '5769@demo.example'")
        .await;
    assert!(is_missing(feed::duties(cx, &secret).await));
    world.execute("UPDATE users SET staff_id = (SELECT id FROM staff WHERE email = '5769@demo.example') WHERE email = '5769@demo.example'").await;
    assert_eq!(shown(&world, &secret).await.len(), 3);
    world.execute("DELETE FROM memberships").await;
    assert!(is_missing(feed::duties(cx, &secret).await));
}
