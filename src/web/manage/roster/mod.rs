//! The draft roster.

mod action_items;
pub mod history;
pub mod office_table;
pub mod page;
pub mod pick;
mod presenter;
mod rows;
pub mod share;
pub mod slot;
mod slot_form;
