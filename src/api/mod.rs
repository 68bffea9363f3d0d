//! JSON under /api/v1.
//!
//! [`ROUTES`] is the one list of routes; the server is configured from it and a test compares the OpenAPI document with
//! it. Public reads may be embedded by any site; everything else takes a token: `Authorization: Bearer …`.

mod answers;
mod call;
mod consultation;
mod contribution;
pub mod coverage;
pub mod document;
pub mod draft;
mod duty;
mod fields;
mod revision;
mod staff;
mod swap;
mod values;

use actix_web::{Route, web};

use crate::http::routes::at;

pub const BASE: &str = "/api/v1";

pub struct ApiRoute {
    /// `get`, `post`, `put` or `delete`.
    pub method: &'static str,
    /// Path below [`BASE`].
    pub path: &'static str,
    pub access: Access,
    handler: fn() -> Route,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, from any site.
    Public,
    /// Who takes duties and logs calls.
    Staff,
    /// Who sees rosters.
    Coordinator,
    /// Who changes them.
    Editor,
}

const fn get(path: &'static str, access: Access, handler: fn() -> Route) -> ApiRoute {
    ApiRoute {
        method: "get",
        path,
        access,
        handler,
    }
}

const fn post(path: &'static str, access: Access, handler: fn() -> Route) -> ApiRoute {
    ApiRoute {
        method: "post",
        path,
        access,
        handler,
    }
}

const fn put(path: &'static str, access: Access, handler: fn() -> Route) -> ApiRoute {
    ApiRoute {
        method: "put",
        path,
        access,
        handler,
    }
}

const fn delete(path: &'static str, access: Access, handler: fn() -> Route) -> ApiRoute {
    ApiRoute {
        method: "delete",
        path,
        access,
        handler,
    }
}

pub const ROUTES: &[ApiRoute] = &[
    get("/openapi.json", Access::Public, || web::to(document::serve)),
    get("/consultations", Access::Public, || web::to(consultation::list)),
    post("/consultations", Access::Editor, || web::to(consultation::add)),
    get("/consultations/{slug}/slots", Access::Public, || web::to(duty::slots)),
    get("/consultations/{slug}/on-duty", Access::Public, || {
        web::to(duty::on_duty)
    }),
    get("/consultations/{slug}/coverage", Access::Coordinator, || {
        web::to(coverage::report)
    }),
    get("/consultations/{slug}/draft", Access::Coordinator, || {
        web::to(draft::show)
    }),
    post("/consultations/{slug}/draft/changes", Access::Editor, || {
        web::to(draft::change)
    }),
    post("/consultations/{slug}/draft/generate", Access::Editor, || {
        web::to(draft::fill::generate)
    }),
    post("/consultations/{slug}/draft/assign", Access::Editor, || {
        web::to(draft::fill::assign)
    }),
    post("/consultations/{slug}/draft/undo", Access::Editor, || {
        web::to(draft::undo)
    }),
    post("/consultations/{slug}/draft/redo", Access::Editor, || {
        web::to(draft::redo)
    }),
    post("/consultations/{slug}/publish", Access::Editor, || {
        web::to(revision::publish)
    }),
    get("/consultations/{slug}/revisions", Access::Coordinator, || {
        web::to(revision::list)
    }),
    get("/consultations/{slug}/revisions/{number}", Access::Coordinator, || {
        web::to(revision::one)
    }),
    post(
        "/consultations/{slug}/revisions/{number}/restore",
        Access::Editor,
        || web::to(revision::restore),
    ),
    get("/staff", Access::Coordinator, || web::to(staff::list)),
    post("/staff", Access::Editor, || web::to(staff::add)),
    get("/staff/{id}", Access::Coordinator, || web::to(staff::one)),
    put("/staff/{id}", Access::Editor, || web::to(staff::change)),
    delete("/staff/{id}", Access::Editor, || web::to(staff::retire)),
    post("/staff/{id}/absences", Access::Editor, || web::to(staff::add_absence)),
    delete("/staff/{id}/absences/{absence}", Access::Editor, || {
        web::to(staff::remove_absence)
    }),
    get("/duties", Access::Staff, || web::to(swap::mine)),
    post("/duties/{slot}/offer", Access::Staff, || web::to(swap::offer)),
    delete("/duties/{slot}/offer", Access::Staff, || web::to(swap::withdraw)),
    post("/duties/{slot}/offer/accept", Access::Staff, || web::to(swap::accept)),
    get("/calls", Access::Staff, || web::to(call::page)),
    post("/calls", Access::Staff, || web::to(call::log)),
    get("/calls/{id}", Access::Staff, || web::to(call::one)),
    get("/contributions", Access::Coordinator, || web::to(contribution::page)),
    post("/contributions", Access::Editor, || web::to(contribution::add)),
    get("/contributions/{id}", Access::Coordinator, || {
        web::to(contribution::one)
    }),
    put("/contributions/{id}/position", Access::Editor, || {
        web::to(contribution::answer_position)
    }),
];

pub fn configure(config: &mut web::ServiceConfig) {
    let mut paths: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
    paths.dedup();
    for path in paths {
        let mut here = at(format!("{BASE}{path}"));
        for route in ROUTES.iter().filter(|route| route.path == path) {
            here = here.on(route.method, (route.handler)());
        }
        config.service(here);
    }
}
