//! Pages as a browser sees them.

mod absence;
mod closed;
mod desk;
mod manage;
mod public;
mod session;
