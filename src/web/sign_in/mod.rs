//! Signing in and out, setting a password.

pub mod pages;
