//! What every request goes through.

use chrono::TimeDelta;
use dutyline::http::headers::CONTENT_SECURITY_POLICY;
use dutyline::web::manage::ROUTES;

use crate::support::app::{App, Page};

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    for path in [
        "/healthz",
        "/nothing",
        "/pl/manage",
        "/api/v1/consultations",
        "/api/v1/calls",
        "/pl/manage/c/no-such",
    ] {
        let page = coordinator.get(path).await;
        assert_eq!(
            page.header("content-security-policy"),
            CONTENT_SECURITY_POLICY,
            "{path}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(page.header("x-request-id").len(), 32, "{path}");
        assert_eq!(page.header("strict-transport-security"), "", "{path}");
        assert!(!page.header("cache-control").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn on_https_browsers_stay_there_and_the_cookie_is_bound_to_the_host() {
    let app = App::demo_with(|state| state.origin = "https://duty.example".to_owned()).await;
    let page = app.browser().get("/healthz").await;
    assert!(page.header("strict-transport-security").starts_with("max-age=31536000"));
    // The plain cookie of a test browser counts for nothing there.
    assert_eq!(app.coordinator().await.get("/pl/manage").await.status, 303);
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let path = "/pl/manage/c/otwarty-krakow/days";
    let fields = [("what", "exempt"), ("date", "2024-06-20"), ("reason", "x")];
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let request = coordinator.request("post", path).header(name, value).form(&fields);
        Page::of(request).await.shows(403, &["<html lang=\"pl\""]);
    }
    let sign_in = app
        .browser()
        .request("post", "/pl/sign-in")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(Page::of(sign_in.form(&[("email", "a@example.org")])).await.status, 403);
    let origin = app.url("");
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", origin.as_str())] {
        let version = coordinator.get(path).await.value("version");
        let fields = [&fields[..], &[("version", &version)]].concat();
        let own = coordinator.request("post", path).header(name, value).form(&fields);
        assert_eq!(Page::of(own).await.status, 303);
    }
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
    // Who is signed in is not held up.
    app.coordinator().await.get("/pl/manage").await.shows(200, &[]);
    app.world.clock.advance(TimeDelta::minutes(2));
    assert_ne!(nobody.post("/uk/sign-in", &[("email", "nobody")]).await.status, 429);
}

#[tokio::test]
async fn every_page_of_the_coordinator_is_closed_to_others() {
    let app = App::demo().await;
    let (nobody, desk, coordinator) = (app.browser(), app.desk().await, app.coordinator().await);
    for route in ROUTES {
        let path = format!("/en{}", route.path)
            .replace("{slug}", "otwarty-krakow")
            .replace("{id}", "01902f9e-1111-7000-8000-000000000001");
        let at = format!("{} {path}", route.method);
        let ask = |browser: &crate::support::app::Browser| {
            let request = browser.request(route.method, &path);
            let request = if route.method == "post" {
                request.form(&[("x", "y")])
            } else {
                request
            };
            async { Page::of(request).await }
        };
        let refused = ask(&nobody).await;
        assert_eq!(refused.status, 303, "{at} for nobody");
        assert!(refused.location().starts_with("/en/sign-in"), "{at} for nobody");
        assert_eq!(ask(&desk).await.status, 403, "{at} for staff");
        let page = ask(&coordinator).await;
        assert!(
            [200, 303, 404, 409, 422].contains(&page.status.as_u16()),
            "{at} for a coordinator: {} {}",
            page.status,
            page.body
        );
    }
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_refused_in_the_readers_language() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let post = |kind: &'static str, body: Vec<u8>| {
        let request = coordinator
            .request("post", "/uk/manage/c/otwarty-krakow/days")
            .header("content-type", kind)
            .body(body);
        async { Page::of(request).await }
    };
    let form = "application/x-www-form-urlencoded";
    post("text/plain", b"what=x".to_vec())
        .await
        .shows(415, &["<html lang=\"uk\""]);
    post(form, vec![b'a'; (1 << 20) + 1])
        .await
        .shows(413, &["<html lang=\"uk\""]);
    post(form, b"what=%ff%fe&what=x".to_vec())
        .await
        .shows(400, &["<html lang=\"uk\""]);
    coordinator.get("/xx/manage").await.shows(404, &["<html lang=\"pl\""]);
    let wrong_method = Page::of(coordinator.request("delete", "/en/manage")).await;
    wrong_method.shows(405, &["<html lang=\"en\""]);
    assert_eq!(wrong_method.header("allow"), "GET, HEAD");
    assert_eq!(wrong_method.header("content-language"), "en");
}

