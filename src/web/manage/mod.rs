//! Pages of the coordinator: consultations, import, roster, publishing, settings, staff, register, outbox.

pub mod announcement;
pub mod calendar;
pub mod call;
pub mod consultation;
mod fields;
pub mod frame;
pub mod message;
pub mod revision;
pub mod roster;
pub mod staff;

#[cfg(test)]
mod sample_office;

use actix_web::{Route, web};

use crate::http::routes::at;
use crate::web::page;

#[cfg(test)]
pub(crate) use sample_office::pages as sample_pages;

/// One route of these pages.
pub struct PageRoute {
    /// Method.
    pub method: &'static str,
    /// Path behind `/{locale}`.
    pub path: &'static str,
    handler: fn() -> Route,
}

macro_rules! routes {
    ($($method:ident $path:literal $handler:path),+ $(,)?) => {
        &[$(PageRoute {
            method: stringify!($method),
            path: $path,
            handler: || web::to($handler),
        }),+]
    };
}

/// All routes of these pages; a test tries each with every role.
pub const ROUTES: &[PageRoute] = routes![
    get "/manage/outbox" message::outbox::show,
    post "/manage/outbox/{id}/retry" message::outbox::retry,
];

/// The routes of these pages. Fixed words come before `{slug}`; a consultation cannot take their names.
pub fn configure(config: &mut web::ServiceConfig) {
    let mut done: Vec<&str> = Vec::new();
    for PageRoute { path, .. } in ROUTES {
        if done.contains(path) {
            continue;
        }
        done.push(path);
        let mut here = at(format!("/{{locale}}{path}"));
        for route in ROUTES.iter().filter(|route| route.path == *path) {
            here = here.on(route.method, (route.handler)());
        }
        config.service(here);
    }
}

/// The addresses of these pages.
pub fn routes() -> Vec<page::route::PageRoute> {
    [
        announcement::paste::routes(),
        announcement::preview::routes(),
        calendar::days::routes(),
        call::routes(),
        consultation::list::routes(),
        consultation::settings::routes(),
        message::demo_outbox::routes(),
        revision::publish::routes(),
        roster::office_table::routes(),
        roster::page::routes(),
        roster::slot::routes(),
        staff::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
