//! When somebody cannot be on duty: some days, some hours, or the same hours every week.

use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::AbsenceId;
use crate::domain::time::{Span, in_years, local};

/// Every so many days one that repeats begins again.
const WEEK: i64 = 7;
/// The longest time that repeats: what is longer would overlap itself.
const LONGEST_WEEKLY: Duration = Duration::days(WEEK);

/// A time in which somebody cannot be on duty. It is kept as wall-clock time in a zone, so that every Friday from nine to
/// eleven is that in summer and in winter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    /// The first moment that belongs to it.
    pub start: NaiveDateTime,
    /// The first moment that no longer does; whole days end at midnight.
    pub end: NaiveDateTime,
    pub zone: Tz,
    /// Every week again, until this day, included; `None` is once.
    pub weekly_until: Option<NaiveDate>,
}

impl Absence {
    /// Whole days, both included.
    pub fn days(id: AbsenceId, first_day: NaiveDate, last_day: NaiveDate, zone: Tz) -> Self {
        let next = last_day.checked_add_days(Days::new(1)).unwrap_or(last_day);
        Self {
            id,
            start: first_day.and_time(NaiveTime::MIN),
            end: next.and_time(NaiveTime::MIN),
            zone,
            weekly_until: None,
        }
    }

    /// The wall-clock time of a span of instants.
    pub fn of_span(id: AbsenceId, span: Span, zone: Tz) -> Self {
        Self {
            id,
            start: local(span.starts_at, zone),
            end: local(span.ends_at, zone),
            zone,
            weekly_until: None,
        }
    }

    /// The same when it can be kept.
    ///
    /// # Errors
    /// An end that is not after the start, a year nobody means, a repeated time of more than a week, a last day before the
    /// first.
    pub fn checked(self) -> Result<Self, FieldError> {
        let dates = [self.start.date(), self.end.date()];
        let mut dates = dates.into_iter().chain(self.weekly_until);
        let fault = if !dates.all(in_years) {
            ("start", Fault::Year)
        } else if self.end <= self.start {
            ("end", Fault::PeriodOrder)
        } else if self.weekly_until.is_some() && self.end - self.start > LONGEST_WEEKLY {
            ("end", Fault::PeriodLong)
        } else if self.weekly_until.is_some_and(|last| last < self.start.date()) {
            ("weekly_until", Fault::PeriodOrder)
        } else {
            return Ok(self);
        };
        Err(FieldError::new(fault.0, fault.1))
    }

    /// The first and the last day, when it is whole days.
    pub fn whole_days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let midnights = self.start.time() == NaiveTime::MIN && self.end.time() == NaiveTime::MIN;
        let last = self.end.date().checked_sub_days(Days::new(1))?;
        midnights.then_some((self.start.date(), last))
    }

    /// The times it has in common with a span, whole, by start.
    pub fn during(&self, span: Span) -> Vec<Span> {
        let begin = local(span.starts_at, self.zone).date();
        let last = local(span.ends_at, self.zone).date();
        let length = self.end - self.start;
        // The first time that can still run when the span begins; a day more, because clocks change.
        let first = (begin - self.start.date() - length - Duration::days(1))
            .num_days()
            .div_euclid(WEEK)
            .max(0);
        (first..)
            .map_while(|week| self.start.checked_add_signed(Duration::days(week * WEEK)))
            .take_while(|start| start.date() <= last)
            .take_while(|start| *start == self.start || self.weekly_until.is_some_and(|until| start.date() <= until))
            .map(|start| Span::between(start, start + length, self.zone))
            .filter(|time| time.overlaps(span))
            .collect()
    }

    /// Until when it keeps somebody from what takes place in a span, in its own wall-clock time.
    pub fn keeps_from(&self, span: Span) -> Option<NaiveDateTime> {
        let until = self.during(span).into_iter().map(|time| time.ends_at).max()?;
        Some(local(until, self.zone))
    }
}
