//! What every form shares: reading what was typed, choices, messages next to their fields, and the list of them at the top.

use std::collections::HashMap;

use chrono::Weekday;

use crate::actions::ActionError;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::language::Locale;
use crate::domain::roster::ExpectedVersion;
use crate::i18n::{Texts, dates, sentences};

/// Reads what was typed, field by field, and remembers what cannot be read.
#[derive(Default)]
pub struct FieldReader(Vec<FieldError>);

impl FieldReader {
    pub fn refuse(&mut self, field: impl Into<String>, fault: Fault) {
        self.0.push(FieldError::new(field, fault));
    }

    /// A field that must be there: empty is one fault, unreadable another.
    pub fn required<T>(
        &mut self,
        field: impl Into<String>,
        typed: &str,
        fault: Fault,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let field = field.into();
        if typed.trim().is_empty() {
            self.refuse(field, Fault::Required);
            return None;
        }
        self.optional(field, typed, fault, read)
    }

    /// A field that may be empty.
    pub fn optional<T>(
        &mut self,
        field: impl Into<String>,
        typed: &str,
        fault: Fault,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = Some(typed.trim()).filter(|typed| !typed.is_empty())?;
        let value = read(typed);
        if value.is_none() {
            self.refuse(field, fault);
        }
        value
    }

    /// The version of the draft the form was made from.
    pub fn version(&mut self, typed: &str) -> Option<ExpectedVersion> {
        version(typed).map_err(|fault| self.0.push(fault)).ok()
    }

    /// The value made of all fields, or everything that is wrong with them.
    pub fn finish<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, ActionError> {
        match value() {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(ActionError::Invalid(self.0)),
        }
    }
}

/// The version of the draft a form was made from.
pub fn version(typed: &str) -> Result<ExpectedVersion, FieldError> {
    typed.parse().map_err(|_| FieldError::new("version", Fault::Version))
}

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Choice {
    /// One of several, of which one is chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self {
            chosen: value == chosen,
            value,
            label: label.into(),
        }
    }
}

/// What is wrong with a form, in the reader's words, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors {
    all: Vec<FieldMessage>,
    /// Field → index of its first message: a page asks for every field it draws.
    by_field: HashMap<String, usize>,
}

/// One message and the field it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMessage {
    /// Name, which is also the `id` of the field on the page.
    pub field: String,
    /// What the field is called, for the list at the top; there the message stands without it.
    pub label: Option<String>,
    pub message: String,
}

impl FormErrors {
    fn of_messages(messages: impl Iterator<Item = FieldMessage>) -> Self {
        let mut errors = Self::default();
        messages.for_each(|message| errors.push(message));
        errors
    }

    fn push(&mut self, message: FieldMessage) {
        let index = self.all.len();
        self.by_field.entry(message.field.clone()).or_insert(index);
        self.all.push(message);
    }

    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.push(FieldMessage {
            field: field.into(),
            label: None,
            message: message.into(),
        });
    }

    /// The same messages without the names of their fields.
    #[must_use]
    pub fn unlabelled(mut self) -> Self {
        self.all.iter_mut().for_each(|error| error.label = None);
        self
    }

    /// The same messages with the place of each field before its name: `Wiersz 12, Numery`.
    #[must_use]
    pub fn within(mut self, place: impl Fn(&str) -> Option<String>) -> Self {
        for error in &mut self.all {
            if let Some(place) = place(&error.field) {
                error.label = Some(match error.label.take() {
                    Some(label) => format!("{place}, {label}"),
                    None => place,
                });
            }
        }
        self
    }

    /// The same messages where the page's field is called otherwise than the action's.
    #[must_use]
    pub fn renamed(self, from: &str, to: &str) -> Self {
        Self::of_messages(self.all.into_iter().map(|mut error| {
            if error.field == from {
                to.clone_into(&mut error.field);
            }
            error
        }))
    }

    /// The message at a field, if there is one.
    pub fn of(&self, field: &str) -> Option<&str> {
        let error = self.all.get(*self.by_field.get(field)?)?;
        Some(&error.message)
    }

    pub fn at(&self, field: &str) -> bool {
        self.of(field).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn all(&self) -> &[FieldMessage] {
        &self.all
    }
}

/// What is wrong with fields, in words, each with what its field is called.
pub fn field_messages(t: Texts, faults: &[FieldError]) -> FormErrors {
    let messages = faults.iter().map(|fault| FieldMessage {
        field: fault.field.clone(),
        label: label(t, &fault.field),
        message: sentences::fault(fault.fault, t.locale()),
    });
    FormErrors::of_messages(messages)
}

/// What a field is called: the message `manage-field-NAME`, or `manage-field-GROUP-NAME` for those of a row or a group
/// (`event-0-title-pl`), with the language it is in.
fn label(t: Texts, field: &str) -> Option<String> {
    if let Some(weekday) = field.strip_prefix("hours-") {
        let weekday = Weekday::try_from(weekday.parse::<u8>().ok()?).ok()?;
        return Some(sentences::capital(dates::weekday(weekday, t.locale())));
    }
    let (mut names, mut locale) = (Vec::new(), None);
    for part in field.split('-').filter(|part| part.parse::<usize>().is_err()) {
        match part.parse::<Locale>() {
            Ok(found) => locale = Some(found),
            Err(_) => names.push(part.replace('_', "-")),
        }
    }
    let keys = [names.join("-"), names.pop()?].map(|name| format!("manage-field-{name}"));
    let name = t.say(keys.iter().find(|key| t.has(key))?);
    Some(match locale {
        Some(locale) => format!("{name} ({})", locale.own_name()),
        None => name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_its_first_message_also_under_another_name() {
        let mut errors = FormErrors::default();
        for (field, message) in [("date", "first"), ("end", "other"), ("date", "second")] {
            errors.add(field, message);
        }
        assert_eq!(errors.of("date"), Some("first"));
        assert!(!errors.at("start"));
        let errors = errors.renamed("date", "day");
        assert_eq!((errors.of("date"), errors.of("day")), (None, Some("first")));
        let messages: Vec<&str> = errors.all().iter().map(|error| error.message.as_str()).collect();
        assert_eq!(messages, ["first", "other", "second"], "in the order of the fields");
    }

    #[test]
    fn the_list_of_faults_names_their_fields() {
        let t = Texts::new(Locale::En);
        let named = |field: &str| label(t, field).unwrap_or_default();
        assert_eq!(named("first_day"), "First day");
        assert_eq!(named("row-12-end"), "To");
        assert_eq!(named("first"), "From");
        assert_eq!(named("hours-2"), "Wednesday");
        assert_eq!(named("text-uk-title"), "Title (Українська)");
        assert_eq!(named("event-0-title-pl"), "Title (Polski)");
        assert_eq!(named("row-3-decision"), "");
    }
}
