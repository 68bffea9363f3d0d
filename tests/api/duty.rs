use dutyline::actions::{revision, roster};
use dutyline::domain::access::Role;
use dutyline::domain::roster::ExpectedVersion;
use serde_json::json;

use crate::support::app::{App, Page};

#[tokio::test]
async fn slots_are_a_bare_array_of_what_was_published() {
    let app = App::demo().await;
    let slots = app
        .browser()
        .get("/api/v1/consultations/otwarty-krakow/slots")
        .await
        .json();
    assert_eq!(slots.as_array().unwrap().len(), 16);
    assert_eq!(
        slots[0],
        json!({
            "date": "2024-06-13", "start": "15:00", "end": "18:00",
            "starts_at": "2024-06-13T13:00:00Z", "ends_at": "2024-06-13T16:00:00Z",
            "phones": ["+48126165769"], "languages": [], "state": "planned"
        })
    );
}

#[tokio::test]
async fn a_draft_is_not_seen_before_it_is_published() {
    let app = App::demo().await;
    let (cx, coordinator, slug) = (&app.world.cx, &app.world.coordinator, app.world.slug());
    let (checked, _) = roster::checked(cx, coordinator, slug.clone()).await.unwrap();
    let last = checked.draft.slots.last().unwrap().id;
    roster::cancel_slot(cx, coordinator, slug.clone(), last, "awaria", ExpectedVersion::Any)
        .await
        .unwrap();
    let path = "/api/v1/consultations/otwarty-krakow/slots";
    assert_eq!(app.browser().get(path).await.json()[15]["state"], "planned");
    let blocking: Vec<String> = {
        let (checked, _) = roster::checked(cx, coordinator, slug.clone()).await.unwrap();
        checked.report.blocking().map(|finding| finding.key()).collect()
    };
    revision::publish(cx, coordinator, slug, ExpectedVersion::Any, blocking)
        .await
        .unwrap();
    assert_eq!(app.browser().get(path).await.json()[15]["state"], "cancelled");
}

#[tokio::test]
async fn on_duty_is_half_open_and_knows_the_next() {
    let app = App::demo().await;
    let path = "/api/v1/consultations/otwarty-krakow/on-duty";
    let now = app.browser().get(path).await;
    assert_eq!(now.json()["on_duty"][0]["phones"], json!(["+48126165769"]));
    assert_eq!(now.json()["next"]["date"], "2024-06-21");
    let at = |instant: &str| format!("{path}?at={instant}");
    let start = app.browser().get(&at("2024-06-13T15:00:00%2B02:00")).await.json();
    assert_eq!(start["on_duty"].as_array().unwrap().len(), 1);
    let end = app.browser().get(&at("2024-06-13T16:00:00Z")).await.json();
    assert_eq!(end["on_duty"], json!([]));
    let over = app.browser().get(&at("2025-01-01T00:00:00Z")).await.json();
    assert_eq!(over, json!({ "on_duty": [], "next": null }));
    for wrong in ["yesterday", "0000-01-01T00:00:00%2B01:00", "%2B12345-01-01T00:00:00Z"] {
        let wrong = app.browser().get(&at(wrong)).await;
        wrong.shows(422, &["\"field\":\"at\"", "\"code\":\"instant\""]);
    }
}

#[tokio::test]
async fn a_public_answer_is_kept_until_something_changes() {
    let app = App::demo().await;
    let path = "/api/v1/consultations/otwarty-krakow/on-duty";
    let first = app.browser().get(path).await;
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(first.header("cache-control"), "public, max-age=300");
    let again = |tag: String| {
        let request = app.browser().request("get", path).header("if-none-match", tag);
        async { Page::of(request).await }
    };
    let tag = first.header("etag").to_owned();
    let unchanged = again(tag.clone()).await;
    assert_eq!(unchanged.status, 304);
    assert_eq!(unchanged.body, "");
    app.world.clock.set("2024-06-20T15:59:50Z".parse().unwrap());
    assert_eq!(
        app.browser().get(path).await.header("cache-control"),
        "public, max-age=10"
    );
    app.world.clock.set("2024-06-20T16:00:00Z".parse().unwrap());
    assert_eq!(again(tag).await.status, 200);
    app.send_due().await;
    app.mails();
    let private = app.program(Role::Coordinator).await;
    let coverage = private.get("/api/v1/consultations/otwarty-krakow/coverage").await;
    assert_eq!(coverage.header("access-control-allow-origin"), "");
    assert_eq!(coverage.header("cache-control"), "no-store");
}
