mod message;

use dutyline::announcement::DEMO;
use dutyline::domain::access::Role;
use serde_json::json;

use crate::support::app::{App, Browser, Page};
use crate::web::closed;

const ROSTER: &str = "/pl/manage/c/otwarty-krakow";

/// Posts these fields with the version of the draft as the form at an address has it now.
async fn change(browser: &Browser, form: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let version = browser.get(form).await.value("version");
    browser
        .post(path, &[fields, &[("version", version.as_str())]].concat())
        .await
}

#[tokio::test]
async fn an_announcement_becomes_a_published_roster() {
    let app = App::empty().await;
    let admin = app.program(Role::Coordinator).await;
    let coordinator = &admin;
    coordinator
        .get("/pl/manage")
        .await
        .shows(200, &["Nie ma jeszcze żadnych konsultacji"]);
    coordinator
        .get("/pl/manage/import")
        .await
        .shows(200, &["Treść ogłoszenia"]);

    let empty = coordinator.post("/pl/manage/import", &[("text", "")]).await;
    empty.shows(422, &["Wklej treść ogłoszenia albo wybierz plik."]);
    let poem = coordinator
        .post("/pl/manage/import", &[("text", "Litwo, <b>ojczyzno</b> moja")])
        .await;
    poem.shows(422, &["Litwo, &#60;b&#62;ojczyzno"]);

    let preview = coordinator.post("/pl/manage/import", &[("text", DEMO)]).await;
    preview.shows(
        200,
        &[
            "16 dyżurów bez wątpliwości",
            "czwartek, 13 czerwca, <span class=\"num\">15.00–18.00</span>",
            "12 616 5769",
        ],
    );
    preview.lacks("⟦");
    let untitled = coordinator
        .send(&preview.form("/import/draft").with(&[("title", "")]))
        .await;
    untitled.shows(422, &["Wypełnij to pole.", "12 616 5769"]);
    let form = preview.form("/import/draft").with(&[
        ("title", "Otwarty Kraków"),
        ("slug", "otwarty-krakow"),
        ("unit", "Wydział"),
    ]);
    let drafted = coordinator.send(&form).await;
    assert_eq!(drafted.location(), format!("{ROSTER}?done=imported"));

    let roster = coordinator.get(drafted.location()).await;
    roster.shows(
        200,
        &[
            "Szkic grafiku jest gotowy",
            "16 dyżurów",
            "7 numerów",
            "16 dni obsadzonych",
            "zamiast dyżuru",
        ],
    );
    roster.lacks("⟦");
    let publish = coordinator.get(&format!("{ROSTER}/publish")).await;
    publish.shows(200, &["Publikacja wersji 1", "Dodano 16 dyżurów"]);
    let published = coordinator.send(&publish.form("/publish")).await;
    assert_eq!(
        published.location(),
        format!("{ROSTER}?done=published"),
        "{}",
        published.body
    );
    let slots = app
        .browser()
        .get("/api/v1/consultations/otwarty-krakow/slots")
        .await
        .json();
    assert_eq!(slots.as_array().unwrap().len(), 16);
    let again = coordinator.send(&publish.form("/publish")).await;
    again.shows(409, &["Nie ma czego publikować"]);
}

#[tokio::test]
async fn an_uploaded_file_is_read_like_pasted_text() {
    let app = App::empty().await;
    let coordinator = app.program(Role::Coordinator).await;
    let file = reqwest::multipart::Part::bytes(DEMO.as_bytes().to_vec()).file_name("ogloszenie.txt");
    let form = reqwest::multipart::Form::new().text("text", "").part("file", file);
    let page = Page::of(coordinator.request("post", "/pl/manage/import").multipart(form)).await;
    page.shows(200, &["16 dyżurów bez wątpliwości"]);
    let file = reqwest::multipart::Part::bytes(vec![0_u8; 9 << 20]).file_name("big.docx");
    let form = reqwest::multipart::Form::new().part("file", file);
    let page = Page::of(coordinator.request("post", "/pl/manage/import").multipart(form)).await;
    assert_eq!(page.status, 413, "{}", page.body);
}

