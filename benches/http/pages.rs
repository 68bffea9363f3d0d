//! What residents ask for, beside nginx serving the same bytes from files.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reqwest::Client;
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

use crate::data::{Installation, slug};
use crate::servers::Server;
use crate::table::Table;
use crate::wrk::{Load, Measured, run};
use crate::{Failure, wait};

/// How often each of the compared takes its turn, and for how long.
const TURNS: u32 = 3;
const SECONDS: u32 = 2;

/// Address, file, and what it is.
const ASKED: [(&str, &str, &str); 4] = [
    ("/pl/consultations/konsultacje-0", "page.html", "residents' page"),
    ("/pl/consultations/konsultacje-0.ics", "calendar.ics", "calendar"),
    ("/pl/consultations", "list.html", "list"),
    ("/api/v1/consultations/konsultacje-0/on-duty", "on-duty.json", "on-duty"),
];

struct Place {
    folder: TempDir,
    installation: Installation,
    ours: Server,
}

impl Place {
    fn new(consultations: u32) -> Result<Self, Failure> {
        let folder = TempDir::new()?;
        let database = format!("sqlite:{}", folder.path().join("dutyline.db").display());
        let installation = wait(Installation::with(&database, consultations))?;
        let (ours, _) = Server::dutyline(&database, ASKED[0].0)?;
        Ok(Self {
            folder,
            installation,
            ours,
        })
    }

    /// nginx with what our server answers.
    fn nginx(&self) -> Result<Server, Failure> {
        let files = self.folder.path().join("files");
        fs::create_dir_all(&files)?;
        wait(async {
            let client = Client::new();
            for (path, file, _) in ASKED {
                let ask =
                    |coding: &'static str| client.get(self.ours.url(path)).header("accept-encoding", coding).send();
                fs::write(files.join(file), ask("identity").await?.bytes().await?)?;
                fs::write(files.join(format!("{file}.gz")), ask("gzip").await?.bytes().await?)?;
            }
            Ok(())
        })?;
        let pages = self.folder.path();
        // Its workers may run as somebody else.
        #[cfg(unix)]
        fs::set_permissions(pages, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Server::nginx(pages, "/page.html")
    }
}

/// Answers a second of several, by turns.
fn by_turns(loads: &[Load<'_>]) -> Result<Vec<Measured>, Failure> {
    let mut sums = vec![Measured::default(); loads.len()];
    for _ in 0..TURNS {
        for (sum, load) in sums.iter_mut().zip(loads) {
            let measured = run(load)?;
            sum.rate += measured.rate / f64::from(TURNS);
            sum.wrong += measured.wrong;
        }
    }
    let wrong: u64 = sums.iter().map(|sum| sum.wrong).sum();
    if wrong > 0 {
        return Err(format!("{wrong} answers with a wrong status at {}", loads[0].url).into());
    }
    Ok(sums)
}

pub fn measure(table: &mut Table) -> Result<(), Failure> {
    let place = Place::new(3)?;
    let nginx = place.nginx()?;
    for (path, file, what) in ASKED {
        for (coding, goal) in [("identity", 0.9), ("gzip", 0.9)] {
            let goal = if what == ASKED[0].2 { goal } else { 0.8 };
            let headers = [format!("Accept-Encoding: {coding}")];
            let (theirs, ours) = (nginx.url(&format!("/{file}")), place.ours.url(path));
            let loads = [&theirs, &ours].map(|url| Load::get(url, &headers, SECONDS));
            let rates = by_turns(&loads)?;
            let how = format!("{:.0}/s beside {:.0}/s", rates[1].rate, rates[0].rate);
            table.at_least(
                &format!("{what}, {coding}, beside nginx"),
                rates[1].rate / rates[0].rate,
                goal,
                &how,
            );
        }
    }
    not_modified(&place, table)
}

/// Who has the page asks whether it is still the same.
fn not_modified(place: &Place, table: &mut Table) -> Result<(), Failure> {
    let url = place.ours.url(ASKED[0].0);
    let tag = wait(async {
        let answer = Client::new().get(&url).send().await?;
        let tag = answer.headers().get("etag").ok_or("no tag")?;
        Ok(tag.to_str()?.to_owned())
    })?;
    let known = [format!("If-None-Match: {tag}")];
    let rates = by_turns(&[Load::get(&url, &[], SECONDS), Load::get(&url, &known, SECONDS)])?;
    let how = format!("{:.0}/s beside {:.0}/s", rates[1].rate, rates[0].rate);
    table.at_least(
        "304 for who has it, beside the page",
        rates[1].rate / rates[0].rate,
        1.0,
        &how,
    );
    Ok(())
}

/// The page while a roster is published every second and calls are logged, beside the page when nothing happens.
pub fn measure_busy(table: &mut Table) -> Result<(), Failure> {
    let place = Place::new(20)?;
    let url = place.ours.url(ASKED[0].0);
    let cookie = wait(place.installation.coordinator())?;
    let (mut idle, mut busy) = (0.0, 0.0);
    let (mut published, mut logged) = (0, 0);
    for _ in 0..TURNS {
        idle += by_turns(&[Load::get(&url, &[], 1)])?[0].rate;
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let publishing = scope.spawn(|| wait(publish(&place, &cookie, &stop)).map_err(|error| error.to_string()));
            let logging = scope.spawn(|| wait(log(&place, &stop)).map_err(|error| error.to_string()));
            let measured = by_turns(&[Load::get(&url, &[], SECONDS)]);
            stop.store(true, Ordering::Relaxed);
            let done = |ended: std::thread::Result<Result<u64, String>>| ended.map_err(|_| "panicked".to_owned())?;
            published += done(publishing.join())?;
            logged += done(logging.join())?;
            busy += measured?[0].rate;
            Ok::<_, Failure>(())
        })?;
    }
    let turns = f64::from(TURNS);
    let how = format!(
        "{:.0}/s beside {:.0}/s; {published} published, {logged} calls",
        busy / turns,
        idle / turns
    );
    table.at_least("page while publishing and logging, beside idle", busy / idle, 0.8, &how);
    Ok(())
}

