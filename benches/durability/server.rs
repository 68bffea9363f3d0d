//! The program on a database of its own, started, killed and started again on the same port.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::Text;
use dutyline::actions::account::{Post, command_line_actor};
use dutyline::actions::token::{Holder, NewGrant, NewToken};
use dutyline::actions::{Context, demo, token};
use dutyline::clock::ShiftedClock;
use dutyline::domain::access::Role;
use dutyline::random::Random;
use dutyline::store::{Db, PoolOptions, Store, StoreError};
use rustix::process::{Pid, Signal, kill_process};
use uuid::Uuid;

use crate::Failure;
use crate::client::Client;

const DUTYLINE: &str = env!("CARGO_BIN_EXE_dutyline");

/// Where the data is; gone when it is dropped.
pub struct Database {
    pub url: String,
    pub folder: tempfile::TempDir,
    /// The server, and the name to drop there.
    on_server: Option<(String, String)>,
}

impl Database {
    pub fn sqlite() -> Result<Self, Failure> {
        let folder = tempfile::TempDir::new()?;
        Ok(Self {
            url: format!("sqlite:{}", folder.path().join("trial.db").display()),
            folder,
            on_server: None,
        })
    }

    /// One that is there already.
    pub fn copied(file: &std::path::Path) -> Result<Self, Failure> {
        Ok(Self {
            url: format!("sqlite:{}", file.display()),
            folder: tempfile::TempDir::new()?,
            on_server: None,
        })
    }

    pub fn postgres(server: &str) -> Result<Self, Failure> {
        let name = format!(
            "dutyline_trial_{}",
            Random.id::<Uuid>(chrono::DateTime::UNIX_EPOCH).simple()
        );
        diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut PgConnection::establish(server)?)?;
        let mut url: url::Url = server.parse()?;
        url.set_path(&name);
        Ok(Self {
            url: url.to_string(),
            folder: tempfile::TempDir::new()?,
            on_server: Some((server.to_owned(), name)),
        })
    }

    /// The ids of the calls that are there.
    pub fn calls(&self) -> Result<Vec<String>, Failure> {
        self.texts("SELECT CAST(id AS TEXT) AS value FROM calls")
    }

    /// Fails unless the contributions are numbered from 1 without gaps.
    pub fn is_gapless(&self) -> Result<bool, Failure> {
        let counted = "SELECT CAST(count(*) - count(DISTINCT number) + abs(coalesce(max(number), 0) - count(*)) AS TEXT) \
                       AS value FROM contributions";
        Ok(self.texts(counted)? == ["0"])
    }

    pub fn texts(&self, query: &str) -> Result<Vec<String>, Failure> {
        #[derive(QueryableByName)]
        struct Value {
            #[diesel(sql_type = Text)]
            value: String,
        }
        let query = query.to_owned();
        let store = Store::open(&self.url.parse()?, PoolOptions::default())?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let rows: Vec<Value> = runtime.block_on(store.read(move |db| {
            let rows = match db {
                Db::Sqlite(c) => diesel::sql_query(query).load(c),
                Db::Postgres(c) => diesel::sql_query(query).load(c),
            };
            Ok::<_, StoreError>(rows?)
        }))?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.on_server
            && let Ok(mut connection) = PgConnection::establish(server)
        {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let _ = diesel::sql_query(drop).execute(&mut connection);
        }
    }
}

/// A running program. It is killed when it is dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    pub token: String,
    url: String,
    /// From the start of the process to its first answer.
    pub started_in: Duration,
}

/// Publishes the demo's consultation, for there are no calls of one that is not published: a token of a program that logs
/// them.
fn prepare(url: &str) -> Result<String, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = Store::open(&url.parse()?, PoolOptions::default())?;
        let clock = ShiftedClock::starting_at(demo::start_of_clock());
        let cx = Context::load(store, Arc::new(clock), "http://127.0.0.1:8080/".parse()?).await?;
        demo::lay_out(&cx).await?;
        let new = NewToken {
            of: Holder::Program("trial".to_owned()),
            grant: NewGrant::Post(Post::Role(Role::Staff, None)),
            days: None,
        };
        Ok(token::create(&cx, &command_line_actor(&cx).await?, new).await?)
    })
}