#[tokio::test]
async fn a_long_announcement_comes_back_from_its_preview() {
    let app = App::empty().await;
    let coordinator = app.program(Role::Coordinator).await;
    let mut text = "Konsultacje od 1 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n".to_owned();
    for number in 0..25 * 36 {
        let (day, phone) = (number / 36 + 3, 5000 + number % 36);
        text += &format!("{day} czerwca 2024 r. w godz. 15.00-18.00, tel. 12 616 {phone}, ");
        text += &"dyżuruje Wydział Spraw Społecznych, ".repeat(24);
        text += "\n";
    }
    let file = reqwest::multipart::Part::bytes(text.into_bytes()).file_name("dlugie.txt");
    let file = reqwest::multipart::Form::new().part("file", file);
    let preview = Page::of(coordinator.request("post", "/pl/manage/import").multipart(file)).await;
    let form = preview
        .form("/import/draft")
        .with(&[("title", "Długie"), ("unit", "Wydział")]);
    let encode = url::form_urlencoded::byte_serialize;
    let length: usize = form
        .fields
        .iter()
        .flat_map(|(_, value)| encode(value.as_bytes()))
        .map(str::len)
        .sum();
    assert!(length > dutyline::http::limits::MAX_FORM, "{length} bytes");
    let drafted = coordinator.send(&form).await;
    assert_eq!(
        drafted.location(),
        "/pl/manage/c/dlugie?done=imported",
        "{}",
        drafted.body
    );
}

#[tokio::test]
async fn a_question_must_be_answered_before_it_becomes_a_duty() {
    let app = App::empty().await;
    let coordinator = app.program(Role::Coordinator).await;
    let text = "Konsultacje od 13 czerwca do 5 lipca 2024 r.\nDyżury telefoniczne:\n13 czerwca (czwartek) w godz. 15.00-18.00 tel. 12 616 5769\n14 czerwca (poniedziałek) w godz. 15.00-18.00 tel. 12 616 5769";
    let preview = coordinator.post("/pl/manage/import", &[("text", text)]).await;
    preview.shows(200, &["1 dyżur do wyjaśnienia"]);
    let decision = preview.attributes("fieldset.decision", "id").concat();
    let date = decision.replace("decision", "date");
    let asked = coordinator
        .send(&preview.form("/import/draft").with(&[("title", "Próba")]))
        .await;
    asked.shows(422, &["Zdecyduj: weź ten wiersz albo go pomiń."]);
    assert_eq!(asked.attributes("fieldset.has-error", "id"), [decision.as_str()]);
    let form = asked
        .form("/import/draft")
        .with(&[("title", "Próba"), (&decision, "take"), (&date, "2024-06-14")]);
    let drafted = coordinator.send(&form).await;
    assert_eq!(
        drafted.location(),
        "/pl/manage/c/proba?done=imported",
        "{}",
        drafted.body
    );
    coordinator
        .get("/pl/manage/c/proba")
        .await
        .shows(200, &["2 dyżury", "piątek, 14 czerwca"]);
}

