//! Publications planned for a moment, with a clock that is moved.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use dutyline::actions::message::{self, Rendered};
use dutyline::actions::revision::planned::{next_due, plan, publish_due, withdraw};
use dutyline::actions::revision::{self, past, preview};
use dutyline::actions::roster::{self, Edit, SlotEdit, SlotInput, cancel_slot, checked, save_slot};
use dutyline::actions::{ActionError, account};
use dutyline::domain::access::{Actor, Role};
use dutyline::domain::consultation::Consultation;
use dutyline::domain::extension::{Extension, Phone};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::finding::{Finding, check};
use dutyline::domain::ids::{ExtensionId, PublicationId};
use dutyline::domain::message::Payload;
use dutyline::domain::publication::{PlannedPublication, Prevented};
use dutyline::domain::revision::{Assignments, PrintedExtension, Revision};
use dutyline::domain::roster::ExpectedVersion::{self, Any, Version};
use dutyline::domain::roster::Slot;
use dutyline::store::audit;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::actions::message::render;
use crate::support::world::{World, at, input, user_of};

const MOMENT: &str = "2024-06-20T16:00:00Z";

/// The demo with a duty given to nobody, and a coordinator with an address.
async fn changed() -> (World, Actor) {
    let world = World::demo().await;
    account::add(
        &world.cx,
        &world.administrator,
        user_of("ewa@demo.example", Role::Coordinator),
    )
    .await
    .unwrap();
    let ewa = world.user("ewa@demo.example").await.actor();
    assign(&world, &ewa, 15).await;
    (world, ewa)
}

/// Gives a duty to nobody.
async fn assign(world: &World, by: &Actor, index: usize) {
    let draft = checked(&world.cx, by, world.slug()).await.unwrap().0.draft;
    let slot = SlotInput {
        staff: None,
        ..input(&draft.slots[index])
    };
    save_slot(&world.cx, by, world.slug(), slot, Any).await.unwrap();
}

async fn version(world: &World) -> ExpectedVersion {
    let draft = checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap()
        .0
        .draft;
    Version(draft.version)
}

async fn plan_at(world: &World, by: &Actor, moment: DateTime<Utc>) -> Result<(), ActionError> {
    plan(&world.cx, by, world.slug(), version(world).await, Vec::new(), moment).await
}

async fn planned(world: &World) -> Option<PlannedPublication> {
    let (preview, _) = preview(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    preview.planned.map(|(plan, _)| plan)
}

fn number(world: &World) -> i32 {
    world.view().revision.0
}

#[actix_web::test]
async fn a_planned_publication_takes_place_at_its_moment_by_its_planners_name() {
    let (world, ewa) = changed().await;
    plan_at(&world, &ewa, at(MOMENT)).await.unwrap();
    assert_eq!(next_due(&world.cx).await.unwrap(), Some(at(MOMENT)));
    let by = preview(&world.cx, &ewa, world.slug())
        .await
        .unwrap()
        .0
        .planned
        .unwrap()
        .1;
    assert_eq!(by, "ewa@demo.example");
    world.clock.set(at(MOMENT) - Duration::microseconds(1));
    assert_eq!(publish_due(&world.cx).await.unwrap(), 0);
    assert_eq!(number(&world), 1);
    world.clock.set(at(MOMENT));
    assert_eq!(publish_due(&world.cx).await.unwrap(), 1);
    assert_eq!((number(&world), world.view().revision.1), (2, at(MOMENT)));
    let last = preview(&world.cx, &ewa, world.slug()).await.unwrap().0.last.unwrap();
    assert_eq!(last.published_by, ewa.user);
    assert_eq!(planned(&world).await, None);
    assert_eq!(publish_due(&world.cx).await.unwrap(), 0);
    let lines = world.cx.store.read(|db| audit::list(db, None, 1)).await.unwrap();
    assert_eq!(
        (lines[0].actor, &lines[0].detail["planned"]),
        (Some(ewa.user), &true.into())
    );
}

#[actix_web::test]
async fn a_plan_needs_a_moment_to_come_a_draft_fit_to_publish_and_its_version() {
    let (world, ewa) = changed().await;
    for (moment, fault) in [
        (world.cx.now() + Duration::seconds(59), Fault::TooSoon),
        (at("2024-07-05T22:00:00Z"), Fault::AfterEnd),
    ] {
        let refused = plan_at(&world, &ewa, moment).await;
        let expected = [FieldError::new("day", fault)];
        assert!(
            matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == expected),
            "{refused:?}"
        );
    }
    let (cx, slug) = (&world.cx, || world.slug());
    let stale = plan(cx, &ewa, slug(), Version(0), Vec::new(), at(MOMENT)).await;
    assert!(matches!(stale, Err(ActionError::Stale)), "{stale:?}");
    let draft = checked(cx, &ewa, slug()).await.unwrap().0.draft;
    cancel_slot(cx, &ewa, slug(), draft.slots[14].id, "moved", Any)
        .await
        .unwrap();
    let blocked = plan_at(&world, &ewa, at(MOMENT)).await;
    let Err(ActionError::Blocked(findings)) = blocked else {
        panic!("{blocked:?}")
    };
    let accepted: Vec<String> = findings.iter().map(|finding| finding.key()).collect();
    plan(cx, &ewa, slug(), Any, accepted.clone(), at(MOMENT)).await.unwrap();
    let again = plan(cx, &ewa, slug(), Any, accepted.clone(), at(MOMENT)).await;
    assert!(
        matches!(again, Err(ActionError::Conflict("planned_already"))),
        "{again:?}"
    );
    world.clock.set(at(MOMENT));
    assert_eq!(publish_due(cx).await.unwrap(), 1);
    let last = preview(cx, &ewa, slug()).await.unwrap().0.last.unwrap();
    assert_eq!(last.accepted, accepted, "what was accepted is on record");
    let moment = at("2024-06-21T16:00:00Z");
    let nothing = plan(cx, &ewa, slug(), Any, accepted, moment).await;
    assert!(
        matches!(nothing, Err(ActionError::Conflict("nothing_to_publish"))),
        "{nothing:?}"
    );
}

