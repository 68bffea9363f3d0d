//! Use cases: check the right → apply the rule → save → enqueue, in one transaction.
//!
//! Every action takes the [`Context`] and, unless it serves residents or a signed link, the [`Actor`] who asks. Nothing
//! leaves the machine here: what must be sent is written to the outbox with its cause, and the worker is woken.

pub mod absence;
pub mod account;
pub mod agenda;
pub mod announcement;
mod attention;
mod audit;
mod authorize;
mod blocking;
pub mod calendar;
pub mod call;
mod call_queue;
pub mod consultation;
mod context;
pub mod contribution;
pub mod demo;
pub mod duty;
mod error;
pub mod feed;
pub mod message;
mod occupancy;
mod password;
pub mod published;
pub mod reminder;
pub mod retirement;
pub mod revision;
pub mod roster;
pub mod session;
pub mod sheet;
pub mod staff;
pub mod swap;
pub mod token;
mod token_queue;
pub mod topic;
pub mod unit;
mod wake;

pub use authorize::allow;
pub use context::{Context, SessionRules};
pub use error::ActionError;
