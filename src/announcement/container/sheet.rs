//! Tables: XLSX sheets and CSV. Dates become `2024-06-13`, times `15:00`, numbers their digits; merged cells hold their
//! value in every row.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsx};
use chrono::{NaiveDate, NaiveTime};

use crate::announcement::container::line::{BREAK, Line, cleaned, row_lines};
use crate::announcement::container::{hidden, package};
use crate::announcement::reading::ReadError;

const MAX_ROWS: usize = 20_000;
const MAX_COLUMNS: usize = 60;

/// First and last row and column of merged cells.
type Merged = ((u32, u32), (u32, u32));

/// The lines of every visible sheet, one after another.
pub fn workbook(bytes: &[u8]) -> Result<Vec<Line>, ReadError> {
    package::check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| package::broken())?;
    let hidden = hidden::of(bytes)?;
    let seen: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut lines = Vec::new();
    for name in seen {
        let merged: Vec<Merged> = match book.merge_cells_by_sheet_name(&name) {
            Ok(merged) => merged
                .into_iter()
                .take(1000)
                .map(|area| (area.start, area.end))
                .collect(),
            Err(_) => Vec::new(),
        };
        // Dense ranges would cost memory for a lone cell far away, so the cells are read one by one.
        let mut cells: Vec<(u32, u32, String)> = Vec::new();
        {
            let mut reader = match book.worksheet_cells_reader(&name) {
                Ok(reader) => reader,
                Err(_) => continue,
            };
            while let Some(cell) = reader.next_cell().map_err(|_| package::broken())? {
                let (row, column) = cell.get_position();
                let value = shown(&Data::from(cell.get_value().clone()));
                let concealed = hidden.get(&name).is_some_and(|hidden| hidden.has(row, column));
                if value.is_empty() || concealed || usize::try_from(column).is_ok_and(|column| column >= MAX_COLUMNS) {
                    continue;
                }
                cells.push((row, column, value));
                if cells.len() > MAX_ROWS * 8 {
                    return Err(ReadError::TooLarge);
                }
            }
        }
        lines.extend(rows(cells, &merged));
        lines.push(Line::default());
    }
    Ok(lines)
}

fn rows(mut cells: Vec<(u32, u32, String)>, merged: &[Merged]) -> Vec<Line> {
    let mut copies = Vec::new();
    for (start, end) in merged {
        if let Some((_, column, value)) = cells
            .iter()
            .find(|(row, column, _)| (*row, *column) == *start)
            .filter(|_| end.0 - start.0 < 500)
        {
            copies.extend((start.0 + 1..=end.0).map(|row| (row, *column, value.clone())));
        }
    }
    cells.extend(copies);
    cells.sort();
    // Columns left of the table are none of it.
    let left = cells.iter().map(|(_, column, _)| *column).min().unwrap_or_default();
    let mut lines = Vec::new();
    let mut at = 0;
    let mut previous: Option<u32> = None;
    while let Some((row, ..)) = cells.get(at) {
        let row = *row;
        let end = at + cells[at..].iter().take_while(|(of, ..)| *of == row).count();
        if previous.is_some_and(|previous| row > previous + 1) {
            lines.push(Line::default());
        }
        let mut fields: Vec<String> = Vec::new();
        for (_, column, value) in &cells[at..end] {
            let column = usize::try_from(*column - left).unwrap_or_default();
            if fields.len() <= column {
                fields.resize(column + 1, String::new());
            }
            fields[column] = value.clone();
        }
        lines.extend(row_lines(fields));
        previous = Some(row);
        at = end;
    }
    lines
}

fn shown(value: &Data) -> String {
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
pub fn csv(text: &str) -> Vec<Line> {
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
    let mut lines: Vec<Line> = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        let mut cells: Vec<String> = record.iter().take(MAX_COLUMNS).map(field).collect();
        // A serial day number of a spreadsheet in a column of its own.
        for cell in &mut cells {
            if let Some(day) = serial_day(cell) {
                *cell = day.to_string();
            }
        }
        lines.extend(row_lines(cells));
    }
    lines
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
