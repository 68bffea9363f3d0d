//! Words that exist in several languages, and letters without their marks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::language::Locale;

/// A consultation's words in one language. An empty field falls back to Polish.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
        [locale, Locale::Pl, Locale::En, Locale::Uk]
            .into_iter()
            .filter_map(|candidate| self.0.get(&candidate).map(|text| (candidate, pick(text).as_str())))
            .find(|(_, text)| !text.is_empty())
            .map_or(LocalizedText { locale, text: "" }, |(locale, text)| LocalizedText {
                locale,
                text,
            })
    }
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
