//! The reader, tried on notations, containers, and generated input.

mod containers;
mod examples;
mod notations;
mod properties;
mod support;
mod traps;
