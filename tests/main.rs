//! The integration tests, one binary; its modules mirror `src/`.

mod support;

mod actions;
mod domain;
mod house;
mod store;
mod worker;
