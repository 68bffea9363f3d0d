//! What is certain becomes a slot; everything else a proposal with its questions.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days as ChronoDays, NaiveDate, NaiveDateTime};

use crate::announcement::container::Line;
use crate::announcement::duty::{self, Section};
use crate::announcement::events::{self, note, number};
use crate::announcement::hints::{KnownNumbers, american_dates, mentioned_years, title};
use crate::announcement::lex::hours::RawHours;
use crate::announcement::lex::topics::Say;
use crate::announcement::lex::{self, What};
use crate::announcement::outline::{self, Piece, Topic};
use crate::announcement::rows::{Days, Group, Number};
use crate::announcement::years::Calendar;
use crate::announcement::{
    MAX_SLOTS, Note, ReadConsultation, ReadSlot, Reading, UnreadLine, neighbours, question, warning,
};
use crate::domain::extension::Phone;
use crate::domain::holidays::{POLAND, holiday, is_weekend};
use crate::domain::roster::SlotMode;

/// Reads lines; nothing when they announce nothing.
pub fn judge(lines: &[Line], today: NaiveDate) -> Option<Reading> {
    let month_first = american_dates(lines);
    let mut facts: Vec<_> = lines.iter().map(|line| lex::facts(&line.text, month_first)).collect();
    neighbours::settle(lines, &mut facts);
    let title = title(lines, &facts);
    let years = mentioned_years(lines, title.as_deref());
    let pieces = outline::outline(lines, facts);
    let calendar = Calendar::of(&pieces, years, today);
    let sections = duty::sections(&pieces);
    let mut judge = Judge {
        lines,
        calendar: &calendar,
        known: KnownNumbers::of(&pieces),
        reading: Reading {
            consultation: ReadConsultation {
                first_day: calendar.first,
                last_day: calendar.last,
                title,
            },
            ..Reading::default()
        },
        slots: HashMap::new(),
        proposals: HashMap::new(),
        asked: BTreeSet::new(),
        warned: BTreeSet::new(),
        unread: BTreeSet::new(),
        numbers_above: BTreeSet::new(),
        called_off: called_off(&pieces, &calendar),
    };
    for (index, section) in sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.topic != Topic::Service)
    {
        judge.section(section, index);
    }
    for (index, section) in duty::strays(&pieces).iter().enumerate() {
        judge.section(section, sections.len() + index);
    }
    if judge.reading.slots.is_empty() && judge.reading.proposals.is_empty() {
        for (index, section) in sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.topic == Topic::Service)
        {
            judge.section(section, index);
        }
    }
    judge.drop_answered();
    judge.overlaps();
    judge.in_person(&pieces);
    judge.weekdays_elsewhere(&pieces);
    let (found, questions, warnings) = events::events(lines, &pieces, &calendar);
    judge.reading.events = found;
    for note in questions {
        judge.ask_note(note);
    }
    for note in warnings {
        judge.warn_note(note);
    }
    judge.days_missing(&pieces);
    let consultation = pieces
        .iter()
        .any(|piece| piece.says(Say::Consultation) || piece.topic.is_duty());
    let reading = judge.done();
    let period = reading.consultation.first_day.is_some() || reading.consultation.last_day.is_some();
    let announces = !reading.slots.is_empty()
        || !reading.proposals.is_empty()
        || !reading.events.is_empty()
        || !reading.questions.is_empty()
        || reading.warnings.iter().any(|note| note.code == warning::IN_PERSON)
        || period && consultation;
    announces.then_some(reading)
}

/// Days whose duty is called off, wherever it was announced; the line that says so is shown.
fn called_off(pieces: &[Piece], calendar: &Calendar) -> BTreeSet<NaiveDate> {
    pieces
        .iter()
        .filter(|piece| piece.topic.is_duty() && piece.says(Say::Cancelled))
        .flat_map(|piece| &piece.facts)
        .filter_map(|fact| match &fact.what {
            What::Date(raw) => calendar.resolve(raw).date,
            _ => None,
        })
        .collect()
}

type Key = (Option<NaiveDate>, String, Vec<Phone>);

fn key_of(slot: &ReadSlot) -> Key {
    let hours = format!("{:?}-{:?}", slot.start, slot.end);
    (slot.date, hours, slot.phones.clone())
}

