//! The JSON API as programs see it.

mod calls;
mod consultations;

use dutyline::api::{Access, BASE, ROUTES};
use dutyline::domain::access::Role;

use crate::support::app::{App, Page};

/// A path of the table with something real, or at least well-formed, in its places.
fn filled(path: &str) -> String {
    format!("{BASE}{path}")
        .replace("{slug}", "otwarty-krakow")
        .replace("{id}", "01902f9e-1111-7000-8000-000000000001")
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
        let (open, staff_too) = (route.access == Access::Public, route.access != Access::Coordinator);
        let refused = Page::of(nobody.request(route.method, &path)).await;
        assert_eq!(status(&refused) != 401, open, "{} {path} for nobody", route.method);
        if !open {
            assert_eq!(refused.header("www-authenticate"), "Bearer realm=\"dutyline\"");
        }
        let by_staff = Page::of(staff.request(route.method, &path)).await;
        assert_eq!(status(&by_staff) != 403, staff_too, "{} {path} for staff", route.method);
        let by_coordinator = Page::of(coordinator.request(route.method, &path)).await;
        assert!(
            ![401, 403, 405, 500].contains(&status(&by_coordinator)),
            "{} {path} for a coordinator: {}",
            route.method,
            by_coordinator.body
        );
    }
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
