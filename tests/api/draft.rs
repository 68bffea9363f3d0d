//! The draft as programs see and change it.

use chrono::{Datelike, NaiveDate, Weekday};
use dutyline::actions::consultation;
use dutyline::domain::access::Role;
use dutyline::domain::consultation::Settings;
use dutyline::domain::roster::ExpectedVersion::Any;
use serde_json::{Value, json};

use crate::support::app::{App, Browser, Page};

const DRAFT: &str = "/api/v1/consultations/otwarty-krakow/draft";

/// The version of the demo's draft.
pub async fn version(program: &Browser) -> i64 {
    program.get(DRAFT).await.json()["version"].as_i64().unwrap()
}

async fn change(program: &Browser, version: i64, changes: Value) -> Page {
    let sent = json!({ "version": version, "changes": changes });
    program.post_json(&format!("{DRAFT}/changes"), &sent).await
}

#[tokio::test]
async fn a_draft_has_its_slots_its_version_and_what_is_to_be_settled() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let draft = program.get(DRAFT).await.json();
    let slots = draft["slots"].as_array().unwrap();
    assert_eq!(slots.len(), 16);
    let first = &slots[0];
    assert_eq!(first["date"], "2024-06-13");
    assert_eq!((&first["start"], &first["end"]), (&json!("15:00"), &json!("18:00")));
    assert_eq!(first["phones"], json!(["+48126165769"]));
    assert_eq!((&first["state"], &first["mode"]), (&json!("planned"), &json!("phone")));
    assert!(first["staff"].is_string() && first["id"].is_string());
    let unassign = json!([{ "op": "assign", "id": first["id"], "staff": null }]);
    let changed = change(&program, draft["version"].as_i64().unwrap(), unassign).await;
    changed.shows(200, &[]);
    let after = program.get(DRAFT).await.json();
    assert_eq!(after["version"], changed.json()["version"]);
    assert_eq!(after["slots"][0]["staff"], Value::Null);
    let finding = &after["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["slot"]),
        (&json!("unassigned"), &first["id"])
    );
    assert_eq!(finding["key"], format!("unassigned:{}", first["id"].as_str().unwrap()));
    assert!(finding["sentence"].as_str().unwrap().len() > 10);
}

#[tokio::test]
async fn a_program_adds_changes_assigns_cancels_removes_and_undoes() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let before = program.get(DRAFT).await.json();
    let (first, second) = (&before["slots"][0], &before["slots"][1]);
    let own = "01902f9e-2222-7000-8000-000000000001";
    let changes = json!([
        { "op": "add", "slot": {
            "id": own, "date": "2024-06-19", "start": "22:00", "end": "01:00", "phones": ["+48126165769", "12 616 78-04"],
            "languages": ["pl", "uk"], "mode": "hybrid", "staff": first["staff"],
        } },
        { "op": "change", "id": first["id"], "set": { "start": "14:30", "phones": ["+48126166062"], "languages": ["en"] } },
        { "op": "assign", "id": first["id"], "staff": second["staff"] },
        { "op": "cancel", "id": second["id"], "reason": "Awaria telefonu" },
        { "op": "cancel", "id": before["slots"][2]["id"], "code": "meeting" },
        { "op": "add", "slot": { "date": "2024-06-19", "start": "08:00", "end": "09:00" } },
    ]);
    let version = change(&program, before["version"].as_i64().unwrap(), changes).await;
    version.shows(200, &[]);
    let after = program.get(DRAFT).await.json();
    let slots = after["slots"].as_array().unwrap();
    let find = |id: &Value| slots.iter().find(|slot| slot["id"] == *id).unwrap();
    let added = find(&json!(own));
    assert_eq!(added["phones"], json!(["+48126165769", "+48126167804"]));
    assert_eq!((&added["end"], &added["mode"]), (&json!("01:00"), &json!("hybrid")));
    assert_eq!(
        (&added["languages"], &added["staff"]),
        (&json!(["pl", "uk"]), &first["staff"])
    );
    let changed = find(&first["id"]);
    assert_eq!((&changed["start"], &changed["end"]), (&json!("14:30"), &json!("18:00")));
    assert_eq!(
        (&changed["phones"], &changed["staff"]),
        (&json!(["+48126166062"]), &second["staff"])
    );
    let cancelled = find(&second["id"]);
    assert_eq!(
        (&cancelled["state"], &cancelled["cancel_reason"]),
        (&json!("cancelled"), &json!("Awaria telefonu"))
    );
    let listed = find(&before["slots"][2]["id"]);
    assert_eq!(
        (&listed["cancel_code"], &listed["cancel_reason"]),
        (&json!("meeting"), &json!("w tym czasie jest spotkanie"))
    );
    assert_eq!(cancelled["cancel_code"], Value::Null);

    let again = json!([
        { "op": "change", "id": second["id"], "set": { "planned": true } },
        { "op": "remove", "id": own },
    ]);
    let planned = change(&program, version.json()["version"].as_i64().unwrap(), again)
        .await
        .json();
    let mut version = planned["version"].as_i64().unwrap();
    for expected in [slots.clone(), before["slots"].as_array().unwrap().clone()] {
        let undone = program
            .post_json(&format!("{DRAFT}/undo"), &json!({ "version": version }))
            .await;
        undone.shows(200, &[]);
        version = undone.json()["version"].as_i64().unwrap();
        assert_eq!(program.get(DRAFT).await.json()["slots"], json!(expected));
    }
    let redone = program
        .post_json(&format!("{DRAFT}/redo"), &json!({ "version": version }))
        .await;
    redone.shows(200, &[]);
    assert_eq!(program.get(DRAFT).await.json()["slots"], json!(slots));
}

