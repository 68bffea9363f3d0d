use dutyline::announcement::{DEMO, MAX_SLOTS};
use dutyline::domain::access::Role;

use crate::support::app::{App, Page};
use crate::web::manage::ROSTER;

#[tokio::test]
async fn an_announcement_becomes_a_published_roster() {
    let app = App::empty().await;
    let admin = app.member(Role::Coordinator).await;
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
    let form = preview
        .form("/import/draft")
        .with(&[("title", "Otwarty Kraków"), ("slug", "otwarty-krakow")]);
    let drafted = coordinator.send(&form).await;
    assert_eq!(drafted.location(), format!("{ROSTER}?done=imported"));

    let roster = coordinator.get(drafted.location()).await;
    roster.shows(
        200,
        &[
            "Szkic grafiku jest gotowy",
            "16 dyżurów",
            "7 numerów",
            "dyżur w 16 z 16 dni, obsadzony w 0",
            "zamiast dyżuru",
        ],
    );
    roster.lacks("⟦");
    let publish = coordinator.get(&format!("{ROSTER}/publish")).await;
    publish.shows(
        200,
        &["Publikacja wersji 1", "Dodano 16 dyżurów", "Żaden dyżur nie ma osoby"],
    );
    let refused = coordinator.send(&publish.form("/publish")).await;
    refused.shows(422, &["Żaden dyżur nie ma osoby"]);
    let by_name = publish.form("/publish").with(&[("accept", "no_staff:roster")]);
    let published = coordinator.send(&by_name).await;
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
    let again = coordinator.send(&by_name).await;
    again.shows(409, &["Nie ma czego publikować"]);
}

#[tokio::test]
async fn an_uploaded_file_is_read_like_pasted_text() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
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
    let coordinator = app.member(Role::Coordinator).await;
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
    let form = preview.form("/import/draft").with(&[("title", "Długie")]);
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
    let coordinator = app.member(Role::Coordinator).await;
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

const CONTRADICTION: &str = "Konsultacje od 13 czerwca do 5 lipca 2024 r.
Zapraszamy do udziału.
Uwagi do planu Zielony skwer można też przesłać na adres konsultacje@miasto.example.
Spotkanie: 20 czerwca 2024 r., godz. 17.00-19.00, pl. Wszystkich Świętych 3-4, sala Dietla
Dyżury telefoniczne:
13 czerwca (czwartek) w godz. 15.00-18.00 tel. 12 616 5769
14 czerwca (poniedziałek) w godz. 15.00-18.00 tel. 12 616 5769";

#[tokio::test]
async fn both_days_of_a_contradiction_are_offered() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    let preview = coordinator.post("/pl/manage/import", &[("text", CONTRADICTION)]).await;
    preview.shows(
        200,
        &[
            "14 czerwca 2024 r. to piątek, a w ogłoszeniu jest poniedziałek. Który dzień jest właściwy?",
            "piątek, 14 czerwca",
            "poniedziałek, 17 czerwca",
        ],
    );
    let offered = preview.attributes("fieldset.decision input", "value");
    assert_eq!(offered, ["2024-06-14", "2024-06-17", "take", "leave"]);
    let form = preview
        .form("/import/draft")
        .with(&[("title", "Próba"), ("row-1-decision", "2024-06-17")]);
    // What was answered stays answered when the form comes back.
    let again = coordinator.send(&form.with(&[("title", "")])).await;
    assert_eq!(
        again.attributes("fieldset.decision input[checked]", "value"),
        ["2024-06-17"]
    );
    coordinator.send(&form).await;
    coordinator
        .get("/pl/manage/c/proba")
        .await
        .shows(200, &["poniedziałek, 17 czerwca"])
        .lacks("piątek, 14 czerwca, ");
    let public = coordinator.get("/pl/manage/c/proba/table").await;
    public.shows(200, &["17 czerwca"]);
}

