//! Pages of the coordinator: consultations, import, roster, publishing, settings, staff, register, outbox.

pub mod days;
mod fields;
pub mod frame;
pub mod import;
mod import_form;
pub mod list;
pub mod outbox;
pub mod publish;
pub mod register;
pub mod roster;
pub mod roster_rows;
pub mod settings;
pub mod settings_form;
pub mod slot_form;
pub mod slots;
pub mod staff;
pub mod table;

#[cfg(test)]
mod sample;
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
    get "/manage" list::show,
    get "/manage/import" import::show,
    post "/manage/import" import::preview,
    post "/manage/import/draft" import::draft,
    get "/manage/staff" staff::list,
    post "/manage/staff" staff::add,
    get "/manage/staff/new" staff::new,
    get "/manage/staff/{id}" staff::show,
    post "/manage/staff/{id}" staff::change,
    post "/manage/staff/{id}/invite" staff::invite,
    get "/manage/outbox" outbox::show,
    post "/manage/outbox/{id}/retry" outbox::retry,
    get "/manage/{slug}" roster::show,
    post "/manage/{slug}/slots" slots::add,
    get "/manage/{slug}/slots/new" slots::new,
    get "/manage/{slug}/slots/{id}" slots::show,
    post "/manage/{slug}/slots/{id}" slots::change,
    post "/manage/{slug}/slots/{id}/cancel" slots::cancel,
    post "/manage/{slug}/slots/{id}/remove" slots::remove,
    get "/manage/{slug}/days" days::show,
    post "/manage/{slug}/days" days::change,
    get "/manage/{slug}/publish" publish::show,
    post "/manage/{slug}/publish" publish::publish,
    get "/manage/{slug}/settings" settings::show,
    post "/manage/{slug}/settings" settings::change,
    post "/manage/{slug}/settings/events" settings::change_events,
    post "/manage/{slug}/settings/topics" settings::change_topics,
    get "/manage/{slug}/register" register::show,
    get "/manage/{slug}/register/{id}" register::one,
    get "/manage/{slug}/table" table::show,
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
