//! When people cannot be on duty.

use chrono::{Days, Duration, NaiveDateTime};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::absence::Absence;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::AbsenceId;
use dutyline::domain::time::{DEFAULT_ZONE, Span};
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::{date, slot};
use crate::support::world::at;

fn absence(start: &str, end: &str, weekly_until: Option<&str>) -> Absence {
    Absence {
        id: AbsenceId(Uuid::from_u128(1)),
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        zone: Warsaw,
        weekly_until: weekly_until.map(date),
    }
}

/// Of a duty in Warsaw.
fn duty(day: &str, hours: &str) -> Span {
    slot(1, day, hours, "12 616 5769").span(Warsaw)
}

#[test]
fn it_keeps_from_what_it_overlaps_and_from_nothing_else() {
    let days = Absence::days(
        AbsenceId(Uuid::from_u128(1)),
        date("2024-06-18"),
        date("2024-06-20"),
        Warsaw,
    );
    let hours = absence("2024-06-21T09:00:00", "2024-06-21T11:00:00", None);
    let fridays = absence("2024-06-21T09:00:00", "2024-06-21T11:00:00", Some("2024-07-05"));
    let night = absence("2024-06-23T22:00:00", "2024-06-24T06:00:00", Some("2024-07-01"));
    let cases = [
        (&days, "2024-06-17", "15:00-18:00", None),
        (&days, "2024-06-17", "23:00-01:00", Some("2024-06-21T00:00:00")),
        (&days, "2024-06-20", "23:00-01:00", Some("2024-06-21T00:00:00")),
        (&days, "2024-06-21", "00:00-01:00", None),
        (&hours, "2024-06-21", "11:00-12:00", None),
        (&hours, "2024-06-21", "10:30-12:00", Some("2024-06-21T11:00:00")),
        (&hours, "2024-06-28", "10:30-12:00", None),
        (&fridays, "2024-06-28", "10:30-12:00", Some("2024-06-28T11:00:00")),
        (&fridays, "2024-06-27", "10:30-12:00", None),
        (&fridays, "2024-07-05", "08:00-09:30", Some("2024-07-05T11:00:00")),
        (&fridays, "2024-07-12", "10:30-12:00", None),
        (&fridays, "2024-06-14", "10:30-12:00", None),
        (&night, "2024-07-01", "05:00-07:00", Some("2024-07-01T06:00:00")),
        (&night, "2024-07-08", "05:00-07:00", None),
    ];
    for (absence, day, hours, until) in cases {
        let until: Option<NaiveDateTime> = until.map(|until| until.parse().unwrap());
        assert_eq!(absence.keeps_from(duty(day, hours)), until, "{absence:?} {day} {hours}");
    }
}

/// Nine in the morning is nine in the morning before and after the clocks change at the end of October.
#[test]
fn every_week_means_by_the_clock() {
    let fridays = absence("2024-10-25T09:00:00", "2024-10-25T11:00:00", Some("2024-11-01"));
    let all = Span {
        starts_at: at("2024-10-01T00:00:00Z"),
        ends_at: at("2024-12-01T00:00:00Z"),
    };
    let starts: Vec<_> = fridays.during(all).into_iter().map(|time| time.starts_at).collect();
    assert_eq!(starts, [at("2024-10-25T07:00:00Z"), at("2024-11-01T08:00:00Z")]);
    assert_eq!(
        Absence::of_span(fridays.id, fridays.during(all)[0], Warsaw),
        absence("2024-10-25T09:00:00", "2024-10-25T11:00:00", None)
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let fault = |absence: Absence| absence.checked().err();
    let one = |field: &str, fault| Some(FieldError::new(field, fault));
    let cases = [
        (absence("2024-06-21T09:00:00", "2024-06-21T11:00:00", None), None),
        (
            absence("2024-06-21T09:00:00", "2024-06-21T09:00:00", None),
            one("end", Fault::PeriodOrder),
        ),
        (
            absence("1924-06-21T09:00:00", "2024-06-21T09:00:00", None),
            one("start", Fault::Year),
        ),
        (
            absence("2024-06-21T09:00:00", "2024-06-28T09:00:00", Some("2024-07-05")),
            None,
        ),
        (
            absence("2024-06-21T09:00:00", "2024-06-28T09:01:00", Some("2024-07-05")),
            one("end", Fault::PeriodLong),
        ),
        (
            absence("2024-06-21T09:00:00", "2024-06-21T11:00:00", Some("2024-06-20")),
            one("weekly_until", Fault::PeriodOrder),
        ),
    ];
    for (absence, expected) in cases {
        assert_eq!(fault(absence.clone()), expected, "{absence:?}");
    }
}

#[test]
fn whole_days_are_known_as_such() {
    let days = Absence::days(
        AbsenceId(Uuid::from_u128(1)),
        date("2024-06-18"),
        date("2024-06-20"),
        DEFAULT_ZONE,
    );
    assert_eq!(days.whole_days(), Some((date("2024-06-18"), date("2024-06-20"))));
    let hours = absence("2024-06-18T00:00:00", "2024-06-18T12:00:00", None);
    assert_eq!(hours.whole_days(), None);
}

proptest! {
    /// The times of one that repeats are those of as many that do not.
    #[test]
    fn repeated_times_are_single_ones_a_week_apart(
        begins in 0i64..2000, lasts in 1i64..(7 * 24), weeks in 0i64..40, from in 0i64..12_000, width in 1i64..500,
    ) {
        let start = date("2024-01-01").and_hms_opt(0, 0, 0).unwrap() + Duration::hours(begins);
        let once = Absence {
            id: AbsenceId(Uuid::from_u128(1)),
            start,
            end: start + Duration::hours(lasts),
            zone: Warsaw,
            weekly_until: None,
        };
        let last = start.date() + Days::new(7 * weeks.unsigned_abs() + 3);
        let weekly = Absence { weekly_until: Some(last), ..once.clone() };
        let window = at("2024-01-01T00:00:00Z") + Duration::hours(from);
        let window = Span { starts_at: window, ends_at: window + Duration::hours(width) };
        let singles = (0..=weeks).map(|week| Absence {
            start: once.start + Duration::weeks(week),
            end: once.end + Duration::weeks(week),
            ..once.clone()
        });
        let expected: Vec<Span> = singles.flat_map(|one| one.during(window)).collect();
        prop_assert_eq!(weekly.during(window), expected);
    }
}
