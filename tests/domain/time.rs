use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Warsaw;
use chrono_tz::Pacific::Apia;
use dutyline::domain::duty::on_duty;
use dutyline::domain::revision::PublishedSlot;
use dutyline::domain::time::{ClockChange, Span, oddity, read_date, read_instant};

use super::samples::{date, hours, otwarty_krakow, slot};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Samoa went from 29 to 31 December 2011, over the date line.
#[test]
fn a_day_that_was_left_out_begins_when_the_next_does() {
    let span = Span::of(date("2011-12-30"), hours("00:00-12:00"), Apia);
    assert_eq!(span.starts_at, at("2011-12-30T10:00:00Z"));
    assert_eq!(span.ends_at, at("2011-12-30T10:00:00Z"));
}

#[test]
fn hours_become_instants() {
    for (day, local, starts, ends) in [
        (
            "2024-06-13",
            "15:00-18:00",
            "2024-06-13T13:00:00Z",
            "2024-06-13T16:00:00Z",
        ),
        (
            "2024-01-13",
            "15:00-18:00",
            "2024-01-13T14:00:00Z",
            "2024-01-13T17:00:00Z",
        ),
        // An end not after the start is the next day's.
        (
            "2024-06-13",
            "22:00-06:00",
            "2024-06-13T20:00:00Z",
            "2024-06-14T04:00:00Z",
        ),
        (
            "2024-06-13",
            "08:00-08:00",
            "2024-06-13T06:00:00Z",
            "2024-06-14T06:00:00Z",
        ),
        // 02:00–03:00 does not exist on 31 March 2024: the first instant after it.
        (
            "2024-03-31",
            "02:30-05:00",
            "2024-03-31T01:00:00Z",
            "2024-03-31T03:00:00Z",
        ),
        (
            "2024-03-31",
            "01:00-02:30",
            "2024-03-31T00:00:00Z",
            "2024-03-31T01:00:00Z",
        ),
        // 02:00–03:00 happens twice on 27 October 2024: a start takes the first, an end the last.
        (
            "2024-10-27",
            "02:30-04:00",
            "2024-10-27T00:30:00Z",
            "2024-10-27T03:00:00Z",
        ),
        (
            "2024-10-27",
            "01:00-02:30",
            "2024-10-26T23:00:00Z",
            "2024-10-27T01:30:00Z",
        ),
    ] {
        let span = Span::of(date(day), hours(local), Warsaw);
        assert_eq!(
            span,
            Span {
                starts_at: at(starts),
                ends_at: at(ends)
            },
            "{day} {local}"
        );
    }
}

#[test]
fn a_form_can_say_what_a_clock_change_does() {
    let local = |text: &str| text.parse().unwrap();
    assert_eq!(oddity(local("2024-03-31T02:30:00"), Warsaw), Some(ClockChange::Never));
    assert_eq!(oddity(local("2024-10-27T02:30:00"), Warsaw), Some(ClockChange::Twice));
    assert_eq!(oddity(local("2024-06-13T02:30:00"), Warsaw), None);
}

#[test]
fn nobody_is_on_duty_at_the_second_a_duty_ends() {
    let slots: Vec<_> = otwarty_krakow()
        .iter()
        .map(|slot| PublishedSlot::of(slot, Warsaw))
        .collect();
    let thursday = at("2024-06-20T13:40:00Z");
    let now = on_duty(&slots, thursday);
    assert_eq!(now.now.len(), 1);
    assert_eq!(now.now[0].extensions[0].display, "12 616 5769");
    assert_eq!(now.next.unwrap().date, date("2024-06-21"));
    assert_eq!(now.changes_at, Some(at("2024-06-20T16:00:00Z")));

    assert_eq!(on_duty(&slots, at("2024-06-20T15:59:59.999999Z")).now.len(), 1);
    let ended = on_duty(&slots, at("2024-06-20T16:00:00Z"));
    assert!(ended.now.is_empty());
    assert_eq!(ended.changes_at, Some(at("2024-06-21T13:00:00Z")));
}

#[test]
fn several_at_once_are_all_listed_and_after_the_last_nothing_changes() {
    let slots: Vec<_> = [
        slot(1, "2024-06-13", "15:00-18:00", "12 616 7804"),
        slot(2, "2024-06-13", "15:00-17:00", "12 616 5769"),
    ]
    .iter()
    .map(|slot| PublishedSlot::of(slot, Warsaw))
    .collect();
    let now = on_duty(&slots, at("2024-06-13T13:00:00Z"));
    let numbers: Vec<&str> = now.now.iter().map(|slot| slot.extensions[0].display.as_str()).collect();
    assert_eq!(numbers, ["12 616 5769", "12 616 7804"]);
    assert_eq!(now.changes_at, Some(at("2024-06-13T15:00:00Z")));
    let over = on_duty(&slots, at("2024-06-13T16:00:00Z") + Duration::days(1));
    assert!(over.now.is_empty() && over.next.is_none() && over.changes_at.is_none());
}

#[test]
fn only_dates_of_our_years_are_read() {
    for (text, is_read) in [
        ("1989-12-31", false),
        ("1990-01-01", true),
        ("2200-12-31", true),
        ("2201-01-01", false),
        ("+12345-01-01", false),
        ("0000-01-01", false),
    ] {
        assert_eq!(read_date(text, &["%Y-%m-%d"]).is_some(), is_read, "{text}");
        assert_eq!(read_instant(&format!("{text}T12:00:00Z")).is_some(), is_read, "{text}");
    }
    assert_eq!(read_instant("0000-01-01T00:00:00+01:00"), None);
    assert_eq!(
        read_instant("2024-06-20T15:40:00.0000019+02:00"),
        Some(at("2024-06-20T13:40:00.000001Z"))
    );
}