/// The planner's name and address.
const EWA: (&str, &str) = ("ewa@demo.example", "ewa@demo.example");

/// What keeps it from taking place, and why it says so, and to whom.
async fn prevented(world: &World, why: Prevented, (name, address): (&str, &str)) {
    let before = number(world);
    world.clock.set(at(MOMENT));
    assert_eq!(publish_due(&world.cx).await.unwrap(), 0, "{why:?}");
    assert_eq!(number(world), before, "{why:?}");
    assert_eq!(planned(world).await.unwrap().prevented, Some(why));
    assert_eq!(publish_due(&world.cx).await.unwrap(), 0, "once is enough");
    let all = message::list(&world.cx, &world.administrator, 1000).await.unwrap();
    let told: Vec<_> = all
        .iter()
        .filter(|entry| matches!(entry.message.payload, Some(Payload::PublicationPrevented { .. })))
        .collect();
    assert_eq!(told.len(), 1, "{why:?}");
    assert_eq!(told[0].person.as_deref(), Some(name));
    let Rendered::Mail(mail) = render(&world.cx, &told[0].message).await.unwrap() else {
        panic!("{why:?} is not told");
    };
    assert_eq!(mail.to.as_str(), address);
}

#[actix_web::test]
async fn a_draft_that_changed_since_is_not_published_and_that_is_said() {
    let (world, ewa) = changed().await;
    plan_at(&world, &ewa, at(MOMENT)).await.unwrap();
    assign(&world, &world.coordinator, 14).await;
    prevented(&world, Prevented::Changed, EWA).await;
    // What it says is no longer true once somebody has published.
    world.publish(&world.slug()).await;
    assert_eq!(planned(&world).await, None);
    let all = message::list(&world.cx, &world.administrator, 1000).await.unwrap();
    let told = all
        .iter()
        .find(|entry| matches!(entry.message.payload, Some(Payload::PublicationPrevented { .. })));
    let rendered = render(&world.cx, &told.unwrap().message).await.unwrap();
    assert!(matches!(rendered, Rendered::Obsolete), "{rendered:?}");
}

#[actix_web::test]
async fn who_lost_the_right_meanwhile_publishes_nothing() {
    for disable in [true, false] {
        let (world, ewa) = changed().await;
        plan_at(&world, &ewa, at(MOMENT)).await.unwrap();
        let address = || "ewa@demo.example".parse().unwrap();
        if disable {
            account::disable(&world.cx, &world.administrator, address())
                .await
                .unwrap();
        } else {
            account::join(&world.cx, &world.administrator, address(), Role::Reader, None)
                .await
                .unwrap();
        }
        // Who cannot sign in any more cannot do anything about it.
        let told = if disable {
            ("Koordynator", "coordinator@demo.example")
        } else {
            EWA
        };
        prevented(&world, Prevented::NotAllowed, told).await;
    }
}

