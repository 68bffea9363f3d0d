//! The office's table as a document (ECMA-376, WordprocessingML): headings, the period, the table, whose head comes
//! again on every page. The few parts a word processor needs are written by hand: libraries that write documents bring
//! along readers of pictures and an old one of archives.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::domain::language::Locale;
use crate::export::office_table::{OfficeTable, escaped, parts};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A4 with margins of 2 cm, in twentieths of a point.
const PAGE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
     w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";
/// What is left between the margins.
const WIDTH: usize = 9638;

/// The document in the reader's language. `announcement::read` of it is the same roster.
///
/// # Errors
/// When the library cannot write, which in memory it can.
pub fn write(table: &OfficeTable, locale: Locale) -> ZipResult<Vec<u8>> {
    let language = match locale {
        Locale::Pl => "pl-PL",
        Locale::En => "en-GB",
        Locale::Uk => "uk-UA",
    };
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // The bytes depend on the table only.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, contents) in [
        ("[Content_Types].xml", include_str!("docx/content_types.xml")),
        ("_rels/.rels", include_str!("docx/relations.xml")),
        (
            "word/_rels/document.xml.rels",
            include_str!("docx/document_relations.xml"),
        ),
        (
            "word/styles.xml",
            &include_str!("docx/styles.xml").replace("LANGUAGE", language),
        ),
        ("word/document.xml", &document(table, locale)),
    ] {
        package.start_file(name, options)?;
        package.write_all(contents.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn document(table: &OfficeTable, locale: Locale) -> String {
    let parts = parts(table, locale);
    let mut body = String::new();
    if !parts.title.is_empty() {
        body.push_str(&paragraph("Heading1", &parts.title));
    }
    body.push_str(&paragraph("Normal", &parts.period));
    body.push_str(&paragraph("Heading2", parts.duty));
    let width = WIDTH / parts.columns.len();
    let cell = |style, text: &str| {
        let width = format!("<w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        format!("<w:tc>{width}{}</w:tc>", paragraph(style, text))
    };
    let head: String = parts.columns.iter().map(|column| cell("Head", column)).collect();
    let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(parts.columns.len());
    body.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"Table\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr>");
    body.push_str(&format!("<w:tblGrid>{grid}</w:tblGrid>"));
    body.push_str(&format!(
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    ));
    for row in &parts.rows {
        let cells: String = row.iter().map(|text| cell("Cell", text)).collect();
        body.push_str(&format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"));
    }
    // A document ends with a paragraph, not with a table.
    body.push_str("</w:tbl><w:p/>");
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    format!("{head}<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}{PAGE}</w:body></w:document>")
}

fn paragraph(style: &str, text: &str) -> String {
    // XML has no room for control characters.
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let style = format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    let text = format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(&text));
    format!("<w:p>{style}<w:r>{text}</w:r></w:p>")
}
