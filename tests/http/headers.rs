use scraper::{Html, Selector};

use crate::support::app::{App, Browser, Page};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FEATURES: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()";
const YEAR: &str = "max-age=31536000; includeSubDomains";

/// Address, status, `Cache-Control`, `Cross-Origin-Resource-Policy` of every kind of answer.
async fn answers(browser: &Browser) -> Vec<(String, u16, &'static str, &'static str)> {
    let page = browser.get("/pl/consultations").await;
    let links = Html::parse_document(&page.body);
    let link = links.select(&Selector::parse("link[rel=stylesheet]").unwrap()).next();
    let stylesheet = link.unwrap().attr("href").unwrap().to_owned();
    let own = "same-origin";
    let residents = "/pl/consultations/otwarty-krakow";
    let mut answers = vec![(stylesheet, 200, "public, max-age=31536000, immutable", own)];
    for (path, status, cache, resource) in [
        (residents, 200, "public, max-age=300", own),
        ("/pl/consultations/otwarty-krakow.ics", 200, "public, max-age=300", own),
        ("/api/v1/consultations", 200, "public, max-age=300", "cross-origin"),
        ("/api/v1/calls", 401, "no-store", own),
        ("/healthz", 200, "no-store", own),
        ("/metrics", 404, "no-store", own),
        ("/nothing", 404, "no-store", own),
        ("/static/nothing", 404, "no-store", own),
        ("/pl/manage", 303, "no-store", own),
        ("/pl/sign-in", 200, "no-store", own),
    ] {
        answers.push((path.to_owned(), status, cache, resource));
    }
    answers
}

fn check(page: &Page, at: &str, cache: &str, resource: &str, transport: &str) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", FEATURES),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", resource),
        ("x-permitted-cross-domain-policies", "none"),
        ("strict-transport-security", transport),
        ("cache-control", cache),
    ] {
        assert_eq!(page.header(name), value, "{name} of {at}");
    }
    assert_eq!(page.header("x-request-id").len(), 32, "{at}");
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    for (origin, transport) in [("http://duty.example", ""), ("https://duty.example", YEAR)] {
        let app = App::demo_with(|state| state.origin = origin.to_owned()).await;
        let browser = app.browser();
        for (path, status, cache, resource) in answers(&browser).await {
            let page = browser.get(&path).await;
            assert_eq!(page.status, status, "{path}");
            check(&page, &path, cache, resource, transport);
            let head = Page::of(browser.request("head", &path)).await;
            check(&head, &format!("HEAD {path}"), cache, resource, transport);
        }
        let unread = browser.post("/pl/sign-in", &[("email", "nobody")]).await;
        assert_eq!(unread.status, 422);
        check(&unread, "a form that comes back", "no-store", "same-origin", transport);
    }
}
