//! Offers of duties, as coordinators see them.

mod list;
mod one;
mod words;

use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    vec![list::route(), one::route()]
}
