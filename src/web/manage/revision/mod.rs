//! Published rosters.

mod changes;
pub mod publish;
