//! The rules, by table and by property.

mod coverage;
mod holidays;
mod occupancy;
mod reminder;
mod roster;
mod samples;
mod time;
