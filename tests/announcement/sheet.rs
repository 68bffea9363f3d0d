//! The roster's workbook as people send it back.

use dutyline::announcement::{MAX_BYTES, Measure, ReadError, ReadSheet, SheetMark, read_sheet};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::reason::CancelReason;
use dutyline::domain::roster::sheet::{Column, SheetRow, cell_fault};
use dutyline::domain::roster::{SlotMode, SlotState};
use dutyline::i18n::sentences;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::container::workbook_of;

const MARK: &str = "dutyline otwarty-krakow 7";

fn heads(locale: Locale) -> Vec<String> {
    let names = Column::ALL
        .iter()
        .map(|column| sentences::sheet_column(*column, locale));
    names.chain([MARK.to_owned()]).collect()
}

fn row(cells: &[&str]) -> Vec<String> {
    let id = "01902f9e-1111-7000-8000-000000000001";
    let mut row = vec!["2024-06-20", "15:00", "18:00", "12 616 5769", "", "", "", "", "", id];
    row[..cells.len()].copy_from_slice(cells);
    row.into_iter().map(str::to_owned).collect()
}

/// A workbook of texts, changed by hand.
fn workbook(rows: &[Vec<String>], change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, cells) in (0..).zip(rows) {
        for (place, cell) in (0..).zip(cells) {
            sheet.write_string(at, place, cell).unwrap();
        }
    }
    change(sheet);
    book.save_to_buffer().unwrap()
}

fn read(rows: &[Vec<String>]) -> ReadSheet {
    read_sheet(&workbook(rows, |_| {}), &|| false).unwrap()
}

fn only(cells: &[&str]) -> SheetRow {
    let read = read(&[heads(Locale::Pl), row(cells)]);
    assert_eq!(read.faults, [], "{cells:?}");
    read.rows.into_iter().next().unwrap()
}

fn faults(cells: &[&str]) -> Vec<FieldError> {
    let read = read(&[heads(Locale::Pl), row(cells)]);
    assert_eq!(read.rows, [], "{cells:?}");
    read.faults
}

#[test]
fn a_sheet_says_whose_it_is() {
    let mark = |slug: &str| {
        let slug = slug.to_owned();
        Some(SheetMark { slug, version: 7 })
    };
    assert_eq!(read(&[heads(Locale::Pl)]).mark, mark("otwarty-krakow"));
    for other in ["", "dutyline", "dutyline x", "dutyline x y", "id"] {
        let mut head = heads(Locale::Pl);
        *head.last_mut().unwrap() = other.to_owned();
        let read = read(&[head, row(&[])]);
        assert_eq!((read.mark, read.rows), (None, vec![]), "{other}");
    }
    assert_eq!(read(&[]).mark, None, "nothing in it");
}

#[test]
fn columns_are_found_by_their_heads_in_any_language_and_order() {
    for locale in Locale::ALL {
        let (mut head, mut cells) = (heads(locale), row(&[]));
        head.reverse();
        cells.reverse();
        head.insert(3, "moje notatki".to_owned());
        cells.insert(3, "=".to_owned());
        let read = read(&[head, cells]);
        assert_eq!((read.rows.len(), read.faults), (1, vec![]), "{locale}");
        assert_eq!(
            read.rows[0].id.unwrap().to_string(),
            "01902f9e-1111-7000-8000-000000000001"
        );
    }
    let mut head = heads(Locale::Pl);
    head[4] = "Inne".to_owned();
    let missing = read(&[head, row(&[])]);
    assert_eq!(missing.faults, [cell_fault(1, Column::Languages, Fault::ColumnMissing)]);
    assert_eq!(missing.rows, []);
}

