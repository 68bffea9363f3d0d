//! People who take no duties any more.

use dutyline::actions::retirement::{bring_back, retire};
use dutyline::actions::roster::{assign, step};
use dutyline::actions::staff::{StaffInput, change, list, one};
use dutyline::actions::{ActionError, revision, roster, session};
use dutyline::domain::access::Role;
use dutyline::domain::account::Standing;
use dutyline::domain::attention::Concern;
use dutyline::domain::finding::Problem;
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::domain::roster::change::StepKind;

use crate::support::world::{World, at};

/// The duties ahead become nobody's and the past ones stay; the account no longer signs in as staff.
#[actix_web::test]
async fn the_duties_ahead_become_nobodys() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let slots = async || roster::checked(cx, c, world.slug()).await.unwrap().0.draft.slots;
    let before = slots().await;
    let now = cx.now();
    let person = before.iter().rev().find_map(|slot| slot.staff).unwrap();
    let address = one(cx, c, person).await.unwrap().email.unwrap();
    let had = before.iter().filter(|slot| slot.staff == Some(person));
    let (past, ahead): (Vec<_>, Vec<_>) = had.partition(|slot| slot.span(chrono_tz::Europe::Warsaw).starts_at <= now);
    assert!(!ahead.is_empty());
    retire(cx, c, person).await.unwrap();
    retire(cx, c, person).await.unwrap();
    let after = slots().await;
    let holder = |id| after.iter().find(|slot| slot.id == id).unwrap().staff;
    assert!(ahead.iter().all(|slot| holder(slot.id).is_none()));
    assert!(past.iter().all(|slot| holder(slot.id) == Some(person)));
    let history = step::history(cx, c, world.slug()).await.unwrap();
    let last = history.to_undo().unwrap();
    assert_eq!((last.kind, last.size), (StepKind::Retired, ahead.len()));
    assert!(list(cx, c).await.unwrap().iter().all(|member| member.id != person));
    assert_eq!(one(cx, c, person).await.unwrap().retired_at, Some(now));
    let user = world.user(address.as_str()).await;
    assert_eq!(user.standing, Standing::Member(Default::default()));
    let (_, people) = roster::checked(cx, c, world.slug()).await.unwrap();
    assert_eq!(people.iter().any(|member| member.id == person), !past.is_empty());

    // Nobody gives them anything any more, not even by undoing.
    let free = ahead[0].id;
    let refused = assign(cx, c, world.slug(), vec![(free, Some(person))], Any).await;
    assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
    let refused = step::undo(cx, c, world.slug(), Any).await;
    assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
    let refused = change(cx, c, person, StaffInput::default()).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("staff_retired"))),
        "{refused:?}"
    );

    bring_back(cx, c, person).await.unwrap();
    bring_back(cx, c, person).await.unwrap();
    assert_eq!(one(cx, c, person).await.unwrap().retired_at, None);
    let user = world.user(address.as_str()).await;
    assert_eq!(user.standing, Standing::in_unit(world.unit, Role::Staff));
    step::undo(cx, c, world.slug(), Any).await.unwrap();
    assert_eq!(slots().await, before);
}

#[actix_web::test]
async fn whoever_is_signed_in_is_signed_out() {
    let world = World::demo().await;
    let cx = &world.cx;
    let signed_in = session::use_link(cx, &world.link("5769@demo.example").await)
        .await
        .unwrap();
    let asking = || session::of_session(cx, &signed_in.secret);
    assert!(asking().await.unwrap().is_some());
    retire(cx, &world.coordinator, world.desk().await.staff.unwrap())
        .await
        .unwrap();
    assert!(asking().await.unwrap().is_none());
}

/// What residents read says that somebody is there; the coordinator is told that nobody will be.
#[actix_web::test]
async fn a_published_duty_of_theirs_needs_somebody() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    world.clock.set(at("2024-06-20T08:00:00Z"));
    let before = revision::standing(cx, c, world.slug()).await.unwrap();
    let today = before
        .preview
        .checked
        .draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-20");
    let today = today.unwrap();
    retire(cx, c, today.staff.unwrap()).await.unwrap();
    let after = revision::standing(cx, c, world.slug()).await.unwrap();
    let needs = after.attention.iter().find(|need| need.slot == today.id).unwrap();
    assert_eq!(needs.concern, Concern::Nobody);
    let findings = after.preview.checked.report.findings;
    assert!(
        findings
            .iter()
            .any(|one| one.slot == Some(today.id) && one.problem == Problem::Unassigned)
    );
}

#[actix_web::test]
async fn only_their_own_office_lets_them_go() {
    let world = World::demo().await;
    let person = world.desk().await.staff.unwrap();
    let refused = retire(&world.cx, &world.outsider().await, person).await;
    assert!(matches!(refused, Err(ActionError::NotFound(_))), "{refused:?}");
    let refused = bring_back(&world.cx, &world.desk().await, person).await;
    assert!(matches!(refused, Err(ActionError::Denied(_))), "{refused:?}");
}