#[actix_web::test]
async fn what_another_consultation_publishes_meanwhile_is_in_the_way() {
    let (world, ewa) = changed().await;
    let draft = checked(&world.cx, &ewa, world.slug()).await.unwrap().0.draft;
    let freed = draft.slots[12].clone();
    let other = world.draft("inne", &freed.date.to_string()).await;
    let moved = SlotInput {
        hours: serde_json::from_str(r#"{"start":"08:00","end":"09:00"}"#).unwrap(),
        ..input(&freed)
    };
    save_slot(&world.cx, &ewa, world.slug(), moved, Any).await.unwrap();
    // In the drafts the hours are free; residents still read of them here, so the other one cannot be published yet.
    let taken = SlotInput {
        id: world.cx.random.id(world.cx.now()),
        ..input(&freed)
    };
    roster::add_slot(&world.cx, &ewa, other.clone(), taken, Any)
        .await
        .unwrap();
    let draft = checked(&world.cx, &ewa, other.clone()).await.unwrap().0;
    let accepted: Vec<String> = draft.report.blocking().map(|finding| finding.key()).collect();
    plan(&world.cx, &ewa, other.clone(), Any, accepted, at(MOMENT))
        .await
        .unwrap();
    world.clock.set(at(MOMENT));
    assert_eq!(publish_due(&world.cx).await.unwrap(), 0);
    let (preview, _) = preview(&world.cx, &ewa, other).await.unwrap();
    assert_eq!(preview.planned.unwrap().0.prevented, Some(Prevented::Taken));
}

#[actix_web::test]
async fn a_plan_is_withdrawn_and_another_can_be_made() {
    let (world, ewa) = changed().await;
    let (cx, slug) = (&world.cx, || world.slug());
    plan_at(&world, &ewa, at(MOMENT)).await.unwrap();
    let id = planned(&world).await.unwrap().id;
    let other = withdraw(cx, &ewa, slug(), PublicationId(uuid::Uuid::nil())).await;
    assert!(matches!(other, Err(ActionError::NotFound(_))), "{other:?}");
    withdraw(cx, &ewa, slug(), id).await.unwrap();
    world.clock.set(at(MOMENT));
    assert_eq!(publish_due(cx).await.unwrap(), 0);
    assert_eq!((number(&world), planned(&world).await), (1, None));
    plan_at(&world, &ewa, at(MOMENT) + Duration::hours(1)).await.unwrap();
    // Published by hand, nothing is left to be done at its moment.
    revision::publish(cx, &ewa, slug(), Any, Vec::new()).await.unwrap();
    assert_eq!(planned(&world).await, None);
    world.clock.set(at(MOMENT) + Duration::hours(1));
    assert_eq!((publish_due(cx).await.unwrap(), number(&world)), (0, 2));
}

/// SQLite's writers take turns; PostgreSQL shows whether the plan is looked at again under the lock.
#[actix_web::test]
async fn of_several_processes_one_publishes() {
    let (world, ewa) = changed().await;
    plan_at(&world, &ewa, at(MOMENT)).await.unwrap();
    world.clock.set(at(MOMENT));
    let world = Arc::new(world);
    let mut processes = JoinSet::new();
    for _ in 0..4 {
        let cx = world.another().await.unwrap();
        processes.spawn(async move { publish_due(&cx).await });
    }
    let published: usize = processes.join_all().await.into_iter().map(Result::unwrap).sum();
    assert_eq!(published, 1);
    world.cx.published.renew(&world.cx.store).await.unwrap();
    assert_eq!((number(&world), planned(&world).await), (2, None));
    let all = message::list(&world.cx, &world.administrator, 1000).await.unwrap();
    let told = all
        .iter()
        .any(|entry| matches!(entry.message.payload, Some(Payload::PublicationPrevented { .. })));
    assert!(!told, "nothing was prevented");
}

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// What blocks a revision, found from what it says and nothing else.
fn blocking(revision: &Revision, assigned: &Assignments, of: &Consultation) -> Vec<String> {
    let mut numbers: Vec<&Phone> = revision
        .slots
        .iter()
        .flat_map(|slot| &slot.extensions)
        .map(|line| &line.phone)
        .collect();
    numbers.sort();
    numbers.dedup();
    let extension = |line: &PrintedExtension| Extension {
        id: ExtensionId(Uuid::from_u128(numbers.binary_search(&&line.phone).unwrap() as u128)),
        phone: line.phone.clone(),
        display: line.display.clone(),
    };
    let slots: Vec<Slot> = revision
        .slots
        .iter()
        .map(|slot| Slot {
            id: slot.id,
            date: slot.date,
            hours: slot.hours,
            extensions: slot.extensions.iter().map(extension).collect(),
            languages: slot.languages.clone(),
            mode: slot.mode,
            state: slot.state,
            cancel_reason: slot.cancel_reason.clone(),
            staff: assigned.get(&slot.id).copied(),
            source: None,
        })
        .collect();
    let report = check(
        &of.clone().as_published(&revision.calendar),
        revision.calendar.days(),
        &slots,
    );
    report.blocking().map(Finding::key).collect()
}

/// A change of the draft at random; one that is refused changes nothing.
async fn change_somehow(world: &World, dice: &mut Dice) {
    let draft = checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap()
        .0
        .draft;
    let slot = &draft.slots[dice.roll(draft.slots.len())];
    let mut set = SlotEdit::default();
    match dice.roll(4) {
        0 => set.end = Some(slot.hours.start + Duration::minutes(60 * (1 + i64::try_from(dice.roll(3)).unwrap()))),
        1 => set.planned = true,
        2 => set.extensions = Some(Vec::new()),
        _ => set.extensions = Some(input(&draft.slots[dice.roll(draft.slots.len())]).extensions),
    }
    let edit = match dice.roll(4) {
        0 => Edit::Cancel {
            id: slot.id,
            reason: "moved".into(),
        },
        1 => Edit::Assign {
            id: slot.id,
            staff: None,
        },
        _ => Edit::Change {
            id: slot.id,
            set: Box::new(set),
        },
    };
    let _ = roster::change(&world.cx, &world.coordinator, world.slug(), vec![edit], Any).await;
}

/// Random rosters, random lists of what is accepted, published at once or planned, with changes in between or without.
#[actix_web::test]
async fn no_published_revision_ever_has_a_blocking_finding_nobody_accepted() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut outcomes = [0; 3];
    for _ in 0..120 {
        for _ in 0..=dice.roll(2) {
            change_somehow(&world, &mut dice).await;
        }
        let report = checked(cx, c, slug()).await.unwrap().0.report;
        let keys: Vec<String> = report.blocking().map(Finding::key).collect();
        let all = dice.roll(3) > 0;
        let accepted: Vec<String> = keys.into_iter().filter(|_| all || dice.roll(2) == 0).collect();
        let before = number(&world);
        if dice.roll(2) == 0 {
            let _ = revision::publish(cx, c, slug(), Any, accepted).await;
        } else {
            let moment = cx.now() + Duration::minutes(1);
            let _ = plan(cx, c, slug(), Any, accepted, moment).await;
            if dice.roll(3) == 0 {
                change_somehow(&world, &mut dice).await;
            }
            world.clock.set(moment);
            publish_due(cx).await.unwrap();
        }
        outcomes[usize::from(number(&world) == before) + usize::from(planned(&world).await.is_some())] += 1;
    }
    assert!(
        outcomes.iter().all(|count| *count > 5),
        "everything happens: {outcomes:?}"
    );
    let history = past::history(cx, c, slug()).await.unwrap();
    assert!(history.revisions.len() > 20);
    let mut accepted = 0;
    for (revision, _) in &history.revisions {
        let assigned = past::one(cx, c, slug(), revision.number).await.unwrap().assignments;
        for key in blocking(revision, &assigned, &history.consultation) {
            assert!(
                revision.accepted.contains(&key),
                "{key} blocks revision {}",
                revision.number
            );
            accepted += 1;
        }
    }
    assert!(accepted > 20, "there was something to accept");
}

