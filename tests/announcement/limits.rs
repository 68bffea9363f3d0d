//! Announcements that would hold the reader up or fill the memory. What is asserted is the refusal, or the result and how
//! much of it there is; never the time.

use std::cell::Cell;

use super::container::{docx, paragraph, read_named, workbook_of};
use super::support::today;
use dutyline::announcement::{Input, MAX_NOTES, MAX_QUOTED, MAX_SLOTS, Measure, ReadError, Reading, read};

const HEAD: &str = "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne:\n";

fn text(text: &str) -> Result<Reading, ReadError> {
    read(Input::text(text), today(), &|| false)
}

/// What it has too much of.
#[track_caller]
fn too_much(read: Result<Reading, ReadError>) -> Measure {
    match read {
        Err(ReadError::TooMuch(measure)) => measure,
        Err(other) => panic!("{other:?}"),
        Ok(reading) => panic!("read: {} slots", reading.slots.len()),
    }
}

/// A reading has no more of anything than a form can bring back.
fn bounded(reading: &Reading) {
    let slots: Vec<_> = reading.slots.iter().chain(&reading.proposals).collect();
    let notes: Vec<_> = reading.questions.iter().chain(&reading.warnings).collect();
    assert!(slots.len() <= MAX_SLOTS && reading.events.len() <= MAX_SLOTS);
    assert!(notes.len() + reading.unread.len() <= MAX_NOTES);
    let of_slots: usize = slots.iter().map(|slot| slot.text.len()).sum();
    let of_notes: usize = notes.iter().map(|note| note.text.len()).sum();
    let of_events: usize = reading
        .events
        .iter()
        .map(|event| event.text.len() + event.title.len())
        .sum();
    let unread: usize = reading.unread.iter().map(|line| line.text.len()).sum();
    assert!(of_slots + of_notes + of_events + unread <= MAX_QUOTED);
}

