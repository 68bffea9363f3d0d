//! The JSON API as programs see it.

mod call;
mod consultation;
pub mod contribution;
mod coverage;
pub mod draft;
mod duty;
mod revision;
mod staff;
pub mod swap;

use dutyline::api::document::Document;
use dutyline::api::{Access, BASE, ROUTES};
use dutyline::domain::access::Role;
use utoipa::OpenApi;

use serde_json::{Value, json};

use crate::support::app::{App, Browser, Page};

/// A path of the table with something real, or at least well-formed, in its places.
fn filled(path: &str) -> String {
    let query = match path {
        "/contributions" => "?consultation=otwarty-krakow",
        _ => "",
    };
    format!("{BASE}{path}{query}")
        .replace("{slug}", "otwarty-krakow")
        .replace("{number}", "1")
        .replace("{id}", "01902f9e-1111-7000-8000-000000000001")
        .replace("{absence}", "01902f9e-1111-7000-8000-000000000002")
        .replace("{slot}", "01902f9e-1111-7000-8000-000000000001")
}

/// What is posted there by who has seen a version of the demo's draft.
pub fn body(path: &str, version: i64) -> Value {
    match path {
        "/calls" => call::call(call::ID),
        "/contributions" => contribution::letter(contribution::ID),
        "/contributions/{id}/position" => json!({ "verdict": "accepted", "state": "draft" }),
        "/consultations/{slug}/draft/changes" => json!({
            "version": version,
            "changes": [{ "op": "add", "slot": { "date": "2024-06-19", "start": "08:00", "end": "09:00", "mode": "room" } }],
        }),
        "/consultations/{slug}/draft/assign" | "/consultations/{slug}/draft/generate" => {
            json!({ "version": version, "dry_run": true })
        }
        "/consultations" => json!({
            "slug": "nowe", "title": { "pl": "Nowe" }, "first_day": "2024-08-01", "last_day": "2024-08-02",
        }),
        "/staff" => json!({ "id": "01902f9e-1111-7000-8000-000000000001", "name": "Anna" }),
        "/staff/{id}" => json!({ "name": "Anna B." }),
        "/staff/{id}/absences" => json!({
            "id": "01902f9e-1111-7000-8000-000000000002",
            "start": "2024-06-20T06:00:00Z", "end": "2024-06-20T10:00:00Z",
        }),
        "/consultations/{slug}/publish"
        | "/consultations/{slug}/revisions/{number}/restore"
        | "/consultations/{slug}/draft/undo"
        | "/consultations/{slug}/draft/redo" => json!({ "version": version }),
        "/duties/{slot}/offer" | "/duties/{slot}/offer/accept" => json!({}),
        _ => panic!("{path} is posted what?"),
    }
}

#[tokio::test]
async fn every_route_is_open_to_those_it_is_for_and_nobody_else() {
    let app = App::demo().await;
    let nobody = app.browser();
    let staff = app.program(Role::Staff).await;
    let coordinator = app.program(Role::Coordinator).await;
    for route in ROUTES {
        let path = filled(route.path);
        let status = |page: &Page| page.status.as_u16();
        let staff_too = matches!(route.access, Access::Public | Access::Staff);
        let open = route.access == Access::Public;
        let sent = |browser: &Browser| match route.method {
            "post" | "put" => browser.request(route.method, &path).json(&body(route.path, 0)),
            _ => browser.request(route.method, &path),
        };
        let refused = Page::of(sent(&nobody)).await;
        assert_eq!(status(&refused) != 401, open, "{} {path} for nobody", route.method);
        if !open {
            assert_eq!(refused.header("www-authenticate"), "Bearer realm=\"dutyline\"");
        }
        let by_staff = Page::of(sent(&staff)).await;
        assert_eq!(status(&by_staff) != 403, staff_too, "{} {path} for staff", route.method);
        let by_coordinator = Page::of(sent(&coordinator)).await;
        assert!(
            ![401, 403, 405, 500].contains(&status(&by_coordinator)),
            "{} {path} for a coordinator: {}",
            route.method,
            by_coordinator.body
        );
    }
}

/// The document is made from the same handlers; what they really answer must be in it.
#[tokio::test]
async fn every_route_answers_what_the_document_says() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let document = serde_json::to_value(Document::openapi()).unwrap();
    program
        .post_json("/api/v1/calls", &call::call(call::ID))
        .await
        .shows(201, &[]);
    let contribution = contribution::letter("01902f9e-1111-7000-8000-000000000009");
    program
        .post_json("/api/v1/contributions", &contribution)
        .await
        .shows(201, &[]);
    // Offers have tests of their own.
    for route in ROUTES.iter().filter(|route| !route.path.contains("{slot}")) {
        let operation = &document["paths"][format!("{BASE}{}", route.path)][route.method];
        let path = filled(route.path);
        let request = program.request(route.method, &path).header("if-match", "*");
        let page = Page::of(match route.method {
            "post" | "put" => request.json(&body(route.path, draft::version(&program).await)),
            _ => request,
        })
        .await;
        let at = format!("{} {}", route.method, route.path);
        let status = match (route.method, route.path) {
            ("delete", _) => 204,
            ("post", "/consultations" | "/contributions" | "/staff" | "/staff/{id}/absences") => 201,
            (_, path) if path.ends_with("/publish") => 201,
            _ => 200,
        };
        assert_eq!(page.status, status, "{at}: {}", page.body);
        if status == 204 {
            continue;
        }
        assert_eq!(page.header("content-type"), "application/json", "{at}");
        let answer = &operation["responses"][status.to_string()]["content"]["application/json"]["schema"];
        let page = page.json();
        if route.path == "/openapi.json" {
            assert_eq!(page, document);
        } else if answer["type"] == "array" {
            assert!(page.is_array(), "{at}");
        } else {
            let name = answer["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let schema = &document["components"]["schemas"][name];
            for field in schema["required"].as_array().unwrap() {
                assert!(page.get(field.as_str().unwrap()).is_some(), "{at} lacks {field}");
            }
            for field in page.as_object().unwrap().keys() {
                assert!(
                    schema["properties"].get(field).is_some(),
                    "{at}: {field} is not described"
                );
            }
        }
    }
}