/// Only PostgreSQL can show that the plan is not looked at under the lock.
#[actix_web::test]
async fn a_plan_withdrawn_at_its_very_moment_is_withdrawn_or_carried_out_and_never_both() {
    let (world, ewa) = changed().await;
    let (cx, slug) = (&world.cx, || world.slug());
    let somebody = checked(cx, &ewa, slug()).await.unwrap().0.draft.slots[0].staff;
    let last = checked(cx, &ewa, slug()).await.unwrap().0.draft.slots[15].id;
    for round in 0..12 {
        let staff = somebody.filter(|_| round % 2 == 1);
        roster::assign(cx, &ewa, slug(), vec![(last, staff)], Any)
            .await
            .unwrap();
        let moment = cx.now() + Duration::minutes(1);
        let before = number(&world);
        if plan(cx, &ewa, slug(), Any, Vec::new(), moment).await.is_err() {
            continue;
        }
        let id = planned(&world).await.unwrap().id;
        world.clock.set(moment);
        let other = world.another().await.unwrap();
        let publishing = tokio::spawn(async move { publish_due(&other).await });
        let withdrawn = withdraw(cx, &ewa, slug(), id).await;
        let published = publishing.await.unwrap().unwrap();
        world.cx.published.renew(&world.cx.store).await.unwrap();
        assert_eq!(usize::from(number(&world) > before), published);
        assert_eq!(published == 1, withdrawn.is_err(), "{withdrawn:?}");
    }
}