#[tokio::test]
async fn a_duty_is_changed_and_what_was_typed_stays_when_it_cannot_be() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let roster = coordinator.get(ROSTER).await;
    roster.shows(200, &["Grafik dyżurów", "Stanowisko 5769"]).lacks("⟦");
    let address = roster.link("poniedziałek, 24 czerwca");
    let page = coordinator.get(&address).await;
    page.shows(200, &["Z ogłoszenia:"]).lacks("⟦");
    let form = page.form(&address);
    assert!(form.value("phones").starts_with("12 616"), "{form:?}");
    let fill = |start: &str, end: &str| form.with(&[("start", start), ("end", end), ("staff", "")]);

    let wrong = coordinator.send(&fill("half past", "")).await;
    wrong.shows(
        422,
        &[
            "Popraw 2 pola",
            "value=\"half past\"",
            "To nie jest godzina",
            "Wypełnij to pole.",
        ],
    );
    assert_eq!(wrong.attributes(".summary a", "href"), ["#start", "#end"]);

    let saved = coordinator.send(&fill("14:00", "18:00")).await;
    assert_eq!(saved.location(), format!("{ROSTER}?done=slot-saved"), "{}", saved.body);
    coordinator
        .get(ROSTER)
        .await
        .shows(200, &["14.00–18.00", "1 zmiana jeszcze nieopublikowana", "bez osoby"]);

    // The page is older than the draft now: nothing is overwritten, both values are seen.
    let stale = coordinator.send(&fill("13:00", "18:00")).await;
    stale.shows(
        409,
        &["W międzyczasie ktoś zmienił grafik", "14.00–18.00", "value=\"13:00\""],
    );
    assert_eq!(coordinator.send(&stale.form(&address)).await.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["13.00–18.00"]);

    // A year that could be written and never be read again.
    let new = coordinator
        .get(&format!("{ROSTER}/slots/new?date=2024-06-24&start=15:00&end=16:00"))
        .await
        .form("/slots")
        .with(&[("phones", form.value("phones")), ("mode", "phone")]);
    for odd in ["+12345-01-01", "+262142-12-31", "0000-01-01"] {
        let odd = coordinator.send(&new.with(&[("date", odd)])).await;
        odd.shows(422, &["To nie jest data"]);
    }
    coordinator.get("/pl/manage").await.shows(200, &[]);

    let taken = coordinator.send(&new).await;
    taken.shows(
        409,
        &["ma w tym czasie inny dyżur: poniedziałek, 24 czerwca, <span class=\"num\">13.00–18.00.</span>"],
    );
}

#[tokio::test]
async fn a_published_duty_is_called_off_and_not_removed() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    change(&coordinator, &address, &format!("{address}/remove"), &[])
        .await
        .shows(409, &["Mieszkańcy już widzieli ten dyżur"]);
    let cancel = format!("{address}/cancel");
    change(&coordinator, &address, &cancel, &[("reason", " ")])
        .await
        .shows(422, &["Wypełnij to pole."]);
    let gone = change(&coordinator, &address, &cancel, &[("reason", "awaria centrali")]).await;
    assert_eq!(gone.location(), format!("{ROSTER}?done=slot-cancelled"));
    let roster = coordinator.get(ROSTER).await;
    roster.shows(
        200,
        &["odwołany", "awaria centrali", "brak obsady", "1 dzień bez obsady"],
    );

    let publish = coordinator.get(&format!("{ROSTER}/publish")).await;
    publish.shows(200, &["Blokuje publikację", "Zmieniono 1 dyżur"]);
    let refused = coordinator.send(&publish.form("/publish")).await;
    refused.shows(422, &["Publikację blokuje jeszcze 1 sprawa"]);
    let key = "day_uncovered:2024-06-24:180";
    let accepted = publish.form("/publish").with(&[("accept", key)]);
    let published = coordinator.send(&accepted).await;
    assert_eq!(
        published.location(),
        format!("{ROSTER}?done=published"),
        "{}",
        published.body
    );
    coordinator
        .get(ROSTER)
        .await
        .shows(200, &["opublikowano wersję 2, 20 czerwca 2024 r."]);
}

#[tokio::test]
async fn days_nobody_covers_are_exempt_in_one_step_with_a_reason() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("piątek, 5 lipca");
    change(
        &coordinator,
        &address,
        &format!("{address}/cancel"),
        &[("reason", "awaria")],
    )
    .await
    .shows(303, &[]);
    let days = format!("{ROSTER}/days");
    coordinator
        .get(&days)
        .await
        .shows(200, &["1 dzień bez obsady", "piątek, 5 lipca"])
        .lacks("⟦");
    let all = ("what", "exempt-uncovered");
    let no_reason = change(&coordinator, &days, &days, &[all, ("reason_all", "")]).await;
    no_reason.shows(422, &["id=\"reason_all-error\""]);
    let done = change(&coordinator, &days, &days, &[all, ("reason_all", "remont")]).await;
    assert_eq!(done.location(), format!("{ROSTER}?done=days-exempt"));
    coordinator
        .get(ROSTER)
        .await
        .shows(200, &["Nic nie blokuje publikacji", "remont"]);
    let outside = [("what", "exempt"), ("date", "2024-08-01"), ("reason", "x")];
    let outside = change(&coordinator, &days, &days, &outside).await;
    outside.shows(
        422,
        &["Ten dzień jest poza terminem konsultacji.", "value=\"2024-08-01\""],
    );
    let cleared = change(&coordinator, &days, &days, &[("what", "clear"), ("date", "2024-07-05")]).await;
    assert_eq!(cleared.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["brak obsady"]);
}

