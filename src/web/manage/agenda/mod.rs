//! All duties of the offices one works for.

pub mod days;
#[cfg(test)]
mod sample;
