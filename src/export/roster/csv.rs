//! Roster → CSV, as a Polish Excel opens it with a click: UTF-8 with its mark, semicolons, CRLF (RFC 4180 but for the
//! semicolon, which is the separator of lists where the comma is the decimal mark).

use csv::{Terminator, WriterBuilder};

use crate::domain::language::Locale;
use crate::domain::roster::sheet::Column;
use crate::export::roster::{Roster, cell};
use crate::i18n::sentences;

/// A spreadsheet works out a cell that begins so (OWASP, CSV Injection).
const WORKED_OUT: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// # Errors
/// When the library cannot write, which in memory it can.
pub fn write(roster: &Roster, locale: Locale) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(
        Column::ALL
            .iter()
            .map(|column| sentences::sheet_column(*column, locale)),
    )?;
    for row in &roster.rows {
        let cells = Column::ALL.iter().map(|column| cell(row, *column, locale));
        out.write_record(cells.map(|cell| defused(&cell)))?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// A cell that is taken for a text: one that would be worked out has a `'` in front.
fn defused(cell: &str) -> String {
    // Full-width signs are as good as plain ones.
    let first = cell.chars().next().map(|first| match first {
        '\u{ff1d}' => '=',
        '\u{ff0b}' => '+',
        '\u{ff0d}' => '-',
        '\u{ff20}' => '@',
        other => other,
    });
    match first {
        Some(first) if WORKED_OUT.contains(&first) || first == '\n' => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}
