use std::collections::BTreeSet;

use chrono::TimeDelta;
use dutyline::domain::access::Role;

use crate::support::app::{App, Page};

/// What an answer tells the browser to keep.
#[derive(Debug)]
struct Cookie {
    name: String,
    value: String,
    attributes: BTreeSet<String>,
}

impl Cookie {
    fn of(page: &Page) -> Self {
        let mut parts = page.header("set-cookie").split("; ");
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
            attributes: parts.map(str::to_owned).collect(),
        }
    }
}

async fn sign_in(app: &App) -> Page {
    let path = format!("/pl/sign-in/{}", app.world.link("coordinator@demo.example").await);
    app.browser().post(&path, &[]).await
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_no_script_reads_it() {
    let common = ["Path=/", "Max-Age=43200", "HttpOnly", "SameSite=Lax"];
    for (origin, name, more) in [
        ("http://duty.example", "dutyline", None),
        ("https://duty.example", "__Host-dutyline", Some("Secure")),
    ] {
        let app = App::demo_with(|state| state.origin = origin.to_owned()).await;
        let cookie = Cookie::of(&sign_in(&app).await);
        assert_eq!(cookie.name, name);
        assert!(cookie.value.len() >= 40, "{cookie:?}");
        let expected: BTreeSet<String> = common.into_iter().chain(more).map(str::to_owned).collect();
        assert_eq!(cookie.attributes, expected, "{origin}");
        for (sent, status) in [
            (name, 200),
            ("other", 303),
            ("dutyline", if more.is_some() { 303 } else { 200 }),
        ] {
            let sent = format!("a=b; {sent}={}", cookie.value);
            let request = app.browser().request("get", "/pl/manage").header("cookie", sent);
            assert_eq!(Page::of(request).await.status, status, "{origin}");
        }
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_and_takes_the_cookie() {
    let app = App::demo().await;
    let (leaving, staying) = (app.coordinator().await, app.coordinator().await);
    leaving.get("/pl/manage").await.shows(200, &[]);
    let out = leaving.post("/pl/sign-out", &[]).await;
    assert_eq!((out.status.as_u16(), out.location()), (303, "/pl/sign-in"));
    let cookie = Cookie::of(&out);
    assert_eq!((cookie.name.as_str(), cookie.value.as_str()), ("dutyline", ""));
    let expected = ["Path=/", "Max-Age=0", "HttpOnly", "SameSite=Lax"].map(str::to_owned);
    assert_eq!(cookie.attributes, BTreeSet::from(expected));
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    // This browser sends its cookie as before.
    assert_eq!(
        leaving.get("/pl/manage").await.location(),
        "/pl/sign-in?next=%2Fpl%2Fmanage"
    );
    staying.get("/pl/manage").await.shows(200, &[]);
}

#[tokio::test]
async fn a_session_ends_when_it_is_unused_and_when_it_is_old() {
    let app = App::demo().await;
    let (lifetime, idle) = (app.world.cx.sessions.lifetime, app.world.cx.sessions.idle);
    let unused = app.coordinator().await;
    unused.get("/pl/manage").await.shows(200, &[]);
    app.world.clock.advance(idle + TimeDelta::seconds(1));
    assert_eq!(
        unused.get("/pl/manage").await.location(),
        "/pl/sign-in?next=%2Fpl%2Fmanage"
    );

    let used = app.coordinator().await;
    let step = idle - TimeDelta::minutes(1);
    let mut lived = TimeDelta::zero();
    while lived + step < lifetime {
        used.get("/pl/manage").await.shows(200, &[]);
        app.world.clock.advance(step);
        lived += step;
    }
    app.world.clock.advance(step);
    assert_eq!(used.get("/pl/manage").await.status, 303);
    app.send_due().await;
    app.mails();
}

/// A token that worked on pages could set a password and live on as a session after it was revoked.
#[tokio::test]
async fn a_token_counts_for_programs_only() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    program.get("/api/v1/calls").await.shows(200, &[]);
    assert_eq!(
        program.get("/pl/manage").await.location(),
        "/pl/sign-in?next=%2Fpl%2Fmanage"
    );
    let fields = [("password", "cztery słowa i dyżur")];
    let refused = program.post("/pl/password", &fields).await;
    assert!(refused.location().starts_with("/pl/sign-in"), "{}", refused.body);
    assert_eq!(refused.header("set-cookie"), "");
}
