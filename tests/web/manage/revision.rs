//! Publishing, planned publications, and rosters as residents would read them.

use crate::support::app::{App, Browser, Page};
use crate::support::world::at;
use crate::web::manage::ROSTER;

/// Gives the duty of 5 July to somebody else, or nobody.
async fn give(coordinator: &Browser, staff: &str) {
    let slot = coordinator.get(ROSTER).await.link("piątek, 5 lipca");
    let form = coordinator.get(&slot).await.form(&slot).with(&[("staff", staff)]);
    coordinator.send(&form).await.shows(303, &[]);
}

async fn send(coordinator: &Browser, fields: &[(&str, &str)]) -> Page {
    let address = format!("{ROSTER}/publish");
    let page = coordinator.get(&address).await;
    let version = page.attributes("input[name=version]", "value").remove(0);
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    coordinator.post(&address, &all).await
}

#[tokio::test]
async fn publishing_names_who_had_a_duty_who_gets_it_and_who_hears_of_it() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    give(&coordinator, "").await;
    let page = coordinator.get(&format!("{ROSTER}/publish")).await;
    page.shows(200, &["Zmiana osoby: 1 dyżur", "Kto się o tym dowie"]);
    assert_eq!(page.texts(".changes del"), ["Stanowisko 5806"]);
    assert_eq!(page.texts(".changes ins"), ["jeszcze nikt"]);
    page.shows(
        200,
        &["<strong>Stanowisko 5806</strong> – 2 przypomnienia nie zostaną wysłane"],
    );
}

#[tokio::test]
async fn a_draft_and_old_revisions_are_seen_as_residents_would_and_name_nobody() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let preview = format!("{ROSTER}/preview");
    let slot = coordinator.get(ROSTER).await.link("piątek, 5 lipca");
    let cancel = coordinator
        .get(&slot)
        .await
        .form("/cancel")
        .with(&[("code", "phone_fault")]);
    coordinator.send(&cancel).await.shows(303, &[]);
    let draft = coordinator.get(&preview).await;
    draft
        .shows(200, &["To szkic.", "awaria telefonu", "12 616 5806"])
        .lacks("Stanowisko");
    assert_eq!(draft.header("cache-control"), "no-store");
    coordinator
        .get(&preview.replace("/pl/", "/uk/"))
        .await
        .shows(200, &["телефон не працює"]);
    let public = app.browser().get("/pl/consultations/otwarty-krakow").await;
    public.shows(200, &[]).lacks("awaria telefonu").lacks("To szkic.");

    let accepted = [("accept", "day_uncovered:2024-07-05:180")];
    send(&coordinator, &accepted).await.shows(303, &[]);
    let list = coordinator.get(&format!("{ROSTER}/revisions")).await;
    list.shows(
        200,
        &["Zmieniono 1 dyżur", "Dodano 16 dyżurów", "1 zaakceptowana sprawa"],
    );
    let first = coordinator.get(&list.link("wersja 1")).await;
    first
        .shows(200, &["Tak mieszkańcy widzieli wersję 1"])
        .lacks("awaria telefonu")
        .lacks("Stanowisko");
    assert_eq!(first.header("cache-control"), "no-store");
    let restored = coordinator.send(&first.form("/revisions/1")).await;
    assert_eq!(restored.location(), format!("{ROSTER}?done=restored"));
    coordinator.get(&preview).await.shows(200, &[]).lacks("awaria telefonu");
    // The page is older than the draft now.
    coordinator.send(&first.form("/revisions/1")).await.shows(
        409,
        &["W międzyczasie ktoś zmienił grafik", "Tak mieszkańcy widzieli wersję 1"],
    );
    coordinator.get(&format!("{ROSTER}/revisions/3")).await.shows(404, &[]);
}

#[tokio::test]
async fn a_publication_is_planned_in_the_consultations_time_and_takes_place() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    give(&coordinator, "").await;
    let wrong = send(&coordinator, &[("what", "later"), ("day", "jutro")]).await;
    wrong.shows(
        422,
        &[
            "To nie jest data",
            "value=\"jutro\"",
            "<details class=\"section\" open>",
        ],
    );
    assert_eq!(wrong.attributes(".summary a", "href"), ["#day", "#time"]);
    let past = [("what", "later"), ("day", "2024-06-20"), ("time", "15:40")];
    send(&coordinator, &past).await.shows(422, &["Ta chwila już minęła"]);
    let planned = send(
        &coordinator,
        &[("what", "later"), ("day", "2024-06-20"), ("time", "18")],
    )
    .await;
    assert_eq!(
        planned.location(),
        format!("{ROSTER}?done=publication-planned"),
        "{}",
        planned.body
    );
    let said = "Publikacja zaplanowana: czwartek, 20 czerwca 2024 r., 18.00";
    coordinator.get(ROSTER).await.shows(200, &[said]);
    let again = send(&coordinator, &[("what", "later"), ("day", "2024-06-22"), ("time", "8")]).await;
    again.shows(409, &["Publikacja jest już zaplanowana"]);
    app.world.clock.set(at("2024-06-20T15:59:59Z"));
    app.send_due().await;
    coordinator.get(ROSTER).await.shows(200, &["wersję 1"]);
    app.world.clock.set(at("2024-06-20T16:00:00Z"));
    app.send_due().await;
    coordinator
        .get(ROSTER)
        .await
        .shows(200, &["wersję 2, 20 czerwca 2024"])
        .lacks(said);
    app.mails();
}

#[tokio::test]
async fn a_plan_that_is_void_says_so_and_is_withdrawn_or_dismissed() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let plan = [("what", "later"), ("day", "2024-06-20"), ("time", "15:41")];
    give(&coordinator, "").await;
    send(&coordinator, &plan).await.shows(303, &[]);
    let member = coordinator.get(ROSTER).await.attributes("select.pick option", "value");
    give(&coordinator, member.iter().find(|value| !value.is_empty()).unwrap()).await;
    coordinator
        .get(ROSTER)
        .await
        .shows(200, &["Szkic od tego czasu zmieniono"]);
    app.world.clock.set(at("2024-06-20T13:41:00Z"));
    app.send_due().await;
    assert_eq!(app.mails(), ["coordinator@demo.example"]);
    let roster = coordinator.get(ROSTER).await;
    roster.shows(200, &["się nie odbyła. Szkic zmieniono po zaplanowaniu.", "wersję 1"]);
    let page = coordinator.get(&format!("{ROSTER}/publish")).await;
    page.shows(200, &["Przyjmuję do wiadomości"]);
    let id = page.attributes("input[name=plan]", "value").remove(0);
    let dismissed = send(&coordinator, &[("what", "withdraw"), ("plan", &id)]).await;
    assert_eq!(
        dismissed.location(),
        format!("{ROSTER}/publish?done=publication-withdrawn")
    );
    coordinator.get(ROSTER).await.shows(200, &[]).lacks("się nie odbyła");
    send(&coordinator, &[("what", "withdraw"), ("plan", &id)])
        .await
        .shows(404, &[]);
}
