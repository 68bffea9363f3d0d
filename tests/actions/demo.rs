//! What the demo lays out.

use dutyline::actions::staff::StaffInput;
use dutyline::actions::{demo, staff, unit};
use dutyline::domain::language::{Language, Locale};

use crate::support::world::{World, add_staff, at};

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
    // A second start lays out nothing, nor does one after a start that was cut short before it could note that all is there.
    for _ in 0..2 {
        demo::lay_out(&world.cx).await.unwrap();
        assert_eq!(world.view().revision, view.revision);
        assert_eq!(staff::list(&world.cx, &world.administrator).await.unwrap().len(), 7);
        world.execute("DELETE FROM installation WHERE key = 'demo'").await;
    }
}

#[actix_web::test]
async fn the_demo_has_its_desks_beside_whoever_is_there_already() {
    let world = World::empty().await;
    let anna = StaffInput {
        name: "Anna".to_owned(),
        ..StaffInput::default()
    };
    add_staff(&world.cx, &world.coordinator, anna, None).await.unwrap();
    demo::lay_out(&world.cx).await.unwrap();
    assert_eq!(staff::list(&world.cx, &world.administrator).await.unwrap().len(), 8);
}

#[actix_web::test]
async fn the_demo_s_clock_goes_on_where_it_was_kept() {
    let world = World::empty().await;
    let goes_on = async || demo::clock_goes_on_at(&world.cx.store).await.unwrap();
    assert_eq!(goes_on().await, demo::start_of_clock());
    world.clock.set(at("2024-06-20T14:00:00Z"));
    demo::keep_clock(&world.cx).await.unwrap();
    assert_eq!(goes_on().await, at("2024-06-20T14:00:00Z"));
}
