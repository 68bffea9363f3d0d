//! The same table in every container, and containers that mean harm.

use std::io::{Cursor, Write};

use super::examples::OTWARTY_KRAKOW;
use super::support::{reading, slots, today};
use dutyline::announcement::{DEMO, Input, MAX_BYTES, ReadError, Reading, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn read_named(bytes: &[u8], name: &str) -> Result<Reading, ReadError> {
    read(
        Input {
            bytes,
            file_name: Some(name),
            media_type: None,
        },
        today(),
        &|| false,
    )
}

/// The rows of the demo's table.
fn rows() -> Vec<Vec<&'static str>> {
    DEMO.lines()
        .filter(|line| line.contains('\t'))
        .map(|line| line.split('\t').collect())
        .collect()
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    package(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", document),
    ])
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// The demo's table as a text document.
pub fn docx_table() -> Vec<u8> {
    let table: String = rows()
        .iter()
        .map(|row| {
            format!(
                "<w:tr>{}</w:tr>",
                row.iter()
                    .map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell)))
                    .collect::<String>()
            )
        })
        .collect();
    docx(&format!(
        "{}{}<w:tbl>{table}</w:tbl>",
        paragraph("Konsultacje od 13 czerwca 2024 r. do 5 lipca 2024 r."),
        paragraph("Dyżury telefoniczne w dniach:")
    ))
}

fn xlsx(rows: &str, more: &str) -> Vec<u8> {
    workbook_of(rows, more, &[])
}