#[tokio::test]
async fn a_stale_version_is_answered_with_the_draft_as_it_stands() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let draft = program.get(DRAFT).await.json();
    let version = draft["version"].as_i64().unwrap();
    for (path, sent) in [
        ("changes", json!({ "version": version - 1, "changes": [] })),
        ("undo", json!({ "version": version - 1 })),
        ("redo", json!({ "version": version - 1 })),
        ("redo", json!({ "version": version })),
        ("generate", json!({ "version": version - 1 })),
        ("generate", json!({ "version": version - 1, "dry_run": true })),
        ("generate", json!({ "version": version })),
    ] {
        let refused = program.post_json(&format!("{DRAFT}/{path}"), &sent).await;
        assert_eq!(refused.header("content-type"), "application/problem+json");
        let problem = refused.json();
        assert_eq!(problem["status"], 409, "{path} {problem}");
        assert_eq!(problem["draft"], draft, "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_changed_is_named_by_its_place() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let draft = program.get(DRAFT).await.json();
    let (version, id) = (draft["version"].as_i64().unwrap(), &draft["slots"][0]["id"]);
    let unknown = "01902f9e-9999-7000-8000-000000000009";
    for (bad, field, code) in [
        (json!({ "op": "remove", "id": unknown }), "changes[1]", "unknown"),
        (json!({ "op": "remove", "id": id }), "changes[1]", "slot-published"),
        (json!({ "op": "move", "id": id }), "changes[1].op", "choice"),
        (json!({ "op": "remove" }), "changes[1].id", "required"),
        (json!({ "op": "assign", "id": id }), "changes[1].staff", "required"),
        (
            json!({ "op": "assign", "id": id, "staff": unknown }),
            "changes[1]",
            "staff-unknown",
        ),
        (json!({ "op": "cancel", "id": id }), "changes[1].reason", "required"),
        (
            json!({ "op": "cancel", "id": id, "code": "illness" }),
            "changes[1].code",
            "choice",
        ),
        (json!({ "op": "add" }), "changes[1].slot", "required"),
        (
            json!({ "op": "add", "slot": { "date": "2024-06-31", "start": "08:00", "end": "09:00" } }),
            "changes[1].slot.date",
            "date",
        ),
        (
            json!({ "op": "add", "slot": { "date": "2024-06-30", "start": "8", "end": "09:00" } }),
            "changes[1].slot.start",
            "time",
        ),
        (
            json!({ "op": "change", "id": id, "set": { "phones": ["x"] } }),
            "changes[1].set.phones[0]",
            "phone",
        ),
        (
            json!({ "op": "change", "id": id, "set": { "until": "x" } }),
            "changes[1].set.until",
            "unknown-field",
        ),
        (
            json!({ "op": "change", "id": id, "set": { "end": "15:00" } }),
            "changes[1]",
            "end-is-start",
        ),
        (json!("remove"), "changes[1]", "object"),
    ] {
        let changes = json!([{ "op": "change", "id": id, "set": { "end": "17:30" } }, bad]);
        let refused = change(&program, version, changes).await;
        assert_eq!(refused.status, 422, "{bad}: {}", refused.body);
        let errors = &refused.json()["errors"];
        assert_eq!(
            (&errors[0]["field"], &errors[0]["code"]),
            (&json!(field), &json!(code)),
            "{bad}"
        );
    }
    assert_eq!(program.get(DRAFT).await.json(), draft, "nothing was changed");
    let without = program
        .post_json(&format!("{DRAFT}/changes"), &json!({ "version": version }))
        .await;
    without.shows(422, &["\"changes\""]);
    let versionless = program.post_json(&format!("{DRAFT}/undo"), &json!({})).await;
    versionless.shows(422, &["\"version\""]);
}

/// A consultation of three days with the required hours of the demo.
#[tokio::test]
async fn what_is_missing_is_generated_once() {
    let app = App::demo().await;
    let slug = app.world.draft("nowe", "2024-07-15").await;
    let path = format!("/api/v1/consultations/{slug}/draft");
    let program = app.program(Role::Coordinator).await;
    let settings = Settings {
        first_day: "2024-07-15".parse().unwrap(),
        last_day: "2024-07-17".parse().unwrap(),
        ..app.world.settings().await
    };
    consultation::change(&app.world.cx, &app.world.coordinator, slug.clone(), settings, Any)
        .await
        .unwrap();
    let version = async || program.get(&path).await.json()["version"].as_i64().unwrap();
    let filling = |version, dry_run| json!({ "version": version, "phones": ["+48126168898", "12 616 8899"], "longest_minutes": 120, "dry_run": dry_run });
    let planned = program
        .post_json(&format!("{path}/generate"), &filling(version().await, true))
        .await;
    planned.shows(200, &[]);
    assert_eq!(program.get(&path).await.json()["slots"], json!([]));
    let made = program
        .post_json(&format!("{path}/generate"), &filling(version().await, false))
        .await;
    made.shows(200, &[]);
    assert_eq!(made.json()["slots"], planned.json()["slots"]);
    let slots = program.get(&path).await.json()["slots"].clone();
    let hours: Vec<_> = slots
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| (slot["date"].clone(), slot["start"].clone(), slot["phones"].clone()))
        .collect();
    let of = |day: &str, start: &str, phone: &str| (json!(day), json!(start), json!([phone]));
    assert_eq!(
        hours[..3],
        [
            of("2024-07-15", "15:00", "+48126168898"),
            of("2024-07-15", "17:00", "+48126168899"),
            of("2024-07-16", "15:00", "+48126168898"),
        ]
    );
    let again = program
        .post_json(&format!("{path}/generate"), &filling(version().await, false))
        .await;
    assert_eq!(
        (again.status.as_u16(), &again.json()["code"]),
        (409, &json!("nothing-missing"))
    );
    let undone = program
        .post_json(&format!("{path}/undo"), &json!({ "version": version().await }))
        .await;
    undone.shows(200, &[]);
    assert_eq!(program.get(&path).await.json()["slots"], json!([]));
}