impl Server {
    /// Prepares the database and starts on it, under `tracer` if it has words.
    pub fn start(database: &Database, tracer: &[&str]) -> Result<Self, Failure> {
        let url = &database.url;
        let token = prepare(url)?;
        // Free now, and ours in a moment.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let (child, started_in) = launch(url, address, tracer)?;
        Ok(Self {
            child,
            address,
            token,
            url: url.clone(),
            started_in,
        })
    }

    pub fn restart(&mut self) -> Result<(), Failure> {
        (self.child, self.started_in) = launch(&self.url, self.address, &[])?;
        Ok(())
    }

    pub fn kill(&mut self) -> Result<(), Failure> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Tells it to stop, and waits until it has.
    pub fn stop(&mut self) -> Result<(), Failure> {
        let pid = self.traced().unwrap_or(self.child.id());
        if let Some(pid) = Pid::from_raw(i32::try_from(pid)?) {
            kill_process(pid, Signal::TERM)?;
        }
        self.child.wait()?;
        Ok(())
    }

    /// Attaches strace with these words to the thread that writes SQLite, and to no other: one that was told to follow all
    /// stops them at every call of theirs, and the program is as slow as its tracer. It ends with the thread.
    pub fn trace_writer(&self, words: &[&str]) -> Result<Child, Failure> {
        let tasks = format!("/proc/{}/task", self.child.id());
        let is_writer = |task: &PathBuf| {
            std::fs::read_to_string(task.join("comm")).is_ok_and(|name| name.trim() == "dutyline-writer")
        };
        let mut paths = std::fs::read_dir(tasks)?.flatten().map(|task| task.path());
        let writer = paths.find(is_writer).ok_or("no thread writes")?;
        let id = writer.file_name().unwrap_or_default();
        let mut tracer = Command::new("strace").arg("-p").arg(id).args(words).spawn()?;
        let asked = Instant::now();
        while std::fs::read_to_string(writer.join("status"))?.contains("TracerPid:\t0\n") {
            if tracer.try_wait()?.is_some() || asked.elapsed() > Duration::from_secs(5) {
                return Err("strace may not attach to the program".into());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(tracer)
    }

    /// The program, when the child is its tracer.
    fn traced(&self) -> Option<u32> {
        let id = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(pid) = self.traced().and_then(|pid| Pid::from_raw(i32::try_from(pid).ok()?)) {
            let _ = kill_process(pid, Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn launch(url: &str, address: SocketAddr, tracer: &[&str]) -> Result<(Child, Duration), Failure> {
    let words: Vec<&str> = tracer.iter().copied().chain([DUTYLINE]).collect();
    let begun = Instant::now();
    let mut child = Command::new(words[0])
        .args(&words[1..])
        .args(["serve", "--database-url", url, "--listen", &address.to_string()])
        .args(["--log", "info", "--worker", "false"])
        .stderr(Stdio::piped())
        .spawn()?;
    let log = child.stderr.take().ok_or("no log")?;
    let (listening, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // Read to its end, or the program could not write any more.
        let mut said = String::new();
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            if line.contains("listening") {
                let _ = listening.send(Ok(()));
            }
            if said.len() < 4000 {
                said.push_str(&line);
                said.push('\n');
            }
        }
        let _ = listening.send(Err(said));
    });
    heard.recv_timeout(Duration::from_secs(60))??;
    match Client::new(address, "").ask("GET", "/healthz", "") {
        Ok((200, _)) => Ok((child, begun.elapsed())),
        answer => Err(format!("it listens and does not answer: {answer:?}").into()),
    }
}

/// A file for what a tracer saw.
pub fn trace_file(database: &Database) -> PathBuf {
    database.folder.path().join("trace")
}
