//! Calls logged by programs, beside the bare database taking the same rows.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use reqwest::Client;
use serde_json::json;
use tempfile::TempDir;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::data::{Installation, slug};
use crate::postgres::Postgres;
use crate::servers::{Server, need};
use crate::table::Table;
use crate::wrk::{CONNECTIONS, Load, run};
use crate::{Failure, wait};

const SECONDS: u32 = 4;
/// How many calls the bare loop commits at once.
const TOGETHER: u32 = 64;

pub fn measure(table: &mut Table) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let database = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let target = Target::new(&database("dutyline.db"))?;
    // The same tables and the same first rows.
    wait(Installation::with(&database("bare.db"), 1))?;
    let bare = bare_sqlite(&folder.path().join("bare.db"))?;
    let logged = target.log_all(folder.path())?;
    let how = format!("{logged:.0} calls/s beside {bare:.0} in a bare loop, {TOGETHER} a commit");
    table.at_least("logged calls on SQLite, beside bare inserts", logged / bare, 0.6, &how);
    let sync = bare_sync(folder.path())?;
    let (p99, rate) = target.paced(logged / 2.0)?;
    let how = format!(
        "{:.1} ms beside {:.1} ms (p99 of each), {rate:.0} calls/s",
        p99 * 1000.0,
        sync * 1000.0
    );
    table.below(
        "p99 of a call at half of that, in bare syncs",
        p99 / sync,
        4.0,
        "×",
        &how,
    );
    drop(target);

    need(&["pgbench"])?;
    let server = Postgres::start()?;
    let target = Target::new(&server.database("dutyline")?)?;
    let bare = server.database("bare")?;
    wait(Installation::with(&bare, 1))?;
    let bare = bare_postgres(&bare, folder.path())?;
    let logged = target.log_all(folder.path())?;
    let how = format!("{logged:.0} calls/s beside {bare:.0} by pgbench, a transaction a call");
    table.at_least("logged calls on PostgreSQL, beside pgbench", logged / bare, 1.0, &how);
    Ok(())
}

/// A server with one consultation, and a program that logs calls of it.
struct Target {
    server: Server,
    token: String,
}

impl Target {
    fn new(database: &str) -> Result<Self, Failure> {
        let token = wait(async { Installation::with(database, 1).await?.token().await })?;
        let (server, _) = Server::dutyline(database, "/pl/consultations")?;
        Ok(Self { server, token })
    }

    /// As many calls a second as go through 64 connections.
    fn log_all(&self, folder: &Path) -> Result<f64, Failure> {
        let script = folder.join("calls.lua");
        fs::write(&script, self.script()?)?;
        let url = self.server.url("/api/v1/calls");
        let load = Load {
            url: &url,
            headers: &[],
            script: Some(&script),
            connections: CONNECTIONS,
            seconds: SECONDS,
        };
        let measured = run(&load)?;
        if measured.wrong > 0 {
            return Err(format!("{} calls were not logged", measured.wrong).into());
        }
        Ok(measured.rate)
    }

    /// A new id for each call: which thread, which run, which request.
    fn script(&self) -> Result<String, Failure> {
        let run = Uuid::from_u128(u128::from(std::process::id())).simple().to_string();
        Ok(format!(
            r#"local threads = 0
function setup(thread) thread:set("own", threads); threads = threads + 1 end
function init() sent = 0 end
function request()
  sent = sent + 1
  local id = string.format("{}-%04x-7000-8000-%012x", own, sent)
  return wrk.format("POST", nil, {{ ["Authorization"] = "Bearer {}", ["Content-Type"] = "application/json" }},
    '{{"id":"' .. id .. '","consultation":"{}","kind":"contribution","outcome":"answered",' ..
    '"contributions":[{{"text":"Kursy także w soboty, nie tylko w tygodniu."}}]}}')
end
"#,
            &run[24..],
            self.token,
            slug(0)?
        ))
    }

