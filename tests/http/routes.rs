use dutyline::domain::access::Role;

use crate::support::app::{App, Page};

#[tokio::test]
async fn head_is_answered_wherever_get_is() {
    let app = App::demo().await;
    let (program, person) = (
        app.program(Role::Coordinator).await,
        app.member(Role::Coordinator).await,
    );
    for (path, posted) in [
        ("/healthz", 405),
        ("/readyz", 405),
        ("/pl/password", 422),
        ("/pl/consultations", 405),
        ("/pl/consultations/otwarty-krakow.ics", 405),
        ("/pl/manage", 405),
        ("/api/v1/calls", 422),
        ("/api/v1/consultations", 422),
        ("/api/v1/consultations/otwarty-krakow/slots", 405),
        ("/api/v1/openapi.json", 405),
    ] {
        let asks = if path.starts_with("/api") { &program } else { &person };
        let head = Page::of(asks.request("head", path)).await;
        assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""), "{path}");
        let post = asks.request("post", path);
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

#[tokio::test]
async fn another_method_is_told_which_there_are() {
    let app = App::demo().await;
    let wrong = Page::of(app.coordinator().await.request("delete", "/en/manage")).await;
    wrong.shows(405, &["<html lang=\"en\""]);
    assert_eq!(wrong.header("allow"), "GET, HEAD");
    assert_eq!(wrong.header("content-language"), "en");
}
