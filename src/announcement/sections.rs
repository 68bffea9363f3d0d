//! Which hours and telephones go with which days.
//!
//! A section is what one heading announces. In each of its lines days, hours and telephones are brought together by
//! their order: what comes before all days belongs to each of them, what comes after days belongs to those before it
//! that still lack it. The same order counts between lines: for a table with one cell in each line, for hours given
//! once, for a list of telephones below all days.

use crate::announcement::budget::Budget;
use crate::announcement::columns::Heads;
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::lex::fact::{FactKind, Keyword, RawDate, RawHours};
use crate::announcement::phones::complete;
use crate::announcement::reading::{MAX_SLOTS, question};
use crate::announcement::rows::{
    Days, Group, MOST_SHARED, PrintedPhone, Run, bring_together, clone_items, exceptions, merge, runs,
};
use crate::announcement::segments::{SectionKind, Segment, is_day, is_hours, is_phone};
use crate::domain::language::Language;

#[derive(Debug, Clone)]
pub struct Section {
    /// Phone, hybrid, unclear or service.
    pub kind: SectionKind,
    pub groups: Vec<Group>,
    /// The first and last of returning days.
    pub scope: Option<(RawDate, RawDate)>,
    /// For duties that name none.
    pub languages: Vec<Language>,
    /// Whether a street or room is named.
    pub place: bool,
    /// Lines that belong to it but gave nothing.
    pub unread: Vec<usize>,
    /// Lines with telephones above the rows that no row needed.
    pub phones_above: Vec<usize>,
}

/// Rows with days, hours and a telephone under no heading of a duty: all of them are asked about.
pub fn strays(segments: &[Segment], budget: &mut Budget<'_>) -> Result<Vec<Section>, ReadError> {
    let mut out: Vec<Vec<&Segment>> = Vec::new();
    let mut open = false;
    for segment in segments {
        let elsewhere = matches!(
            segment.kind,
            SectionKind::None | SectionKind::Form | SectionKind::Footer | SectionKind::Period
        ) || segment.kind == SectionKind::Meeting && !segment.own;
        let dated = segment.any(|kind| matches!(kind, FactKind::Date(_) | FactKind::Range(..)));
        let timed =
            segment.any(|kind| matches!(kind, FactKind::Hours(hours) if hours.start.is_some() && hours.end.is_some()));
        let full = segment.any(|kind| matches!(kind, FactKind::Phone(phone) if !phone.fax && phone.phone.is_some()));
        if !(elsewhere && dated && timed && full) || segment.says(Keyword::Law) || segment.says(Keyword::Fax) {
            open = false;
            continue;
        }
        match out.last_mut() {
            Some(section) if open => section.push(segment),
            _ => out.push(vec![segment]),
        }
        open = true;
    }
    let kind = SectionKind::None;
    let read = out.iter().map(|segments| {
        Ok(Section {
            kind,
            ..section(segments, budget)?
        })
    });
    read.collect()
}

pub fn sections(segments: &[Segment], budget: &mut Budget<'_>) -> Result<Vec<Section>, ReadError> {
    let mut out: Vec<Vec<&Segment>> = Vec::new();
    let mut open: Option<(SectionKind, Contents)> = None;
    for segment in segments {
        if !(segment.kind.is_duty() || segment.kind == SectionKind::Service) {
            open = None;
            continue;
        }
        let goes_on = open.is_some_and(|(kind, contents)| {
            let same = segment.kind == kind || segment.kind == SectionKind::Unclear;
            !segment.own || same && continues(segment, contents)
        });
        let contents = Contents::of(segment);
        match (out.last_mut(), open.as_mut()) {
            (Some(section), Some((_, so_far))) if goes_on => {
                section.push(segment);
                so_far.days |= contents.days;
                so_far.hours |= contents.hours;
                so_far.phones |= contents.phones;
            }
            _ => {
                open = Some((segment.kind, contents));
                out.push(vec![segment]);
            }
        }
    }
    out.iter().map(|segments| section(segments, budget)).collect()
}

#[derive(Clone, Copy)]
struct Contents {
    days: bool,
    hours: bool,
    phones: bool,
}

impl Contents {
    fn of(segment: &Segment) -> Self {
        Self {
            days: segment.any(is_day),
            hours: segment.any(is_hours),
            phones: segment.any(is_phone),
        }
    }

    fn any(self) -> bool {
        self.days || self.hours || self.phones
    }
}

