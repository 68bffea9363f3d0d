//! What commands share.

use std::io::Write;
use std::sync::Arc;

use url::Url;

use crate::actions::Context;
use crate::actions::account::Post;
use crate::clock::SystemClock;
use crate::commands::failure::Failure;
use crate::config::{RoleArgument, Secret};
use crate::domain::slug::Slug;
use crate::store::{DatabaseUrl, PoolOptions, Store, StoreError};

/// Opens the database of an address, its tables brought up to date.
///
/// # Errors
/// [`Failure`] with code 2 for an address that is none, 1 when the database cannot be opened.
pub fn open_store(database: &Secret, pool_size: u32) -> Result<Store, Failure> {
    let url: DatabaseUrl = database.expose().parse().map_err(StoreError::from)?;
    let options = PoolOptions {
        size: pool_size,
        ..PoolOptions::default()
    };
    Ok(Store::open(&url, options)?)
}

/// What a command that works on the database for a moment needs: the machine's clock and, in links, `base_url`.
///
/// # Errors
/// As [`open_store`].
pub async fn context(database: &Secret, base_url: Url) -> Result<Context, Failure> {
    let store = open_store(database, 2)?;
    Ok(Context::load(store, Arc::new(SystemClock), base_url).await?)
}

/// What somebody or a program is to be, as the options say.
pub fn post(role: RoleArgument, unit: Option<Slug>) -> Post {
    match role.in_unit() {
        Some(role) => Post::Role(role, unit),
        None => Post::Administrator,
    }
}

/// Writes one line to standard output.
///
/// # Errors
/// When it cannot be written, as into a closed pipe.
pub fn print(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
