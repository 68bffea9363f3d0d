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
        &[
            "W międzyczasie ktoś zmienił grafik",
            "14.00–18.00",
            "value=\"13:00\"",
            "w szkicu: 14:00",
        ],
    );
    stale.lacks("w szkicu: 18:00");
    assert_eq!(coordinator.send(&stale.form(&address)).await.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["13.00–18.00"]);

    // A year that could be written and never be read again.
    let new = coordinator
        .open(&format!("{ROSTER}/slots/new?date=2024-06-24&start=15:00&end=16:00"))
        .await
        .form_of("/slots/new")
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
    let both = [("code", "phone_fault"), ("reason", "awaria centrali")];
    change(&coordinator, &address, &cancel, &both)
        .await
        .shows(422, &["Wybierz jedną z możliwości."]);
    // A name and somebody's health are asked about, and can be left there on purpose.
    let personal = ("reason", "stanowisko 7808: chory pracownik");
    let asked = change(&coordinator, &address, &cancel, &[personal]).await;
    asked.shows(
        422,
        &[
            "To wygląda na nazwisko",
            "To wygląda na informację o czyimś zdrowiu",
            "name=\"sure\"",
        ],
    );
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

#[tokio::test]
async fn a_new_duty_is_added_once_however_often_its_form_is_sent() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = format!("{ROSTER}/slots/new?date=2024-06-25&start=20:00&end=21:00");
    let led = coordinator.get(&address).await;
    assert_eq!(led.status, 303);
    let page = coordinator.get(led.location()).await;
    page.shows(200, &["value=\"20:00\""]);
    let new = page
        .form_of("/slots/new")
        .with(&[("phones", "12 616 5769"), ("mode", "phone")]);
    assert_eq!(new.action, led.location(), "day and hours stay in it");
    let saved = coordinator.send(&new).await;
    assert_eq!(saved.location(), format!("{ROSTER}?done=slot-saved"), "{}", saved.body);
    let rows = async || coordinator.get(ROSTER).await.texts(".roster tbody tr").len();
    let once = rows().await;
    assert_eq!(coordinator.send(&new).await.location(), saved.location());

    // With other content: what is there and what was typed, and nothing stored.
    let other = new.with(&[("end", "22:00")]);
    let there = coordinator.send(&other).await;
    there.shows(
        409,
        &["Ten formularz wysłano już wcześniej", "20.00–21.00", "value=\"22:00\""],
    );
    assert_eq!(rows().await, once);
    let back = coordinator.get(&new.action).await;
    assert_eq!(back.status, 303);
    let stored = coordinator.get(back.location()).await;
    stored.shows(200, &["Ten dyżur jest już zapisany w szkicu.", "value=\"21:00\""]);
    let another = coordinator.open(&stored.link("Dodaj kolejny dyżur")).await;
    assert_ne!(another.form_of("/slots/new").action, new.action);
    // What was typed can be saved from there, as a change.
    let id = back.location().split(['?', '/']).nth(6).unwrap().to_owned();
    let change = there.form(&format!("/slots/{id}"));
    assert_eq!(coordinator.send(&change).await.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["20.00–22.00"]);
    assert_eq!(rows().await, once);
}

#[tokio::test]
async fn a_duty_under_a_taken_id_is_saved_under_another() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let other = app.world.draft("inne", "2024-06-25").await;
    let taken = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let id = taken.rsplit('/').next().unwrap();
    let new = format!("/pl/manage/c/{other}/slots/new?id={id}");
    let page = coordinator.get(&new).await;
    page.shows(200, &["Nowy dyżur"]);
    let typed = [
        ("date", "2024-06-25"),
        ("start", "08:00"),
        ("end", "09:00"),
        ("mode", "phone"),
    ];
    let refused = coordinator.send(&page.form_of("/slots/new").with(&typed)).await;
    refused.shows(
        409,
        &["Pod adresem tego formularza zapisano już coś innego", "value=\"08:00\""],
    );
    let again = refused.form_of("/slots/new");
    assert_ne!(again.action, new);
    assert_eq!(coordinator.send(&again).await.status, 303);
    coordinator.get(&format!("{new}1")).await.shows(400, &[]);
    let nameless = format!("/pl/manage/c/{other}/slots/new");
    coordinator.post(&nameless, &typed).await.shows(400, &[]);
}