#[test]
fn cells_are_read_as_people_write_them() {
    let plain = only(&[]);
    assert_eq!(
        (plain.number, plain.mode, plain.state),
        (2, SlotMode::Phone, SlotState::Planned)
    );
    assert_eq!((plain.staff.as_str(), plain.reason), ("", None));
    for date in ["2024-06-20", "20.06.2024", " 2024-06-20 "] {
        assert_eq!(only(&[date]).date.to_string(), "2024-06-20");
    }
    for (typed, start) in [
        ("9", "09:00:00"),
        ("9.30", "09:30:00"),
        ("09:30:00", "09:30:00"),
        ("24:00", "00:00:00"),
    ] {
        assert_eq!(
            only(&["2024-06-20", typed, "8:00"]).hours.start.to_string(),
            start,
            "{typed}"
        );
    }
    let numbers = only(&["2024-06-20", "15", "18", "12 616 5769; +48126167804\n(12) 616-78-09,"]).phones;
    let numbers: Vec<&str> = numbers.iter().map(|one| one.display.as_str()).collect();
    assert_eq!(numbers, ["12 616 5769", "12 616 7804", "(12) 616-78-09"]);
    let all = [
        "2024-06-20",
        "15",
        "18",
        "",
        "Polski, УКРАЇНСЬКА; en",
        "by phone and in person",
        "Anna Nowak",
        "Odwołany",
        "awaria",
    ];
    let all = only(&all);
    let codes: Vec<&str> = all.languages.iter().map(|language| language.code()).collect();
    assert_eq!(codes, ["pl", "uk", "en"]);
    assert_eq!((all.mode, all.state), (SlotMode::Hybrid, SlotState::Cancelled));
    assert_eq!(
        (all.staff.as_str(), all.reason.as_ref().map(CancelReason::as_str)),
        ("Anna Nowak", Some("awaria"))
    );
}

#[test]
fn what_cannot_be_read_is_said_at_its_row_and_column() {
    let head = ["2024-06-20", "15:00", "18:00"];
    let at = |place: usize, text: &str| {
        let mut cells = row(&[]);
        cells[place] = text.to_owned();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        faults(&cells)
    };
    let long = "x".repeat(301);
    for (place, text, column, fault) in [
        (0, "", Column::Date, Fault::Required),
        (0, "wczoraj", Column::Date, Fault::Date),
        (0, "31.06.2024", Column::Date, Fault::Date),
        (0, "9999-01-01", Column::Date, Fault::Date),
        (1, "", Column::Start, Fault::Required),
        (1, "25:00", Column::Start, Fault::Time),
        (1, "15:00:30", Column::Start, Fault::Time),
        (2, "15:00", Column::End, Fault::EndIsStart),
        (3, "12 616 57", Column::Phones, Fault::Phone),
        (3, "12 616 5769, 126165769", Column::Phones, Fault::Twice),
        (4, "klingoński", Column::Languages, Fault::LanguageName),
        (5, "listownie", Column::Mode, Fault::ModeName),
        (6, &long, Column::Staff, Fault::TooLong),
        (6, "Anna\nNowak", Column::Staff, Fault::Unprintable),
        (7, "może", Column::State, Fault::StateName),
        (8, "awaria", Column::Reason, Fault::ReasonOfPlanned),
    ] {
        assert_eq!(at(place, text), [cell_fault(2, column, fault)], "{place} {text}");
    }
    let many: Vec<String> = (0..21).map(|number| format!("12 616 50{number:02}")).collect();
    assert_eq!(at(3, &many.join(", ")), [cell_fault(2, Column::Phones, Fault::TooMany)]);
    // All of them at once, and the good rows beside them.
    let read = read(&[
        heads(Locale::Pl),
        row(&["x", "y"]),
        row(&head),
        row(&["2024-06-20", "z"]),
    ]);
    let places: Vec<&str> = read.faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(places, ["row-2-date", "row-2-start", "row-4-start"]);
    assert_eq!(read.rows.len(), 1);
}

#[test]
fn formulas_are_refused_and_faults_of_a_spreadsheet_are_no_values() {
    let bytes = workbook(&[heads(Locale::Pl), row(&[]), row(&[])], |sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet
            .write_formula_with_format(1, 0, "=DATE(2024,6,20)", &date)
            .unwrap();
        sheet.write_formula(2, 6, "=\"\"").unwrap();
    });
    let read = read_sheet(&bytes, &|| false).unwrap();
    let formula = |row, column| cell_fault(row, column, Fault::Formula);
    assert_eq!(read.faults, [formula(2, Column::Date), formula(3, Column::Staff)]);
}

