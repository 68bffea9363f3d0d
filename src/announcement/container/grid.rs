//! The cells of a workbook's first sheet as they stand, hidden ones too: a row somebody filtered out is still there.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx};

use crate::announcement::budget::Budget;
use crate::announcement::container::{claims, package, sheet};
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::reading::{Format, MAX_BYTES};

/// Cells further to the right are none of the sheet.
const MAX_COLUMN: u32 = 60;

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// Row and column, from 0.
    pub place: (u32, u32),
    /// Dates as `2024-06-13`, times as `15:00`, numbers as their digits, faults as `#N/A`, texts as they are but for
    /// spaces around them.
    pub text: String,
    /// Whether it is worked out.
    pub formula: bool,
}

/// Row by row.
///
/// # Errors
/// [`ReadError`] for what is no workbook, or too much of one.
pub fn cells(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<GridCell>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if package::kind(bytes)? != Format::Xlsx {
        return Err(ReadError::NotReadable("it is not XLSX".to_owned()));
    }
    claims::check(bytes, budget)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| package::broken())?;
    let Some(first) = book.sheet_names().into_iter().next() else {
        return Ok(Vec::new());
    };
    let mut reader = book.worksheet_cells_reader(&first).map_err(|_| package::broken())?;
    let mut found = Vec::new();
    // Shared formulas are not spelled out: how many there are is the file's own claim, and room would be made for all.
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| package::broken())?
    {
        budget.take(Measure::Cells, 1)?;
        if cell.pos.1 >= MAX_COLUMN {
            continue;
        }
        let text = match &cell.value {
            DataRef::SharedString(text) => own(text, budget)?,
            DataRef::String(text) => own(text, budget)?,
            DataRef::Bool(is_true) => is_true.to_string(),
            DataRef::Error(fault) => fault.to_string(),
            value => sheet::shown(&Data::from(value.clone())),
        };
        let formula = cell.formula.is_some();
        if formula || !text.is_empty() {
            let place = cell.pos;
            found.push(GridCell { place, text, formula });
        }
    }
    found.sort_by_key(|cell| cell.place);
    Ok(found)
}

/// Many cells may share one long text: it counts for each of them, before it is copied.
fn own(text: &str, budget: &mut Budget<'_>) -> Result<String, ReadError> {
    budget.take(Measure::Text, text.len())?;
    Ok(text.trim().replace("\r\n", "\n"))
}
