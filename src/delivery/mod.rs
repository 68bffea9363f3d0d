//! Ways out of the house, one file per channel. Each implements [`Deliver`](crate::actions::outbox::Deliver).

pub mod demo;
pub mod smtp;
