//! The OpenAPI document, generated from the handlers.

use actix_web::{HttpRequest, HttpResponse, web};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::api::{answers, call, consultation};
use crate::http::errors::HttpError;
use crate::http::state::AppState;

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "dutyline",
        description = "Who is on the telephone duty of a public consultation, and the calls they take. \
                       Errors are problem documents (RFC 9457) in the language of Accept-Language."
    ),
    paths(
        document,
        consultation::list,
        consultation::slots,
        consultation::on_duty,
        consultation::coverage,
        call::page,
        call::log,
        call::one
    ),
    modifiers(&Token)
)]
pub struct Document;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("Made by `dutyline token create`"))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "public", responses((status = 200, description = "OpenAPI 3.1")))]
pub fn document() {}

/// Answers with the document.
///
/// # Errors
/// When it cannot be written as JSON.
pub async fn serve(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, HttpError> {
    answers::public(&request, &Document::openapi(), state.cx.now(), None)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::api::{Access, BASE, ROUTES};

    /// Method, path, whether it takes a token.
    fn documented() -> BTreeSet<(String, String, bool)> {
        let document = serde_json::to_value(Document::openapi()).unwrap();
        let mut found = BTreeSet::new();
        for (path, operations) in document["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                found.insert((method.clone(), path.clone(), operation.get("security").is_some()));
            }
        }
        found
    }

    #[test]
    fn routes_and_document_agree() {
        let routed: BTreeSet<_> = ROUTES
            .iter()
            .map(|route| {
                (
                    route.method.to_owned(),
                    format!("{BASE}{}", route.path),
                    route.access != Access::Public,
                )
            })
            .collect();
        assert_eq!(routed, documented());
    }

    #[test]
    fn every_schema_that_is_named_is_there() {
        let text = serde_json::to_string(&Document::openapi()).unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        for part in text.split("\"#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schemas.contains_key(name), "{name} is not described");
        }
    }
}
