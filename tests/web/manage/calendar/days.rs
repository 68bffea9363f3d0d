use crate::support::app::App;
use crate::web::manage::{ROSTER, change};

#[tokio::test]
async fn days_nobody_covers_are_exempt_in_one_step_with_a_reason() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("piątek, 5 lipca");
    change(
        &coordinator,
        &address,
        &format!("{address}/cancel"),
        &[("reason", "awaria")],
    )
    .await
    .shows(303, &[]);
    let days = format!("{ROSTER}/days");
    coordinator
        .get(&days)
        .await
        .shows(200, &["Dyżuru brakuje w 1 dniu", "piątek, 5 lipca"])
        .lacks("⟦");
    let all = ("what", "exempt-uncovered");
    let no_reason = change(&coordinator, &days, &days, &[all, ("reason_all", "")]).await;
    no_reason.shows(422, &["id=\"reason_all-error\""]);
    let done = change(&coordinator, &days, &days, &[all, ("reason_all", "remont")]).await;
    assert_eq!(done.location(), format!("{ROSTER}?done=days-exempt"));
    coordinator
        .get(ROSTER)
        .await
        .shows(200, &["dyżur w 15 z 15 dni", "remont"]);
    let outside = [("what", "exempt"), ("date", "2024-08-01"), ("reason", "x")];
    let outside = change(&coordinator, &days, &days, &outside).await;
    outside.shows(
        422,
        &["Ten dzień jest poza terminem konsultacji.", "value=\"2024-08-01\""],
    );
    let cleared = change(&coordinator, &days, &days, &[("what", "clear"), ("date", "2024-07-05")]).await;
    assert_eq!(cleared.status, 303);
    coordinator.get(ROSTER).await.shows(200, &["brak dyżuru"]);
}
