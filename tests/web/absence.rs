//! Absences on pages: one's own at the desk, a person's for the coordinator.

use crate::support::app::App;
use crate::support::forms::links;

#[tokio::test]
async fn somebody_on_duty_says_when_they_are_away() {
    let app = App::demo().await;
    let desk = app.desk().await;
    let page = desk.get("/pl/desk/absences").await;
    page.shows(200, &["Nie ma zapisanych nieobecności."]).lacks("⟦");
    let form = page.form_of("/desk/absences");
    let away = form.with(&[
        ("first", "2024-06-21"),
        ("start", "9"),
        ("end", "11.30"),
        ("weekly_until", "2024-07-05"),
    ]);
    let saved = desk.send(&away).await;
    assert_eq!(
        saved.location(),
        "/pl/desk/absences?done=absence-added",
        "{}",
        saved.body
    );
    let page = desk.get(saved.location()).await;
    let said = "Piątek, 21 czerwca, 9.00–11.30, co tydzień do 5 lipca";
    page.shows(200, &["Nieobecność zapisano."]);
    assert_eq!(page.texts(".when")[0].replace('\u{a0}', " "), said);
    // Sent twice it is stored once; with something else under its id nothing is overwritten.
    assert_eq!(desk.send(&away).await.location(), saved.location());
    let other = desk.send(&form.with(&[("first", "2024-06-22")])).await;
    other.shows(409, &["Ten formularz wysłano już wcześniej", "value=\"2024-06-22\""]);
    assert_eq!(desk.send(&other.form_of("/desk/absences")).await.status, 303);
    let removed = desk
        .send(&desk.get("/pl/desk/absences").await.form_of("/absences/remove"))
        .await;
    assert_eq!(removed.location(), "/pl/desk/absences?done=absence-removed");
    let wrong = form.with(&[("first", "wczoraj"), ("end", "11")]);
    desk.send(&wrong)
        .await
        .shows(422, &["id=\"first-error\"", "id=\"end-error\""]);
}

/// A duty in the way is shown with a way to give it to somebody else.
#[tokio::test]
async fn a_coordinator_sees_what_an_absence_breaks() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let person = coordinator.get("/pl/manage/staff").await.link("Stanowisko 5769");
    let absences = coordinator.get(&person).await.link("Nieobecności");
    let page = coordinator.get(&absences).await;
    page.shows(200, &["Nieobecności: Stanowisko 5769"]).lacks("⟦");
    let form = page
        .form_of("/absences")
        .with(&[("first", "2024-06-13"), ("last", "2024-07-05")]);
    let page = coordinator.get(coordinator.send(&form).await.location()).await;
    let duties = page.texts(".todo .stop");
    assert!(!duties.is_empty(), "{}", page.body);
    let to_duties = links(&page)
        .into_iter()
        .filter(|link| link.starts_with("/pl/manage/c/otwarty-krakow/slots/"));
    assert_eq!(to_duties.count(), duties.len());
}

#[tokio::test]
async fn somebody_who_leaves_is_no_longer_in_the_team_and_can_come_back() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let person = coordinator.get("/pl/manage/staff").await.link("Stanowisko 5769");
    let retired = coordinator
        .send(&coordinator.get(&person).await.form_of("/retire"))
        .await;
    assert_eq!(retired.location(), "/pl/manage/staff?done=staff-retired");
    coordinator
        .get(retired.location())
        .await
        .shows(200, &["Osoba już nie dyżuruje."])
        .lacks("Stanowisko 5769");
    let page = coordinator.get(&person).await;
    page.shows(200, &["Ta osoba już nie dyżuruje."]).lacks("id=\"name\"");
    let back = coordinator.send(&page.form_of("/return")).await;
    let page = coordinator.get(back.location()).await;
    page.shows(200, &["Osoba znów może dyżurować.", "id=\"name\""]);
}
