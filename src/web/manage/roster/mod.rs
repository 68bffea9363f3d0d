//! The draft roster.

mod action_items;
pub mod office_table;
pub mod page;
mod presenter;
mod rows;
pub mod slot;
mod slot_form;
