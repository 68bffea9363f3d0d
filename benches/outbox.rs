//! How long messages wait that are due at the same moment: `cargo bench --bench outbox`.
//!
//! Reminders fall due together and go to a mail server on this machine that takes 5 ms for each, on SQLite and on the
//! PostgreSQL of `TEST_POSTGRES_URL` (`tests/postgres with cargo bench --bench outbox` brings one). Told is the time from due
//! to handed over, and how much longer than the ideal all of them took: the server's time, shared by the connections.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use dutyline::actions::{Context, demo};
use dutyline::clock::ShiftedClock;
use dutyline::delivery::{self, ChannelOptions};
use dutyline::domain::ids::SlotId;
use dutyline::domain::message::Channel;
use dutyline::domain::reminder::{PlannedReminder, Reconciliation};
use dutyline::domain::revision::Revision;
use dutyline::domain::time::Span;
use dutyline::random::Random;
use dutyline::store::revision::NewRevision;
use dutyline::store::{Db, PoolOptions, Store, StoreError, consultation, reminder, revision};
use dutyline::worker::Worker;
use dutyline::worker::config::WorkerConfig;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

type Failure = Box<dyn std::error::Error>;

/// What the mail server takes for a message.
const TAKES: Duration = Duration::from_millis(5);
/// How long all of it may take before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(300);

/// A mail server that tells when it took a message.
fn mail_server() -> Result<(u16, Receiver<Instant>), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let (taken, told) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let taken = taken.clone();
            // A session that breaks off ends its thread.
            thread::spawn(move || session(stream, &taken));
        }
    });
    Ok((port, told))
}

fn session(mut stream: TcpStream, taken: &Sender<Instant>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 sink\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        match line.get(..4).unwrap_or_default() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n")?;
                while lines.next().transpose()?.is_some_and(|line| line != ".") {}
                thread::sleep(TAKES);
                stream.write_all(b"250 taken\r\n")?;
                let _ = taken.send(Instant::now());
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n"),
            _ => stream.write_all(b"250 fine\r\n")?,
        }
    }
    Ok(())
}

/// Publishes this many duties of the demo's people, one hour after `due`, and their reminders.
fn plan(db: &mut Db, count: usize, due: DateTime<Utc>) -> Result<(), StoreError> {
    let missing = || StoreError::Corrupt("the demo is not complete".to_owned());
    let slug = demo::SLUG.parse().map_err(|_| missing())?;
    let id = consultation::by_slug(db, &slug)?.ok_or_else(missing)?.id;
    let latest: Revision = revision::latest(db, id)?.ok_or_else(missing)?;
    let people: Vec<_> = revision::assignments(db, latest.id)?.into_values().collect();
    let sample = latest.slots.first().ok_or_else(missing)?;
    let starts_at = due + TimeDelta::hours(1);
    let span = Span {
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
    };
    let slots: Vec<_> = (0..count)
        .map(|_| {
            let mut slot = sample.clone();
            slot.id = Random.id::<SlotId>(due);
            slot.span = span;
            slot
        })
        .collect();
    let staffed = slots.iter().zip(people.iter().cycle());
    let assignments = staffed.map(|(slot, person)| (slot.id, *person)).collect();
    let add = slots
        .iter()
        .zip(people.iter().cycle())
        .map(|(slot, person)| PlannedReminder {
            slot: slot.id,
            staff: *person,
            lead: TimeDelta::hours(1),
            channel: Channel::Email,
            slot_starts_at: starts_at,
            due_at: due,
        });
    let changes = Reconciliation {
        add: add.collect(),
        ..Reconciliation::default()
    };
    let new = NewRevision {
        id: Random.id(due),
        consultation: id,
        published_at: latest.published_at,
        published_by: latest.published_by,
        accepted: Vec::new(),
        slots,
        assignments,
        calendar: latest.calendar,
    };
    revision::publish(db, &new)?;
    reminder::apply(db, id, &changes, latest.published_at, &mut || Random.id::<Uuid>(due))
}

