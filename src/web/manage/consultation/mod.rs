//! Consultations: the list and their settings.

pub mod list;
pub mod settings;
pub mod settings_form;
