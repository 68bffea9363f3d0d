//! The trials. Each is bounded in time and in what it sends.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use dutyline::random::Random;
use uuid::Uuid;

use crate::Failure;
use crate::client::{Client, Lost};
use crate::server::{Database, Server, trace_file};

pub struct Verdict {
    pub holds: bool,
    pub told: String,
}

/// Where a trial can be made: what the disk does to PostgreSQL is PostgreSQL's own matter.
#[derive(Clone, Copy)]
pub enum On {
    Both,
    Sqlite,
}

type Trial = fn(&Database) -> Result<Verdict, Failure>;

pub const TRIALS: [(&str, On, Trial); 8] = [
    ("D1", On::Both, killed),
    ("D2", On::Sqlite, synced),
    ("D3", On::Sqlite, failing_syncs),
    ("D4", On::Sqlite, full_disk),
    ("D5", On::Sqlite, slow_syncs),
    ("D7", On::Both, one_id),
    ("D8", On::Sqlite, copied),
    ("D9", On::Both, told_to_stop),
];

fn new_id() -> String {
    Random.id::<Uuid>(chrono::DateTime::UNIX_EPOCH).to_string()
}

/// Clients that log calls as fast as they are answered.
struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<Vec<String>>>,
    refused: Arc<AtomicUsize>,
    unanswered: Arc<AtomicUsize>,
    waits: Arc<Mutex<Vec<Duration>>>,
    clients: Vec<JoinHandle<()>>,
}

impl Load {
    /// `again` sends what was not acknowledged again under its id, until it is.
    fn start(server: &Server, clients: usize, again: bool) -> Self {
        let mut load = Self {
            stop: Arc::default(),
            acknowledged: Arc::default(),
            refused: Arc::default(),
            unanswered: Arc::default(),
            waits: Arc::default(),
            clients: Vec::new(),
        };
        for _ in 0..clients {
            let mut client = Client::new(server.address, &server.token);
            let (stop, acknowledged) = (Arc::clone(&load.stop), Arc::clone(&load.acknowledged));
            let (refused, unanswered) = (Arc::clone(&load.refused), Arc::clone(&load.unanswered));
            let waits = Arc::clone(&load.waits);
            load.clients.push(thread::spawn(move || {
                let mut id = new_id();
                while !stop.load(Ordering::Relaxed) {
                    let begun = Instant::now();
                    match client.log_call(&id, "Więcej ławek.") {
                        Ok((200 | 201, _)) => {
                            held(&waits).push(begun.elapsed());
                            held(&acknowledged).push(std::mem::replace(&mut id, new_id()));
                            continue;
                        }
                        Ok(_) => refused.fetch_add(1, Ordering::Relaxed),
                        Err(Lost::Unanswered) => unanswered.fetch_add(1, Ordering::Relaxed),
                        Err(Lost::NotConnected) => 0,
                    };
                    thread::sleep(Duration::from_millis(5));
                    if !again {
                        id = new_id();
                    }
                }
            }));
        }
        load
    }

    fn acknowledged(&self) -> usize {
        held(&self.acknowledged).len()
    }

    /// What was acknowledged.
    fn end(&mut self) -> Vec<String> {
        self.stop.store(true, Ordering::Relaxed);
        for client in self.clients.drain(..) {
            // A client that panicked has acknowledged nothing more.
            let _ = client.join();
        }
        held(&self.acknowledged).clone()
    }
}

fn held<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many of the acknowledged are not there, how many are there twice, and whether numbers have no gaps.
fn compare(database: &Database, acknowledged: &[String]) -> Result<(usize, usize, bool), Failure> {
    let rows = database.calls()?;
    let there: BTreeSet<&String> = rows.iter().collect();
    let lost = acknowledged.iter().filter(|id| !there.contains(id)).count();
    Ok((lost, rows.len() - there.len(), database.is_gapless()?))
}

fn at(share: usize, waits: &mut [Duration]) -> u128 {
    waits.sort_unstable();
    let place = (waits.len() * share / 100).min(waits.len().saturating_sub(1));
    waits.get(place).map_or(0, Duration::as_millis)
}

