//! The VTIMEZONE of a calendar: every change of the clock that its events can meet, written out one by one. Rules that
//! recur would be shorter, and wrong for zones that have none.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use crate::domain::revision::PublishedSlot;

use super::text::Lines;

/// Writes the zone for events from one day to another; slots may lie outside.
pub(super) fn write(out: &mut Lines, zone: Tz, first_day: NaiveDate, last_day: NaiveDate, slots: &[PublishedSlot]) {
    let days = || slots.iter().map(|slot| slot.date);
    let first = days().fold(first_day, NaiveDate::min);
    let last = days().fold(last_day, NaiveDate::max);
    // A year back there is a change of the clock, in any zone that has changes; two days ahead ends a night's duty.
    let from = first.checked_sub_days(Days::new(366)).unwrap_or(first);
    let until = last.checked_add_days(Days::new(2)).unwrap_or(last);
    let (from, until) = (
        from.and_time(NaiveTime::MIN).and_utc(),
        until.and_time(NaiveTime::MIN).and_utc(),
    );

    out.line("BEGIN", "VTIMEZONE");
    out.line("TZID", zone.name());
    observance(out, zone, from, from);
    let mut at = from;
    while at < until {
        let next = at + Duration::days(1);
        if offset(zone, at) != offset(zone, next) {
            observance(out, zone, at, change_between(zone, at, next));
        }
        at = next;
    }
    out.line("END", "VTIMEZONE");
}

fn offset(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// The first second with the new offset, between an instant with the old one and an instant with the new one.
fn change_between(zone: Tz, before: DateTime<Utc>, after: DateTime<Utc>) -> DateTime<Utc> {
    let (mut low, mut high) = (before, after);
    while high - low > Duration::seconds(1) {
        let middle = low + Duration::seconds((high - low).num_seconds() / 2);
        if offset(zone, middle) == offset(zone, before) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// What applies from `onset` on; its local time is told in the offset of `before`, as RFC 5545, §3.6.5 asks.
fn observance(out: &mut Lines, zone: Tz, before: DateTime<Utc>, onset: DateTime<Utc>) {
    let now = zone.offset_from_utc_datetime(&onset.naive_utc());
    let kind = if now.dst_offset().is_zero() {
        "STANDARD"
    } else {
        "DAYLIGHT"
    };
    let local = onset.naive_utc() + Duration::seconds(i64::from(offset(zone, before)));
    out.line("BEGIN", kind);
    out.line("DTSTART", local.format("%Y%m%dT%H%M%S"));
    out.line("TZOFFSETFROM", hours(offset(zone, before)));
    out.line("TZOFFSETTO", hours(offset(zone, onset)));
    if let Some(name) = now.abbreviation() {
        out.text("TZNAME", name);
    }
    out.line("END", kind);
}

/// `+0200`
fn hours(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