#[tokio::test]
async fn settings_events_and_topics_are_kept() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let path = format!("{ROSTER}/settings");
    let page = coordinator.get(&path).await;
    page.shows(
        200,
        &[
            "15.00–18.00",
            "Otwarty Kraków",
            "Nauka języka | Language learning | Вивчення мови",
        ],
    )
    .lacks("⟦");
    let form = page.form("/settings");
    let wrong = form.with(&[("hours-0", "od rana"), ("last_day", "2024-06-01")]);
    let wrong = coordinator.send(&wrong).await;
    wrong.shows(422, &["To nie są godziny", "value=\"od rana\""]);
    let order = coordinator.send(&form.with(&[("last_day", "2024-06-01")])).await;
    order.shows(422, &["Koniec jest przed początkiem", "value=\"2024-06-01\""]);
    let saved = form.with(&[("title_en", "Open city"), ("unit", "Urząd")]);
    let saved = coordinator.send(&saved).await;
    assert_eq!(
        saved.location(),
        format!("{path}?done=settings-saved"),
        "{}",
        saved.body
    );
    coordinator.get("/en/manage").await.shows(200, &["Open city"]);

    let topics = format!("{path}/topics");
    let typed = [("topics", "Praca | Work\nZieleń")];
    assert_eq!(change(&coordinator, &path, &topics, &typed).await.status, 303);
    let twice = change(&coordinator, &path, &topics, &[("topics", "Praca\nPraca")]).await;
    twice.shows(422, &["To samo jest na liście dwa razy."]);
    let fields = [
        ("event-0-date", "2024-06-19"),
        ("event-0-start", "17:00"),
        ("event-0-end", ""),
    ];
    let events = format!("{path}/events");
    change(&coordinator, &path, &events, &fields)
        .await
        .shows(422, &["To nie są godziny", "value=\"17:00\""]);
    let fields = [
        ("event-0-date", "2024-06-19"),
        ("event-0-title_pl", "Spacer"),
        ("event-1-date", ""),
    ];
    assert_eq!(change(&coordinator, &path, &events, &fields).await.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["brak obsady"]);

    let kept = coordinator.get(&path).await;
    assert_eq!(kept.form("/settings").value("unit"), "Urząd");
    assert_eq!(
        kept.form("/settings/topics").value("topics").trim(),
        "Praca | Work\nZieleń"
    );
    let events = kept.form("/settings/events");
    assert_eq!(events.value("event-0-date"), "2024-06-19");
    assert_eq!(events.value("event-0-title_pl"), "Spacer");
}

