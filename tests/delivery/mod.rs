//! The channels.

mod demo;
mod email;
