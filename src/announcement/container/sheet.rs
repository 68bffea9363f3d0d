//! Tables: XLSX sheets and CSV. Dates become `2024-06-13`, times `15:00`, numbers their digits; merged cells hold their
//! value in every row.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx};
use chrono::{NaiveDate, NaiveTime};

use crate::announcement::container::hidden::Hidden;
use crate::announcement::container::line::{BREAK, Lines, cleaned};
use crate::announcement::container::{claims, hidden, package};
use crate::announcement::error::{Measure, ReadError};

const MAX_COLUMNS: usize = 60;
/// Merged cells of a sheet that are looked at, and how far down one may reach.
const MAX_MERGED: usize = 1000;
const MAX_MERGED_ROWS: u32 = 500;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// First and last row and column of merged cells.
type Merged = ((u32, u32), (u32, u32));

/// Row, column, value.
type Cell = (u32, u32, String);

/// The lines of every visible sheet, one after another.
pub fn workbook(bytes: &[u8], lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    claims::check(bytes, lines.budget)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| package::broken())?;
    let hidden = hidden::of(bytes, lines.budget)?;
    let seen: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in seen {
        lines.budget.in_time()?;
        let merged: Vec<Merged> = match book.merge_cells_by_sheet_name(&name) {
            Ok(merged) => merged
                .into_iter()
                .take(MAX_MERGED)
                .map(|area| (area.start, area.end))
                .collect(),
            Err(_) => Vec::new(),
        };
        lines.budget.in_time()?;
        if let Some(cells) = cells(&mut book, &name, hidden.get(&name), lines)? {
            rows(cells, &merged, lines)?;
            lines.line(String::new(), false)?;
        }
    }
    Ok(())
}

/// The filled cells of a sheet. A dense range would cost memory for a lone cell far away, so they are read one by one.
fn cells(
    book: &mut Book<'_>,
    name: &str,
    hidden: Option<&Hidden>,
    lines: &mut Lines<'_, '_>,
) -> Result<Option<Vec<Cell>>, ReadError> {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else {
        return Ok(None);
    };
    let mut cells: Vec<Cell> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| package::broken())? {
        lines.budget.work(1)?;
        let (row, column) = cell.get_position();
        let concealed = hidden.is_some_and(|hidden| hidden.has(row, column));
        if concealed || usize::try_from(column).is_ok_and(|column| column >= MAX_COLUMNS) {
            continue;
        }
        // Many cells may share one long text: it counts for each of them, before it is copied.
        if let DataRef::String(text) = cell.get_value() {
            lines.text(text)?;
        } else if let DataRef::SharedString(text) = cell.get_value() {
            lines.text(text)?;
        }
        let value = shown(&Data::from(cell.get_value().clone()));
        if !value.is_empty() {
            lines.budget.take(Measure::Cells, 1)?;
            cells.push((row, column, value));
        }
    }
    Ok(Some(cells))
}

fn rows(mut cells: Vec<Cell>, merged: &[Merged], lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    fill(&mut cells, merged, lines)?;
    cells.sort();
    // Columns left of the table are none of it.
    let left = cells.iter().map(|(_, column, _)| *column).min().unwrap_or_default();
    let mut previous: Option<u32> = None;
    for of_row in cells.chunk_by(|a, b| a.0 == b.0) {
        let row = of_row.first().map_or(0, |(row, ..)| *row);
        if previous.is_some_and(|previous| row > previous + 1) {
            lines.line(String::new(), false)?;
        }
        let mut fields: Vec<String> = Vec::new();
        for (_, column, value) in of_row {
            let column = usize::try_from(*column - left).unwrap_or_default();
            if fields.len() <= column {
                fields.resize(column + 1, String::new());
            }
            fields[column].clone_from(value);
        }
        lines.row(fields)?;
        previous = Some(row);
    }
    Ok(())
}

/// Merged cells hold their value in every row.
fn fill(cells: &mut Vec<Cell>, merged: &[Merged], lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    let mut places: HashMap<(u32, u32), usize> = HashMap::new();
    for (index, (row, column, _)) in cells.iter().enumerate() {
        places.entry((*row, *column)).or_insert(index);
    }
    for (start, end) in merged {
        let low = end.0.checked_sub(start.0).is_some_and(|rows| rows < MAX_MERGED_ROWS);
        let Some(index) = places.get(start).filter(|_| low) else {
            continue;
        };
        for row in start.0 + 1..=end.0 {
            let (_, column, value) = &cells[*index];
            lines.text(value)?;
            lines.budget.take(Measure::Cells, 1)?;
            cells.push((row, *column, value.clone()));
        }
    }
    Ok(())
}

