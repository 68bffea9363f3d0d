//! An announcement as read, with what the coordinator answers to it. The whole of it travels in the form, so that the
//! server keeps nothing until the draft is made.

use std::collections::BTreeMap;

use crate::actions::announcement::{ImportPlan, PlannedEvent, PlannedSlot};
use crate::announcement::{Note, ReadSlot, Reading};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::roster::{ExpectedVersion, Source};
use crate::domain::slug::Slug;
use crate::domain::time::Hours;
use crate::http::limits::MAX_DRAFT;
use crate::i18n::Texts;
use crate::web::manage::fields::{self, Faults};

/// The bytes all other fields of a line take in a form, with their names.
const FIELDS_OF_A_LINE: usize = 1000;

/// The form of the preview.
#[derive(Debug, Clone, Default)]
pub struct ImportForm {
    /// Title in Polish.
    pub title: String,
    /// Address; made of the title when empty.
    pub slug: String,
    /// The office.
    pub unit: String,
    /// First day.
    pub first_day: String,
    /// Last day.
    pub last_day: String,
    /// What stood at the address when this was read: address and version of its draft, `otwarty-krakow:12`, or nothing.
    pub seen: String,
    /// Duties, certain ones first as they stand in the text.
    pub rows: Vec<ImportRow>,
    /// Meetings.
    pub events: Vec<ImportEvent>,
    /// Lines that were not understood, and warnings about none of the rows: line, code or nothing, words.
    pub notes: Vec<ImportNote>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Decision {
    /// Nobody said.
    #[default]
    Open,
    /// It becomes a duty.
    Take,
    /// It does not.
    Leave,
}

/// One duty as read.
#[derive(Debug, Clone, Default)]
pub struct ImportRow {
    /// Whether the reader was certain.
    pub certain: bool,
    /// What becomes of it.
    pub decision: Decision,
    /// Local date.
    pub date: String,
    /// Local start.
    pub start: String,
    /// Local end.
    pub end: String,
    /// Numbers as printed, separated by commas.
    pub phones: String,
    /// Language codes, separated by commas.
    pub languages: String,
    /// Code of the mode.
    pub mode: String,
    /// Line of the announcement.
    pub line: String,
    /// That line.
    pub text: String,
    /// Message keys of what is asked and warned about it, separated by spaces.
    pub notes: String,
}

/// One meeting as read.
#[derive(Debug, Clone, Default)]
pub struct ImportEvent {
    /// Whether it is taken.
    pub take: bool,
    /// Local date.
    pub date: String,
    /// Local start.
    pub start: String,
    /// Local end.
    pub end: String,
    /// What it is.
    pub title: String,
    /// Where.
    pub place: String,
}

/// Something about the announcement as a whole.
#[derive(Debug, Clone, Default)]
pub struct ImportNote {
    /// Message key; empty for a line that was not understood.
    pub key: String,
    /// Line of the announcement.
    pub line: String,
    /// That line.
    pub text: String,
}

impl ImportForm {
    /// The form of a reading.
    pub fn of(reading: &Reading) -> Self {
        let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let title = reading.consultation.title.clone().unwrap_or_default();
        let mut rows: Vec<ImportRow> = reading
            .slots
            .iter()
            .map(|slot| ImportRow::of(slot, true, reading))
            .chain(reading.proposals.iter().map(|slot| ImportRow::of(slot, false, reading)))
            .collect();
        rows.sort_by_key(|row| row.line.parse::<u32>().unwrap_or_default());
        let at_a_row = |note: &Note| rows.iter().any(|row| row.line == note.line.to_string());
        let questions = reading
            .questions
            .iter()
            .filter(|note| !at_a_row(note))
            .map(|note| (note, "question"));
        let warnings = reading
            .warnings
            .iter()
            .filter(|note| !at_a_row(note))
            .map(|note| (note, "warning"));
        let noted = questions.chain(warnings).map(|(note, kind)| ImportNote {
            key: format!("{kind}-{}", note.code),
            line: note.line.to_string(),
            text: note.text.clone(),
        });
        let unread = reading.unread.iter().map(|unread| ImportNote {
            key: String::new(),
            line: unread.line.to_string(),
            text: unread.text.clone(),
        });
        Self {
            slug: Slug::from_title(&title)
                .map(|slug| slug.to_string())
                .unwrap_or_default(),
            title,
            unit: String::new(),
            seen: String::new(),
            first_day: day(reading.consultation.first_day),
            last_day: day(reading.consultation.last_day),
            notes: noted.chain(unread).collect(),
            events: reading
                .events
                .iter()
                .map(|event| ImportEvent {
                    take: true,
                    date: event.date.to_string(),
                    start: event.start.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
                    end: event.end.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
                    title: event.title.clone(),
                    place: event.place.clone().unwrap_or_default(),
                })
                .collect(),
            rows,
        }
    }

