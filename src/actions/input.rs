//! Texts people type, made fit to be stored.

use crate::actions::error::FieldError;

/// Whether a text holds a character that cannot be printed. PostgreSQL refuses one of them, U+0000.
pub(super) fn unprintable(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Trims a text and refuses what cannot be kept or printed.
pub(super) fn clean_text(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    let text = text.trim().replace("\r\n", "\n");
    if unprintable(&text) {
        return Err(FieldError::new(field, "fault-unprintable"));
    }
    if text.chars().count() > longest {
        return Err(FieldError::new(field, "fault-too-long"));
    }
    Ok(text)
}

/// A text that must not be empty.
pub(super) fn required_text(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    match clean_text(field, text, longest)? {
        text if text.is_empty() => Err(FieldError::new(field, "fault-required")),
        text => Ok(text),
    }
}
