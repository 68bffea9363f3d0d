//! Publishing by programs, and what was published.

use dutyline::domain::access::Role;
use serde_json::{Value, json};

use crate::api::draft;
use crate::support::app::{App, Browser, Page};

const OF: &str = "/api/v1/consultations/otwarty-krakow";

async fn change(program: &Browser, changes: Value) {
    let sent = json!({ "version": draft::version(program).await, "changes": changes });
    program
        .post_json(&format!("{OF}/draft/changes"), &sent)
        .await
        .shows(200, &[]);
}

async fn publish(program: &Browser, accept: Value) -> Page {
    let sent = json!({ "version": draft::version(program).await, "accept": accept });
    program.post_json(&format!("{OF}/publish"), &sent).await
}

#[tokio::test]
async fn a_program_publishes_and_accepts_by_name_what_blocks() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let slots = program.get(&format!("{OF}/draft")).await.json()["slots"].clone();
    change(
        &program,
        json!([{ "op": "cancel", "id": slots[15]["id"], "reason": "Awaria" }]),
    )
    .await;
    let refused = publish(&program, json!([])).await;
    let problem = refused.json();
    assert_eq!((&problem["status"], &problem["code"]), (&json!(422), &json!("blocked")));
    let finding = &problem["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["severity"]),
        (&json!("day_uncovered"), &json!("blocks"))
    );
    assert_eq!(problem["findings"].as_array().unwrap().len(), 1);
    let wrong = publish(&program, json!(["day_uncovered:2024-07-05:1"])).await;
    assert_eq!(wrong.status, 422);

    let published = publish(&program, json!([finding["key"]])).await;
    published.shows(201, &[]);
    assert_eq!(published.json(), json!({ "revision": 2 }));
    assert_eq!(published.header("location"), format!("{OF}/revisions/2"));
    let nothing = publish(&program, json!([finding["key"]])).await;
    assert_eq!(
        (nothing.status.as_u16(), &nothing.json()["code"]),
        (409, &json!("nothing-to-publish"))
    );

    let all = program.get(&format!("{OF}/revisions")).await.json();
    let told: Vec<_> = all.as_array().unwrap().iter().map(|one| &one["revision"]).collect();
    assert_eq!(told, [&json!(2), &json!(1)]);
    assert_eq!(all[0]["accepted"], json!([finding["key"]]));
    assert_eq!((&all[1]["accepted"], &all[0]["slots"]), (&json!([]), &json!(16)));
    assert!(all[0]["published_by"].is_string());
}

#[tokio::test]
async fn a_revision_is_read_as_it_was_and_made_the_draft_again() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let before = program.get(&format!("{OF}/draft")).await.json()["slots"].clone();
    let add = |date: &str| {
        let slot = json!({ "date": date, "start": "08:00", "end": "09:00", "phones": ["12 616 8898"] });
        json!({ "op": "add", "slot": slot })
    };
    let shorter = json!({ "end": "17:00", "phones": ["12 616 8898"] });
    change(
        &program,
        json!([
            { "op": "change", "id": before[8]["id"], "set": shorter },
            { "op": "assign", "id": before[9]["id"], "staff": null },
            add("2024-06-19"),
            add("2024-06-27"),
        ]),
    )
    .await;
    let findings = program.get(&format!("{OF}/draft")).await.json()["findings"].clone();
    let keys: Vec<_> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["key"].clone())
        .collect();
    publish(&program, json!(keys)).await.shows(201, &[]);

    let past = program.get(&format!("{OF}/revisions/1")).await.json();
    assert_eq!(
        (&past["revision"], &past["first_day"]),
        (&json!(1), &json!("2024-06-13"))
    );
    let of = |slots: &Value| -> Vec<Value> {
        let fields = ["id", "date", "start", "end", "phones", "languages", "staff", "state"];
        let slots = slots.as_array().unwrap().iter();
        slots
            .map(|slot| fields.iter().map(|field| slot[field].clone()).collect())
            .collect()
    };
    assert_eq!(of(&past["slots"]), of(&before));
    let second = program.get(&format!("{OF}/revisions/2")).await.json();
    assert_ne!(of(&second["slots"]), of(&before));

    let restore = async |number: &str, version: i64| {
        let path = format!("{OF}/revisions/{number}/restore");
        program.post_json(&path, &json!({ "version": version })).await
    };
    let version = draft::version(&program).await;
    assert_eq!(restore("1", version - 1).await.status, 409);
    for unknown in ["3", "0", "x", "-1"] {
        assert_eq!(program.get(&format!("{OF}/revisions/{unknown}")).await.status, 404);
        assert_eq!(restore(unknown, version).await.status, 404);
    }
    restore("1", version).await.shows(200, &[]);
    let after = program.get(&format!("{OF}/draft")).await.json()["slots"].clone();
    let after = after.as_array().unwrap();
    let known = |slot: &&Value| before.as_array().unwrap().iter().any(|was| was["id"] == slot["id"]);
    let same: Vec<Value> = after.iter().filter(known).cloned().collect();
    assert_eq!(of(&json!(same)), of(&before));
    let others: Vec<_> = after
        .iter()
        .filter(|slot| !known(slot))
        .map(|slot| (slot["date"].clone(), slot["state"].clone()))
        .collect();
    // What residents have seen and is still to come is called off; what is over stays as it was.
    let of = |day: &str, state: &str| (json!(day), json!(state));
    assert_eq!(others, [of("2024-06-19", "planned"), of("2024-06-27", "cancelled")]);
}