/// Nobody learns what a body should be like before saying who they are.
#[tokio::test]
async fn who_asks_is_looked_at_before_what_they_send() {
    let app = App::demo().await;
    let wrong_token = |browser: &Browser| browser.request("post", "/api/v1/calls").bearer_auth("wrong");
    for body in ["", "{}", "[]", "{"] {
        let request = app.browser().request("post", "/api/v1/calls");
        let json = |request: reqwest::RequestBuilder| request.header("content-type", "application/json").body(body);
        assert_eq!(Page::of(json(request)).await.status, 401, "{body}");
        assert_eq!(Page::of(json(wrong_token(&app.browser()))).await.status, 401, "{body}");
    }
    assert_eq!(Page::of(wrong_token(&app.browser()).body("x")).await.status, 401);
    assert_eq!(app.browser().get("/api/v1/calls?limit=x").await.status, 401);
}

#[tokio::test]
async fn an_unknown_token_is_an_error_and_never_nobody() {
    let app = App::demo().await;
    let request = app
        .browser()
        .request("get", "/api/v1/calls")
        .header("authorization", "Bearer wrong");
    let page = Page::of(request).await;
    page.shows(401, &["bad-token"]);
    assert_eq!(page.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn a_problem_says_what_happened_and_names_its_request() {
    let app = App::demo().await;
    let request = app
        .browser()
        .request("get", "/api/v1/consultations/no-such/slots")
        .header("accept-language", "uk");
    let page = Page::of(request).await;
    let problem = page.json();
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["code"], "not-found");
    assert_eq!(problem["request_id"], page.header("x-request-id"));
    assert_eq!(problem["detail"], "Тут нічого немає.");
    app.browser()
        .get("/api/v1/nothing")
        .await
        .shows(404, &["\"code\":\"not-found\""]);
    let wrong_method = Page::of(app.browser().request("delete", "/api/v1/consultations")).await;
    wrong_method.shows(405, &["\"code\":\"method\""]);
}

#[tokio::test]
async fn every_problem_speaks_the_language_that_was_asked_for() {
    let app = App::demo().await;
    let (nobody, staff) = (app.browser(), app.program(Role::Staff).await);
    let call = |contribution: &str| {
        json!({
            "id": "01902f9e-1111-7000-8000-000000000001", "consultation": "otwarty-krakow",
            "kind": "contribution", "contributions": [{ "text": contribution }],
        })
        .to_string()
    };
    staff
        .post_json("/api/v1/calls", &serde_json::from_str(&call("Kursy.")).unwrap())
        .await
        .shows(201, &[]);
    let (calls, large) = ("/api/v1/calls", format!("\"{}\"", "x".repeat(1 << 20)));
    let json = "application/json";
    let asked: [(u16, &Browser, &str, &str, &str, String); 9] = [
        (400, &staff, "post", calls, json, "{\n {".to_owned()),
        (400, &staff, "post", calls, json, "[]".to_owned()),
        (401, &nobody, "get", calls, json, String::new()),
        (
            403,
            &staff,
            "get",
            "/api/v1/consultations/otwarty-krakow/coverage",
            json,
            String::new(),
        ),
        (
            404,
            &staff,
            "get",
            "/api/v1/consultations/no-such/slots",
            json,
            String::new(),
        ),
        (409, &staff, "post", calls, json, call("Co innego.")),
        (413, &staff, "post", calls, json, large),
        (415, &staff, "post", calls, "text/plain", "{}".to_owned()),
        (422, &staff, "post", calls, json, "{}".to_owned()),
    ];
    for (status, browser, method, path, kind, body) in asked {
        let mut said = Vec::new();
        for (language, wanted) in [
            ("pl", "pl"),
            ("en", "de, en;q=0.9, pl;q=0.5"),
            ("uk", "uk-UA"),
            ("pl", "de"),
        ] {
            let request = browser
                .request(method, path)
                .header("accept-language", wanted)
                .header("content-type", kind)
                .body(body.clone());
            let page = Page::of(request).await;
            assert_eq!(page.status.as_u16(), status, "{}", page.body);
            assert_eq!(page.header("content-language"), language, "{status}");
            let problem: Value = page.json();
            let words = |name: &str| problem[name].as_str().unwrap().to_owned();
            said.push((words("title"), words("detail"), problem["errors"].clone()));
        }
        assert_eq!(said[0], said[3], "Polish where none of ours is asked for");
        for (one, two) in [(0, 1), (0, 2), (1, 2)] {
            assert_ne!(said[one].0, said[two].0, "{status}");
            assert_ne!(said[one].1, said[two].1, "{status}");
        }
        if status == 422 {
            assert_ne!(said[0].2, said[1].2);
        }
    }
}
