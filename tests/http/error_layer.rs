use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, Error, HttpResponse, web};
use dutyline::domain::page_path::PagePath;
use dutyline::http::error_layer::{ErrorPages, rendered};
use dutyline::http::errors::HttpError;
use dutyline::http::routes::at;

use crate::support::app::{App as Demo, Page};

#[tokio::test]
async fn what_failed_is_logged_with_its_causes_and_shown_to_nobody() {
    let app = Demo::demo().await;
    app.world.execute("ALTER TABLE staff RENAME TO away").await;
    let page = app.coordinator().await.get("/pl/manage/staff").await;
    assert_eq!(page.status, 500);
    page.lacks("no such table").lacks("does not exist");
    let [error] = &app.errors()[..] else {
        panic!("one error");
    };
    let cause = error.split("cause=").nth(1).unwrap();
    assert!(
        cause.contains("no such table") || cause.contains("does not exist"),
        "{error}"
    );
}

async fn render(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    next.call(request).await.map(rendered)
}

fn pages() -> ErrorPages {
    ErrorPages {
        draw: |locale, problem| Some(format!("<p lang={locale}>{}", problem.code)),
        sign_in: |locale, interrupted| {
            let page = interrupted.page.as_ref().map_or("-", PagePath::as_str);
            format!("/{locale}/in?{page} {}", interrupted.sent)
        },
    }
}

/// The answer of a handler that fails so: status, media type, body.
async fn answer(error: fn() -> HttpError, accept: &'static str) -> (u16, String, String) {
    let pages = pages();
    let app = App::new().app_data(pages).wrap(from_fn(render));
    let app = init_service(app.route("/en/x", web::to(move || async move { Err::<HttpResponse, _>(error()) }))).await;
    let request = TestRequest::with_uri("/en/x").insert_header((ACCEPT, accept));
    let answer = call_service(&app, request.to_request()).await;
    let kind = answer.headers().get(CONTENT_TYPE).unwrap().to_str().unwrap().to_owned();
    let status = answer.status().as_u16();
    (
        status,
        kind,
        String::from_utf8(read_body(answer).await.to_vec()).unwrap(),
    )
}

#[actix_web::test]
async fn the_cause_of_a_fault_of_the_program_is_told_to_nobody() {
    let fault = || HttpError::Internal("the password is swordfish".to_owned());
    let (status, kind, page) = answer(fault, "text/html").await;
    assert_eq!((status, kind.as_str()), (500, "text/html; charset=utf-8"));
    assert_eq!(page, "<p lang=en>internal");
    let (status, kind, problem) = answer(fault, "application/json").await;
    assert_eq!((status, kind.as_str()), (500, "application/problem+json"));
    assert!(
        problem.contains("\"internal\"") && !problem.contains("swordfish"),
        "{problem}"
    );
}

#[actix_web::test]
async fn only_who_sent_something_is_told_what_became_of_it() {
    let app = App::new().wrap(from_fn(render));
    let late = || async { Err::<HttpResponse, _>(HttpError::TooLong) };
    let app = init_service(app.route("/en/x", web::to(late))).await;
    let said = "we do not know whether it was saved";
    for (request, is_told) in [(TestRequest::get(), false), (TestRequest::post(), true)] {
        let answer = call_service(&app, request.uri("/en/x").to_request()).await;
        assert_eq!(answer.status().as_u16(), 503);
        let page = String::from_utf8(read_body(answer).await.to_vec()).unwrap();
        assert_eq!(page.contains(said), is_told, "{page}");
    }
}

#[actix_web::test]
async fn programs_get_json_and_people_a_page() {
    for (accept, expected) in [
        ("application/json", "application/problem+json"),
        ("application/problem+json, */*", "application/problem+json"),
        ("text/html, application/json;q=0.9", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ] {
        let (status, kind, _) = answer(|| HttpError::TooLarge, accept).await;
        assert_eq!((status, kind.as_str()), (413, expected), "{accept}");
    }
}

#[actix_web::test]
async fn a_bare_status_of_the_framework_becomes_a_problem_too() {
    let bare = |status: u16| HttpResponse::build(status.try_into().unwrap()).finish();
    let app = App::new().wrap(from_fn(render)).route(
        "/api/{status}",
        web::to(move |status: web::Path<u16>| async move { bare(*status) }),
    );
    let app = init_service(app).await;
    for (status, code) in [
        (404, "not-found"),
        (405, "method"),
        (408, "too-slow"),
        (413, "too-large"),
        (415, "media-type"),
        (418, "malformed"),
    ] {
        let request = TestRequest::with_uri(&format!("/api/{status}")).insert_header((ACCEPT_LANGUAGE, "en"));
        let answer = call_service(&app, request.to_request()).await;
        let problem: serde_json::Value = serde_json::from_slice(&read_body(answer).await).unwrap();
        assert_eq!(problem["code"], code, "{status}");
        assert_ne!(problem["detail"], "", "{status}");
    }
}

#[actix_web::test]
async fn people_and_programs_are_told_in_their_own_words() {
    let app = Demo::demo().await;
    let desk = app.desk().await;
    for (path, status, words) in [
        ("/pl/nothing", 404, "Adres jest niepełny albo strona została usunięta."),
        ("/pl/manage", 403, "Twoje konto nie ma do niej uprawnień."),
        ("/pl/sign-out", 405, "Wróć do poprzedniej strony"),
    ] {
        let page = Page::of(desk.request("get", path).header("accept", "text/html")).await;
        page.shows(status, &[words, "<h1>"]);
    }
    let program = desk.request("get", "/pl/nothing").header("accept", "application/json");
    let problem = Page::of(program).await.json();
    assert_eq!(problem["detail"], "Tu nic nie ma.");
    assert_eq!(problem["code"], "not-found");
}

/// Where somebody is led who is not signed in.
async fn led(method: &str, path: &str) -> String {
    let refuse = || async { Err::<HttpResponse, _>(HttpError::SignIn) };
    let app = App::new()
        .app_data(pages())
        .wrap(from_fn(render))
        .service(at("/{locale}/both").get(refuse).post(refuse))
        .service(at("/{locale}/slots/{id}/cancel").post(refuse))
        .service(at("/{locale}/outbox/{id}/retry").post(refuse).form_above(2));
    let app = init_service(app).await;
    let request = TestRequest::with_uri(path).method(method.parse().unwrap());
    let answer = call_service(&app, request.to_request()).await;
    assert_eq!(answer.status(), 303);
    answer.headers().get("location").unwrap().to_str().unwrap().to_owned()
}

#[actix_web::test]
async fn signing_in_leads_back_to_the_page_or_to_that_of_the_form() {
    for (method, path, expected) in [
        ("GET", "/pl/both?a=1&b", "/pl/in?/pl/both?a=1&b false"),
        ("POST", "/pl/both?a=1", "/pl/in?/pl/both?a=1 true"),
        ("POST", "/uk/slots/7/cancel?a", "/uk/in?/uk/slots/7 true"),
        ("POST", "/en/outbox/7/retry", "/en/in?/en/outbox true"),
        ("GET", "/xx/both", "/pl/in?- false"),
    ] {
        assert_eq!(led(method, path).await, expected, "{method} {path}");
    }
}
