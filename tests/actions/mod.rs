//! Use cases on a real database with a clock that is moved.

mod accounts;
mod calls;
mod importing;
mod one_place;
mod publishing;
mod reminders;
mod sign_in;
pub mod world;