#[tokio::test]
async fn health_and_metrics_answer() {
    let app = App::demo().await;
    app.browser().get("/healthz").await.shows(200, &["ok"]);
    app.browser().get("/readyz").await.shows(200, &["\"database\":\"ok\""]);
    for method in ["FOO1", "FOO2"] {
        Page::of(app.browser().request(method, "/readyz")).await;
    }
    let metrics = app.browser().get("/metrics").await;
    metrics.lacks("FOO").shows(
        200,
        &[
            "dutyline_requests_total{method=\"other\",",
            "dutyline_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"} 1",
            "dutyline_outbox_messages{state=\"pending\"}",
        ],
    );
    assert!(!metrics.body.contains("krakow"), "a label holds no path");
}

#[tokio::test]
async fn mail_kept_by_the_demo_is_there_only_in_the_demo() {
    let app = App::demo().await;
    app.browser().get("/pl/outbox").await.shows(404, &[]);
    let app = App::demo_with(|state| state.open_outbox = true).await;
    app.browser()
        .get("/pl/outbox")
        .await
        .shows(200, &["Nie ma jeszcze żadnej wiadomości."]);
}

#[tokio::test]
async fn head_is_answered_wherever_get_is() {
    let app = App::demo().await;
    let program = app.program(dutyline::domain::access::Role::Coordinator).await;
    for (path, posted) in [
        ("/healthz", 405),
        ("/readyz", 405),
        ("/metrics", 405),
        ("/pl/password", 422),
        ("/pl/consultations", 405),
        ("/pl/consultations/otwarty-krakow.ics", 405),
        ("/pl/manage", 405),
        ("/api/v1/calls", 422),
        ("/api/v1/consultations", 405),
        ("/api/v1/openapi.json", 405),
    ] {
        let head = Page::of(program.request("head", path)).await;
        assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""), "{path}");
        let post = program.request("post", path);
        let post = if path.starts_with("/api") {
            post.json(&serde_json::json!({}))
        } else {
            post.form(&[("x", "y")])
        };
        let post = Page::of(post).await;
        assert_eq!(post.status, posted, "{path}");
        let allow = if posted == 405 { "GET, HEAD" } else { "" };
        assert_eq!(post.header("allow"), allow, "{path}");
    }
    let nobody = app.browser();
    assert_eq!(Page::of(nobody.request("head", "/pl/sign-in")).await.status, 200);
    let page = Page::of(nobody.request("head", "/pl/manage")).await;
    assert_eq!(page.location(), "/pl/sign-in?next=%2Fpl%2Fmanage");
}

#[tokio::test]
async fn only_what_everybody_may_read_is_compressed() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let ask = |path: &'static str| {
        let request = coordinator.request("get", path).header("accept-encoding", "gzip");
        async { request.send().await.unwrap() }
    };
    for (path, encoding) in [
        ("/pl/consultations/otwarty-krakow", Some("gzip")),
        ("/api/v1/openapi.json", Some("gzip")),
        ("/pl/manage", None),
    ] {
        let answer = ask(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let found = answer
            .headers()
            .get("content-encoding")
            .map(|value| value.to_str().unwrap());
        assert_eq!(found, encoding, "{path}");
        assert_eq!(answer.headers().contains_key("vary"), encoding.is_some(), "{path}");
    }
}
