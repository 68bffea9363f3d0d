//! Published rosters.

mod changes;
pub mod list;
pub mod planned;
pub mod publish;
pub mod seen;