/// Whether a line with the word for a duty continues the section before it.
fn continues(segment: &Segment, section: Contents) -> bool {
    let own = Contents::of(segment);
    if !own.any() {
        // A header row, or a sentence about languages below the table; but not the next heading.
        return !(section.days && segment.heads && !segment.says(Keyword::Column));
    }
    if !section.days {
        return true;
    }
    !own.days && !segment.heads && (own.phones && !section.phones || own.hours && !section.hours)
}

fn section(segments: &[&Segment], budget: &mut Budget<'_>) -> Result<Section, ReadError> {
    let first = segments.first();
    let mut section = Section {
        kind: first.map_or(SectionKind::None, |segment| segment.kind),
        groups: Vec::new(),
        scope: None,
        languages: Vec::new(),
        place: segments.iter().any(|segment| segment.says(Keyword::Place)),
        unread: Vec::new(),
        phones_above: Vec::new(),
    };
    let mut state = State::default();
    let last_with_data = segments
        .iter()
        .rposition(|segment| segment.any(is_day) || segment.any(is_phone) || segment.any(is_hours));
    // For each line: the contents of the next line with any, and whether a later one names a day.
    let contents: Vec<Contents> = segments.iter().map(|segment| Contents::of(segment)).collect();
    let mut ahead: Vec<(Option<Contents>, bool)> = vec![(None, false); segments.len()];
    for index in (1..segments.len()).rev() {
        let (next, days) = ahead[index];
        let next = if contents[index].any() {
            Some(contents[index])
        } else {
            next
        };
        let days = days || segments[index].any(|kind| matches!(kind, FactKind::Date(_) | FactKind::Week(_)));
        ahead[index - 1] = (next, days);
    }
    for (index, segment) in segments.iter().enumerate() {
        budget.work(1)?;
        if segment.says(Keyword::Cancelled) || segment.any(|kind| *kind == FactKind::Grid) {
            section.unread.push(segment.line);
            continue;
        }
        let (next, later_days) = ahead[index];
        let leads = segment.heads || next.is_some_and(|next| next.days && !(next.phones && next.hours));
        let read = state.line(segment, &mut section, (later_days, leads), budget)?;
        let inside = last_with_data.is_some_and(|last| index < last || segments[last].line + 1 >= segment.line);
        if !read && inside && !is_header(segment, section.groups.is_empty()) {
            section.unread.push(segment.line);
        }
    }
    section.unread.extend(state.waiting[0]);
    match state.waiting[1] {
        Some(line) if section.groups.first().is_some_and(|group| line < group.line) => section.phones_above.push(line),
        other => section.unread.extend(other),
    }
    for group in &mut section.groups {
        if group.languages.is_empty() {
            group.languages.clone_from(&section.languages);
        }
    }
    Ok(section)
}

/// A heading, a header row or a part of one; below the first row only a whole header row printed again.
fn is_header(segment: &Segment, before_rows: bool) -> bool {
    let named = segment
        .facts
        .iter()
        .filter(|fact| {
            matches!(
                fact.kind,
                FactKind::Keyword(
                    Keyword::Column | Keyword::Telephone | Keyword::Label | Keyword::Duty | Keyword::PhoneDuty
                )
            )
        })
        .count();
    named >= if before_rows { 1 } else { 2 } && (before_rows || !Contents::of(segment).any())
}

#[derive(Default)]
struct State {
    hours: Vec<(RawHours, u16)>,
    phones: Vec<(PrintedPhone, u16)>,
    /// The lines of the hours and of the telephones that still wait for days.
    waiting: [Option<usize>; 2],
    /// The groups that took what the line before gave, when it gave no days.
    last_phones: Option<(usize, usize)>,
    last_hours: Option<(usize, usize)>,
    heads: Option<Heads>,
}

