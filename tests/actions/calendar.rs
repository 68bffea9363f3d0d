//! Days set by hand and meetings.

use dutyline::actions::calendar::{EventInput, exempt_uncovered, set_day, set_events};
use dutyline::actions::roster::{self, CheckedDraft, cancel_slot};
use dutyline::actions::{ActionError, revision};
use dutyline::domain::calendar::{DayRule, Requirement};
use dutyline::domain::coverage::Verdict;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::ExpectedVersion::Any;

use crate::support::world::World;

async fn checked(world: &World) -> CheckedDraft {
    let read = roster::checked(&world.cx, &world.coordinator, world.slug()).await;
    read.unwrap().0
}

#[track_caller]
fn faults<T: std::fmt::Debug>(refused: Result<T, ActionError>) -> Vec<FieldError> {
    match refused {
        Err(ActionError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

fn event(title: &str) -> EventInput {
    EventInput {
        id: None,
        date: "2024-06-22".parse().unwrap(),
        hours: None,
        title: [(Locale::Pl, title.to_owned())].into(),
        place: "Rynek".to_owned(),
        stands_in: true,
    }
}

#[actix_web::test]
async fn a_day_of_the_period_is_set_and_given_back() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let exempt = |reason: &str| Some(DayRule::Exempt(reason.to_owned()));
    for (date, inside) in [
        ("2024-06-12", false),
        ("2024-06-13", true),
        ("2024-07-05", true),
        ("2024-07-06", false),
    ] {
        let date = date.parse().unwrap();
        let set = set_day(cx, c, slug(), date, exempt(" remont "), Any).await;
        if !inside {
            assert_eq!(faults(set), [FieldError::new("date", Fault::OutsidePeriod)]);
            continue;
        }
        set.unwrap();
        let of = async |world: &World| {
            let days = checked(world).await.report.days.into_iter();
            days.map(|day| day.day)
                .find(|day| day.date == date)
                .unwrap()
                .requirement
        };
        assert_eq!(of(&world).await, Requirement::Exempt("remont".to_owned()));
        set_day(cx, c, slug(), date, None, Any).await.unwrap();
        assert!(matches!(of(&world).await, Requirement::Duty(_)));
    }
    let reasonless = set_day(cx, c, slug(), "2024-06-13".parse().unwrap(), exempt("  "), Any).await;
    assert_eq!(faults(reasonless), [FieldError::new("reason", Fault::Required)]);
}

#[actix_web::test]
async fn only_days_nobody_covers_are_exempt_together() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    // Longer hours on one day leave it covered in part; another loses its duty.
    let long = serde_json::from_str(r#"{"start":"15:00","end":"19:00"}"#).unwrap();
    let partly = "2024-06-20".parse().unwrap();
    set_day(cx, c, slug(), partly, Some(DayRule::Hours(vec![long])), Any)
        .await
        .unwrap();
    let nobody = "2024-07-01".parse().unwrap();
    let slots = checked(&world).await.draft.slots;
    let gone = slots.iter().find(|slot| slot.date == nobody).unwrap();
    cancel_slot(cx, c, slug(), gone.id, "choroba", Any).await.unwrap();

    assert_eq!(exempt_uncovered(cx, c, slug(), " choroba ", Any).await.unwrap(), 1);
    let after = checked(&world).await;
    assert_eq!(
        after.calendar.rules.get(&nobody),
        Some(&DayRule::Exempt("choroba".to_owned()))
    );
    assert_eq!(after.calendar.rules.get(&partly), Some(&DayRule::Hours(vec![long])));
    let left: Vec<_> = after.report.blocking().map(|finding| finding.code()).collect();
    assert_eq!(left, ["day_partly_covered"]);
    assert_eq!(after.report.count(Verdict::Uncovered), 0);
    let refused = revision::publish(cx, c, slug(), Any, Vec::new()).await;
    assert!(
        matches!(&refused, Err(ActionError::Blocked(open)) if open.len() == 1),
        "{refused:?}"
    );
}

#[actix_web::test]
async fn meetings_are_stored_as_typed_or_told_what_is_wrong() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let before = checked(&world).await.calendar.events;
    let mut bad = event(&"x".repeat(201));
    bad.place = "x".repeat(301);
    let refused = set_events(cx, c, slug(), vec![event("Spacer"), bad], Any).await;
    assert_eq!(
        faults(refused),
        [
            FieldError::new("event-1-title-pl", Fault::TooLong),
            FieldError::new("event-1-place", Fault::TooLong),
        ]
    );
    let many = set_events(cx, c, slug(), vec![event("Spacer"); 201], Any).await;
    assert_eq!(faults(many), [FieldError::new("events", Fault::TooMany)]);
    assert_eq!(checked(&world).await.calendar.events, before);

    let mut longest = event(&format!(" {} ", "x".repeat(200)));
    longest.place = "x".repeat(300);
    set_events(cx, c, slug(), vec![longest], Any).await.unwrap();
    let events = checked(&world).await.calendar.events;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].title[&Locale::Pl].len(), 200, "without the spaces around");
    assert!(events[0].stands_in && events[0].id != before[0].id);
    set_events(cx, c, slug(), vec![event("Spacer"); 200], Any)
        .await
        .unwrap();
}
