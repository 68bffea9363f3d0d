//! Which hours and numbers go with which days.
//!
//! A section is what one heading announces. In each of its lines days, hours and numbers are brought together by their
//! order: what stands before all days belongs to each of them, what stands after days belongs to those before it that
//! still lack it. The same holds between lines, so that a table with a cell a line, hours said once, and a list of
//! numbers below all days come out right.

use crate::announcement::columns::Heads;
use crate::announcement::lex::What;
use crate::announcement::lex::dates::RawDate;
use crate::announcement::lex::hours::RawHours;
use crate::announcement::lex::phones::RawPhone;
use crate::announcement::lex::topics::Say;
use crate::announcement::outline::{Piece, Topic, is_day, is_hours, is_number};
use crate::announcement::rows::{
    Days, Group, MOST_SHARED, Number, Run, bring_together, clone_items, exceptions, merge, runs,
};
use crate::announcement::{MAX_SLOTS, question};
use crate::domain::language::Language;

/// What one heading announces.
#[derive(Debug, Clone)]
pub struct Section {
    /// Phone, hybrid, unclear or service.
    pub topic: Topic,
    /// Its duties.
    pub groups: Vec<Group>,
    /// Days between which returning days return.
    pub scope: Option<(RawDate, RawDate)>,
    /// Languages of all its duties.
    pub languages: Vec<Language>,
    /// Whether a street or room is named.
    pub place: bool,
    /// Index of lines that gave nothing although they belong to it.
    pub unread: Vec<usize>,
    /// Index of lines with numbers above the rows that no row needed.
    pub numbers_above: Vec<usize>,
}

/// Rows with days, hours and a number that stand under no heading of a duty: somebody is asked what they are.
pub fn strays(pieces: &[Piece]) -> Vec<Section> {
    let mut out: Vec<Vec<&Piece>> = Vec::new();
    let mut open = false;
    for piece in pieces {
        let elsewhere = matches!(piece.topic, Topic::None | Topic::Form | Topic::Footer | Topic::Period)
            || piece.topic == Topic::Meeting && !piece.own;
        let dated = piece.any(|what| matches!(what, What::Date(_) | What::Range(..)));
        let timed =
            piece.any(|what| matches!(what, What::Hours(hours) if hours.start.is_some() && hours.end.is_some()));
        let full = piece.any(|what| matches!(what, What::Phone(phone) if !phone.fax && phone.phone.is_some()));
        if !(elsewhere && dated && timed && full) || piece.says(Say::Law) || piece.says(Say::Fax) {
            open = false;
            continue;
        }
        match out.last_mut() {
            Some(section) if open => section.push(piece),
            _ => out.push(vec![piece]),
        }
        open = true;
    }
    out.iter()
        .map(|pieces| Section {
            topic: Topic::None,
            ..section(pieces)
        })
        .collect()
}

/// The sections of all duty pieces, in order.
pub fn sections(pieces: &[Piece]) -> Vec<Section> {
    let mut out: Vec<Vec<&Piece>> = Vec::new();
    let mut open: Option<(Topic, Holds)> = None;
    for piece in pieces {
        if !(piece.topic.is_duty() || piece.topic == Topic::Service) {
            open = None;
            continue;
        }
        let goes_on = open.is_some_and(|(topic, holds)| {
            let same = piece.topic == topic || piece.topic == Topic::Unclear;
            !piece.own || same && continues(piece, holds)
        });
        let holds = Holds::of(piece);
        match (out.last_mut(), open.as_mut()) {
            (Some(section), Some((_, so_far))) if goes_on => {
                section.push(piece);
                so_far.days |= holds.days;
                so_far.hours |= holds.hours;
                so_far.numbers |= holds.numbers;
            }
            _ => {
                open = Some((piece.topic, holds));
                out.push(vec![piece]);
            }
        }
    }
    out.iter().map(|pieces| section(pieces)).collect()
}

/// What a section holds so far.
#[derive(Clone, Copy)]
struct Holds {
    days: bool,
    hours: bool,
    numbers: bool,
}

