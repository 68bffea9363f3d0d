//! The roster's workbook as it comes back, edited by hand (`export::roster::xlsx` writes it). Unlike in an
//! announcement, every cell has one meaning: what cannot be read is a fault with its row and column. A formula is one
//! too: what it shows need not be what it is worth now. Hidden rows and columns are read, other sheets are not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::announcement::budget::Budget;
use crate::announcement::container::grid::{GridCell, cells};
use crate::announcement::error::ReadError;
use crate::domain::extension::Phone;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::SlotId;
use crate::domain::language::{Language, Locale};
use crate::domain::revision::PrintedExtension;
use crate::domain::roster::change::MAX_EXTENSIONS;
use crate::domain::roster::reason::{CancelReason, PublicReason};
use crate::domain::roster::sheet::{Column, LONGEST_TEXT, MOST_ROWS, SheetRow, cell_fault};
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::text::{clean_text, one_line};
use crate::domain::time::{Hours, read_date};
use crate::i18n::{languages, sentences};

/// What a workbook says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSheet {
    /// From which consultation and which version of its draft it was written; `None` for a workbook that was not.
    pub mark: Option<SheetMark>,
    /// The rows that could be read.
    pub rows: Vec<SheetRow>,
    /// What is wrong with the others; `row-12-start` is the start in row 12.
    pub faults: Vec<FieldError>,
}

/// Whose roster a sheet is: the head of the hidden column with the ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetMark {
    pub slug: String,
    pub version: i32,
}

/// Reads a workbook. `is_late` is asked again and again, and ends it once there is no time left.
///
/// # Errors
/// [`ReadError`] for what is no workbook, or too much of one.
pub fn read_sheet(bytes: &[u8], is_late: &dyn Fn() -> bool) -> Result<ReadSheet, ReadError> {
    let all = cells(bytes, &mut Budget::new(is_late))?;
    let mut rows = all.chunk_by(|a, b| a.place.0 == b.place.0);
    let head = Head::of(rows.next().unwrap_or_default());
    let mut read = ReadSheet {
        rows: Vec::new(),
        faults: head.missing(),
        mark: head.mark,
    };
    if read.mark.is_none() || !read.faults.is_empty() {
        return Ok(read);
    }
    let mut count = 0;
    for cells in rows {
        let row = TypedRow::of(cells, &head.columns, head.ids);
        if row.is_empty() {
            continue;
        }
        count += 1;
        if count > MOST_ROWS {
            read.faults = vec![FieldError::new("file", Fault::SheetLong)];
            break;
        }
        match row.read() {
            Ok(row) => read.rows.push(row),
            Err(faults) => read.faults.extend(faults),
        }
    }
    Ok(read)
}

/// Which column stands where.
#[derive(Default)]
struct Head {
    columns: BTreeMap<u32, Column>,
    /// Where the ids stand.
    ids: Option<u32>,
    mark: Option<SheetMark>,
}

impl Head {
    fn of(cells: &[GridCell]) -> Self {
        let mut head = Self::default();
        for cell in cells {
            let place = cell.place.1;
            if let Some(mark) = mark_of(&cell.text) {
                (head.ids, head.mark) = (Some(place), Some(mark));
            } else if let Some(column) = in_any_language(&cell.text, Column::ALL, sentences::sheet_column) {
                head.columns.entry(place).or_insert(column);
            }
        }
        head
    }

    /// A column that was deleted would delete what it said of every duty.
    fn missing(&self) -> Vec<FieldError> {
        let there: BTreeSet<Column> = self.columns.values().copied().collect();
        let missing = Column::ALL.iter().filter(|column| !there.contains(column));
        missing
            .map(|column| cell_fault(1, *column, Fault::ColumnMissing))
            .collect()
    }
}

/// `dutyline otwarty-krakow 7`
fn mark_of(text: &str) -> Option<SheetMark> {
    let (slug, version) = text.strip_prefix("dutyline ")?.split_once(' ')?;
    Some(SheetMark {
        slug: slug.to_owned(),
        version: version.parse().ok()?,
    })
}

/// What is called so in Polish, English or Ukrainian.
fn in_any_language<T: Copy>(text: &str, all: &[T], name: impl Fn(T, Locale) -> String) -> Option<T> {
    let text = text.trim().to_lowercase();
    let is_called = |one: &T| {
        Locale::ALL
            .iter()
            .any(|locale| name(*one, *locale).to_lowercase() == text)
    };
    all.iter().copied().find(is_called)
}

/// A row as typed.
struct TypedRow<'a> {
    number: u32,
    cells: BTreeMap<Column, &'a GridCell>,
    id: &'a str,
}

impl<'a> TypedRow<'a> {
    fn of(cells: &'a [GridCell], columns: &BTreeMap<u32, Column>, ids: Option<u32>) -> Self {
        let id = cells.iter().find(|cell| Some(cell.place.1) == ids);
        let named = cells
            .iter()
            .filter_map(|cell| Some((*columns.get(&cell.place.1)?, cell)));
        Self {
            number: cells.first().map_or(0, |cell| cell.place.0 + 1),
            cells: named.collect(),
            id: id.map_or("", |cell| &cell.text),
        }
    }

