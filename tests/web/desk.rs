mod feed;

use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::revision::{preview, publish};
use dutyline::domain::access::Role;
use dutyline::domain::roster::ExpectedVersion;
use serde_json::json;
use url::form_urlencoded;

use crate::support::app::{App, Page};
use crate::support::forms::{Form, forms};

const NEW: &str = "/pl/desk/calls/new?consultation=otwarty-krakow";

/// The form of a new call.
fn form(page: &Page) -> Form {
    forms(page)
        .into_iter()
        .find(|form| form.action.contains("/desk/calls/new"))
        .unwrap()
}

#[tokio::test]
async fn a_call_with_two_contributions_is_logged_once() {
    let app = App::demo().await;
    let desk = app.desk().await;
    desk.get("/pl/desk")
        .await
        .shows(200, &["Twój dyżur trwa – do 18.00", "Zapisz rozmowę"]);
    let page = desk.open(NEW).await;
    page.shows(200, &["12 616 5769 · do 18.00", "Uwaga lub wniosek"])
        .lacks("⟦");
    let call = form(&page).with(&[
        ("kind", "contribution"),
        ("contributions", "Kursy polskiego także w soboty."),
        ("contributions", "Więcej miejsc w szkołach."),
        ("language", "uk"),
        ("then", "show"),
    ]);
    let saved = desk.send(&call).await;
    assert_eq!(saved.status.as_u16(), 303);
    let address = saved.location().to_owned();
    desk.get(&address)
        .await
        .shows(200, &["Rozmowa zapisana", "Numery uwag: 1 i 2", "ukraiński"]);

    assert_eq!(desk.send(&call).await.location(), address);
    let other = call.with(&[("contributions", "Kursy w niedziele.")]);
    let conflict = desk.send(&other).await;
    conflict.shows(409, &["Kursy w niedziele.", "Kursy polskiego także w soboty."]);
    let beside = form(&conflict);
    assert_ne!(beside.action, call.action);
    assert_eq!(desk.send(&beside).await.status, 303);
    desk.get("/pl/desk/calls")
        .await
        .shows(200, &["Uwaga lub wniosek", "nr 1 i 2", "nr 3"]);
}

#[tokio::test]
async fn what_was_typed_stays_when_something_is_missing() {
    let app = App::demo().await;
    let desk = app.desk().await;
    let call = form(&desk.open(NEW).await);
    let typed = call.with(&[("note", "Proszę <b>oddzwonić</b>"), ("started", "25:99")]);
    let again = desk.send(&typed).await;
    again.shows(
        422,
        &[
            "Popraw 2 pola",
            "Wybierz rodzaj rozmowy.",
            "25:99",
            "&#60;b&#62;oddzwonić",
        ],
    );
    assert_eq!(form(&again).action, call.action);
    let more = call.with(&[("more", "contribution"), ("contributions", "Raz")]);
    desk.send(&more).await.shows(200, &["Raz", "contribution-2"]);
    let quick = desk.send(&call.with(&[("quick", "hung_up")])).await;
    assert!(quick.location().starts_with(NEW), "{}", quick.location());
    desk.open(quick.location())
        .await
        .shows(200, &["Zapisano poprzednią rozmowę."]);
}

#[tokio::test]
async fn the_address_of_a_form_is_the_same_call_from_the_first_moment_on() {
    let app = App::demo().await;
    let desk = app.desk().await;
    // On duty, no consultation has to be named.
    let led = desk.get("/pl/desk/calls/new").await;
    assert_eq!(led.status, 303);
    assert!(led.location().starts_with(&format!("{NEW}&id=")), "{}", led.location());
    let address = led.location();
    let page = desk.get(address).await;
    let call = form(&page);
    assert_eq!(call.action, address);
    for other in ["en", "uk"] {
        let leads = page.attributes("nav.languages a", "href");
        assert!(
            leads.contains(&address.replacen("/pl", &format!("/{other}"), 1)),
            "{leads:?}"
        );
    }
    // A second tab, minutes later: the same content is the same call.
    app.world.clock.advance(chrono::Duration::minutes(5));
    let tab = form(&desk.get(address).await);
    let fill = |form: &Form, text| form.with(&[("kind", "contribution"), ("contributions", text), ("then", "show")]);
    let saved = desk.send(&fill(&call, "Ławki.")).await;
    let again = desk.send(&fill(&tab, "Ławki.")).await;
    assert_eq!((saved.status.as_u16(), saved.location()), (303, again.location()));
    desk.send(&fill(&tab, "Kosze.")).await.shows(409, &["Ławki.", "Kosze."]);

    // Going back leads to what is there, and from there on.
    let back = desk.get(address).await;
    assert_eq!(back.status, 303);
    let there = desk.get(back.location()).await;
    there.shows(200, &["Ta rozmowa jest już zapisana", "Numer uwagi: 1", "Ławki."]);
    let next = desk.open(&there.link("Następna rozmowa")).await;
    assert_ne!(form(&next).action, call.action);
    desk.get(&format!("{NEW}&id=1")).await.shows(400, &[]);
    desk.post(NEW, &[("quick", "hung_up")]).await.shows(400, &[]);
}

#[tokio::test]
async fn the_desk_needs_signing_in_and_shows_nobody_elses_calls() {
    let app = App::demo().await;
    let nobody = app.browser().get("/pl/desk/calls").await;
    assert_eq!(
        (nobody.status.as_u16(), nobody.location()),
        (303, "/pl/sign-in?next=%2Fpl%2Fdesk%2Fcalls")
    );
    let desk = app.desk().await;
    let call = form(&desk.open(NEW).await).with(&[("quick", "wrong_number"), ("then", "show")]);
    let saved = desk.send(&call).await;
    let other = app.browser_of("7809@demo.example").await;
    other.get(saved.location()).await.shows(404, &[]);
}

