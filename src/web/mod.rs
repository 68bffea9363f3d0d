//! HTML pages.
//!
//! A page is a struct of plain data with a template of the same name; it holds no rule. Handlers read the request, call
//! one action and fill the struct. Each page comes with samples, from which a test draws it in every language.

pub mod page;

pub mod absence;
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
    let areas = [
        public::routes(),
        session::routes(),
        confirm::routes(),
        desk::routes(),
        absence::routes(),
        manage::routes(),
    ];
    areas.into_iter().flatten().collect()
}

/// All pages, and the files they need.
pub fn configure(config: &mut actix_web::web::ServiceConfig) {
    config.service(at("/static/{file}").get(page::assets::serve));
    config.service(at("/").get(public::home));
    for route in routes() {
        route.register(config);
    }
}
