use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::support::app::{Browser, Page};
use crate::support::process::Process;

/// A server on a new database with these options besides.
fn serve(options: &[&str]) -> (Process, Browser, tempfile::TempDir) {
    let folder = tempfile::TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("new.db").display());
    let mut arguments = vec![
        "serve",
        "--database-url",
        &database,
        "--listen",
        "127.0.0.1:0",
        "--log-format",
        "json",
    ];
    arguments.extend(options);
    let mut process = Process::start(&arguments);
    let line: Value = serde_json::from_str(&process.logged("listening")).unwrap();
    let base = format!("http://{}", line["address"].as_str().unwrap());
    (process, Browser::new(&base, HeaderMap::new()), folder)
}

/// How many of 21 tries to sign in are refused, each through a proxy that says another address.
async fn refused(browser: &Browser) -> usize {
    let mut refused = 0;
    for number in 0..21 {
        let request = browser.request("post", "/en/sign-in").form(&[("email", "nobody")]);
        let request = request.header("x-forwarded-for", format!("198.51.100.{number}"));
        refused += usize::from(Page::of(request).await.status == 429);
    }
    refused
}

#[tokio::test]
async fn a_proxy_is_trusted_only_when_that_is_asked_for() {
    let (_process, alone, _folder) = serve(&[]);
    assert_eq!(refused(&alone).await, 1);
    let (_process, behind, _folder) = serve(&["--behind-proxy"]);
    assert_eq!(refused(&behind).await, 0);
}

#[tokio::test]
async fn a_server_that_is_told_to_stop_ends_well() {
    let (mut process, browser, _folder) = serve(&[]);
    browser.get("/healthz").await.shows(200, &["ok"]);
    let status = process.stop();
    assert!(status.success(), "{status}");
    assert!(process.log().contains("stopping: running requests may finish"));
}

#[tokio::test]
async fn the_base_url_decides_whether_browsers_are_kept_on_https() {
    for (base_url, transport) in [
        ("http://duty.example", ""),
        ("https://duty.example", "max-age=31536000; includeSubDomains"),
    ] {
        let (_process, browser, _folder) = serve(&["--base-url", base_url]);
        let alive = browser.get("/healthz").await;
        alive.shows(200, &["ok"]);
        assert_eq!(alive.header("strict-transport-security"), transport, "{base_url}");
    }
}

#[tokio::test]
async fn counters_are_told_only_where_that_is_asked_for() {
    let folder = tempfile::TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("new.db").display());
    let mut process = Process::start(&[
        "serve",
        "--database-url",
        &database,
        "--listen",
        "127.0.0.1:0",
        "--metrics-listen",
        "127.0.0.1:0",
        "--log-format",
        "json",
    ]);
    let mut address = |part: &str| {
        let line: Value = serde_json::from_str(&process.logged(part)).unwrap();
        format!("http://{}", line["address"].as_str().unwrap())
    };
    let inner = Browser::new(&address("counters"), HeaderMap::new());
    let public = Browser::new(&address("listening"), HeaderMap::new());
    public.get("/healthz").await.shows(200, &[]);
    public.get("/metrics").await.shows(404, &[]);
    let told = inner.get("/metrics").await;
    told.shows(
        200,
        &["dutyline_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"],
    );
    inner.get("/healthz").await.shows(404, &[]);
    assert_eq!(Page::of(inner.request("post", "/metrics")).await.status, 405);
    assert_eq!(Page::of(inner.request("head", "/metrics")).await.status, 200);
}
