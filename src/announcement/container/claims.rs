//! What the parts of a workbook claim of themselves, looked at before the library that reads them believes it: it makes room
//! for as many strings as a part says it has, and copies names and formats for every sheet and style.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::announcement::budget::Budget;
use crate::announcement::container::package;
use crate::announcement::error::{Measure, ReadError};

/// The most cell formats, as spreadsheets allow them.
const MAX_FORMATS: usize = 65_536;
/// The largest part with cell formats, in bytes.
const MAX_STYLES: usize = 4 * 1024 * 1024;
/// The most bytes the cell formats may copy.
const MAX_COPIED: usize = 32 * 1024 * 1024;
/// The longest tag that tells where a part is, in bytes.
const MAX_PATH: usize = 4096;

pub fn check(bytes: &[u8], budget: &mut Budget<'_>) -> Result<(), ReadError> {
    package::each_part(bytes, |part| {
        budget.in_time()?;
        of_part(&part, budget)
    })
}

/// Reads as the library does, which passes over tags that do not match; what stops this reader stops that one too.
fn of_part(part: &[u8], budget: &mut Budget<'_>) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let (mut formats, mut longest) = (0_usize, 0_usize);
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        budget.work(1)?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                longest = longest.max(tag.len());
                formats += usize::from(tag.local_name().as_ref() == "xf");
                of_tag(&tag, part.len(), budget)?;
            }
            _ => {}
        }
        buffer.clear();
    }
    let copied = formats.saturating_mul(longest);
    if formats > 0 && (formats > MAX_FORMATS || part.len() > MAX_STYLES || copied > MAX_COPIED) {
        return Err(ReadError::TooLarge);
    }
    Ok(())
}

fn of_tag(tag: &BytesStart<'_>, part: usize, budget: &mut Budget<'_>) -> Result<(), ReadError> {
    match tag.local_name().as_ref() {
        "sheet" => budget.take(Measure::Sheets, 1),
        "Relationship" if tag.len() > MAX_PATH => Err(ReadError::TooLarge),
        "sst" if !believable(tag.attributes_raw(), part) => Err(package::broken()),
        _ => Ok(()),
    }
}

/// Whether a part of so many bytes may have as many strings as it says, however it says it.
fn believable(attributes: &str, part: usize) -> bool {
    let counts = attributes.split("uniqueCount").skip(1).map(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '+'));
        rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
    });
    counts
        .filter(|count| !count.is_empty())
        .all(|count| count.parse().is_ok_and(|count: usize| count <= part))
}
