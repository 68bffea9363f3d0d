//! A sheet sent back: what would change is shown, and made by a button.

use std::io::Cursor;

use dutyline::domain::access::Role;
use rust_xlsxwriter::Workbook;
use zip::ZipArchive;

use crate::support::app::{App, Browser, Page};
use crate::web::manage::ROSTER;

async fn downloaded(browser: &Browser) -> Vec<u8> {
    let answer = browser
        .request("get", &format!("{ROSTER}/draft.xlsx"))
        .send()
        .await
        .unwrap();
    answer.bytes().await.unwrap().to_vec()
}

async fn send(browser: &Browser, bytes: Vec<u8>) -> Page {
    let file = reqwest::multipart::Part::bytes(bytes).file_name("grafik.xlsx");
    let form = reqwest::multipart::Form::new().part("file", file);
    Page::of(browser.request("post", &format!("{ROSTER}/sheet")).multipart(form)).await
}

/// The workbook with a text in place of another, as if it had been edited.
fn edited(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let mut part = package.by_index(index).unwrap();
        let name = part.name().unwrap().to_string();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap().replace(from, to);
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[tokio::test]
async fn an_edited_sheet_shows_its_difference_and_is_made() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let bytes = downloaded(&coordinator).await;
    let same = send(&coordinator, bytes.clone()).await;
    same.shows(200, &["Arkusz mówi to samo co szkic."]);
    // Everybody at desk 5769 makes room for 7804.
    let page = send(&coordinator, edited(&bytes, ">12 616 5769<", ">12 616 9999<")).await;
    page.shows(200, &["Zmienione: 3 dyżury", "12 616 9999", "Stanowisko 5769"])
        .lacks("⟦");
    let before = page.texts(".changes del");
    assert!(
        before[0].starts_with("czwartek, 13 czerwca, 15.00–18.00 · 12 616 5769 · "),
        "{before:?}"
    );
    let made = coordinator.send(&page.form("/sheet/draft")).await;
    assert_eq!(made.location(), format!("{ROSTER}?done=sheet-made"));
    coordinator
        .get(made.location())
        .await
        .shows(200, &["Szkic zmieniono zgodnie z arkuszem.", "12 616 9999"]);
    // Sent again, nothing is made twice.
    let again = coordinator.send(&page.form("/sheet/draft")).await;
    again.shows(
        409,
        &["W międzyczasie ktoś zmienił szkic.", "Arkusz mówi to samo co szkic."],
    );
    let stale = send(&coordinator, bytes).await;
    stale.shows(
        200,
        &["Szkic zmienił się, odkąd pobrano ten arkusz.", "Zmienione: 3 dyżury"],
    );
}

#[tokio::test]
async fn a_reason_that_names_somebody_or_speaks_of_health_is_asked_about() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let slot = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let cancel = coordinator.get(&slot).await.form("/cancel");
    let cancel = cancel.with(&[("reason", "brak prądu"), ("code", "")]);
    coordinator.send(&cancel).await.shows(303, &[]);
    let bytes = downloaded(&coordinator).await;
    let asked = "Te powody odwołania przeczytają mieszkańcy";
    let harmless = send(&coordinator, edited(&bytes, ">brak prądu<", ">brak wody<")).await;
    harmless.shows(200, &["brak wody"]).lacks(asked);
    let health = send(&coordinator, edited(&bytes, ">brak prądu<", ">grypa w wydziale<")).await;
    health.shows(200, &[asked]);
    assert_eq!(health.texts(".notice-warn li"), ["grypa w wydziale"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_said_in_words() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let nothing = coordinator.post(&format!("{ROSTER}/sheet"), &[]).await;
    nothing.shows(422, &["Wybierz plik."]);
    send(&coordinator, b"Litwo".to_vec())
        .await
        .shows(422, &["Tego pliku nie da się odczytać."]);
    let foreign = Workbook::new().save_to_buffer().unwrap();
    send(&coordinator, foreign)
        .await
        .shows(422, &["To nie jest arkusz grafiku"]);
    let bytes = downloaded(&coordinator).await;
    let other = edited(&bytes, "dutyline otwarty-krakow", "dutyline inne");
    send(&coordinator, other)
        .await
        .shows(422, &["To jest arkusz innych konsultacji."]);
    let wrong = edited(&bytes, ">12 616 5769<", ">12 616<");
    let page = send(&coordinator, wrong).await;
    page.shows(422, &["W arkuszu są 3 błędy"]);
    let faults = page.texts(".summary li");
    assert_eq!(faults.len(), 3);
    assert!(
        faults[0].starts_with("Wiersz 2, kolumna „Numery”: To nie jest numer telefonu."),
        "{faults:?}"
    );
    let nobody = edited(&bytes, ">Stanowisko 5769<", ">Stanowisko 1<");
    let page = send(&coordinator, nobody).await;
    assert!(page.texts(".summary li")[0].starts_with("Wiersz 2, kolumna „Dyżuruje”: "));
    let big = send(&coordinator, vec![0_u8; 6 << 20]).await;
    big.shows(422, &["Plik jest większy niż 5 MB"]);
}

#[tokio::test]
async fn a_form_that_was_tampered_with_changes_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let bytes = downloaded(&coordinator).await;
    let page = send(&coordinator, edited(&bytes, ">12 616 5769<", ">12 616 9999<")).await;
    let form = page.form("/sheet/draft");
    for rows in ["", "[]x", "[{}]", "{\"a\":1}"] {
        coordinator
            .send(&form.with(&[("rows", rows)]))
            .await
            .shows(422, &["To nie jest arkusz grafiku"]);
    }
    coordinator.send(&form.with(&[("version", "x")])).await.shows(422, &[]);
    let control = form.value("rows").replace("Stanowisko 5769", "a\\u0007b");
    coordinator
        .send(&form.with(&[("rows", &control)]))
        .await
        .shows(422, &["Wiersz 2"]);
}

#[tokio::test]
async fn who_may_not_change_rosters_has_nothing_read() {
    let app = App::demo().await;
    for role in [Role::Staff, Role::Reader] {
        let member = app.member(role).await;
        send(&member, vec![0_u8; 6 << 20]).await.shows(403, &[]);
    }
    send(&app.outsider().await, b"x".to_vec()).await.shows(404, &[]);
}
