use std::collections::BTreeSet;

use dutyline::actions::token;
use dutyline::domain::access::Role;

use crate::support::app::App;

#[tokio::test]
async fn every_request_has_a_name_of_its_own() {
    let app = App::demo().await;
    let mut names = BTreeSet::new();
    for path in ["/healthz", "/healthz", "/nothing", "/api/v1/calls"] {
        let answer = app.browser().get(path).await;
        let name = answer.header("x-request-id").to_owned();
        assert!(name.bytes().all(|b| b.is_ascii_hexdigit()), "{name}");
        if path.starts_with("/api") {
            assert_eq!(answer.json()["request_id"], name.as_str());
        }
        names.insert(name);
    }
    assert_eq!(names.len(), 4);
}

#[tokio::test]
async fn the_log_tells_which_account_asked_and_nothing_more_of_it() {
    let app = App::demo().await;
    let account = app.world.user("5769@demo.example").await.id;
    app.desk().await.get("/pl/manage").await.shows(403, &[]);
    app.browser().get("/pl/manage").await;
    app.program(Role::Staff).await.get("/api/v1/calls").await;
    let all = token::list(&app.world.cx, &app.world.administrator).await.unwrap();
    let program = all.into_iter().next_back().unwrap().user.id;
    assert_eq!(app.logged(&format!("account=\"{account}\"")), 1);
    assert_eq!(app.logged(&format!("account=\"{program}\"")), 1);
    assert_eq!(app.logged("account="), 2);
}

#[tokio::test]
async fn a_request_is_counted_by_its_pattern() {
    let app = App::demo().await;
    let browser = app.browser();
    for path in ["/pl/sign-in/secret-token", "/pl/sign-in/secret-token", "/secret/path"] {
        browser.get(path).await;
    }
    app.metrics().await.lacks("secret").shows(
        200,
        &[
            "dutyline_requests_total{method=\"GET\",route=\"/{locale}/sign-in/{token}\",status=\"404\"} 2",
            "dutyline_requests_total{method=\"GET\",route=\"unknown\",status=\"404\"} 1",
            "dutyline_request_seconds_count{method=\"GET\",route=\"/{locale}/sign-in/{token}\"} 2",
        ],
    );
}
