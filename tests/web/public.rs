use std::collections::HashSet;

use chrono::Duration;
use dutyline::actions::roster::{SlotInput, cancel_slot, checked, save_slot};
use dutyline::actions::unit;
use dutyline::domain::access::Role;
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{ExpectedVersion, SlotMode};
use dutyline::store::StoreError;
use scraper::{Html, Selector};

use crate::support::app::{App, Page};
use crate::support::database::execute;
use crate::support::world::{at, input};

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
    page.lacks("style=").lacks("⟦");
    assert_eq!(page.texts("script"), [""], "one script, and it is a file");
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
async fn a_page_names_the_instant_at_which_it_changes() {
    let app = App::demo().await;
    for (now, until) in [
        ("2024-06-20T13:40:00.5Z", "2024-06-20T16:00:00Z"),
        ("2024-06-20T15:59:59.999999Z", "2024-06-20T16:00:00Z"),
        ("2024-06-20T16:00:00Z", "2024-06-20T22:00:00Z"),
    ] {
        app.world.clock.set(at(now));
        for path in [PAGE, "/uk/consultations", "/pl/units/krakow"] {
            let page = app.browser().get(path).await;
            assert_eq!(page.attributes("script[defer]", "data-until"), [until], "{path} {now}");
            let script = page.attributes("script[defer]", "src").concat();
            app.browser().get(&script).await.shows(200, &["data-until"]);
        }
    }
    let nothing = App::empty().await.browser().get("/pl/consultations").await;
    nothing.shows(200, &[]).lacks("<script");
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn at_the_instant_a_duty_ends_nobody_is_on_it() {
    let app = App::demo().await;
    let on_duty = "/api/v1/consultations/otwarty-krakow/on-duty";
    let asked = [
        (PAGE, "Dyżur trwa – do 18.00", "Teraz nikt nie dyżuruje"),
        ("/pl/consultations", "Dyżur trwa do 18.00", "jutro, 21 czerwca (piątek)"),
        (on_duty, "\"on_duty\":[{", "\"on_duty\":[]"),
    ];
    for (instant, ended) in [
        ("2024-06-20T15:59:59.999Z", false),
        ("2024-06-20T15:59:59.999999Z", false),
        ("2024-06-20T16:00:00Z", true),
        // A clock that is put back.
        ("2024-06-20T15:59:59.999999Z", false),
        ("2024-06-20T16:00:00Z", true),
    ] {
        app.world.clock.set(at(instant));
        for (path, before, after) in asked {
            let page = app.browser().get(path).await;
            let (there, gone) = if ended { (after, before) } else { (before, after) };
            page.shows(200, &[there]).lacks(gone);
            let lifetime = if ended {
                "public, max-age=300"
            } else {
                "public, max-age=0"
            };
            assert_eq!(page.header("cache-control"), lifetime, "{path} {instant}");
        }
    }
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn what_ends_without_a_telephone_ends_at_its_instant_too_and_so_does_the_day() {
    let app = App::demo().await;
    let (cx, c, slug) = (&app.world.cx, &app.world.coordinator, app.world.slug());
    let slots = checked(cx, c, slug.clone()).await.unwrap().0.draft.slots;
    let room = SlotInput {
        mode: SlotMode::Room,
        ..input(&slots[4])
    };
    save_slot(cx, c, slug.clone(), room, ExpectedVersion::Any)
        .await
        .unwrap();
    app.world.publish(&slug).await;
    for (instant, past) in [
        ("2024-06-20T15:59:59.999999Z", "Minione dyżury (4)"),
        ("2024-06-20T16:00:00Z", "Minione dyżury (5)"),
    ] {
        app.world.clock.set(at(instant));
        app.browser().get(PAGE).await.shows(200, &[past]);
    }
    for (instant, when) in [
        ("2024-06-20T21:59:59.999999Z", "jutro, 21 czerwca (piątek)"),
        ("2024-06-20T22:00:00Z", "dziś, 21 czerwca (piątek)"),
    ] {
        app.world.clock.set(at(instant));
        for path in [PAGE, "/pl/consultations"] {
            app.browser().get(path).await.shows(200, &[when]);
        }
    }
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn what_a_coordinator_changed_is_seen_at_the_next_request_by_everybody() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let nobody = app.browser();
    let paths = [
        PAGE,
        "/pl/consultations",
        "/pl/consultations/otwarty-krakow.ics",
        "/api/v1/consultations",
    ];
    for title in ["Pierwszy tytuł", "Drugi tytuł"] {
        for path in paths {
            nobody.get(path).await.shows(200, &[]).lacks(title);
        }
        let settings = coordinator.get("/pl/manage/c/otwarty-krakow/settings").await;
        let named = settings.form("/settings").with(&[("text-pl-title", title)]);
        assert_eq!(coordinator.send(&named).await.status, 303);
        for path in paths {
            nobody.get(path).await.shows(200, &[title]);
        }
    }
    // A slot of a new revision.
    let (cx, c, slug) = (&app.world.cx, &app.world.coordinator, app.world.slug());
    let slots = checked(cx, c, slug.clone()).await.unwrap().0.draft.slots;
    let last = slots.last().unwrap().id;
    cancel_slot(cx, c, slug.clone(), last, "awaria centrali", ExpectedVersion::Any)
        .await
        .unwrap();
    let paths = [
        PAGE,
        "/pl/consultations/otwarty-krakow.ics",
        "/api/v1/consultations/otwarty-krakow/slots",
    ];
    for path in paths {
        nobody.get(path).await.shows(200, &[]).lacks("awaria centrali");
    }
    app.world.publish(&slug).await;
    for path in paths {
        nobody.get(path).await.shows(200, &["awaria centrali"]);
    }
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn residents_are_answered_while_the_database_is_away() {
    let app = App::demo().await;
    app.world
        .cx
        .store
        .write(|db| {
            for table in ["revisions", "revision_slots", "consultations"] {
                execute(db, &format!("ALTER TABLE {table} RENAME TO {table}_away"));
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    assert!(
        app.world.cx.published.renew(&app.world.cx.store).await.is_ok(),
        "nothing was changed"
    );
    let api = "/api/v1/consultations/otwarty-krakow";
    for path in [
        PAGE,
        "/uk/consultations/otwarty-krakow",
        "/en/consultations",
        "/en/consultations/otwarty-krakow.ics",
        "/api/v1/consultations",
        &format!("{api}/slots"),
        &format!("{api}/on-duty"),
        &format!("{api}/on-duty?at=2024-06-21T13:00:00Z"),
    ] {
        app.browser().get(path).await.shows(200, &[]);
    }
    app.world.clock.set(at("2024-06-20T16:00:00Z"));
    app.browser().get(PAGE).await.shows(200, &["Teraz nikt nie dyżuruje"]);
    for path in [
        "/pl/consultations/inne",
        "/pl/consultations/inne.ics",
        "/api/v1/consultations/inne/slots",
    ] {
        app.browser().get(path).await.shows(404, &[]);
    }
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn an_odd_address_gives_the_same_page_as_the_usual_one() {
    let app = App::demo().await;
    for odd in [
        "/pl/consultations/otwarty%2Dkrakow",
        "/pl/consultations/otwarty-krakow?done=saved&x=%3Cb%3E",
    ] {
        let first = app.browser().get(odd).await;
        let usual = app.browser().get(PAGE).await;
        first.shows(200, &[]);
        assert_eq!(first.body, usual.body, "{odd}");
        assert_eq!(first.header("etag"), usual.header("etag"));
    }
}

#[tokio::test]
async fn head_tells_what_get_would() {
    let app = App::demo().await;
    for coding in ["identity", "gzip"] {
        let ask = async |method: &str| {
            let request = app.browser().request(method, PAGE).header("accept-encoding", coding);
            request.send().await.unwrap().headers().clone()
        };
        let (head, get) = (ask("head").await, ask("get").await);
        for name in [
            "etag",
            "content-length",
            "content-type",
            "content-encoding",
            "vary",
            "cache-control",
        ] {
            assert_eq!(head.get(name), get.get(name), "{name} {coding}");
        }
    }
}

#[tokio::test]
async fn the_calendar_stands_beside_the_page() {
    let app = App::demo().await;
    let calendar = app.browser().get("/pl/consultations/otwarty-krakow.ics").await;
    calendar.shows(200, &["BEGIN:VCALENDAR", "Dyżur telefoniczny"]);
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    let head = Page::of(app.browser().request("head", PAGE)).await;
    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    // When all is over it is no longer offered, and who has it still gets it.
    app.world.clock.set(at("2024-07-08T10:00:00Z"));
    let over = app.browser().get(PAGE).await;
    over.shows(200, &["Dyżury zakończyły się"]).lacks("Dodaj do kalendarza");
    let later = app.browser().get("/pl/consultations/otwarty-krakow.ics").await;
    assert_eq!(later.body, calendar.body);
    app.send_due().await;
    app.mails();
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
        "/pl/desk/calls/new?consultation=otwarty-krakow&id=01902f9e-1111-7000-8000-000000000001",
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

#[tokio::test]
async fn an_office_has_a_list_of_its_own() {
    let app = App::demo().await;
    let browser = app.browser();
    let own = browser.get("/pl/units/krakow").await;
    own.shows(200, &["Otwarty Kraków 2024–2028"]);
    assert_eq!(own.text("h1"), "Miasto Kraków");
    app.world.outsider().await;
    let other = browser.get("/uk/units/kultura").await;
    assert_eq!(other.text("h1"), "Wydział Kultury");
    assert_eq!(
        other.attributes("h1 [lang]", "lang"),
        ["pl"],
        "marked as the language it is in"
    );
    other.lacks("2024–2028");
    // Another name is seen at the next request.
    let names = [(Locale::Pl, "Kultura i Sport".to_owned())].into();
    unit::rename(
        &app.world.cx,
        &app.world.administrator,
        "kultura".parse().unwrap(),
        names,
    )
    .await
    .unwrap();
    let renamed = browser.get("/uk/units/kultura").await;
    assert_eq!(renamed.text("h1"), "Kultura i Sport");
    browser.get("/pl/units/nie-ma").await.shows(404, &[]);
}

#[tokio::test]
async fn what_a_call_is_worth_is_said_once_somebody_has_said_it() {
    let app = App::demo().await;
    let sentences = [
        (PhoneMode::Counts, "liczy się tak samo jak złożona na piśmie"),
        (PhoneMode::Confirm, "poprosimy o potwierdzenie jej na piśmie"),
        (PhoneMode::Informs, "Przez telefon udzielamy informacji"),
    ];
    for mode in [
        None,
        Some(PhoneMode::Counts),
        Some(PhoneMode::Confirm),
        Some(PhoneMode::Informs),
    ] {
        let mut settings = app.world.settings().await;
        settings.phone_mode = mode;
        app.world.change(settings).await;
        let page = app.browser().get("/pl/consultations/otwarty-krakow").await;
        for (of, sentence) in sentences {
            assert_eq!(page.body.contains(sentence), mode == Some(of), "{mode:?}: {sentence}");
        }
    }
}