/// A value as text: `2024-06-13`, `15:00`, digits; nothing for one that says nothing.
pub(super) fn shown(value: &Data) -> String {
    match value {
        Data::String(text) => field(text),
        Data::Float(number) => number_text(*number),
        Data::Int(number) => number.to_string(),
        Data::DateTime(stamp) => {
            if stamp.is_duration() {
                return fraction(stamp.as_f64());
            }
            let serial = stamp.as_f64();
            if (0.0..1.0).contains(&serial) {
                return fraction(serial);
            }
            if !(1.0..2_900_000.0).contains(&serial) {
                return String::new();
            }
            let (year, month, day, ..) = stamp.to_ymd_hms_milli();
            let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            match date {
                Some(date) if serial.fract() == 0.0 => date.to_string(),
                Some(date) => format!("{date} {}", fraction(serial)),
                None => String::new(),
            }
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => field(text),
        _ => String::new(),
    }
}

/// A number as typed: a telephone has no fraction, a part of a day is a time.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e16 {
        return format!("{number:.0}");
    }
    // `15.30` typed as a number, or a time whose format was lost.
    if (0.0..1.0).contains(&number) {
        fraction(number)
    } else {
        format!("{number:.2}")
    }
}

/// A part of a day as hours and minutes, rounded to the minute.
fn fraction(part: f64) -> String {
    let minutes = (part.fract() * 1440.0).round().clamp(0.0, 1440.0);
    let time = (0..=1440_u32)
        .find(|minute| (f64::from(*minute) - minutes).abs() < 0.5)
        .and_then(|minute| NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0));
    time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
}

fn field(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\n', '\r'], &BREAK.to_string())
        .replace('\t', " ");
    cleaned(&text).trim().to_owned()
}

/// The lines of separated fields; quoted fields may hold the separator and line breaks.
pub fn csv(text: &str, lines: &mut Lines<'_, '_>) -> Result<(), ReadError> {
    let separator = separator(text).unwrap_or_else(|| {
        // Too few or too uneven lines: the most frequent one of the first line.
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        [b'\t', b',', b';']
            .into_iter()
            .max_by_key(|separator| fields(first, *separator))
            .unwrap_or(b'\t')
    });
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        let mut cells: Vec<String> = Vec::new();
        for text in record.iter().take(MAX_COLUMNS) {
            lines.text(text)?;
            let cell = field(text);
            // A serial day number of a spreadsheet in a column of its own.
            cells.push(serial_day(&cell).map_or(cell, |day| day.to_string()));
        }
        lines.row(cells)?;
    }
    Ok(())
}

/// `45456` → 2024-06-13; only days from 2009 to 2064, so that the last four digits of a telephone are none.
fn serial_day(text: &str) -> Option<NaiveDate> {
    let days: i64 = text.parse().ok().filter(|_| text.len() == 5)?;
    (40_000..60_000)
        .contains(&days)
        .then(|| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::days(days)))
        .flatten()
}

/// The separator that most of the first lines have equally often.
fn separator(text: &str) -> Option<u8> {
    let head: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(30).collect();
    [b';', b'\t', b',']
        .into_iter()
        .filter_map(|separator| {
            let mut counts: Vec<usize> = head
                .iter()
                .map(|line| fields(line, separator))
                .filter(|count| *count > 1)
                .collect();
            counts.sort_unstable();
            let most = counts
                .chunk_by(|a, b| a == b)
                .map(<[usize]>::len)
                .max()
                .unwrap_or_default();
            (most >= 2 && most * 2 > head.len()).then_some((most, separator))
        })
        .max_by_key(|(most, separator)| (*most, *separator == b';', *separator == b'\t'))
        .map(|(_, separator)| separator)
}

/// How many fields a line has, quotes respected.
fn fields(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    1 + line
        .bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == separator
        })
        .count()
}

/// Whether nearly every line has the same number (at least three) of fields, and fields are short.
pub fn looks_like_csv(text: &str) -> bool {
    let head: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(30).collect();
    if head.len() < 2 || head.iter().any(|line| line.len() > 300) {
        return false;
    }
    [b';', b','].into_iter().any(|separator| {
        let first = fields(head[0], separator);
        first >= 3 && head.iter().filter(|line| fields(line, separator) == first).count() * 10 >= head.len() * 9
    })
}