    /// Whether it can come back: a form takes three bytes for each one of a letter that is not English.
    pub fn fits(&self) -> bool {
        let rows = self.rows.iter().map(|row| row.text.len() + row.notes.len());
        let notes = self.notes.iter().map(|note| note.text.len());
        let words: usize = rows.chain(notes).sum();
        let fields = FIELDS_OF_A_LINE * (self.rows.len() + self.events.len() + self.notes.len());
        words * 3 + fields <= MAX_DRAFT
    }

    /// The form as it was sent: `row-0-date`, `event-0-title`, `note-0-line`, …
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        let (mut rows, mut events, mut notes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (name, value) in pairs {
            match name.as_str() {
                "title" => form.title = value,
                "slug" => form.slug = value,
                "unit" => form.unit = value,
                "first_day" => form.first_day = value,
                "last_day" => form.last_day = value,
                "seen" => form.seen = value,
                other => {
                    let mut parts = other.splitn(3, '-');
                    let kind = parts.next().unwrap_or_default();
                    let Some(Ok(index)) = parts.next().map(str::parse::<u32>) else {
                        continue;
                    };
                    let field = parts.next().unwrap_or_default();
                    match kind {
                        "row" => rows.entry(index).or_insert_with(ImportRow::default).put(field, value),
                        "event" => events
                            .entry(index)
                            .or_insert_with(ImportEvent::default)
                            .put(field, value),
                        "note" => notes.entry(index).or_insert_with(ImportNote::default).put(field, value),
                        _ => {}
                    }
                }
            }
        }
        form.rows = rows.into_values().collect();
        form.events = events.into_values().collect();
        form.notes = notes.into_values().collect();
        form
    }

    /// What was typed and ticked as a plan.
    ///
    /// # Errors
    /// A fault per field; a row nobody decided about is one.
    pub fn read(&self) -> Result<ImportPlan, Vec<FieldError>> {
        let mut faults = Faults::default();
        if self.title.trim().is_empty() {
            faults.add("title", Fault::Required);
        }
        let slug = faults.optional("slug", &self.slug, Fault::Slug, |text| text.parse::<Slug>().ok());
        let first_day = faults.required("first_day", &self.first_day, Fault::Date, fields::date);
        let last_day = faults.required("last_day", &self.last_day, Fault::Date, fields::date);
        let slots: Vec<PlannedSlot> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| row.read(index, &mut faults))
            .collect();
        let events: Vec<PlannedEvent> = self
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| event.take)
            .filter_map(|(index, event)| event.read(index, &mut faults))
            .collect();
        match (first_day, last_day) {
            (Some(first_day), Some(last_day)) if faults.0.is_empty() => Ok(ImportPlan {
                slug,
                title: self.title.trim().to_owned(),
                unit: self.unit.trim().to_owned(),
                first_day,
                last_day,
                slots,
                events,
                expected: self.expected(),
            }),
            _ => Err(faults.0),
        }
    }

    /// The address the draft will have.
    pub fn address(&self) -> Option<Slug> {
        if self.slug.trim().is_empty() {
            Slug::from_title(&self.title)
        } else {
            self.slug.trim().parse().ok()
        }
    }

    /// Keeps what stands at that address now; who sends the form knows of it.
    pub fn expect(&mut self, expected: ExpectedVersion) {
        self.seen = match (self.address(), expected) {
            (Some(slug), ExpectedVersion::Version(version)) => format!("{slug}:{version}"),
            _ => String::new(),
        };
    }

    /// What was looked at, if it is what the form would replace; otherwise there must be nothing yet.
    fn expected(&self) -> ExpectedVersion {
        let seen = self.seen.split_once(':');
        let seen = seen.filter(|(slug, _)| self.address().is_some_and(|address| address.as_str() == *slug));
        seen.and_then(|(_, version)| version.parse().ok())
            .unwrap_or(ExpectedVersion::NotYet)
    }
}

impl ImportRow {
    fn of(slot: &ReadSlot, certain: bool, reading: &Reading) -> Self {
        let asked = reading.questions.iter().filter(|note| note.line == slot.line);
        // What is asked need not be warned about as well.
        let warned = reading
            .warnings
            .iter()
            .filter(|note| note.line == slot.line && (certain || !is_asked(note)));
        let mut notes: Vec<String> = warned.map(|note| format!("warning-{}", note.code)).collect();
        if !certain {
            notes.splice(0..0, asked.map(|note| format!("question-{}", note.code)));
        }
        let codes: Vec<&str> = slot.languages.iter().map(|language| language.code()).collect();
        Self {
            certain,
            decision: if certain { Decision::Take } else { Decision::Open },
            date: slot.date.map(|date| date.to_string()).unwrap_or_default(),
            start: slot.start.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
            end: slot.end.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
            phones: slot.displays.join(", "),
            languages: codes.join(","),
            mode: fields::mode_code(slot.mode).to_owned(),
            line: slot.line.to_string(),
            text: slot.text.clone(),
            notes: notes.join(" "),
        }
    }

