use chrono::Duration;
use dutyline::actions::ActionError;

use crate::support::database::values;
use crate::support::world::World;

#[actix_web::test]
async fn the_signing_key_is_made_once_and_kept() {
    let world = World::empty().await;
    let kept = world.cx.store.read(|db| {
        let kept = values(db, "SELECT value FROM installation WHERE key = 'signing_key'");
        Ok::<_, ActionError>(kept)
    });
    let key = world.cx.signing_key;
    let written: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(kept.await.unwrap(), [written]);
    assert_eq!(world.another().await.unwrap().signing_key, key);
    assert_ne!(World::empty().await.cx.signing_key, key, "another installation");
}

#[actix_web::test]
async fn without_a_whole_signing_key_nothing_starts() {
    let world = World::empty().await;
    for broken in [
        "UPDATE installation SET value = '' WHERE key = 'signing_key'",
        "UPDATE installation SET value = substr(value, 3) WHERE key = 'signing_key'",
        "UPDATE installation SET value = 'no' || value WHERE key = 'signing_key'",
        "UPDATE installation SET value = '00000000000000000000000000000000000000000000000000000000000000000'
            WHERE key = 'signing_key'",
    ] {
        world.execute(broken).await;
        assert!(world.another().await.is_err(), "{broken}");
    }
}

#[actix_web::test]
async fn who_cannot_write_is_not_ready() {
    let world = World::empty().await;
    world.cx.ready().await.unwrap();
    world.execute("ALTER TABLE installation RENAME TO elsewhere").await;
    world.cx.ready().await.unwrap();
    world.clock.advance(Duration::seconds(1));
    assert!(
        world.cx.ready().await.is_err(),
        "what was found out counts for a second"
    );
    world.execute("ALTER TABLE elsewhere RENAME TO installation").await;
    assert!(world.cx.ready().await.is_err());
    world.clock.advance(Duration::seconds(1));
    world.cx.ready().await.unwrap();
}
