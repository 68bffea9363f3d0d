//! What the tests share.

pub mod app;
pub mod database;
pub mod forms;
pub mod log;
pub mod process;
pub mod world;
