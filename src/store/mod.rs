//! Diesel over both databases. Nothing above this storey knows SQL; nothing in it decides.
//!
//! [`db`] holds what every subject needs; then one file per subject. Every function takes `&mut Db` first and runs inside
//! the transaction that [`Store::read`] or [`Store::write`] opened; none begins or ends one.

pub mod db;

pub mod account;
pub mod audit;
pub mod calendar;
pub mod call;
pub mod consultation;
pub mod contribution;
pub mod contribution_body;
pub mod draft_step;
pub mod extension;
pub mod feed;
pub mod installation;
pub mod message;
pub mod message_body;
pub mod occupancy;
pub mod public_version;
pub mod publication;
pub mod reminder;
pub mod revision;
pub mod roster;
pub mod session;
pub mod staff;
pub mod swap;
pub mod topic;
pub mod unit;

pub use db::connection::Db;
pub use db::error::StoreError;
pub use db::listener::Listener;
pub use db::pool::{PoolOptions, Store};
pub use db::url::{DatabaseUrl, UrlError};
