//! What every form shares: messages next to their fields, and the list of them at the top.

use chrono::Weekday;

use crate::domain::fault::FieldError;
use crate::domain::language::Locale;
use crate::i18n::{Texts, dates, sentences};

/// One entry of a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// What is wrong with a form, in the reader's words, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<FieldMessage>);

/// One message and the field it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMessage {
    /// Name, which is also the `id` of the field on the page.
    pub field: String,
    /// What the field is called, for the list at the top; there the message stands without it.
    pub label: Option<String>,
    /// The message.
    pub message: String,
}

impl FormErrors {
    /// No errors.
    pub fn none() -> Self {
        Self::default()
    }

    /// One error.
    pub fn one(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut errors = Self::none();
        errors.add(field, message);
        errors
    }

    /// Adds a message at a field.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldMessage {
            field: field.into(),
            label: None,
            message: message.into(),
        });
    }

    /// The same messages with the names of their fields, as far as these are known.
    #[must_use]
    pub fn labelled(mut self, label: impl Fn(&str) -> Option<String>) -> Self {
        for error in &mut self.0 {
            error.label = label(&error.field);
        }
        self
    }

    /// What an action found wrong, in the reader's words.
    pub fn from_faults(faults: &[FieldError], t: Texts) -> Self {
        let mut errors = Self::none();
        for fault in faults {
            errors.add(&fault.field, sentences::fault(fault.fault, t.locale()));
        }
        errors
    }

    /// The same messages where the page's field is called otherwise than the action's.
    #[must_use]
    pub fn renamed(mut self, from: &str, to: &str) -> Self {
        for error in self.0.iter_mut().filter(|error| error.field == from) {
            to.clone_into(&mut error.field);
        }
        self
    }

    /// The message at a field, if there is one.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }

    /// Whether something is wrong with the field.
    pub fn at(&self, field: &str) -> bool {
        self.of(field).is_some()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn all(&self) -> &[FieldMessage] {
        &self.0
    }
}

/// What is wrong with fields, in words, each with what its field is called: the message `manage-field-NAME`, or
/// `manage-field-GROUP-NAME` for the fields of a row (`event-0-title_pl`).
pub fn field_messages(t: Texts, faults: &[FieldError]) -> FormErrors {
    FormErrors::from_faults(faults, t).labelled(|field| label(t, field))
}

fn label(t: Texts, field: &str) -> Option<String> {
    if let Some(weekday) = field.strip_prefix("hours-") {
        let weekday = Weekday::try_from(weekday.parse::<u8>().ok()?).ok()?;
        return Some(sentences::capital(dates::weekday(weekday, t.locale())));
    }
    let (group, name) = match field.split_once('-') {
        Some((group, rest)) => (Some(group), rest.rsplit('-').next().unwrap_or(rest)),
        None => (None, field),
    };
    let (name, locale) = match name.rsplit_once('_').map(|(name, code)| (name, code.parse::<Locale>())) {
        Some((name, Ok(locale))) => (name, Some(locale)),
        _ => (name, None),
    };
    let name = name.replace('_', "-");
    let keys = group.map(|group| format!("manage-field-{group}-{name}")).into_iter();
    let key = keys.chain([format!("manage-field-{name}")]).find(|key| t.has(key))?;
    Some(match locale {
        Some(locale) => format!("{} ({})", t.say(&key), locale.own_name()),
        None => t.say(&key),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_faults_names_their_fields() {
        let t = Texts::new(Locale::En);
        let named = |field: &str| label(t, field).unwrap_or_default();
        assert_eq!(named("first_day"), "First day");
        assert_eq!(named("row-12-end"), "To");
        assert_eq!(named("absence-0-first"), "From");
        assert_eq!(named("hours-2"), "Wednesday");
        assert_eq!(named("title_uk"), "Title (Українська)");
        assert_eq!(named("event-0-title_pl"), "Title (Polski)");
        assert_eq!(named("row-3-decision"), "");
    }
}
