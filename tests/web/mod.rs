//! Pages as a browser sees them.

mod closed;
mod desk;
mod manage;
mod public;
mod session;
