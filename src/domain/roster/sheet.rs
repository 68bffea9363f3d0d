//! The roster as a sheet that people edit elsewhere: what its rows say, and which slots of a draft they are.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::extension::{Extension, Phone};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{SlotId, StaffId, UnitId};
use crate::domain::language::Language;
use crate::domain::revision::PrintedExtension;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{Slot, SlotMode, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::text::clean_text;
use crate::domain::time::{Hours, in_years};

/// The longest name and the longest reason, in characters.
pub const LONGEST_TEXT: usize = 300;

/// The most rows of a sheet.
pub const MOST_ROWS: usize = 10_000;

codes! {
    /// A column of the sheet, in the order in which it is written.
    Column {
        Date => "date",
        Start => "start",
        End => "end",
        Phones => "phones",
        Languages => "languages",
        Mode => "mode",
        /// The name of who is on duty.
        Staff => "staff",
        State => "state",
        /// Why it is cancelled.
        Reason => "reason",
    }
}

/// What one row says of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// Its number in the sheet, as spreadsheets count: the head is row 1.
    pub number: u32,
    /// The slot it was written from; a row somebody added has none.
    pub id: Option<SlotId>,
    pub date: NaiveDate,
    pub hours: Hours,
    pub phones: Vec<PrintedExtension>,
    pub languages: Vec<Language>,
    pub mode: SlotMode,
    /// A name; empty for nobody.
    pub staff: String,
    pub state: SlotState,
    pub reason: Option<CancelReason>,
}

impl SheetRow {
    /// Passes when it says nothing a sheet could not: for rows that come back from a form.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self) -> Result<(), FieldError> {
        let refuse = |column, fault| Err(cell_fault(self.number, column, fault));
        if !in_years(self.date) {
            return refuse(Column::Date, Fault::Year);
        }
        let printed = |printed: &PrintedExtension| printed.display.parse::<Phone>().as_ref() == Ok(&printed.phone);
        if !self.phones.iter().all(printed) {
            return refuse(Column::Phones, Fault::Phone);
        }
        let texts = [
            (Column::Staff, Some(self.staff.as_str())),
            (Column::Reason, self.reason.as_ref().map(CancelReason::as_str)),
        ];
        for (column, text) in texts {
            let fits = text.is_none_or(|text| clean_text("", text, LONGEST_TEXT).as_deref() == Ok(text));
            if !fits {
                return refuse(column, Fault::TooLong);
            }
        }
        Ok(())
    }
}

/// What is wrong with a cell; the field is `row-12-start`.
pub fn cell_fault(row: u32, column: Column, fault: Fault) -> FieldError {
    FieldError::new(format!("row-{row}-{}", column.code()), fault)
}

/// A row, the slot it is, and who it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow<'a> {
    pub row: &'a SheetRow,
    /// `None` for a new one.
    pub was: Option<&'a Slot>,
    pub staff: Option<StaffId>,
}

impl PlannedRow<'_> {
    /// The slot it becomes. `extensions` are those of all numbers of the sheet.
    pub fn slot(&self, extensions: &HashMap<Phone, Extension>, new_id: impl FnOnce() -> SlotId) -> Slot {
        let row = self.row;
        let stays = self.was.filter(|was| was.state == row.state);
        let unsaid = stays.filter(|_| row.state == SlotState::Planned);
        Slot {
            id: self.was.map_or_else(new_id, |was| was.id),
            date: row.date,
            hours: row.hours,
            extensions: row
                .phones
                .iter()
                .filter_map(|printed| extensions.get(&printed.phone).cloned())
                .collect(),
            languages: row.languages.clone(),
            mode: row.mode,
            state: row.state,
            cancel_reason: unsaid.map_or_else(|| row.reason.clone(), |was| was.cancel_reason.clone()),
            staff: self.staff,
            source: self.was.and_then(|was| was.source.clone()),
        }
    }
}

