use crate::support::app::App;
use crate::web::manage::{ROSTER, change};

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
        &["odwołany", "awaria centrali", "brak dyżuru", "w 1 dniu go brakuje"],
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