/// Publishes once a second, as a coordinator does: how often it did.
async fn publish(place: &Place, cookie: &str, stop: &AtomicBool) -> Result<u64, Failure> {
    let (client, slug) = (client()?, slug(0)?);
    let mut published = 0;
    while !stop.load(Ordering::Relaxed) {
        let form = place
            .installation
            .next_publication(&slug, &format!("powód {published}"))
            .await?;
        let post = client
            .post(place.ours.url(&format!("/pl/manage/c/{slug}/publish")))
            .header("cookie", cookie);
        let status = post.form(&form).send().await?.status();
        if status != 303 {
            return Err(format!("publishing was answered with {status}").into());
        }
        published += 1;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(published)
}

/// Logs calls one after the other, twenty a second: how many.
async fn log(place: &Place, stop: &AtomicBool) -> Result<u64, Failure> {
    let client = client()?;
    let token = place.installation.token().await?;
    let mut logged = 0;
    while !stop.load(Ordering::Relaxed) {
        let call = json!({
            "id": place.installation.cx.random.id::<Uuid>(place.installation.cx.now()),
            "consultation": slug(0)?.as_str(),
            "kind": "contribution",
            "contributions": [{ "text": "Kursy także w soboty." }],
        });
        let post = client.post(place.ours.url("/api/v1/calls")).bearer_auth(&token);
        let status = post.json(&call).send().await?.status();
        if status != 201 {
            return Err(format!("a call was answered with {status}").into());
        }
        logged += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(logged)
}

fn client() -> Result<Client, Failure> {
    Ok(Client::builder().redirect(reqwest::redirect::Policy::none()).build()?)
}