#[tokio::test]
async fn people_are_added_changed_and_invited() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    coordinator
        .get("/pl/manage/staff")
        .await
        .shows(200, &["Stanowisko 5769", "12 616 5769"])
        .lacks("⟦");
    coordinator
        .get("/pl/manage/staff/new")
        .await
        .shows(200, &["Nowa osoba"])
        .lacks("⟦");
    let wrong = [
        ("name", ""),
        ("email", "nobody"),
        ("extension", "123"),
        ("absence-0-last", "2024-06-20"),
    ];
    let page = coordinator.post("/pl/manage/staff", &wrong).await;
    page.shows(422, &["id=\"absence-0-first-error\"", "value=\"nobody\""]);
    let page = coordinator.post("/pl/manage/staff", &wrong[..3]).await;
    page.shows(
        422,
        &[
            "Popraw 3 pola",
            "To nie jest adres e-mail",
            "To nie jest numer telefonu",
        ],
    );
    let fields = [
        ("name", "Stanowisko 1"),
        ("email", "one@example.org"),
        ("languages", "pl"),
        ("languages", "uk"),
        ("absence-0-first", "2024-06-24"),
        ("absence-0-last", ""),
    ];
    assert_eq!(coordinator.post("/pl/manage/staff", &fields).await.status, 303);
    let list = coordinator.get("/pl/manage/staff?done=staff-saved").await;
    list.shows(
        200,
        &[
            "Stanowisko 1",
            "polski, ukraiński",
            "24 czerwca",
            "Dane osoby zapisano.",
        ],
    );
    let known = coordinator
        .post("/pl/manage/staff", &[("name", "X"), ("email", "one@example.org")])
        .await;
    known.shows(422, &["Ten adres ma już ktoś inny."]);
    let address = list.link("Stanowisko 1");
    coordinator
        .get(&address)
        .await
        .shows(200, &["value=\"one@example.org\"", "value=\"2024-06-24\""]);
    assert_eq!(coordinator.post(&format!("{address}/invite"), &[]).await.status, 303);
    app.send_due().await;
    assert_eq!(app.mails(), ["one@example.org"]);
    coordinator
        .get("/pl/manage/outbox")
        .await
        .shows(200, &["link do logowania", "wysłana"])
        .lacks("⟦");
}

#[tokio::test]
async fn the_register_shows_calls_with_their_contributions() {
    let app = App::demo().await;
    let (coordinator, desk) = (app.coordinator().await, app.program(Role::Staff).await);
    coordinator
        .get(&format!("{ROSTER}/register"))
        .await
        .shows(200, &["Nie ma jeszcze takich rozmów"])
        .lacks("⟦");
    let id = "01902f9e-1111-7000-8000-000000000001";
    let call = json!({
        "id": id, "consultation": "otwarty-krakow", "kind": "contribution", "topics": ["praca"], "language": "uk",
        "note": "oddzwonić", "contributions": [{ "text": "Więcej <kursów>." }, { "text": "Wieczorem." }]
    });
    desk.post_json("/api/v1/calls", &call).await.shows(201, &[]);
    let register = coordinator.get(&format!("{ROSTER}/register")).await;
    register.shows(200, &["1 rozmowa", "Więcej &#60;kursów&#62;.", "2.", "Praca"]);
    coordinator
        .get(&format!("{ROSTER}/register?kind=question"))
        .await
        .lacks("Wieczorem.");
    let page = coordinator.get(&format!("{ROSTER}/register/{id}")).await;
    page.shows(200, &["oddzwonić", "2 uwagi", "Wieczorem."]).lacks("⟦");
    let mut other = call.clone();
    other["note"] = json!("nie oddzwaniać");
    desk.post_json("/api/v1/calls", &other).await.shows(409, &[]);
    coordinator
        .get(&format!("{ROSTER}/register/{id}"))
        .await
        .shows(200, &["nie oddzwaniać", "Zachowano obie."]);
}

#[tokio::test]
async fn the_table_to_paste_can_be_read_back() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let page = coordinator.get("/en/manage/c/otwarty-krakow/table").await;
    page.shows(200, &["13 czerwca (czwartek)", "Українська", "&#60;table"])
        .lacks("⟦");
    let text = page.written("textarea#text-pl");
    let preview = coordinator.post("/pl/manage/import", &[("text", &text)]).await;
    preview.shows(200, &["16 dyżurów bez wątpliwości"]);
}

