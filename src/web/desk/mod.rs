//! The duty desk: my duties, my running duty, calls.

mod call;
mod home;
#[cfg(test)]
pub(in crate::web) mod sample;

use crate::domain::revision::PublishedSlot;
use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    let mut routes = vec![home::route()];
    routes.extend(call::routes());
    routes
}

/// The extensions of a duty in a line.
fn extensions_of(slot: &PublishedSlot) -> String {
    let extensions: Vec<&str> = slot
        .extensions
        .iter()
        .map(|extension| extension.display.as_str())
        .collect();
    extensions.join(" · ")
}
