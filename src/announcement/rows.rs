//! Days, hours and telephones of one line → groups.
//!
//! Facts become runs (days that share what follows, hours one after another, telephones one after another), and runs
//! are brought together by their order: what leads belongs to the days behind it, what follows to the days before it
//! that still lack it.

use chrono::NaiveTime;

use crate::announcement::budget::Budget;
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::lex::fact::{Bound, Fact, FactKind, RawDate, RawHours, RawPhone, RawTail, Week};
use crate::announcement::segments::{Segment, is_day, is_hours, is_phone};
use crate::domain::language::Language;

/// The most hours or telephones for the same days.
pub const MOST_SHARED: usize = 20;

/// A telephone number or the end of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintedPhone {
    Full(RawPhone),
    Tail(RawTail),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    On(RawDate),
    /// Every working day from the first to the last.
    Between(RawDate, RawDate),
    /// Returning weekdays.
    Every(Week),
}

/// Days with the hours and telephones they share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Index of the line of the days.
    pub line: usize,
    pub days: Vec<Days>,
    /// Days that do not count.
    pub except: Vec<Days>,
    /// One slot each.
    pub hours: Vec<RawHours>,
    /// They answer together.
    pub phones: Vec<PrintedPhone>,
    pub languages: Vec<Language>,
    /// Holidays and weekends count too.
    pub holidays_too: bool,
    /// The same day once more.
    pub repeated: bool,
    /// Whether its line is a row of table cells.
    pub in_table: bool,
    /// Column of the days, for tables that read across.
    pub cell: u16,
    /// Questions about the whole line.
    pub doubts: Vec<&'static str>,
}

/// Facts of one kind, one after another.
#[derive(Clone, PartialEq, Eq)]
pub enum Run {
    /// Days, days that do not count, and the column.
    Days(Vec<Days>, Vec<Days>, u16),
    /// Hours with their columns, and whether they follow a number that was not understood.
    Hours(Vec<(RawHours, u16)>, bool),
    /// The same for telephones.
    Phones(Vec<(PrintedPhone, u16)>, bool),
    Languages(Vec<Language>),
}

/// Days and hours of a meeting's line, brought together as those of a duty.
pub fn meetings(segment: &Segment, budget: &mut Budget<'_>) -> Result<Vec<Group>, ReadError> {
    let runs: Vec<Run> = runs(&segment.facts)
        .into_iter()
        .filter(|run| matches!(run, Run::Days(..) | Run::Hours(..)))
        .collect();
    if runs.iter().any(|run| matches!(run, Run::Days(..))) {
        bring_together(&runs, segment.line, budget)
    } else {
        Ok(Vec::new())
    }
}

pub fn merge(into: &mut Vec<Language>, languages: Vec<Language>) {
    for language in languages {
        if !into.contains(&language) {
            into.push(language);
        }
    }
}

/// The days behind a word for an exception.
pub fn exceptions(facts: &[Fact]) -> Vec<Days> {
    let behind = facts.iter().skip_while(|fact| fact.kind != FactKind::Except);
    behind
        .filter_map(|fact| match &fact.kind {
            FactKind::Date(date) => Some(Days::On(*date)),
            FactKind::Range(first, last) => Some(Days::Between(*first, *last)),
            FactKind::Week(week) => Some(Days::Every(week.clone())),
            _ => None,
        })
        .collect()
}

pub fn runs(facts: &[Fact]) -> Vec<Run> {
    let strong = facts
        .iter()
        .any(|fact| matches!(&fact.kind, FactKind::Hours(hours) if !hours.weak));
    let days_in_cells: Vec<u16> = facts
        .iter()
        .filter(|fact| is_day(&fact.kind))
        .map(|fact| fact.cell)
        .collect();
    let no_others = !facts.iter().any(|fact| is_hours(&fact.kind) || is_phone(&fact.kind));
    let across = no_others && days_in_cells.len() > 1 && days_in_cells.windows(2).all(|pair| pair[0] < pair[1]);
    let mut out: Vec<Run> = Vec::new();
    let mut checked_by: Option<Check> = None;
    let mut excepting = false;
    for fact in facts {
        match &fact.kind {
            FactKind::Except => excepting = true,
            FactKind::Date(_) | FactKind::Range(..) | FactKind::Week(_) => {
                let day = match &fact.kind {
                    FactKind::Date(date) => Days::On(*date),
                    FactKind::Range(first, last) => Days::Between(*first, *last),
                    FactKind::Week(week) => Days::Every(week.clone()),
                    _ => continue,
                };
                if excepting {
                    if let Some(Run::Days(_, except, _)) = out.iter_mut().rev().find(|run| matches!(run, Run::Days(..)))
                    {
                        except.push(day);
                    }
                    continue;
                }
                match out.last_mut() {
                    Some(Run::Days(days, ..)) if !across => add_day(days, day, &mut checked_by),
                    _ => {
                        let mut days = Vec::new();
                        checked_by = None;
                        add_day(&mut days, day, &mut checked_by);
                        out.push(Run::Days(days, Vec::new(), fact.cell));
                    }
                }
            }
            FactKind::Hours(hours) if hours.weak && !sensible(hours) => {}
            FactKind::Hours(hours) => {
                excepting = false;
                // Two bare numbers beside hours that are printed as such may be something else.
                let doubtful = hours.weak && strong;
                let hours = &RawHours {
                    unclear: hours.unclear || doubtful,
                    ..*hours
                };
                match out.last_mut() {
                    Some(Run::Hours(all, _)) if !fact.after_digits => add_hours(all, *hours, fact.cell),
                    _ => out.push(Run::Hours(vec![(*hours, fact.cell)], fact.after_digits)),
                }
            }
            FactKind::Phone(phone) if !phone.fax => {
                excepting = false;
                push_phone(&mut out, PrintedPhone::Full(phone.clone()), fact);
            }
            FactKind::Tail(tail) => push_phone(&mut out, PrintedPhone::Tail(tail.clone()), fact),
            FactKind::Languages(languages) => out.push(Run::Languages(languages.clone())),
            _ => {}
        }
    }
    out
}

