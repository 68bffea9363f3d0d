//! The coordinator's pages.

mod announcement;
mod call;
mod message;
mod revision;
mod staff;
mod swap;

mod calendar {
    mod days;
}

mod consultation {
    mod list;
    mod new;
    mod settings;
}

mod roster {
    mod day_sheet;
    mod files;
    mod office_table;
    mod page;
    mod share;
    mod sheet;
    mod slot;
}

use crate::support::app::{App, Browser, Page};
use crate::web::closed;

/// The roster of the demo.
pub const ROSTER: &str = "/pl/manage/c/otwarty-krakow";

/// Posts these fields with the version of the draft as the form at an address has it now.
pub async fn change(browser: &Browser, form: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let version = browser.get(form).await.value("version");
    browser
        .post(path, &[fields, &[("version", version.as_str())]].concat())
        .await
}

#[tokio::test]
async fn every_page_is_there_in_every_language() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let pages = closed::routes().into_iter();
    let managed = |path: &str| path.starts_with("/manage") && !path.contains("{id}") && !path.contains('.');
    let pages = pages.filter(|(method, path)| *method == "get" && managed(path));
    for (_, path) in pages {
        let path = path.replace("{slug}", "otwarty-krakow");
        for locale in ["pl", "en", "uk"] {
            let mut page = coordinator.get(&format!("/{locale}{path}")).await;
            if path.ends_with("/new") {
                page = coordinator.get(page.location()).await;
            }
            page.shows(200, &[]).lacks("⟦");
            assert_eq!(page.attributes("html", "lang"), [locale], "{path}");
            assert_eq!(
                page.texts("script:not([src]), style, [style], [onclick]"),
                [""; 0],
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_form_made_from_an_older_draft_changes_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let (slot, days) = (coordinator.get(&address).await, format!("{ROSTER}/days"));
    let settings = coordinator.get(&format!("{ROSTER}/settings")).await;
    let new = format!("{ROSTER}/slots/new?date=2024-06-25&start=20:00&end=21:00");
    let new = coordinator.open(&new).await;
    let old = slot.value("version");
    let stale = [
        slot.form(&address).with(&[("start", "14:00")]),
        slot.form("/cancel").with(&[("reason", "awaria")]),
        slot.form("/remove"),
        new.form_of("/slots/new")
            .with(&[("phones", "12 616 5769"), ("mode", "phone")]),
        settings.form("/settings/topics").with(&[("topics", "Praca")]),
        settings
            .form("/settings/events")
            .with(&[("event-0-title-pl", "Spacer")]),
    ];
    let by_hand = [("what", "exempt"), ("date", "2024-06-24"), ("reason", "remont")];
    change(&coordinator, &days, &days, &by_hand).await.shows(303, &[]);
    for form in &stale {
        assert_eq!(form.value("version"), old, "{form:?}");
        let refused = coordinator.send(form).await;
        assert_eq!(refused.status, 409, "{}: {}", form.action, refused.body);
    }
    let again = [by_hand.as_slice(), &[("version", old.as_str())]].concat();
    coordinator.post(&days, &again).await.shows(409, &[]);
}

#[tokio::test]
async fn a_form_that_does_not_say_its_version_changes_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let address = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let slot = coordinator.get(&address).await;
    let before = slot.value("version");
    let day = [("what", "exempt"), ("date", "2024-06-24"), ("reason", "remont")];
    let forms: [(String, Vec<(String, String)>); 8] = [
        (
            address.clone(),
            slot.form(&address)
                .with(&[("phones", "12 616 5769"), ("mode", "phone")])
                .fields,
        ),
        (
            format!("{ROSTER}/slots/new?id=01902f9e-1111-7000-8000-000000000001"),
            slot.form(&address)
                .with(&[("date", "2024-06-25"), ("mode", "phone")])
                .fields,
        ),
        (format!("{address}/cancel"), owned(&[("reason", "awaria")])),
        (format!("{address}/remove"), Vec::new()),
        (format!("{ROSTER}/days"), owned(&day)),
        (format!("{ROSTER}/publish"), Vec::new()),
        (format!("{ROSTER}/settings/topics"), owned(&[("topics", "Praca")])),
        (format!("{ROSTER}/settings/events"), Vec::new()),
    ];
    for (path, fields) in &forms {
        for garbled in [
            None,
            Some(""),
            Some("x"),
            Some("-1"),
            Some("+1"),
            Some("1.0"),
            Some("99999999999"),
        ] {
            let mut fields = fields.clone();
            fields.retain(|(name, _)| name != "version");
            fields.extend(garbled.map(|version| ("version".to_owned(), version.to_owned())));
            let refused = send(&coordinator, path, &fields).await;
            assert_eq!(refused.status, 422, "{path} with {garbled:?}: {}", refused.body);
        }
    }
    assert_eq!(coordinator.get(&address).await.value("version"), before);
}

async fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Page {
    Page::of(browser.request("post", path).form(fields)).await
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
