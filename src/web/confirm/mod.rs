//! Confirming a duty from the link in a reminder, without signing in.

pub mod pages;
