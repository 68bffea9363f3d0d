//! What is sent.

pub mod demo_outbox;
pub mod outbox;
