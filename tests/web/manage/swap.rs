//! Offers of duties on pages: made on the desk, settled by the coordinator.

use chrono::Duration;

use crate::support::app::{App, Browser, Page};

const MANAGE: &str = "/pl/manage/c/otwarty-krakow";

/// The duty of Friday 21 June, that of desk 7809.
fn friday(app: &App) -> String {
    let view = app.world.view();
    let slot = view.slots.iter().find(|slot| slot.date.to_string() == "2024-06-21");
    slot.unwrap().id.to_string()
}

async fn answer(browser: &Browser, slot: &str, what: &str) -> Page {
    browser
        .post(&format!("/pl/desk/duties/{slot}/answer"), &[("what", what)])
        .await
}

async fn settle(browser: &Browser, slot: &str, fields: &[(&str, &str)]) -> Page {
    browser.post(&format!("{MANAGE}/swaps/{slot}"), fields).await
}

/// The offer page, and its form sent as it opens.
async fn offer(browser: &Browser, slot: &str) -> Page {
    let address = format!("/pl/desk/duties/{slot}/offer");
    let page = browser.get(&address).await;
    page.shows(
        200,
        &["piątek, 21 czerwca 2024", "15.00–18.00", "6 osób jest wtedy wolnych"],
    );
    browser.send(&page.form("/offer")).await
}

async fn mails(app: &App) -> Vec<String> {
    app.send_due().await;
    let mut mails = app.mails();
    mails.sort();
    mails
}

#[tokio::test]
async fn a_duty_is_offered_declined_and_taken_on_the_desk() {
    let app = App::demo().await;
    let (giver, taker, other) = (
        app.browser_of("7809@demo.example").await,
        app.browser_of("6062@demo.example").await,
        app.browser_of("7804@demo.example").await,
    );
    let slot = friday(&app);
    let link = giver.get("/pl/desk").await.link("Nie mogę");
    assert_eq!(link, format!("/pl/desk/duties/{slot}/offer"));
    let offered = offer(&giver, &slot).await;
    assert_eq!(
        (offered.status.as_u16(), offered.location()),
        (303, "/pl/desk?done=duty-offered")
    );
    giver.get(offered.location()).await.shows(
        200,
        &[
            "Dyżur zaproponowano",
            "Zapytano:",
            "należy on do Ciebie",
            "Wycofaj ofertę",
        ],
    );
    assert_eq!(mails(&app).await.len(), 6);
    other
        .get("/pl/desk")
        .await
        .shows(200, &["Stanowisko 7809 pyta, czy możesz przejąć dyżur", "Biorę"]);
    let declined = answer(&other, &slot, "decline").await;
    other
        .get(declined.location())
        .await
        .shows(200, &["tym razem nie możesz"])
        .lacks("Biorę");
    let taken = answer(&taker, &slot, "accept").await;
    taker
        .get(taken.location())
        .await
        .shows(200, &["Dyżur jest teraz Twój"])
        .lacks("Biorę");
    answer(&other, &slot, "accept").await.shows(409, &["Ktoś był szybszy"]);
    answer(&giver, &slot, "withdraw").await.shows(404, &[]);
    answer(&taker, &slot, "nonsense").await.shows(422, &[]);
    // The day before has begun, so that the reminder comes at once.
    let told = mails(&app).await;
    assert_eq!(told, ["6062@demo.example", "6062@demo.example", "7809@demo.example"]);
}

#[tokio::test]
async fn what_is_wrong_with_an_offer_is_said_and_nothing_is_lost() {
    let app = App::demo().await;
    let giver = app.browser_of("7809@demo.example").await;
    let slot = friday(&app);
    let address = format!("/pl/desk/duties/{slot}/offer");
    let form = giver.get(&address).await.form("/offer");
    let nobody = giver
        .send(&form.with(&[("to", "these"), ("answer_by", "2024-06-21T12:00")]))
        .await;
    nobody.shows(422, &["Kogo zapytać", "Wypełnij to pole", "2024-06-21T12:00"]);
    let late = giver.send(&form.with(&[("answer_by", "2024-06-21T15:01")])).await;
    late.shows(422, &["między teraz a początkiem dyżuru"]);
    let colleague = nobody.attributes("input[name=people]", "value")[0].clone();
    let named = form.with(&[
        ("to", "these"),
        ("people", &colleague),
        ("answer_by", "2024-06-21T12:00"),
    ]);
    assert_eq!(giver.send(&named).await.status, 303);
    giver.get("/pl/desk").await.shows(200, &["21 czerwca 2024 r., 12.00"]);
    giver.send(&form).await.shows(409, &["już zaproponowany inaczej"]);
    assert_eq!(mails(&app).await.len(), 1);
    let colleagues = app.browser_of("7804@demo.example").await;
    colleagues.get(&address).await.shows(404, &[]);
}

