//! Pages as a browser sees them.

mod coordinator;
