//! Writers of other formats, over plain data of the rules.

pub mod ics;
pub mod office_table;
pub mod roster;

use crate::domain::extension::Phone;
use crate::domain::revision::PrintedExtension;

/// As the office prints it, if that is the number; grouped otherwise.
fn printed(extension: &PrintedExtension) -> String {
    if extension.display.parse::<Phone>().as_ref() == Ok(&extension.phone) {
        one_line(&extension.display)
    } else {
        extension.phone.grouped()
    }
}

/// Without line breaks, tabs and spaces in a row.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
