//! What is wrong with who has which slot: away, gone, over a limit, without a rest or a language, out of reach.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::domain::finding::slot::about;
use crate::domain::finding::{Finding, LimitOf, Problem, Severity, Surroundings};
use crate::domain::ids::StaffId;
use crate::domain::language::Language;
use crate::domain::roster::Slot;
use crate::domain::staff::StaffMember;
use crate::domain::time::{Span, local};

/// A duty of somebody: of the draft, or of another consultation.
type Duty<'a> = (Span, Option<&'a Slot>);

/// Of the slots that take place, by start. Of what has begun only absences and retirement are told: the rest cannot be
/// mended any more.
pub(super) fn of_people(live: &[(Span, &Slot)], zone: Tz, around: &Surroundings<'_>) -> Vec<Finding> {
    let mut duties: HashMap<StaffId, Vec<Duty<'_>>> = HashMap::new();
    for (span, slot) in live {
        if let Some(person) = slot.staff {
            duties.entry(person).or_default().push((*span, Some(slot)));
        }
    }
    for one in around.booked {
        if let Some(duties) = duties.get_mut(&one.staff) {
            duties.push((one.span, None));
        }
    }
    let mut findings = Vec::new();
    for member in around.people {
        let Some(duties) = duties.get_mut(&member.id) else {
            continue;
        };
        duties.sort_by_key(|(span, slot)| (*span, slot.map(|slot| slot.id)));
        let of_draft = || duties.iter().filter_map(|(span, slot)| Some((*span, (*slot)?)));
        findings.extend(of_draft().filter_map(|(span, slot)| presence(member, span, slot)));
        let ahead = |span: Span| span.starts_at > around.now;
        let later: Vec<(Span, &Slot)> = of_draft().filter(|(span, _)| ahead(*span)).collect();
        findings.extend(later.iter().filter_map(|(_, slot)| understanding(member, slot)));
        findings.extend(reach(member, &later));
        let told = rests(duties, around.rules.min_rest_minutes.into())
            .into_iter()
            .chain(limits(member, duties, zone, around));
        findings.extend(told.filter(|(span, ..)| ahead(*span)).map(|(_, finding)| finding));
    }
    findings
}

/// Somebody who had been retired before the slot begins, or is away then.
fn presence(member: &StaffMember, span: Span, slot: &Slot) -> Option<Finding> {
    if member.retired_at.is_some_and(|at| at <= span.starts_at) {
        return Some(about(slot, Problem::StaffRetired, Severity::Blocks));
    }
    member.away(span)?;
    Some(about(slot, Problem::StaffAbsent, Severity::Warns))
}

fn understanding(member: &StaffMember, slot: &Slot) -> Option<Finding> {
    let wanted = slot.languages.iter();
    let languages: Vec<Language> = wanted
        .filter(|language| !member.languages.contains(language))
        .cloned()
        .collect();
    (!languages.is_empty()).then(|| about(slot, Problem::LanguageMissing { languages }, Severity::Warns))
}

/// Somebody whom no channel reaches, at the first duty that is ahead.
fn reach(member: &StaffMember, later: &[(Span, &Slot)]) -> Option<Finding> {
    let (_, first) = later.first()?;
    let duties = later.len();
    let is_out_of_reach = member.email.is_none() && member.retired_at.is_none();
    is_out_of_reach.then(|| about(first, Problem::Unreachable { duties }, Severity::Warns))
}

/// Slots too soon after another duty, or too soon before one of another consultation. The duties come by start.
fn rests(duties: &[Duty<'_>], least: i64) -> Vec<(Span, Finding)> {
    let mut found = Vec::new();
    let mut last: Option<Duty<'_>> = None;
    for (span, slot) in duties.iter().copied() {
        if let Some((before, earlier)) = last {
            let minutes = (span.starts_at - before.ends_at).num_minutes();
            // What overlaps is told as one person in two places.
            let is_short = minutes >= 0 && minutes < least;
            let told = slot.map(|slot| (span, slot)).or(earlier.map(|slot| (before, slot)));
            if let Some((span, slot)) = told.filter(|_| is_short) {
                let problem = Problem::ShortRest { minutes, least };
                found.push((span, about(slot, problem, Severity::Warns)));
            }
        }
        if last.is_none_or(|(before, _)| before.ends_at <= span.ends_at) {
            last = Some((span, slot));
        }
    }
    found
}

/// The slots beyond what somebody may have on a day, in a week, in the consultation.
fn limits(member: &StaffMember, duties: &[Duty<'_>], zone: Tz, around: &Surroundings<'_>) -> Vec<(Span, Finding)> {
    let day = |span: Span| local(span.starts_at, zone).date();
    let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
    let limit = |most: Option<i32>| most.and_then(|most| usize::try_from(most).ok());
    let per_day = around.rules.max_per_day.and_then(|most| usize::try_from(most).ok());
    let counted = [
        (LimitOf::Day, per_day),
        (LimitOf::Week, limit(member.share.max_per_week)),
        (LimitOf::Consultation, limit(member.share.max_duties)),
    ];
    let mut found = Vec::new();
    for (of, most) in counted {
        let Some(most) = most else { continue };
        let mut in_it: BTreeMap<Option<NaiveDate>, Vec<Duty<'_>>> = BTreeMap::new();
        for duty in duties {
            let period = match of {
                LimitOf::Day => Some(day(duty.0)),
                LimitOf::Week => Some(monday(day(duty.0))),
                LimitOf::Consultation if duty.1.is_none() => continue,
                LimitOf::Consultation => None,
            };
            in_it.entry(period).or_default().push(*duty);
        }
        for mut had in in_it.into_values() {
            // What is elsewhere stays; the last ones of the draft are too much.
            had.sort_by_key(|(_, slot)| slot.is_some());
            let beyond = had.into_iter().skip(most);
            found.extend(beyond.filter_map(|(span, slot)| {
                Some((span, about(slot?, Problem::OverLimit { of, most }, Severity::Warns)))
            }));
        }
    }
    found
}