/// A consultation of one week, copied from three.
#[tokio::test]
async fn the_duties_of_another_consultation_are_copied_without_their_people() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let weekday = |slot: &Value| slot["date"].as_str().unwrap().parse::<NaiveDate>().unwrap().weekday();
    let drafted = program.get(DRAFT).await.json()["slots"].as_array().unwrap().clone();
    let wednesday = drafted.iter().find(|slot| weekday(slot) == Weekday::Wed).unwrap();
    let speaks = json!([{ "op": "change", "id": wednesday["id"], "set": { "languages": ["uk"], "end": "18:30" } }]);
    change(&program, version(&program).await, speaks).await.shows(200, &[]);
    let model = program.get(DRAFT).await.json()["slots"].as_array().unwrap().clone();
    let slug = app.world.draft("nowe", "2024-07-15").await;
    let settings = Settings {
        first_day: "2024-07-15".parse().unwrap(),
        last_day: "2024-07-19".parse().unwrap(),
        ..app.world.settings().await
    };
    let (cx, coordinator) = (&app.world.cx, &app.world.coordinator);
    let changed = consultation::change(cx, coordinator, slug.clone(), settings.clone(), Any);
    changed.await.unwrap();
    let path = format!("/api/v1/consultations/{slug}/draft");
    let version = program.get(&path).await.json()["version"].clone();
    let like = |dry_run: bool| json!({ "version": version, "like": "otwarty-krakow", "dry_run": dry_run });
    let planned = program.post_json(&format!("{path}/generate"), &like(true)).await;
    planned.shows(200, &[]);
    assert_eq!(program.get(&path).await.json()["slots"], json!([]));
    let made = program.post_json(&format!("{path}/generate"), &like(false)).await;
    assert_eq!(made.json()["slots"], planned.json()["slots"], "{}", made.body);
    let copies = program.get(&path).await.json()["slots"].as_array().unwrap().clone();
    let what = |slot: &Value| ["start", "end", "phones", "languages", "mode"].map(|field| slot[field].clone());
    for copy in &copies {
        assert_eq!(copy["staff"], Value::Null);
        let of_weekday: Vec<_> = model.iter().filter(|slot| weekday(slot) == weekday(copy)).collect();
        let first = of_weekday.iter().filter(|slot| slot["date"] == of_weekday[0]["date"]);
        assert!(first.map(|slot| what(slot)).any(|slot| slot == what(copy)), "{copy}");
    }
    assert!(
        copies.iter().any(|slot| slot["phones"] != copies[0]["phones"]),
        "{copies:?}"
    );

    // What an office has is not there to be copied by another.
    let outsider = app.world.outsider().await;
    let theirs = consultation::add(cx, &outsider, "kultura".parse().unwrap(), settings, None);
    theirs.await.unwrap();
    let program = app.program_in("kultura", Role::Coordinator).await;
    let path = "/api/v1/consultations/kultura/draft";
    let version = program.get(path).await.json()["version"].clone();
    let like = json!({ "version": version, "like": "otwarty-krakow", "dry_run": true });
    let refused = program.post_json(&format!("{path}/generate"), &like).await;
    assert_eq!(refused.status, 404, "{}", refused.body);
}

