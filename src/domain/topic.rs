//! What calls are about: the consultation's own code list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::TopicId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::text::clean_text;

/// The most topics of a consultation.
const MAX_TOPICS: usize = 200;

/// An entry of a consultation's code list. Calls keep the label they were logged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Identifier.
    pub id: TopicId,
    /// What programs use: a slug, unique in the consultation.
    pub code: Slug,
    /// Names per language.
    pub label: BTreeMap<Locale, String>,
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

/// A topic as a call or a contribution keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptTopic {
    /// Code then and now.
    pub code: Slug,
    /// Polish label at the time.
    pub label: String,
}

impl KeptTopic {
    /// A topic as it is called now.
    pub fn of(topic: &Topic) -> Self {
        Self {
            code: topic.code.clone(),
            label: topic.label(Locale::Pl).to_owned(),
        }
    }
}

/// The code list of these labels, in order. The code is made of the Polish label; a code that is known keeps its id.
pub fn code_list(
    labels: Vec<BTreeMap<Locale, String>>,
    known: &[Topic],
    new_id: &mut dyn FnMut() -> TopicId,
) -> Result<Vec<Topic>, FieldError> {
    let refuse = |fault| Err(FieldError::new("topics", fault));
    if labels.len() > MAX_TOPICS {
        return refuse(Fault::TooMany);
    }
    let mut topics: Vec<Topic> = Vec::new();
    for (position, label) in (0..).zip(labels) {
        for text in label.values() {
            clean_text("topics", text, 200)?;
        }
        let polish = label.get(&Locale::Pl).map(|text| text.trim()).unwrap_or_default();
        let Some(code) = Slug::from_title(polish) else {
            return refuse(Fault::Required);
        };
        if topics.iter().any(|topic| topic.code == code) {
            return refuse(Fault::Twice);
        }
        let id = known.iter().find(|topic| topic.code == code).map(|topic| topic.id);
        topics.push(Topic {
            id: id.unwrap_or_else(&mut *new_id),
            code,
            label,
            position,
        });
    }
    Ok(topics)
}
