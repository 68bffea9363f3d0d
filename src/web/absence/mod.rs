//! When somebody cannot be on duty: their own page, and a coordinator's of each person.

mod form;
mod page;

pub use page::routes;