#[tokio::test]
async fn every_page_is_there_in_every_language() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let pages = closed::routes().into_iter();
    let pages = pages.filter(|(method, path)| *method == "get" && !path.contains("{id}"));
    for (_, path) in pages {
        let path = path.replace("{slug}", "otwarty-krakow");
        for locale in ["pl", "en", "uk"] {
            let page = coordinator.get(&format!("/{locale}{path}")).await;
            page.shows(200, &[]).lacks("⟦");
            assert_eq!(page.attributes("html", "lang"), [locale], "{path}");
            assert_eq!(
                page.texts("script:not([src]), style, [style], [onclick]"),
                [""; 0],
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_form_made_from_an_older_draft_changes_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let (slot, days) = (coordinator.get(&address).await, format!("{ROSTER}/days"));
    let settings = coordinator.get(&format!("{ROSTER}/settings")).await;
    let new = coordinator.get(&format!("{ROSTER}/slots/new?date=2024-06-25&start=20:00&end=21:00"));
    let old = slot.value("version");
    let stale = [
        slot.form(&address).with(&[("start", "14:00")]),
        slot.form("/cancel").with(&[("reason", "awaria")]),
        slot.form("/remove"),
        new.await
            .form("/slots")
            .with(&[("phones", "12 616 5769"), ("mode", "phone")]),
        settings.form("/settings/topics").with(&[("topics", "Praca")]),
        settings
            .form("/settings/events")
            .with(&[("event-0-title_pl", "Spacer")]),
    ];
    let by_hand = [("what", "exempt"), ("date", "2024-06-24"), ("reason", "remont")];
    change(&coordinator, &days, &days, &by_hand).await.shows(303, &[]);
    for form in &stale {
        assert_eq!(form.value("version"), old, "{form:?}");
        let refused = coordinator.send(form).await;
        assert_eq!(refused.status, 409, "{}: {}", form.action, refused.body);
    }
    let again = [by_hand.as_slice(), &[("version", old.as_str())]].concat();
    coordinator.post(&days, &again).await.shows(409, &[]);
}

#[tokio::test]
async fn a_consultation_may_be_called_like_a_page() {
    let app = App::empty().await;
    let coordinator = app.program(Role::Coordinator).await;
    for (number, slug) in ["import", "staff", "outbox"].into_iter().enumerate() {
        let text = format!(
            "Konsultacje od 13 czerwca do 5 lipca 2024 r.\nDyżury telefoniczne:\n13 czerwca (czwartek) w godz. 15.00-18.00 tel. 12 616 57{}",
            10 + number
        );
        let preview = coordinator.post("/pl/manage/import", &[("text", &text)]).await;
        let named = [("title", "Ulice"), ("slug", slug), ("unit", "Wydział")];
        let drafted = coordinator.send(&preview.form("/import/draft").with(&named)).await;
        let at = format!("/pl/manage/c/{slug}");
        assert_eq!(drafted.location(), format!("{at}?done=imported"), "{}", drafted.body);
        assert_eq!(coordinator.get(&at).await.text("h1"), "Grafik dyżurów");
    }
}

#[tokio::test]
async fn a_form_that_does_not_say_its_version_changes_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let slot = coordinator.get(&address).await;
    let before = slot.value("version");
    let day = [("what", "exempt"), ("date", "2024-06-24"), ("reason", "remont")];
    let forms: [(String, Vec<(String, String)>); 8] = [
        (
            address.clone(),
            slot.form(&address)
                .with(&[("phones", "12 616 5769"), ("mode", "phone")])
                .fields,
        ),
        (
            format!("{ROSTER}/slots"),
            slot.form(&address)
                .with(&[("date", "2024-06-25"), ("mode", "phone")])
                .fields,
        ),
        (format!("{address}/cancel"), owned(&[("reason", "awaria")])),
        (format!("{address}/remove"), Vec::new()),
        (format!("{ROSTER}/days"), owned(&day)),
        (format!("{ROSTER}/publish"), Vec::new()),
        (format!("{ROSTER}/settings/topics"), owned(&[("topics", "Praca")])),
        (format!("{ROSTER}/settings/events"), Vec::new()),
    ];
    for (path, fields) in &forms {
        for garbled in [
            None,
            Some(""),
            Some("x"),
            Some("-1"),
            Some("+1"),
            Some("1.0"),
            Some("99999999999"),
        ] {
            let mut fields = fields.clone();
            fields.retain(|(name, _)| name != "version");
            fields.extend(garbled.map(|version| ("version".to_owned(), version.to_owned())));
            let refused = send(&coordinator, path, &fields).await;
            assert_eq!(refused.status, 422, "{path} with {garbled:?}: {}", refused.body);
        }
    }
    assert_eq!(coordinator.get(&address).await.value("version"), before);
}

async fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Page {
    Page::of(browser.request("post", path).form(fields)).await
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
