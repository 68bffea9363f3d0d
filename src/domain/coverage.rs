//! Is every consultation day covered, and if not, by how much?

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{ConsultationDay, Requirement};
use crate::domain::code::codes;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::occupancy::{Occupant, bookings, clashes};
use crate::domain::roster::{Slot, SlotState};
use crate::domain::staff::StaffMember;
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

codes! {
    /// How much a finding matters.
    Severity {
        /// Publishing is refused until it is mended or accepted by name.
        Blocks => "blocks",
        Warns => "warns",
    }
}

/// What is wrong. The sentence of each is the message `finding-{code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is not one slot.
    EmptyRoster,
    /// There are telephone duties, and none has a person. It stands for [`Problem::Unassigned`] of each of them.
    NoStaff,
    /// Nobody is on duty on a day that asks for it.
    DayUncovered {
        /// The hours that lie open.
        gaps: Vec<Hours>,
        /// Their sum.
        minutes: i64,
    },
    /// Nobody is on duty in some required hours.
    DayPartlyCovered {
        /// The hours that lie open.
        gaps: Vec<Hours>,
        /// Their sum.
        minutes: i64,
    },
    /// A slot that nobody can call.
    SlotWithoutExtension,
    /// Two slots at once on one line.
    ExtensionTwice {
        /// The line as printed.
        display: String,
    },
    /// One person in two slots at once.
    StaffTwice,
    /// A slot before the first or after the last day.
    OutsidePeriod,
    /// A slot on a day off.
    OnDayOff,
    /// A slot nobody is assigned to.
    Unassigned,
    /// A slot of somebody who is away then.
    StaffAbsent,
    /// A slot of somebody who takes no duties any more.
    StaffRetired,
}

/// A problem, where it is, and how much it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// How much it matters.
    pub severity: Severity,
    /// On which day.
    pub date: Option<NaiveDate>,
    /// The hours of the slot it is about.
    pub hours: Option<Hours>,
    /// In which slot.
    pub slot: Option<SlotId>,
}

impl Finding {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self.problem {
            Problem::EmptyRoster => "empty_roster",
            Problem::NoStaff => "no_staff",
            Problem::DayUncovered { .. } => "day_uncovered",
            Problem::DayPartlyCovered { .. } => "day_partly_covered",
            Problem::SlotWithoutExtension => "slot_without_extension",
            Problem::ExtensionTwice { .. } => "extension_twice",
            Problem::StaffTwice => "staff_twice",
            Problem::OutsidePeriod => "outside_period",
            Problem::OnDayOff => "on_day_off",
            Problem::Unassigned => "unassigned",
            Problem::StaffAbsent => "staff_absent",
            Problem::StaffRetired => "staff_retired",
        }
    }

    /// Whether a coordinator may publish all the same, by name. One person or one line in two places never is.
    pub fn can_be_accepted(&self) -> bool {
        !matches!(self.problem, Problem::ExtensionTwice { .. } | Problem::StaffTwice)
    }

    /// Whether these keys accept it.
    pub fn is_accepted(&self, keys: &[String]) -> bool {
        self.can_be_accepted() && keys.contains(&self.key())
    }

    /// The name by which a coordinator accepts it: code, then day or slot. Acceptance of a gap names its minutes too,
    /// so that it does not cover a gap that has grown since.
    pub fn key(&self) -> String {
        let place = match (self.slot, self.date) {
            (Some(slot), _) => slot.to_string(),
            (None, Some(date)) => date.to_string(),
            (None, None) => "roster".to_owned(),
        };
        match self.problem {
            Problem::DayUncovered { minutes, .. } | Problem::DayPartlyCovered { minutes, .. } => {
                format!("{}:{place}:{minutes}", self.code())
            }
            _ => format!("{}:{place}", self.code()),
        }
    }
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

/// The whole report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageReport {
    /// Every consultation day in order.
    pub days: Vec<DayCoverage>,
    /// What has to be decided: what blocks first, then by day.
    pub findings: Vec<Finding>,
}

