//! People and their absences as programs see them.

use dutyline::domain::access::Role;
use serde_json::{Value, json};

use crate::support::app::{App, Browser, Page};

const STAFF: &str = "/api/v1/staff";

async fn send(program: &Browser, method: &str, path: &str, body: &Value) -> Page {
    Page::of(program.request(method, path).json(body)).await
}

fn anna() -> Value {
    json!({
        "name": "Anna", "email": "anna@demo.example", "languages": ["pl", "uk"], "locale": "uk", "desk": "12 616 88 98",
        "weight": 0.5, "max_per_week": 2, "max_duties": 9, "rather_not": ["fri", "mon"],
    })
}

#[tokio::test]
async fn a_person_is_added_changed_and_retired() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let before = program.get(STAFF).await.json().as_array().unwrap().len();
    let added = program.post_json(STAFF, &anna()).await;
    added.shows(201, &[]);
    let person = added.json();
    let id = person["id"].as_str().unwrap().to_owned();
    let at = format!("{STAFF}/{id}");
    assert_eq!(added.location(), at);
    let mut expected = anna();
    expected["id"] = json!(id);
    expected["desk"] = json!("+48126168898");
    expected["rather_not"] = json!(["mon", "fri"]);
    expected["unit"] = json!("krakow");
    expected["absences"] = json!([]);
    expected["retired_at"] = Value::Null;
    assert_eq!(person, expected);
    assert_eq!(program.get(&at).await.json(), expected);
    assert_eq!(program.get(STAFF).await.json().as_array().unwrap().len(), before + 1);

    let changed = send(&program, "put", &at, &json!({ "name": "Anna B." })).await;
    changed.shows(200, &[]);
    let changed = changed.json();
    assert_eq!(
        (
            &changed["name"],
            &changed["email"],
            &changed["weight"],
            &changed["max_per_week"],
            &changed["rather_not"]
        ),
        (&json!("Anna B."), &Value::Null, &json!(1.0), &Value::Null, &json!([]))
    );

    let retired = Page::of(program.request("delete", &at)).await;
    assert_eq!((retired.status.as_u16(), retired.body.as_str()), (204, ""));
    assert!(program.get(&at).await.json()["retired_at"].is_string());
    assert_eq!(program.get(STAFF).await.json().as_array().unwrap().len(), before);
    let refused = send(&program, "put", &at, &json!({ "name": "Anna C." })).await;
    assert_eq!(
        (refused.status.as_u16(), &refused.json()["code"]),
        (409, &json!("staff-retired"))
    );
    // Whoever had the address is told that it is theirs no longer.
    app.send_due().await;
    assert_eq!(app.mails(), ["anna@demo.example"]);
}

#[tokio::test]
async fn one_that_is_sent_twice_is_added_once() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let mut person = anna();
    person["id"] = json!("01902f9e-7777-7000-8000-000000000001");
    let first = program.post_json(STAFF, &person).await;
    let second = program.post_json(STAFF, &person).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.json(), second.json());
    person["name"] = json!("Ewa");
    program.post_json(STAFF, &person).await.shows(409, &["staff-there"]);
}

#[tokio::test]
async fn all_that_is_wrong_is_told_by_its_name() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let wrong = json!({
        "email": "anna", "languages": ["pl", "klingon"], "weight": 0, "max_per_week": -1, "rather_not": ["friday"],
        "nick": "A",
    });
    let refused = program.post_json(STAFF, &wrong).await;
    refused.shows(422, &[]);
    let mut fields: Vec<String> = Vec::new();
    for error in refused.json()["errors"].as_array().unwrap() {
        fields.push(error["field"].as_str().unwrap().to_owned());
    }
    fields.sort();
    assert_eq!(
        fields,
        [
            "languages[1]",
            "max_per_week",
            "name",
            "nick",
            "rather_not[0]",
            "weight"
        ]
    );
    let refused = program.post_json(STAFF, &json!({ "name": "Anna", "desk": "12" })).await;
    assert_eq!(refused.json()["errors"][0]["field"], "desk");
}

