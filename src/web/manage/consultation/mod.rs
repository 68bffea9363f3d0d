//! Consultations: the list and their settings.

pub mod list;
pub mod new;
pub mod settings;
mod settings_form;
