//! The rules, by table and by property.

mod access;
mod account;
mod assignment;
mod attention;
mod calendar;
mod call;
mod candidate;
mod consultation;
mod coverage;
mod duty;
mod extension;
mod holidays;
mod language;
mod occupancy;
mod page_path;
mod reminder;
mod revision;
mod roster;
pub mod samples;
mod slug;
mod staff;
mod swap;
mod text;
mod time;
mod topic;
mod unit;
mod workload;
