//! Is every consultation day covered, and if not, by how much?

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{ConsultationDay, Requirement};
use crate::domain::code::codes;
use crate::domain::roster::Slot;
use crate::domain::time::{Hours, Span, joined, local};

codes! {
    /// What the check says of one day: of its duties, whoever is on them.
    Verdict {
        /// There is a duty in all required hours.
        Covered => "covered",
        Partly => "partly",
        Uncovered => "uncovered",
        NotRequired => "not_required",
    }
}

codes! {
    /// Whether the duties there are in a day's required hours have people.
    Staffing {
        Full => "full",
        Partly => "partly",
        Nobody => "nobody",
    }
}

/// One day of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCoverage {
    /// The day and what it asks for.
    pub day: ConsultationDay,
    /// The verdict.
    pub verdict: Verdict,
    /// Required minutes.
    pub required_minutes: i64,
    /// Those of them without a duty.
    pub uncovered_minutes: i64,
    /// Those of them without a duty that has a person; at least those without a duty.
    pub unstaffed_minutes: i64,
    /// Where they lie, in local hours, in order.
    pub gaps: Vec<Hours>,
}

impl DayCoverage {
    /// Whether a person is on duty in all required hours.
    pub fn is_staffed(&self) -> bool {
        self.verdict == Verdict::Covered && self.unstaffed_minutes == 0
    }

    /// Whether the duties of the day have people; `None` where there is no duty.
    pub fn staffing(&self) -> Option<Staffing> {
        match (self.verdict, self.unstaffed_minutes) {
            (Verdict::Uncovered | Verdict::NotRequired, _) => None,
            (_, open) if open == self.uncovered_minutes => Some(Staffing::Full),
            (_, open) if open == self.required_minutes => Some(Staffing::Nobody),
            _ => Some(Staffing::Partly),
        }
    }
}

/// How each day is covered by the planned slots, which come by start. Linear in both.
pub(super) fn cover(days: Vec<ConsultationDay>, live: &[(Span, &Slot)], zone: Tz) -> Vec<DayCoverage> {
    let can_be_called = |slot: &Slot| slot.answers_phone() && !slot.extensions.is_empty();
    let of = |counts: &dyn Fn(&Slot) -> bool| {
        let counted = live.iter().filter(|(_, slot)| counts(slot));
        Cover::of(counted.map(|(span, _)| *span))
    };
    let mut duties = of(&can_be_called);
    let mut staffed = of(&|slot| can_be_called(slot) && slot.staff.is_some());
    let days = days.into_iter();
    days.map(|day| cover_day(day, &mut duties, &mut staffed, zone))
        .collect()
}

/// Hours that cover others, read from the first to the last.
pub(super) struct Cover {
    /// In order, none touching the next.
    spans: Vec<Span>,
    /// The first that can still matter.
    first: usize,
}

impl Cover {
    /// Of spans that come by start.
    pub(super) fn of(spans: impl Iterator<Item = Span>) -> Self {
        Self {
            spans: joined(spans),
            first: 0,
        }
    }

    /// What it leaves open of some hours; nobody asks about earlier ones later.
    pub(super) fn open(&mut self, wanted: &[Span]) -> Vec<Span> {
        if let Some(start) = wanted.first().map(|span| span.starts_at) {
            let ended = |span: &Span| span.ends_at <= start;
            while self.spans.get(self.first).is_some_and(ended) {
                self.first += 1;
            }
        }
        let ahead = self.spans.get(self.first..).unwrap_or_default();
        wanted.iter().flat_map(|span| span.without(ahead)).collect()
    }
}

fn minutes(spans: &[Span]) -> i64 {
    spans.iter().map(|span| span.minutes()).sum()
}

fn cover_day(day: ConsultationDay, duties: &mut Cover, staffed: &mut Cover, zone: Tz) -> DayCoverage {
    let Requirement::Duty(required) = &day.requirement else {
        return DayCoverage {
            day,
            verdict: Verdict::NotRequired,
            required_minutes: 0,
            uncovered_minutes: 0,
            unstaffed_minutes: 0,
            gaps: Vec::new(),
        };
    };
    let wanted = wanted(day.date, required, zone);
    let open = duties.open(&wanted);
    let (required_minutes, uncovered_minutes) = (minutes(&wanted), minutes(&open));
    let verdict = match uncovered_minutes {
        0 => Verdict::Covered,
        open if open == required_minutes => Verdict::Uncovered,
        _ => Verdict::Partly,
    };
    DayCoverage {
        day,
        verdict,
        required_minutes,
        uncovered_minutes,
        unstaffed_minutes: minutes(&staffed.open(&wanted)),
        gaps: open.into_iter().map(|span| local_hours(span, zone)).collect(),
    }
}

/// Required hours of a day as instants, in order, none touching the next.
pub(super) fn wanted(date: NaiveDate, required: &[Hours], zone: Tz) -> Vec<Span> {
    let mut wanted: Vec<Span> = required.iter().map(|hours| Span::of(date, *hours, zone)).collect();
    wanted.sort();
    joined(wanted.into_iter())
}

/// A span as local hours.
pub(super) fn local_hours(span: Span, zone: Tz) -> Hours {
    let wall = |at: DateTime<Utc>| local(at, zone).time();
    Hours {
        start: wall(span.starts_at),
        end: wall(span.ends_at),
    }
}
