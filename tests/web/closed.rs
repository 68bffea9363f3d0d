//! Who may open and send what: every page and every form a coordinator finds, tried by others.

use std::collections::{BTreeMap, VecDeque};

use dutyline::announcement::DEMO;
use dutyline::web;

use crate::support::app::{App, Browser, Page};
use crate::support::forms::{Form, forms, links};

/// Method and pattern of everything below `/manage`.
pub fn routes() -> Vec<(&'static str, &'static str)> {
    let routes = web::routes();
    let of_route = |route: &web::page::route::PageRoute| {
        let path = route.path;
        route.methods.clone().into_iter().map(move |method| (method, path))
    };
    let mut all: Vec<_> = routes.iter().flat_map(of_route).collect();
    all.retain(|(_, path)| path.starts_with("/manage"));
    // Fixed words come before `{id}`.
    all.sort_by_key(|(_, path)| path.matches('{').count());
    all
}

fn pattern_of(method: &str, address: &str) -> Option<&'static str> {
    let path: Vec<&str> = address.strip_prefix("/en")?.split('/').collect();
    let fits = |pattern: &str| {
        let pattern: Vec<&str> = pattern.split('/').collect();
        let same = |(one, other): (&&str, &&str)| one == other || one.starts_with('{');
        pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
    };
    let found = routes()
        .into_iter()
        .find(|(of, pattern)| *of == method && fits(pattern));
    found.map(|(_, pattern)| pattern)
}

/// What one would type into what is still empty.
fn filled(form: Form) -> Form {
    let typed = |name: &str| match name {
        "name" => "Nowa osoba",
        "date" => "2024-06-27",
        "start" => "20:00",
        "end" => "21:00",
        "phones" => "12 345 67 89",
        "reason" => "awaria",
        "text" => DEMO,
        _ => "",
    };
    let fill = |(name, value): (String, String)| {
        let value = if value.is_empty() {
            typed(&name).to_owned()
        } else {
            value
        };
        (name, value)
    };
    Form {
        action: form.action,
        fields: form.fields.into_iter().map(fill).collect(),
    }
}

/// Every page and form below `/en/manage`, one of each pattern.
#[derive(Default)]
struct Found {
    pages: BTreeMap<&'static str, String>,
    forms: BTreeMap<&'static str, Form>,
    waiting: VecDeque<String>,
}

impl Found {
    fn look_at(&mut self, page: &Page) {
        for link in links(page) {
            let address = link.split(['?', '#']).next().unwrap().to_owned();
            let Some(pattern) = pattern_of("get", &address) else {
                continue;
            };
            if !self.pages.contains_key(pattern) {
                self.pages.insert(pattern, address.clone());
                self.waiting.push_back(address);
            }
        }
        for form in forms(page) {
            if let Some(pattern) = pattern_of("post", &form.action) {
                self.forms.entry(pattern).or_insert(filled(form));
            }
        }
    }
}

/// Everything there is to find, in an installation with a duty that is not published yet.
async fn find(coordinator: &Browser) -> Found {
    let mut found = Found::default();
    found.look_at(&coordinator.get("/en/manage").await);
    let new = coordinator.get("/en/manage/c/otwarty-krakow/slots/new").await;
    found.look_at(&new);
    let added = coordinator.send(&found.forms["/manage/c/{slug}/slots"]).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let roster = coordinator.get("/en/manage/c/otwarty-krakow").await;
    // The page of a duty that is not published has one form more.
    for link in links(&roster) {
        let at = link.split(['?', '#']).next().unwrap();
        if pattern_of("get", at) == Some("/manage/c/{slug}/slots/{id}") {
            found.look_at(&coordinator.get(at).await);
        }
    }
    while let Some(address) = found.waiting.pop_front() {
        let page = coordinator.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        found.look_at(&page);
    }
    let preview = coordinator.send(&found.forms["/manage/import"]).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    found.look_at(&preview);
    // Only a message that could not be sent has this button.
    let retry = Form {
        action: "/en/manage/outbox/01902f9e-1111-7000-8000-000000000001/retry".to_owned(),
        fields: Vec::new(),
    };
    found.forms.insert("/manage/outbox/{id}/retry", retry);
    found
}

#[tokio::test]
async fn what_is_the_coordinators_is_closed_to_others() {
    let app = App::demo().await;
    let (nobody, desk, coordinator) = (app.browser(), app.desk().await, app.coordinator().await);
    let call = serde_json::json!({
        "id": "01902f9e-1111-7000-8000-000000000001", "consultation": "otwarty-krakow", "kind": "hung_up",
    });
    let program = app.program(dutyline::domain::access::Role::Staff).await;
    program.post_json("/api/v1/calls", &call).await.shows(201, &[]);
    let found = find(&coordinator).await;
    let to_sign_in = |page: &Page| page.status == 303 && page.location().starts_with("/en/sign-in");
    for (method, pattern) in routes() {
        let at = format!("{method} {pattern}");
        if method == "get" {
            let address = found
                .pages
                .get(pattern)
                .unwrap_or_else(|| panic!("no link leads to {at}"));
            assert!(to_sign_in(&nobody.get(address).await), "{at} for nobody");
            assert_eq!(desk.get(address).await.status, 403, "{at} for staff");
        } else {
            let form = found
                .forms
                .get(pattern)
                .unwrap_or_else(|| panic!("no form is sent to {at}"));
            assert!(to_sign_in(&nobody.send(form).await), "{at} for nobody");
            assert_eq!(desk.send(form).await.status, 403, "{at} for staff");
        }
    }
    // The same forms are no nonsense: the coordinator is not refused.
    for (pattern, form) in &found.forms {
        let page = coordinator.send(form).await;
        let expected: &[u16] = match *pattern {
            "/manage/outbox/{id}/retry" => &[404],
            "/manage/import" => &[200],
            _ => &[303, 409],
        };
        assert!(
            expected.contains(&page.status.as_u16()),
            "{pattern}: {} {}",
            page.status,
            page.body
        );
    }
    app.send_due().await;
    app.mails();
}