fn push_phone(out: &mut Vec<Run>, phone: PrintedPhone, fact: &Fact) {
    let languages = matches!(out.last(), Some(Run::Languages(_)));
    let at = if languages {
        out.len().checked_sub(2)
    } else {
        out.len().checked_sub(1)
    };
    match at.and_then(|at| out.get_mut(at)) {
        Some(Run::Phones(all, _)) if all.len() < MOST_SHARED => all.push((phone, fact.cell)),
        Some(Run::Phones(..)) => {}
        _ => out.push(Run::Phones(vec![(phone, fact.cell)], fact.after_digits)),
    }
}

/// Two bare numbers are hours only where an office could be open then.
fn sensible(hours: &RawHours) -> bool {
    match (hours.start, hours.end) {
        (Some(start), Some(end)) => start < end && start >= NaiveTime::from_hms_opt(6, 0, 0).unwrap_or_default(),
        _ => false,
    }
}

/// A start and an end in cells of their own are one range.
fn add_hours(all: &mut Vec<(RawHours, u16)>, hours: RawHours, cell: u16) {
    if let Some((last, last_cell)) = all.last_mut()
        && last.start.is_some()
        && last.end.is_none()
        && let Some(end) = hours.end.or(hours.start)
        && (hours.start.is_none() || hours.end.is_none())
        && (cell == *last_cell + 1 || hours.end.is_some())
    {
        last.end = Some(end);
        last.weak = false;
        last.unclear = last.start >= last.end && hours.end.is_none();
    } else if all.len() < MOST_SHARED {
        all.push((hours, cell));
    }
}

/// The weekday named last, which the days after it are checked by.
struct Check {
    week: Week,
    /// It is still among the days itself.
    counts: bool,
}

fn add_day(days: &mut Vec<Days>, day: Days, checked_by: &mut Option<Check>) {
    match day {
        Days::Every(week) => {
            days.push(Days::Every(week.clone()));
            *checked_by = Some(Check { week, counts: true });
        }
        Days::On(date) if date.day.is_none() && checked_by.is_some() => {
            // `każdy wtorek września`
            match days.last_mut() {
                Some(Days::Every(week)) if week.returns => week.month = Some(date.month),
                // `środa, czerwca`: one day, and its number is lost.
                Some(last) => *last = Days::On(date),
                None => {}
            }
        }
        Days::On(mut date) => {
            if let Some(Check { week, counts }) = checked_by {
                // `we wtorki (26.11., 03.12)`: the list says which Tuesdays. `co drugą środę od 2 kwietnia`: one day
                // is no list, and the others are asked for.
                let begins = week.alternate && !days.iter().any(|day| matches!(day, Days::On(_)));
                if *counts && !begins && (date.bound == Bound::None || week.alternate) {
                    *counts = false;
                    days.retain(|day| !matches!(day, Days::Every(other) if other == week));
                }
                let named: Vec<usize> = (0..7).filter(|day| week.days[*day]).collect();
                if let ([only], None) = (&named[..], date.weekday) {
                    date.weekday = u8::try_from(*only)
                        .ok()
                        .and_then(|day| chrono::Weekday::try_from(day).ok());
                }
            }
            days.push(Days::On(date));
        }
        Days::Between(first, last) => {
            days.push(Days::Between(first, last));
        }
    }
}

