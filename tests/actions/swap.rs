//! Duties offered, taken over, approved, given; what becomes of them when the roster changes meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use dutyline::actions::roster::step::{history, undo};
use dutyline::actions::roster::{self, SlotInput, checked};
use dutyline::actions::staff::StaffInput;
use dutyline::actions::swap::{self, NewOffer, StandIn};
use dutyline::actions::{ActionError, absence, revision};
use dutyline::domain::absence::Absence;
use dutyline::domain::access::{Access, Actor, Role};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{SlotId, StaffId};
use dutyline::domain::message::{MessageState, Payload, Recipient};
use dutyline::domain::revision::Assignments;
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::domain::roster::Slot;
use dutyline::domain::roster::change::StepKind;
use dutyline::domain::swap::{Asked, Swap, SwapNews, SwapState};
use dutyline::domain::time::{DEFAULT_ZONE, Hours};
use dutyline::store::{revision as revisions, swap as rows};
use tokio::task::JoinSet;

use super::message::messages;
use crate::support::world::{World, add_slot, input};

/// Desks of colleagues of who is on duty on Friday, 7809.
const OTHERS: [&str; 6] = ["5769", "7804", "7808", "7821", "5806", "6062"];

async fn desk(world: &World, number: &str) -> Actor {
    world.user(&format!("{number}@demo.example")).await.actor()
}

