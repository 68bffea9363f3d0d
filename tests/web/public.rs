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
async fn nobody_reads_of_a_consultation_before_it_is_published() {
    let app = App::empty().await;
    let list = app.browser().get("/pl/consultations").await;
    list.shows(200, &["nie ma tu żadnych konsultacji"]);
    let desk = app.member(Role::Staff).await;
    desk.get("/pl/desk").await.shows(200, &["nie jest połączone"]);

    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let text = "Konsultacje od 13 czerwca do 5 lipca 2024 r.\nDyżury telefoniczne:\n13 czerwca (czwartek) w godz. 15.00-18.00 tel. 12 616 5700";
    let preview = coordinator.post("/pl/manage/import", &[("text", text)]).await;
    let named = [("title", "Tajne ulice"), ("slug", "ulice")];
    let drafted = coordinator.send(&preview.form("/import/draft").with(&named)).await;
    assert_eq!(drafted.status, 303, "{}", drafted.body);
    let list = app.browser().get("/pl/consultations").await;
    assert_eq!(list.attributes(".entries h3 a", "href"), [PAGE]);
    list.lacks("Tajne ulice");
    for path in ["/pl/consultations/ulice", "/pl/consultations/ulice.ics"] {
        app.browser().get(path).await.shows(404, &[]);
    }
    let all = app.browser().get("/api/v1/consultations").await;
    all.shows(200, &["otwarty-krakow"]).lacks("ulice");
}

#[tokio::test]
async fn the_list_tells_the_published_period_until_another_is_published() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let settings = coordinator.get("/pl/manage/c/otwarty-krakow/settings").await;
    let later = settings.form("/settings").with(&[("last_day", "2024-07-12")]);
    assert_eq!(coordinator.send(&later).await.status, 303);
    let list = app.browser().get("/pl/consultations").await;
    assert_eq!(list.text(".entries .muted"), "13 czerwca – 5 lipca 2024 r.");
}

#[tokio::test]
async fn what_coordinators_type_never_becomes_markup() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let typed = "<b class=injected>R&D</b> \"x\" '";
    let settings = coordinator.get("/pl/manage/c/otwarty-krakow/settings").await;
    let free = [
        "unit",
        "text-pl-title",
        "text-en-title",
        "text-pl-invitation",
        "text-pl-other_ways",
    ];
    let marked = settings.form("/settings").with(&free.map(|name| (name, typed)));
    assert_eq!(coordinator.send(&marked).await.status, 303);
    for path in [
        "/pl/consultations",
        "/en/consultations",
        PAGE,
        "/en/consultations/otwarty-krakow",
    ] {
        let page = app.browser().get(path).await;
        assert_eq!(page.texts(".injected"), [""; 0], "{path}");
        assert!(page.text("main").contains(typed), "{path}: {}", page.body);
    }
    for path in ["", "/settings", "/publish", "/table", "/register"] {
        let page = coordinator.get(&format!("/pl/manage/c/otwarty-krakow{path}")).await;
        assert_eq!(page.texts(".injected"), [""; 0], "{path}");
    }
}

#[tokio::test]
async fn pages_lead_only_where_their_reader_may_go() {
    let app = App::demo().await;
    let (nobody, desk) = (app.browser(), app.desk().await);
    for path in ["/pl/consultations", PAGE, "/pl/sign-in"] {
        let leads = nobody.get(path).await.attributes("a[href]", "href");
        let closed = |href: &&String| href.contains("/manage") || href.contains("/desk");
        assert_eq!(leads.iter().find(closed), None, "{path}");
    }
    for path in [
        "/pl/desk",
        "/pl/desk/calls",
        "/pl/desk/calls/new?consultation=otwarty-krakow",
        PAGE,
    ] {
        let leads = desk.get(path).await.attributes("a[href]", "href");
        assert_eq!(leads.iter().find(|href| href.contains("/manage")), None, "{path}");
    }
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