/// A workbook of one sheet, with other parts or in place of its own.
pub fn workbook_of(rows: &str, more: &str, others: &[(&str, String)]) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{more}</worksheet>"#
    );
    let mut parts = vec![
        ("[Content_Types].xml", r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_owned()),
        ("_rels/.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/workbook.xml", r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Dyżury" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned()),
        ("xl/_rels/workbook.xml.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#.to_owned()),
        ("xl/styles.xml", r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs></styleSheet>"#.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, content) in others {
        parts.retain(|(known, _)| known != name);
        parts.push((name, content.clone()));
    }
    package(&parts)
}

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// The demo's table as a workbook.
pub fn xlsx_table() -> Vec<u8> {
    let mut out = format!(
        r#"<row r="1">{}</row><row r="2">{}</row>"#,
        text_cell("A1", "Konsultacje od 13 czerwca 2024 r. do 5 lipca 2024 r."),
        text_cell("A2", "Dyżury telefoniczne")
    );
    for (index, row) in rows().iter().enumerate() {
        let number = index + 4;
        let cells: String = row
            .iter()
            .zip(["A", "B", "C"])
            .map(|(text, column)| text_cell(&format!("{column}{number}"), text))
            .collect();
        out.push_str(&format!(r#"<row r="{number}">{cells}</row>"#));
    }
    xlsx(&out, "")
}

#[test]
fn a_text_document() {
    let reading = read_named(&docx_table(), "dyzury.docx").unwrap();
    assert_eq!(slots(&reading), OTWARTY_KRAKOW);
    assert_eq!(reading.slots[0].line, 4);
}

#[test]
fn a_text_document_with_merged_and_stacked_cells() {
    let merged = |kind: &str, text: &str| format!("<w:tc><w:tcPr><w:vMerge{kind}/></w:tcPr>{}</w:tc>", paragraph(text));
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", text.split('|').map(paragraph).collect::<String>());
    let body = format!(
        "{}<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Dyżury telefoniczne &amp; mailowe:</w:t></w:r></w:p><w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        paragraph("Konsultacje 3-28 czerwca 2024 r."),
        cell("13 czerwca"),
        cell("15-18"),
        merged(r#" w:val="restart""#, "12 616 5769"),
        cell("14 czerwca"),
        cell("10-14"),
        merged("", ""),
        cell("17 czerwca|18 czerwca"),
        cell("8-10|12-14"),
        cell("12 616 7804|12 616 7808"),
    );
    let reading = read_named(&docx(&body), "x.docx").unwrap();
    assert_eq!(
        slots(&reading),
        [
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 10:00-14:00 126165769",
            "2024-06-17 08:00-10:00 126167804",
            "2024-06-18 12:00-14:00 126167808",
        ]
    );
}

#[test]
fn a_workbook() {
    let reading = read_named(&xlsx_table(), "dyzury.xlsx").unwrap();
    assert_eq!(slots(&reading), OTWARTY_KRAKOW);
}

#[test]
fn a_workbook_with_real_dates_times_and_numbers() {
    // 45456 is 13 June 2024; 0.625 is 15:00.
    let head = format!(
        r#"<row r="1">{}{}{}{}</row>"#,
        text_cell("B1", "Data"),
        text_cell("C1", "Od"),
        text_cell("D1", "Do"),
        text_cell("E1", "Telefon")
    );
    let row = |row: u32, day: u32, start: &str, end: &str, phone: &str| {
        format!(
            r#"<row r="{row}"><c r="B{row}" s="1"><v>{day}</v></c><c r="C{row}" s="2"><v>{start}</v></c><c r="D{row}" s="2"><v>{end}</v></c>{phone}</row>"#
        )
    };
    let rows = format!(
        "{head}{}{}",
        row(2, 45456, "0.625", "0.75", r#"<c r="E2"><v>126165769</v></c>"#),
        row(3, 45457, "0.416666666666667", "0.583333333333333", "")
    );
    let merged = r#"<mergeCells count="1"><mergeCell ref="E2:E3"/></mergeCells>"#;
    let reading = read_named(&xlsx(&rows, merged), "dyzury.xlsx").unwrap();
    assert_eq!(
        slots(&reading),
        ["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126165769"]
    );
}

#[test]
fn a_page() {
    let table: String = rows()
        .iter()
        .map(|row| {
            format!(
                "<tr>{}</tr>",
                row.iter()
                    .map(|cell| format!("<td><p>{cell}</p></td>"))
                    .collect::<String>()
            )
        })
        .collect();
    let page = format!(
        "<!DOCTYPE html><html><head><title>x</title><style>.a{{}}</style></head><body><script>13 czerwca 15-18 12 616 0000</script><h1>Otwarty Kraków</h1><p>Konsultacje od 13 czerwca 2024&nbsp;r. do 5 lipca 2024&nbsp;r.</p><ol><li>Spotkanie: 19 czerwca 2024 r. (środa), 17.00-19.00</li><li>Formularze</li><li>Dyżury telefoniczne w dniach:<table>{table}</table></li></ol><p>Pliki do pobrania</p></body></html>"
    );
    let reading = read_named(page.as_bytes(), "page.html").unwrap();
    assert_eq!(slots(&reading), OTWARTY_KRAKOW);
    assert_eq!(reading.events.len(), 1);
    assert_eq!(reading.consultation.title.as_deref(), Some("Otwarty Kraków"));
}

#[test]
fn a_page_with_spans_breaks_and_raised_minutes() {
    let page = "<p>Konsultacje 3-28 czerwca 2024 r.</p><h3>Dyżury telefoniczne</h3><table><tr><th>Dzień</th><th>Godziny</th><th>Telefon</th></tr><tr><td>13&nbsp;czerwca<br>(czwartek)</td><td>15<sup>00</sup>–18<sup>00</sup></td><td rowspan=2>12&nbsp;616&nbsp;5769<br>12 616 7804</td></tr><tr><td>14 czerwca</td><td>10–14</td></tr></table>";
    let reading = read_named(page.as_bytes(), "x.html").unwrap();
    assert_eq!(
        slots(&reading),
        [
            "2024-06-13 15:00-18:00 126165769+126167804",
            "2024-06-14 10:00-14:00 126165769+126167804"
        ]
    );
    let listed = "<h2>Dyżury telefoniczne</h2><ul><li>13 czerwca 2024 r., 15.00-18.00, tel. 12 616 57 69</li><li><p>14 czerwca 2024 r., 15.00-18.00, tel. 12 616 57 69</p></li></ul>";
    assert_eq!(slots(&read_named(listed.as_bytes(), "x.html").unwrap()).len(), 2);
}

#[test]
fn separated_fields() {
    for separator in [";", ",", "\t"] {
        let mut text = ["data", "godziny", "telefon"].join(separator);
        for row in &rows()[1..] {
            text.push_str(&format!("\r\n{}", row.join(separator)));
        }
        let text = text
            .replace("(czwartek)", "2024 (czwartek)")
            .replace("13 czerwca (", "13 czerwca 2024 (");
        let reading = read_named(text.as_bytes(), "dyzury.csv").unwrap();
        assert_eq!(slots(&reading), OTWARTY_KRAKOW, "{text}");
    }
    let quoted = "\"Data\",\"Godziny\",\"Telefony\",\"Języki\"\n\"13 czerwca 2024, czwartek\",\"15:00-18:00\",\"12 616 57 69,\n12 616 78 04\",\"polski, ukraiński\"\n2024-06-14,10:00-14:00,126167804,PL\n";
    assert_eq!(
        slots(&read_named(quoted.as_bytes(), "x.csv").unwrap()),
        [
            "2024-06-13 15:00-18:00 126165769+126167804 pl,uk",
            "2024-06-14 10:00-14:00 126167804 pl"
        ]
    );
}

#[test]
fn any_usual_encoding() {
    let text = "Dyżury telefoniczne: środa, 19 czerwca 2024 r. w godz. 15–18, tel. 12 616 57 69, po ukraińsku";
    let wanted = ["2024-06-19 15:00-18:00 126165769 uk"];
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            'ż' => 0xbf,
            'ś' => 0x9c,
            'ń' => 0xf1,
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let iso: Vec<u8> = text
        .replace('–', "-")
        .chars()
        .map(|c| match c {
            'ż' => 0xbf,
            'ś' => 0xb6,
            'ń' => 0xf1,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let mut mark = vec![0xef, 0xbb, 0xbf];
    mark.extend(text.bytes());
    let mut wide = vec![0xff, 0xfe];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    // Letters of one page, dashes of the other.
    let mut mixed = iso.clone();
    let dash = mixed.iter().rposition(|byte| *byte == b'-').unwrap();
    mixed[dash] = 0x96;
    mixed.extend(b"\nB\xb1d\xbc go\xb6ciem");
    for bytes in [windows, iso, mixed, mark, wide, bare] {
        assert_eq!(slots(&read_named(&bytes, "x.txt").unwrap()), wanted, "{bytes:?}");
    }
    let ukrainian = "Телефонне чергування: 13 червня 2024 р. з 15:00 до 18:00, тел. 12 616 57 69";
    let windows: Vec<u8> = ukrainian
        .chars()
        .map(|c| match c {
            'а'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).unwrap(),
            'Т' => 0xd2,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    assert_eq!(
        slots(&read_named(&windows, "x.txt").unwrap()),
        ["2024-06-13 15:00-18:00 126165769"]
    );
    let escaped = text.replace(' ', "&amp;nbsp;").replace('–', "&ndash;");
    assert_eq!(slots(&reading(&escaped)), wanted);
    let apart = format!("{ukrainian}, украі\u{308}нською мовою");
    assert_eq!(
        slots(&reading(&apart)),
        ["2024-06-13 15:00-18:00 126165769 uk"],
        "a letter and its mark"
    );
    let odd = text
        .replace(' ', "\u{a0}")
        .replace("12\u{a0}616", "12\u{2009}616")
        .replace('\n', "\r\n");
    assert_eq!(slots(&reading(&odd)), wanted);
}

#[test]
fn what_is_struck_or_hidden_announces_nothing() {
    let wanted = ["2024-06-13 15:00-18:00 126165769"];
    let head = format!(
        "{}{}{}",
        paragraph("Konsultacje 3-28 czerwca 2024 r."),
        paragraph("Dyżury telefoniczne:"),
        paragraph("13 czerwca, 15-18, tel. 12 616 5769")
    );
    let row = "14 czerwca, 15-18, tel. 12 616 5769";
    for gone in [
        format!("<w:p><w:moveFrom><w:r><w:t>{row}</w:t></w:r></w:moveFrom></w:p>"),
        format!("<w:p><w:del><w:r><w:delText>{row}</w:delText></w:r></w:del></w:p>"),
        format!("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>{row}</w:t></w:r></w:p>"),
        format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{row}</w:t></w:r></w:p>"),
    ] {
        assert_eq!(
            slots(&read_named(&docx(&format!("{head}{gone}")), "x.docx").unwrap()),
            wanted,
            "{gone}"
        );
    }
    let kept = format!(
        "<w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr><w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>{row}</w:t></w:r></w:p>"
    );
    assert_eq!(
        slots(&read_named(&docx(&format!("{head}{kept}")), "x.docx").unwrap()).len(),
        2
    );
    for gone in [
        format!("<li><s>{row}</s></li>"),
        format!("<li style=\"color:red; display: none\">{row}</li>"),
        format!("<li hidden>{row}</li>"),
    ] {
        let page = format!(
            "<p>Konsultacje 3-28 czerwca 2024 r.</p><h2>Dyżury telefoniczne</h2><ul><li>13 czerwca, 15-18, tel. 12 616 5769</li>{gone}</ul>"
        );
        assert_eq!(slots(&read_named(page.as_bytes(), "x.html").unwrap()), wanted, "{gone}");
    }
    let cells = |row: u32, day: &str| {
        format!(
            "{}{}{}{}",
            text_cell(&format!("A{row}"), day),
            text_cell(&format!("B{row}"), "15-18"),
            text_cell(&format!("C{row}"), "12 616 5769"),
            text_cell(&format!("D{row}"), "12 616 7804")
        )
    };
    let rows = format!(
        r#"<row r="1">{}</row><row r="2">{}</row><row r="3" hidden="1">{}</row>"#,
        text_cell("A1", "Dyżury telefoniczne"),
        cells(2, "13 czerwca 2024"),
        cells(3, "14 czerwca 2024")
    );
    let sheet = xlsx(
        &format!("{rows}</sheetData><cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols><sheetData>"),
        "",
    );
    assert_eq!(slots(&read_named(&sheet, "x.xlsx").unwrap()), wanted);
}

#[test]
fn what_cannot_be_read_says_so() {
    let error = |bytes: &[u8], name: &str| read_named(bytes, name).unwrap_err();
    assert_eq!(error(b"", "x.txt"), ReadError::Empty);
    assert_eq!(error(b" \r\n\t", "x.txt"), ReadError::Empty);
    assert_eq!(error(&vec![b'a'; MAX_BYTES + 1], "x.txt"), ReadError::TooLarge);
    assert_eq!(error(b"%PDF-1.7", "x.pdf").code(), "not_readable");
    assert_eq!(error(b"PK\x03\x04broken", "x.docx").code(), "not_readable");
    assert_eq!(
        error(&package(&[("a.txt", "b".to_owned())]), "x.zip").code(),
        "not_readable"
    );
    assert_eq!(
        error(&[0, 1, 2, 3, 0, 255, 254, 9, 8, 0, 0, 7], "x.txt").code(),
        "not_readable"
    );
    for name in ["x.docx", "X.XLSX", "x.pdf", "a.b.png", "x.exe"] {
        assert_eq!(error(DEMO.as_bytes(), name).code(), "not_readable", "{name}");
    }
    assert!(read_named(DEMO.as_bytes(), "dyżury 13.06").is_ok(), "that is no ending");
    for text in [
        "Sernik: 250 g sera, 3 jajka, 100 g cukru. Piec 45 minut.",
        "Lorem ipsum dolor sit amet",
        "fn main() { println!(\"12.05\"); }",
        "Faktura nr 12/06/2024 z dnia 13.06.2024, do zapłaty 120,00 zł",
    ] {
        assert_eq!(error(text.as_bytes(), "x.txt"), ReadError::NotAnAnnouncement, "{text}");
    }
}

#[test]
fn bombs_are_refused() {
    let bomb = docx(&format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        " ".repeat(3 * 1024 * 1024)
    ));
    assert!(bomb.len() < MAX_BYTES);
    assert_eq!(read_named(&bomb, "x.docx").unwrap_err(), ReadError::TooLarge);
    let zeros = "0".repeat(3 * 1024 * 1024);
    let sheet = xlsx(&format!(r#"<row r="1"><c r="A1"><v>{zeros}</v></c></row>"#), "");
    assert_eq!(read_named(&sheet, "x.xlsx").unwrap_err(), ReadError::TooLarge);
    let crowd: Vec<(String, String)> = (0..2100)
        .map(|n| (format!("word/{n}.xml"), String::new()))
        .chain([("word/document.xml".to_owned(), String::new())])
        .collect();
    let crowd: Vec<(&str, String)> = crowd.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    assert_eq!(read_named(&package(&crowd), "x.docx").unwrap_err(), ReadError::TooLarge);
    // A lone cell at the far end of a sheet, and a deep page.
    let far = xlsx(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, "");
    let _ = read_named(&far, "x.xlsx");
    let deep = format!("{}13 czerwca{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let _ = read_named(deep.as_bytes(), "x.html");
    let tables = format!("Dyżury{}", "<table><tr><td>".repeat(20_000));
    let _ = read_named(tables.as_bytes(), "x.html");
}
