//! One's own duties as a program sees them, and their offers.

use dutyline::actions::token::{Holder, NewToken};
use dutyline::domain::access::Role;
use serde_json::{Value, json};

use crate::support::app::{App, Browser, Page};
use crate::support::world::token_of;

/// The duty of Friday 21 June, that of desk 7809.
pub fn friday(app: &App) -> String {
    let view = app.world.view();
    let slot = view.slots.iter().find(|slot| slot.date.to_string() == "2024-06-21");
    slot.unwrap().id.to_string()
}

/// A program that is somebody who takes duties.
async fn of(app: &App, desk: &str) -> Browser {
    let new = NewToken {
        of: Holder::Staff(format!("{desk}@demo.example").parse().unwrap()),
        ..token_of("", Role::Staff)
    };
    app.program_with(new).await
}

async fn duties(browser: &Browser) -> Vec<Value> {
    let page = browser.get("/api/v1/duties?mine").await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.json().as_array().unwrap().clone()
}

async fn delete(browser: &Browser, path: &str) -> Page {
    Page::of(browser.request("delete", path)).await
}

#[tokio::test]
async fn a_duty_is_offered_taken_and_seen_by_programs() {
    let app = App::demo().await;
    let (giver, taker, late) = (of(&app, "7809").await, of(&app, "6062").await, of(&app, "7804").await);
    let slot = friday(&app);
    let path = format!("/api/v1/duties/{slot}/offer");
    let mine = duties(&giver).await;
    assert_eq!(mine.len(), 2);
    assert_eq!(
        mine[0],
        json!({
            "slot": slot, "consultation": "otwarty-krakow", "date": "2024-06-21", "start": "15:00", "end": "18:00",
            "starts_at": "2024-06-21T13:00:00Z", "ends_at": "2024-06-21T16:00:00Z", "phones": ["+48126167809"],
            "languages": [], "confirmed": false, "offer": null, "offered": false, "from": null, "answer_by": null,
            "cannot": null, "state": "planned"
        })
    );
    assert_eq!(delete(&giver, &path).await.status, 404, "it was never offered");
    let offered = giver.post_json(&path, &json!({ "to": null })).await;
    let offered = offered.shows(201, &[]).json();
    assert_eq!((&offered["state"], &offered["to"]), (&json!("open"), &Value::Null));
    assert_eq!(offered["asked"].as_array().unwrap().len(), 6);
    assert_eq!(giver.post_json(&path, &json!({})).await.json(), offered);
    assert_eq!(duties(&giver).await[0]["offer"], "open");
    let asked = duties(&taker).await;
    assert_eq!(
        (&asked[0]["slot"], &asked[0]["offered"], &asked[0]["from"]),
        (&json!(slot), &json!(true), &offered["from"])
    );
    assert_eq!(asked.len(), 3, "and two of their own");

    let accept = format!("{path}/accept");
    let taken = taker.post_json(&accept, &json!({})).await.shows(200, &[]).json();
    assert_eq!(taken["state"], "done");
    assert_eq!(
        Page::of(taker.request("post", &accept)).await.json(),
        taken,
        "safe to repeat, and without a body"
    );
    late.post_json(&accept, &json!({}))
        .await
        .shows(409, &["\"swap-taken\""]);
    assert!(duties(&giver).await.iter().all(|duty| duty["slot"] != json!(slot)));
    assert_eq!(duties(&taker).await[0]["offered"], false);
    delete(&giver, &path).await.shows(404, &[]);
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn what_cannot_be_offered_or_taken_says_why() {
    let app = App::demo().await;
    let (giver, other) = (of(&app, "7809").await, of(&app, "6062").await);
    let slot = friday(&app);
    let path = format!("/api/v1/duties/{slot}/offer");
    let unknown = "01902f9e-1111-7000-8000-000000000001";
    for (body, field, code) in [
        (json!({ "to": [] }), "to", "required"),
        (json!({ "to": [unknown] }), "to", "staff-unknown"),
        (json!({ "to": ["x"] }), "to[0]", "id"),
        (json!({ "to": "all" }), "to", "list"),
        (json!({ "answer_by": "2020-01-01T00:00:00Z" }), "answer_by", "answer-by"),
        (json!({ "reason": "chory" }), "reason", "unknown-field"),
    ] {
        let page = giver.post_json(&path, &body).await;
        let problem = page.shows(422, &[]).json();
        assert_eq!(
            (&problem["errors"][0]["field"], &problem["errors"][0]["code"]),
            (&json!(field), &json!(code))
        );
    }
    other.post_json(&path, &json!({})).await.shows(404, &[]);
    other
        .post_json("/api/v1/duties/x/offer", &json!({}))
        .await
        .shows(404, &[]);
    let to_other = json!({ "to": [app.world.user("6062@demo.example").await.staff.unwrap()] });
    let offered = giver.post_json(&path, &to_other).await.shows(201, &[]).json();
    assert_eq!(offered["to"], to_other["to"]);
    giver
        .post_json(&path, &json!({}))
        .await
        .shows(409, &["\"swap-offered\""]);
    let accept = format!("{path}/accept");
    giver.post_json(&accept, &json!({})).await.shows(409, &["\"swap-own\""]);
    of(&app, "7804")
        .await
        .post_json(&accept, &json!({}))
        .await
        .shows(409, &["\"swap-not-asked\""]);
    assert_eq!(delete(&giver, &path).await.status, 204);
    delete(&giver, &path).await.shows(409, &["\"swap-withdrawn\""]);
    other
        .post_json(&accept, &json!({}))
        .await
        .shows(409, &["\"swap-withdrawn\""]);
    app.send_due().await;
    app.mails();
}

/// A program that is nobody has no duties.
#[tokio::test]
async fn a_token_without_a_person_has_no_duties() {
    let app = App::demo().await;
    let program = app.program(Role::Staff).await;
    assert_eq!(duties(&program).await, Vec::<Value>::new());
    let path = format!("/api/v1/duties/{}/offer", friday(&app));
    program.post_json(&path, &json!({})).await.shows(404, &[]);
}
