//! Use cases on a real database with a clock that is moved.

mod account;
mod announcement;
mod attention;
mod audit;
mod authorize;
mod calendar;
mod call;
mod call_queue;
mod consultation;
mod context;
mod demo;
mod duty;
mod message;
mod occupancy;
mod published;
mod reminder;
mod revision;
mod roster;
mod session;
mod staff;
mod swap;
mod token;
mod token_queue;
mod unit;