impl Holds {
    fn of(piece: &Piece) -> Self {
        Self {
            days: piece.any(is_day),
            hours: piece.any(is_hours),
            numbers: piece.any(is_number),
        }
    }

    fn any(self) -> bool {
        self.days || self.hours || self.numbers
    }
}

/// Whether a line with the word for a duty goes on with the section before it.
fn continues(piece: &Piece, section: Holds) -> bool {
    let own = Holds::of(piece);
    if !own.any() {
        // A header row, or a sentence about languages below the table; but not the next heading.
        return !(section.days && piece.heads && !piece.says(Say::Column));
    }
    if !section.days {
        return true;
    }
    !own.days && !piece.heads && (own.numbers && !section.numbers || own.hours && !section.hours)
}

fn section(pieces: &[&Piece]) -> Section {
    let first = pieces.first();
    let mut section = Section {
        topic: first.map_or(Topic::None, |piece| piece.topic),
        groups: Vec::new(),
        scope: None,
        languages: Vec::new(),
        place: pieces.iter().any(|piece| piece.says(Say::Place)),
        unread: Vec::new(),
        numbers_above: Vec::new(),
    };
    let mut state = State::default();
    let last_with_data = pieces
        .iter()
        .rposition(|piece| piece.any(is_day) || piece.any(is_number) || piece.any(is_hours));
    // Seen from each line: what the next line with data holds, and whether any later one names a day.
    let held: Vec<Holds> = pieces.iter().map(|piece| Holds::of(piece)).collect();
    let mut ahead: Vec<(Option<Holds>, bool)> = vec![(None, false); pieces.len()];
    for index in (1..pieces.len()).rev() {
        let (next, days) = ahead[index];
        let next = if held[index].any() { Some(held[index]) } else { next };
        let days = days || pieces[index].any(|what| matches!(what, What::Date(_) | What::Week(_)));
        ahead[index - 1] = (next, days);
    }
    for (index, piece) in pieces.iter().enumerate() {
        if piece.says(Say::Cancelled) || piece.any(|what| *what == What::Grid) {
            section.unread.push(piece.line);
            continue;
        }
        let (next, later_days) = ahead[index];
        let leads = piece.heads || next.is_some_and(|next| next.days && !(next.numbers && next.hours));
        let read = state.line(piece, &mut section, later_days, leads);
        let inside = last_with_data.is_some_and(|last| index < last || pieces[last].line + 1 >= piece.line);
        if !read && inside && !is_header(piece, section.groups.is_empty()) {
            section.unread.push(piece.line);
        }
    }
    section.unread.extend(state.waiting[0]);
    match state.waiting[1] {
        Some(line) if section.groups.first().is_some_and(|group| line < group.line) => section.numbers_above.push(line),
        other => section.unread.extend(other),
    }
    for group in &mut section.groups {
        if group.languages.is_empty() {
            group.languages.clone_from(&section.languages);
        }
    }
    section
}

/// A heading, a header row or a piece of one; below the first row only a whole header row printed again.
fn is_header(piece: &Piece, before_rows: bool) -> bool {
    let named = piece
        .facts
        .iter()
        .filter(|fact| {
            matches!(
                fact.what,
                What::Say(Say::Column | Say::Telephone | Say::Label | Say::Duty | Say::PhoneDuty)
            )
        })
        .count();
    named >= if before_rows { 1 } else { 2 } && (before_rows || !Holds::of(piece).any())
}

#[derive(Default)]
struct State {
    hours: Vec<(RawHours, u16)>,
    numbers: Vec<(Number, u16)>,
    /// The line that gave the hours or numbers that still wait for days.
    waiting: [Option<usize>; 2],
    /// What the line before gave, when it gave no days: the groups it went to, or none when it waits.
    last_numbers: Option<(usize, usize)>,
    last_hours: Option<(usize, usize)>,
    /// What heads the columns of the table.
    heads: Option<Heads>,
}