async fn drafted(world: &World, day: &str) -> Slot {
    let (checked, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let mut slots = checked.draft.slots.into_iter();
    slots.find(|slot| slot.date.to_string() == day).unwrap()
}

/// The duty of Friday 21 June.
async fn friday(world: &World) -> SlotId {
    drafted(world, "2024-06-21").await.id
}

fn to_everyone() -> NewOffer {
    NewOffer {
        to: Asked::Everyone,
        answer_by: None,
    }
}

fn to(people: &[StaffId]) -> NewOffer {
    NewOffer {
        to: Asked::These(people.iter().copied().collect()),
        answer_by: None,
    }
}

/// Who has the duties that are published now, and in which revision.
async fn published(world: &World) -> (i32, Assignments) {
    let of = checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap()
        .0
        .consultation
        .id;
    let read = world.cx.store.read(move |db| {
        let latest = revisions::latest(db, of)?.unwrap();
        let assigned = revisions::assignments(db, latest.id)?;
        Ok::<_, ActionError>((latest.number, assigned))
    });
    read.await.unwrap()
}

async fn stored(world: &World, slot: SlotId) -> Swap {
    world
        .cx
        .store
        .read(move |db| rows::last(db, slot))
        .await
        .unwrap()
        .unwrap()
}

#[track_caller]
fn conflicts<T: std::fmt::Debug>(outcome: Result<T, ActionError>, code: &str) {
    assert!(
        matches!(&outcome, Err(ActionError::Conflict(found)) if *found == code),
        "{code}: {outcome:?}"
    );
}

#[track_caller]
fn is_not_there<T: std::fmt::Debug>(outcome: Result<T, ActionError>) {
    assert!(matches!(&outcome, Err(ActionError::NotFound(_))), "{outcome:?}");
}

/// Whom the messages about an offer are for, by what they tell; those that are to be sent or were.
async fn told(world: &World, wanted: SwapNews) -> BTreeSet<String> {
    let all = messages(world).await.into_iter();
    let of = all.filter_map(|message| match message.payload {
        Some(Payload::Swap { news, to, .. }) if news == wanted => Some(match to {
            Recipient::Staff(person) => person.to_string(),
            Recipient::User(user) => user.to_string(),
        }),
        _ => None,
    });
    of.collect()
}

#[actix_web::test]
async fn the_first_who_accepts_has_the_duty_and_nothing_else_is_published() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let (giver, taker, late) = (
        desk(&world, "7809").await,
        desk(&world, "6062").await,
        desk(&world, "5806").await,
    );
    let slot = friday(&world).await;
    // Something else the coordinator is at.
    let monday = drafted(&world, "2024-06-24").await;
    let moved = SlotInput {
        hours: hours("14:00", "18:00"),
        ..input(&monday)
    };
    roster::save_slot(cx, c, world.slug(), moved.clone(), Any)
        .await
        .unwrap();
    let (_, before) = published(&world).await;
    let reminded = |world: &World, person: Option<StaffId>| {
        let cx = world.cx.clone();
        async move {
            let pending = move |db: &mut dutyline::store::Db| {
                let all = dutyline::store::message::list(db, &dutyline::domain::access::Scope::All, 1000)?;
                let ids: Vec<_> = all.iter().map(|one| one.id).collect();
                let reminders = dutyline::store::reminder::of_messages(db, &ids)?;
                let of = reminders
                    .into_values()
                    .filter(|one| one.slot == slot && Some(one.staff) == person);
                Ok::<_, ActionError>(of.map(|one| one.state).collect::<Vec<_>>())
            };
            cx.store.read(pending).await.unwrap()
        }
    };
    assert!(reminded(&world, giver.staff).await.contains(&MessageState::Pending));

    let offered = swap::offer(cx, &giver, slot, to_everyone()).await.unwrap();
    assert_eq!(offered.asked.len(), 6);
    assert_eq!(told(&world, SwapNews::Asked).await.len(), 6);
    assert_eq!(
        swap::offer(cx, &giver, slot, to_everyone()).await.unwrap(),
        offered,
        "once"
    );
    let mine = swap::mine(cx, &giver).await.unwrap();
    assert_eq!(mine.offers[&slot].asked.len(), 6);
    let asked = swap::mine(cx, &taker).await.unwrap().offered;
    assert_eq!(asked.iter().map(|one| one.slot.id).collect::<Vec<_>>(), [slot]);
    assert_eq!(
        published(&world).await.1.get(&slot),
        giver.staff.as_ref(),
        "the duty stays whose it is"
    );

    let taken = swap::accept(cx, &taker, slot).await.unwrap();
    assert_eq!((taken.state, taken.taken_by), (SwapState::Done, taker.staff));
    assert_eq!(
        swap::accept(cx, &taker, slot).await.unwrap(),
        taken,
        "a second click changes nothing"
    );
    conflicts(swap::accept(cx, &late, slot).await, "swap_taken");
    let (number, after) = published(&world).await;
    let mut expected = before;
    expected.insert(slot, taker.staff.unwrap());
    assert_eq!((number, &after), (2, &expected));
    let monday_hours = world.view().slots.iter().find(|one| one.id == monday.id).unwrap().hours;
    assert_eq!(
        monday_hours, monday.hours,
        "what the coordinator is at stays unpublished"
    );
    let (past, last) = (
        revision::past::one(cx, c, world.slug(), 1).await.unwrap(),
        revision::past::one(cx, c, world.slug(), 2).await.unwrap(),
    );
    assert_eq!(past.revision.slots, last.revision.slots);
    assert_eq!(past.revision.calendar, last.revision.calendar);

    let steps = history(cx, c, world.slug()).await.unwrap().steps;
    assert_eq!(
        (steps[0].kind, steps[0].by, steps[0].size),
        (StepKind::Swapped, taker.user, 1)
    );
    let in_draft = drafted(&world, "2024-06-21").await;
    assert_eq!(in_draft.staff, taker.staff);
    assert_eq!(drafted(&world, "2024-06-24").await.hours, moved.hours);

    assert!(!reminded(&world, giver.staff).await.contains(&MessageState::Pending));
    assert!(reminded(&world, taker.staff).await.contains(&MessageState::Pending));
    assert_eq!(
        told(&world, SwapNews::Given).await,
        [giver.staff.unwrap().to_string()].into()
    );
    assert_eq!(
        told(&world, SwapNews::Taken).await,
        [taker.staff.unwrap().to_string()].into()
    );
    assert_eq!(swap::mine(cx, &late).await.unwrap().offered.len(), 0);

    // Undone in the draft, the duty is the giver's there; what is published stays until somebody publishes.
    undo(cx, c, world.slug(), Any).await.unwrap();
    assert_eq!(drafted(&world, "2024-06-21").await.staff, giver.staff);
    let (preview, _) = revision::preview(cx, c, world.slug()).await.unwrap();
    let reassigned: Vec<SlotId> = preview.difference.reassigned.iter().map(|one| one.id).collect();
    assert_eq!(reassigned, [slot]);
}

fn hours(start: &str, end: &str) -> Hours {
    serde_json::from_value(serde_json::json!({ "start": start, "end": end })).unwrap()
}

