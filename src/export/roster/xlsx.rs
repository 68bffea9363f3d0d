//! Roster → workbook, to be edited and read again (`announcement::read_sheet`). Dates and times are dates and times,
//! all else is text, so that no number loses its zeros and nothing is worked out. The last column is hidden: it has the
//! id of each slot, and in its head whose roster it is and in which version.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::language::Locale;
use crate::domain::roster::sheet::Column;
use crate::domain::roster::{SlotMode, SlotState};
use crate::export::roster::{Edition, Roster, cell};
use crate::i18n::sentences;

/// Rows below the last duty that have the form of their columns.
const SPARE_ROWS: u32 = 200;

/// `at` is when it is written; the workbook says so.
///
/// # Errors
/// When a text is longer than a cell.
pub fn write(roster: &Roster, at: DateTime<Utc>, locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = roster.consultation.texts.title(locale).text;
    let made = ExcelDateTime::from_timestamp(at.timestamp())?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let ids = head(sheet, roster, locale)?;
    let mut last = 0;
    for (at, row) in (1..).zip(&roster.rows) {
        for (place, column) in (0..).zip(Column::ALL) {
            match column {
                Column::Date => sheet.write_datetime(at, place, day(row.slot.date)?)?,
                Column::Start => sheet.write_datetime(at, place, time(row.slot.hours.start)?)?,
                Column::End => sheet.write_datetime(at, place, time(row.slot.hours.end)?)?,
                _ => sheet.write_string(at, place, cell(row, *column, locale))?,
            };
        }
        sheet.write_string(at, ids, row.slot.id.to_string())?;
        last = at;
    }
    choices(sheet, last + SPARE_ROWS, locale)?;
    sheet.autofilter(0, 0, last, ids - 1)?;
    book.save_to_buffer()
}

/// The head and the form of the columns; returns where the ids stand.
fn head(sheet: &mut Worksheet, roster: &Roster, locale: Locale) -> Result<u16, XlsxError> {
    let bold = Format::new().set_bold();
    let mut ids = 0;
    for (place, column) in (0..).zip(Column::ALL) {
        let (shown, width) = match column {
            Column::Date => ("yyyy-mm-dd", 12),
            Column::Start | Column::End => ("hh:mm", 8),
            Column::Phones | Column::Staff => ("@", 28),
            Column::Languages | Column::Mode => ("@", 20),
            Column::State => ("@", 14),
            Column::Reason => ("@", 36),
        };
        sheet.set_column_format(place, &Format::new().set_num_format(shown))?;
        sheet.set_column_width(place, width)?;
        sheet.write_string_with_format(0, place, sentences::sheet_column(*column, locale), &bold)?;
        ids = place + 1;
    }
    // Only a draft can be changed by what comes back.
    if let Edition::Draft(version) = roster.edition {
        let mark = format!("dutyline {} {version}", roster.consultation.slug);
        sheet.write_string_with_format(0, ids, mark, &bold)?;
    }
    sheet.set_column_hidden(ids)?;
    sheet.set_freeze_panes(1, 0)?;
    // On paper: as wide as the page, with the head on each.
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(ids)
}

/// What can be chosen in a cell.
fn choices(sheet: &mut Worksheet, last: u32, locale: Locale) -> Result<(), XlsxError> {
    for (place, column) in (0..).zip(Column::ALL) {
        let names: Vec<String> = match column {
            Column::Mode => SlotMode::ALL
                .iter()
                .map(|mode| sentences::slot_mode(*mode, locale))
                .collect(),
            Column::State => SlotState::ALL
                .iter()
                .map(|state| sentences::slot_state(*state, locale))
                .collect(),
            _ => continue,
        };
        let one_of = DataValidation::new().allow_list_strings(&names)?;
        sheet.add_data_validation(1, place, last, place, &one_of)?;
    }
    Ok(())
}

fn day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let (month, day) = (narrow(date.month()), narrow(date.day()));
    ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or_default(), month, day)
}

fn time(at: NaiveTime) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_hms(u16::try_from(at.hour()).unwrap_or_default(), narrow(at.minute()), 0)
}

fn narrow(number: u32) -> u8 {
    u8::try_from(number).unwrap_or_default()
}
