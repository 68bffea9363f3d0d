//! Diesel over both databases. Nothing above this storey knows SQL, nothing in it knows a rule that could stand in
//! `domain`.
//!
//! In reading order: [`connection`] (which database, and how to open it), [`Store`] (reading and writing), `writer`
//! (SQLite's one writer thread), `migrate`, `types` and `schema` (how domain values stand in columns), then one file per
//! subject. Every function takes `&mut Db` first and runs inside the transaction that [`Store::read`] or
//! [`Store::write`] opened; none begins or ends one.

pub mod connection;
mod error;
mod migrate;
mod pool;
mod schema;
mod types;
mod writer;

pub mod audit;
pub mod calls;
pub mod consultations;
pub mod extensions;
pub mod outbox;
pub mod reminders;
pub mod revisions;
pub mod roster;
pub mod sessions;
pub mod settings;
pub mod staff;
pub mod users;

mod contributions;
mod outbox_bodies;
mod overlap;

pub use connection::{DatabaseUrl, Db, UrlError};
pub use error::StoreError;
pub use pool::{PoolOptions, Store};
