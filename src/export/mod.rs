//! Writers of other formats, over plain data of the rules.

pub mod ics;
pub mod office_table;
