use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::test::TestRequest;
use dutyline::http::cache::{Contents, Name, Of};
use dutyline::http::known::{Known, Reading};
use dutyline::http::observe::Route;
use dutyline::http::state::AppState;
use reqwest::header::HeaderMap;

use crate::support::app::App;
use crate::support::world::World;

const PATHS: [(&str, &str); 4] = [
    ("/pl/consultations/otwarty-krakow", "/{locale}/consultations/{slug}"),
    (
        "/uk/consultations/otwarty-krakow.ics",
        "/{locale}/consultations/{slug}.ics",
    ),
    ("/en/consultations", "/{locale}/consultations"),
    (
        "/api/v1/consultations/otwarty-krakow/on-duty",
        "/api/v1/consultations/{slug}/on-duty",
    ),
];

#[tokio::test]
async fn a_path_that_is_known_is_answered_as_one_that_is_not() {
    let app = App::demo().await;
    let browser = app.browser();
    for (path, pattern) in PATHS {
        for (method, coding) in [("get", "identity"), ("get", "gzip"), ("head", "gzip")] {
            let ask = async |path: &str, tag: &str| {
                let request = browser.request(method, path).header("accept-encoding", coding);
                let answer = request.header("if-none-match", tag).send().await.unwrap();
                let (status, mut headers) = (answer.status(), answer.headers().clone());
                let name: Option<_> = headers.remove("x-request-id");
                assert!(name.is_some(), "{path}");
                headers.remove("date");
                (status, headers, answer.bytes().await.unwrap())
            };
            // What is asked with a query is never known.
            let asked: (_, HeaderMap, _) = ask(&format!("{path}?"), "").await;
            let tag = asked.1["etag"].to_str().unwrap().to_owned();
            assert_eq!(ask(&format!("{path}?x=1"), "").await, asked, "{path}");
            let again = ask(&format!("{path}?x=1"), &tag).await;
            for _ in 0..3 {
                assert_eq!(ask(path, "").await, asked, "{method} {path} {coding}");
                assert_eq!(ask(path, &tag).await, again, "{method} {path} {coding}");
            }
            assert_eq!((asked.0.as_u16(), again.0.as_u16()), (200, 304), "{path}");
        }
        let counted = app.metrics().await;
        for (method, status, count) in [("GET", 200, 10), ("GET", 304, 8), ("HEAD", 200, 5), ("HEAD", 304, 4)] {
            let line = format!(
                "dutyline_requests_total{{method=\"{method}\",route=\"{pattern}\",status=\"{status}\"}} {count}"
            );
            counted.shows(200, &[&line]);
        }
        counted.shows(
            200,
            &[&format!(
                "dutyline_request_seconds_count{{method=\"GET\",route=\"{pattern}\"}} 18"
            )],
        );
    }
}

#[tokio::test]
async fn what_is_asked_besides_a_path_is_looked_at() {
    let app = App::demo().await;
    let browser = app.browser();
    let (path, _) = PATHS[3];
    browser.get(path).await;
    let now = browser.get(path).await;
    let later = browser.get(&format!("{path}?at=2024-07-30T12:00:00Z")).await;
    later.shows(200, &[]);
    assert_ne!(later.body, now.body);
    let wrong = browser.get(&format!("{path}?at=x")).await;
    assert_eq!(wrong.status, 422);
    let posted = browser.post(PATHS[0].0, &[]).await;
    assert_eq!(posted.status, 405);
}

/// Asks the cache, as an address does that says `body`.
fn answered(state: &AppState, request: &ServiceRequest, source: &Arc<u8>, body: &str) -> HttpResponse {
    let name = Name {
        what: "test",
        of: Of::All,
        locale: None,
    };
    let contents = |_| {
        Ok(Contents {
            media_type: "text/plain",
            body: body.into(),
            for_all_sites: false,
            until: None,
        })
    };
    state.answer(request.request(), name, source, contents).unwrap()
}

#[actix_web::test]
async fn an_answer_is_known_for_what_was_published_when_it_was_asked_for_and_nothing_else() {
    let world = World::demo().await;
    let state = AppState::new(world.cx.clone()).unwrap();
    let route = Route::new("/test");
    let publish = async || {
        let settings = world.settings().await;
        world.change(settings).await;
    };
    let known = |request: &ServiceRequest| {
        Reading::of(request, &state, world.cx.now())
            .unwrap()
            .known(request)
            .is_some()
    };
    let mut request = TestRequest::with_uri("/test")
        .app_data(Known::default())
        .to_srv_request();
    let mut source = Arc::new(0);
    // Before it is answered, after, or not at all.
    for (before, after) in [(false, false), (true, false), (false, true)] {
        let reading = Reading::of(&request, &state, world.cx.now()).unwrap();
        source = Arc::new(*source + 1);
        if before {
            publish().await;
        }
        let answer = answered(&state, &request, &source, &source.to_string());
        let response = request.into_response(answer);
        reading.remember(&response, Some(&route));
        if after {
            publish().await;
        }
        request = ServiceRequest::from_request(response.into_parts().0);
        assert_eq!(known(&request), !before && !after, "{before} {after}");
    }
    // What the cache has let go, or made of something else, is not known.
    let reading = Reading::of(&request, &state, world.cx.now()).unwrap();
    let answer = answered(&state, &request, &source, "of this");
    let response = request.into_response(answer);
    reading.remember(&response, Some(&route));
    request = ServiceRequest::from_request(response.into_parts().0);
    assert!(known(&request));
    answered(&state, &request, &Arc::new(9), "of something else");
    assert!(!known(&request));
}