fn killed(database: &Database) -> Result<Verdict, Failure> {
    const KILLS: usize = 30;
    let mut server = Server::start(database, &[])?;
    let mut load = Load::start(&server, 16, true);
    let mut starts = Vec::new();
    for round in 0..KILLS {
        thread::sleep(Duration::from_millis(300 + 37 * (round as u64 % 10)));
        server.kill()?;
        server.restart()?;
        starts.push(server.started_in);
    }
    thread::sleep(Duration::from_millis(500));
    let acknowledged = load.end();
    server.stop()?;
    let (lost, twice, gapless) = compare(database, &acknowledged)?;
    let slowest = at(99, &mut starts);
    Ok(Verdict {
        holds: lost == 0 && twice == 0 && gapless && !acknowledged.is_empty() && slowest < 250,
        told: format!(
            "{KILLS} kills, {} acknowledged, {lost} lost, {twice} twice, {}; answers after p50 {} ms, p99 {slowest} ms",
            acknowledged.len(),
            if gapless { "no gap" } else { "GAPS" },
            at(50, &mut starts)
        ),
    })
}

/// A tracer of syncs and the like. What else threads do that begin later may be slowed too: no rate is measured under it.
fn tracer<'a>(file: &'a str, calls: &'a str, injected: &'a str) -> Vec<&'a str> {
    let mut words = vec!["strace", "-f", "--seccomp-bpf", "-qq", "-o", file, "-e", calls];
    if !injected.is_empty() {
        words.extend(["-e", injected]);
    }
    words
}

fn synced(database: &Database) -> Result<Verdict, Failure> {
    const CALLS: usize = 300;
    let file = trace_file(database);
    let file = file.to_string_lossy();
    let mut server = Server::start(database, &tracer(&file, "trace=fsync,fdatasync", ""))?;
    let count = || std::fs::read_to_string(&*file).map(|seen| seen.matches("sync(").count());
    let before = count()?;
    let mut client = Client::new(server.address, &server.token);
    let mut acknowledged = 0;
    for _ in 0..CALLS {
        acknowledged += usize::from(matches!(client.log_call(&new_id(), "x"), Ok((201, _))));
    }
    server.stop()?;
    let syncs = count()? - before;
    Ok(Verdict {
        holds: acknowledged == CALLS && syncs >= acknowledged,
        told: format!("{acknowledged} acknowledged, {syncs} syncs"),
    })
}

fn failing_syncs(database: &Database) -> Result<Verdict, Failure> {
    under(database, "inject=fsync,fdatasync:error=EIO:when=100..140")
}

fn full_disk(database: &Database) -> Result<Verdict, Failure> {
    under(database, "inject=pwrite64:error=ENOSPC:when=600..700")
}

/// Calls one after the other while something fails, and after it.
fn under(database: &Database, injected: &str) -> Result<Verdict, Failure> {
    let file = trace_file(database);
    let file = file.to_string_lossy();
    let calls = "trace=fsync,fdatasync,pwrite64";
    let mut server = Server::start(database, &tracer(&file, calls, injected))?;
    let mut client = Client::new(server.address, &server.token);
    let (mut acknowledged, mut refused, mut last) = (Vec::new(), BTreeSet::new(), 0);
    let mut count = 0;
    for _ in 0..600 {
        let id = new_id();
        (last, _) = client.log_call(&id, "x").unwrap_or_default();
        if last == 201 {
            acknowledged.push(id);
        } else {
            refused.insert(last);
            count += 1;
        }
    }
    server.stop()?;
    let rows = database.calls()?.len();
    let (lost, twice, gapless) = compare(database, &acknowledged)?;
    let told_why = refused.iter().all(|status| matches!(status, 503 | 507));
    Ok(Verdict {
        holds: lost == 0 && twice == 0 && gapless && count > 0 && told_why && last == 201,
        told: format!(
            "{} acknowledged, {rows} rows, {count} refused with {refused:?}, {lost} lost, the last answered {last}",
            acknowledged.len()
        ),
    })
}

