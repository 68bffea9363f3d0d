use chrono::TimeDelta;
use dutyline::domain::access::Role;
use serde_json::json;

use crate::support::app::{App, Browser, Page};

/// Tries to sign in through a proxy that says `forwarded`; a status.
async fn try_through(browser: &Browser, forwarded: &[&str], email: &str) -> u16 {
    let fields = [("email", email), ("password", "not the password")];
    let mut request = browser.request("post", "/en/sign-in").form(&fields);
    for line in forwarded {
        request = request.header("x-forwarded-for", *line);
    }
    Page::of(request).await.status.as_u16()
}

#[tokio::test]
async fn signing_in_can_be_tried_only_so_often() {
    let app = App::demo().await;
    let nobody = app.browser();
    let mut refused = 0;
    for number in 0..25 {
        // The same page, whichever way its address is written.
        let address = ["/uk/sign-in", "/uk/sign%2Din", "/uk/%73ign-in"][number % 3];
        let page = nobody.post(address, &[("email", "nobody"), ("password", "x")]).await;
        if page.status == 429 {
            refused += 1;
            assert!(page.header("retry-after").parse::<u64>().unwrap() > 0);
            page.shows(429, &["<html lang=\"uk\""]);
        }
    }
    assert_eq!(refused, 5);
    // Reading is free, and who is signed in is not held up.
    nobody.get("/uk/sign-in").await.shows(200, &[]);
    app.coordinator().await.get("/pl/manage").await.shows(200, &[]);
    app.world.clock.advance(TimeDelta::minutes(2));
    assert_ne!(nobody.post("/uk/sign-in", &[("email", "nobody")]).await.status, 429);
}

#[tokio::test]
async fn an_account_can_be_tried_ten_times_from_one_network() {
    let app = App::behind_proxy().await;
    let (browser, here, there) = (app.browser(), ["198.51.100.7"], ["198.51.100.8"]);
    let (account, other) = ("5769@demo.example", "nobody@demo.example");
    for attempt in 1..=10 {
        assert_eq!(try_through(&browser, &here, account).await, 422, "attempt {attempt}");
    }
    assert_eq!(try_through(&browser, &here, account).await, 429);
    assert_eq!(try_through(&browser, &here, other).await, 422, "another account");
    assert_eq!(try_through(&browser, &there, account).await, 422, "from elsewhere");
}

#[tokio::test]
async fn behind_a_proxy_the_last_address_it_wrote_counts_and_nothing_before_it() {
    let app = App::behind_proxy().await;
    let browser = app.browser();
    let mut refused = 0;
    for number in 0..25 {
        let invented = format!("203.0.113.{number}");
        let status = match number % 2 {
            // In one line with the proxy's address, and in a line of its own.
            0 => try_through(&browser, &[&format!("{invented}, 198.51.100.7")], "nobody").await,
            _ => try_through(&browser, &[&invented, "198.51.100.7"], "nobody").await,
        };
        refused += usize::from(status == 429);
    }
    assert_eq!(refused, 5);
    assert_eq!(try_through(&browser, &["198.51.100.8"], "nobody").await, 422);
    assert_eq!(
        try_through(&browser, &["198.51.100.7", "198.51.100.8"], "nobody").await,
        422
    );
}

#[tokio::test]
async fn without_a_proxy_nobody_chooses_their_network() {
    let app = App::demo().await;
    let browser = app.browser();
    let mut refused = 0;
    for number in 0..25 {
        let status = try_through(&browser, &[&format!("203.0.113.{number}")], "nobody").await;
        refused += usize::from(status == 429);
    }
    assert_eq!(refused, 5);
}

#[tokio::test]
async fn what_can_be_guessed_is_limited_and_nothing_else() {
    for (method, path, allowed) in [
        ("post", "/pl/sign-in", 20),
        ("post", "/pl/password", 20),
        ("get", "/pl/sign-in/no-such-link", 60),
        ("post", "/pl/sign-in/no-such-link", 60),
        ("get", "/pl/confirm/no-such-link", 60),
        ("post", "/pl/confirm/no-such-link", 60),
        ("get", "/pl/sign-in", 70),
        ("get", "/pl/password", 70),
        ("post", "/pl/sign-out", 70),
    ] {
        let app = App::demo().await;
        let browser = app.browser();
        let mut passed = 0;
        for _ in 0..70 {
            let request = browser.request(method, path).form(&[("email", "nobody")]);
            passed += usize::from(Page::of(request).await.status != 429);
        }
        assert_eq!(passed, allowed, "{method} {path}");
    }
}

/// What somebody asks who is signed in, until it is too much; how much that was.
async fn ask_until_refused(browser: &Browser, path: &str) -> usize {
    for asked in 0..2_000 {
        let page = browser.get(path).await;
        if page.status == 429 {
            assert!(page.header("retry-after").parse::<u64>().unwrap() > 0);
            return asked;
        }
        assert_eq!(page.status, 404, "{}", page.body);
    }
    panic!("all of it was answered")
}

#[tokio::test]
async fn one_account_is_answered_only_so_often_and_holds_up_nobody_else() {
    let app = App::demo().await;
    let (coordinator, desk) = (app.coordinator().await, app.desk().await);
    let nowhere = "/pl/manage/c/nie-ma-takich";
    assert_eq!(ask_until_refused(&coordinator, nowhere).await, 1_200);
    // Its other session is the same account.
    assert_eq!(app.coordinator().await.get(nowhere).await.status, 429);
    desk.get("/pl/desk").await.shows(200, &[]);
    app.browser().get("/pl/consultations").await.shows(200, &[]);
    app.world.clock.advance(TimeDelta::minutes(1));
    coordinator.get("/pl/manage").await.shows(200, &[]);
}

#[tokio::test]
async fn a_program_may_log_calls_whatever_else_it_asked() {
    let app = App::demo().await;
    let program = app.program(Role::Staff).await;
    let nothing = "/api/v1/calls/01902f9e-1111-7000-8000-000000000009";
    assert_eq!(ask_until_refused(&program, nothing).await, 1_200);
    let call = json!({
        "id": "01902f9e-1111-7000-8000-000000000001", "consultation": "otwarty-krakow", "kind": "hung_up",
    });
    program.post_json("/api/v1/calls", &call).await.shows(201, &[]);
}

/// The form of a call comes back with its words.
#[tokio::test]
async fn who_asked_too_much_loses_no_words_of_a_call() {
    let app = App::demo().await;
    let desk = app.desk().await;
    let form = desk.open("/pl/desk/calls/new?consultation=otwarty-krakow").await;
    let call = form
        .form_of("/desk/calls/new")
        .with(&[("kind", "question"), ("note", "Kursy w soboty.")]);
    ask_until_refused(&desk, "/pl/desk/calls/01902f9e-1111-7000-8000-000000000009").await;
    let kept = desk.send(&call).await;
    kept.shows(429, &["Kursy w soboty.", "zapisz ją ponownie"]);
    assert!(!kept.header("retry-after").is_empty());
    app.world.clock.advance(TimeDelta::minutes(1));
    assert_eq!(desk.send(&kept.form_of("/desk/calls/new")).await.status, 303);
}
