//! What every page shares: who visits, the layout, forms, answers, addresses, the stylesheet, the error page.

pub mod address;
pub mod answer;
pub mod assets;
pub mod download;
pub mod error;
pub mod form;
pub mod layout;
pub mod nav;
pub mod route;
pub mod sender;
pub mod unbroken;
pub mod visit;

#[cfg(test)]
pub(in crate::web) mod sample;
#[cfg(test)]
pub(in crate::web) mod samples;
