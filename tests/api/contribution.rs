//! Contributions and positions as programs see them.

use dutyline::domain::access::Role;
use serde_json::{Value, json};

use crate::support::app::{App, Browser, Page};

pub const ID: &str = "01902f9e-1111-7000-8000-000000000001";
const OTHER: &str = "01902f9e-1111-7000-8000-000000000002";
const ALL: &str = "/api/v1/contributions";

pub fn letter(id: &str) -> Value {
    json!({
        "id": id, "consultation": "otwarty-krakow", "channel": "letter", "received_on": "2024-06-20",
        "text": " =Więcej kursów. ", "topics": ["praca"], "submitter": "Fundacja Most", "source": "OR-03",
    })
}

pub async fn answer(program: &Browser, id: &str, tag: Option<&str>, body: &Value) -> Page {
    let request = program.request("put", &format!("{ALL}/{id}/position")).json(body);
    Page::of(match tag {
        Some(tag) => request.header("if-match", tag),
        None => request,
    })
    .await
}

#[tokio::test]
async fn a_contribution_is_entered_once_however_often_it_is_sent() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let first = program.post_json(ALL, &letter(ID)).await;
    first.shows(201, &[]);
    assert_eq!(first.location(), format!("{ALL}/{ID}"));
    assert_eq!(first.header("etag"), "\"1\"");
    let entered = first.json();
    assert_eq!(
        (&entered["text"], &entered["number"]),
        (&json!("=Więcej kursów."), &json!(1))
    );
    assert_eq!(
        (&entered["state"], &entered["channel"]),
        (&json!("noted"), &json!("letter"))
    );
    assert_eq!(entered["position"]["state"], "to_be_decided");
    let again = program.post_json(ALL, &letter(ID)).await;
    again.shows(200, &[]);
    assert_eq!(again.json(), entered);
    let mut other = letter(ID);
    other["text"] = json!("Mniej kursów.");
    program.post_json(ALL, &other).await.shows(409, &["contribution-there"]);
    // It is the same also after somebody changed what came of it.
    let draft = json!({ "verdict": "accepted", "reasons": "", "state": "draft" });
    answer(&program, ID, Some("\"1\""), &draft).await.shows(200, &[]);
    program.post_json(ALL, &letter(ID)).await.shows(200, &["\"version\":2"]);
    program
        .post_json(ALL, &letter(OTHER))
        .await
        .shows(201, &["\"number\":2"]);
    let outsider = {
        app.world.outsider().await;
        app.program_in("kultura", Role::Coordinator).await
    };
    outsider.post_json(ALL, &letter(ID)).await.shows(404, &[]);
}

#[tokio::test]
async fn what_is_wrong_is_told_field_by_field() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let wrong = json!({
        "id": "x", "consultation": "otwarty-krakow", "channel": "pigeon", "received_on": "noon", "topics": "praca",
        "read_back": 1, "colour": "red",
    });
    let page = program.post_json(ALL, &wrong).await;
    page.shows(422, &[]);
    let problem = page.json();
    let fields: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        fields,
        ["id", "channel", "received_on", "text", "topics", "read_back", "colour"]
    );
    let mut late = letter(ID);
    late["received_on"] = json!("2030-01-01");
    program
        .post_json(ALL, &late)
        .await
        .shows(422, &["received_on", "in-future"]);
    program.get(ALL).await.shows(422, &["consultation"]);
}