#[actix_web::test]
async fn of_all_who_accept_at_once_one_has_the_duty() {
    let world = Arc::new(World::demo().await);
    let mut day = NaiveDate::from_ymd_opt(2024, 6, 21).unwrap();
    for _ in 0..3 {
        let duty = drafted(&world, &day.to_string()).await;
        let holder = duty.staff.unwrap();
        let people = world
            .cx
            .store
            .read(move |db| dutyline::store::staff::by_ids(db, &[holder]).map_err(ActionError::from));
        let address = people.await.unwrap()[&holder].email.clone().unwrap();
        let giver = world.user(address.as_str()).await.actor();
        swap::offer(&world.cx, &giver, duty.id, to_everyone()).await.unwrap();
        let mut accepting = JoinSet::new();
        for number in ["7809"].iter().chain(&OTHERS) {
            let (world, slot) = (Arc::clone(&world), duty.id);
            let actor = desk(&world, number).await;
            if actor.staff == Some(holder) {
                continue;
            }
            accepting.spawn(async move { (actor.staff, swap::accept(&world.cx, &actor, slot).await) });
        }
        let outcomes = accepting.join_all().await;
        let won: Vec<_> = outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).collect();
        assert_eq!(won.len(), 1, "{outcomes:?}");
        for (_, outcome) in outcomes.iter().filter(|(_, outcome)| outcome.is_err()) {
            assert!(
                matches!(outcome, Err(ActionError::Conflict("swap_taken"))),
                "{outcome:?}"
            );
        }
        assert_eq!(published(&world).await.1.get(&duty.id), won[0].0.as_ref());
        day = match day.to_string().as_str() {
            "2024-06-21" => NaiveDate::from_ymd_opt(2024, 6, 24).unwrap(),
            _ => day.succ_opt().unwrap(),
        };
    }
    assert_eq!(published(&world).await.0, 4);
}

#[actix_web::test]
async fn withdrawn_and_accepted_at_once_it_is_one_or_the_other() {
    let world = Arc::new(World::demo().await);
    let (giver, taker) = (desk(&world, "7809").await, desk(&world, "6062").await);
    let slot = friday(&world).await;
    for _ in 0..12 {
        swap::offer(&world.cx, &giver, slot, to_everyone()).await.unwrap();
        let (one, two, by, person) = (Arc::clone(&world), Arc::clone(&world), giver.clone(), taker.clone());
        let withdrawn = tokio::spawn(async move { swap::withdraw(&one.cx, &by, slot).await });
        let taken = tokio::spawn(async move { swap::accept(&two.cx, &person, slot).await });
        let (withdrawn, taken) = (withdrawn.await.unwrap(), taken.await.unwrap());
        let holder = published(&world).await.1.get(&slot).copied();
        let state = stored(&world, slot).await.state;
        if taken.is_ok() {
            is_not_there(withdrawn);
            assert_eq!((holder, state), (taker.staff, SwapState::Done));
            let back = giver.staff.unwrap();
            swap::give(&world.cx, &world.coordinator, slot, back).await.unwrap();
        } else {
            withdrawn.unwrap();
            conflicts(taken, "swap_withdrawn");
            assert_eq!((holder, state), (giver.staff, SwapState::Withdrawn));
        }
        world.clock.advance(Duration::seconds(1));
    }
}

#[actix_web::test]
async fn an_offer_whose_duty_changed_is_stale_and_says_so() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let (giver, taker) = (desk(&world, "7809").await, desk(&world, "6062").await);
    let duty = drafted(&world, "2024-06-21").await;
    swap::offer(cx, &giver, duty.id, to_everyone()).await.unwrap();
    let later = SlotInput {
        hours: hours("16:00", "19:00"),
        ..input(&duty)
    };
    roster::save_slot(cx, c, world.slug(), later, Any).await.unwrap();
    // Only what is published counts.
    assert_eq!(
        swap::mine(cx, &taker).await.unwrap().offered[0].swap.state,
        SwapState::Open
    );
    world.publish(&world.slug()).await;
    assert_eq!(
        swap::mine(cx, &giver).await.unwrap().offers[&duty.id].swap.state,
        SwapState::Stale
    );
    assert_eq!(
        swap::mine(cx, &taker).await.unwrap().offered[0].swap.state,
        SwapState::Stale
    );
    assert_eq!(
        stored(&world, duty.id).await.state,
        SwapState::Open,
        "computed, not stored"
    );
    conflicts(swap::accept(cx, &taker, duty.id).await, "swap_changed");
    assert_eq!(
        stored(&world, duty.id).await.state,
        SwapState::Stale,
        "whoever meets it stores it"
    );
    conflicts(swap::withdraw(cx, &giver, duty.id).await, "swap_changed");
    conflicts(swap::decline(cx, &taker, duty.id).await, "swap_changed");
    let again = swap::offer(cx, &giver, duty.id, to_everyone()).await.unwrap();
    assert_eq!(swap::accept(cx, &taker, duty.id).await.unwrap().id, again.id);
}

