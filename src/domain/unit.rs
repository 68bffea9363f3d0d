//! Offices of the city. Each holds its own consultations and has its own staff.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::fault::FieldError;
use crate::domain::ids::UnitId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::text::{LocalizedText, clean_text, in_language, one_line, required_line};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    /// Its part of addresses and commands.
    pub slug: Slug,
    pub names: UnitNames,
}

impl Unit {
    /// Its name in the language, or in Polish.
    pub fn name(&self, locale: Locale) -> LocalizedText<'_> {
        in_language(&self.names.0, locale, String::as_str)
    }
}

/// What residents call an office, in each language. Polish is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitNames(BTreeMap<Locale, String>);

impl UnitNames {
    /// Names fit to be stored; an empty one falls back to Polish.
    ///
    /// # Errors
    /// A fault per field, `name-pl` and so on: Polish is missing, or one cannot be stored.
    pub fn checked(names: &BTreeMap<Locale, String>) -> Result<Self, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut clean = BTreeMap::new();
        for locale in Locale::ALL {
            let field = format!("name-{locale}");
            let name = names.get(&locale).map_or("", String::as_str);
            let checked = match locale {
                Locale::Pl => required_line(&field, name, LONGEST_NAME),
                _ => clean_text(&field, name, LONGEST_NAME).and_then(|name| one_line(&field, name)),
            };
            match checked {
                Ok(name) if name.is_empty() => {}
                Ok(name) => drop(clean.insert(locale, name)),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(Self(clean))
        } else {
            Err(faults)
        }
    }

    /// The names of the unit an installation begins with when nobody has made one.
    pub fn of_first() -> Self {
        let names = [
            (Locale::Pl, "Urząd miasta"),
            (Locale::En, "City office"),
            (Locale::Uk, "Міська рада"),
        ];
        Self(names.map(|(locale, name)| (locale, name.to_owned())).into())
    }
}
