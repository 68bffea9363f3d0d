use dutyline::actions::announcement::{ImportPlan, import, read};
use dutyline::announcement::DEMO;
use dutyline::domain::slug::Slug;
use serde_json::json;

use crate::support::app::App;

#[tokio::test]
async fn published_consultations_are_a_bare_array() {
    let app = App::demo().await;
    let listed = app.browser().get("/api/v1/consultations").await.json();
    assert_eq!(
        listed,
        json!([{
            "slug": "otwarty-krakow",
            "title": {
                "pl": "Otwarty Kraków 2024–2028", "en": "Open Kraków 2024–2028", "uk": "Відкритий Краків 2024–2028",
            },
            "first_day": "2024-06-13", "last_day": "2024-07-05",
            "zone": "Europe/Warsaw", "unit": "Miasto Kraków", "phone_mode": "counts"
        }])
    );
}

#[tokio::test]
async fn what_was_never_published_is_not_there() {
    let app = App::demo().await;
    let (cx, coordinator) = (&app.world.cx, &app.world.coordinator);
    let reading = read(cx, coordinator, DEMO.into(), None, None).await.unwrap();
    let draft: Slug = "szkic".parse().unwrap();
    let mut plan = ImportPlan::certain(&reading, Some(draft.clone())).unwrap();
    // Its duties are taken by the published one.
    plan.slots.clear();
    import(cx, coordinator, plan).await.unwrap();
    let nobody = app.browser();
    let listed = nobody.get("/api/v1/consultations").await.json();
    assert_eq!(listed.as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(listed[0]["slug"], "otwarty-krakow");
    for path in ["slots", "on-duty"] {
        for slug in ["szkic", "no-such", "No-Slug"] {
            let page = nobody.get(&format!("/api/v1/consultations/{slug}/{path}")).await;
            page.shows(404, &["\"code\":\"not-found\""]);
        }
    }
}