impl State {
    /// Reads a line; false when it gave nothing. Of the lines below it is known whether any of them names a day, and whether
    /// the next one needs what this one leads with.
    fn line(
        &mut self,
        segment: &Segment,
        section: &mut Section,
        (later_days, leads): (bool, bool),
        budget: &mut Budget<'_>,
    ) -> Result<bool, ReadError> {
        let runs = runs(&segment.facts);
        let holidays_too = segment.any(|kind| *kind == FactKind::HolidaysToo);
        if runs.is_empty() {
            // `z wyjątkiem 13 grudnia` on a line of its own counts for all days above it.
            let except = exceptions(&segment.facts);
            for group in &mut section.groups {
                budget.take(Measure::Days, except.len().min(MOST_SHARED))?;
                group.except.extend(except.iter().take(MOST_SHARED).cloned());
            }
            return Ok(!except.is_empty() && !section.groups.is_empty()
                || segment.says(Keyword::Fax)
                || segment.any(|kind| *kind == FactKind::PartOfNeighbour));
        }
        if !runs.iter().any(|run| matches!(run, Run::Days(..))) {
            let whole = runs.iter().any(|run| matches!(run, Run::Hours(..)))
                && runs.iter().any(|run| matches!(run, Run::Phones(..)));
            let wanted = section
                .groups
                .last()
                .is_some_and(|group| group.hours.is_empty() || group.phones.is_empty());
            if whole && !leads && !wanted {
                // Hours and a telephone of their own, but no day: a row whose day was lost.
                let mut group = Group {
                    line: segment.line,
                    ..Group::default()
                };
                for run in &runs {
                    match run {
                        Run::Hours(hours, _) => group.hours.extend(clone_items(hours)),
                        Run::Phones(phones, _) => group.phones.extend(clone_items(phones)),
                        Run::Languages(languages) => merge(&mut group.languages, languages.clone()),
                        Run::Days(..) => {}
                    }
                }
                self.fill(&mut group);
                if section.groups.len() <= MAX_SLOTS {
                    section.groups.push(group);
                }
                return Ok(true);
            }
            if section.groups.is_empty() {
                self.heads = Heads::of(&runs).or(self.heads.take());
            }
            if self.last_phones.is_some() && speaks_of_something_else(segment) {
                return Ok(false);
            }
            for run in runs {
                match run {
                    Run::Hours(hours, _) => self.hours_alone(hours, section, segment.line),
                    Run::Phones(phones, _) => self.phones_alone(phones, section, segment.line),
                    Run::Languages(languages) => merge(&mut section.languages, languages),
                    Run::Days(..) => {}
                }
            }
            return Ok(true);
        }
        if section.groups.iter().any(dated) && office_week(segment) {
            return Ok(false);
        }
        (self.last_hours, self.last_phones) = (None, None);
        let by_column = self.heads.as_ref().and_then(|heads| heads.row(&runs, segment.line));
        if by_column.is_some() {
            self.waiting = [None, None];
        }
        let groups = match by_column {
            Some(groups) => {
                let days = groups.iter().map(|group| 1 + group.days.len() + group.except.len());
                budget.take(Measure::Days, days.sum())?;
                groups
            }
            None => bring_together(&runs, segment.line, budget)?,
        };
        let only_range = matches!(&groups[..], [group] if matches!(group.days[..], [Days::Between(..)]));
        if let [group] = &groups[..]
            && only_range
            && later_days
            && (group.hours.is_empty() || group.phones.is_empty())
            && section.groups.is_empty()
            && let [Days::Between(first, last)] = group.days[..]
        {
            section.scope = Some((first, last));
            if !group.hours.is_empty() {
                self.hours = group.hours.iter().map(|hours| (*hours, 0)).collect();
            }
            if !group.phones.is_empty() {
                self.phones = group.phones.iter().map(|phone| (phone.clone(), 0)).collect();
            }
            merge(&mut section.languages, group.languages.clone());
            return Ok(true);
        }
        // Hours and telephones of a heading before its own days count for the days below it too.
        let lead: Vec<Run> = if segment.own {
            runs.iter()
                .take_while(|run| !matches!(run, Run::Days(..)))
                .cloned()
                .collect()
        } else {
            Vec::new()
        };
        for mut group in groups {
            group.holidays_too |= holidays_too;
            let shared_out = segment.says(Keyword::Respectively) && (group.hours.len() > 1 || group.phones.len() > 1);
            if shared_out || segment.says(Keyword::Pause) && group.hours.len() > 1 {
                group.doubts.push(question::HOURS_UNCLEAR);
            }
            if segment.says(Keyword::ByTurns) {
                group.doubts.push(question::WEEKS_UNCLEAR);
            }
            group.in_table = segment.facts.iter().any(|fact| fact.cell > 0);
            self.fill(&mut group);
            // One more than is ever shown, so that the classifier sees there are too many.
            if section.groups.len() <= MAX_SLOTS {
                section.groups.push(group);
            }
        }
        for run in lead {
            match run {
                Run::Hours(hours, _) if self.hours.is_empty() => self.hours = hours,
                Run::Phones(phones, _) if self.phones.is_empty() => self.phones = phones,
                _ => {}
            }
        }
        Ok(true)
    }

