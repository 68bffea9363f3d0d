use dutyline::domain::access::Role;
use serde_json::json;

use crate::support::app::App;
use crate::web::manage::ROSTER;

#[tokio::test]
async fn the_register_shows_calls_with_their_contributions() {
    let app = App::demo().await;
    let (coordinator, desk) = (app.coordinator().await, app.program(Role::Staff).await);
    coordinator
        .get(&format!("{ROSTER}/register"))
        .await
        .shows(200, &["Nie ma jeszcze takich rozmów"])
        .lacks("⟦");
    let id = "01902f9e-1111-7000-8000-000000000001";
    let call = json!({
        "id": id, "consultation": "otwarty-krakow", "kind": "contribution", "topics": ["praca"], "language": "uk",
        "note": "oddzwonić", "contributions": [{ "text": "Więcej <kursów>." }, { "text": "Wieczorem." }]
    });
    desk.post_json("/api/v1/calls", &call).await.shows(201, &[]);
    let register = coordinator.get(&format!("{ROSTER}/register")).await;
    register.shows(200, &["1 rozmowa", "Więcej &#60;kursów&#62;.", "2.", "Praca"]);
    coordinator
        .get(&format!("{ROSTER}/register?kind=question"))
        .await
        .lacks("Wieczorem.");
    let page = coordinator.get(&format!("{ROSTER}/register/{id}")).await;
    page.shows(200, &["oddzwonić", "2 uwagi", "Wieczorem."]).lacks("⟦");
    let mut other = call.clone();
    other["note"] = json!("nie oddzwaniać");
    desk.post_json("/api/v1/calls", &other).await.shows(409, &[]);
    coordinator
        .get(&format!("{ROSTER}/register/{id}"))
        .await
        .shows(200, &["nie oddzwaniać", "to także zachowano"])
        .lacks("&#34;kind&#34;");
}
