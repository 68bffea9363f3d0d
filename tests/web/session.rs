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
    assert_eq!((known.status.as_u16(), known.location()), (303, "/pl/sign-in?sent=1"));
    assert_eq!((unknown.status, unknown.location()), (known.status, known.location()));
    for _ in 0..2 {
        // Reloading asks for no other link.
        browser.get(known.location()).await.shows(200, &["Sprawdź pocztę"]);
    }
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
    set_password(cx, &session.actor, "", String::new(), password.to_owned())
        .await
        .unwrap();
    let token = token::create(cx, &app.world.administrator, token_of("test", Role::Staff))
        .await
        .unwrap();
    let asked = app
        .browser()
        .post("/pl/sign-in", &[("email", "7809@demo.example")])
        .await;
    assert_eq!(asked.status, 303);
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

const CALLS: &str = "/pl/desk/calls?after=01902f9e-1111-7000-8000-000000000001";
const TO_CALLS: &str = "next=%2Fpl%2Fdesk%2Fcalls%3Fafter%3D01902f9e-1111-7000-8000-000000000001";

/// The link of the only mail that is due.
async fn mailed_link(app: &App) -> String {
    app.send_due().await;
    let letters = app.letters();
    let link = letters[0]
        .text
        .split_whitespace()
        .find(|word| word.contains("/sign-in/"));
    let path = link.unwrap().splitn(4, '/').nth(3).unwrap();
    format!("/{path}")
}

#[tokio::test]
async fn a_password_leads_back_to_the_page_that_was_wanted() {
    let app = App::demo().await;
    let password = "poprawny koń bateria zszywka";
    app.desk().await.post("/pl/password", &[("password", password)]).await;
    let browser = app.browser();
    let page = browser.get(CALLS).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, &*format!("/pl/sign-in?{TO_CALLS}"))
    );
    let form = browser.get(page.location()).await;
    let in_ukrainian = form.attributes("nav.languages a", "href");
    assert!(
        in_ukrainian.contains(&format!("/uk/sign-in?{TO_CALLS}")),
        "{in_ukrainian:?}"
    );
    let form = browser
        .get(&format!("/uk/sign-in?{TO_CALLS}"))
        .await
        .form("/uk/sign-in");
    let typed = |password| form.with(&[("email", "5769@demo.example"), ("password", password)]);
    let again = browser.send(&typed("nie to hasło, nie")).await;
    assert_eq!(again.form("/uk/sign-in").value("next"), CALLS);
    assert_eq!(browser.send(&typed(password)).await.location(), CALLS);
}

#[tokio::test]
async fn a_link_leads_back_to_the_page_that_was_wanted_in_any_browser() {
    let app = App::demo().await;
    let browser = app.browser();
    let form = browser
        .get(&format!("/pl/sign-in?{TO_CALLS}"))
        .await
        .form("/pl/sign-in");
    let sent = browser.send(&form.with(&[("email", "5769@demo.example")])).await;
    let page = browser.get(sent.location()).await;
    page.shows(200, &["Sprawdź pocztę"]);
    let again = browser.get(&page.link("Wpisz adres jeszcze raz")).await;
    assert_eq!(again.form("/pl/sign-in").value("next"), CALLS);
    let languages = page.attributes("nav.languages a", "href");
    assert!(
        languages.contains(&format!("/en/sign-in?{TO_CALLS}&sent=1")),
        "{languages:?}"
    );

    let link = mailed_link(&app).await;
    let telephone = app.browser();
    let asks = telephone.get(&link).await;
    let languages = asks.attributes("nav.languages a", "href");
    assert!(languages.contains(&link.replacen("/pl", "/uk", 1)), "{languages:?}");
    let signed_in = telephone.send(&asks.form(TO_CALLS)).await;
    assert_eq!((signed_in.status.as_u16(), signed_in.location()), (303, CALLS));
    let over = telephone.get(&link).await;
    over.shows(404, &["Ten link już nie działa"]);
    assert_eq!(over.link("Poproś o nowy link"), format!("/pl/sign-in?{TO_CALLS}"));
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let app = App::demo().await;
    let path = format!("/pl/sign-in/{}", app.world.link("5769@demo.example").await);
    let desk = app.desk().await;
    for next in [
        "%2F%2Fevil.example",
        "https%3A%2F%2Fevil.example",
        "/pl/%01",
        "/pl/%0d%0aa:b",
        "%2Fpl%5C..",
        "x",
    ] {
        let led = desk.get(&format!("/pl/sign-in?next={next}")).await;
        assert_eq!((led.status.as_u16(), led.location()), (303, "/pl/desk"), "{next}");
        let asks = app.browser().get(&format!("{path}?next={next}")).await;
        assert_eq!(asks.form("").action, path, "{next}");
        let sent = [("email", "nobody@demo.example"), ("next", "//evil.example")];
        assert_eq!(
            app.browser().post("/pl/sign-in", &sent).await.location(),
            "/pl/sign-in?sent=1"
        );
    }
    let led = app
        .browser()
        .post(&format!("{path}?next=%2F%2Fevil.example"), &[])
        .await;
    assert_eq!(led.location(), "/pl/desk");
    app.send_due().await;
}

#[tokio::test]
async fn who_sends_a_form_without_a_session_is_told_and_comes_back_to_it() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let form = coordinator.open("/uk/manage/staff/new").await.form_of("/staff/new");
    let home = coordinator.get("/uk/manage").await;
    coordinator.send(&home.form("/sign-out")).await;
    let refused = coordinator.send(&form.with(&[("name", "Zofia")])).await;
    assert_eq!(refused.status, 303);
    let page = coordinator.get(refused.location()).await;
    page.shows(200, &["з неї нічого не збережено"]);
    let next = page.form("/uk/sign-in").value("next").to_owned();
    assert_eq!(next, form.action);
    let languages = page.attributes("nav.languages a", "href");
    let in_polish = languages.iter().find(|address| address.starts_with("/pl/")).unwrap();
    app.browser()
        .get(in_polish)
        .await
        .shows(200, &["nic z niego nie zapisano"]);
    let back = app.coordinator().await.get(&next).await;
    back.shows(200, &["Нова особа"]).lacks("Zofia");
}

#[tokio::test]
async fn signing_in_again_ends_the_session_this_browser_had() {
    let app = App::demo().await;
    let password = "poprawny koń bateria zszywka";
    app.desk().await.post("/pl/password", &[("password", password)]).await;
    let (other, by_link, by_password) = (app.desk().await, app.desk().await, app.desk().await);
    let link = format!("/pl/sign-in/{}", app.world.link("5769@demo.example").await);
    assert_eq!(by_link.post(&link, &[]).await.status, 303);
    let typed = [("email", "5769@demo.example"), ("password", password)];
    let wrong = [typed[0], ("password", "nie to hasło, nie")];
    by_password.post("/pl/sign-in", &wrong).await.shows(422, &[]);
    by_password.get("/pl/desk").await.shows(200, &[]);
    assert_eq!(by_password.post("/pl/sign-in", &typed).await.status, 303);
    // These browsers go on sending the cookie they had.
    for ended in [by_link, by_password] {
        assert_eq!(ended.get("/pl/desk").await.status, 303);
    }
    other.get("/pl/desk").await.shows(200, &[]);
}
