//! Which hours and numbers go with which days.
//!
//! A section is what one heading announces. In each of its lines days, hours and numbers are brought together by their
//! order: what stands before all days belongs to each of them, what stands after days belongs to those before it that
//! still lack it. The same holds between lines, so that a table with a cell a line, hours said once, and a list of
//! numbers below all days come out right.

use chrono::NaiveTime;

use crate::announcement::MAX_SLOTS;
use crate::announcement::lex::dates::RawDate;
use crate::announcement::lex::hours::RawHours;
use crate::announcement::lex::phones::RawPhone;
use crate::announcement::lex::topics::Say;
use crate::announcement::lex::weekdays::Week;
use crate::announcement::lex::{Fact, RawTail, What};
use crate::announcement::outline::{Piece, Topic, is_day, is_hours, is_number};
use crate::domain::language::Language;

/// The most hours or numbers that are kept for the same days.
const MOST_SHARED: usize = 20;

/// A number or the end of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// As printed in full.
    Full(RawPhone),
    /// Its last digits.
    Tail(RawTail),
}

/// Days of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// One day.
    On(RawDate),
    /// Every working day from the first to the last.
    Between(RawDate, RawDate),
    /// Returning weekdays.
    Every(Week),
}

/// Days with the hours and numbers they share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Index of the line of the days.
    pub line: usize,
    /// The days.
    pub days: Vec<Days>,
    /// Days that do not count.
    pub except: Vec<Days>,
    /// Hours, one slot each.
    pub hours: Vec<RawHours>,
    /// Numbers that answer together.
    pub numbers: Vec<Number>,
    /// Languages.
    pub languages: Vec<Language>,
    /// Holidays and weekends count too.
    pub holidays_too: bool,
    /// Whether it is the same day once more.
    repeated: bool,
    /// Whether its line is a row of table cells.
    pub in_table: bool,
    /// Column of the days, for tables that read across.
    cell: u16,
}

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