impl State {
    /// Takes in a line; false when there was nothing to take.
    fn line(&mut self, piece: &Piece, section: &mut Section, later_days: bool, leads: bool) -> bool {
        let runs = runs(&piece.facts);
        let holidays_too = piece.any(|what| *what == What::HolidaysToo);
        if runs.is_empty() {
            // `z wyjątkiem 13 grudnia` on a line of its own holds for all days above it.
            let except = exceptions(&piece.facts);
            for group in &mut section.groups {
                group.except.extend(except.iter().take(MOST_SHARED).cloned());
            }
            return !except.is_empty() && !section.groups.is_empty()
                || piece.says(Say::Fax)
                || piece.any(|what| *what == What::Settled);
        }
        if !runs.iter().any(|run| matches!(run, Run::Days(..))) {
            let whole = runs.iter().any(|run| matches!(run, Run::Hours(..)))
                && runs.iter().any(|run| matches!(run, Run::Numbers(..)));
            let wanted = section
                .groups
                .last()
                .is_some_and(|group| group.hours.is_empty() || group.numbers.is_empty());
            if whole && !leads && !wanted {
                // Hours and a number of their own, but no day: a row whose day was lost.
                let mut group = Group {
                    line: piece.line,
                    ..Group::default()
                };
                for run in &runs {
                    match run {
                        Run::Hours(hours, _) => group.hours.extend(clone_items(hours)),
                        Run::Numbers(numbers, _) => group.numbers.extend(clone_items(numbers)),
                        Run::Languages(languages) => merge(&mut group.languages, languages.clone()),
                        Run::Days(..) => {}
                    }
                }
                self.fill(&mut group);
                if section.groups.len() <= MAX_SLOTS {
                    section.groups.push(group);
                }
                return true;
            }
            if section.groups.is_empty() {
                self.heads = Heads::of(&runs).or(self.heads.take());
            }
            if self.last_numbers.is_some() && speaks_of_something_else(piece) {
                return false;
            }
            for run in runs {
                match run {
                    Run::Hours(hours, _) => self.hours_alone(hours, section, piece.line),
                    Run::Numbers(numbers, _) => self.numbers_alone(numbers, section, piece.line),
                    Run::Languages(languages) => merge(&mut section.languages, languages),
                    Run::Days(..) => {}
                }
            }
            return true;
        }
        if section.groups.iter().any(dated) && office_week(piece) {
            return false;
        }
        (self.last_hours, self.last_numbers) = (None, None);
        let by_column = self.heads.as_ref().and_then(|heads| heads.row(&runs, piece.line));
        if by_column.is_some() {
            self.waiting = [None, None];
        }
        let groups = by_column.unwrap_or_else(|| bring_together(&runs, piece.line));
        let only_range = matches!(&groups[..], [group] if matches!(group.days[..], [Days::Between(..)]));
        if let [group] = &groups[..]
            && only_range
            && later_days
            && (group.hours.is_empty() || group.numbers.is_empty())
            && section.groups.is_empty()
            && let [Days::Between(first, last)] = group.days[..]
        {
            section.scope = Some((first, last));
            if !group.hours.is_empty() {
                self.hours = group.hours.iter().map(|hours| (*hours, 0)).collect();
            }
            if !group.numbers.is_empty() {
                self.numbers = group.numbers.iter().map(|number| (number.clone(), 0)).collect();
            }
            merge(&mut section.languages, group.languages.clone());
            return true;
        }
        // What a heading says before its own days is said for the days below it too.
        let lead: Vec<Run> = if piece.own {
            runs.iter()
                .take_while(|run| !matches!(run, Run::Days(..)))
                .cloned()
                .collect()
        } else {
            Vec::new()
        };
        for mut group in groups {
            group.holidays_too |= holidays_too;
            let shared_out = piece.says(Say::Respectively) && (group.hours.len() > 1 || group.numbers.len() > 1);
            if shared_out || piece.says(Say::Pause) && group.hours.len() > 1 {
                group.doubts.push(question::HOURS_UNCLEAR);
            }
            if piece.says(Say::ByTurns) {
                group.doubts.push(question::WEEKS_UNCLEAR);
            }
            group.in_table = piece.facts.iter().any(|fact| fact.cell > 0);
            self.fill(&mut group);
            // One more than is ever shown, so that the surplus is noticed.
            if section.groups.len() <= MAX_SLOTS {
                section.groups.push(group);
            }
        }
        for run in lead {
            match run {
                Run::Hours(hours, _) if self.hours.is_empty() => self.hours = hours,
                Run::Numbers(numbers, _) if self.numbers.is_empty() => self.numbers = numbers,
                _ => {}
            }
        }
        true
    }

