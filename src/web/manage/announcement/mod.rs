//! From an announcement to a draft: paste or upload, look at what was read, answer what is asked.

mod form;
pub mod paste;
pub mod preview;