#[actix_web::test]
async fn a_duty_that_began_or_is_somebody_elses_is_offered_no_more() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let (giver, taker, other) = (
        desk(&world, "7809").await,
        desk(&world, "6062").await,
        desk(&world, "7804").await,
    );
    let slot = friday(&world).await;
    swap::offer(cx, &giver, slot, to_everyone()).await.unwrap();
    // The coordinator gives it to somebody in the draft, and publishes.
    roster::assign(cx, c, world.slug(), vec![(slot, other.staff)], Any)
        .await
        .unwrap();
    world.publish(&world.slug()).await;
    is_not_there(swap::withdraw(cx, &giver, slot).await);
    is_not_there(swap::offer(cx, &giver, slot, to_everyone()).await);
    conflicts(swap::accept(cx, &taker, slot).await, "swap_changed");
    swap::offer(cx, &other, slot, to_everyone()).await.unwrap();
    world.clock.set("2024-06-21T13:00:00Z".parse().unwrap());
    conflicts(swap::accept(cx, &taker, slot).await, "swap_changed");
    conflicts(swap::offer(cx, &other, slot, to_everyone()).await, "swap_over");
    conflicts(swap::give(cx, c, slot, taker.staff.unwrap()).await, "swap_over");
}

#[actix_web::test]
async fn where_approval_is_wanted_the_duty_waits_for_the_coordinator() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let mut settings = world.settings().await;
    settings.swaps_need_approval = true;
    world.change(settings).await;
    let (giver, first, second) = (
        desk(&world, "7809").await,
        desk(&world, "6062").await,
        desk(&world, "7804").await,
    );
    let slot = friday(&world).await;
    swap::offer(cx, &giver, slot, to_everyone()).await.unwrap();
    conflicts(swap::approve(cx, c, slot).await, "swap_not_waiting");
    let waits = swap::accept(cx, &first, slot).await.unwrap();
    assert_eq!(
        (waits.state, waits.taken_by),
        (SwapState::AwaitingApproval, first.staff)
    );
    assert_eq!(swap::accept(cx, &first, slot).await.unwrap(), waits);
    conflicts(swap::accept(cx, &second, slot).await, "swap_taken");
    assert_eq!(published(&world).await.0, 1);
    let coordinator = world.user("coordinator@demo.example").await.id.to_string();
    assert_eq!(told(&world, SwapNews::Approval).await, [coordinator].into());
    let standing = revision::standing(cx, c, world.slug()).await.unwrap();
    assert_eq!(standing.offers, [waits]);

    swap::refuse(cx, c, slot).await.unwrap();
    assert_eq!(
        told(&world, SwapNews::Refused).await,
        [first.staff.unwrap().to_string()].into()
    );
    conflicts(swap::accept(cx, &first, slot).await, "swap_not_asked");
    swap::accept(cx, &second, slot).await.unwrap();
    let approved = swap::approve(cx, c, slot).await.unwrap();
    assert_eq!((approved.state, approved.taken_by), (SwapState::Done, second.staff));
    let (number, assigned) = published(&world).await;
    assert_eq!((number, assigned.get(&slot)), (2, second.staff.as_ref()));
    let (checked, _) = checked(cx, c, world.slug()).await.unwrap();
    let report = checked
        .report
        .blocking()
        .map(|finding| finding.key())
        .collect::<Vec<_>>();
    assert_eq!(report, Vec::<String>::new());
}

