//! The tables, on whichever database `TEST_BACKEND` names.

mod account;
mod audit;
mod call;
mod connection;
mod consultation;
mod message;
mod migrations;
mod occupancy;
mod reminder;
mod revision;
mod roster;
mod sample;
