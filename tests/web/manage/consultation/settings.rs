use crate::support::app::App;
use crate::web::manage::{ROSTER, change};

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
    let saved = form.with(&[("text-en-title", "Open city"), ("leads", "2 h")]);
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
        ("event-0-title-pl", "Spacer"),
        ("event-1-date", ""),
    ];
    assert_eq!(change(&coordinator, &path, &events, &fields).await.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["brak dyżuru"]);

    let kept = coordinator.get(&path).await;
    assert_eq!(kept.form("/settings").value("leads"), "2 h");
    assert_eq!(
        kept.form("/settings/topics").value("topics").trim(),
        "Praca | Work\nZieleń"
    );
    let events = kept.form("/settings/events");
    assert_eq!(events.value("event-0-date"), "2024-06-19");
    assert_eq!(events.value("event-0-title-pl"), "Spacer");
}