#[tokio::test]
async fn pages_lead_on_by_number_and_filters_leave_out() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let id = |n: u32| format!("01902f9e-1111-7000-8000-0000000000{n:02}");
    for n in 1..=5 {
        let mut one = letter(&id(n));
        one["channel"] = json!(if n % 2 == 0 { "email" } else { "letter" });
        program.post_json(ALL, &one).await.shows(201, &[]);
    }
    let draft = json!({ "verdict": "not_accepted", "state": "draft" });
    answer(&program, &id(2), Some("\"1\""), &draft).await.shows(200, &[]);
    let numbers = async |query: &str| {
        let page = program.get(&format!("{ALL}?consultation=otwarty-krakow{query}")).await;
        page.shows(200, &[]);
        let page = page.json();
        let all = page["contributions"].as_array().unwrap();
        let numbers: Vec<i64> = all.iter().map(|one| one["number"].as_i64().unwrap()).collect();
        (numbers, page["next"].as_i64())
    };
    assert_eq!(numbers("&limit=2").await, (vec![1, 2], Some(2)));
    assert_eq!(numbers("&limit=2&after=2").await, (vec![3, 4], Some(4)));
    assert_eq!(numbers("&limit=2&after=4").await, (vec![5], None));
    assert_eq!(numbers("&channel=email").await.0, [2, 4]);
    assert_eq!(numbers("&topic=praca").await.0.len(), 5);
    assert!(numbers("&topic=zdrowie").await.0.is_empty());
    assert!(numbers("&state=withdrawn").await.0.is_empty());
    assert_eq!(numbers("&position=draft").await.0, [2]);
    assert_eq!(numbers("&position=to_be_decided").await.0, [1, 3, 4, 5]);
    assert_eq!(numbers("&verdict=not-accepted").await.0, [2]);
}

#[tokio::test]
async fn a_position_is_for_the_version_that_was_seen() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    program.post_json(ALL, &letter(ID)).await.shows(201, &[]);
    let one = program.get(&format!("{ALL}/{ID}")).await;
    let tag = one.header("etag").to_owned();
    assert_eq!(tag, "\"1\"");
    let said = json!({ "verdict": "accepted_in_part", "reasons": "Od września.", "state": "final" });
    answer(&program, ID, None, &said).await.shows(428, &["match-missing"]);
    answer(&program, ID, Some("\"7\""), &said)
        .await
        .shows(412, &["unmatched"]);
    answer(&program, ID, Some("W/\"1\""), &said).await.shows(412, &[]);
    answer(&program, ID, Some("\"1\", \"2\""), &said).await.shows(412, &[]);
    let answered = answer(&program, ID, Some(&tag), &said).await;
    answered.shows(200, &[]);
    assert_eq!(answered.header("etag"), "\"2\"");
    let position = &answered.json()["position"];
    assert_eq!(
        (&position["verdict"], &position["reasons"], &position["state"]),
        (&json!("accepted_in_part"), &json!("Od września."), &json!("final"))
    );
    assert!(position["decided_at"].is_string());
    answer(&program, ID, Some(&tag), &said).await.shows(412, &[]);
    // The same again changes nothing.
    assert_eq!(answer(&program, ID, Some("*"), &said).await.header("etag"), "\"2\"");
    let bare = json!({ "state": "final" });
    answer(&program, ID, Some("*"), &bare)
        .await
        .shows(422, &["verdict", "reasons"]);
    let unknown = json!({ "verdict": "maybe", "state": "draft" });
    answer(&program, ID, Some("*"), &unknown).await.shows(422, &["verdict"]);
    answer(&program, OTHER, Some("*"), &said).await.shows(404, &[]);
}

/// Readers read, but not who it comes from; staff do neither.
#[tokio::test]
async fn names_are_for_those_only_who_keep_contributions() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    program.post_json(ALL, &letter(ID)).await.shows(201, &["Fundacja Most"]);
    let (reader, staff) = (app.program(Role::Reader).await, app.program(Role::Staff).await);
    let list = format!("{ALL}?consultation=otwarty-krakow");
    for path in [format!("{ALL}/{ID}"), list] {
        program.get(&path).await.shows(200, &["Fundacja Most"]);
        let page = reader.get(&path).await;
        page.shows(200, &["Więcej kursów"]);
        assert!(!page.body.contains("Fundacja"), "{}", page.body);
        staff.get(&path).await.shows(403, &[]);
    }
    reader.post_json(ALL, &letter(OTHER)).await.shows(403, &[]);
    let said = json!({ "state": "draft" });
    answer(&reader, ID, None, &said).await.shows(403, &[]);
}