impl CoverageReport {
    /// Days with the verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.days.iter().filter(|day| day.verdict == verdict).count()
    }

    /// Days that ask for a duty.
    pub fn needed(&self) -> usize {
        self.days.len() - self.count(Verdict::NotRequired)
    }

    /// Days on which a person is on duty in all required hours.
    pub fn staffed(&self) -> usize {
        self.days.iter().filter(|day| day.is_staffed()).count()
    }

    /// Findings that block publishing.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.severity == Severity::Blocks)
    }

    /// The same with a finding at every duty of somebody who is away then, or had been retired before it begins. The slots'
    /// times are those of `zone`.
    #[must_use]
    pub fn with_people(mut self, slots: &[Slot], zone: Tz, staff: &[StaffMember]) -> Self {
        let matters = |member: &&StaffMember| !member.absences.is_empty() || member.retired_at.is_some();
        let matters = staff.iter().filter(matters).map(|member| (member.id, member));
        let matters: HashMap<StaffId, &StaffMember> = matters.collect();
        let planned = slots.iter().filter(|slot| slot.state == SlotState::Planned);
        self.findings.extend(planned.filter_map(|slot| {
            let member = matters.get(&slot.staff?)?;
            let span = slot.span(zone);
            let (problem, severity) = if member.retired_at.is_some_and(|at| at <= span.starts_at) {
                (Problem::StaffRetired, Severity::Blocks)
            } else {
                member.away(span)?;
                (Problem::StaffAbsent, Severity::Warns)
            };
            Some(Finding {
                problem,
                severity,
                date: Some(slot.date),
                hours: Some(slot.hours),
                slot: Some(slot.id),
            })
        }));
        sort(&mut self.findings);
        self
    }

    /// Required minutes without a duty, over all days.
    pub fn uncovered_minutes(&self) -> i64 {
        self.days.iter().map(|day| day.uncovered_minutes).sum()
    }

    /// Required minutes without a duty that has a person, over all days.
    pub fn unstaffed_minutes(&self) -> i64 {
        self.days.iter().map(|day| day.unstaffed_minutes).sum()
    }
}

/// Checks a roster against its calendar. `days` is [`crate::domain::consultation::calendar`] of the same consultation.
/// Linear in days and slots after sorting the slots.
pub fn check(consultation: &Consultation, days: Vec<ConsultationDay>, slots: &[Slot]) -> CoverageReport {
    let zone = consultation.zone;
    let mut live: Vec<(Span, &Slot)> = slots
        .iter()
        .filter(|slot| slot.state == SlotState::Planned)
        .map(|slot| (slot.span(zone), slot))
        .collect();
    live.sort_by_key(|(span, slot)| (*span, slot.id));

    let can_be_called = |slot: &Slot| slot.answers_phone() && !slot.extensions.is_empty();
    let mut duties = Cover::of(&live, can_be_called);
    let mut staffed = Cover::of(&live, |slot| can_be_called(slot) && slot.staff.is_some());
    let days = days.into_iter();
    let days: Vec<DayCoverage> = days.map(|day| cover(day, &mut duties, &mut staffed, zone)).collect();

    let whole = roster_problem(slots);
    let mut findings = day_findings(&days);
    findings.extend(slot_findings(consultation, &days, &live));
    if whole == Some(Problem::NoStaff) {
        let by_phone: BTreeSet<SlotId> = slots.iter().filter(|s| s.answers_phone()).map(|s| s.id).collect();
        let said_by_it = |finding: &Finding| finding.slot.is_some_and(|slot| by_phone.contains(&slot));
        findings.retain(|finding| finding.problem != Problem::Unassigned || !said_by_it(finding));
    }
    findings.extend(whole.map(|problem| Finding {
        problem,
        severity: Severity::Blocks,
        date: None,
        hours: None,
        slot: None,
    }));
    findings.extend(double_bookings(&live));
    sort(&mut findings);
    CoverageReport { days, findings }
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.severity, a.date, a.slot, a.code()).cmp(&(b.severity, b.date, b.slot, b.code())));
}

/// What covers the days, read from the first day to the last.
struct Cover {
    /// In order, none touching the next.
    spans: Vec<Span>,
    /// The first that can still matter.
    first: usize,
}

impl Cover {
    /// The hours of some of the slots, which come by start.
    fn of(live: &[(Span, &Slot)], counts: impl Fn(&Slot) -> bool) -> Self {
        let counted = live.iter().filter(|(_, slot)| counts(slot));
        Self {
            spans: joined(counted.map(|(span, _)| *span)),
            first: 0,
        }
    }