    /// An id alone is a row whose cells somebody emptied.
    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn read(&self) -> Result<SheetRow, Vec<FieldError>> {
        let mut faults = Vec::new();
        let date = self.value(Column::Date, Required, &mut faults, date);
        let start = self.value(Column::Start, Required, &mut faults, time);
        let end = self.value(Column::End, Required, &mut faults, time);
        if start.is_some() && start == end {
            faults.push(cell_fault(self.number, Column::End, Fault::EndIsStart));
        }
        let phones = self.value(Column::Phones, Or(Vec::new()), &mut faults, phones);
        let languages = self.value(Column::Languages, Or(Vec::new()), &mut faults, spoken);
        let mode = self.value(Column::Mode, Or(SlotMode::Phone), &mut faults, |text| {
            let by_code = SlotMode::from_code(text);
            by_code
                .or_else(|| in_any_language(text, SlotMode::ALL, sentences::slot_mode))
                .ok_or(Fault::ModeName)
        });
        let staff = self.value(Column::Staff, Or(String::new()), &mut faults, |text| {
            one_line("staff", clean(text)?).map_err(|fault| fault.fault)
        });
        let state = self.value(Column::State, Or(SlotState::Planned), &mut faults, |text| {
            let by_code = SlotState::from_code(text);
            by_code
                .or_else(|| in_any_language(text, SlotState::ALL, sentences::slot_state))
                .ok_or(Fault::StateName)
        });
        let reason = self.value(Column::Reason, Or(None), &mut faults, |text| {
            let listed = |reason, locale| sentences::cancel_reason(&CancelReason::Listed(reason), locale);
            let reason = in_any_language(text, PublicReason::ALL, listed).map(CancelReason::Listed);
            reason.map_or_else(|| clean(text).map(CancelReason::from), Ok).map(Some)
        });
        if state == Some(SlotState::Planned) && reason.as_ref().is_some_and(Option::is_some) {
            faults.push(cell_fault(self.number, Column::Reason, Fault::ReasonOfPlanned));
        }
        let row = || {
            Some(SheetRow {
                number: self.number,
                id: self.id.parse::<SlotId>().ok(),
                date: date?,
                hours: Hours {
                    start: start?,
                    end: end?,
                },
                phones: phones?,
                languages: languages?,
                mode: mode?,
                staff: staff?,
                state: state?,
                reason: reason?,
            })
        };
        match row() {
            Some(row) if faults.is_empty() => Ok(row),
            _ => Err(faults),
        }
    }

    fn value<T>(
        &self,
        column: Column,
        empty: Empty<T>,
        faults: &mut Vec<FieldError>,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let found = match (self.cells.get(&column), empty) {
            (Some(cell), _) if cell.formula => Err(Fault::Formula),
            (Some(cell), _) if !cell.text.is_empty() => read(&cell.text),
            (_, Or(value)) => Ok(value),
            (_, Required) => Err(Fault::Required),
        };
        found
            .map_err(|fault| faults.push(cell_fault(self.number, column, fault)))
            .ok()
    }
}

/// What an empty cell means.
enum Empty<T> {
    Required,
    Or(T),
}
use Empty::{Or, Required};

fn clean(text: &str) -> Result<String, Fault> {
    clean_text("", text, LONGEST_TEXT).map_err(|fault| fault.fault)
}

fn date(text: &str) -> Result<NaiveDate, Fault> {
    // A cell of a day and its midnight is that day.
    let text = text.strip_suffix(" 00:00").unwrap_or(text);
    read_date(text, &["%Y-%m-%d", "%d.%m.%Y"]).ok_or(Fault::Date)
}

/// `15:00`, `15.00`, `15`; `24:00` is midnight.
fn time(text: &str) -> Result<NaiveTime, Fault> {
    let text = text.replace('.', ":");
    let text = if text.contains(':') { text } else { format!("{text}:00") };
    if text == "24:00" {
        return Ok(NaiveTime::MIN);
    }
    let read = ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(&text, format).ok());
    read.filter(|time| time.second() == 0).ok_or(Fault::Time)
}

/// Separated by commas, semicolons or line breaks.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn phones(text: &str) -> Result<Vec<PrintedExtension>, Fault> {
    let mut found: Vec<PrintedExtension> = Vec::new();
    for part in parts(text) {
        let phone: Phone = part.parse().map_err(|_| Fault::Phone)?;
        if found.iter().any(|other| other.phone == phone) {
            return Err(Fault::Twice);
        }
        // E.164 is for machines; on pages a number is grouped. So is one a spreadsheet took for a quantity.
        let bare = part.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit());
        let display = if bare { phone.grouped() } else { part.to_owned() };
        found.push(PrintedExtension { phone, display });
    }
    if found.len() > MAX_EXTENSIONS {
        return Err(Fault::TooMany);
    }
    Ok(found)
}

fn spoken(text: &str) -> Result<Vec<Language>, Fault> {
    let mut found = Vec::new();
    for part in parts(text) {
        let language = languages::called(part).ok_or(Fault::LanguageName)?;
        if !found.contains(&language) {
            found.push(language);
        }
    }
    Ok(found)
}
