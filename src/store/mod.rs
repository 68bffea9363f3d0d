//! Diesel over both databases. Nothing above this storey knows SQL, nothing in it knows a rule that could stand in
//! `domain`.
//!
//! [`db`] holds what every subject needs; then one file per subject. Every function takes `&mut Db` first and runs inside
//! the transaction that [`Store::read`] or [`Store::write`] opened; none begins or ends one.

pub mod db;

pub mod account;
pub mod audit;
pub mod call;
pub mod consultation;
mod contribution;
pub mod extension;
pub mod installation;
pub mod message;
mod message_body;
mod occupancy;
pub mod reminder;
pub mod revision;
pub mod roster;
pub mod session;
pub mod staff;

pub use db::connection::{DatabaseUrl, Db, UrlError};
pub use db::error::StoreError;
pub use db::pool::{PoolOptions, Store};
