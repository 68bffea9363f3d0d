//! The rules, pure: no I/O, no clock, no randomness.
//!
//! Everything above this storey speaks in these types; a value that exists has been checked.

pub mod access;
pub mod announced;
pub mod audit;
pub mod call;
pub mod consultation;
pub mod coverage;
pub mod digest;
pub mod duty;
pub mod holidays;
pub mod ids;
pub mod language;
pub mod phone;
pub mod reminder;
pub mod roster;
pub mod staff;
pub mod time;
