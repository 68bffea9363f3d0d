use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::duty::{AFTER_DUTY, duty_of_call, true_until};
use dutyline::domain::ids::StaffId;
use dutyline::domain::revision::PublishedSlot;
use dutyline::domain::roster::{SlotMode, SlotState};
use uuid::Uuid;

use super::samples::slot;

type Duty = (PublishedSlot, Option<StaffId>);

fn person(number: u128) -> Option<StaffId> {
    Some(StaffId(Uuid::from_u128(number)))
}

fn duty(number: u128, at: &str, phone: &str, holder: u128) -> Duty {
    let slot = slot(number, "2024-06-20", at, phone);
    (PublishedSlot::of(&slot, Warsaw), person(holder))
}

/// Which duty, by the number it was made with.
fn found(duties: &[Duty], staff: Option<StaffId>, at: DateTime<Utc>) -> Option<u128> {
    duty_of_call(duties, staff, at).map(|slot| slot.id.0.as_u128())
}

#[test]
fn a_call_belongs_to_the_duty_for_half_an_hour_after_it() {
    assert_eq!(AFTER_DUTY, Duration::minutes(30));
    let duties = [duty(1, "15:00-18:00", "12 616 5769", 1)];
    for (at, expected) in [
        ("2024-06-20T12:59:59Z", None),
        ("2024-06-20T13:00:00Z", Some(1)),
        ("2024-06-20T15:59:59Z", Some(1)),
        ("2024-06-20T16:00:00Z", Some(1)),
        ("2024-06-20T16:29:59Z", Some(1)),
        ("2024-06-20T16:30:00Z", None),
    ] {
        assert_eq!(found(&duties, person(1), at.parse().unwrap()), expected, "{at}");
    }
}

#[test]
fn the_running_duty_comes_before_the_one_that_ended() {
    let duties = [
        duty(1, "15:00-18:00", "12 616 5769", 1),
        duty(2, "18:00-20:00", "12 616 5769", 1),
    ];
    assert_eq!(
        found(&duties, person(1), "2024-06-20T16:10:00Z".parse().unwrap()),
        Some(2)
    );
}

#[test]
fn a_call_belongs_to_ones_own_duty() {
    let duties = [
        duty(1, "15:00-18:00", "12 616 5769", 1),
        duty(2, "15:00-18:00", "12 616 7821", 2),
    ];
    let at = "2024-06-20T14:00:00Z".parse().unwrap();
    assert_eq!(found(&duties, person(2), at), Some(2));
    assert_eq!(found(&duties, person(3), at), None);
}

#[test]
fn who_takes_no_duties_logs_for_the_only_one_that_runs() {
    let one = [duty(1, "15:00-18:00", "12 616 5769", 1)];
    let two = [one[0].clone(), duty(2, "15:00-18:00", "12 616 7821", 2)];
    let running = "2024-06-20T14:00:00Z".parse().unwrap();
    assert_eq!(found(&one, None, running), Some(1));
    assert_eq!(found(&two, None, running), None);
    assert_eq!(found(&one, None, "2024-06-20T16:10:00Z".parse().unwrap()), None);
}

#[test]
fn no_call_belongs_to_a_duty_without_a_telephone() {
    let at = "2024-06-20T14:00:00Z".parse().unwrap();
    let mut room = duty(1, "15:00-18:00", "12 616 5769", 1);
    room.0.mode = SlotMode::Room;
    let mut cancelled = duty(2, "15:00-18:00", "12 616 5769", 1);
    cancelled.0.state = SlotState::Cancelled;
    assert_eq!(found(&[room, cancelled], person(1), at), None);
}

#[test]
fn what_is_said_is_true_until_a_slot_begins_or_ends_or_the_day_does() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let mut slots = [
        duty(1, "09:00-10:00", "12 616 5769", 1).0,
        duty(2, "12:00-14:00", "12 616 7809", 1).0,
        duty(3, "13:00-14:00", "12 616 5700", 1).0,
    ];
    slots[0].state = SlotState::Cancelled;
    slots[2].mode = SlotMode::Room;
    // Warsaw is two hours ahead.
    for (now, until) in [
        ("2024-06-19T22:00:00Z", "2024-06-20T07:00:00Z"),
        ("2024-06-20T07:00:00Z", "2024-06-20T08:00:00Z"),
        ("2024-06-20T08:00:00Z", "2024-06-20T10:00:00Z"),
        ("2024-06-20T10:30:00Z", "2024-06-20T11:00:00Z"),
        ("2024-06-20T11:59:59.999999Z", "2024-06-20T12:00:00Z"),
        ("2024-06-20T12:00:00Z", "2024-06-20T22:00:00Z"),
        ("2024-06-20T21:59:59.999Z", "2024-06-20T22:00:00Z"),
        ("2024-06-20T22:00:00Z", "2024-06-21T22:00:00Z"),
        // The night of the clock change, in which the day has 25 hours, and in winter.
        ("2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z"),
        ("2024-12-01T12:00:00Z", "2024-12-01T23:00:00Z"),
    ] {
        assert_eq!(true_until(&slots, Warsaw, at(now)), at(until), "{now}");
    }
    assert_eq!(
        true_until(&[], Warsaw, at("2024-06-20T12:00:00Z")),
        at("2024-06-20T22:00:00Z")
    );
}
