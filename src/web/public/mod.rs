//! Pages for residents: no cookie, no script.

mod calendar;
pub(super) mod consultation;
mod list;
pub(super) mod view;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use actix_web::HttpResponse;

use crate::web::page::answer::see_other;
use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    // The calendar's address comes first: that of the page fits it too.
    let mut routes = list::routes();
    routes.extend([calendar::route(), consultation::route()]);
    routes
}

/// `GET /`
pub async fn home() -> HttpResponse {
    see_other("/pl/consultations")
}
