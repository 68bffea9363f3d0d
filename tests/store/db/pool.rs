//! Reading and writing, and what happens when a piece of work fails.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dutyline::domain::access::Scope;
use dutyline::store::{DatabaseUrl, PoolOptions, Store, StoreError, consultation, installation};

use crate::store::sample::{read, write};
use crate::support::database::TestDatabase;

#[tokio::test]
async fn a_new_database_is_made_migrated_and_answers() {
    let database = TestDatabase::empty();
    let store = database.store();
    store.ping().await.unwrap();
    assert!(read(&store, |db| consultation::list(db, &Scope::All)).await.is_empty());
}

#[tokio::test]
async fn what_fails_leaves_nothing_behind() {
    let database = TestDatabase::new();
    let store = database.store();
    let failed: Result<(), StoreError> = write(&store, |db| {
        installation::put(db, "half", "done")?;
        Err(StoreError::Closed)
    })
    .await;
    assert!(matches!(failed, Err(StoreError::Closed)));
    assert_eq!(read(&store, |db| installation::get(db, "half")).await, None);
}

#[tokio::test]
async fn a_panic_is_an_error_and_the_next_piece_of_work_goes_on() {
    let database = TestDatabase::new();
    let store = database.store_of(1);
    for _ in 0..3 {
        let broken: Result<(), StoreError> = write(&store, |db| {
            installation::put(db, "half", "done")?;
            panic!("as intended by the test")
        })
        .await;
        assert!(matches!(broken, Err(StoreError::Panicked)), "{broken:?}");
        let broken: Result<(), StoreError> = store.read(|_| panic!("as intended by the test")).await;
        assert!(matches!(broken, Err(StoreError::Panicked)), "{broken:?}");
    }
    write(&store, |db| installation::put(db, "whole", "done"))
        .await
        .unwrap();
    assert_eq!(read(&store, |db| installation::get(db, "half")).await, None);
    assert_eq!(
        read(&store, |db| installation::get(db, "whole")).await.as_deref(),
        Some("done")
    );
}

#[tokio::test]
async fn reading_cannot_write() {
    let database = TestDatabase::new();
    let store = database.store();
    let refused: Result<(), StoreError> = store.read(|db| installation::put(db, "key", "value")).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    assert_eq!(read(&store, |db| installation::get(db, "key")).await, None);
    write(&store, |db| installation::put(db, "key", "value")).await.unwrap();
}

#[tokio::test]
async fn all_of_one_reading_sees_the_same_state() {
    let database = TestDatabase::new();
    let store = database.store();
    write(&store, |db| installation::put(db, "key", "before"))
        .await
        .unwrap();
    let (first_read, written) = (
        Arc::new(std::sync::Barrier::new(2)),
        Arc::new(std::sync::Barrier::new(2)),
    );
    let reading = {
        let (store, first_read, written) = (store.clone(), Arc::clone(&first_read), Arc::clone(&written));
        tokio::spawn(async move {
            read(&store, move |db| {
                let one = installation::get(db, "key")?;
                first_read.wait();
                written.wait();
                Ok((one, installation::get(db, "key")?))
            })
            .await
        })
    };
    tokio::task::spawn_blocking(move || first_read.wait()).await.unwrap();
    write(&store, |db| installation::put(db, "key", "after")).await.unwrap();
    tokio::task::spawn_blocking(move || written.wait()).await.unwrap();
    let before = Some("before".to_owned());
    assert_eq!(reading.await.unwrap(), (before.clone(), before));
    assert_eq!(
        read(&store, |db| installation::get(db, "key")).await.as_deref(),
        Some("after")
    );
}

/// Stands between the program and a server. Connections that are there when it falls silent stay silent; nobody hangs up.
#[derive(Clone, Default)]
struct Between(Arc<std::sync::Mutex<Vec<Connected>>>);

/// A connection of the program's, and whether it is silent.
type Connected = (TcpStream, Arc<AtomicBool>);

impl Between {
    /// An address that leads to the server of another.
    fn start(&self, server: &url::Url) -> DatabaseUrl {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut url = server.clone();
        url.set_port(Some(listener.local_addr().unwrap().port())).unwrap();
        let target = (server.host_str().unwrap().to_owned(), server.port().unwrap_or(5432));
        let between = self.clone();
        thread::spawn(move || {
            for here in listener.incoming() {
                let (here, there) = (here.unwrap(), TcpStream::connect(target.clone()).unwrap());
                let silent = Arc::new(AtomicBool::default());
                let kept = (here.try_clone().unwrap(), Arc::clone(&silent));
                between.0.lock().unwrap().push(kept);
                for (from, to) in [(here.try_clone().unwrap(), there.try_clone().unwrap()), (there, here)] {
                    let silent = Arc::clone(&silent);
                    thread::spawn(move || pass_on(from, to, &silent));
                }
            }
        });
        url.as_str().parse().unwrap()
    }

    fn fall_silent(&self) {
        for (_, silent) in self.0.lock().unwrap().iter() {
            silent.store(true, Ordering::Relaxed);
        }
    }

    /// The threads that wait for an answer can end.
    fn hang_up(&self) {
        for (stream, _) in self.0.lock().unwrap().iter() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, silent: &AtomicBool) -> Option<()> {
    let mut bytes = [0; 4096];
    loop {
        let read = from.read(&mut bytes).ok().filter(|read| *read > 0)?;
        if !silent.load(Ordering::Relaxed) {
            to.write_all(&bytes[..read]).ok()?;
        }
    }
}

#[tokio::test]
async fn a_connection_that_went_silent_is_given_up_and_another_takes_its_place() {
    let database = TestDatabase::new();
    // A file does not fall silent.
    let DatabaseUrl::Postgres(server) = database.url() else {
        return;
    };
    let between = Between::default();
    let options = PoolOptions {
        size: 1,
        silence: Duration::from_secs(2),
        ..PoolOptions::default()
    };
    let store = Store::open(&between.start(server), options).unwrap();
    write(&store, |db| installation::put(db, "key", "value")).await.unwrap();
    for _ in 0..2 {
        between.fall_silent();
        let silent: Result<_, StoreError> = store.read(|db| installation::get(db, "key")).await;
        assert!(matches!(silent, Err(StoreError::Silent)), "{silent:?}");
        assert_eq!(
            read(&store, |db| installation::get(db, "key")).await.as_deref(),
            Some("value")
        );
    }
    between.hang_up();
}
