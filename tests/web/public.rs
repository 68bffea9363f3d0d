use std::collections::HashSet;

use chrono::Duration;
use dutyline::domain::access::Role;
use scraper::{Html, Selector};

use crate::support::app::{App, Page};

const PAGE: &str = "/pl/consultations/otwarty-krakow";

#[tokio::test]
async fn residents_see_who_can_be_called_without_a_cookie() {
    let app = App::demo().await;
    let browser = app.browser();
    let home = browser.get("/").await;
    assert_eq!((home.status.as_u16(), home.location()), (303, "/pl/consultations"));
    browser
        .get("/pl/consultations")
        .await
        .shows(200, &["Otwarty Kraków", "Dyżur trwa do 18.00"]);
    let page = browser.get(PAGE).await;
    page.shows(
        200,
        &["Dyżur trwa – do 18.00", "tel:+48126165769", "Minione dyżury (4)"],
    );
    page.lacks("<script").lacks("style=").lacks("⟦");
    assert_eq!(page.header("set-cookie"), "");
    browser
        .get("/uk/consultations/otwarty-krakow")
        .await
        .shows(200, &["Чергування триває – до 18:00"]);
    browser
        .get("/en/consultations/otwarty-krakow")
        .await
        .shows(200, &["until 6pm"]);
    browser
        .get("/pl/consultations/inne")
        .await
        .shows(404, &["Nie ma takiej strony", "lang=\"pl\""]);
    browser
        .get("/uk/consultations/inne")
        .await
        .shows(404, &["Такої сторінки немає"]);
    browser.get("/xx/consultations").await.shows(404, &[]);
}

#[tokio::test]
async fn a_page_is_kept_until_the_telephone_changes() {
    let app = App::demo().await;
    let browser = app.browser();
    let page = browser.get(PAGE).await;
    assert_eq!(page.header("cache-control"), "public, max-age=300");
    let again = browser
        .request("get", PAGE)
        .header("if-none-match", page.header("etag"));
    assert_eq!(Page::of(again).await.status.as_u16(), 304);
    // 15.40 plus 2 h 19 min: a minute before the end.
    app.world.clock.advance(Duration::minutes(139));
    let last_minute = browser.get(PAGE).await;
    assert_eq!(last_minute.header("cache-control"), "public, max-age=60");
    app.world.clock.advance(Duration::minutes(1));
    let over = browser.get(PAGE).await;
    over.shows(200, &["Teraz nikt nie dyżuruje", "jutro, 21 czerwca (piątek)"]);
    let asked = browser
        .request("get", PAGE)
        .header("if-none-match", page.header("etag"));
    assert_eq!(Page::of(asked).await.status.as_u16(), 200);
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn the_calendar_stands_beside_the_page() {
    let app = App::demo().await;
    let calendar = app.browser().get("/pl/consultations/otwarty-krakow.ics").await;
    calendar.shows(200, &["BEGIN:VCALENDAR", "Dyżur telefoniczny"]);
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    let head = Page::of(app.browser().request("head", PAGE)).await;
    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
}

#[tokio::test]
async fn what_is_not_published_is_not_there() {
    let app = App::empty().await;
    app.browser()
        .get("/pl/consultations")
        .await
        .shows(200, &["nie ma tu żadnych konsultacji"]);
    app.browser().get(PAGE).await.shows(404, &[]);
    let desk = app.program(Role::Staff).await;
    desk.get("/pl/desk").await.shows(200, &["nie jest połączone"]);
}

#[tokio::test]
async fn every_number_is_read_with_its_day() {
    let app = App::demo().await;
    let page = Html::parse_document(&app.browser().get(PAGE).await.body);
    let names: Vec<String> = page
        .select(&Selector::parse("a[href^='tel:']").unwrap())
        .map(|link| link.text().collect())
        .collect();
    assert!(
        names.contains(&"numer telefonu 12 616 7809, 21 czerwca (piątek)".to_owned()),
        "{names:?}"
    );
    let different: HashSet<&String> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
}

#[tokio::test]
async fn search_engines_are_told_the_whole_address_in_every_language() {
    let app = App::demo().await;
    for path in ["consultations", "consultations/otwarty-krakow"] {
        let page = Html::parse_document(&app.browser().get(&format!("/pl/{path}")).await.body);
        let alternates: Vec<_> = page
            .select(&Selector::parse("link[rel=alternate][hreflang]").unwrap())
            .filter_map(|link| Some((link.attr("hreflang")?.to_owned(), link.attr("href")?.to_owned())))
            .collect();
        let expected = ["pl", "en", "uk"].map(|code| (code.to_owned(), app.url(&format!("/{code}/{path}"))));
        assert_eq!(alternates, expected);
        assert!(expected[0].1.starts_with("http"));
    }
}
