//! What is certain becomes a slot; everything else a proposal with its questions.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveTime};

use crate::announcement::budget::Budget;
use crate::announcement::container::line::{Line, line_number};
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::events::{Events, events};
use crate::announcement::left_out::left_out;
use crate::announcement::lex::fact::{FactKind, Keyword, RawHours};
use crate::announcement::phones::KnownPhones;
use crate::announcement::reading::{MAX_SLOTS, ReadConsultation, ReadSlot, Reading, UnreadLine, question, warning};
use crate::announcement::recurrence::{Dated, NamedDays, Spreading, beside_returning, contradicting, spread};
use crate::announcement::rows::Group;
use crate::announcement::sections::{Section, sections, strays};
use crate::announcement::segments::{SectionKind, Segment};
use crate::announcement::years::DateResolver;
use crate::domain::extension::Phone;
use crate::domain::holidays::{POLAND, holiday, is_weekend};
use crate::domain::occupancy::{bookings, clashes};
use crate::domain::roster::SlotMode;
use crate::domain::time::{DEFAULT_ZONE, Hours, Span};

/// Days whose duty is called off anywhere in the text; the line that says so is shown.
fn called_off(segments: &[Segment], resolver: &DateResolver) -> BTreeSet<NaiveDate> {
    segments
        .iter()
        .filter(|segment| segment.kind.is_duty() && segment.says(Keyword::Cancelled))
        .flat_map(|segment| &segment.facts)
        .filter_map(|fact| match &fact.kind {
            FactKind::Date(raw) => resolver.resolve(raw).date,
            _ => None,
        })
        .collect()
}

type Key = (Option<NaiveDate>, Option<NaiveTime>, Option<NaiveTime>, Vec<Phone>);

fn key_of(slot: &ReadSlot) -> Key {
    (slot.date, slot.start, slot.end, slot.phones.clone())
}

