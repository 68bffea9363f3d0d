//! The draft roster.

mod action_items;
pub mod day_sheet;
mod fairness;
pub mod files;
pub mod generate;
pub mod grid;
mod grid_lines;
pub mod history;
pub mod office_table;
pub mod page;
pub mod pick;
mod presenter;
mod reason;
mod rows;
pub mod several;
pub mod share;
pub mod sheet;
pub mod slot;
mod slot_form;