#[test]
fn hidden_rows_are_rows_and_empty_ones_are_none() {
    let empty: Vec<String> = vec![String::new(); 9].into_iter().chain(row(&[]).pop()).collect();
    let bytes = workbook(&[heads(Locale::Pl), row(&[]), empty, row(&[])], |sheet| {
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(9).unwrap();
    });
    let rows = read_sheet(&bytes, &|| false).unwrap().rows;
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 4], "an id alone is a row whose cells were emptied");
    assert!(rows.iter().all(|row| row.id.is_some()));
}

#[test]
fn only_the_first_sheet_counts_and_rows_have_an_end() {
    let rows: Vec<Vec<String>> = std::iter::once(heads(Locale::Pl))
        .chain(std::iter::repeat_n(row(&[]), 10_001))
        .collect();
    assert_eq!(read(&rows[..10_001]).rows.len(), 10_000);
    assert_eq!(read(&rows).faults, [FieldError::new("file", Fault::SheetLong)]);
    let mut book = Workbook::new();
    book.add_worksheet();
    let second = book.add_worksheet();
    for (place, head) in (0..).zip(heads(Locale::Pl)) {
        second.write_string(0, place, head).unwrap();
    }
    assert_eq!(
        read_sheet(&book.save_to_buffer().unwrap(), &|| false).unwrap().mark,
        None
    );
}

#[test]
fn a_workbook_that_means_harm_is_refused_before_it_costs_much() {
    let refused = |book: Vec<u8>| read_sheet(&book, &|| false).map(|read| read.rows.len());
    let many = "9".repeat(10);
    let formula = format!(r#"<row r="1"><c r="A1"><f t="shared" si="{many}" ref="A1:A9">1</f><v>1</v></c></row>"#);
    assert_eq!(refused(workbook_of(&formula, "", &[])), Ok(0));
    let cells: String = (1..=6)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let long = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1_000_000));
    let shared = workbook_of(&cells, "", &[("xl/sharedStrings.xml", long)]);
    assert_eq!(refused(shared), Err(ReadError::TooMuch(Measure::Text)));
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(
        refused(workbook_of(far, "", &[])),
        Ok(0),
        "a lone cell far away takes no room"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_workbooks_end_nothing(
        broken in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        length in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut book = workbook(&[heads(Locale::Pl), row(&[]), row(&["x"])], |_| {});
        for (place, byte) in broken {
            let place = place.index(book.len());
            book[place] = byte;
        }
        if is_cut {
            book.truncate(length.index(book.len()));
        }
        if let Ok(read) = read_sheet(&book, &|| false) {
            prop_assert!(read.rows.len() <= 2);
        }
    }

    /// Whatever is typed is a row or a fault of its row.
    #[test]
    fn whatever_is_typed_is_a_row_or_a_fault(cells in prop::collection::vec("\\PC{0,12}", 10)) {
        let read = read(&[heads(Locale::Pl), cells.clone()]);
        let said = cells[..9].iter().any(|cell| !cell.trim().is_empty());
        prop_assert_eq!(!read.rows.is_empty() || !read.faults.is_empty(), said);
        prop_assert!(read.faults.iter().all(|fault| fault.field.starts_with("row-2-")));
        prop_assert!(read.rows.iter().all(|row| row.check().is_ok()), "{:?}", read.rows);
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    let refused = |bytes: &[u8]| read_sheet(bytes, &|| false).unwrap_err();
    assert_eq!(refused(b""), ReadError::Empty);
    assert_eq!(refused(&vec![0; MAX_BYTES + 1]), ReadError::TooLarge);
    for bytes in [
        b"data;od;do".to_vec(),
        b"PK\x03\x04broken".to_vec(),
        super::container::docx_table(),
    ] {
        assert!(matches!(refused(&bytes), ReadError::NotReadable(_)));
    }
    let book = workbook(&[heads(Locale::Pl)], |_| {});
    assert_eq!(read_sheet(&book, &|| true), Err(ReadError::TooSlow));
    let half = &book[..book.len() / 2];
    assert!(matches!(refused(half), ReadError::NotReadable(_)));
}
