//! The register of calls with their contributions.

mod entry;
mod register;
mod view;

use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    vec![register::route(), entry::route()]
}
