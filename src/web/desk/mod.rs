//! The duty desk: my duties, my running duty, duties offered to me and by me, calls.

mod call;
mod duty;
mod feed;
mod home;
mod offer;
mod offered;
#[cfg(test)]
pub(in crate::web) mod sample;

use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    let mut routes = vec![offer::route()];
    routes.extend(home::routes());
    routes.extend(call::routes());
    routes.extend(feed::routes());
    routes
}