#[tokio::test]
async fn the_coordinator_sees_what_nobody_took_and_gives_it_to_a_stand_in() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let giver = app.browser_of("7809@demo.example").await;
    let slot = friday(&app);
    offer(&giver, &slot).await;
    coordinator.get(MANAGE).await.lacks("nikt się nie zgłosił");
    app.world.clock.advance(Duration::hours(13));
    // Nobody stays signed in that long.
    let coordinator = app.coordinator().await;
    let page = format!("{MANAGE}/swaps/{slot}");
    let roster = coordinator.get(MANAGE).await;
    roster.shows(
        200,
        &["Stanowisko 7809 nie może być na dyżurze, a nikt się nie zgłosił."],
    );
    assert!(roster.attributes(".todo a", "href").contains(&page), "{}", roster.body);
    let list = coordinator.get(&format!("{MANAGE}/swaps")).await;
    list.shows(200, &["Czekają (1)", "nikt się nie zgłosił"]);
    let told = mails(&app).await;
    assert!(told.contains(&"coordinator@demo.example".to_owned()), "{told:?}");
    let stand_in = coordinator.get(&page).await.attributes("input[name=to]", "value")[0].clone();
    let fields = [("what", "give"), ("to", stand_in.as_str())];
    // The address names the consultation, too.
    let elsewhere = format!("/pl/manage/c/nowe/swaps/{slot}");
    coordinator.post(&elsewhere, &fields).await.shows(404, &[]);
    coordinator.get(&elsewhere).await.shows(404, &[]);
    settle(&coordinator, &slot, &[("what", "give")]).await.shows(422, &[]);
    settle(&coordinator, &slot, &[("what", "approve")])
        .await
        .shows(409, &["nie czeka na zgodę"]);
    let given = settle(&coordinator, &slot, &fields).await;
    let after = coordinator.get(given.location()).await;
    after.shows(200, &["Dyżur ma już nowa osoba", "Czekają (0)", "dyżur ma Stanowisko"]);
    settle(&coordinator, &slot, &fields)
        .await
        .shows(409, &["To jest dyżur tej samej osoby"]);
    coordinator.get(MANAGE).await.lacks("nikt się nie zgłosił");
    assert_eq!(
        mails(&app).await.iter().filter(|to| *to == "7809@demo.example").count(),
        1
    );
}

#[tokio::test]
async fn who_takes_a_duty_waits_for_approval_where_the_consultation_wants_it() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let settings = coordinator.get(&format!("{MANAGE}/settings")).await;
    let form = settings
        .form(&format!("{MANAGE}/settings"))
        .with(&[("swaps_need_approval", "true")]);
    assert_eq!(coordinator.send(&form).await.status, 303);
    let ticked = coordinator.get(&format!("{MANAGE}/settings")).await;
    assert_eq!(
        ticked.form(&format!("{MANAGE}/settings")).value("swaps_need_approval"),
        "true"
    );
    let (giver, taker) = (
        app.browser_of("7809@demo.example").await,
        app.browser_of("6062@demo.example").await,
    );
    let slot = friday(&app);
    offer(&giver, &slot).await;
    let waits = answer(&taker, &slot, "accept").await;
    taker.get(waits.location()).await.shows(
        200,
        &["Teraz musi się zgodzić koordynator", "Zgoda na przejęcie jest zapisana"],
    );
    giver
        .get("/pl/desk")
        .await
        .shows(200, &["Stanowisko 6062 chce przejąć ten dyżur"]);
    coordinator
        .get(MANAGE)
        .await
        .shows(200, &["Stanowisko 6062 chce przejąć dyżur. Czeka to na zgodę."]);
    let refused = settle(&coordinator, &slot, &[("what", "refuse")]).await;
    coordinator
        .get(refused.location())
        .await
        .shows(200, &["Odmówiono", "1 osoba odmówiła"]);
    let other = app.browser_of("7804@demo.example").await;
    answer(&other, &slot, "accept").await;
    let approved = settle(&coordinator, &slot, &[("what", "approve")]).await;
    coordinator
        .get(approved.location())
        .await
        .shows(200, &["dyżur ma Stanowisko 7804"]);
    mails(&app).await;
}
