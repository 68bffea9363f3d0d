use dutyline::actions::session::{link_works, set_password, use_link};
use dutyline::actions::token;
use dutyline::domain::access::Role;
use dutyline::store::{Db, StoreError};

use crate::support::app::App;
use crate::support::database::{Backend, values};
use crate::support::world::token_of;

#[tokio::test]
async fn a_link_asks_then_signs_in_once() {
    let app = App::demo().await;
    let path = format!("/pl/sign-in/{}", app.world.link("5769@demo.example").await);
    let browser = app.browser();
    for _ in 0..2 {
        browser.get(&path).await.shows(200, &["Zaloguj się na tym urządzeniu"]);
    }
    let signed_in = browser.post(&path, &[]).await;
    assert_eq!((signed_in.status.as_u16(), signed_in.location()), (303, "/pl/desk"));
    assert!(signed_in.header("set-cookie").contains("HttpOnly"));
    browser.post(&path, &[]).await.shows(404, &["Ten link już nie działa"]);
}

#[tokio::test]
async fn a_known_and_an_unknown_address_are_answered_alike() {
    let app = App::demo().await;
    let browser = app.browser();
    let known = browser.post("/pl/sign-in", &[("email", "5769@demo.example")]).await;
    let unknown = browser.post("/pl/sign-in", &[("email", "nobody@demo.example")]).await;
    known.shows(200, &["Sprawdź pocztę"]);
    assert_eq!(known.body, unknown.body);
    app.send_due().await;
    assert_eq!(app.mails(), ["5769@demo.example"]);
    let wrong = browser
        .post("/pl/sign-in", &[("email", "a b"), ("next", "/pl/desk")])
        .await;
    wrong.shows(
        422,
        &["To nie jest adres e-mail", "value=\"a b\"", "value=\"/pl/desk\""],
    );
}

#[tokio::test]
async fn a_password_is_set_and_used() {
    let app = App::demo().await;
    let desk = app.desk().await;
    desk.post("/pl/password", &[("password", "krótkie")])
        .await
        .shows(422, &["Hasło jest za krótkie"]);
    let long = "poprawny koń bateria zszywka";
    desk.post("/pl/password", &[("password", long)])
        .await
        .shows(200, &["Hasło zapisane"]);
    let browser = app.browser();
    let refused = browser
        .post(
            "/pl/sign-in",
            &[("email", "5769@demo.example"), ("password", "nie to hasło, nie")],
        )
        .await;
    refused.shows(422, &["nie pasują do siebie"]).lacks("nie to hasło");
    let next = [
        ("email", "5769@demo.example"),
        ("password", long),
        ("next", "//evil.example"),
    ];
    assert_eq!(browser.post("/pl/sign-in", &next).await.location(), "/pl/desk");
    browser
        .get("/pl/confirm/nonsense")
        .await
        .shows(200, &["Tego linku nie rozpoznajemy"]);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_its_cookie() {
    let app = App::demo().await;
    let desk = app.desk().await;
    let home = desk.get("/pl/desk").await;
    home.shows(200, &[]);
    let out = desk.send(&home.form("/sign-out")).await;
    assert_eq!((out.status.as_u16(), out.location()), (303, "/pl/sign-in"));
    assert!(out.header("set-cookie").contains("Max-Age=0"), "{:?}", out.headers);
    // This browser goes on sending the cookie it had.
    let after = desk.get("/pl/desk").await;
    assert_eq!(
        (after.status.as_u16(), after.location()),
        (303, "/pl/sign-in?next=%2Fpl%2Fdesk")
    );
}

/// Everything every table holds, as text.
fn everything(db: &mut Db) -> String {
    let (tables, columns) = match Backend::of_environment() {
        Backend::Sqlite => (
            "SELECT name AS value FROM sqlite_master WHERE type = 'table'",
            "SELECT name AS value FROM pragma_table_info('{}')",
        ),
        Backend::Postgres => (
            "SELECT table_name::text AS value FROM information_schema.tables WHERE table_schema = 'public'",
            "SELECT column_name::text AS value FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{}'",
        ),
    };
    let mut all = Vec::new();
    for table in values(db, tables) {
        for column in values(db, &columns.replace("{}", &table)) {
            let cells = format!("SELECT COALESCE(CAST({column} AS TEXT), '') AS value FROM {table}");
            all.extend(values(db, &cells));
        }
    }
    all.join("\n")
}

#[tokio::test]
async fn nothing_that_signs_in_is_in_the_database() {
    let app = App::demo().await;
    let cx = &app.world.cx;
    let password = "cztery słowa i dyżur";
    let unused = app.world.link("7808@demo.example").await;
    let session = use_link(cx, &app.world.link("5769@demo.example").await).await.unwrap();
    set_password(cx, &session.actor, String::new(), password.to_owned())
        .await
        .unwrap();
    let token = token::create(cx, &app.world.administrator, token_of("test", Role::Staff))
        .await
        .unwrap();
    let asked = app
        .browser()
        .post("/pl/sign-in", &[("email", "7809@demo.example")])
        .await;
    asked.shows(200, &[]);
    app.send_due().await;
    let mails = app.letters();
    let mailed = mails[0]
        .text
        .split("/sign-in/")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap();
    assert!(link_works(cx, mailed).await.unwrap());
    let stored = cx.store.read(|db| Ok::<_, StoreError>(everything(db))).await.unwrap();
    assert!(stored.contains("7808@demo.example"));
    for secret in [unused.as_str(), &session.secret, &token, password, mailed] {
        assert!(secret.len() > 15 && !stored.contains(secret), "{secret}");
    }
}