    fn put(&mut self, field: &str, value: String) {
        match field {
            "certain" => self.certain = true,
            "decision" => {
                self.decision = match value.as_str() {
                    "take" => Decision::Take,
                    "leave" => Decision::Leave,
                    _ => Decision::Open,
                }
            }
            "date" => self.date = value,
            "start" => self.start = value,
            "end" => self.end = value,
            "phones" => self.phones = value,
            "languages" => self.languages = value,
            "mode" => self.mode = value,
            "line" => self.line = value,
            "text" => self.text = value,
            "notes" => self.notes = value,
            _ => {}
        }
    }

    /// The planned duty, if it is to be one. A certain row that was not ticked is left.
    fn read(&self, index: usize, faults: &mut Faults) -> Option<PlannedSlot> {
        let at = |field: &str| format!("row-{index}-{field}");
        match self.decision {
            Decision::Leave => return None,
            Decision::Open if self.certain => return None,
            Decision::Open => {
                faults.add(at("decision"), Fault::Undecided);
                return None;
            }
            Decision::Take => {}
        }
        let date = faults.required(at("date"), &self.date, Fault::Date, fields::date);
        let start = faults.required(at("start"), &self.start, Fault::Time, fields::time);
        let end = faults.required(at("end"), &self.end, Fault::Time, fields::time);
        if start.is_some() && start == end {
            faults.add(at("end"), Fault::EndIsStart);
        }
        let extensions = faults.optional(at("phones"), &self.phones, Fault::Phone, fields::phones);
        let languages: Vec<String> = self.languages.split(',').map(str::to_owned).collect();
        Some(PlannedSlot {
            date: date?,
            hours: Hours {
                start: start?,
                end: end?,
            },
            extensions: extensions.unwrap_or_default(),
            languages: fields::languages(&languages),
            mode: fields::mode(&self.mode).unwrap_or(crate::domain::roster::SlotMode::Phone),
            source: Source {
                line: self.line.parse().unwrap_or_default(),
                text: self.text.clone(),
            },
        })
    }

    /// Its numbers one by one.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.phones.split(',').map(str::trim).filter(|phone| !phone.is_empty())
    }

    /// What is asked and warned about it, in words.
    pub fn said(&self, t: &Texts) -> Vec<String> {
        self.notes
            .split_whitespace()
            .filter(|key| is_note(key))
            .map(|key| t.say(key))
            .collect()
    }
}

impl ImportEvent {
    fn put(&mut self, field: &str, value: String) {
        match field {
            "take" => self.take = true,
            "date" => self.date = value,
            "start" => self.start = value,
            "end" => self.end = value,
            "title" => self.title = value,
            "place" => self.place = value,
            _ => {}
        }
    }

    fn read(&self, index: usize, faults: &mut Faults) -> Option<PlannedEvent> {
        let at = |field: &str| format!("event-{index}-{field}");
        let date = faults.required(at("date"), &self.date, Fault::Date, fields::date);
        let start = faults.optional(at("start"), &self.start, Fault::Time, fields::time);
        let end = faults.optional(at("end"), &self.end, Fault::Time, fields::time);
        Some(PlannedEvent {
            date: date?,
            hours: start.zip(end).map(|(start, end)| Hours { start, end }),
            title: self.title.trim().to_owned(),
            place: self.place.trim().to_owned(),
        })
    }
}

impl ImportNote {
    fn put(&mut self, field: &str, value: String) {
        match field {
            "key" => self.key = value,
            "line" => self.line = value,
            "text" => self.text = value,
            _ => {}
        }
    }

    /// The sentence; a line that was not understood has its own.
    pub fn said(&self, t: &Texts) -> String {
        if is_note(&self.key) {
            t.say(&self.key)
        } else {
            t.say("manage-import-unread")
        }
    }
}

/// Whether a warning says of a row what a question about it asks.
fn is_asked(warning: &Note) -> bool {
    warning.code == crate::announcement::warning::WEEKDAY_MISMATCH
}

/// Keys come back with the form; only those the reader has are said.
fn is_note(key: &str) -> bool {
    let known = |prefix: &str, codes: &[&str]| key.strip_prefix(prefix).is_some_and(|code| codes.contains(&code));
    known("question-", crate::announcement::QUESTIONS) || known("warning-", crate::announcement::WARNINGS)
}
