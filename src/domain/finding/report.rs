//! The check of a whole draft.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use crate::domain::calendar::ConsultationDay;
use crate::domain::consultation::Consultation;
use crate::domain::coverage::{DayCoverage, Verdict, cover};
use crate::domain::finding::double::{booked_elsewhere, booked_twice};
use crate::domain::finding::people::of_people;
use crate::domain::finding::slot::{in_past, of_slots};
use crate::domain::finding::{Finding, Problem, Severity, Surroundings};
use crate::domain::ids::SlotId;
use crate::domain::language::Locale;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::time::Span;

/// How the days are covered, and what else is wrong.
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

    /// The same with what only shows beside people, other consultations and the clock. The slots' times are those of `zone`.
    #[must_use]
    pub fn within(mut self, slots: &[Slot], zone: Tz, around: &Surroundings<'_>) -> Self {
        let live = live(slots, zone);
        self.findings.extend(booked_elsewhere(&live, around.taken));
        self.findings.extend(of_people(&live, zone, around));
        self.findings.extend(in_past(&live, around.published, around.now));
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
    let live = live(slots, consultation.zone);
    let days = cover(days, &live, consultation.zone);
    let mut findings = of_days(&days);
    findings.extend(of_slots(consultation, &days, &live));
    let whole = of_roster(slots);
    if whole == Some(Problem::NoStaff) {
        let by_phone: BTreeSet<SlotId> = slots.iter().filter(|s| s.answers_phone()).map(|s| s.id).collect();
        let said_by_it = |finding: &Finding| finding.slot.is_some_and(|slot| by_phone.contains(&slot));
        findings.retain(|finding| finding.problem != Problem::Unassigned || !said_by_it(finding));
    }
    let words = untitled(consultation).map(|problem| (problem, Severity::Warns));
    let whole = whole.map(|problem| (problem, Severity::Blocks));
    findings.extend(whole.into_iter().chain(words).map(|(problem, severity)| Finding {
        problem,
        severity,
        date: None,
        hours: None,
        slot: None,
    }));
    findings.extend(booked_twice(&live));
    sort(&mut findings);
    CoverageReport { days, findings }
}

/// The slots that take place, by start.
fn live(slots: &[Slot], zone: Tz) -> Vec<(Span, &Slot)> {
    let planned = slots.iter().filter(|slot| slot.state == SlotState::Planned);
    let mut live: Vec<(Span, &Slot)> = planned.map(|slot| (slot.span(zone), slot)).collect();
    live.sort_by_key(|(span, slot)| (*span, slot.id));
    live
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.severity, a.date, a.slot, a.code()).cmp(&(b.severity, b.date, b.slot, b.code())));
}

/// What is wrong with the roster as a whole.
fn of_roster(slots: &[Slot]) -> Option<Problem> {
    let mut by_phone = slots.iter().filter(|slot| slot.answers_phone()).peekable();
    if by_phone.peek().is_none() {
        return Some(Problem::EmptyRoster);
    }
    by_phone.all(|slot| slot.staff.is_none()).then_some(Problem::NoStaff)
}

/// The languages of pages that have no title of the consultation.
fn untitled(consultation: &Consultation) -> Option<Problem> {
    let has_title = |locale: &Locale| {
        consultation
            .texts
            .0
            .get(locale)
            .is_some_and(|text| !text.title.is_empty())
    };
    let locales: Vec<Locale> = Locale::ALL.into_iter().filter(|locale| !has_title(locale)).collect();
    (!locales.is_empty()).then_some(Problem::TitleMissing { locales })
}

fn of_days(days: &[DayCoverage]) -> Vec<Finding> {
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
