//! JSON under /api/v1.
//!
//! Every route stands once, in [`ROUTES`]; the server is configured from it and a test holds the OpenAPI document to it.
//! Public reads may be embedded by any site; everything else takes a token: `Authorization: Bearer …`.

mod answers;
mod body;
mod call;
mod consultation;
pub mod document;
pub mod types;

use actix_web::{Route, web};

use crate::http::routes::at;

/// Where the API lives.
pub const BASE: &str = "/api/v1";

/// One route of the API.
pub struct ApiRoute {
    /// Method.
    pub method: &'static str,
    /// Path below [`BASE`].
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    handler: fn() -> Route,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, from any site.
    Public,
    /// Who logs calls.
    Staff,
    /// Who sees rosters.
    Coordinator,
}

/// All routes.
pub const ROUTES: &[ApiRoute] = &[
    ApiRoute {
        method: "get",
        path: "/openapi.json",
        access: Access::Public,
        handler: || web::to(document::serve),
    },
    ApiRoute {
        method: "get",
        path: "/consultations",
        access: Access::Public,
        handler: || web::to(consultation::list),
    },
    ApiRoute {
        method: "get",
        path: "/consultations/{slug}/slots",
        access: Access::Public,
        handler: || web::to(consultation::slots),
    },
    ApiRoute {
        method: "get",
        path: "/consultations/{slug}/on-duty",
        access: Access::Public,
        handler: || web::to(consultation::on_duty),
    },
    ApiRoute {
        method: "get",
        path: "/consultations/{slug}/coverage",
        access: Access::Coordinator,
        handler: || web::to(consultation::coverage),
    },
    ApiRoute {
        method: "get",
        path: "/calls",
        access: Access::Staff,
        handler: || web::to(call::page),
    },
    ApiRoute {
        method: "post",
        path: "/calls",
        access: Access::Staff,
        handler: || web::to(call::log),
    },
    ApiRoute {
        method: "get",
        path: "/calls/{id}",
        access: Access::Staff,
        handler: || web::to(call::one),
    },
];

/// The routes of the API.
pub fn configure(config: &mut web::ServiceConfig) {
    let mut scope = web::scope(BASE);
    let mut paths: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
    paths.dedup();
    for path in paths {
        let mut here = at(path);
        for route in ROUTES.iter().filter(|route| route.path == path) {
            here = here.on(route.method, (route.handler)());
            if route.access == Access::Public {
                here = here.compressed();
            }
        }
        scope = scope.service(here);
    }
    config.service(scope);
}
