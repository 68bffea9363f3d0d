//! Absences: by oneself, by a coordinator, and what they break.

use dutyline::actions::{ActionError, absence, roster, staff};
use dutyline::domain::absence::Absence;
use dutyline::domain::access::{Access, Actor, Right};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{AbsenceId, StaffId};
use dutyline::domain::time::DEFAULT_ZONE;
use uuid::Uuid;

use crate::support::world::World;

fn days(number: u128, first: &str, last: &str) -> Absence {
    let id = AbsenceId(Uuid::from_u128(number));
    Absence::days(id, first.parse().unwrap(), last.parse().unwrap(), DEFAULT_ZONE)
}

#[actix_web::test]
async fn people_record_their_own_and_coordinators_those_of_their_office() {
    let world = World::demo().await;
    let (cx, desk) = (&world.cx, world.desk().await);
    let own = desk.staff.unwrap();
    let all = staff::list(cx, &world.coordinator).await.unwrap();
    let other = all.iter().find(|member| member.id != own).unwrap().id;
    absence::add(cx, &desk, own, days(1, "2024-06-18", "2024-06-20"))
        .await
        .unwrap();
    absence::add(cx, &world.coordinator, own, days(2, "2024-06-24", "2024-06-24"))
        .await
        .unwrap();
    let found = absence::of(cx, &desk, own).await.unwrap().member.absences;
    assert_eq!(
        found,
        [days(1, "2024-06-18", "2024-06-20"), days(2, "2024-06-24", "2024-06-24")]
    );
    let refused = absence::add(cx, &desk, other, days(3, "2024-06-18", "2024-06-20")).await;
    assert!(matches!(refused, Err(ActionError::Denied(_))), "{refused:?}");
    let refused = absence::of(cx, &desk, other).await;
    assert!(matches!(refused, Err(ActionError::Denied(_))), "{refused:?}");
    // A token that lets a program log their calls shows it no calendar.
    let program = Actor {
        access: Access::Units([(world.unit, [Right::LogCalls].into())].into()),
        ..desk.clone()
    };
    let refused = absence::of(cx, &program, own).await;
    assert!(matches!(refused, Err(ActionError::Denied(_))), "{refused:?}");
    let outsider = world.outsider().await;
    let refused = absence::remove(cx, &outsider, own, AbsenceId(Uuid::from_u128(1))).await;
    assert!(matches!(refused, Err(ActionError::NotFound(_))), "{refused:?}");
    absence::remove(cx, &desk, own, AbsenceId(Uuid::from_u128(2)))
        .await
        .unwrap();
    let again = absence::remove(cx, &desk, own, AbsenceId(Uuid::from_u128(2))).await;
    assert!(matches!(again, Err(ActionError::NotFound("absence"))), "{again:?}");
}

#[actix_web::test]
async fn one_that_is_sent_again_is_stored_once() {
    let world = World::demo().await;
    let (cx, c, desk) = (&world.cx, &world.coordinator, world.desk().await);
    let own = desk.staff.unwrap();
    let other = staff::list(cx, c)
        .await
        .unwrap()
        .into_iter()
        .find(|member| member.id != own)
        .unwrap();
    let first = days(1, "2024-06-18", "2024-06-20");
    absence::add(cx, &desk, own, first.clone()).await.unwrap();
    absence::add(cx, &desk, own, first.clone()).await.unwrap();
    let refused = absence::add(cx, &desk, own, days(1, "2024-06-18", "2024-06-21")).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("absence_there"))),
        "{refused:?}"
    );
    let refused = absence::add(cx, c, other.id, first.clone()).await;
    assert!(matches!(refused, Err(ActionError::Conflict("id_taken"))), "{refused:?}");
    assert_eq!(absence::of(cx, &desk, own).await.unwrap().member.absences, [first]);
    let wrong = absence::add(cx, &desk, own, days(2, "2024-06-18", "2024-06-16")).await;
    let Err(ActionError::Invalid(faults)) = wrong else {
        panic!("{wrong:?}");
    };
    assert_eq!(faults, [FieldError::new("end", Fault::PeriodOrder)]);
}

#[actix_web::test]
async fn one_person_has_so_many() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let person = staff::list(cx, c).await.unwrap()[0].id;
    let day = |number: u128| {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 6, 1).unwrap() + chrono::Days::new(number as u64);
        Absence::days(AbsenceId(Uuid::from_u128(number)), day, day, DEFAULT_ZONE)
    };
    for number in 1..=400 {
        absence::add(cx, c, person, day(number)).await.unwrap();
    }
    let refused = absence::add(cx, c, person, day(401)).await;
    let Err(ActionError::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults, [FieldError::new("absences", Fault::TooMany)]);
}

/// Duties ahead that are in the way are told: to the coordinator with a way to them, to the person without.
#[actix_web::test]
async fn what_it_breaks_is_told() {
    let world = World::demo().await;
    let (cx, c, desk) = (&world.cx, &world.coordinator, world.desk().await);
    let own = desk.staff.unwrap();
    let (draft, _) = roster::checked(cx, c, world.slug()).await.unwrap();
    let ahead = draft.draft.slots.iter().filter(|slot| slot.staff == Some(own));
    let last = ahead.max_by_key(|slot| slot.date).unwrap();
    assert!(absence::of(cx, &desk, own).await.unwrap().broken.is_empty());
    let day = last.date.to_string();
    absence::add(cx, &desk, own, days(1, &day, &day)).await.unwrap();
    for (actor, is_open) in [(c, true), (&desk, false)] {
        let broken = absence::of(cx, actor, own).await.unwrap().broken;
        let told: Vec<_> = broken.iter().map(|one| (one.slot.id, one.is_open)).collect();
        assert_eq!(told, [(last.id, is_open)]);
        assert_eq!(broken[0].consultation.slug, world.slug());
    }
    let nobody = absence::of(cx, c, StaffId(Uuid::from_u128(404))).await;
    assert!(matches!(nobody, Err(ActionError::NotFound(_))), "{nobody:?}");
}