#[derive(Clone, PartialEq, Eq)]
enum Run {
    Days(Vec<Days>, Vec<Days>, u16),
    /// Hours, and whether a number that was not understood stands before them.
    Hours(Vec<(RawHours, u16)>, bool),
    /// Numbers, and the same.
    Numbers(Vec<(Number, u16)>, bool),
    Languages(Vec<Language>),
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

/// Days and hours of a meeting's line, brought together as those of a duty.
pub fn meetings(piece: &Piece) -> Vec<Group> {
    let runs: Vec<Run> = runs(&piece.facts)
        .into_iter()
        .filter(|run| matches!(run, Run::Days(..) | Run::Hours(..)))
        .collect();
    if runs.iter().any(|run| matches!(run, Run::Days(..))) {
        bring_together(&runs, piece.line)
    } else {
        Vec::new()
    }
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
        if piece.says(Say::Cancelled) {
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
                What::Say(Say::Column | Say::Telephone | Say::Duty | Say::PhoneDuty)
            )
        })
        .count();
    named >= if before_rows { 1 } else { 2 }
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
            return !except.is_empty() && !section.groups.is_empty() || piece.says(Say::Fax);
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
        (self.last_hours, self.last_numbers) = (None, None);
        let groups = bring_together(&runs, piece.line);
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
            if let Ok(phone) = digits.parse::<crate::domain::phone::Phone>() {
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

fn merge(into: &mut Vec<Language>, languages: Vec<Language>) {
    for language in languages {
        if !into.contains(&language) {
            into.push(language);
        }
    }
}

/// The days behind a word for an exception.
fn exceptions(facts: &[Fact]) -> Vec<Days> {
    let behind = facts.iter().skip_while(|fact| fact.what != What::Except);
    behind
        .filter_map(|fact| match &fact.what {
            What::Date(date) => Some(Days::On(*date)),
            What::Range(first, last) => Some(Days::Between(*first, *last)),
            _ => None,
        })
        .collect()
}

/// Facts → runs: days that share what follows, hours one after another, numbers one after another.
fn runs(facts: &[Fact]) -> Vec<Run> {
    let strong = facts
        .iter()
        .any(|fact| matches!(&fact.what, What::Hours(hours) if !hours.weak));
    let days_in_cells: Vec<u16> = facts
        .iter()
        .filter(|fact| is_day(&fact.what))
        .map(|fact| fact.cell)
        .collect();
    let no_others = !facts.iter().any(|fact| is_hours(&fact.what) || is_number(&fact.what));
    let across = no_others && days_in_cells.len() > 1 && days_in_cells.windows(2).all(|pair| pair[0] < pair[1]);
    let mut out: Vec<Run> = Vec::new();
    let mut checked_by: Option<Week> = None;
    let mut excepting = false;
    for fact in facts {
        match &fact.what {
            What::Except => excepting = true,
            What::Date(_) | What::Range(..) | What::Week(_) => {
                let day = match &fact.what {
                    What::Date(date) => Days::On(*date),
                    What::Range(first, last) => Days::Between(*first, *last),
                    What::Week(week) => Days::Every(week.clone()),
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
            What::Hours(hours) if hours.weak && (strong || !sensible(hours)) => {}
            What::Hours(hours) => {
                excepting = false;
                match out.last_mut() {
                    Some(Run::Hours(all, _)) => add_hours(all, *hours, fact.cell),
                    _ => out.push(Run::Hours(vec![(*hours, fact.cell)], fact.after_digits)),
                }
            }
            What::Phone(phone) if !phone.fax => {
                excepting = false;
                push_number(&mut out, Number::Full(phone.clone()), fact);
            }
            What::Tail(tail) => push_number(&mut out, Number::Tail(tail.clone()), fact),
            What::Languages(languages) => out.push(Run::Languages(languages.clone())),
            _ => {}
        }
    }
    // A weekday beside dates only checks them; alone it returns.
    out
}

fn push_number(out: &mut Vec<Run>, number: Number, fact: &Fact) {
    let languages = matches!(out.last(), Some(Run::Languages(_)));
    let at = if languages {
        out.len().checked_sub(2)
    } else {
        out.len().checked_sub(1)
    };
    match at.and_then(|at| out.get_mut(at)) {
        Some(Run::Numbers(all, _)) if all.len() < MOST_SHARED => all.push((number, fact.cell)),
        Some(Run::Numbers(..)) => {}
        _ => out.push(Run::Numbers(vec![(number, fact.cell)], fact.after_digits)),
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

fn add_day(days: &mut Vec<Days>, day: Days, checked_by: &mut Option<Week>) {
    match day {
        Days::Every(week) => {
            *checked_by = Some(week.clone());
            days.push(Days::Every(week));
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
            if let Some(week) = checked_by {
                // `we wtorki (26.11., 03.12)`: the list says which Tuesdays.
                days.retain(|day| !matches!(day, Days::Every(other) if other == week));
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
fn bring_together(runs: &[Run], line: usize) -> Vec<Group> {
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
    let numbers_lead = leads(|run| matches!(run, Run::Numbers(..)));
    let languages_lead = leads(|run| matches!(run, Run::Languages(_)));
    let (mut hours, mut numbers, mut languages) = (Vec::new(), Vec::new(), Vec::new());
    for (index, run) in runs.iter().enumerate() {
        match run {
            Run::Days(days, except, cell) => groups.push(Group {
                line,
                days: days.clone(),
                except: except.clone(),
                hours: clone_items(&hours),
                numbers: clone_items(&numbers),
                languages: languages.clone(),
                cell: *cell,
                ..Group::default()
            }),
            Run::Hours(said, after_digits) => {
                if hours_lead && index <= last_days {
                    hours.clone_from(said);
                } else if hours_lead
                    && !numbers_lead
                    && runs[index + 1..].iter().all(|run| !matches!(run, Run::Hours(..)))
                {
                    // Hours for all before the days, others behind the last day.
                    if let Some(group) = groups.last_mut() {
                        group.hours = clone_items(said);
                    }
                } else if !give(
                    &mut groups,
                    |group| group.hours.is_empty(),
                    |group| group.hours = clone_items(said),
                ) {
                    once_more(&mut groups, *after_digits, |group| group.hours = clone_items(said));
                }
            }
            Run::Numbers(said, after_digits) => {
                if numbers_lead && index <= last_days {
                    numbers.clone_from(said);
                } else if !give(
                    &mut groups,
                    |group| group.numbers.is_empty(),
                    |group| group.numbers = clone_items(said),
                ) {
                    once_more(&mut groups, *after_digits, |group| group.numbers = clone_items(said));
                }
            }
            Run::Languages(said) => {
                if languages_lead && index <= last_days {
                    languages.clone_from(said);
                } else if !give(
                    &mut groups,
                    |group| group.languages.is_empty(),
                    |group| group.languages.clone_from(said),
                ) && let Some(group) = groups.last_mut()
                {
                    merge(&mut group.languages, said.clone());
                }
            }
        }
    }
    // What the second part of a day does not say anew is that of the first.
    for index in 1..groups.len() {
        if !groups[index].repeated {
            continue;
        }
        let (before, after) = groups.split_at_mut(index);
        if let (Some(before), Some(group)) = (before.last(), after.first_mut()) {
            if group.hours.is_empty() {
                group.hours.clone_from(&before.hours);
            }
            if group.numbers.is_empty() {
                group.numbers.clone_from(&before.numbers);
            }
        }
    }
    groups
}

/// `13 czerwca 10-12 tel. A oraz 14-16 tel. B`: the same day once more; behind digits nobody understood, a lost day.
fn once_more(groups: &mut Vec<Group>, lost: bool, set: impl Fn(&mut Group)) {
    let Some(last) = groups.last() else { return };
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
}

fn clone_items<T: Clone>(items: &[(T, u16)]) -> Vec<T> {
    items.iter().map(|(item, _)| item.clone()).collect()
}

/// To every group at the end that still lacks it; false when none does.
fn give(groups: &mut [Group], lacks: impl Fn(&Group) -> bool, mut give: impl FnMut(&mut Group)) -> bool {
    let mut given = false;
    for group in groups.iter_mut().rev().take_while(|group| lacks(group)) {
        give(group);
        given = true;
    }
    given
}