#[tokio::test]
async fn what_was_left_out_is_listed_and_everything_read_can_be_corrected() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    let text = format!("Zielony skwer\n{CONTRADICTION}");
    let preview = coordinator.post("/pl/manage/import", &[("text", &text)]).await;
    preview.shows(200, &["Pokaż 3 wiersze", "konsultacje@miasto.example"]);
    let left: Vec<String> = preview.attributes("input[name^=left-][name$=-line]", "value");
    assert_eq!(left, ["3", "4", "6"], "not the title, but what only speaks of it");
    let form = preview.form("/import/draft").with(&[
        ("title", "Próba"),
        ("slug", "proba"),
        ("row-0-date", "2024-06-18"),
        ("row-0-end", "19:30"),
        ("row-0-phones", "12 616 7804"),
        ("row-0-languages", "pl, uk"),
        ("row-0-mode", "hybrid"),
        ("row-1-decision", "leave"),
        ("event-0-title", "Spotkanie otwarte"),
        ("event-0-place", "pl. Wszystkich Świętych 3-4, sala Dietla"),
    ]);
    let wrong = form.with(&[
        ("row-0-languages", "polski"),
        ("event-0-title", ""),
        ("event-0-end", ""),
    ]);
    let refused = coordinator.send(&wrong).await;
    refused.shows(
        422,
        &["Wiersz 7, Języki", "Spotkanie 20 czerwca, Nazwa", "Pokaż 3 wiersze"],
    );
    assert_eq!(
        refused.attributes("details.correct[open]", "class").len(),
        2,
        "what is wrong is not folded away"
    );
    let drafted = coordinator.send(&form).await;
    assert_eq!(drafted.location(), "/pl/manage/c/proba?done=imported");
    coordinator.get("/pl/manage/c/proba").await.shows(
        200,
        &["wtorek, 18 czerwca", "15.00–19.30", "12 616 7804", "polski, ukraiński"],
    );
    coordinator
        .get("/pl/manage/c/proba/settings")
        .await
        .shows(200, &["Spotkanie otwarte", "pl. Wszystkich Świętych 3-4, sala Dietla"]);
}

#[tokio::test]
async fn a_row_whose_number_is_taken_is_named() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    let preview = coordinator.post("/pl/manage/import", &[("text", CONTRADICTION)]).await;
    let form = preview.form("/import/draft").with(&[
        ("title", "Próba"),
        ("row-1-decision", "2024-06-14"),
        ("row-0-date", "2024-06-14"),
    ]);
    let refused = coordinator.send(&form).await;
    refused.shows(409, &["Wiersz 6", "Wiersz 7", "Ten numer ma w tym czasie inny dyżur"]);
    assert_eq!(
        refused.attributes("[aria-invalid]", "name"),
        ["row-0-phones", "row-1-phones"]
    );
}

#[tokio::test]
async fn what_a_call_is_worth_is_asked_and_not_promised_before() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    let preview = coordinator.post("/pl/manage/import", &[("text", CONTRADICTION)]).await;
    assert_eq!(
        preview.attributes("input[name=phone_mode]", "value"),
        ["counts", "confirm", "informs", ""]
    );
    assert_eq!(preview.attributes("input[name=phone_mode][checked]", "value"), [""]);
    let form = preview
        .form("/import/draft")
        .with(&[("title", "Próba"), ("row-1-decision", "leave")]);
    coordinator.send(&form).await;
    let settings = "/pl/manage/c/proba/settings";
    let open = coordinator.get(settings).await;
    open.shows(200, &["Jeszcze tego nie ustalono"]);
    let unsettled = "Nie ustalono, czy uwaga zgłoszona przez telefon liczy się jak pisemna.";
    for page in ["/pl/manage/c/proba", "/pl/manage/c/proba/publish"] {
        coordinator.get(page).await.shows(200, &[unsettled]);
    }
    assert_eq!(
        open.attributes("input[name=phone_mode][checked]", "value"),
        Vec::<String>::new()
    );
    // The same announcement with an answer; without one it stays as it is.
    for (answer, kept) in [("informs", "informs"), ("", "informs")] {
        let preview = coordinator.post("/pl/manage/import", &[("text", CONTRADICTION)]).await;
        let form = preview.form("/import/draft").with(&[
            ("title", "Próba"),
            ("slug", "proba"),
            ("row-1-decision", "leave"),
            ("phone_mode", answer),
        ]);
        let seen = coordinator.send(&form).await;
        seen.shows(409, &["Pod tym adresem są już konsultacje"]);
        coordinator.send(&seen.form("/import/draft")).await;
        let settings = coordinator.get(settings).await;
        assert_eq!(settings.attributes("input[name=phone_mode][checked]", "value"), [kept]);
        coordinator.get("/pl/manage/c/proba").await.lacks(unsettled);
    }
}

#[tokio::test]
async fn more_rows_than_an_announcement_can_have_are_refused() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    let send = async |group: &str, count: usize| {
        let fields: Vec<String> = (0..count).map(|row| format!("{group}-{row}-line")).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|name| (name.as_str(), "1")).collect();
        coordinator.post("/pl/manage/import/draft", &fields).await.status
    };
    assert_eq!(send("row", MAX_SLOTS).await, 422);
    assert_eq!(send("row", MAX_SLOTS + 1).await, 413);
    assert_eq!(send("event", MAX_SLOTS + 1).await, 413);
    assert_eq!(send("note", 5_000).await, 413);
}

#[tokio::test]
async fn what_is_too_much_to_read_says_so() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    let line = format!("Dyżury telefoniczne: {}", "(".repeat(20_001));
    let page = coordinator.post("/pl/manage/import", &[("text", &line)]).await;
    page.shows(422, &["W tym ogłoszeniu jest za dużo treści", "((((("]);
}
