use dutyline::actions::call::MOST_BESIDE;
use dutyline::domain::access::Role;
use serde_json::{Value, json};

use crate::support::app::{App, Page};

pub const ID: &str = "01902f9e-1111-7000-8000-000000000001";

pub fn call(id: &str) -> Value {
    json!({
        "id": id, "consultation": "otwarty-krakow", "kind": "contribution", "outcome": "answered",
        "topics": ["praca"], "language": "pl", "note": "", "contributions": [{ "text": " Więcej kursów. " }]
    })
}

#[tokio::test]
async fn a_call_is_logged_once_however_often_it_is_sent() {
    let app = App::demo().await;
    let program = app.program(Role::Staff).await;
    let first = program.post_json("/api/v1/calls", &call(ID)).await;
    first.shows(201, &[]);
    assert_eq!(first.header("location"), format!("/api/v1/calls/{ID}"));
    let logged = first.json();
    assert_eq!(logged["contributions"][0]["text"], "Więcej kursów.");
    assert_eq!(logged["contributions"][0]["number"], 1);
    assert_eq!(logged["note"], Value::Null);
    let again = program.post_json("/api/v1/calls", &call(ID)).await;
    again.shows(200, &[]);
    assert_eq!(again.json(), logged);
    let mut other = call(ID);
    other["contributions"][0]["text"] = json!("Mniej kursów.");
    program
        .post_json("/api/v1/calls", &other)
        .await
        .shows(409, &["call-differs"]);
    for n in 0..MOST_BESIDE {
        other["note"] = json!(format!("{n}"));
        program.post_json("/api/v1/calls", &other).await.shows(409, &[]);
    }
    program
        .post_json("/api/v1/calls", &other)
        .await
        .shows(409, &["call-not-kept"]);
    assert_eq!(program.get(&format!("/api/v1/calls/{ID}")).await.json(), logged);
    app.metrics().await.shows(200, &["dutyline_calls_logged_total 1"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_field_by_field() {
    let app = App::demo().await;
    let program = app.program(Role::Staff).await;
    let wrong = json!({
        "id": "not-a-uuid", "kind": "gossip", "started_at": "noon", "topics": ["praca", 7],
        "contributions": [{ "text": "" }, { "text": "x", "by": "y" }, "z"], "caller_number": "+48 600 000 000"
    });
    let page = program.post_json("/api/v1/calls", &wrong).await;
    page.shows(422, &[]);
    let problem = page.json();
    let fields: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        fields,
        [
            ("id", "id"),
            ("consultation", "required"),
            ("started_at", "instant"),
            ("kind", "choice"),
            ("topics[1]", "text"),
            ("contributions[0]", "required"),
            ("contributions[1]", "unknown-field"),
            ("contributions[2]", "object"),
            ("caller_number", "unknown-field"),
        ]
    );
    assert!(!page.body.contains("600"), "what was sent is not repeated");

    let change = |field: &str, value: Value| {
        let mut body = call(ID);
        body[field] = value;
        body
    };
    for (body, status, field) in [
        (change("topics", json!(["no-such"])), 422, "topics"),
        (change("contributions", json!([])), 422, "contributions"),
        (change("started_at", json!("2030-01-01T00:00:00Z")), 422, "started_at"),
        (
            change("started_at", json!("0000-01-01T00:00:00+01:00")),
            422,
            "started_at",
        ),
        (change("note", json!("a\u{0}b")), 422, "note"),
        (
            change(
                "contributions",
                json!([{ "text": "x" }, { "text": "y".repeat(10_001) }]),
            ),
            422,
            "\"contributions[1].text\"",
        ),
        (change("consultation", json!("no-such")), 404, ""),
    ] {
        let page = program.post_json("/api/v1/calls", &body).await;
        page.shows(status, &[field]);
    }
    assert_eq!(
        program.get("/api/v1/calls").await.json(),
        json!({ "calls": [], "next": null })
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words() {
    let app = App::demo().await;
    let program = app.program(Role::Staff).await;
    let post = |kind: &'static str, body: String| {
        let request = program
            .request("post", "/api/v1/calls")
            .header("content-type", kind)
            .header("accept-language", "en")
            .body(body);
        async { Page::of(request).await }
    };
    post("application/json", "{".to_owned())
        .await
        .shows(400, &["The body is not JSON: the fault is in line 1, column 1."]);
    post("application/json", "[]".to_owned())
        .await
        .shows(400, &["must be a JSON object"]);
    post("text/plain", "{}".to_owned()).await.shows(415, &["media-type"]);
    post("application/json", format!("\"{}\"", "x".repeat(1 << 20)))
        .await
        .shows(413, &["too-large"]);
}

#[tokio::test]
async fn staff_read_their_own_calls_and_a_coordinator_all() {
    let app = App::demo().await;
    let (one, two) = (app.program(Role::Staff).await, app.program(Role::Staff).await);
    let coordinator = app.program(Role::Coordinator).await;
    one.post_json("/api/v1/calls", &call(ID)).await.shows(201, &[]);
    let path = format!("/api/v1/calls/{ID}");
    one.get(&path).await.shows(200, &[]);
    two.get(&path).await.shows(404, &[]);
    coordinator.get(&path).await.shows(200, &[]);
    assert_eq!(two.get("/api/v1/calls").await.json()["calls"], json!([]));
    let all = coordinator
        .get("/api/v1/calls?consultation=otwarty-krakow")
        .await
        .json();
    assert_eq!(all["calls"].as_array().unwrap().len(), 1);
    // Another program cannot find out what stands under an id by sending one.
    let taken = two.post_json("/api/v1/calls", &call(ID)).await;
    taken.shows(409, &[]).lacks("kursów");
}

#[tokio::test]
async fn calls_come_in_pages_newest_first() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let mut ids = Vec::new();
    for number in 1..=5 {
        let id = format!("01902f9e-1111-7000-8000-00000000000{number}");
        program.post_json("/api/v1/calls", &call(&id)).await.shows(201, &[]);
        app.world.clock.advance(chrono::TimeDelta::seconds(1));
        ids.insert(0, id);
    }
    let mut found = Vec::new();
    let mut path = "/api/v1/calls?limit=2".to_owned();
    loop {
        let page = program.get(&path).await.json();
        for call in page["calls"].as_array().unwrap() {
            found.push(call["id"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/calls?limit=2&after={next}"),
            None => break,
        }
    }
    assert_eq!(found, ids);
    // A page that is exactly full is the last one when nothing comes after it.
    let full = program.get("/api/v1/calls?limit=5").await.json();
    assert_eq!(
        (full["calls"].as_array().unwrap().len(), &full["next"]),
        (5, &Value::Null)
    );
    let half = program.get("/api/v1/calls?limit=4").await.json();
    assert_eq!(half["next"], ids[3].as_str());
    let rest = program
        .get(&format!("/api/v1/calls?limit=1&after={}", ids[3]))
        .await
        .json();
    assert_eq!((&rest["calls"][0]["id"], &rest["next"]), (&json!(ids[4]), &Value::Null));
    program
        .get("/api/v1/calls?limit=0")
        .await
        .shows(422, &["\"field\":\"limit\""]);
    program
        .get("/api/v1/calls?after=x")
        .await
        .shows(422, &["\"field\":\"after\""]);
    program
        .get("/api/v1/calls?kind=x")
        .await
        .shows(422, &["\"field\":\"kind\""]);
    for limit in ["201", "-1", "1.5", ""] {
        let page = program.get(&format!("/api/v1/calls?limit={limit}")).await;
        page.shows(422, &["\"field\":\"limit\""]);
    }
    program.get("/api/v1/calls?limit=200&other=x").await.shows(200, &[]);
    program.get("/api/v1/calls?limit=1&limit=2").await.shows(400, &[]);
    let wrong = program.get("/api/v1/calls?limit=0&kind=x&after=x").await.json();
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 3, "all at once");
}
