//! Who may open and send what: every address of the route tables, as everybody, in one's own office and in another's.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use dutyline::announcement::DEMO;
use dutyline::api;
use dutyline::domain::access::{Right, Role};
use dutyline::web;
use serde_json::json;
use url::form_urlencoded;

use crate::api::{body, contribution, draft, swap};
use crate::support::app::{App, Browser, Page};
use crate::support::forms::{Form, forms, links};

/// Whom an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Everybody, signed in or not.
    Anybody,
    /// Whoever is signed in, for themselves.
    Oneself,
    /// Who has the right; it is about what an office has.
    Office(Right),
    /// Who has the right; it is about no single office, or makes something new in one's own.
    All(Right),
}

/// Every address, with whom it is for. One that is missing here fails.
const ADDRESSES: [(&str, &str, For); 106] = {
    use For::{All, Anybody, Office, Oneself};
    use Right::{
        EditRoster, KeepContributions, LogCalls, Publish, ReadOwnCalls, ReadRegister, SeeCoverage, SeeOutbox,
        SeeOwnDuties, SeeRoster, SwapDuties,
    };
    [
        ("get", "/consultations", Anybody),
        ("get", "/units/{slug}", Anybody),
        ("get", "/consultations/{slug}", Anybody),
        ("get", "/consultations/{slug}.ics", Anybody),
        ("get", "/calendars/{token}.ics", Anybody),
        ("get", "/confirm/{token}", Anybody),
        ("post", "/confirm/{token}", Anybody),
        ("get", "/sign-in", Anybody),
        ("post", "/sign-in", Anybody),
        ("get", "/sign-in/{token}", Anybody),
        ("post", "/sign-in/{token}", Anybody),
        ("post", "/sign-out", Anybody),
        // Nowhere but in the demo.
        ("get", "/outbox", Anybody),
        ("get", "/password", Oneself),
        ("post", "/password", Oneself),
        ("get", "/desk", All(SeeOwnDuties)),
        ("get", "/desk/calendar", All(SeeOwnDuties)),
        ("post", "/desk/calendar", All(SeeOwnDuties)),
        ("post", "/desk/calendar/revoke", All(SeeOwnDuties)),
        ("get", "/desk/duties/{id}/offer", Office(SwapDuties)),
        ("post", "/desk/duties/{id}/offer", Office(SwapDuties)),
        ("post", "/desk/duties/{id}/answer", Office(SwapDuties)),
        ("get", "/desk/calls", All(SeeOwnDuties)),
        ("get", "/desk/calls/new", Office(LogCalls)),
        ("post", "/desk/calls/new", Office(LogCalls)),
        ("get", "/desk/calls/{id}", Office(ReadOwnCalls)),
        ("get", "/desk/absences", All(SeeOwnDuties)),
        ("post", "/desk/absences", All(SeeOwnDuties)),
        ("post", "/desk/absences/remove", All(SeeOwnDuties)),
        ("get", "/manage", All(SeeCoverage)),
        ("get", "/manage/agenda", All(SeeRoster)),
        ("get", "/manage/new-consultation", All(EditRoster)),
        ("post", "/manage/new-consultation", All(EditRoster)),
        ("get", "/manage/import", All(EditRoster)),
        ("post", "/manage/import", All(EditRoster)),
        ("post", "/manage/import/draft", All(EditRoster)),
        ("get", "/manage/staff", All(SeeRoster)),
        ("get", "/manage/staff/new", All(EditRoster)),
        ("post", "/manage/staff/new", All(EditRoster)),
        ("get", "/manage/staff/{id}", Office(SeeRoster)),
        ("post", "/manage/staff/{id}", Office(EditRoster)),
        ("post", "/manage/staff/{id}/invite", Office(EditRoster)),
        ("post", "/manage/staff/{id}/retire", Office(EditRoster)),
        ("post", "/manage/staff/{id}/return", Office(EditRoster)),
        ("get", "/manage/staff/{id}/absences", Office(SeeRoster)),
        ("post", "/manage/staff/{id}/absences", Office(EditRoster)),
        ("post", "/manage/staff/{id}/absences/remove", Office(EditRoster)),
        ("get", "/manage/outbox", All(SeeOutbox)),
        ("post", "/manage/outbox/{id}/retry", Office(SeeOutbox)),
        ("get", "/manage/c/{slug}", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/days", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/days", Office(EditRoster)),
        ("get", "/manage/c/{slug}/day-sheets", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/draft.csv", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/draft.json", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/draft.xlsx", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/published.csv", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/published.json", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/sheet", Office(EditRoster)),
        ("post", "/manage/c/{slug}/sheet", Office(EditRoster)),
        ("post", "/manage/c/{slug}/sheet/draft", Office(EditRoster)),
        ("post", "/manage/c/{slug}/staff", Office(EditRoster)),
        ("get", "/manage/c/{slug}/roster/extensions", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/roster/extensions", Office(EditRoster)),
        ("get", "/manage/c/{slug}/roster/people", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/roster/people", Office(EditRoster)),
        ("get", "/manage/c/{slug}/generate", Office(EditRoster)),
        ("post", "/manage/c/{slug}/generate", Office(EditRoster)),
        ("get", "/manage/c/{slug}/share", Office(EditRoster)),
        ("post", "/manage/c/{slug}/share", Office(EditRoster)),
        ("post", "/manage/c/{slug}/share/rules", Office(EditRoster)),
        ("get", "/manage/c/{slug}/history", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/history", Office(EditRoster)),
        ("get", "/manage/c/{slug}/publish", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/publish", Office(Publish)),
        ("get", "/manage/c/{slug}/preview", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/revisions", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/revisions/{id}", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/revisions/{id}", Office(EditRoster)),
        ("get", "/manage/c/{slug}/several", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/several", Office(EditRoster)),
        ("get", "/manage/c/{slug}/register", Office(ReadRegister)),
        ("get", "/manage/c/{slug}/register/{id}", Office(ReadRegister)),
        ("get", "/manage/c/{slug}/contributions", Office(ReadRegister)),
        ("post", "/manage/c/{slug}/contributions", Office(KeepContributions)),
        ("get", "/manage/c/{slug}/contributions/new", Office(KeepContributions)),
        ("post", "/manage/c/{slug}/contributions/new", Office(KeepContributions)),
        (
            "get",
            "/manage/c/{slug}/contributions/verdicts",
            Office(KeepContributions),
        ),
        (
            "post",
            "/manage/c/{slug}/contributions/verdicts",
            Office(KeepContributions),
        ),
        ("get", "/manage/c/{slug}/contributions/{id}", Office(ReadRegister)),
        ("post", "/manage/c/{slug}/contributions/{id}", Office(KeepContributions)),
        ("get", "/manage/c/{slug}/settings", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/settings", Office(EditRoster)),
        ("post", "/manage/c/{slug}/settings/events", Office(EditRoster)),
        ("post", "/manage/c/{slug}/settings/topics", Office(EditRoster)),
        ("get", "/manage/c/{slug}/slots/new", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/slots/new", Office(EditRoster)),
        ("get", "/manage/c/{slug}/slots/{id}", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/slots/{id}", Office(EditRoster)),
        ("post", "/manage/c/{slug}/slots/{id}/cancel", Office(EditRoster)),
        ("post", "/manage/c/{slug}/slots/{id}/remove", Office(EditRoster)),
        ("get", "/manage/c/{slug}/swaps", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/swaps/{id}", Office(SeeRoster)),
        ("post", "/manage/c/{slug}/swaps/{id}", Office(EditRoster)),
        ("get", "/manage/c/{slug}/table", Office(SeeRoster)),
        ("get", "/manage/c/{slug}/table.docx", Office(SeeRoster)),
    ]
};

fn whom(method: &str, pattern: &str) -> For {
    let found = ADDRESSES
        .iter()
        .find(|(of, address, _)| *of == method && *address == pattern);
    found.unwrap_or_else(|| panic!("{method} {pattern} has no entry")).2
}

/// Method and pattern of every page.
pub fn routes() -> Vec<(&'static str, &'static str)> {
    let routes = web::routes();
    let of_route = |route: &web::page::route::PageRoute| {
        let path = route.path;
        route.methods.clone().into_iter().map(move |method| (method, path))
    };
    let mut all: Vec<_> = routes.iter().flat_map(of_route).collect();
    // Fixed words come before `{id}`.
    all.sort_by_key(|(_, path)| path.matches('{').count());
    all
}

fn pattern_of(method: &str, address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next()?;
    let path: Vec<&str> = path.strip_prefix("/en")?.split('/').collect();
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
        "password" => "cztery słowa i dyżur",
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

/// Every page and form somebody finds, one of each pattern.
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
            if whom("get", pattern) != For::Anybody && !self.pages.contains_key(pattern) {
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
    let new = coordinator.open("/en/manage/c/otwarty-krakow/slots/new").await;
    let adds = |form: &Form| pattern_of("post", &form.action) == Some("/manage/c/{slug}/slots/new");
    let new = forms(&new).into_iter().find(adds).unwrap();
    let added = coordinator.send(&filled(new)).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let roster = coordinator.get("/en/manage/c/otwarty-krakow").await;
    // The page of a duty that is not published has one form more.
    for link in links(&roster) {
        let at = link.split(['?', '#']).next().unwrap();
        if pattern_of("get", at) == Some("/manage/c/{slug}/slots/{id}") {
            found.look_at(&coordinator.get(at).await);
        }
    }
    // No link leads there, but a button of the roster.
    let several = "/en/manage/c/otwarty-krakow/several".to_owned();
    found.pages.insert("/manage/c/{slug}/several", several.clone());
    found.waiting.push_back(several);
    while let Some(address) = found.waiting.pop_front() {
        let mut page = coordinator.get(&address).await;
        if address.ends_with("/new") {
            let form = page.location().to_owned();
            page = coordinator.get(&form).await;
            found.pages.insert(pattern_of("get", &address).unwrap(), form);
        }
        assert_eq!(page.status, 200, "{address}");
        found.look_at(&page);
    }
    let preview = coordinator.send(&found.forms["/manage/import"]).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    found.look_at(&preview);
    found.look_at(&coordinator.get("/en/desk").await);
    found.look_at(&coordinator.get("/en/desk/calls").await);
    found.look_at(&coordinator.get("/en/password").await);
    let new = coordinator.get("/en/desk/calls/new?consultation=otwarty-krakow").await;
    found.look_at(&coordinator.get(new.location()).await);
    found.pages.insert("/desk/calls/new", new.location().to_owned());
    found.pages.insert("/password", "/en/password".to_owned());
    found.pages.insert("/desk/calls/{id}", format!("/en/desk/calls/{CALL}"));
    // Whoever takes no duties is led back to the desk.
    found.pages.insert("/desk/absences", "/en/desk/absences".to_owned());
    let form = |action: String| Form {
        action,
        fields: [("absence", CALL), ("first", "2024-06-20")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    };
    found
        .forms
        .insert("/desk/absences", form(format!("/en/desk/absences?absence={CALL}")));
    found
        .forms
        .insert("/desk/absences/remove", form("/en/desk/absences/remove".to_owned()));
    let person = found.pages["/manage/staff/{id}"].clone();
    let remove = "/manage/staff/{id}/absences/remove";
    found.forms.insert(remove, form(format!("{person}/absences/remove")));
    found
        .forms
        .insert("/manage/staff/{id}/return", form(format!("{person}/return")));
    // Everything is covered.
    let generate = "/manage/c/{slug}/generate";
    found.forms.insert(generate, form(found.pages[generate].clone()));
    // Only who is asked to take a duty, or offers one, has these buttons.
    let offer = found.pages["/desk/duties/{id}/offer"].clone();
    let answer = Form {
        action: offer.replace("/offer", "/answer"),
        fields: vec![("what".to_owned(), "withdraw".to_owned())],
    };
    found.forms.insert("/desk/duties/{id}/answer", answer);
    // Only a message that could not be sent has this button.
    let retry = Form {
        action: "/en/manage/outbox/01902f9e-1111-7000-8000-000000000001/retry".to_owned(),
        fields: Vec::new(),
    };
    found.forms.insert("/manage/outbox/{id}/retry", retry);
    // Those who take no duties have no such buttons, and a sheet's comes with what is read of a file.
    for (pattern, action) in [
        ("/desk/calendar", "/en/desk/calendar"),
        ("/desk/calendar/revoke", "/en/desk/calendar/revoke"),
        (
            "/manage/c/{slug}/sheet/draft",
            "/en/manage/c/otwarty-krakow/sheet/draft",
        ),
    ] {
        let (action, fields) = (action.to_owned(), Vec::new());
        found.forms.insert(pattern, Form { action, fields });
    }
    found
}

const CALL: &str = "01902f9e-1111-7000-8000-000000000001";

/// As in what is posted.
const ABSENCE: &str = "01902f9e-1111-7000-8000-000000000002";

/// A call that is in the register.
fn call() -> serde_json::Value {
    json!({ "id": CALL, "consultation": "otwarty-krakow", "kind": "hung_up" })
}

/// Everybody there is.
struct Everybody {
    nobody: Browser,
    members: Vec<(Role, Browser)>,
    administrator: Browser,
    /// The coordinator of another office.
    outsider: Browser,
}

async fn everybody(app: &App) -> Everybody {
    let mut members = Vec::new();
    for role in Role::ALL {
        members.push((*role, app.member(*role).await));
    }
    Everybody {
        nobody: app.browser(),
        members,
        administrator: app.administrator().await,
        outsider: app.outsider().await,
    }
}

/// Sends what there is to send, or opens the page.
async fn ask(browser: &Browser, found: &Found, method: &str, pattern: &str) -> Page {
    if method == "get" {
        let address = found.pages.get(pattern);
        browser
            .get(address.unwrap_or_else(|| panic!("no link leads to {pattern}")))
            .await
    } else {
        let form = found.forms.get(pattern);
        browser
            .send(form.unwrap_or_else(|| panic!("no form is sent to {pattern}")))
            .await
    }
}

#[tokio::test]
async fn every_page_is_for_those_it_is_meant_for() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    program.post_json("/api/v1/calls", &call()).await.shows(201, &[]);
    let letter = contribution::letter(contribution::ID);
    program
        .post_json("/api/v1/contributions", &letter)
        .await
        .shows(201, &[]);
    let found = find(&app.coordinator().await).await;
    let all = everybody(&app).await;
    // And from there to a page that can be opened. What was typed of a call stays where it is.
    let to_sign_in = |page: &Page| {
        let leads = match page.status.as_u16() {
            401 => page.link("Sign in"),
            _ => page.location().to_owned(),
        };
        let page = leads.strip_prefix("/en/sign-in?").unwrap_or_default();
        let next = form_urlencoded::parse(page.as_bytes()).find(|(name, _)| name == "next");
        next.is_some_and(|(_, next)| pattern_of("get", &next).is_some())
    };
    let routes = routes();
    let known: BTreeSet<_> = ADDRESSES
        .iter()
        .map(|(method, pattern, _)| (*method, *pattern))
        .collect();
    assert_eq!(known, routes.iter().copied().collect(), "each address has one entry");
    for (method, pattern) in routes {
        let at = format!("{method} {pattern}");
        let (right, of_office) = match whom(method, pattern) {
            For::Anybody => continue,
            For::Oneself => {
                assert!(
                    to_sign_in(&ask(&all.nobody, &found, method, pattern).await),
                    "{at} for nobody"
                );
                continue;
            }
            For::Office(right) => (right, true),
            For::All(right) => (right, false),
        };
        assert!(
            to_sign_in(&ask(&all.nobody, &found, method, pattern).await),
            "{at} for nobody"
        );
        for (role, browser) in all.members.iter().filter(|(role, _)| !role.has(right)) {
            let page = ask(browser, &found, method, pattern).await;
            assert_eq!(page.status, 403, "{at} for {role:?}: {}", page.body);
        }
        let page = ask(&all.outsider, &found, method, pattern).await;
        let refused = page.status == 404;
        assert_eq!(
            refused, of_office,
            "{at} for another office: {} {}",
            page.status, page.body
        );
        // The import says what was sent to it.
        if !pattern.starts_with("/manage/import") {
            page.lacks("Otwarty Kraków").lacks("12 616 5769");
        }
    }
    // Those it is for are not refused; what is sent is no nonsense.
    for (method, pattern) in routes_by_effect() {
        let (For::Office(right) | For::All(right)) = whom(method, pattern) else {
            continue;
        };
        let administrator = [("administrator", &all.administrator)];
        let members = all.members.iter().filter(|(role, _)| role.has(right));
        let members: Vec<_> = members.map(|(role, browser)| (role.code(), browser)).collect();
        for (who, browser) in members.into_iter().chain(administrator) {
            let page = ask(browser, &found, method, pattern).await;
            let status = page.status.as_u16();
            let of_others = pattern == "/desk/calls/{id}" || pattern.starts_with("/desk/duties/");
            let of_somebody_else = of_others && who == "staff";
            let gone = pattern == "/manage/outbox/{id}/retry" || of_somebody_else;
            // Whoever was before may have made it.
            let made = pattern.ends_with("/new") && status == 303;
            // Who takes no duties is led back to the desk.
            let made = made || pattern == "/desk/absences" && page.location() == "/en/desk";
            let fits = match method {
                "get" => status == 200 || made || gone && status == 404,
                _ => [200, 303, 409, 422].contains(&status) || gone && status == 404,
            };
            assert!(fits, "{method} {pattern} for {who}: {status} {}", page.body);
        }
    }
    app.send_due().await;
    app.mails();
}

/// The status of the answer to somebody who says that much is to come and sends nothing of it.
fn status_before_body(app: &App, path: &str, kind: &str, user: &str) -> String {
    let address = app.url("");
    let mut stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: duty.example\r\n{user}Content-Type: {kind}\r\nContent-Length: 1000000\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    line.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// The words of a call are kept for whoever typed them, signed in or not.
const READ_FIRST: &str = "/desk/calls/new";

#[tokio::test]
async fn what_somebody_without_the_right_sends_is_not_read() {
    let app = App::demo().await;
    app.member(Role::Reader).await;
    let desk = app.session("5769@demo.example").await;
    let reader = app.session("reader@member.example").await;
    for (method, pattern) in routes() {
        let right = match whom(method, pattern) {
            For::Office(right) | For::All(right) if method == "post" && pattern != READ_FIRST => right,
            _ => continue,
        };
        let session = if Role::Staff.has(right) { &reader } else { &desk };
        let id = if pattern.contains("/revisions/") { "1" } else { CALL };
        let path = format!("/pl{pattern}")
            .replace("{slug}", "otwarty-krakow")
            .replace("{id}", id);
        let cookie = format!("Cookie: dutyline={session}\r\n");
        for kind in ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"] {
            assert_eq!(
                status_before_body(&app, &path, kind, &cookie),
                "403",
                "{pattern} {kind}"
            );
            assert_eq!(
                status_before_body(&app, &path, kind, ""),
                "303",
                "{pattern} {kind} for nobody"
            );
        }
    }
}

/// First what is only looked at.
fn routes_by_effect() -> Vec<(&'static str, &'static str)> {
    let mut all = routes();
    all.sort_by_key(|(method, _)| *method != "get");
    all
}

#[tokio::test]
async fn every_address_of_the_api_is_for_those_it_is_meant_for() {
    let app = App::demo().await;
    app.world.outsider().await;
    let outsider = app.program_in("kultura", Role::Coordinator).await;
    let coordinator = app.program(Role::Coordinator).await;
    coordinator.post_json("/api/v1/calls", &call()).await.shows(201, &[]);
    let person = app.world.desk().await.staff.unwrap().to_string();
    let friday = swap::friday(&app);
    for route in api::ROUTES {
        let path = route
            .path
            .replace("/staff/{id}", &format!("/staff/{person}"))
            .replace("{slug}", "otwarty-krakow")
            .replace("{slot}", &friday)
            .replace("{id}", CALL)
            .replace("{absence}", ABSENCE)
            .replace("{number}", "1");
        let query = match (route.method, route.path) {
            ("get", "/contributions") => "?consultation=otwarty-krakow",
            _ => "",
        };
        let path = format!("{}{path}{query}", api::BASE);
        let at = format!("{} {}", route.method, route.path);
        let right = match (route.method, route.path) {
            (
                "get",
                "/openapi.json" | "/consultations" | "/consultations/{slug}/slots" | "/consultations/{slug}/on-duty",
            ) => {
                assert_eq!(app.browser().get(&path).await.status, 200, "{at}");
                continue;
            }
            ("get", "/consultations/{slug}/coverage") => Right::SeeCoverage,
            (
                "get",
                "/consultations/{slug}/draft"
                | "/consultations/{slug}/revisions"
                | "/consultations/{slug}/revisions/{number}",
            ) => Right::SeeRoster,
            ("post", "/consultations/{slug}/publish") => Right::Publish,
            (
                "post",
                "/consultations/{slug}/draft/changes"
                | "/consultations/{slug}/draft/generate"
                | "/consultations/{slug}/draft/assign"
                | "/consultations/{slug}/draft/undo"
                | "/consultations/{slug}/draft/redo"
                | "/consultations/{slug}/revisions/{number}/restore",
            ) => Right::EditRoster,
            ("get", "/staff" | "/staff/{id}") => Right::SeeRoster,
            (
                "post" | "put" | "delete",
                "/consultations" | "/staff" | "/staff/{id}" | "/staff/{id}/absences" | "/staff/{id}/absences/{absence}",
            ) => Right::EditRoster,
            ("get", "/duties")
            | ("post" | "delete", "/duties/{slot}/offer")
            | ("post", "/duties/{slot}/offer/accept") => Right::SwapDuties,
            ("get", "/calls" | "/calls/{id}") => Right::ReadOwnCalls,
            ("post", "/calls") => Right::LogCalls,
            ("get", "/contributions" | "/contributions/{id}") => Right::ReadRegister,
            ("post" | "put", "/contributions" | "/contributions/{id}/position") => Right::KeepContributions,
            _ => panic!("{at} has no entry"),
        };
        let ask = async |browser: &Browser| match route.method {
            "get" => browser.get(&path).await,
            "delete" => Page::of(browser.request("delete", &path)).await,
            _ => {
                let version = draft::version(&coordinator).await;
                let sent = if route.path == "/calls" {
                    call()
                } else {
                    body(route.path, version)
                };
                let request = browser.request(route.method, &path).header("if-match", "*");
                Page::of(request.json(&sent)).await
            }
        };
        assert_eq!(ask(&app.browser()).await.status, 401, "{at} for nobody");
        // What somebody makes in their own office.
        let makes = route.method == "post" && ["/consultations", "/staff"].contains(&route.path);
        if !makes {
            let page = ask(&outsider).await;
            let nothing = match (route.method, route.path) {
                ("get", "/calls") => page.json()["calls"] == json!([]),
                ("get", "/staff" | "/duties") => page.json() == json!([]),
                _ => false,
            };
            assert!(page.status == 404 || nothing, "{at} for another office: {}", page.body);
        }
        for role in Role::ALL {
            let page = ask(&app.program(*role).await).await;
            assert_eq!(page.status == 403, !role.has(right), "{at} for {role:?}: {}", page.body);
        }
        let page = ask(&coordinator).await;
        let again = page.status == 409 && page.json()["code"] == "nothing-to-publish";
        // Another program of the office was quicker.
        let again = again || route.method == "delete" && page.status == 404;
        // A coordinator who takes no duties can offer those of others, and take none.
        let again = again || route.path.ends_with("/accept") && page.json()["code"] == "swap-not-asked";
        let again = again || page.status == 409 && page.json()["code"] == "swap-withdrawn";
        assert!(page.status.is_success() || again, "{at}: {}", page.body);
        if makes {
            // The name is taken; by whom is not said.
            let page = ask(&outsider).await;
            assert!([409, 422].contains(&page.status.as_u16()), "{at}: {}", page.body);
        }
    }
    app.send_due().await;
    app.mails();
}
