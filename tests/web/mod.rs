//! Pages as a browser sees them.

mod coordinator;
mod duty_desk;
mod residents;
mod signing_in;
