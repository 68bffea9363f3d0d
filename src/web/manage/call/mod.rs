//! The register of calls.

pub mod register;
