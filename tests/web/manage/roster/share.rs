use std::time::Duration;

use dutyline::actions::roster::share::{propose, set_rules};
use dutyline::actions::roster::{assign, checked};
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::domain::roster::sharing::{SharingRules, Which};

use crate::support::app::App;
use crate::support::world::at;
use crate::web::manage::ROSTER;

const SHARE: &str = "/pl/manage/c/otwarty-krakow/share";

/// The demo before its first day, with nobody on its duties.
async fn unstaffed() -> App {
    let app = App::demo().await;
    let (cx, c) = (&app.world.cx, &app.world.coordinator);
    app.world.clock.set(at("2024-06-10T08:00:00Z"));
    let slots = checked(cx, c, app.world.slug()).await.unwrap().0.draft.slots;
    let given = slots.iter().map(|slot| (slot.id, None)).collect();
    assign(cx, c, app.world.slug(), given, Any).await.unwrap();
    app
}

#[tokio::test]
async fn a_proposal_is_taken_whole_and_only_for_the_draft_it_was_made_for() {
    let app = unstaffed().await;
    let coordinator = app.coordinator().await;
    let page = coordinator.get(SHARE).await;
    page.shows(200, &["To najrówniejszy możliwy podział.", "Przyjmij 16 zmian"]);
    assert_eq!(page.texts("#further"), [""; 0], "all was tried");
    let proposal = page.form("/share");
    for given in ["", "0", "x.y", &format!("{}-", proposal.value("given"))] {
        let refused = coordinator.send(&proposal.clone().with(&[("given", given)])).await;
        assert_eq!(refused.status, 422, "{given}");
    }
    let taken = coordinator.send(&proposal).await;
    assert_eq!(taken.location(), format!("{ROSTER}?done=staff-picked"));
    let (cx, c) = (&app.world.cx, &app.world.coordinator);
    let slots = checked(cx, c, app.world.slug()).await.unwrap().0.draft.slots;
    assert!(slots.iter().all(|slot| slot.staff.is_some()), "{slots:?}");
    let refused = coordinator.send(&proposal).await;
    refused.shows(409, &["Ktoś w tym czasie zmienił szkic"]);
}

#[tokio::test]
async fn what_was_stopped_says_so_and_keeps_the_rules() {
    let app = unstaffed().await;
    let (cx, c) = (&app.world.cx, &app.world.coordinator);
    // With rests between days, and everybody at every desk, there is something to search.
    let rules = SharingRules {
        min_rest_minutes: 3 * 24 * 60,
        own_desk: false,
        ..SharingRules::default()
    };
    set_rules(cx, c, app.world.slug(), rules, Any).await.unwrap();
    let shared = async |limit| propose(cx, c, app.world.slug(), Which::All, limit, Any).await.unwrap();
    let whole = shared(Duration::from_secs(60)).await;
    assert!(!whole.was_stopped);
    let stopped = shared(Duration::ZERO).await;
    assert!(stopped.was_stopped && !stopped.optimal);
    assert!(
        stopped.given.len() + stopped.uncovered.len() >= 16,
        "each is given or said to be open"
    );
}

/// However long somebody asks for, the server takes one of its own times.
#[tokio::test]
async fn who_looks_further_keeps_their_choice() {
    let app = unstaffed().await;
    let coordinator = app.coordinator().await;
    for seconds in ["0", "4", "3600", "18446744073709551615"] {
        let page = coordinator.get(&format!("{SHARE}?only=all&seconds={seconds}")).await;
        page.shows(200, &["To najrówniejszy możliwy podział."]);
        assert_eq!(page.attributes("option[selected]", "value"), ["all"], "{seconds}");
    }
}
