//! Use cases on a real database with a clock that is moved.

mod account;
mod announcement;
mod call;
mod occupancy;
mod reminder;
mod revision;
mod session;
mod token;
