//! The reader, tried on notations, containers, and generated input.

mod container;
mod examples;
mod limits;
mod listing;
mod notations;
mod properties;
mod sheet;
mod support;
mod traps;
