use crate::support::app::{App, Page};

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