/// The reading as it grows.
pub struct Judge<'a> {
    lines: &'a [Line],
    pub(super) calendar: &'a Calendar,
    known: KnownNumbers,
    reading: Reading,
    /// Slot → its place in the reading and the section it came from.
    slots: HashMap<Key, (usize, usize)>,
    proposals: HashMap<Key, (usize, usize)>,
    asked: BTreeSet<(u32, &'static str)>,
    warned: BTreeSet<(u32, &'static str)>,
    unread: BTreeSet<usize>,
    numbers_above: BTreeSet<usize>,
    pub(super) called_off: BTreeSet<NaiveDate>,
}

impl Judge<'_> {
    fn ask(&mut self, code: &'static str, index: usize) {
        if let Some(line) = self.lines.get(index) {
            self.ask_note(note(code, index, line));
        }
    }

    fn ask_note(&mut self, note: Note) {
        if self.asked.insert((note.line, note.code)) {
            self.reading.questions.push(note);
        }
    }

    pub(super) fn warn(&mut self, code: &'static str, index: usize) {
        if let Some(line) = self.lines.get(index) {
            self.warn_note(note(code, index, line));
        }
    }

    fn warn_note(&mut self, note: Note) {
        if self.warned.insert((note.line, note.code)) {
            self.reading.warnings.push(note);
        }
    }

    fn full(&self) -> bool {
        self.reading.slots.len() + self.reading.proposals.len() >= MAX_SLOTS
    }

    fn section(&mut self, section: &Section, index: usize) {
        self.unread.extend(section.unread.iter().copied());
        self.numbers_above.extend(section.numbers_above.iter().copied());
        for group in &section.groups {
            if self.full() {
                self.ask(question::TOO_MANY, group.line);
                return;
            }
            self.group(section, group, index);
        }
    }

    fn group(&mut self, section: &Section, group: &Group, index: usize) {
        let mut doubts: Vec<&'static str> = Vec::new();
        let (phones, displays) = self.phones(&group.numbers, &mut doubts);
        doubts.extend(&group.doubts);
        match section.topic {
            Topic::None | Topic::Mixed => doubts.push(question::MODE_UNCLEAR),
            Topic::Unclear if phones.is_empty() || section.place => doubts.push(question::MODE_UNCLEAR),
            Topic::Service if self.calendar.first.is_some() => doubts.push(question::MODE_UNCLEAR),
            _ => {}
        }
        let dated = self.days(section, group);
        let mode = if section.topic == Topic::Hybrid {
            SlotMode::Hybrid
        } else {
            SlotMode::Phone
        };
        let no_hours = [RawHours::default()];
        let hours: &[RawHours] = if group.hours.is_empty() {
            &no_hours
        } else {
            &group.hours
        };
        let text = self.lines.get(group.line).map(Line::shown).unwrap_or_default();
        for (date, of_day) in dated {
            let other_hours = date.is_some_and(|date| self.has_hours_of_its_own(section, group, date));
            for hours in hours {
                let mut all = doubts.clone();
                all.extend(&of_day);
                if other_hours {
                    all.push(question::HOURS_UNCLEAR);
                }
                if hours.start.is_none() || hours.end.is_none() {
                    all.push(question::HOURS_MISSING);
                } else if hours.unclear {
                    all.push(question::HOURS_UNCLEAR);
                }
                if date.is_none() && of_day.is_empty() {
                    all.push(question::DAY_MISSING);
                }
                let slot = ReadSlot {
                    date,
                    start: hours.start,
                    end: hours.end,
                    phones: phones.clone(),
                    displays: displays.clone(),
                    languages: group.languages.clone(),
                    mode,
                    line: number(group.line),
                    text: text.clone(),
                };
                self.put(slot, &all, group.line, index);
                if self.full() {
                    self.ask(question::TOO_MANY, group.line);
                    return;
                }
            }
        }
    }

    /// `w środy 15-18 (19 czerwca 10-12)`: a day that returns is named again with other hours or numbers; which count is
    /// not said.
    fn has_hours_of_its_own(&self, section: &Section, group: &Group, date: NaiveDate) -> bool {
        let spread = |group: &Group| !group.days.iter().any(|day| matches!(day, Days::On(_)));
        spread(group)
            && section.groups.iter().any(|other| {
                (other.hours != group.hours || other.numbers != group.numbers)
                    && other
                        .days
                        .iter()
                        .any(|day| matches!(day, Days::On(raw) if self.calendar.resolve(raw).date == Some(date)))
            })
    }

    /// A proposal that a certain slot answers needs no answer.
    fn drop_answered(&mut self) {
        let slots = &self.slots;
        self.reading
            .proposals
            .retain(|proposal| proposal.date.is_none() || !slots.contains_key(&key_of(proposal)));
    }

    fn put(&mut self, slot: ReadSlot, doubts: &[&'static str], line: usize, section: usize) {
        let key = key_of(&slot);
        let certain = doubts.is_empty();
        let known = if certain {
            self.slots.get(&key)
        } else {
            self.proposals.get(&key)
        }
        .copied();
        let list = if certain {
            &mut self.reading.slots
        } else {
            &mut self.reading.proposals
        };
        if let Some((at, from)) = known
            && (certain || slot.date.is_some())
            && let Some(same) = list.get_mut(at)
        {
            // The table once more in another language, or a row printed twice.
            for language in slot.languages {
                if !same.languages.contains(&language) {
                    same.languages.push(language);
                }
            }
            if from == section {
                self.warn(warning::DUPLICATE_ROW, line);
            }
            return;
        }
        if let Some(date) = slot.date {
            if let Some(code) = self
                .calendar
                .outside(date)
                .filter(|_| !doubts.contains(&question::YEAR_MISSING))
            {
                self.warn(code, line);
            }
            if certain && (is_weekend(date) || holiday(POLAND, date).is_some()) {
                self.warn(warning::DAY_OFF, line);
            }
        }
        for code in doubts {
            self.ask(code, line);
            if *code == question::WEEKDAY_CONTRADICTS {
                self.warn(warning::WEEKDAY_MISMATCH, line);
            }
        }
        let list = if certain {
            &mut self.reading.slots
        } else {
            &mut self.reading.proposals
        };
        let known = if certain { &mut self.slots } else { &mut self.proposals };
        known.insert(key, (list.len(), section));
        list.push(slot);
    }

    fn phones(&self, numbers: &[Number], doubts: &mut Vec<&'static str>) -> (Vec<Phone>, Vec<String>) {
        let (mut phones, mut displays): (Vec<Phone>, Vec<String>) = (Vec::new(), Vec::new());
        for number in numbers {
            let found = match number {
                Number::Full(raw) => {
                    if raw.doubtful {
                        doubts.push(question::NUMBER_DIGITS);
                    }
                    raw.phone.clone().map(|phone| (phone, raw.display.clone()))
                }
                Number::Tail(tail) => {
                    let before = phones
                        .last()
                        .filter(|_| tail.joined)
                        .and_then(Phone::polish_digits)
                        .filter(|digits| digits.len() > tail.digits.len());
                    let variant = before.and_then(|digits| {
                        format!("{}{}", &digits[..digits.len() - tail.digits.len()], tail.digits)
                            .parse::<Phone>()
                            .ok()
                    });
                    let phone = self.known.ending(&tail.digits).or(variant);
                    if phone.is_none() {
                        doubts.push(question::NUMBER_SHORT);
                    }
                    phone.map(|phone| {
                        let grouped = phone.grouped();
                        (phone, grouped)
                    })
                }
            };
            if let Some((phone, display)) = found
                && !phones.contains(&phone)
            {
                phones.push(phone);
                displays.push(display);
            }
        }
        if phones.is_empty() && doubts.is_empty() {
            doubts.push(question::NUMBER_MISSING);
        }
        doubts.sort_unstable();
        doubts.dedup();
        (phones, displays)
    }

    /// A number in two duties at once: the later row is asked about.
    fn overlaps(&mut self) {
        let mut taken: HashMap<Phone, Vec<(NaiveDateTime, NaiveDateTime)>> = HashMap::new();
        let mut kept = Vec::new();
        for slot in std::mem::take(&mut self.reading.slots) {
            let span = match (slot.date, slot.start, slot.end) {
                (Some(date), Some(start), Some(end)) => {
                    let last = if end <= start {
                        date.checked_add_days(ChronoDays::new(1)).unwrap_or(date)
                    } else {
                        date
                    };
                    (date.and_time(start), last.and_time(end))
                }
                _ => continue,
            };
            let clash = slot.phones.iter().any(|phone| {
                taken
                    .get(phone)
                    .is_some_and(|spans| spans.iter().any(|other| other.0 < span.1 && span.0 < other.1))
            });
            if clash {
                let index = usize::try_from(slot.line).unwrap_or(1) - 1;
                self.ask(question::OVERLAP, index);
                self.reading.proposals.push(slot);
            } else {
                for phone in &slot.phones {
                    taken.entry(phone.clone()).or_default().push(span);
                }
                kept.push(slot);
            }
        }
        self.reading.slots = kept;
    }

    /// Duties and points in person are left out, and that is said.
    fn in_person(&mut self, pieces: &[Piece]) {
        for piece in pieces
            .iter()
            .filter(|piece| matches!(piece.topic, Topic::Room | Topic::Point) && piece.has_days())
        {
            self.warn(warning::IN_PERSON, piece.line);
        }
    }

    /// Weekdays beside days that are neither duty nor meeting.
    fn weekdays_elsewhere(&mut self, pieces: &[Piece]) {
        for piece in pieces.iter().filter(|piece| {
            matches!(
                piece.topic,
                Topic::None | Topic::Form | Topic::Period | Topic::Room | Topic::Point
            )
        }) {
            let dates = piece.facts.iter().flat_map(|fact| match &fact.what {
                What::Date(date) => vec![*date],
                What::Range(first, last) => vec![*first, *last],
                _ => Vec::new(),
            });
            for date in dates.filter(|date| date.weekday.is_some()) {
                let doubts = self.calendar.resolve(&date).doubts;
                if doubts.contains(&question::WEEKDAY_CONTRADICTS) && !doubts.contains(&question::YEAR_MISSING) {
                    self.warn(warning::WEEKDAY_MISMATCH, piece.line);
                }
            }
        }
    }

    /// A duty that is announced without a day anywhere.
    fn days_missing(&mut self, pieces: &[Piece]) {
        if !self.reading.slots.is_empty() || !self.reading.proposals.is_empty() {
            return;
        }
        if let Some(piece) = pieces.iter().find(|piece| piece.own && piece.topic.is_duty()) {
            self.ask(question::DAYS_MISSING, piece.line);
        }
    }

    fn done(mut self) -> Reading {
        let used: BTreeSet<u32> = self
            .reading
            .slots
            .iter()
            .chain(&self.reading.proposals)
            .map(|slot| slot.line)
            .chain(self.reading.events.iter().map(|event| event.line))
            .collect();
        // A line with nothing but numbers that answer anyway has been understood.
        let answering: BTreeSet<&Phone> = self.reading.slots.iter().flat_map(|slot| &slot.phones).collect();
        let said_elsewhere = |index: usize| {
            let facts = self
                .lines
                .get(index)
                .map(|line| lex::facts(&line.text, false))
                .unwrap_or_default();
            let mut numbers = facts
                .iter()
                .filter_map(|fact| {
                    if let What::Phone(raw) = &fact.what {
                        Some(raw.phone.as_ref())
                    } else {
                        None
                    }
                })
                .peekable();
            numbers.peek().is_some() && numbers.all(|phone| phone.is_some_and(|phone| answering.contains(phone)))
        };
        let above = self.numbers_above.iter().filter(|index| !said_elsewhere(**index));
        let open: BTreeSet<usize> = self.unread.iter().chain(above).copied().collect();
        let unread = open.iter().filter(|index| !used.contains(&number(**index)));
        self.reading.unread = unread
            .filter_map(|index| {
                self.lines.get(*index).map(|line| UnreadLine {
                    line: number(*index),
                    text: line.shown(),
                })
            })
            .filter(|line| line.text.chars().any(char::is_alphanumeric))
            .collect();
        self.reading.slots.sort_by_key(|slot| slot.line);
        self.reading.proposals.sort_by_key(|slot| slot.line);
        self.reading.questions.sort_by_key(|note| note.line);
        self.reading.warnings.sort_by_key(|note| note.line);
        self.reading.events.sort_by_key(|event| (event.date, event.start));
        self.reading
    }
}
