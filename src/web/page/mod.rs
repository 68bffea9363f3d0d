//! What every page shares: layout, forms, answers, the stylesheet, the error page.

pub mod answer;
pub mod assets;
pub mod error;
pub mod form;
pub mod layout;

#[cfg(test)]
pub(in crate::web) mod samples;
