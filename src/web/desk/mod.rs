//! The duty desk: my duties, my running duty, calls.

mod call;
mod duty;
mod feed;
mod home;
#[cfg(test)]
pub(in crate::web) mod sample;

use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    let mut routes = vec![home::route()];
    routes.extend(call::routes());
    routes.extend(feed::routes());
    routes
}