    /// What it leaves open of the wanted hours of a day; the days come in order.
    fn open(&mut self, wanted: &[Span]) -> Vec<Span> {
        if let Some(day_start) = wanted.first().map(|span| span.starts_at) {
            let ended = |span: &Span| span.ends_at <= day_start;
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

fn cover(day: ConsultationDay, duties: &mut Cover, staffed: &mut Cover, zone: Tz) -> DayCoverage {
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
    let mut wanted: Vec<Span> = required.iter().map(|hours| Span::of(day.date, *hours, zone)).collect();
    wanted.sort();
    let wanted = joined(wanted.into_iter());
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

fn local_hours(span: Span, zone: Tz) -> Hours {
    let wall = |at: DateTime<Utc>| local(at, zone).time();
    Hours {
        start: wall(span.starts_at),
        end: wall(span.ends_at),
    }
}

/// What is wrong with the roster as a whole.
fn roster_problem(slots: &[Slot]) -> Option<Problem> {
    let mut by_phone = slots.iter().filter(|slot| slot.answers_phone()).peekable();
    if by_phone.peek().is_none() {
        return Some(Problem::EmptyRoster);
    }
    by_phone.all(|slot| slot.staff.is_none()).then_some(Problem::NoStaff)
}

fn day_findings(days: &[DayCoverage]) -> Vec<Finding> {
    days.iter()
        .filter_map(|day| {
            let (gaps, minutes) = (day.gaps.clone(), day.uncovered_minutes);
            let problem = match day.verdict {
                Verdict::Uncovered => Problem::DayUncovered { gaps, minutes },
                Verdict::Partly => Problem::DayPartlyCovered { gaps, minutes },
                Verdict::Covered | Verdict::NotRequired => return None,
            };
            Some(Finding {
                problem,
                severity: Severity::Blocks,
                date: Some(day.day.date),
                hours: None,
                slot: None,
            })
        })
        .collect()
}

fn slot_findings(consultation: &Consultation, days: &[DayCoverage], live: &[(Span, &Slot)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, slot) in live {
        let mut add = |problem, severity| {
            findings.push(Finding {
                problem,
                severity,
                date: Some(slot.date),
                hours: Some(slot.hours),
                slot: Some(slot.id),
            });
        };
        if slot.answers_phone() && slot.extensions.is_empty() {
            add(Problem::SlotWithoutExtension, Severity::Blocks);
        }
        if slot.date < consultation.first_day || slot.date > consultation.last_day {
            add(Problem::OutsidePeriod, Severity::Blocks);
        } else {
            let index = (slot.date - consultation.first_day).num_days();
            let day = usize::try_from(index).ok().and_then(|index| days.get(index));
            if day.is_some_and(|day| matches!(day.day.requirement, Requirement::DayOff(_))) {
                add(Problem::OnDayOff, Severity::Warns);
            }
        }
        if slot.staff.is_none() {
            add(Problem::Unassigned, Severity::Warns);
        }
    }
    findings
}

/// A finding for every slot and extension or person that an earlier slot has at the same time.
fn double_bookings(live: &[(Span, &Slot)]) -> Vec<Finding> {
    let booked = live.iter().enumerate().flat_map(|(index, (span, slot))| {
        let phones = slot.extensions.iter().map(|extension| &extension.phone);
        bookings(index, *span, phones, slot.staff)
    });
    let twice: BTreeSet<(usize, Occupant<'_>)> = clashes(booked)
        .into_iter()
        .map(|clash| (clash.second, clash.occupant))
        .collect();
    twice
        .into_iter()
        .filter_map(|(index, occupant)| {
            let (_, slot) = live.get(index)?;
            let problem = match occupant {
                Occupant::Person(_) => Problem::StaffTwice,
                Occupant::Extension(phone) => Problem::ExtensionTwice {
                    display: slot.extensions.iter().find(|own| own.phone == *phone)?.display.clone(),
                },
            };
            Some(Finding {
                problem,
                severity: Severity::Blocks,
                date: Some(slot.date),
                hours: Some(slot.hours),
                slot: Some(slot.id),
            })
        })
        .collect()
}
