use dutyline::actions::consultation;
use dutyline::actions::staff::StaffInput;
use dutyline::domain::access::Role;

use crate::support::app::App;
use crate::support::world::add_staff;

#[tokio::test]
async fn a_consultation_may_be_called_like_a_page() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    for (number, slug) in ["import", "staff", "outbox"].into_iter().enumerate() {
        let text = format!(
            "Konsultacje od 13 czerwca do 5 lipca 2024 r.\nDyżury telefoniczne:\n13 czerwca (czwartek) w godz. 15.00-18.00 tel. 12 616 57{}",
            10 + number
        );
        let preview = coordinator.post("/pl/manage/import", &[("text", &text)]).await;
        let named = [("title", "Ulice"), ("slug", slug)];
        let drafted = coordinator.send(&preview.form("/import/draft").with(&named)).await;
        let at = format!("/pl/manage/c/{slug}");
        assert_eq!(drafted.location(), format!("{at}?done=imported"), "{}", drafted.body);
        assert_eq!(coordinator.get(&at).await.text("h1"), "Grafik dyżurów");
    }
}

#[tokio::test]
async fn who_has_several_offices_is_told_whose_each_consultation_and_person_is() {
    let app = App::demo().await;
    let (cx, outsider) = (&app.world.cx, app.world.outsider().await);
    let settings = app.world.settings().await;
    consultation::add(cx, &outsider, "kultura".parse().unwrap(), settings, None)
        .await
        .unwrap();
    let anna = StaffInput {
        name: "Anna".to_owned(),
        ..StaffInput::default()
    };
    add_staff(cx, &outsider, anna, None).await.unwrap();
    let (coordinator, administrator) = (app.coordinator().await, app.administrator().await);
    for (path, rows) in [("/pl/manage", 2), ("/pl/manage/staff", 8)] {
        coordinator.get(path).await.shows(200, &[]).lacks("of-unit");
        let units = administrator.get(path).await.texts(".of-unit");
        let of_culture = units.iter().filter(|unit| *unit == "Wydział Kultury").count();
        assert_eq!((units.len(), of_culture), (rows, 1), "{path}: {units:?}");
    }
}
