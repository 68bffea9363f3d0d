//! Pages for residents: no cookie, no script.

pub mod consultation;
pub mod list;
pub mod view;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
