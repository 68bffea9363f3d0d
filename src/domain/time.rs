//! Local time and instants.
//!
//! A slot is stored as local date, wall-clock times and zone; instants are derived here and nowhere else.
//! Intervals are half-open, `[start, end)`. An end not after the start means the next day.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The zone of a consultation until somebody sets another.
pub const DEFAULT_ZONE: Tz = chrono_tz::Europe::Warsaw;

/// The years of dates and instants that come from outside. Any other year is a slip, and one far off could be written
/// into a database and never be read again.
pub const YEARS: RangeInclusive<i32> = 1990..=2200;

/// Whether a date lies in [`YEARS`]; whoever reads a date asks this.
pub fn in_years(date: NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

/// A date in one of these formats, of a year in [`YEARS`].
pub fn read_date(text: &str, formats: &[&str]) -> Option<NaiveDate> {
    formats
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text.trim(), format).ok())
        .filter(|date| in_years(*date))
}

/// An instant in RFC 3339, of a year in [`YEARS`], in whole microseconds, as both databases keep them.
pub fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    DateTime::from_timestamp_micros(at.timestamp_micros()).filter(|at| in_years(at.date_naive()))
}

/// Hours on one local date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hours {
    /// Wall-clock start.
    #[serde(with = "hhmm")]
    pub start: NaiveTime,
    /// Wall-clock end; not after `start` means the next day.
    #[serde(with = "hhmm")]
    pub end: NaiveTime,
}

impl Hours {
    /// From midnight to midnight.
    pub const WHOLE_DAY: Self = Self {
        start: NaiveTime::MIN,
        end: NaiveTime::MIN,
    };

    /// True when the end falls on the day after the start.
    pub fn crosses_midnight(self) -> bool {
        self.end <= self.start
    }
}

/// A half-open interval of instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First instant that belongs to it.
    pub starts_at: DateTime<Utc>,
    /// First instant that no longer does.
    pub ends_at: DateTime<Utc>,
}

impl Span {
    /// The instants of local hours on a date.
    ///
    /// In a clock change the start takes the first of two possible instants and the end the last; a time that does
    /// not exist maps to the first instant after it.
    pub fn of(date: NaiveDate, hours: Hours, zone: Tz) -> Self {
        let last_day = if hours.crosses_midnight() {
            date.succ_opt().unwrap_or(date)
        } else {
            date
        };
        Self::between(date.and_time(hours.start), last_day.and_time(hours.end), zone)
    }

    /// The instants from one local time to another, in the same way.
    pub fn between(start: NaiveDateTime, end: NaiveDateTime, zone: Tz) -> Self {
        let starts_at = first_instant(start, zone);
        Self {
            starts_at,
            ends_at: last_instant(end, zone).max(starts_at),
        }
    }

    /// From an instant on, to the end of all years a date can have.
    pub fn ahead(from: DateTime<Utc>) -> Self {
        let last = NaiveDate::from_ymd_opt(YEARS.end() + 1, 1, 1).unwrap_or_default();
        Self {
            starts_at: from,
            ends_at: last.and_time(NaiveTime::MIN).and_utc(),
        }
    }

    /// Whether the instant belongs to it.
    pub fn contains(self, at: DateTime<Utc>) -> bool {
        self.starts_at <= at && at < self.ends_at
    }

    /// Whether the two share an instant; an empty span shares none.
    pub fn overlaps(self, other: Self) -> bool {
        self.starts_at.max(other.starts_at) < self.ends_at.min(other.ends_at)
    }

    /// The shortest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            starts_at: self.starts_at.min(other.starts_at),
            ends_at: self.ends_at.max(other.ends_at),
        }
    }

    /// What others leave of it, in order; they come by start, and none touches the next.
    pub(super) fn without(self, others: &[Self]) -> Vec<Self> {
        let mut left = Vec::new();
        let mut from = self.starts_at;
        for span in others.iter().take_while(|span| span.starts_at < self.ends_at) {
            if span.starts_at > from {
                left.push(Self {
                    starts_at: from,
                    ends_at: span.starts_at,
                });
            }
            from = from.max(span.ends_at);
        }
        if from < self.ends_at {
            left.push(Self {
                starts_at: from,
                ends_at: self.ends_at,
            });
        }
        left
    }

    /// Length in whole minutes.
    pub fn minutes(self) -> i64 {
        (self.ends_at - self.starts_at).num_minutes()
    }
}

/// Spans joined where they overlap or touch; they come by start.
pub(super) fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.starts_at <= last.ends_at => last.ends_at = last.ends_at.max(span.ends_at),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether a local time happens twice, never, or once, so that a form can say so.
pub fn oddity(local: NaiveDateTime, zone: Tz) -> Option<ClockChange> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(_) => None,
        LocalResult::Ambiguous(..) => Some(ClockChange::Twice),
        LocalResult::None => Some(ClockChange::Never),
    }
}

/// Which end of some hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The start.
    Start,
    /// The end.
    End,
}

/// The ends of hours that a clock change repeats or skips.
pub fn ambiguous_ends(date: NaiveDate, hours: Hours, zone: Tz) -> Vec<(Edge, NaiveDateTime, ClockChange)> {
    let last_day = if hours.crosses_midnight() {
        date.succ_opt().unwrap_or(date)
    } else {
        date
    };
    [
        (Edge::Start, date.and_time(hours.start)),
        (Edge::End, last_day.and_time(hours.end)),
    ]
    .into_iter()
    .filter_map(|(edge, at)| oddity(at, zone).map(|oddity| (edge, at, oddity)))
    .collect()
}

/// What a clock change does to a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockChange {
    /// The hour is repeated in autumn.
    Twice,
    /// The hour is skipped in spring.
    Never,
}

fn first_instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => after_gap(local, zone),
    }
}

fn last_instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(_, at) => at.with_timezone(&Utc),
        LocalResult::None => after_gap(local, zone),
    }
}

/// The first instant after a skipped local time. Gaps in the tz database are at most 24 h and whole minutes for any
/// date a consultation can have.
fn after_gap(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let minute = local.and_utc().timestamp().div_euclid(60) * 60;
    (1..=24 * 60)
        .filter_map(|ahead| DateTime::from_timestamp(minute + ahead * 60, 0))
        .find_map(|candidate| zone.from_local_datetime(&candidate.naive_utc()).earliest())
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

/// The instant of a local moment. Of two possible it is the first; for one that does not exist, the first after it.
pub fn instant(date: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    first_instant(date.and_time(time), zone)
}

/// The local date and time of an instant.
pub fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// Times as `HH:MM` in JSON.
pub mod hhmm {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes `15:00`.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&time.format("%H:%M"))
    }

    /// Reads `15:00`.
    ///
    /// # Errors
    /// When the text is no time of day.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(from)?;
        NaiveTime::parse_from_str(&text, "%H:%M").map_err(D::Error::custom)
    }
}
