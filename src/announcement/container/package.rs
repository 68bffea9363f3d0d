//! The ZIP package of DOCX and XLSX, opened with limits: entries, unpacked bytes and ratio are bounded by what is really
//! read, not by what the package says of itself.

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::announcement::error::ReadError;
use crate::announcement::reading::Format;

const MAX_ENTRIES: usize = 2000;
/// Bytes unpacked from one entry.
const MAX_ENTRY: u64 = 20 * 1024 * 1024;
/// Bytes unpacked in all.
const MAX_TOTAL: usize = 40 * 1024 * 1024;
/// How many times larger an entry may become, once it is larger than a mebibyte.
const MAX_RATIO: u64 = 200;

pub type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub fn open(bytes: &[u8]) -> Result<Package<'_>, ReadError> {
    let package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if package.len() > MAX_ENTRIES {
        return Err(ReadError::TooLarge);
    }
    Ok(package)
}

/// DOCX or XLSX, by the part that makes it one.
pub fn kind(bytes: &[u8]) -> Result<Format, ReadError> {
    let package = open(bytes)?;
    if package.index_for_name("word/document.xml").is_some() {
        Ok(Format::Docx)
    } else if package.index_for_name("xl/workbook.xml").is_some() {
        Ok(Format::Xlsx)
    } else {
        Err(ReadError::NotReadable(
            "it is a ZIP archive, but neither DOCX nor XLSX".to_owned(),
        ))
    }
}

pub fn part(package: &mut Package<'_>, name: &str) -> Result<Vec<u8>, ReadError> {
    unpacked(package.by_name(name).map_err(|_| broken())?)
}

/// Everything in the package, one part after another, for readers that open the package themselves: `look` sees what they
/// will see.
pub fn each_part(bytes: &[u8], mut look: impl FnMut(Vec<u8>) -> Result<(), ReadError>) -> Result<(), ReadError> {
    let mut package = open(bytes)?;
    let mut total = 0;
    for index in 0..package.len() {
        let part = unpacked(package.by_index(index).map_err(|_| broken())?)?;
        total += part.len();
        if total > MAX_TOTAL {
            return Err(ReadError::TooLarge);
        }
        look(part)?;
    }
    Ok(())
}

fn unpacked(entry: ZipFile<'_, Cursor<&[u8]>>) -> Result<Vec<u8>, ReadError> {
    let packed = entry.compressed_size().max(1);
    let mut bytes = Vec::new();
    entry
        .take(MAX_ENTRY + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| broken())?;
    let unpacked = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if unpacked > MAX_ENTRY || (unpacked > 1024 * 1024 && unpacked / packed > MAX_RATIO) {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// The value of an attribute by its name without prefix. An element may have any number of attributes; checking that no name
/// comes twice would cost their square.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

pub fn broken() -> ReadError {
    ReadError::NotReadable("the document is damaged".to_owned())
}
