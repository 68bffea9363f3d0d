use dutyline::domain::access::Role;
use serde_json::json;

use crate::support::app::App;
use crate::support::world::at;
use crate::web::manage::{ROSTER, change};

#[tokio::test]
async fn what_published_duties_need_comes_first_and_is_counted() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let roster = coordinator.get(ROSTER).await;
    roster.shows(200, &["Do załatwienia (2)"]);
    let items = roster.texts(".todo > li");
    assert!(items[0].starts_with("Czwartek, 20 czerwca 2024"), "{items:?}");
    assert!(
        items[0].contains("Stanowisko 5769: przypomnienie nie dotarło (dyżur zaczął się"),
        "{items:?}"
    );
    assert!(
        items[1].contains("Stanowisko 7809: dyżur już wkrótce, a nie jest potwierdzony."),
        "{items:?}"
    );
    let slot = roster.link("piątek, 21 czerwca");
    assert!(roster.attributes(".todo a", "href").contains(&slot), "{}", roster.body);
    let list = coordinator.get("/pl/manage").await;
    assert_eq!(list.texts("main .tag"), ["✗ do załatwienia: 2"]);

    // Given to nobody in the draft: that has to be published, and is a finding of its own.
    let given = coordinator.get(&slot).await.form(&slot).with(&[("staff", "")]);
    coordinator.send(&given).await.shows(303, &[]);
    let roster = coordinator.get(ROSTER).await;
    roster.shows(200, &["Do załatwienia (3)", "Nie wiadomo, kto dyżuruje"]);
    let publish = format!("{ROSTER}/publish");
    assert!(
        roster.attributes(".todo a", "href").contains(&publish),
        "{}",
        roster.body
    );
    let list = coordinator.get("/pl/manage").await;
    assert_eq!(list.texts("main .tag"), ["✗ do załatwienia: 3"]);
}

#[tokio::test]
async fn a_duty_waits_for_its_confirmation_once_it_is_published() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let tags = async || {
        let rows = coordinator.get(ROSTER).await.texts(".roster tbody tr");
        let monday = rows
            .into_iter()
            .find(|row| row.starts_with("poniedziałek, 24 czerwca"))
            .unwrap();
        monday.contains("niepotwierdzony")
    };
    assert!(tags().await);
    let slot = coordinator.get(ROSTER).await.link("poniedziałek, 24 czerwca");
    let moved = coordinator.get(&slot).await.form(&slot).with(&[("start", "14:00")]);
    coordinator.send(&moved).await.shows(303, &[]);
    assert!(!tags().await);
    let publish = format!("{ROSTER}/publish");
    change(&coordinator, &publish, &publish, &[]).await.shows(303, &[]);
    assert!(tags().await);
}

#[tokio::test]
async fn the_running_duty_is_marked_until_it_ends() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    for (instant, running) in [
        ("2024-06-20T12:59:59.999999Z", false),
        ("2024-06-20T13:00:00Z", true),
        ("2024-06-20T15:59:59.999999Z", true),
        ("2024-06-20T16:00:00Z", false),
    ] {
        app.world.clock.set(at(instant));
        let roster = coordinator.get(ROSTER).await;
        let (class, tag) = if running {
            ("now today", "teraz")
        } else {
            (" today", "dziś")
        };
        assert_eq!(roster.attributes("tr[aria-current]", "class"), [class], "{instant}");
        assert_eq!(roster.text("tr[aria-current] th .tag"), tag, "{instant}");
        assert_eq!(roster.texts("tr.now").len(), usize::from(running), "{instant}");
    }
    app.send_due().await;
    app.mails();
}

#[tokio::test]
async fn a_long_roster_stands_on_several_pages_and_one_stays_where_one_chooses() {
    let app = App::demo().await;
    let program = app.program(Role::Coordinator).await;
    let hours = json!([["15:00", "18:00"]]);
    let weekdays = ["mon", "tue", "wed", "thu", "fri"].map(|day| (day.to_owned(), hours.clone()));
    let made = json!({
        "slug": "dlugie", "title": { "pl": "Długie" }, "first_day": "2024-07-01", "last_day": "2024-07-12",
        "required": serde_json::Map::from_iter(weekdays),
    });
    program.post_json("/api/v1/consultations", &made).await.shows(201, &[]);
    let draft = program.get("/api/v1/consultations/dlugie/draft").await.json();
    let wanted = json!({ "version": draft["version"], "phones": ["+48126161001"], "longest_minutes": 5 });
    let filled = program
        .post_json("/api/v1/consultations/dlugie/draft/generate", &wanted)
        .await;
    filled.shows(200, &[]);
    // Thirty-six duties a day: three days on each page.
    let coordinator = app.coordinator().await;
    let first = coordinator.get("/pl/manage/c/dlugie").await;
    assert_eq!(first.attributes("select.pick", "id").len(), 3 * 36);
    first.shows(200, &["360 dyżurów"]).lacks("Wcześniejsze dni");
    let second = coordinator.get(&first.link("Późniejsze dni")).await;
    assert_eq!(second.attributes("select.pick", "id").len(), 3 * 36);
    second.shows(200, &["Wcześniejsze dni", "Późniejsze dni"]);
    let picks = second.form_of("/dlugie/staff");
    let person = &second.attributes("select.pick option", "value")[1];
    let field = &second.attributes("select.pick", "name")[5];
    let chosen = coordinator
        .send(&picks.with(&[(field.as_str(), person.as_str())]))
        .await;
    assert_eq!(
        chosen.location(),
        "/pl/manage/c/dlugie?day=2024-07-04&done=staff-picked"
    );
    let shown = coordinator.get(chosen.location()).await;
    let mut holders = shown.attributes("select.pick option[selected]", "value");
    holders.retain(|holder| !holder.is_empty());
    assert_eq!(holders, std::slice::from_ref(person));
}
