//! dutyline: from a city's announcement to a running telephone duty.
//!
//! Modules in reading order, from the rules up; `ARCHITECTURE.md` tells what calls what.

pub mod domain;

pub mod clock;
pub mod digest;
pub mod random;

pub mod announcement;
pub mod export;
pub mod i18n;
pub mod store;

pub mod actions;

pub mod delivery;
pub mod worker;

pub mod http;

pub mod api;
pub mod web;

pub mod commands;
pub mod config;
pub mod telemetry;