#[test]
fn one_text_in_many_cells_counts_for_each_of_them() {
    let long = "a".repeat(1_000_000);
    let page = |table: &str| read_named(format!("<p>Dyżury</p><table>{table}</table>").as_bytes(), "x.html");

    let cells: String = (1..=6)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    let book = workbook_of(&cells, "", &[("xl/sharedStrings.xml", shared)]);
    assert_eq!(too_much(read_named(&book, "x.xlsx")), Measure::Text, "a shared string");

    let first = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    let merged = r#"<mergeCells><mergeCell ref="A1:A9"/></mergeCells>"#;
    let book = workbook_of(first, merged, &[("xl/sharedStrings.xml", shared)]);
    assert_eq!(
        too_much(read_named(&book, "x.xlsx")),
        Measure::Text,
        "merged cells of a sheet"
    );

    let merge = |kind: &str, text: &str| {
        format!(
            "<w:tr><w:tc><w:tcPr><w:vMerge{kind}/></w:tcPr>{}</w:tc></w:tr>",
            paragraph(text)
        )
    };
    let mut noise = String::new();
    (0..70_000_u32).for_each(|n| noise += &n.wrapping_mul(2_654_435_761).to_string());
    let rows = format!("{}{}", merge(r#" w:val="restart""#, &noise), merge("", "").repeat(10));
    let document = docx(&format!("<w:tbl>{rows}</w:tbl>"));
    assert_eq!(
        too_much(read_named(&document, "x.docx")),
        Measure::Text,
        "merged cells of a document"
    );

    let tall = "1<br>".repeat(4000);
    let row = format!("<tr><td>{tall}<td>{tall}<td>{}", "b".repeat(2000));
    assert_eq!(too_much(page(&row)), Measure::Text, "a cell beside four thousand lines");
    let spans = format!("<tr><td rowspan=100>{}{}", &long[..100_000], "<tr><td>1".repeat(99));
    assert_eq!(too_much(page(&spans)), Measure::Text, "a cell over a hundred rows");
    let quoted = format!("a;b;c\n\"{tall}\";\"{tall}\";{}\n", "b".repeat(2000)).replace("<br>", "\n");
    assert_eq!(
        too_much(read_named(quoted.as_bytes(), "x.csv")),
        Measure::Text,
        "a field beside as many"
    );
}

#[test]
fn a_line_has_no_more_words_than_one_may_have() {
    for piece in ["(", "l1x ", "a1"] {
        let line = format!("{HEAD}{}", piece.repeat(32 * 1024 / piece.len()));
        assert_eq!(too_much(text(&line)), Measure::WordsOfLine, "{piece:?}");
    }
    for piece in ["\t", "|"] {
        let line = format!("{HEAD}{}", piece.repeat(10_100));
        assert_eq!(too_much(text(&line)), Measure::CellsOfLine, "{piece:?}");
    }
    // A line that is longer than lines are is cut, not refused.
    let prose = format!("{HEAD}{}", "mieszkańcy dzielnicy ".repeat(5000));
    bounded(&text(&prose).unwrap());
}

#[test]
fn days_count_however_they_are_named() {
    for (piece, count) in [
        ("pon.-pt. ", 3_000),
        ("poniedziałek ", 2_000),
        ("od 15.06 do 30.06 ", 1_700),
        ("13 czerwca – 30 września ", 500),
        ("15 czerwca, ", 26_000),
    ] {
        let many = too_much(text(&format!("{HEAD}{}", piece.repeat(count))));
        // The days, or what comes with each of them: its line.
        assert!(matches!(many, Measure::Days | Measure::Quoted), "{piece:?}: {many:?}");
        bounded(&text(&format!("{HEAD}{}", piece.repeat(20))).unwrap());
    }
    // The same days once more for every hour behind them.
    let again = format!(
        "{HEAD}{}{}\n",
        "pon.-pt. ".repeat(1000),
        "15-18 tel. 12 616 57 69 ".repeat(100)
    );
    assert_eq!(too_much(text(&again)), Measure::Days);
    let mut rows = HEAD.to_owned();
    (0..1001).for_each(|row| rows += &format!("{} czerwca 15-18 tel. 12 616 {row:04}\n", row % 28 + 1));
    let except = format!("{rows}{}", "z wyjątkiem 13 grudnia\n".repeat(100));
    assert_eq!(
        too_much(text(&except)),
        Measure::Days,
        "days left out of every row above"
    );
}

#[test]
fn a_reading_quotes_no_more_than_a_form_brings_back() {
    let long = "słowo".repeat(900);
    let row = |day: usize| format!("{} czerwca 15-18 tel. 12 616 {day:04} {long}\n", day % 28 + 1);
    let rows: String = (0..500).map(row).collect();
    assert_eq!(
        too_much(text(&format!("{HEAD}{rows}"))),
        Measure::Quoted,
        "a long line for each duty"
    );
    let few: String = (0..100).map(row).collect();
    bounded(&text(&format!("{HEAD}{few}")).unwrap());
    let meetings: String = (1..=28).map(|day| format!("{day} czerwca 2024, ")).collect();
    let meetings = format!("Spotkania: {meetings} {}", "słowo ".repeat(1_000));
    assert!(text(&format!("{HEAD}{meetings}")).is_ok_and(|reading| reading.events.len() <= MAX_SLOTS));
    let unread = format!(
        "{HEAD}{}13 czerwca 15-18 tel. 12 616 57 69",
        "prosimy o cierpliwość\n".repeat(MAX_NOTES + 1)
    );
    assert_eq!(
        too_much(text(&unread)),
        Measure::Notes,
        "lines that were not understood"
    );
}

#[test]
fn a_page_is_as_deep_as_its_elements_are_whatever_they_are_called() {
    let page = |body: &str| read_named(format!("<p>Dyżury 13 czerwca 2024</p>{body}").as_bytes(), "x.html");
    for deep in [
        format!("{}<hr>", "<p-a>".repeat(3_000)),
        "<b></i>".repeat(3_000),
        "<table><tr><td>".repeat(2_000),
        "<svg><g>".repeat(2_000),
    ] {
        assert_eq!(too_much(page(&deep)), Measure::Depth, "{}", &deep[..20]);
    }
    let attributes: String = (0..110_000).map(|n| format!(" a{n}")).collect();
    assert_eq!(too_much(page(&format!("<p{attributes}>x"))), Measure::Attributes);
    // Each new paragraph opens all elements of its letters again.
    let formatted: String = (0..400).map(|n| format!("<b a={n}>")).collect();
    assert_eq!(
        too_much(page(&format!("<p>{formatted}{}", "<p>x".repeat(2_000)))),
        Measure::Nodes
    );
    let usual = format!(
        "<p style=\"{}\" title='{}'>Dyżury telefoniczne</p><script>{}</script><!-- {} --><p>13 czerwca 2024, 15-18, tel. 12 616 57 69",
        "a: b; ".repeat(2000),
        "a b ".repeat(2000),
        "if (a <b && c) d e f g ".repeat(500),
        "<p a b c ".repeat(2000),
    );
    assert_eq!(
        page(&usual).unwrap().slots.len(),
        1,
        "what pages are full of is no attribute"
    );
}

#[test]
fn lines_and_cells_are_counted_in_all() {
    assert_eq!(
        too_much(text(&format!("{HEAD}{}", "\n".repeat(100_001)))),
        Measure::Lines
    );
    let spans = "<tr><td colspan=100><td colspan=100>".repeat(2_100);
    let page = format!("<p>Dyżury</p><table>{spans}</table>");
    assert_eq!(too_much(read_named(page.as_bytes(), "x.html")), Measure::Cells);
    let column = format!("a\n{}", "1\n".repeat(100_001));
    assert_eq!(too_much(read_named(column.as_bytes(), "x.csv")), Measure::Lines);
}

#[test]
fn what_a_workbook_claims_of_itself_is_not_believed() {
    let with = |part: &str, content: &str| {
        let book = workbook_of(
            r#"<row r="1"><c r="A1"><v>1</v></c></row>"#,
            "",
            &[(part, content.to_owned())],
        );
        read_named(&book, "x.xlsx").unwrap_err()
    };
    for count in ["99999999999", "999999999999999999999", " 99999999999", "+99999999999"] {
        let strings = format!("<sst x:uniqueCount=\"1\" uniqueCount=\"{count}\"></sst>");
        assert_eq!(with("xl/sharedStrings.xml", &strings).code(), "not_readable", "{count}");
    }
    assert_eq!(
        with("xl/sharedStrings.xml", "<sst uniqueCount=\"1\"></sst>"),
        ReadError::NotAnAnnouncement
    );
    let styles = |name: usize, formats: usize| {
        let font = format!("<font><name val=\"{}\"/></font>", "a".repeat(name));
        let formats = "<xf fontId=\"0\"/>".repeat(formats);
        format!("<styleSheet><fonts>{font}</fonts><cellXfs>{formats}</cellXfs></styleSheet>")
    };
    assert_eq!(
        with("xl/styles.xml", &styles(100_000, 1_000)),
        ReadError::TooLarge,
        "names that are copied"
    );
    assert_eq!(
        with("xl/styles.xml", &styles(1, 70_000)),
        ReadError::TooLarge,
        "formats"
    );
    assert_eq!(with("xl/styles.xml", &styles(100, 1_000)), ReadError::NotAnAnnouncement);
    let sheets = "<sheet name=\"a\" r:id=\"r1\"/>".repeat(101);
    let sheets = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    assert_eq!(with("xl/workbook.xml", &sheets), ReadError::TooMuch(Measure::Sheets));
    let target = format!(
        "<Relationships><Relationship Id=\"r1\" Target=\"{}\"/></Relationships>",
        "a".repeat(5_000)
    );
    assert_eq!(with("xl/_rels/workbook.xml.rels", &target), ReadError::TooLarge);
}

/// Reads until it has asked for the time so often; whether it stopped then, and how often it asked.
fn read_until(bytes: &[u8], name: &str, last: usize) -> (bool, usize) {
    let asked = Cell::new(0);
    let is_late = || {
        asked.set(asked.get() + 1);
        asked.get() >= last
    };
    let input = Input {
        bytes,
        file_name: Some(name),
        media_type: None,
    };
    let read = read(input, today(), &is_late);
    (read == Err(ReadError::TooSlow), asked.get())
}

#[test]
fn every_container_and_stage_stops_when_its_time_is_over() {
    let rows: Vec<[String; 3]> = (0..100)
        .map(|row| {
            [
                format!("{} czerwca 2024", row % 28 + 1),
                "15-18".to_owned(),
                format!("12 616 {row:04}"),
            ]
        })
        .collect();
    let joined = |separator: &str| rows.iter().map(|row| row.join(separator) + "\n").collect::<String>();
    let marked = |row: (&str, &str), cell: (&str, &str)| -> String {
        let cells = |cells: &[String; 3]| {
            cells
                .iter()
                .map(|text| format!("{}{text}{}", cell.0, cell.1))
                .collect::<String>()
        };
        rows.iter()
            .map(|of_row| format!("{}{}{}", row.0, cells(of_row), row.1))
            .collect()
    };
    let page = format!(
        "<h1>Dyżury telefoniczne</h1><table>{}</table>",
        marked(("<tr>", "</tr>"), ("<td>", "</td>"))
    );
    let cell = ("<w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc>");
    let table = format!(
        "{}<w:tbl>{}</w:tbl>",
        paragraph("Dyżury telefoniczne"),
        marked(("<w:tr>", "</w:tr>"), cell)
    );
    let cells = marked(("<row>", "</row>"), (r#"<c t="inlineStr"><is><t>"#, "</t></is></c>"));
    for (name, bytes) in [
        ("x.txt", format!("{HEAD}{}", joined("\t")).into_bytes()),
        ("x.csv", format!("Dyżury telefoniczne;;\n{}", joined(";")).into_bytes()),
        ("x.html", page.into_bytes()),
        ("x.docx", docx(&table)),
        ("x.xlsx", workbook_of(&cells, "", &[])),
    ] {
        let (late, asks) = read_until(&bytes, name, usize::MAX);
        assert!(!late && asks > 10, "{name}: asked {asks} times");
        for last in (1..=asks).step_by(3) {
            assert_eq!(read_until(&bytes, name, last), (true, last), "{name} stops at once");
        }
    }
}
