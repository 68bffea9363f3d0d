//! Sharing out, held by a checker and a solver of their own.

mod brute;
mod collision;
mod model;
mod reason;
mod samples;
mod scheme;
mod solution;
mod solve;
