//! Pages as a browser sees them.

mod desk;
mod manage;
mod public;
mod session;