    /// Gives a group the hours and telephones of the heading.
    fn fill(&mut self, group: &mut Group) {
        if group.hours.is_empty() && !self.hours.is_empty() {
            group.hours = self.hours.iter().map(|(hours, _)| *hours).collect();
            self.waiting[0] = None;
        }
        if group.phones.is_empty() && !self.phones.is_empty() {
            group.phones = self.phones.iter().map(|(phone, _)| phone.clone()).collect();
            self.waiting[1] = None;
        } else if let [PrintedPhone::Full(stem)] =
            &self.phones.iter().map(|(phone, _)| phone.clone()).collect::<Vec<_>>()[..]
            && stem.phone.is_none()
        {
            complete(&mut group.phones, &stem.digits);
            self.waiting[1] = None;
        }
    }

    fn hours_alone(&mut self, hours: Vec<(RawHours, u16)>, section: &mut Section, line: usize) {
        if let Some((from, to)) = self.last_hours.take() {
            for group in &mut section.groups[from..to] {
                let room = MOST_SHARED.saturating_sub(group.hours.len());
                group.hours.extend(hours.iter().take(room).map(|(hours, _)| *hours));
            }
            self.last_hours = Some((from, to));
            return;
        }
        let from = section
            .groups
            .iter()
            .rposition(|group| !group.hours.is_empty())
            .map_or(0, |last| last + 1);
        let to = section.groups.len();
        if from < to {
            across(&mut section.groups[from..to], &hours, |group, hours| {
                group.hours.push(*hours)
            });
            self.last_hours = Some((from, to));
        } else {
            if self.waiting[0].is_some() {
                self.hours.extend(hours);
                self.hours.truncate(MOST_SHARED);
            } else {
                self.hours = hours;
            }
            self.waiting[0] = Some(line);
        }
    }

    fn phones_alone(&mut self, phones: Vec<(PrintedPhone, u16)>, section: &mut Section, line: usize) {
        if let Some((from, to)) = self.last_phones.take() {
            for group in &mut section.groups[from..to] {
                let room = MOST_SHARED.saturating_sub(group.phones.len());
                group
                    .phones
                    .extend(phones.iter().take(room).map(|(phone, _)| phone.clone()));
            }
            self.last_phones = Some((from, to));
            return;
        }
        let from = section
            .groups
            .iter()
            .rposition(|group| !group.phones.is_empty())
            .map_or(0, |last| last + 1);
        let to = section.groups.len();
        if from < to {
            across(&mut section.groups[from..to], &phones, |group, phone| {
                group.phones.push(phone.clone())
            });
            self.last_phones = Some((from, to));
        } else {
            if self.waiting[1].is_some() {
                self.phones.extend(phones);
                self.phones.truncate(MOST_SHARED);
            } else {
                self.phones = phones;
            }
            self.waiting[1] = Some(line);
        }
    }
}

fn dated(group: &Group) -> bool {
    group.days.iter().any(|day| matches!(day, Days::On(_)))
}

/// `Wydział Kultury, tel. 12 616 78 00, pn.-pt. 8-16` below dated duties: when an office is open, not another duty.
fn office_week(segment: &Segment) -> bool {
    let mut days = segment.facts.iter().filter(|fact| is_day(&fact.kind));
    let whole = |kind: &FactKind| matches!(kind, FactKind::Week(week) if week.days[..5].iter().all(|day| *day));
    !segment.own && days.next().is_some_and(|fact| whole(&fact.kind)) && days.next().is_none()
}

/// A telephone behind a whole sentence is not one more of a list.
fn speaks_of_something_else(segment: &Segment) -> bool {
    let first = segment
        .facts
        .iter()
        .find(|fact| is_phone(&fact.kind))
        .map(|fact| fact.at);
    first.is_some_and(|at| at > 40)
}

/// Gives each group the items of its own column, where the table reads across; otherwise all items to each.
fn across<T>(groups: &mut [Group], items: &[(T, u16)], mut give: impl FnMut(&mut Group, &T)) {
    let columns: Vec<u16> = groups.iter().map(|group| group.cell).collect();
    let one_line = groups
        .first()
        .is_some_and(|first| groups.iter().all(|group| group.line == first.line));
    let distinct = columns.len() > 1 && columns.windows(2).all(|pair| pair[0] < pair[1]);
    let aligned = one_line && distinct && items.iter().all(|(_, cell)| columns.contains(cell));
    for group in groups {
        for (item, cell) in items {
            if !aligned || *cell == group.cell {
                give(group, item);
            }
        }
    }
}