/// Finds the slot and the person of each row.
///
/// A row is the slot it was written from. Of several with one slot, as when a row is copied, that one is it which says
/// what the slot is, else the first; the others are new. A row without a slot that says exactly what a slot is which no
/// row was written from is that slot. People are found by their name among those who take duties for the unit; who has
/// the duty may keep it in any case.
///
/// # Errors
/// A fault for each name nobody has, or several have.
pub fn plan<'a>(
    rows: &'a [SheetRow],
    draft: &'a [Slot],
    people: &[StaffMember],
    unit: UnitId,
) -> Result<Vec<PlannedRow<'a>>, Vec<FieldError>> {
    let names = Names::of(people, unit);
    let slots = slots_of(rows, draft, &names);
    let mut faults = Vec::new();
    let mut planned = Vec::new();
    for (row, was) in rows.iter().zip(slots) {
        match names.find(&row.staff, was.and_then(|slot| slot.staff)) {
            Ok(staff) => planned.push(PlannedRow { row, was, staff }),
            Err(fault) => faults.push(cell_fault(row.number, Column::Staff, fault)),
        }
    }
    if faults.is_empty() { Ok(planned) } else { Err(faults) }
}

/// The slot of each row.
fn slots_of<'a>(rows: &[SheetRow], draft: &'a [Slot], names: &Names) -> Vec<Option<&'a Slot>> {
    let known: HashMap<SlotId, &Slot> = draft.iter().map(|slot| (slot.id, slot)).collect();
    let says = |row: &SheetRow, slot: &Slot| {
        names.find(&row.staff, slot.staff) == Ok(slot.staff)
            && says_the_duty(row, slot)
            && (row.languages == slot.languages && row.state == slot.state && row.reason == slot.cancel_reason)
    };
    let mut rows_of: HashMap<SlotId, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(slot) = row.id.and_then(|id| known.get(&id)) else {
            continue;
        };
        let first = *rows_of.entry(slot.id).or_insert(at);
        if first != at && says(row, slot) && !says(&rows[first], slot) {
            rows_of.insert(slot.id, at);
        }
    }
    let mut found: Vec<Option<&Slot>> = vec![None; rows.len()];
    let mut free: HashMap<(NaiveDate, Hours), Vec<&Slot>> = HashMap::new();
    for slot in draft.iter().rev() {
        match rows_of.get(&slot.id) {
            Some(at) => found[*at] = Some(slot),
            None => free.entry((slot.date, slot.hours)).or_default().push(slot),
        }
    }
    for (row, found) in rows.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        let Some(at_its_time) = free.get_mut(&(row.date, row.hours)) else {
            continue;
        };
        let same = at_its_time
            .iter()
            .rposition(|slot| says_the_duty(row, slot) && slot.state == row.state);
        *found = same.map(|at| at_its_time.remove(at));
    }
    found
}

/// Whether a row has a slot's time, numbers and way.
fn says_the_duty(row: &SheetRow, slot: &Slot) -> bool {
    let phones = row.phones.iter().map(|printed| &printed.phone);
    (row.date, row.hours, row.mode) == (slot.date, slot.hours, slot.mode)
        && phones.eq(slot.extensions.iter().map(|extension| &extension.phone))
}

/// People by their names, in whatever case and spaces they are written.
struct Names {
    serving: HashMap<String, Vec<StaffId>>,
    all: HashMap<StaffId, String>,
}

impl Names {
    fn of(people: &[StaffMember], unit: UnitId) -> Self {
        let mut serving: HashMap<String, Vec<StaffId>> = HashMap::new();
        for member in people.iter().filter(|member| member.serves(unit)) {
            serving.entry(folded(&member.name)).or_default().push(member.id);
        }
        let all = people.iter().map(|member| (member.id, folded(&member.name)));
        Self {
            serving,
            all: all.collect(),
        }
    }

    fn find(&self, name: &str, holder: Option<StaffId>) -> Result<Option<StaffId>, Fault> {
        let name = folded(name);
        if name.is_empty() {
            return Ok(None);
        }
        if holder.is_some_and(|holder| self.all.get(&holder) == Some(&name)) {
            return Ok(holder);
        }
        match self.serving.get(&name).map_or(&[][..], Vec::as_slice) {
            [] => Err(Fault::StaffUnknown),
            [one] => Ok(Some(*one)),
            _ => Err(Fault::StaffTwice),
        }
    }
}

fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