#[tokio::test]
async fn a_colleagues_call_under_the_same_id_is_not_shown() {
    let app = App::demo().await;
    let (desk, other) = (app.desk().await, app.browser_of("7809@demo.example").await);
    let call = form(&desk.open(NEW).await).with(&[("kind", "question")]);
    let note = |note| call.with(&[("note", note)]);
    assert_eq!(desk.send(&note("Prosi o pomoc")).await.status, 303);
    // The form opens, as if nothing were there; what is typed can be saved under another id.
    other.get(&call.action).await.shows(200, &[]).lacks("Prosi o pomoc");
    let taken = other.send(&note("Pyta o druk")).await;
    taken
        .shows(409, &["Tej rozmowy jeszcze nie zapisano", "Pyta o druk"])
        .lacks("Prosi o pomoc");
    assert_eq!(other.send(&form(&taken)).await.status, 303);
    desk.send(&note("Pyta o termin"))
        .await
        .shows(409, &["Prosi o pomoc", "Pyta o termin"]);
}

/// Whether a call is in one's own office or in another, a taken id says the same.
#[tokio::test]
async fn a_call_of_another_office_under_the_same_id_is_not_told_from_a_colleagues() {
    let app = App::demo().await;
    let (cx, desk) = (&app.world.cx, app.desk().await);
    let call = form(&desk.open(NEW).await).with(&[("kind", "question"), ("note", "Pyta o druk")]);
    let outsider = app.world.outsider().await;
    let day = "2024-06-20".parse().unwrap();
    let plan = ImportPlan {
        slug: Some("inne".parse().unwrap()),
        title: "Inne".to_owned(),
        unit: Some("kultura".parse().unwrap()),
        first_day: day,
        last_day: day,
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected: ExpectedVersion::NotYet,
    };
    let elsewhere = import(cx, &outsider, plan).await.unwrap().slug;
    let (preview, _) = preview(cx, &outsider, elsewhere.clone()).await.unwrap();
    let accepted = preview.checked.report.blocking().map(|finding| finding.key()).collect();
    publish(cx, &outsider, elsewhere.clone(), ExpectedVersion::Any, accepted)
        .await
        .unwrap();
    let administrator = app.administrator().await;
    let there = Form {
        action: call.action.replace("otwarty-krakow", elsewhere.as_str()),
        ..call.clone()
    };
    assert_eq!(administrator.send(&there).await.status, 303);
    let taken = desk.send(&call).await;
    taken.shows(409, &["Tej rozmowy jeszcze nie zapisano", "Pyta o druk"]);
    assert_eq!(desk.send(&form(&taken)).await.status, 303);
}

/// Nobody can call about what residents cannot see.
#[tokio::test]
async fn a_consultation_that_is_not_published_has_no_calls() {
    let app = App::demo().await;
    let (desk, coordinator) = (app.desk().await, app.coordinator().await);
    let draft = app.world.draft("wkrotce", "2024-06-25").await;
    let path = format!("/pl/desk/calls/new?consultation={draft}");
    let id = "01902f9e-1111-7000-8000-000000000009";
    let call = json!({ "id": id, "consultation": draft, "kind": "hung_up" });
    let programs = [app.program(Role::Staff).await, app.program(Role::Coordinator).await];
    for browser in [&desk, &coordinator] {
        browser.get(&path).await.shows(404, &[]);
        browser.get(&format!("{path}&id={id}")).await.shows(404, &[]);
        let sent = browser.post(&format!("{path}&id={id}"), &[("quick", "hung_up")]).await;
        sent.shows(404, &[]);
    }
    for program in &programs {
        program.post_json("/api/v1/calls", &call).await.shows(404, &[]);
    }
    app.world.publish(&draft).await;
    desk.open(&path).await.shows(200, &[]);
    programs[0].post_json("/api/v1/calls", &call).await.shows(201, &[]);
}

#[tokio::test]
async fn the_words_of_a_call_are_not_lost_for_a_session_that_has_ended() {
    let app = App::demo().await;
    let desk = app.desk().await;
    let call = form(&desk.open(NEW).await).with(&[
        ("kind", "contribution"),
        ("topics", "szkoly"),
        ("contributions", "Kursy <b>w soboty</b>."),
        ("contributions", "Więcej\nmiejsc."),
        ("note", "Prosi o list."),
    ]);
    desk.send(&desk.get("/pl/desk").await.form("/sign-out")).await;
    let kept = desk.send(&call).await;
    kept.shows(
        401,
        &[
            "Sesja wygasła",
            "Kursy &#60;b&#62;w soboty&#60;/b&#62;.",
            "Więcej\nmiejsc.",
            "Prosi o list.",
        ],
    );
    let next: String = form_urlencoded::byte_serialize(call.action.as_bytes()).collect();
    assert_eq!(kept.link("Zaloguj się"), format!("/pl/sign-in?next={next}"));
    let again = form(&kept);
    let sorted = |form: &Form| {
        let mut fields = form.fields.clone();
        fields.retain(|(_, value)| !value.is_empty());
        fields.sort();
        fields
    };
    assert_eq!((&again.action, sorted(&again)), (&call.action, sorted(&call)));
    let desk = app.desk().await;
    assert_eq!(desk.send(&again).await.status, 303);
    assert_eq!(desk.send(&call).await.status, 303, "the same call");
    desk.get("/pl/desk/calls").await.shows(200, &["nr 1 i 2"]).lacks("nr 3");
}
