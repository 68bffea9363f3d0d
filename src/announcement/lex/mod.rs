//! One line of text → facts in order.

pub mod words;
