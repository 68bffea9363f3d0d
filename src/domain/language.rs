//! Languages: those pages are written in ([`Locale`]) and those spoken at a duty ([`Language`]).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A language the pages exist in. The path segment of every page is its BCP 47 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Polish, the language a missing text falls back to.
    Pl,
    /// English.
    En,
    /// Ukrainian (`uk`; `UA` is the country).
    Uk,
}

impl Locale {
    /// All locales in the order of the language switcher.
    pub const ALL: [Self; 3] = [Self::Pl, Self::En, Self::Uk];

    /// BCP 47 code: `pl`, `en` or `uk`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pl => "pl",
            Self::En => "en",
            Self::Uk => "uk",
        }
    }

    /// The language's name in itself, as the switcher shows it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Pl => "Polski",
            Self::En => "English",
            Self::Uk => "Українська",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no code of a language dutyline knows the shape of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language code")]
pub struct UnknownLanguage(pub String);

impl FromStr for Locale {
    type Err = UnknownLanguage;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.code() == text)
            .ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// A language spoken on the telephone: a two- or three-letter ISO 639 code in lower case (`pl`, `uk`, `rom`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// The code, `pl` for example.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The languages offered in forms; any other code is accepted too.
    pub fn offered() -> Vec<Self> {
        ["pl", "uk", "en", "ru", "be", "de"]
            .into_iter()
            .map(|code| Self(code.to_owned()))
            .collect()
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().to_ascii_lowercase();
        if (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()) {
            Ok(Self(code))
        } else {
            Err(UnknownLanguage(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Language {
    type Error = UnknownLanguage;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        Self(locale.code().to_owned())
    }
}