    /// Logs so many calls a second, however long each takes: what 99 of 100 took at most in seconds, and the rate kept.
    fn paced(&self, rate: f64) -> Result<(f64, f64), Failure> {
        let senders = CONNECTIONS;
        let pause = Duration::from_secs_f64(f64::from(senders) / rate);
        wait(async {
            let mut sending = JoinSet::new();
            let begun = Instant::now();
            for sender in 0..senders {
                let (url, token) = (self.server.url("/api/v1/calls"), self.token.clone());
                sending.spawn(async move {
                    let first = begun + pause * sender / senders;
                    send(&url, &token, sender, first, pause)
                        .await
                        .map_err(|error| error.to_string())
                });
            }
            let mut took: Vec<f64> = Vec::new();
            for one in sending.join_all().await {
                took.extend(one?);
            }
            let kept = took.len() as f64 / begun.elapsed().as_secs_f64();
            Ok((p99(took)?, kept))
        })
    }
}

/// One sender: a call every `pause`, each measured from when it should have been sent.
async fn send(url: &str, token: &str, sender: u32, first: Instant, pause: Duration) -> Result<Vec<f64>, Failure> {
    let client = Client::new();
    let mut took = Vec::new();
    let mut due = first;
    let end = first + Duration::from_secs(SECONDS.into());
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        let id = Uuid::from_u128(1 << 100 | u128::from(sender) << 64 | took.len() as u128);
        let call = json!({
            "id": id, "consultation": slug(0)?.as_str(), "kind": "contribution", "outcome": "answered",
            "contributions": [{ "text": "Kursy także w soboty, nie tylko w tygodniu." }],
        });
        let answer = client.post(url).bearer_auth(token).json(&call).send().await?;
        let status = answer.status();
        answer.bytes().await?;
        if status != 201 {
            return Err(format!("a call was answered with {status}").into());
        }
        took.push(due.elapsed().as_secs_f64());
        due += pause;
    }
    Ok(took)
}

fn p99(mut took: Vec<f64>) -> Result<f64, Failure> {
    took.sort_by(f64::total_cmp);
    Ok(*took.get(took.len() * 99 / 100).ok_or("nothing was measured")?)
}

/// A small write and its way to the disk: what 99 of 100 took at most, in seconds.
fn bare_sync(folder: &Path) -> Result<f64, Failure> {
    let mut file = File::create(folder.join("sync"))?;
    let begun = Instant::now();
    let mut took = Vec::new();
    while begun.elapsed() < Duration::from_secs(2) {
        let one = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        took.push(one.elapsed().as_secs_f64());
    }
    p99(took)
}

diesel::table! {
    calls (id) {
        id -> Text, consultation_id -> Text, taken_by -> Text, started_at -> Text, logged_at -> Text, kind -> Text,
        outcome -> Text, late -> Bool, content_hash -> Text,
    }
}
diesel::table! {
    contributions (id) {
        id -> Text, consultation_id -> Text, number -> Integer, call_id -> Text, origin -> Text, text -> Text, state -> Text,
    }
}
diesel::table! {
    audit_events (id) {
        id -> Text, at -> Text, actor_id -> Text, action -> Text, consultation_id -> Text, subject -> Text, detail -> Text,
    }
}
diesel::table! {
    users (id) { id -> Text, }
}
diesel::table! {
    consultations (id) { id -> Text, }
}

