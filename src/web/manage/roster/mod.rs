//! The draft roster.

pub mod office_table;
pub mod page;
pub mod rows;
pub mod slot;
pub mod slot_form;
