//! Which database, and how it is opened, read and written.
//!
//! In reading order: `url`, `connection` (both databases as one), `transaction`, `pool` ([`Store`](pool::Store): reading and
//! writing), `writer` (SQLite's one writer thread), `listener` (what PostgreSQL tells by itself), `files` (SQLite's),
//! `migrate`, `types` and `schema` (domain values as columns).

pub mod connection;
pub mod error;
mod files;
pub mod listener;
mod migrate;
pub mod pool;
pub(super) mod schema;
mod transaction;
pub(super) mod types;
pub mod url;
mod writer;
