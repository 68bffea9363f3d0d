//! What is written for other programs and papers.

mod office_table;
mod roster;
