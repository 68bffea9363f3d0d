//! A roster with its people, for the office's own use: as a workbook that can come back, as CSV, as JSON.
//!
//! No formula is ever written. In a workbook a text is a text; in CSV what a spreadsheet would work out gets a `'` in
//! front.

pub mod csv;
pub mod json;
pub mod xlsx;

use crate::domain::consultation::Consultation;
use crate::domain::ids::StaffId;
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::sheet::Column;
use crate::export::printed;
use crate::i18n::{languages, sentences};

/// Which of a consultation's rosters it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The draft in this version.
    Draft(i32),
    /// The revision of this number.
    Revision(i32),
}

/// A roster and who is on duty in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    pub consultation: Consultation,
    pub edition: Edition,
    /// In the order in which they are written.
    pub rows: Vec<RosterRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    pub slot: PublishedSlot,
    /// Who is on duty, by name.
    pub staff: Option<(StaffId, String)>,
}

/// What a column says of a duty: dates as `2024-06-13`, times as `15:00`, the rest in words.
fn cell(row: &RosterRow, column: Column, locale: Locale) -> String {
    let slot = &row.slot;
    match column {
        Column::Date => slot.date.to_string(),
        Column::Start => slot.hours.start.format("%H:%M").to_string(),
        Column::End => slot.hours.end.format("%H:%M").to_string(),
        Column::Phones => slot.extensions.iter().map(printed).collect::<Vec<_>>().join(", "),
        Column::Languages => languages::names(&slot.languages, locale).unwrap_or_default(),
        Column::Mode => sentences::slot_mode(slot.mode, locale),
        Column::Staff => row.staff.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        Column::State => sentences::slot_state(slot.state, locale),
        Column::Reason => slot
            .cancel_reason
            .as_ref()
            .map(|reason| sentences::cancel_reason(reason, locale))
            .unwrap_or_default(),
    }
}
