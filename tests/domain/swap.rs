//! Offers of duties: by when, for whom, until they are stale; who stands in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::candidate::{Booked, Bookings, Cannot};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{ConsultationId, StaffId, SwapId, UnitId, UserId};
use dutyline::domain::revision::{Assignments, PublishedSlot};
use dutyline::domain::roster::SlotState;
use dutyline::domain::staff::StaffMember;
use dutyline::domain::swap::{
    NotTaken, Swap, SwapState, checked_answer_by, default_answer_by, published_load, stand_ins,
};
use dutyline::domain::workload::Workload;
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::slot;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn person(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

fn duty(number: u128, day: &str, hours: &str) -> PublishedSlot {
    PublishedSlot::of(&slot(number, day, hours, "12 616 5769"), Warsaw)
}

fn offer(of: &PublishedSlot, state: SwapState) -> Swap {
    Swap {
        id: SwapId(Uuid::from_u128(1)),
        consultation: ConsultationId(Uuid::from_u128(1)),
        slot: of.id,
        from: person(1),
        offered_by: UserId(Uuid::from_u128(1)),
        offered_at: at("2024-06-20T10:00:00Z"),
        span: of.span,
        to_everyone: false,
        asked: BTreeSet::from([person(2), person(3)]),
        declined: BTreeSet::from([person(3)]),
        answer_by: at("2024-06-20T12:00:00Z"),
        state,
        taken_by: None,
        settled_at: None,
    }
}

#[test]
fn an_offer_is_stale_once_the_duty_is_not_as_it_was_offered() {
    let was = duty(1, "2024-06-21", "15:00-18:00");
    let (before, start) = (at("2024-06-20T12:00:00Z"), was.span.starts_at);
    let moved = duty(1, "2024-06-21", "14:00-18:00");
    let shorter = duty(1, "2024-06-21", "15:00-17:00");
    let cancelled = PublishedSlot {
        state: SlotState::Cancelled,
        ..was.clone()
    };
    let holder = Some(person(1));
    for (published, at, stays) in [
        (Some((&was, holder)), before, true),
        (Some((&was, holder)), start - Duration::seconds(1), true),
        (Some((&was, holder)), start, false),
        (Some((&was, Some(person(2)))), before, false),
        (Some((&was, None)), before, false),
        (Some((&moved, holder)), before, false),
        (Some((&shorter, holder)), before, false),
        (Some((&cancelled, holder)), before, false),
        (None, before, false),
    ] {
        for state in SwapState::ALL {
            let now = offer(&was, *state).state_at(published, at);
            let expected = if state.is_live() && !stays {
                SwapState::Stale
            } else {
                *state
            };
            assert_eq!(now, expected, "{state:?} {published:?} {at}");
        }
    }
}

#[test]
fn a_coordinator_is_needed_when_somebody_waits_or_nobody_came_in_time() {
    let open = offer(&duty(1, "2024-06-21", "15:00-18:00"), SwapState::Open);
    let waits = Swap {
        state: SwapState::AwaitingApproval,
        ..open.clone()
    };
    let early = open.answer_by - Duration::seconds(1);
    assert!(!open.needs_coordinator(early) && open.needs_coordinator(open.answer_by));
    assert!(waits.needs_coordinator(early));
}

#[test]
fn an_offer_is_for_who_was_asked_and_did_not_say_no() {
    let to_some = offer(&duty(1, "2024-06-21", "15:00-18:00"), SwapState::Open);
    let to_all = Swap {
        to_everyone: true,
        ..to_some.clone()
    };
    assert_eq!(to_some.is_for(person(1)), Err(NotTaken::Own));
    assert_eq!(to_some.is_for(person(2)), Ok(()));
    assert_eq!(to_some.is_for(person(3)), Err(NotTaken::NotAsked));
    assert_eq!(to_some.is_for(person(4)), Err(NotTaken::NotAsked));
    assert_eq!(to_all.is_for(person(1)), Err(NotTaken::Own));
    assert_eq!(to_all.is_for(person(3)), Err(NotTaken::NotAsked));
    assert_eq!(to_all.is_for(person(4)), Ok(()));
}

#[test]
fn an_answer_is_wanted_at_half_time_and_an_hour_before_at_the_latest() {
    let start = at("2024-06-21T13:00:00Z");
    for (now, by) in [
        ("2024-06-20T13:00:00Z", "2024-06-21T01:00:00Z"),
        ("2024-06-21T10:00:30Z", "2024-06-21T11:30:00Z"),
        ("2024-06-21T11:30:00Z", "2024-06-21T12:00:00Z"),
        ("2024-06-21T12:20:00Z", "2024-06-21T12:40:00Z"),
        ("2024-06-21T12:59:30Z", "2024-06-21T13:00:00Z"),
    ] {
        assert_eq!(default_answer_by(start, at(now)), at(by), "{now}");
    }
    let now = at("2024-06-21T10:00:00Z");
    assert_eq!(checked_answer_by(None, start, now), Ok(at("2024-06-21T11:30:00Z")));
    assert_eq!(checked_answer_by(Some(start), start, now), Ok(start));
    for bad in [now, start + Duration::seconds(1), at("2020-01-01T00:00:00Z")] {
        let wrong = FieldError::new("answer_by", Fault::AnswerBy);
        assert_eq!(checked_answer_by(Some(bad), start, now), Err(wrong));
    }
}

proptest! {
    #[test]
    fn the_usual_answer_comes_between_now_and_the_duty(ahead in 1_i64..3_000_000) {
        let now = at("2024-06-20T13:40:17Z");
        let start = now + Duration::seconds(ahead);
        let by = default_answer_by(start, now);
        prop_assert!(now < by && by <= start, "{by}");
        prop_assert!(checked_answer_by(Some(by), start, now).is_ok());
    }
}

fn member(number: u128, languages: &[&str]) -> StaffMember {
    StaffMember {
        name: format!("Osoba {number}"),
        languages: languages.iter().map(|code| code.parse().unwrap()).collect(),
        ..StaffMember::new(person(number), UnitId(Uuid::from_u128(1)))
    }
}

#[test]
fn stand_ins_are_free_then_speak_then_have_least_then_were_asked_longest_ago() {
    let mut wanted = duty(1, "2024-06-21", "15:00-18:00");
    wanted.languages = vec!["uk".parse().unwrap()];
    let holder = member(1, &["pl", "uk"]);
    let busy = member(2, &["pl", "uk"]);
    let mute = member(3, &["pl"]);
    let much = member(4, &["pl", "uk"]);
    let lately = member(5, &["pl", "uk"]);
    let long_ago = member(6, &["pl", "uk"]);
    let never = member(7, &["pl", "uk"]);
    let other = duty(2, "2024-06-24", "15:00-18:00");
    let held: Assignments = [(wanted.id, holder.id), (other.id, much.id)].into();
    let load = published_load(&[wanted.clone(), other], &held, Warsaw);
    let booked: Bookings = [Booked {
        staff: busy.id,
        slot: duty(3, "2024-06-21", "17:00-19:00").id,
        span: duty(3, "2024-06-21", "17:00-19:00").span,
    }]
    .into_iter()
    .collect();
    let asked = BTreeMap::from([
        (lately.id, at("2024-06-19T10:00:00Z")),
        (long_ago.id, at("2024-05-01T10:00:00Z")),
    ]);
    let people = [holder.clone(), busy.clone(), mute, much, lately, long_ago, never];
    let ranked = stand_ins((&wanted, Some(holder.id)), Warsaw, &people, &booked, &load, &asked);
    let order: Vec<u128> = ranked.iter().map(|one| one.staff.0.as_u128()).collect();
    assert_eq!(order, [7, 6, 5, 4, 3, 2]);
    assert!(matches!(ranked[5].cannot, Some(Cannot::Busy(_))));
    assert!(!ranked[4].speaks);
    let none = stand_ins(
        (&wanted, None),
        Warsaw,
        &people[..1],
        &booked,
        &Workload::default(),
        &asked,
    );
    assert_eq!(none.len(), 1, "nobody has it, so all are others");
}