#[actix_web::test]
async fn who_is_away_busy_or_of_another_office_cannot_take_it() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let giver = desk(&world, "7809").await;
    let (away, busy, declines) = (
        desk(&world, "7804").await,
        desk(&world, "7808").await,
        desk(&world, "7821").await,
    );
    let duty = drafted(&world, "2024-06-21").await;
    swap::offer(cx, &giver, duty.id, to_everyone()).await.unwrap();
    is_away(&world, &away, duty.date).await;
    conflicts(swap::accept(cx, &away, duty.id).await, "swap_absent");
    // A duty in any draft is in the way.
    let elsewhere = world.draft("nowe", "2024-06-21").await;
    let other = SlotInput {
        staff: busy.staff,
        extensions: Vec::new(),
        hours: hours("17:30", "19:00"),
        ..input(&duty)
    };
    add_slot(cx, c, elsewhere, other).await.unwrap();
    conflicts(swap::accept(cx, &busy, duty.id).await, "swap_busy");
    conflicts(swap::give(cx, c, duty.id, busy.staff.unwrap()).await, "swap_busy");
    assert_eq!(swap::mine(cx, &busy).await.unwrap().offered.len(), 0);
    swap::decline(cx, &declines, duty.id).await.unwrap();
    swap::decline(cx, &declines, duty.id).await.unwrap();
    conflicts(swap::accept(cx, &declines, duty.id).await, "swap_not_asked");
    assert_eq!(swap::mine(cx, &declines).await.unwrap().offered.len(), 0);
    conflicts(swap::accept(cx, &giver, duty.id).await, "swap_own");
    conflicts(swap::accept(cx, &world.stranger(), duty.id).await, "swap_not_asked");

    let outsider = world.outsider().await;
    let theirs = StaffInput {
        name: "Z Kultury".to_owned(),
        email: "kultura@demo.example".to_owned(),
        ..StaffInput::default()
    };
    let unit = Some("kultura".parse().unwrap());
    crate::support::world::add_staff(cx, &outsider, theirs, unit)
        .await
        .unwrap();
    let theirs = world.user("kultura@demo.example").await.actor();
    is_not_there(swap::accept(cx, &theirs, duty.id).await);
    is_not_there(swap::give(cx, &outsider, duty.id, theirs.staff.unwrap()).await);
    // An account that is staff here and belongs to somebody who takes no duties here.
    let here = Actor {
        access: Access::of_roles(&[(world.unit, Role::Staff)].into()),
        ..theirs.clone()
    };
    conflicts(swap::accept(cx, &here, duty.id).await, "swap_not_asked");
    conflicts(
        swap::give(cx, c, duty.id, theirs.staff.unwrap()).await,
        "swap_not_asked",
    );
    assert_eq!(published(&world).await.0, 1);
}

#[actix_web::test]
async fn only_who_is_named_is_asked_and_who_cannot_is_not_named() {
    let world = World::demo().await;
    let cx = &world.cx;
    let giver = desk(&world, "7809").await;
    let (named, other) = (desk(&world, "6062").await, desk(&world, "7804").await);
    let slot = friday(&world).await;
    let wrong = |fault| vec![FieldError::new("to", fault)];
    let unknown = StaffId(uuid::Uuid::from_u128(404));
    for (people, fault) in [
        (vec![], Fault::Required),
        (vec![unknown], Fault::StaffUnknown),
        (vec![giver.staff.unwrap()], Fault::StaffUnknown),
    ] {
        let refused = swap::offer(cx, &giver, slot, to(&people)).await;
        assert!(
            matches!(&refused, Err(ActionError::Invalid(faults)) if *faults == wrong(fault)),
            "{refused:?}"
        );
    }
    let late = NewOffer {
        answer_by: Some(cx.now()),
        ..to_everyone()
    };
    let refused = swap::offer(cx, &giver, slot, late).await;
    assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
    swap::offer(cx, &giver, slot, to(&[named.staff.unwrap()]))
        .await
        .unwrap();
    conflicts(swap::offer(cx, &giver, slot, to_everyone()).await, "swap_offered");
    conflicts(swap::accept(cx, &other, slot).await, "swap_not_asked");
    conflicts(swap::decline(cx, &other, slot).await, "swap_not_asked");
    assert_eq!(swap::mine(cx, &other).await.unwrap().offered.len(), 0);
    assert_eq!(swap::mine(cx, &named).await.unwrap().offered.len(), 1);
    // Who was asked lately comes after who was not.
    let ranked = swap::stand_ins(cx, &giver, slot).await.unwrap().ranked;
    let minutes = |one: &StandIn| one.candidate.share.minutes;
    let last = ranked
        .iter()
        .find(|one| Some(one.candidate.staff) == named.staff)
        .unwrap();
    let alike = ranked.iter().rfind(|one| minutes(one) == minutes(last)).unwrap();
    assert_eq!(alike.candidate.staff, last.candidate.staff);
    swap::withdraw(cx, &giver, slot).await.unwrap();
    swap::offer(cx, &giver, slot, to_everyone()).await.unwrap();
}

