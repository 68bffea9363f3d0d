//! One's own calendar, on its page and as programs read it.

use icalendar::{Calendar, CalendarComponent, Component};

use crate::support::app::{App, Browser, Page};

const PAGE: &str = "/pl/desk/calendar";

/// The path of the address a page shows.
fn address(page: &Page) -> String {
    let address = page.text("#feed-address");
    address[address.find("/pl/").unwrap()..].to_owned()
}

async fn made(browser: &Browser) -> String {
    let form = browser.get(PAGE).await.form(PAGE);
    let page = browser.send(&form).await;
    page.shows(200, &["Adres Twojego kalendarza"]);
    address(&page)
}

#[tokio::test]
async fn an_address_is_shown_once_renewed_and_revoked() {
    let app = App::demo().await;
    let (desk, anybody) = (app.desk().await, app.browser());
    desk.get("/pl/desk").await.shows(200, &["Mój kalendarz"]);
    let form = desk.get(PAGE).await.form(PAGE);
    let page = desk.send(&form).await;
    let first = address(&page);
    assert!(
        first.starts_with("/pl/calendars/") && first.ends_with(".ics"),
        "{first}"
    );
    assert_eq!(address(&desk.send(&form).await), first, "a second click makes no other");
    anybody.get(&first).await.shows(200, &["BEGIN:VCALENDAR"]);
    let kept = desk.get(PAGE).await;
    let secret = first.trim_start_matches("/pl/calendars/").trim_end_matches(".ics");
    kept.shows(200, &["Masz adres kalendarza"]).lacks(secret);
    let second = made(&desk).await;
    anybody.get(&first).await.shows(404, &[]);
    anybody.get(&second).await.shows(200, &[]);
    let revoked = desk.send(&desk.get(PAGE).await.form("/desk/calendar/revoke")).await;
    desk.get(revoked.location()).await.shows(200, &["Kalendarz wyłączono."]);
    anybody.get(&second).await.shows(404, &[]);
    let unknown = format!("/pl/calendars/{}.ics", app.world.cx.random.secret());
    anybody.get(&unknown).await.shows(404, &[]);
    let weak = desk.send(&form.with(&[("secret", "haslo")])).await;
    weak.shows(422, &["Nie utworzono adresu."]);
    let stranger = app.coordinator().await;
    stranger.get(PAGE).await.shows(200, &["To konto nie jest połączone"]);
    stranger.send(&form).await.shows(409, &["To konto nie jest połączone"]);
}

#[tokio::test]
async fn a_program_reads_the_duties_and_is_told_when_nothing_changed() {
    let app = App::demo().await;
    let (desk, anybody) = (app.desk().await, app.browser());
    let address = made(&desk).await;
    let feed = anybody.get(&address).await;
    assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(feed.header("cache-control"), "private, no-cache");
    let calendar: Calendar = feed.body.parse().unwrap();
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter_map(CalendarComponent::as_event)
        .collect();
    assert_eq!(events.len(), 3);
    let first = events[0];
    assert_eq!(first.get_summary(), Some("Otwarty Kraków 2024–2028: 12 616 5769"));
    assert_eq!(first.property_value("SEQUENCE"), Some("1"));
    assert_eq!(first.property_value("STATUS"), Some("CONFIRMED"));
    assert_eq!(first.property_value("DTSTART"), Some("20240613T130000Z"));
    feed.lacks("Stanowisko");
    let tag = feed.header("etag");
    let again = async |tag: &str| {
        let request = anybody.request("get", &address).header("if-none-match", tag);
        Page::of(request).await
    };
    let known = again(tag).await;
    assert_eq!((known.status.as_u16(), known.body.as_str()), (304, ""));
    assert_eq!(known.header("etag"), tag);
    assert_eq!(again("\"other\"").await.status.as_u16(), 200);
    let english = anybody.get(&address.replace("/pl/", "/en/")).await;
    english.shows(200, &["Open Kraków 2024–2028: 12 616 5769"]);
    let head = Page::of(anybody.request("head", &address)).await;
    assert_eq!((head.status.as_u16(), head.header("etag")), (200, tag));
}

#[tokio::test]
async fn the_secret_is_in_no_log_and_cannot_be_tried_at_will() {
    let app = App::demo().await;
    let (desk, anybody) = (app.desk().await, app.browser());
    let address = made(&desk).await;
    let secret = address.trim_start_matches("/pl/calendars/").trim_end_matches(".ics");
    anybody.get(&address).await.shows(200, &[]);
    assert_eq!(app.logged(secret), 0);
    assert!(app.logged("/{locale}/calendars/{token}.ics") > 0);
    app.metrics().await.lacks(secret);
    let mut refused = 0;
    for _ in 0..70 {
        let answer = anybody.get("/pl/calendars/x.ics").await;
        refused += usize::from(answer.status.as_u16() == 429);
    }
    assert!(refused >= 8, "{refused}");
}