#[tokio::test]
async fn the_duties_that_are_named_are_shared_out_and_no_others() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let slots = program.get(DRAFT).await.json()["slots"].as_array().unwrap().clone();
    let free: Vec<&Value> = slots[13..].iter().map(|slot| &slot["id"]).collect();
    let unassign = free
        .iter()
        .map(|id| json!({ "op": "assign", "id": id, "staff": null }))
        .collect();
    change(&program, version(&program).await, unassign)
        .await
        .shows(200, &[]);
    let sent = json!({ "version": version(&program).await, "slots": free[..2] });
    let shared = program.post_json(&format!("{DRAFT}/assign"), &sent).await;
    shared.shows(200, &[]);
    let given = shared.json()["given"].clone();
    let mut given: Vec<&Value> = given.as_array().unwrap().iter().map(|one| &one["slot"]).collect();
    given.sort_unstable_by_key(|id| free.iter().position(|free| free == id));
    assert_eq!(given, free[..2]);
    let after = program.get(DRAFT).await.json()["slots"].clone();
    let has_somebody = |at: usize| after[at]["staff"] != Value::Null;
    assert_eq!([13, 14, 15].map(has_somebody), [true, true, false]);
    // Named duties are shared out whoever has them, and one nobody has is not.
    let again = json!({ "version": version(&program).await, "slots": [], "dry_run": true });
    let none = program.post_json(&format!("{DRAFT}/assign"), &again).await;
    assert_eq!(none.json()["given"], json!([]), "{}", none.body);
}
