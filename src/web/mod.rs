//! HTML pages.
//!
//! A page is a struct of plain data with a template of the same name; it holds no rule. Each comes with samples, from
//! which a test renders it in every language. Handlers read the request, call one action and fill the struct.

pub mod page;

pub mod confirm;
pub mod desk;
pub mod manage;
pub mod public;
pub mod session;

#[cfg(test)]
mod sample;

use crate::http::routes::at;
use crate::web::page::route::PageRoute;

/// Every address of a page below `/{locale}`.
pub fn routes() -> Vec<PageRoute> {
    [manage::routes(), session::routes(), confirm::routes(), desk::routes()]
        .into_iter()
        .flatten()
        .collect()
}

/// All pages, and the files they need.
pub fn configure(config: &mut actix_web::web::ServiceConfig) {
    config.service(at("/static/{file}").get(page::assets::serve).compressed());
    public::configure(config);
    manage::configure(config);
    for route in routes() {
        route.register(config);
    }
    config.service(at("/{locale}/outbox").get(manage::message::demo_outbox::show));
}