    /// Gives a group what was said before.
    fn fill(&mut self, group: &mut Group) {
        if group.hours.is_empty() && !self.hours.is_empty() {
            group.hours = self.hours.iter().map(|(hours, _)| *hours).collect();
            self.waiting[0] = None;
        }
        if group.numbers.is_empty() && !self.numbers.is_empty() {
            group.numbers = self.numbers.iter().map(|(number, _)| number.clone()).collect();
            self.waiting[1] = None;
        } else if let [Number::Full(stem)] = &self
            .numbers
            .iter()
            .map(|(number, _)| number.clone())
            .collect::<Vec<_>>()[..]
            && stem.phone.is_none()
        {
            // `tel. 12 616 …` in the heading, the last digits in the rows.
            complete(&mut group.numbers, &stem.digits);
            self.waiting[1] = None;
        }
    }

    fn hours_alone(&mut self, hours: Vec<(RawHours, u16)>, section: &mut Section, line: usize) {
        if let Some((from, to)) = self.last_hours.take() {
            for group in &mut section.groups[from..to] {
                group.hours.extend(hours.iter().map(|(hours, _)| *hours));
                group.hours.truncate(MOST_SHARED);
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

    fn numbers_alone(&mut self, numbers: Vec<(Number, u16)>, section: &mut Section, line: usize) {
        if let Some((from, to)) = self.last_numbers.take() {
            for group in &mut section.groups[from..to] {
                group.numbers.extend(numbers.iter().map(|(number, _)| number.clone()));
                group.numbers.truncate(MOST_SHARED);
            }
            self.last_numbers = Some((from, to));
            return;
        }
        let from = section
            .groups
            .iter()
            .rposition(|group| !group.numbers.is_empty())
            .map_or(0, |last| last + 1);
        let to = section.groups.len();
        if from < to {
            across(&mut section.groups[from..to], &numbers, |group, number| {
                group.numbers.push(number.clone())
            });
            self.last_numbers = Some((from, to));
        } else {
            if self.waiting[1].is_some() {
                self.numbers.extend(numbers);
                self.numbers.truncate(MOST_SHARED);
            } else {
                self.numbers = numbers;
            }
            self.waiting[1] = Some(line);
        }
    }
}

/// Whether a day of the calendar is named.
fn dated(group: &Group) -> bool {
    group.days.iter().any(|day| matches!(day, Days::On(_)))
}

/// `Wydział Kultury, tel. 12 616 78 00, pn.-pt. 8-16` below dated duties: when an office is open, not another duty.
fn office_week(piece: &Piece) -> bool {
    let mut days = piece.facts.iter().filter(|fact| is_day(&fact.what));
    let whole = |what: &What| matches!(what, What::Week(week) if week.days[..5].iter().all(|day| *day));
    !piece.own && days.next().is_some_and(|fact| whole(&fact.what)) && days.next().is_none()
}

/// A number behind a whole sentence is not one more of a list of numbers.
fn speaks_of_something_else(piece: &Piece) -> bool {
    let first = piece
        .facts
        .iter()
        .find(|fact| is_number(&fact.what))
        .map(|fact| fact.at);
    first.is_some_and(|at| at > 40)
}

/// Gives each group what stands in its own column, where the table reads across; otherwise all of it to each.
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

fn complete(numbers: &mut [Number], stem: &str) {
    for number in numbers {
        if let Number::Tail(tail) = number
            && !tail.joined
            && stem.len() + tail.digits.len() == 9
        {
            let digits = format!("{stem}{}", tail.digits);
            if let Ok(phone) = digits.parse::<crate::domain::extension::Phone>() {
                let display = phone.grouped();
                *number = Number::Full(RawPhone {
                    phone: Some(phone),
                    display,
                    digits,
                    doubtful: false,
                    fax: false,
                });
            }
        }
    }
}
