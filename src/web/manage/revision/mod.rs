//! Published rosters.

pub mod publish;
