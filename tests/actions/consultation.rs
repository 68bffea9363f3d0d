use std::collections::BTreeMap;

use chrono::Duration;
use dutyline::actions::consultation;
use dutyline::domain::calendar::RequiredHours;
use dutyline::domain::consultation::{PhoneMode, Settings};
use dutyline::domain::language::Locale;
use dutyline::domain::text::{ConsultationText, ConsultationTexts};

use crate::domain::samples::hours;
use crate::support::world::World;

#[actix_web::test]
async fn every_setting_is_kept() {
    let world = World::demo().await;
    let was = world.settings().await;
    let text = ConsultationText {
        title: "Nowy tytuł".to_owned(),
        ..ConsultationText::default()
    };
    let settings = Settings {
        first_day: "2024-06-12".parse().unwrap(),
        last_day: "2024-07-08".parse().unwrap(),
        texts: ConsultationTexts(BTreeMap::from([(Locale::Pl, text)])),
        phone_mode: Some(PhoneMode::Confirm),
        required: RequiredHours::working_days(hours("09:00-12:00")),
        leads: vec![Duration::minutes(90)],
        swaps_need_approval: true,
    };
    assert_ne!(was.phone_mode, settings.phone_mode);
    world.change(settings.clone()).await;
    let leads = consultation::leads(&world.cx, &world.coordinator, world.slug());
    let now = Settings {
        leads: leads.await.unwrap(),
        ..world.settings().await
    };
    assert_eq!(now, settings);
}
