use crate::support::app::App;

#[tokio::test]
async fn people_are_added_changed_and_invited() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    coordinator
        .get("/pl/manage/staff")
        .await
        .shows(200, &["Stanowisko 5769", "12 616 5769"])
        .lacks("⟦");
    let new = coordinator.open("/pl/manage/staff/new").await;
    let address = new.form_of("/staff/new").action;
    new.shows(200, &["Nowa osoba"]).lacks("⟦");
    let wrong = [
        ("name", ""),
        ("email", "nobody"),
        ("extension", "123"),
        ("weight", "pół"),
    ];
    let page = coordinator.post(&address, &wrong).await;
    page.shows(422, &["id=\"weight-error\"", "value=\"nobody\""]);
    let page = coordinator.post(&address, &wrong[..3]).await;
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
        ("weight", "50 %"),
        ("max_per_week", "2"),
        ("rather_not", "5"),
    ];
    assert_eq!(coordinator.post(&address, &fields).await.status, 303);
    let list = coordinator.get("/pl/manage/staff?done=staff-saved").await;
    list.shows(200, &["Stanowisko 1", "polski, ukraiński", "Dane osoby zapisano."]);
    let fresh = coordinator.open("/pl/manage/staff/new").await.form_of("/staff/new");
    let known = coordinator
        .post(&fresh.action, &[("name", "X"), ("email", "one@example.org")])
        .await;
    known.shows(422, &["Ten adres ma już ktoś inny."]);
    let address = list.link("Stanowisko 1");
    coordinator.get(&address).await.shows(
        200,
        &["value=\"one@example.org\"", "value=\"50\"", "value=\"5\" checked"],
    );
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
async fn a_person_is_added_once_however_often_the_form_is_sent() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let new = coordinator.open("/pl/manage/staff/new").await.form_of("/staff/new");
    let anna = new.with(&[("name", "Anna"), ("email", "anna@example.org")]);
    let saved = coordinator.send(&anna).await;
    assert_eq!(saved.location(), "/pl/manage/staff?done=staff-saved", "{}", saved.body);
    let people = coordinator.get("/pl/manage/staff").await.body;
    assert_eq!(coordinator.send(&anna).await.location(), saved.location());
    let other = coordinator.send(&anna.with(&[("name", "Ewa")])).await;
    other.shows(
        409,
        &[
            "Ten formularz wysłano już wcześniej",
            "Anna, anna@example.org",
            "value=\"Ewa\"",
        ],
    );
    assert_eq!(coordinator.get("/pl/manage/staff").await.body, people);
    let back = coordinator.get(&anna.action).await;
    assert_eq!(back.status, 303);
    let stored = coordinator.get(back.location()).await;
    stored.shows(200, &["Ta osoba jest już zapisana.", "value=\"Anna\""]);
    let another = coordinator.open(&stored.link("Dodaj kolejną osobę")).await;
    assert_ne!(another.form_of("/staff/new").action, anna.action);
    // What was typed can be saved from there, as a change.
    let id = back.location().split(['?', '/']).nth(4).unwrap().to_owned();
    assert_eq!(coordinator.send(&other.form(&format!("/staff/{id}"))).await.status, 303);
    coordinator
        .get("/pl/manage/staff")
        .await
        .shows(200, &["Ewa"])
        .lacks("Anna");

    // To the coordinator of another office it is an id that is taken.
    let elsewhere = app.outsider().await;
    elsewhere.get(&anna.action).await.shows(200, &["Nowa osoba"]);
    let taken = elsewhere.send(&new.with(&[("name", "Zofia")])).await;
    taken
        .shows(409, &["Pod adresem tego formularza zapisano już coś innego", "Zofia"])
        .lacks("Ewa");
    let again = taken.form_of("/staff/new");
    assert_ne!(again.action, new.action);
    assert_eq!(elsewhere.send(&again).await.status, 303);
    coordinator
        .post("/pl/manage/staff/new", &[("name", "X")])
        .await
        .shows(400, &[]);
}
