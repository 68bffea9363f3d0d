//! The tables, on whichever database `TEST_BACKEND` names.

mod account;
mod audit;
mod calendar;
mod call;
mod consultation;
mod contribution;
mod contribution_body;
mod db;
mod draft_step;
mod extension;
mod feed;
mod installation;
mod message;
mod message_body;
mod occupancy;
mod public_version;
mod publication;
mod reminder;
mod revision;
mod roster;
mod sample;
mod session;
mod staff;
mod swap;
mod topic;
mod unit;
