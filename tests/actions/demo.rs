//! What the demo lays out.

use dutyline::actions::{demo, staff, unit};
use dutyline::domain::language::{Language, Locale};

use crate::support::world::World;

#[actix_web::test]
async fn the_demo_is_of_one_office_among_others_and_its_desks_speak_two_languages() {
    let world = World::empty().await;
    let names = [(Locale::Pl, "Wydział Kultury".to_owned())].into();
    unit::add(&world.cx, &world.administrator, "kultura".parse().unwrap(), names)
        .await
        .unwrap();
    demo::lay_out(&world.cx).await.unwrap();
    let view = world.view();
    assert_eq!(view.consultation.unit.slug.as_str(), "krakow");
    let desks = staff::list(&world.cx, &world.administrator).await.unwrap();
    assert_eq!(desks.len(), 7);
    let spoken = [Locale::Pl, Locale::Uk].map(Language::from);
    for desk in desks {
        assert_eq!(desk.languages, spoken, "{}", desk.name);
    }
    // A second start lays out nothing.
    demo::lay_out(&world.cx).await.unwrap();
    assert_eq!(world.view().revision, view.revision);
}