/// Runs of one line → groups.
pub fn bring_together(runs: &[Run], line: usize, budget: &mut Budget<'_>) -> Result<Vec<Group>, ReadError> {
    let mut groups: Vec<Group> = Vec::new();
    let first_days = runs
        .iter()
        .position(|run| matches!(run, Run::Days(..)))
        .unwrap_or_default();
    let last_days = runs
        .iter()
        .rposition(|run| matches!(run, Run::Days(..)))
        .unwrap_or_default();
    let leads = |wanted: fn(&Run) -> bool| runs[..first_days].iter().any(wanted);
    let hours_lead = leads(|run| matches!(run, Run::Hours(..)));
    let phones_lead = leads(|run| matches!(run, Run::Phones(..)));
    let languages_lead = leads(|run| matches!(run, Run::Languages(_)));
    let (mut hours, mut phones, mut languages) = (Vec::new(), Vec::new(), Vec::new());
    for (index, run) in runs.iter().enumerate() {
        match run {
            Run::Days(days, except, cell) => {
                budget.take(Measure::Days, 1 + days.len() + except.len())?;
                groups.push(Group {
                    line,
                    days: days.clone(),
                    except: except.clone(),
                    hours: clone_items(&hours),
                    phones: clone_items(&phones),
                    languages: languages.clone(),
                    cell: *cell,
                    ..Group::default()
                });
            }
            Run::Hours(found, after_digits) => {
                if hours_lead && index <= last_days {
                    hours.clone_from(found);
                } else if hours_lead
                    && !phones_lead
                    && runs[index + 1..].iter().all(|run| !matches!(run, Run::Hours(..)))
                {
                    // Hours for all before the days, others behind the last day.
                    if let Some(group) = groups.last_mut() {
                        group.hours = clone_items(found);
                    }
                } else if !give(
                    &mut groups,
                    |group| group.hours.is_empty(),
                    |group| group.hours = clone_items(found),
                ) {
                    once_more(&mut groups, *after_digits, budget, |group| {
                        group.hours = clone_items(found)
                    })?;
                }
            }
            Run::Phones(found, after_digits) => {
                if phones_lead && index <= last_days {
                    phones.clone_from(found);
                } else if !give(
                    &mut groups,
                    |group| group.phones.is_empty(),
                    |group| group.phones = clone_items(found),
                ) {
                    once_more(&mut groups, *after_digits, budget, |group| {
                        group.phones = clone_items(found)
                    })?;
                }
            }
            Run::Languages(found) => {
                if languages_lead && index <= last_days {
                    languages.clone_from(found);
                } else if !give(
                    &mut groups,
                    |group| group.languages.is_empty(),
                    |group| group.languages.clone_from(found),
                ) && let Some(group) = groups.last_mut()
                {
                    merge(&mut group.languages, found.clone());
                }
            }
        }
    }
    // The second part of a day has the hours and telephones of the first, where it has none of its own.
    for index in 1..groups.len() {
        if !groups[index].repeated {
            continue;
        }
        let (before, after) = groups.split_at_mut(index);
        if let (Some(before), Some(group)) = (before.last(), after.first_mut()) {
            if group.hours.is_empty() {
                group.hours.clone_from(&before.hours);
            }
            if group.phones.is_empty() {
                group.phones.clone_from(&before.phones);
            }
        }
    }
    Ok(groups)
}

/// `13 czerwca 10-12 tel. A oraz 14-16 tel. B`: the same day once more; behind digits that mean nothing, a lost day.
fn once_more(
    groups: &mut Vec<Group>,
    lost: bool,
    budget: &mut Budget<'_>,
    set: impl Fn(&mut Group),
) -> Result<(), ReadError> {
    let Some(last) = groups.last() else { return Ok(()) };
    // Digits left over behind a telephone may be the day of what follows.
    let glued = last
        .phones
        .iter()
        .any(|phone| matches!(phone, PrintedPhone::Full(raw) if raw.doubtful));
    let lost = lost || glued;
    budget.take(Measure::Days, 1 + last.days.len() + last.except.len())?;
    let mut group = Group {
        line: last.line,
        days: if lost { Vec::new() } else { last.days.clone() },
        except: last.except.clone(),
        repeated: !lost,
        cell: last.cell,
        ..Group::default()
    };
    set(&mut group);
    groups.push(group);
    Ok(())
}

/// Items without their columns.
pub fn clone_items<T: Clone>(items: &[(T, u16)]) -> Vec<T> {
    items.iter().map(|(item, _)| item.clone()).collect()
}

/// Gives it to every group at the end that lacks it; false when none does.
fn give(groups: &mut [Group], lacks: impl Fn(&Group) -> bool, mut give: impl FnMut(&mut Group)) -> bool {
    let mut given = false;
    for group in groups.iter_mut().rev().take_while(|group| lacks(group)) {
        give(group);
        given = true;
    }
    given
}