#[tokio::test]
async fn absences_are_added_and_taken_away() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let person = program.get(STAFF).await.json()[0]["id"].as_str().unwrap().to_owned();
    let of = format!("{STAFF}/{person}/absences");
    let away = json!({ "start": "2024-06-20T08:00:00+02:00", "end": "2024-06-21T12:00:00+02:00" });
    let added = program.post_json(&of, &away).await;
    added.shows(201, &[]);
    let absence = added.json();
    assert_eq!(
        (&absence["start"], &absence["end"], &absence["weekly_until"]),
        (
            &json!("2024-06-20T06:00:00Z"),
            &json!("2024-06-21T10:00:00Z"),
            &Value::Null
        )
    );
    let own = format!("{of}/{}", absence["id"].as_str().unwrap());
    assert_eq!(added.location(), own);
    assert_eq!(
        program.get(&format!("{STAFF}/{person}")).await.json()["absences"],
        json!([absence])
    );
    let backwards = json!({ "start": "2024-06-20T08:00:00Z", "end": "2024-06-20T08:00:00Z" });
    let refused = program.post_json(&of, &backwards).await;
    refused.shows(422, &[]);
    assert_eq!(refused.json()["errors"][0]["field"], "end");
    let mut again = away.clone();
    again["id"] = absence["id"].clone();
    program.post_json(&of, &again).await.shows(201, &[]);
    assert_eq!(Page::of(program.request("delete", &own)).await.status, 204);
    assert_eq!(Page::of(program.request("delete", &own)).await.status, 404);
    assert_eq!(
        Page::of(program.request("delete", &format!("{of}/x"))).await.status,
        404
    );
    assert_eq!(program.get(&format!("{STAFF}/nobody")).await.status, 404);
}

/// Nobody is given a duty while they are away, and limits hold.
#[tokio::test]
async fn sharing_out_keeps_to_what_is_said_of_people() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let new = json!({
        "slug": "nowe", "title": { "pl": "Nowe" }, "first_day": "2024-08-05", "last_day": "2024-08-09",
        "required": { "mon": [["15:00", "18:00"]], "tue": [["15:00", "18:00"]], "wed": [["15:00", "18:00"]] },
    });
    program.post_json("/api/v1/consultations", &new).await.shows(201, &[]);
    let draft = "/api/v1/consultations/nowe/draft";
    let generated = json!({ "version": program.get(draft).await.json()["version"] });
    program
        .post_json(&format!("{draft}/generate"), &generated)
        .await
        .shows(200, &[]);
    for member in program.get(STAFF).await.json().as_array().unwrap() {
        let at = format!("{STAFF}/{}", member["id"].as_str().unwrap());
        Page::of(program.request("delete", &at)).await;
    }
    let mut ids = Vec::new();
    for (name, most) in [("Anna", json!(1)), ("Borys", Value::Null)] {
        let added = program
            .post_json(STAFF, &json!({ "name": name, "max_per_week": most }))
            .await;
        ids.push(added.json()["id"].as_str().unwrap().to_owned());
    }
    let away = json!({ "start": "2024-08-06T00:00:00+02:00", "end": "2024-08-07T00:00:00+02:00" });
    program
        .post_json(&format!("{STAFF}/{}/absences", ids[1]), &away)
        .await
        .shows(201, &[]);
    let seen = program.get(draft).await.json();
    let (version, first) = (&seen["version"], &seen["slots"][0]["id"]);
    let one = json!({ "version": version, "slots": [first], "dry_run": true });
    let one = program.post_json(&format!("{draft}/assign"), &one).await.json();
    let given = one["given"].as_array().unwrap();
    assert_eq!((given.len(), &given[0]["slot"]), (1, first), "{one}");
    let assign = json!({ "version": version });
    let shared = program.post_json(&format!("{draft}/assign"), &assign).await;
    shared.shows(200, &[]);
    assert_eq!(shared.json()["uncovered"], json!([]));
    assert!(shared.json()["given"][0]["reason"].as_str().unwrap().len() > 5);
    let slots = program.get(draft).await.json()["slots"].clone();
    let holders: Vec<&str> = slots
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| slot["staff"].as_str().unwrap())
        .collect();
    assert_eq!(holders, [&ids[1], &ids[0], &ids[1]]);
}
