use dutyline::actions::announcement::{ImportPlan, import, read};
use dutyline::announcement::DEMO;
use dutyline::domain::access::Role;
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

#[tokio::test]
async fn a_consultation_is_added_with_an_empty_draft() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let new = json!({
        "slug": "zielen", "title": { "pl": "Zieleń", "en": "Greenery" }, "first_day": "2024-08-01",
        "last_day": "2024-08-09", "required": { "mon": [["15:00", "18:00"]], "fri": [["09:00", "10:00"], ["11:00", "12:00"]] },
        "phone_mode": "informs", "unit": "krakow",
    });
    let added = program.post_json("/api/v1/consultations", &new).await;
    added.shows(201, &[]);
    assert_eq!(added.location(), "/api/v1/consultations/zielen/draft");
    assert_eq!(
        added.json(),
        json!({
            "slug": "zielen", "title": { "pl": "Zieleń", "en": "Greenery" }, "first_day": "2024-08-01",
            "last_day": "2024-08-09", "zone": "Europe/Warsaw", "unit": "Miasto Kraków", "phone_mode": "informs",
        })
    );
    program.post_json("/api/v1/consultations", &new).await.shows(201, &[]);
    let draft = program.get(added.location()).await.json();
    assert_eq!(draft["slots"], json!([]));
    let coverage = program.get("/api/v1/consultations/zielen/coverage").await.json();
    let gaps: Vec<&str> = coverage["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["verdict"].as_str().unwrap())
        .collect();
    let off = "not_required";
    let open = "uncovered";
    assert_eq!(gaps, [off, open, off, off, open, off, off, off, open]);
    // What residents read is not there before it is published.
    assert_eq!(program.get("/api/v1/consultations/zielen/slots").await.status, 404);

    let mut other = new.clone();
    other["last_day"] = json!("2024-08-10");
    let refused = program.post_json("/api/v1/consultations", &other).await;
    refused.shows(422, &["slug-taken"]);
    let wrong = json!({
        "slug": "Zieleń", "title": { "pl": " " }, "first_day": "2024-08-02", "last_day": "2024-08-01",
        "required": { "mon": [["15:00", "15:00"]], "someday": [] },
    });
    let fields = |page: crate::support::app::Page| -> Vec<String> {
        let errors = page.json()["errors"].as_array().unwrap().clone();
        errors
            .iter()
            .map(|error| error["field"].as_str().unwrap().to_owned())
            .collect()
    };
    let refused = program.post_json("/api/v1/consultations", &wrong).await;
    assert_eq!(fields(refused), ["slug", "required.mon[0]", "required.someday"]);
    let untitled =
        json!({ "slug": "inne", "title": { "pl": " " }, "first_day": "2024-08-02", "last_day": "2024-08-01" });
    let refused = program.post_json("/api/v1/consultations", &untitled).await;
    assert_eq!(fields(refused), ["last_day", "title.pl"]);
}
