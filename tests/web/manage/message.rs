//! The outbox page, with whom each message is for and what about.

use dutyline::domain::access::Role;
use scraper::{ElementRef, Html, Selector};

use crate::support::app::{App, Page};

/// The text of each cell of each row, with plain spaces.
fn rows(page: &Page) -> Vec<Vec<String>> {
    let html = Html::parse_document(&page.body);
    let (row, cell) = (
        Selector::parse("main tbody tr").unwrap(),
        Selector::parse("th, td").unwrap(),
    );
    let text = |cell: ElementRef| cell.text().collect::<String>().replace('\u{a0}', " ");
    let rows = html.select(&row);
    rows.map(|row| row.select(&cell).map(text).collect()).collect()
}

#[tokio::test]
async fn the_outbox_says_when_for_whom_and_which_duty() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    for email in ["7808@demo.example", "nobody@demo.example"] {
        app.browser()
            .post("/pl/sign-in", &[("email", email)])
            .await
            .shows(303, &[]);
    }
    app.send_due().await;
    assert!(app.mails().contains(&"7808@demo.example".to_owned()));
    let administrator = app.administrator().await;
    for (locale, friday, duty, person, nobody) in [
        (
            "pl",
            "21 czerwca, 14.00",
            "przypomnienie o dyżurze: 21 czerwca, 15.00",
            "Stanowisko 7809",
            "adres, którego nikt tu nie ma",
        ),
        (
            "en",
            "21 June, 2pm",
            "duty reminder: 21 June, 3pm",
            "Stanowisko 7809",
            "an address nobody here has",
        ),
        (
            "uk",
            "21 червня, 14:00",
            "нагадування про чергування: 21 червня, 15:00",
            "Stanowisko 7809",
            "адреса, якої тут ніхто не має",
        ),
    ] {
        let page = coordinator.get(&format!("/{locale}/manage/outbox")).await;
        page.shows(200, &[]).lacks("⟦");
        let rows = rows(&page);
        let reminder = rows
            .iter()
            .find(|row| row[0] == friday)
            .unwrap_or_else(|| panic!("{locale}: {rows:?}"));
        assert_eq!(reminder[1], person);
        assert!(reminder[2].starts_with(duty), "{reminder:?}");
        assert!(reminder[2].contains("2024–2028"), "{reminder:?}");
        let people: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
        assert!(people.contains(&"Stanowisko 7808"), "{people:?}");
        // Who asked with an address nobody has is no office's matter.
        assert!(!people.contains(&nobody), "{people:?}");
        let all = self::rows(&administrator.get(&format!("/{locale}/manage/outbox")).await);
        assert!(all.iter().any(|row| row[1] == nobody), "{all:?}");
    }
}

#[tokio::test]
async fn what_could_not_be_sent_comes_before_what_waits_and_what_was_sent() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let page = coordinator.get("/pl/manage/outbox").await;
    let mut states: Vec<String> = page.texts("main tbody .tag");
    states.dedup();
    assert_eq!(states, ["✗ niewysłana", "… czeka na wysłanie", "✓ wysłana"]);
    let waiting = rows(&page).into_iter().filter(|row| row[3].contains("czeka"));
    assert_eq!(waiting.map(|row| row[0].clone()).next().unwrap(), "21 czerwca, 14.00");
}

#[tokio::test]
async fn an_outbox_without_messages_says_so() {
    let app = App::empty().await;
    let page = app.member(Role::Coordinator).await.get("/pl/manage/outbox").await;
    page.shows(200, &["Nie ma żadnych wiadomości."]);
    assert_eq!(rows(&page), [[""; 0]; 0]);
}

/// A page of another site can have its own name lead to this machine.
#[tokio::test]
async fn the_demos_outbox_answers_to_its_own_name_only() {
    let app = App::demo_with(|state| {
        state.open_outbox = true;
        state.cx.base_url = "http://demo.city.example:8080/".parse().unwrap();
    })
    .await;
    let browser = app.browser();
    for (host, status) in [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("[::1]:8080", 200),
        ("demo.city.example:8080", 200),
        ("demo.city.example", 200),
        ("evil.example", 404),
        ("evil.example:8080", 404),
        ("127.0.0.1.evil.example", 404),
        ("demo.city.example.evil.example", 404),
        ("localhost.evil.example:8080", 404),
        ("", 404),
    ] {
        let asked = browser.request("get", "/pl/outbox").header("host", host);
        assert_eq!(Page::of(asked).await.status, status, "{host}");
    }
    let closed = App::demo().await;
    closed.browser().get("/pl/outbox").await.shows(404, &[]);
}
