//! Sharing out, held by a checker and two solvers that are not the real one.

mod brute;
mod collision;
mod model;
mod program;
mod reason;
mod rivals;
mod samples;
mod scheme;
mod solution;
mod solve;
