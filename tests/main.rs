//! The integration tests, one binary; its modules mirror `src/`.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without ends it")]

mod support;

mod actions;
mod announcement;
mod api;
mod commands;
mod delivery;
mod domain;
mod export;
mod house;
mod http;
mod i18n;
mod store;
mod telemetry;
mod web;
mod worker;
