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
pub(in crate::web) mod sample;
#[cfg(test)]
mod sample_office;
#[cfg(test)]
mod sample_roster;

use actix_web::{Route, web};

use crate::http::routes::at;

#[cfg(test)]
pub(crate) use sample::pages as sample_pages;

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
    get "/manage" consultation::list::show,
    get "/manage/import" announcement::show,
    post "/manage/import" announcement::preview,
    post "/manage/import/draft" announcement::draft,
    get "/manage/outbox" message::outbox::show,
    post "/manage/outbox/{id}/retry" message::outbox::retry,
    get "/manage/c/{slug}" roster::page::show,
    post "/manage/c/{slug}/slots" roster::slot::add,
    get "/manage/c/{slug}/slots/new" roster::slot::new,
    get "/manage/c/{slug}/slots/{id}" roster::slot::show,
    post "/manage/c/{slug}/slots/{id}" roster::slot::change,
    post "/manage/c/{slug}/slots/{id}/cancel" roster::slot::cancel,
    post "/manage/c/{slug}/slots/{id}/remove" roster::slot::remove,
    get "/manage/c/{slug}/publish" revision::publish::show,
    post "/manage/c/{slug}/publish" revision::publish::publish,
    get "/manage/c/{slug}/settings" consultation::settings::show,
    post "/manage/c/{slug}/settings" consultation::settings::change,
    post "/manage/c/{slug}/settings/events" consultation::settings::change_events,
    post "/manage/c/{slug}/settings/topics" consultation::settings::change_topics,
    get "/manage/c/{slug}/table" roster::office_table::show,
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
pub fn routes() -> Vec<crate::web::page::route::PageRoute> {
    [calendar::days::routes(), call::routes(), staff::routes()]
        .into_iter()
        .flatten()
        .collect()
}
