use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::attention::{Attention, Concern, Expected, NEAR, Undelivered, When, attention};
use dutyline::domain::ids::StaffId;
use dutyline::domain::revision::PublishedSlot;
use dutyline::domain::roster::{SlotMode, SlotState};
use uuid::Uuid;

use super::samples::slot;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn person(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

/// A duty from 15.00 to 18.00 in Warsaw, two hours ahead.
fn duty(number: u128, day: &str, staff: Option<u128>, confirmed: bool) -> Expected {
    let slot = slot(number, day, "15:00-18:00", "12 616 5769");
    Expected {
        slot: PublishedSlot::of(&slot, Warsaw),
        staff: staff.map(person),
        confirmed,
    }
}

fn undelivered(of: &Expected, reason: &str) -> Undelivered {
    Undelivered {
        slot: of.slot.id,
        staff: of.staff.unwrap(),
        starts_at: of.slot.span.starts_at,
        reason: reason.to_owned(),
    }
}

/// `2 running unconfirmed 7`: which duty, when it is, what is the matter with whom.
fn said(all: &[Attention]) -> Vec<String> {
    let when = |attention: &Attention| match attention.when {
        When::Running => "running",
        When::Coming => "coming",
        When::Over => "over",
    };
    let concern = |attention: &Attention| match &attention.concern {
        Concern::Nobody => "nobody".to_owned(),
        Concern::Unconfirmed(staff) => format!("unconfirmed {}", staff.0.as_u128()),
        Concern::Unreached { staff, reason } => format!("unreached {} {reason}", staff.0.as_u128()),
    };
    all.iter()
        .map(|one| format!("{} {} {}", one.slot.0.as_u128(), when(one), concern(one)))
        .collect()
}

#[test]
fn a_duty_needs_somebody_from_a_day_before_it_until_it_ends() {
    assert_eq!(NEAR, Duration::hours(24));
    for (now, expected) in [
        ("2024-06-19T12:59:59.999999Z", None),
        ("2024-06-19T13:00:00Z", Some("coming")),
        ("2024-06-20T12:59:59.999999Z", Some("coming")),
        ("2024-06-20T13:00:00Z", Some("running")),
        ("2024-06-20T15:59:59.999999Z", Some("running")),
        ("2024-06-20T16:00:00Z", None),
    ] {
        for (staff, concern) in [(None, "nobody"), (Some(7), "unconfirmed 7")] {
            let found = attention(&[duty(1, "2024-06-20", staff, false)], &[], at(now));
            let expected: Vec<String> = expected.iter().map(|when| format!("1 {when} {concern}")).collect();
            assert_eq!(said(&found), expected, "{now}");
        }
        let confirmed = duty(1, "2024-06-20", Some(7), true);
        assert_eq!(attention(&[confirmed], &[], at(now)), [], "{now}");
    }
}

#[test]
fn a_duty_in_a_room_needs_somebody_and_one_called_off_does_not() {
    let now = at("2024-06-20T14:00:00Z");
    let mut room = duty(1, "2024-06-20", None, false);
    room.slot.mode = SlotMode::Room;
    let mut called_off = duty(2, "2024-06-20", None, false);
    called_off.slot.state = SlotState::Cancelled;
    let mut given = duty(3, "2024-06-20", Some(7), false);
    given.slot.state = SlotState::Cancelled;
    assert_eq!(
        said(&attention(&[room, called_off, given], &[], now)),
        ["1 running nobody"]
    );
}

#[test]
fn a_reminder_that_did_not_arrive_is_told_once_a_duty_and_for_the_confirmation_too() {
    let now = at("2024-06-20T14:00:00Z");
    let over = duty(1, "2024-06-19", Some(7), false);
    let running = duty(2, "2024-06-20", Some(7), false);
    let confirmed = duty(3, "2024-06-21", Some(8), true);
    let far = duty(4, "2024-06-25", Some(9), false);
    let missed = [
        undelivered(&far, "no-address"),
        undelivered(&over, "too-late"),
        undelivered(&confirmed, "550 no such mailbox"),
        undelivered(&running, "451 try again"),
        undelivered(&running, "too-late"),
    ];
    let duties = [over, running, confirmed, far];
    assert_eq!(
        said(&attention(&duties, &missed, now)),
        [
            "2 running unreached 7 too-late",
            "3 coming unreached 8 550 no such mailbox",
            "4 coming unreached 9 no-address",
            "1 over unreached 7 too-late",
        ]
    );
}

#[test]
fn a_reminder_of_another_start_or_person_says_nothing_of_who_is_on_duty() {
    let now = at("2024-06-20T14:00:00Z");
    let running = duty(1, "2024-06-20", Some(7), false);
    let moved = Undelivered {
        starts_at: at("2024-06-20T11:00:00Z"),
        ..undelivered(&running, "too-late")
    };
    let elses = Undelivered {
        staff: person(8),
        ..undelivered(&running, "too-late")
    };
    assert_eq!(
        said(&attention(&[running], &[moved, elses], now)),
        [
            "1 running unconfirmed 7",
            "1 running unreached 8 too-late",
            "1 over unreached 7 too-late",
        ]
    );
}

#[test]
fn a_duty_is_over_when_it_ends() {
    let duty = duty(1, "2024-06-20", Some(7), true);
    let missed = undelivered(&duty, "550");
    let (duties, missed) = ([duty], [missed]);
    for (now, expected) in [
        ("2024-06-20T15:59:59.999999Z", "1 running unreached 7 550"),
        ("2024-06-20T16:00:00Z", "1 over unreached 7 550"),
    ] {
        assert_eq!(said(&attention(&duties, &missed, at(now))), [expected]);
    }
}

#[test]
fn running_duties_come_first_then_by_start() {
    let now = at("2024-06-20T14:00:00Z");
    let early = |mut duty: Expected, hours| {
        duty.slot.span.starts_at -= Duration::hours(hours);
        duty
    };
    let duties = [
        duty(1, "2024-06-21", None, false),
        duty(2, "2024-06-20", Some(7), false),
        early(duty(3, "2024-06-21", Some(8), false), 2),
        early(duty(4, "2024-06-20", None, false), 1),
    ];
    assert_eq!(
        said(&attention(&duties, &[], now)),
        [
            "4 running nobody",
            "2 running unconfirmed 7",
            "3 coming unconfirmed 8",
            "1 coming nobody",
        ]
    );
}