fn slow_syncs(database: &Database) -> Result<Verdict, Failure> {
    const CLIENTS: usize = 64;
    const SECONDS: u64 = 10;
    let file = trace_file(database);
    let file = file.to_string_lossy();
    let slowed = "inject=fsync,fdatasync:delay_exit=20000";
    let mut server = Server::start(database, &[])?;
    let mut tracer = server.trace_writer(&["-qq", "-o", &file, "-e", "trace=fsync,fdatasync", "-e", slowed])?;
    let mut load = Load::start(&server, CLIENTS, true);
    thread::sleep(Duration::from_secs(1));
    let before = load.acknowledged();
    thread::sleep(Duration::from_secs(SECONDS));
    let rate = (load.acknowledged() - before) as f64 / SECONDS as f64;
    let acknowledged = load.end();
    let wait = at(99, &mut held(&load.waits));
    server.stop()?;
    tracer.wait()?;
    let most = CLIENTS as f64 / 0.02;
    Ok(Verdict {
        holds: rate >= most / 2.0 && wait < 200 && compare(database, &acknowledged)?.0 == 0,
        told: format!(
            "{rate:.0} calls/s = {:.2} of {CLIENTS} a sync, p99 {wait} ms",
            rate / most
        ),
    })
}

fn one_id(database: &Database) -> Result<Verdict, Failure> {
    let mut server = Server::start(database, &[])?;
    let id = new_id();
    let together: Vec<_> = (0..64)
        .map(|_| {
            let (mut client, id) = (Client::new(server.address, &server.token), id.clone());
            thread::spawn(move || client.log_call(&id, "one"))
        })
        .collect();
    let answers: Vec<_> = together.into_iter().filter_map(|asked| asked.join().ok()).collect();
    let made = answers.iter().filter(|answer| matches!(answer, Ok((201, _)))).count();
    let again = answers.iter().filter(|answer| matches!(answer, Ok((200, _)))).count();
    server.kill()?;
    server.restart()?;
    let mut client = Client::new(server.address, &server.token);
    let same = client.log_call(&id, "one").map(|(status, _)| status);
    let other = client.log_call(&id, "other").map(|(status, _)| status);
    server.stop()?;
    let rows = database.calls()?.len();
    Ok(Verdict {
        holds: (made, again, same, other, rows) == (1, 63, Ok(200), Ok(409), 1),
        told: format!("{made} made, {again} told again, after a restart {same:?}, other words {other:?}, {rows} row"),
    })
}

fn copied(database: &Database) -> Result<Verdict, Failure> {
    const COPIES: usize = 20;
    let mut server = Server::start(database, &[])?;
    let mut load = Load::start(&server, 8, true);
    let file = database.url.trim_start_matches("sqlite:").to_owned();
    let (mut lost, mut whole) = (0, true);
    for round in 0..COPIES {
        thread::sleep(Duration::from_millis(50));
        let before = held(&load.acknowledged).clone();
        let copy = database.folder.path().join(format!("copy-{round}.db"));
        let vacuum = format!("VACUUM INTO '{}'", copy.display());
        diesel::sql_query(vacuum).execute(&mut SqliteConnection::establish(&file)?)?;
        let copied = Database::copied(&copy)?;
        lost += compare(&copied, &before)?.0;
        whole &= copied.texts("SELECT integrity_check AS value FROM pragma_integrity_check")? == ["ok"];
    }
    let acknowledged = load.end();
    server.stop()?;
    Ok(Verdict {
        holds: lost == 0 && whole && !acknowledged.is_empty() && compare(database, &acknowledged)?.0 == 0,
        told: format!(
            "{COPIES} copies while {} were acknowledged, {lost} lost",
            acknowledged.len()
        ),
    })
}

fn told_to_stop(database: &Database) -> Result<Verdict, Failure> {
    const STOPS: usize = 20;
    let mut server = Server::start(database, &[])?;
    let load = Load::start(&server, 32, true);
    for _ in 0..STOPS {
        thread::sleep(Duration::from_millis(400));
        server.stop()?;
        server.restart()?;
    }
    let mut load = load;
    let acknowledged = load.end();
    server.stop()?;
    let (lost, twice, gapless) = compare(database, &acknowledged)?;
    let unanswered = load.unanswered.load(Ordering::Relaxed);
    Ok(Verdict {
        holds: lost == 0 && twice == 0 && gapless && !acknowledged.is_empty() && unanswered == 0,
        told: format!(
            "{STOPS} stops, {} acknowledged, {lost} lost, {twice} twice, {unanswered} unanswered, {} told to come again",
            acknowledged.len(),
            load.refused.load(Ordering::Relaxed)
        ),
    })
}
