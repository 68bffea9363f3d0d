//! The tables, on whichever database `TEST_BACKEND` names.

mod sample;

mod calls;
mod connection;
mod consultations;
mod migrations;
mod outbox;
mod overlap;
mod people;
mod record;
mod reminders;
mod revisions;
mod roster;
