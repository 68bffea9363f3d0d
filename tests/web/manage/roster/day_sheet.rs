use crate::support::app::App;
use crate::web::manage::ROSTER;

#[tokio::test]
async fn a_day_is_on_one_sheet_with_who_answers_and_whom_to_ask() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let today = coordinator.get(&format!("{ROSTER}/day-sheets")).await;
    today.shows(200, &["coordinator@demo.example", "opublikowana wersja 1"]);
    assert_eq!(today.texts(".day-sheet h2"), ["Czwartek, 20 czerwca 2024 r."]);
    let cells = today.texts(".tally tbody th, .tally tbody td");
    assert_eq!(cells[..2], ["15.00–18.00", "12 616 5769"]);
    assert!(cells[2].starts_with("Stanowisko 5769"), "{cells:?}");
    let other = coordinator.get(&format!("{ROSTER}/day-sheets?date=2024-06-18")).await;
    assert_eq!(other.texts(".day-sheet h2"), ["Wtorek, 18 czerwca 2024 r."]);
    let all = coordinator.get(&format!("{ROSTER}/day-sheets?date=all")).await;
    assert_eq!(all.texts(".day-sheet h2").len(), 16);
    for nonsense in ["2024-06-19", "x", "9999-99-99"] {
        let next = coordinator.get(&format!("{ROSTER}/day-sheets?date={nonsense}")).await;
        assert_eq!(
            next.texts(".day-sheet h2"),
            ["Czwartek, 20 czerwca 2024 r."],
            "{nonsense}"
        );
    }
}

#[tokio::test]
async fn what_is_published_counts_and_a_draft_while_nothing_is() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    app.world.draft("szkic", "2024-06-24").await;
    let draft = coordinator.get("/pl/manage/c/szkic/day-sheets").await;
    draft.shows(200, &["W grafiku nie ma jeszcze żadnego dyżuru."]);
}