pub struct Classifier<'a> {
    lines: &'a [Line],
    segments: &'a [Segment],
    resolver: &'a DateResolver,
    known: KnownPhones,
    reading: Reading,
    /// Slot → its index in the reading and the section it came from.
    slots: HashMap<Key, (usize, usize)>,
    proposals: HashMap<Key, (usize, usize)>,
    asked: BTreeSet<(u32, &'static str)>,
    warned: BTreeSet<(u32, &'static str)>,
    unread: BTreeSet<usize>,
    phones_above: BTreeSet<usize>,
    called_off: BTreeSet<NaiveDate>,
    budget: Budget<'a>,
}

impl<'a> Classifier<'a> {
    pub fn new(
        lines: &'a [Line],
        segments: &'a [Segment],
        resolver: &'a DateResolver,
        title: Option<String>,
        budget: Budget<'a>,
    ) -> Self {
        Self {
            lines,
            segments,
            resolver,
            known: KnownPhones::of(segments),
            reading: Reading {
                consultation: ReadConsultation {
                    first_day: resolver.first,
                    last_day: resolver.last,
                    title,
                },
                ..Reading::default()
            },
            slots: HashMap::new(),
            proposals: HashMap::new(),
            asked: BTreeSet::new(),
            warned: BTreeSet::new(),
            unread: BTreeSet::new(),
            phones_above: BTreeSet::new(),
            called_off: called_off(segments, resolver),
            budget,
        }
    }

    /// The duties of all sections. A telephone with regular hours counts only where nothing else is a duty.
    pub fn duties(&mut self) -> Result<(), ReadError> {
        let sections = sections(self.segments, &mut self.budget)?;
        let of_service = |section: &Section| section.kind == SectionKind::Service;
        for (index, section) in sections.iter().enumerate().filter(|(_, section)| !of_service(section)) {
            self.section(section, index)?;
        }
        for (index, section) in strays(self.segments, &mut self.budget)?.iter().enumerate() {
            self.section(section, sections.len() + index)?;
        }
        if self.reading.slots.is_empty() && self.reading.proposals.is_empty() {
            for (index, section) in sections.iter().enumerate().filter(|(_, section)| of_service(section)) {
                self.section(section, index)?;
            }
        }
        Ok(())
    }

    pub fn events(&mut self) -> Result<(), ReadError> {
        let Events {
            events,
            questions,
            warnings,
        } = events(self.lines, self.segments, self.resolver, &mut self.budget)?;
        self.reading.events = events;
        for (code, line) in questions {
            self.ask(code, line)?;
        }
        for (code, line) in warnings {
            self.warn(code, line)?;
        }
        Ok(())
    }

    fn ask(&mut self, code: &'static str, index: usize) -> Result<(), ReadError> {
        if let Some(line) = self.lines.get(index)
            && self.asked.insert((line_number(index), code))
        {
            self.quote(index)?;
            self.reading.questions.push(line.note(code, index));
        }
        Ok(())
    }

    fn warn(&mut self, code: &'static str, index: usize) -> Result<(), ReadError> {
        if let Some(line) = self.lines.get(index)
            && self.warned.insert((line_number(index), code))
        {
            self.quote(index)?;
            self.reading.warnings.push(line.note(code, index));
        }
        Ok(())
    }

    /// Charges a line that comes with the reading, to be looked at.
    fn quote(&mut self, index: usize) -> Result<(), ReadError> {
        self.budget.take(Measure::Notes, 1)?;
        let line = self.lines.get(index).map_or(0, |line| line.text.len());
        self.budget.take(Measure::Quoted, line)
    }

    fn full(&self) -> bool {
        self.reading.slots.len() + self.reading.proposals.len() >= MAX_SLOTS
    }

    fn section(&mut self, section: &Section, index: usize) -> Result<(), ReadError> {
        self.unread.extend(section.unread.iter().copied());
        self.phones_above.extend(section.phones_above.iter().copied());
        let named = NamedDays::of(section, self.resolver);
        let returning = beside_returning(section);
        for group in &section.groups {
            if self.full() {
                return self.ask(question::TOO_MANY, group.line);
            }
            let by = Spreading {
                section,
                beside_returning: returning,
                resolver: self.resolver,
                called_off: &self.called_off,
            };
            let (dated, warnings) = spread(&by, group, &mut self.budget)?;
            for code in warnings {
                self.warn(code, group.line)?;
            }
            let dated = dated.into_iter().map(|(date, mut doubts)| {
                // `w środy 15-18 (19 czerwca 10-12)`: the text does not say which count.
                let other_hours = date.is_some_and(|date| named.has_hours_of_its_own(group, date));
                doubts.extend(other_hours.then_some(question::HOURS_UNCLEAR));
                (date, doubts)
            });
            self.group(section, group, dated, index)?;
        }
        Ok(())
    }

    fn group(
        &mut self,
        section: &Section,
        group: &Group,
        dated: impl Iterator<Item = Dated>,
        index: usize,
    ) -> Result<(), ReadError> {
        let mut doubts: Vec<&'static str> = Vec::new();
        let (phones, displays) = self.known.dialled(&group.phones, &mut doubts);
        doubts.extend(&group.doubts);
        match section.kind {
            SectionKind::None | SectionKind::Mixed => doubts.push(question::MODE_UNCLEAR),
            SectionKind::Unclear if phones.is_empty() || section.place => doubts.push(question::MODE_UNCLEAR),
            SectionKind::Service if self.resolver.first.is_some() => doubts.push(question::MODE_UNCLEAR),
            _ => {}
        }
        let mode = if section.kind == SectionKind::Hybrid {
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
            let weekday = date
                .filter(|_| of_day.contains(&question::WEEKDAY_CONTRADICTS))
                .and_then(|date| contradicting(group, date, self.resolver));
            for hours in hours {
                let mut all = doubts.clone();
                all.extend(&of_day);
                if hours.start.is_none() || hours.end.is_none() {
                    all.push(question::HOURS_MISSING);
                } else if hours.unclear {
                    all.push(question::HOURS_UNCLEAR);
                }
                if date.is_none() && of_day.is_empty() {
                    all.push(question::DAY_MISSING);
                }
                self.budget.take(Measure::Quoted, text.len())?;
                let slot = ReadSlot {
                    date,
                    weekday,
                    start: hours.start,
                    end: hours.end,
                    phones: phones.clone(),
                    displays: displays.clone(),
                    languages: group.languages.clone(),
                    mode,
                    line: line_number(group.line),
                    text: text.clone(),
                };
                self.put(slot, &all, group.line, index)?;
                if self.full() {
                    return self.ask(question::TOO_MANY, group.line);
                }
            }
        }
        Ok(())
    }

    /// Drops proposals that are certain elsewhere in the text.
    pub fn drop_answered(&mut self) {
        let slots = &self.slots;
        self.reading
            .proposals
            .retain(|proposal| proposal.date.is_none() || !slots.contains_key(&key_of(proposal)));
    }

    fn put(&mut self, slot: ReadSlot, doubts: &[&'static str], line: usize, section: usize) -> Result<(), ReadError> {
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
                self.warn(warning::DUPLICATE_ROW, line)?;
            }
            return Ok(());
        }
        if let Some(date) = slot.date {
            if let Some(code) = self
                .resolver
                .outside(date)
                .filter(|_| !doubts.contains(&question::YEAR_MISSING))
            {
                self.warn(code, line)?;
            }
            if certain && (is_weekend(date) || holiday(POLAND, date).is_some()) {
                self.warn(warning::DAY_OFF, line)?;
            }
        }
        for code in doubts {
            self.ask(code, line)?;
            if *code == question::WEEKDAY_CONTRADICTS {
                self.warn(warning::WEEKDAY_MISMATCH, line)?;
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
        Ok(())
    }

    /// A telephone in two duties at once: the later row is asked about.
    pub fn overlaps(&mut self) -> Result<(), ReadError> {
        self.budget.in_time()?;
        let slots = std::mem::take(&mut self.reading.slots);
        let mut all: Vec<_> = (0..)
            .zip(&slots)
            .filter_map(|(index, slot): (usize, _)| {
                let hours = Hours {
                    start: slot.start?,
                    end: slot.end?,
                };
                let span = Span::of(slot.date?, hours, DEFAULT_ZONE);
                Some(bookings(index, span, &slot.phones, None))
            })
            .flatten()
            .collect();
        all.sort_by_key(|booking| booking.occupant);
        // Each pair once, the later row first; telephone by telephone, because a long row has many.
        let pairs: BTreeSet<(usize, usize)> = all
            .chunk_by(|a, b| a.occupant == b.occupant)
            .flat_map(|same| clashes(same.iter().copied()))
            .map(|clash| (clash.first.max(clash.second), clash.first.min(clash.second)))
            .collect();
        let mut doubtful: BTreeSet<usize> = BTreeSet::new();
        for (later, earlier) in pairs {
            if !doubtful.contains(&earlier) {
                doubtful.insert(later);
            }
        }
        for (index, slot) in slots.into_iter().enumerate() {
            if doubtful.contains(&index) {
                self.ask(question::OVERLAP, usize::try_from(slot.line).unwrap_or(1) - 1)?;
                self.reading.proposals.push(slot);
            } else {
                self.reading.slots.push(slot);
            }
        }
        Ok(())
    }

    /// Duties and points in person are left out, with a warning.
    pub fn in_person(&mut self) -> Result<(), ReadError> {
        for segment in self
            .segments
            .iter()
            .filter(|segment| matches!(segment.kind, SectionKind::Room | SectionKind::Point) && segment.has_days())
        {
            self.warn(warning::IN_PERSON, segment.line)?;
        }
        Ok(())
    }

    /// Checks the weekdays beside days that are neither duty nor meeting.
    pub fn weekdays_elsewhere(&mut self) -> Result<(), ReadError> {
        for segment in self.segments.iter().filter(|segment| {
            matches!(
                segment.kind,
                SectionKind::None | SectionKind::Form | SectionKind::Period | SectionKind::Room | SectionKind::Point
            )
        }) {
            let dates = segment.facts.iter().flat_map(|fact| match &fact.kind {
                FactKind::Date(date) => vec![*date],
                FactKind::Range(first, last) => vec![*first, *last],
                _ => Vec::new(),
            });
            for date in dates.filter(|date| date.weekday.is_some()) {
                self.budget.work(1)?;
                let doubts = self.resolver.resolve(&date).doubts;
                if doubts.contains(&question::WEEKDAY_CONTRADICTS) && !doubts.contains(&question::YEAR_MISSING) {
                    self.warn(warning::WEEKDAY_MISMATCH, segment.line)?;
                }
            }
        }
        Ok(())
    }

    /// A duty is announced, but without a day anywhere.
    pub fn days_missing(&mut self) -> Result<(), ReadError> {
        if !self.reading.slots.is_empty() || !self.reading.proposals.is_empty() {
            return Ok(());
        }
        if let Some(segment) = self
            .segments
            .iter()
            .find(|segment| segment.own && segment.kind.is_duty())
        {
            self.ask(question::DAYS_MISSING, segment.line)?;
        }
        Ok(())
    }

    pub fn done(mut self) -> Result<Reading, ReadError> {
        let used: BTreeSet<u32> = self
            .reading
            .slots
            .iter()
            .chain(&self.reading.proposals)
            .map(|slot| slot.line)
            .chain(self.reading.events.iter().map(|event| event.line))
            .collect();
        // A line with nothing but telephones that answer anyway has been understood.
        let answering: BTreeSet<&Phone> = self.reading.slots.iter().flat_map(|slot| &slot.phones).collect();
        let understood = |index: usize| {
            let from = self.segments.partition_point(|segment| segment.line < index);
            let of_line = self.segments[from..].iter().take_while(|segment| segment.line == index);
            let mut phones = of_line
                .flat_map(|segment| &segment.facts)
                .filter_map(|fact| match &fact.kind {
                    FactKind::Phone(raw) => Some(raw.phone.as_ref()),
                    _ => None,
                })
                .peekable();
            phones.peek().is_some() && phones.all(|phone| phone.is_some_and(|phone| answering.contains(phone)))
        };
        let above = self.phones_above.iter().filter(|index| !understood(**index));
        let open: BTreeSet<usize> = self.unread.iter().chain(above).copied().collect();
        for index in open.into_iter().filter(|index| !used.contains(&line_number(*index))) {
            let Some(line) = self.lines.get(index) else { continue };
            if line.text.chars().any(char::is_alphanumeric) {
                self.quote(index)?;
                self.reading.unread.push(UnreadLine {
                    line: line_number(index),
                    text: line.shown(),
                });
            }
        }
        self.reading.slots.sort_by_key(|slot| slot.line);
        self.reading.proposals.sort_by_key(|slot| slot.line);
        self.reading.questions.sort_by_key(|note| note.line);
        self.reading.warnings.sort_by_key(|note| note.line);
        self.reading.events.sort_by_key(|event| (event.date, event.start));
        self.budget.in_time()?;
        (self.reading.left_out, self.reading.left_out_more) = left_out(self.lines, self.segments, &self.reading);
        Ok(self.reading)
    }
}
