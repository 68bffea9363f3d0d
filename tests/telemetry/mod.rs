//! Logs hold ids and codes, and nothing about people.

use std::io::{Read, Write};
use std::net::TcpStream;

use reqwest::header::HeaderMap;
use serde_json::json;

use crate::support::app::{Browser, Page};
use crate::support::process::{Process, run};

const NAME: &str = "Bożena Sekretna";
const NOTE: &str = "Notatka o sprawie rodzinnej";
const CONTRIBUTION: &str = "Chcę ławki pod moim oknem";

/// Follows a link that signs in; a browser with the session.
async fn signed_in(base: &str, link: &str) -> (Browser, String) {
    let path = link.strip_prefix(base).unwrap();
    let answer = Browser::new(base, HeaderMap::new()).post(path, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let mut headers = HeaderMap::new();
    headers.insert("cookie", cookie.parse().unwrap());
    (
        Browser::new(base, headers),
        cookie.split_once('=').unwrap().1.to_owned(),
    )
}

#[tokio::test]
async fn logs_hold_no_names_no_words_of_callers_and_nothing_that_signs_in() {
    let folder = tempfile::TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let database = format!("sqlite:{data}/dutyline.db");
    let mut demo = Process::start(&[
        "demo",
        "--data",
        data,
        "--listen",
        "127.0.0.1:0",
        "--log",
        "trace",
        "--log-format",
        "json",
    ]);
    let (coordinators_link, staffs_link) = (demo.printed("coordinator"), demo.printed("on duty"));
    let base = coordinators_link.split("/pl/").next().unwrap().to_owned();
    let token = run(&[
        "token",
        "create",
        "--database-url",
        &database,
        "--name",
        NAME,
        "--role",
        "staff",
    ]);
    let token = token.trim();

    let (coordinator, first_secret) = signed_in(&base, &coordinators_link).await;
    let (desk, second_secret) = signed_in(&base, &staffs_link).await;
    let person = [("name", NAME), ("email", "bozena@private.example"), ("locale", "pl")];
    let saved = coordinator
        .post(coordinator.get("/pl/manage/staff/new").await.location(), &person)
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);

    let call = |note: &str| {
        json!({
            "id": "01902f9e-1111-7000-8000-000000000001", "consultation": "otwarty-krakow", "kind": "contribution",
            "note": note, "contributions": [{ "text": CONTRIBUTION }],
        })
    };
    let program = Browser::new(&base, HeaderMap::new());
    let post = |body: serde_json::Value| {
        let request = program.request("post", "/api/v1/calls").bearer_auth(token).json(&body);
        async { Page::of(request).await.status.as_u16() }
    };
    assert_eq!(post(call(NOTE)).await, 201);
    assert_eq!(post(call(&format!("{NOTE}!"))).await, 409);
    assert_eq!(post(json!({ "note": NOTE, "caller": NAME })).await, 422);
    coordinator
        .get("/pl/manage/c/otwarty-krakow/register")
        .await
        .shows(200, &[CONTRIBUTION]);
    desk.get("/pl/desk").await.shows(200, &[]);

    let nobody = Browser::new(&base, HeaderMap::new());
    let wrong = [("email", "bozena@private.example"), ("password", "moje sekretne hasło")];
    nobody.post("/pl/sign-in", &wrong).await.shows(422, &[]);
    nobody
        .post("/pl/sign-in", &[("email", "nie adres Sekretna")])
        .await
        .shows(422, &[]);
    nobody.get("/pl/sign-in/secret-of-a-link").await.shows(404, &[]);
    nobody.get("/Sekretna?name=Sekretna").await.shows(404, &[]);
    let cut = nobody
        .request("post", "/pl/sign-in")
        .header("content-type", "multipart/form-data; boundary=Sekretna");
    Page::of(cut.body("Sekretna")).await;
    nobody
        .post("/pl/sign-in", &[("email", "bozena@private.example")])
        .await
        .shows(303, &[]);
    let is_sent = || async { nobody.get("/pl/outbox").await.body.contains("bozena@private.example") };
    let mut asked = 0;
    while !is_sent().await {
        asked += 1;
        assert!(asked < 2_000, "the link was not sent");
    }

    let log = demo.log();
    assert!(log.matches("request answered").count() > 10, "{log}");
    assert!(log.contains("\"level\":\"INFO\""), "{log}");
    let link_of = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    let (first_link, second_link) = (link_of(&coordinators_link), link_of(&staffs_link));
    for word in [
        "Bożena",
        "Sekretna",
        "private.example",
        "demo.example",
        "Notatka",
        "ławki",
        "hasło",
        "secret-of-a-link",
        "otwarty-krakow",
        token,
        &first_secret,
        &second_secret,
        &first_link,
        &second_link,
    ] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(word)).collect();
        assert!(lines.is_empty(), "{word} is in {lines:#?}");
    }
}

#[test]
fn what_is_no_request_is_no_error_of_ours() {
    let folder = tempfile::TempDir::new().unwrap();
    let database = format!("sqlite:{}/new.db", folder.path().display());
    let mut process = Process::start(&[
        "serve",
        "--database-url",
        &database,
        "--listen",
        "127.0.0.1:0",
        "--log-format",
        "json",
    ]);
    let line: serde_json::Value = serde_json::from_str(&process.logged("listening")).unwrap();
    for nonsense in [
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /pl HTTP/1.1\r\ncontent-length: x\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(line["address"].as_str().unwrap()).unwrap();
        stream.write_all(nonsense.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    let log = process.log();
    assert!(!log.contains("\"ERROR\""), "{log}");
}
