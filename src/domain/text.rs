//! Texts: what people type, words in several languages, letters without their marks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::fault::{Fault, FieldError};
use crate::domain::language::Locale;

/// The longest note, contribution or answer kept, in characters. The report is printed; two pages are a letter, not a call.
pub const LONGEST_TEXT: usize = 10_000;

/// Whether a text holds a character that cannot be printed. PostgreSQL refuses one of them, U+0000.
pub fn is_unprintable(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// A text fit to be stored: trimmed, lines ended by `\n`, at most `longest` characters.
pub fn clean_text(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    let text = text.trim().replace("\r\n", "\n");
    if is_unprintable(&text) {
        return Err(FieldError::new(field, Fault::Unprintable));
    }
    if text.chars().count() > longest {
        return Err(FieldError::new(field, Fault::TooLong));
    }
    Ok(text)
}

/// The same; it must not be empty.
pub fn required_text(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    match clean_text(field, text, longest)? {
        text if text.is_empty() => Err(FieldError::new(field, Fault::Required)),
        text => Ok(text),
    }
}

/// The same on one line, as names are: a line break could forge another line of a list or a message.
pub fn required_line(field: &str, text: &str, longest: usize) -> Result<String, FieldError> {
    one_line(field, required_text(field, text, longest)?)
}

/// Refuses what has several lines.
pub fn one_line(field: &str, text: String) -> Result<String, FieldError> {
    if text.contains(['\n', '\r', '\t']) {
        return Err(FieldError::new(field, Fault::Unprintable));
    }
    Ok(text)
}

/// A consultation's words in one language. An empty field falls back to Polish.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultationText {
    /// What it is about, `Otwarty Kraków 2024–2028`.
    pub title: String,
    /// What one can call for, a sentence or two.
    pub invitation: String,
    /// Other ways to take part, one a line.
    pub other_ways: String,
}

/// A text and the language it is really in, so that a fall-back can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalizedText<'a> {
    /// The language of `text`.
    pub locale: Locale,
    /// The words; empty when no language has them.
    pub text: &'a str,
}

/// The words of a consultation in all its languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConsultationTexts(pub BTreeMap<Locale, ConsultationText>);

impl ConsultationTexts {
    /// The title in the language, or in Polish.
    pub fn title(&self, locale: Locale) -> LocalizedText<'_> {
        self.field(locale, |text| &text.title)
    }

    /// What one can call for, in the language or in Polish.
    pub fn invitation(&self, locale: Locale) -> LocalizedText<'_> {
        self.field(locale, |text| &text.invitation)
    }

    /// Other ways to take part, in the language or in Polish.
    pub fn other_ways(&self, locale: Locale) -> LocalizedText<'_> {
        self.field(locale, |text| &text.other_ways)
    }

    fn field(&self, locale: Locale, pick: impl Fn(&ConsultationText) -> &String) -> LocalizedText<'_> {
        in_language(&self.0, locale, |text| pick(text))
    }
}

/// Words in the language, or in Polish, or in any language that has them.
pub fn in_language<T>(said: &BTreeMap<Locale, T>, locale: Locale, pick: impl Fn(&T) -> &str) -> LocalizedText<'_> {
    [locale, Locale::Pl, Locale::En, Locale::Uk]
        .into_iter()
        .filter_map(|candidate| said.get(&candidate).map(|text| (candidate, pick(text))))
        .find(|(_, text)| !text.is_empty())
        .map_or(LocalizedText { locale, text: "" }, |(locale, text)| LocalizedText {
            locale,
            text,
        })
}

/// A lower-case letter without its Polish mark: `ł` → `l`.
pub fn fold_polish(letter: char) -> char {
    match letter {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        other => other,
    }
}
