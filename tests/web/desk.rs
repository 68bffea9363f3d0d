use crate::support::app::{App, Browser, Page};

const NEW: &str = "/pl/desk/calls/new?consultation=otwarty-krakow";

#[tokio::test]
async fn a_call_with_two_contributions_is_logged_once() {
    let app = App::demo().await;
    let desk = app.desk().await;
    desk.get("/pl/desk")
        .await
        .shows(200, &["Twój dyżur trwa – do 18.00", "Zapisz rozmowę"]);
    let form = desk.get(NEW).await;
    form.shows(200, &["12 616 5769 · do 18.00", "Uwaga lub wniosek"])
        .lacks("⟦");
    let (id, started_at) = (form.value("id"), form.value("started_at"));
    let fields = [
        ("id", id.as_str()),
        ("consultation", "otwarty-krakow"),
        ("started_at", &started_at),
        ("kind", "contribution"),
        ("contributions", "Kursy polskiego także w soboty."),
        ("contributions", "Więcej miejsc w szkołach."),
        ("language", "uk"),
        ("then", "show"),
    ];
    let saved = desk.post("/pl/desk/calls", &fields).await;
    assert_eq!(saved.status.as_u16(), 303);
    let address = saved.location().to_owned();
    desk.get(&address)
        .await
        .shows(200, &["Rozmowa zapisana", "Numery uwag: 1 i 2", "ukraiński"]);

    let twice = desk.post("/pl/desk/calls", &fields).await;
    assert_eq!(twice.location(), address);
    let mut other = fields;
    other[4].1 = "Kursy w niedziele.";
    let conflict = desk.post("/pl/desk/calls", &other).await;
    conflict.shows(409, &["Kursy w niedziele.", "Kursy polskiego także w soboty."]);
    assert_ne!(conflict.value("id"), id);
    desk.get("/pl/desk/calls")
        .await
        .shows(200, &["Uwaga lub wniosek", "nr 1 i 2"]);
}

#[tokio::test]
async fn what_was_typed_stays_when_something_is_missing() {
    let app = App::demo().await;
    let desk = app.desk().await;
    let form = desk.get(NEW).await;
    let (id, started_at) = (form.value("id"), form.value("started_at"));
    let fields = [
        ("id", id.as_str()),
        ("consultation", "otwarty-krakow"),
        ("started_at", &started_at),
        ("note", "Proszę <b>oddzwonić</b>"),
        ("started", "25:99"),
    ];
    let again = desk.post("/pl/desk/calls", &fields).await;
    again.shows(
        422,
        &[
            "Popraw 2 pola",
            "Wybierz rodzaj rozmowy.",
            "25:99",
            "&#60;b&#62;oddzwonić",
        ],
    );
    assert_eq!(again.value("id"), id);
    let more = desk
        .post(
            "/pl/desk/calls",
            &[&fields[..3], &[("more", "contribution"), ("contributions", "Raz")]].concat(),
        )
        .await;
    more.shows(200, &["Raz", "contribution-2"]);
    let quick = desk
        .post("/pl/desk/calls", &[&fields[..3], &[("quick", "hung_up")]].concat())
        .await;
    assert!(quick.location().starts_with(NEW), "{}", quick.location());
    desk.get(quick.location())
        .await
        .shows(200, &["Zapisano poprzednią rozmowę."]);
}

#[tokio::test]
async fn the_desk_needs_signing_in_and_shows_nobody_elses_calls() {
    let app = App::demo().await;
    let nobody = app.browser().get("/pl/desk/calls").await;
    assert_eq!(
        (nobody.status.as_u16(), nobody.location()),
        (303, "/pl/sign-in?next=%2Fpl%2Fdesk%2Fcalls")
    );
    let desk = app.desk().await;
    let form = desk.get(NEW).await;
    let saved = desk
        .post(
            "/pl/desk/calls",
            &[
                ("id", &form.value("id")),
                ("consultation", "otwarty-krakow"),
                ("quick", "wrong_number"),
                ("then", "show"),
            ],
        )
        .await;
    let other = app.browser_of("7809@demo.example").await;
    other.get(saved.location()).await.shows(404, &[]);
}

#[tokio::test]
async fn a_colleagues_call_under_the_same_id_is_not_shown() {
    let app = App::demo().await;
    let (desk, other) = (app.desk().await, app.browser_of("7809@demo.example").await);
    let form = desk.get(NEW).await;
    let (id, started_at) = (form.value("id"), form.value("started_at"));
    let call = |note| {
        [
            ("id", id.clone()),
            ("consultation", "otwarty-krakow".to_owned()),
            ("started_at", started_at.clone()),
            ("kind", "question".to_owned()),
            ("note", note),
        ]
    };
    let send = |browser, note: &str| {
        let fields = call(note.to_owned());
        async move { Page::of(Browser::request(browser, "post", "/pl/desk/calls").form(&fields)).await }
    };
    assert_eq!(send(&desk, "Prosi o pomoc").await.status, 303);
    let taken = send(&other, "Pyta o druk").await;
    taken.shows(409, &[]).lacks("Prosi o pomoc");
    send(&desk, "Pyta o termin")
        .await
        .shows(409, &["Prosi o pomoc", "Pyta o termin"]);
}
