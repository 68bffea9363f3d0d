//! Consultations: the list and their settings.

pub mod list;
pub mod settings;
mod settings_form;
