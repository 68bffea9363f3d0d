//! The ZIP package of DOCX and XLSX, opened with limits: entries, unpacked bytes and ratio are bounded by what is really
//! read, not by what the package says of itself.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::announcement::reading::{Format, ReadError};

const MAX_ENTRIES: usize = 2000;
/// Bytes unpacked from one entry.
const MAX_ENTRY: u64 = 20 * 1024 * 1024;
/// Bytes unpacked in all.
const MAX_TOTAL: u64 = 40 * 1024 * 1024;
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
    let entry = package.by_name(name).map_err(|_| broken())?;
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

/// Unpacks every entry once to check the limits, for readers that open the package themselves.
pub fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut package = open(bytes)?;
    let mut total = 0_u64;
    for index in 0..package.len() {
        let entry = package.by_index(index).map_err(|_| broken())?;
        let packed = entry.compressed_size().max(1);
        let unpacked = std::io::copy(&mut entry.take(MAX_ENTRY + 1), &mut std::io::sink()).map_err(|_| broken())?;
        total += unpacked;
        if unpacked > MAX_ENTRY || total > MAX_TOTAL || (unpacked > 1024 * 1024 && unpacked / packed > MAX_RATIO) {
            return Err(ReadError::TooLarge);
        }
    }
    Ok(())
}

pub fn broken() -> ReadError {
    ReadError::NotReadable("the document is damaged".to_owned())
}