/// Calls a second that a loop puts into the tables, committed many at once and on disk.
fn bare_sqlite(file: &Path) -> Result<f64, Failure> {
    let mut db = SqliteConnection::establish(&file.display().to_string())?;
    db.batch_execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")?;
    let user: String = users::table.select(users::id).first(&mut db)?;
    let consultation: String = consultations::table.select(consultations::id).first(&mut db)?;
    let at = "2024-06-20T13:40:00.000000Z";
    let hash = "0".repeat(64);
    let begun = Instant::now();
    let mut inserted = 0_i32;
    while begun.elapsed() < Duration::from_secs(SECONDS.into()) {
        db.batch_execute("BEGIN IMMEDIATE")?;
        for _ in 0..TOGETHER {
            inserted += 1;
            let id = Uuid::from_u128(u128::from(inserted.unsigned_abs())).to_string();
            diesel::insert_into(calls::table)
                .values((
                    (
                        calls::id.eq(&id),
                        calls::consultation_id.eq(&consultation),
                        calls::taken_by.eq(&user),
                    ),
                    (
                        calls::started_at.eq(at),
                        calls::logged_at.eq(at),
                        calls::kind.eq("contribution"),
                    ),
                    (
                        calls::outcome.eq("answered"),
                        calls::late.eq(false),
                        calls::content_hash.eq(&hash),
                    ),
                ))
                .execute(&mut db)?;
            diesel::insert_into(contributions::table)
                .values((
                    (
                        contributions::id.eq(&id),
                        contributions::consultation_id.eq(&consultation),
                    ),
                    (
                        contributions::number.eq(inserted),
                        contributions::call_id.eq(&id),
                        contributions::origin.eq("phone"),
                    ),
                    contributions::text.eq("Kursy także w soboty, nie tylko w tygodniu."),
                    contributions::state.eq("noted"),
                ))
                .execute(&mut db)?;
            diesel::insert_into(audit_events::table)
                .values((
                    (
                        audit_events::id.eq(&id),
                        audit_events::at.eq(at),
                        audit_events::actor_id.eq(&user),
                    ),
                    (
                        audit_events::action.eq("call_logged"),
                        audit_events::consultation_id.eq(&consultation),
                    ),
                    (
                        audit_events::subject.eq(&id),
                        audit_events::detail.eq(r#"{"contributions":1,"kind":"contribution"}"#),
                    ),
                ))
                .execute(&mut db)?;
        }
        db.batch_execute("COMMIT")?;
    }
    Ok(f64::from(inserted) / begun.elapsed().as_secs_f64())
}

/// Calls a second that pgbench inserts with as many connections, each in a transaction.
fn bare_postgres(database: &str, folder: &Path) -> Result<f64, Failure> {
    let mut db = PgConnection::establish(database)?;
    db.batch_execute("CREATE SEQUENCE bench_number")?;
    let script = folder.join("calls.sql");
    fs::write(
        &script,
        "BEGIN;\n\
         WITH logged AS (INSERT INTO calls (id, consultation_id, taken_by, started_at, logged_at, kind, outcome, late, content_hash)\n\
         SELECT gen_random_uuid(), c.id, u.id, now(), now(), 'contribution', 'answered', false, repeat('0', 64)\n\
         FROM consultations c, users u LIMIT 1 RETURNING id, consultation_id, taken_by)\n\
         SELECT id AS call, consultation_id AS consultation, taken_by AS taker FROM logged \\gset\n\
         INSERT INTO contributions (id, consultation_id, number, call_id, origin, text, state)\n\
         VALUES (gen_random_uuid(), ':consultation', nextval('bench_number'), ':call', 'phone',\n\
         'Kursy także w soboty, nie tylko w tygodniu.', 'noted');\n\
         INSERT INTO audit_events (id, at, actor_id, action, consultation_id, subject, detail)\n\
         VALUES (gen_random_uuid(), now(), ':taker', 'call_logged', ':consultation', ':call',\n\
         '{\"contributions\": 1, \"kind\": \"contribution\"}');\n\
         COMMIT;\n",
    )?;
    let output = Command::new("pgbench")
        .args([
            "--no-vacuum",
            "--jobs",
            "2",
            "--client",
            &CONNECTIONS.to_string(),
            "--time",
            &SECONDS.to_string(),
        ])
        .arg("--file")
        .arg(&script)
        .arg(database)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let rate = said
        .lines()
        .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    rate.ok_or_else(|| format!("pgbench said: {said}{}", String::from_utf8_lossy(&output.stderr)).into())
}
