//! What every form shares: messages next to their fields, and the list of them at the top.

use crate::actions::FieldError;
use crate::i18n::Texts;

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
            errors.add(&fault.field, t.say(fault.code));
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