/// From due to handed over, in order.
async fn waits(url: &str, count: usize) -> Result<Vec<Duration>, Failure> {
    let (port, told) = mail_server()?;
    let store = Store::open(&url.parse()?, PoolOptions::default())?;
    let clock = ShiftedClock::starting_at("2024-06-13T06:00:00Z".parse()?);
    let base_url = "http://127.0.0.1:8080/".parse()?;
    let cx = Context::load(store, Arc::new(clock), base_url).await?;
    demo::lay_out(&cx).await?;
    let email = Some((
        format!("smtp://127.0.0.1:{port}").parse()?,
        "dutyline@city.example".parse()?,
    ));
    let channels = delivery::channels(ChannelOptions { email }, &cx.base_url);
    let worker = Worker::new(&cx, channels, "bench", WorkerConfig::default());
    // What the demo's own roster has due already.
    worker.run_once().await;
    while told.try_recv().is_ok() {}

    let per_message = Duration::from_micros(1500);
    let writing = TimeDelta::from_std(Duration::from_secs(2) + per_message * u32::try_from(count)?)?;
    let due = cx.now() + writing;
    cx.store.write(move |db| plan(db, count, due)).await?;
    let until_due = (due - cx.now()).to_std().map_err(|_| "writing them took too long")?;
    let due = Instant::now() + until_due;
    cx.wake.notify();

    let stop = CancellationToken::new();
    let working = thread::spawn({
        let stop = stop.clone();
        move || -> io::Result<()> {
            // As in `serve`: one thread for the worker.
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(worker.run(stop));
            Ok(())
        }
    });
    let mut waits = Vec::with_capacity(count);
    while waits.len() < count {
        let taken = told.recv_timeout(PATIENCE)?;
        waits.push(taken.saturating_duration_since(due));
    }
    stop.cancel();
    working.join().map_err(|_| "the worker panicked")??;
    Ok(waits)
}

async fn measure(database: &str, url: &str, count: usize) -> Result<(), Failure> {
    let mut waits = waits(url, count).await?;
    waits.sort();
    let at = |share: usize| waits[(waits.len() * share / 100).min(waits.len() - 1)].as_secs_f64();
    let connections = WorkerConfig::default().sends;
    let ideal = TAKES.as_secs_f64() * count as f64 / connections as f64;
    writeln!(
        io::stdout().lock(),
        "{database:<10} {count:>6} messages: p50 {:>6.2} s, p99 {:>6.2} s, the last {:>6.2} s = {:.2} x ideal \
         ({connections} connections, {ideal:.2} s)",
        at(50),
        at(99),
        at(100),
        at(100) / ideal
    )?;
    Ok(())
}

/// A new database on a server, for as long as the work takes.
async fn on_server(server: &str, count: usize) -> Result<(), Failure> {
    let name = format!("dutyline_bench_{}", Random.id::<Uuid>(DateTime::UNIX_EPOCH).simple());
    let mut connection = PgConnection::establish(server)?;
    diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut connection)?;
    let mut url: url::Url = server.parse()?;
    url.set_path(&name);
    let measured = measure("PostgreSQL", url.as_str(), count).await;
    diesel::sql_query(format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut connection)?;
    measured
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let counts = [1_000, 10_000];
    for count in counts {
        let folder = tempfile::TempDir::new()?;
        let url = format!("sqlite:{}", folder.path().join("bench.db").display());
        measure("SQLite", &url, count).await?;
    }
    match std::env::var("TEST_POSTGRES_URL") {
        Ok(server) => {
            for count in counts {
                on_server(&server, count).await?;
            }
        }
        Err(_) => writeln!(
            io::stdout().lock(),
            "PostgreSQL  not measured: TEST_POSTGRES_URL is not set (tests/postgres with cargo bench --bench outbox)"
        )?,
    }
    Ok(())
}
