//! What the database tells by itself.

use std::time::Duration;

use dutyline::store::{Listener, public_version};

use crate::store::sample::write;
use crate::support::database::{Backend, TestDatabase};

async fn hears(listener: &mut Listener) {
    let told = tokio::time::timeout(Duration::from_secs(30), listener.told());
    assert!(told.await.is_ok(), "nothing was told");
}

#[tokio::test]
async fn a_change_by_another_process_is_told_on_postgres() {
    if Backend::of_environment() != Backend::Postgres {
        return;
    }
    let database = TestDatabase::new();
    let (here, there) = (database.store(), database.store());
    let mut listener = here.listen();
    // It was not listening before, so there may be something new.
    hears(&mut listener).await;
    for _ in 0..3 {
        write(&there, public_version::grow).await.unwrap();
        hears(&mut listener).await;
    }
}
