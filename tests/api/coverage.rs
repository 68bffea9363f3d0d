use dutyline::actions::roster::SlotInput;
use dutyline::actions::{demo, roster};
use dutyline::domain::access::Role;
use dutyline::domain::roster::ExpectedVersion;

use crate::support::app::App;
use crate::support::world::input;

#[tokio::test]
async fn coverage_counts_the_days_of_the_seed() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let path = "/api/v1/consultations/otwarty-krakow/coverage";
    let report = program.get(path).await.json();
    assert_eq!(report["summary"]["covered"], 16);
    assert_eq!(report["summary"]["staffed"], 16);
    assert_eq!(report["summary"]["unstaffed_minutes"], 0);
    assert_eq!(report["summary"]["not_required"], 7);
    assert_eq!(report["summary"]["uncovered"], 0);
    let wednesday = &report["days"][6];
    assert_eq!(wednesday["date"], "2024-06-19");
    assert_eq!(wednesday["requirement"], "event");
    assert_eq!(wednesday["verdict"], "not_required");

    let (cx, coordinator) = (&app.world.cx, &app.world.coordinator);
    let slug: dutyline::domain::slug::Slug = demo::SLUG.parse().unwrap();
    let (checked, _) = roster::checked(cx, coordinator, slug.clone()).await.unwrap();
    let nobody = SlotInput {
        staff: None,
        ..input(&checked.draft.slots[0])
    };
    roster::save_slot(cx, coordinator, slug.clone(), nobody, ExpectedVersion::Any)
        .await
        .unwrap();
    let report = program.get(path).await.json();
    assert_eq!(report["summary"]["covered"], 16);
    assert_eq!(report["summary"]["staffed"], 15);
    assert_eq!(report["summary"]["unstaffed_minutes"], 180);
    assert_eq!(report["days"][0]["verdict"], "covered");
    assert_eq!(report["days"][0]["uncovered_minutes"], 0);
    assert_eq!(report["days"][0]["unstaffed_minutes"], 180);
    let last = checked.draft.slots.last().unwrap();
    roster::cancel_slot(cx, coordinator, slug, last.id, "awaria", ExpectedVersion::Any)
        .await
        .unwrap();
    let report = program.get(path).await.json();
    assert_eq!(report["summary"]["uncovered"], 1);
    assert_eq!(report["summary"]["blocked"], true);
    assert_eq!(report["findings"][0]["code"], "day_uncovered");
    assert_eq!(report["findings"][0]["severity"], "blocks");
    assert_eq!(report["findings"][0]["date"], "2024-07-05");
}
