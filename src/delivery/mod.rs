//! Ways out of the house, one file per channel. Each implements [`Deliver`](crate::actions::message::Deliver).

pub mod demo;
pub mod email;
