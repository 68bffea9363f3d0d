//! The rules, pure: no I/O, no clock, no randomness.
//!
//! Everything above this storey speaks in these types; a value that exists has been checked.

pub mod absence;
pub mod access;
pub mod account;
pub mod agenda;
pub mod assignment;
pub mod attention;
pub mod audit;
pub mod calendar;
pub mod call;
pub mod caller;
pub mod candidate;
mod code;
pub mod consultation;
pub mod contribution;
pub mod coverage;
pub mod duty;
pub mod extension;
pub mod fault;
pub mod feed;
pub mod finding;
pub mod holidays;
pub mod ids;
pub mod language;
pub mod message;
pub mod occupancy;
pub mod page_path;
pub mod position;
pub mod publication;
pub mod reminder;
pub mod revision;
pub mod roster;
pub mod slug;
pub mod staff;
pub mod swap;
pub mod text;
pub mod time;
pub mod topic;
pub mod unit;
pub mod workload;
