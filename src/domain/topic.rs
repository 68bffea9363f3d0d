//! What calls are about: the consultation's own code list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::ids::TopicId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;

/// An entry of a consultation's code list. Calls keep the label they were logged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Identifier.
    pub id: TopicId,
    /// What programs use: a slug, unique in the consultation.
    pub code: Slug,
    /// Names per language.
    pub label: BTreeMap<Locale, String>,
    /// The entry above it, for the second level.
    pub parent: Option<TopicId>,
    /// Place in the list.
    pub position: i32,
}

impl Topic {
    /// The label in the language, or in the first language that has one.
    pub fn label(&self, locale: Locale) -> &str {
        [locale, Locale::Pl, Locale::En, Locale::Uk]
            .iter()
            .find_map(|candidate| self.label.get(candidate).filter(|label| !label.is_empty()))
            .map_or(self.code.as_str(), String::as_str)
    }
}