#[actix_web::test]
async fn a_colleagues_duty_is_offered_by_coordinators_only_and_given_at_once() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let (giver, taker) = (desk(&world, "7809").await, desk(&world, "6062").await);
    let slot = friday(&world).await;
    is_not_there(swap::offer(cx, &taker, slot, to_everyone()).await);
    is_not_there(swap::stand_ins(cx, &taker, slot).await);
    let denied = swap::give(cx, &taker, slot, taker.staff.unwrap()).await;
    assert!(matches!(denied, Err(ActionError::Denied(_))), "{denied:?}");
    let offered = swap::offer(cx, c, slot, to_everyone()).await.unwrap();
    assert_eq!((offered.from, offered.offered_by), (giver.staff.unwrap(), c.user));
    is_not_there(swap::withdraw(cx, &taker, slot).await);
    conflicts(swap::give(cx, c, slot, giver.staff.unwrap()).await, "swap_own");
    let given = swap::give(cx, c, slot, taker.staff.unwrap()).await.unwrap();
    assert_eq!(
        (given.id, given.state, given.taken_by),
        (offered.id, SwapState::Done, taker.staff)
    );
    assert_eq!(published(&world).await.1.get(&slot), taker.staff.as_ref());
    // And without an offer; it stands in the history all the same.
    swap::give(cx, c, slot, giver.staff.unwrap()).await.unwrap();
    assert_eq!(published(&world).await.1.get(&slot), giver.staff.as_ref());
    let seen = swap::of_consultation(cx, c, world.slug()).await.unwrap();
    assert_eq!((seen.live.len(), seen.past.len()), (0, 2));
    assert!(seen.past.iter().all(|one| one.state == SwapState::Done));
}

/// In the draft the duty has moved: nobody agreed to that, and so only what is published changes.
#[actix_web::test]
async fn a_draft_that_differs_is_left_alone() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let (giver, taker) = (desk(&world, "7809").await, desk(&world, "6062").await);
    let duty = drafted(&world, "2024-06-21").await;
    let moved = SlotInput {
        hours: hours("08:00", "10:00"),
        ..input(&duty)
    };
    roster::save_slot(cx, c, world.slug(), moved, Any).await.unwrap();
    let before = checked(cx, c, world.slug()).await.unwrap().0.draft;
    swap::offer(cx, &giver, duty.id, to_everyone()).await.unwrap();
    swap::accept(cx, &taker, duty.id).await.unwrap();
    assert_eq!(checked(cx, c, world.slug()).await.unwrap().0.draft, before);
    let (number, assigned) = published(&world).await;
    assert_eq!((number, assigned.get(&duty.id)), (2, taker.staff.as_ref()));
}

/// Somebody is away on a day.
async fn is_away(world: &World, person: &Actor, day: NaiveDate) {
    let away = Absence::days(world.cx.random.id(world.cx.now()), day, day, DEFAULT_ZONE);
    absence::add(&world.cx, person, person.staff.unwrap(), away)
        .await
        .unwrap();
}

#[actix_web::test]
async fn nobody_to_ask_is_told_to_the_coordinator_at_once() {
    let world = World::demo().await;
    let cx = &world.cx;
    let giver = desk(&world, "7809").await;
    let duty = drafted(&world, "2024-06-21").await;
    for number in OTHERS {
        is_away(&world, &desk(&world, number).await, duty.date).await;
    }
    let offered = swap::offer(cx, &giver, duty.id, to_everyone()).await.unwrap();
    assert_eq!(offered.asked, BTreeSet::new());
    let warned = messages(&world).await.into_iter().find(|message| {
        matches!(
            message.payload,
            Some(Payload::Swap {
                news: SwapNews::Unanswered,
                ..
            })
        )
    });
    assert_eq!(warned.unwrap().not_before, cx.now());
    world.clock.advance(Duration::hours(20));
    assert_eq!(
        swap::mine(cx, &giver).await.unwrap().offers[&duty.id].swap.state,
        SwapState::Open
    );
}
