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
