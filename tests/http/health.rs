use dutyline::actions::call;
use dutyline::domain::call::{CallKind, NewCall};
use dutyline::domain::ids::CallId;

use crate::support::app::{App, Page};

#[tokio::test]
async fn health_and_metrics_answer() {
    let app = App::demo().await;
    app.browser().get("/healthz").await.shows(200, &["ok"]);
    app.browser().get("/readyz").await.shows(200, &["\"database\":\"ok\""]);
    for method in ["FOO1", "FOO2"] {
        Page::of(app.browser().request(method, "/readyz")).await;
    }
    let metrics = app.metrics().await;
    metrics.lacks("FOO").shows(
        200,
        &[
            "dutyline_requests_total{method=\"other\",",
            "dutyline_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"} 1",
            "dutyline_outbox_messages{state=\"pending\"}",
        ],
    );
    assert!(!metrics.body.contains("krakow"), "a label holds no path");
    assert_eq!(metrics.header("cache-control"), "no-store");
    app.browser().get("/metrics").await.shows(404, &[]);
    app.coordinator().await.get("/metrics").await.shows(404, &[]);
}

#[tokio::test]
async fn a_call_is_counted_once_wherever_it_is_logged() {
    let app = App::demo().await;
    let desk = app.world.desk().await;
    for number in [1, 2, 2] {
        let new = NewCall {
            id: CallId(uuid::Uuid::from_u128(number)),
            consultation: app.world.slug(),
            started_at: None,
            kind: CallKind::HungUp,
            outcome: None,
            topics: Vec::new(),
            other_topic: None,
            caller: None,
            language: None,
            note: None,
            contributions: Vec::new(),
        };
        call::log(&app.world.cx, &desk, new).await.unwrap();
    }
    let metrics = app.metrics().await;
    metrics.shows(
        200,
        &["# TYPE dutyline_calls_logged_total counter\ndutyline_calls_logged_total 2\n"],
    );
}
