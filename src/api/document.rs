//! The OpenAPI document, generated from the handlers.

use actix_web::{HttpRequest, HttpResponse, web};
use utoipa::openapi::content::Content;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::Response;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{Modify, OpenApi};

use crate::api::{answers, call, consultation, contribution, coverage, draft, duty, revision, staff, swap};
use crate::http::cache::{Name, Of};
use crate::http::errors::HttpError;
use crate::http::problem::Problem;
use crate::http::state::AppState;

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
        consultation::add,
        duty::slots,
        duty::on_duty,
        coverage::report,
        draft::show,
        draft::change,
        draft::fill::generate,
        draft::fill::assign,
        draft::undo,
        draft::redo,
        revision::publish,
        revision::list,
        revision::one,
        revision::restore,
    staff::add, staff::add_absence, staff::change, staff::list, staff::one, staff::remove_absence, staff::retire, swap::accept, swap::mine, swap::offer, swap::withdraw,
        call::page,
        call::log,
        call::one,
        contribution::page,
        contribution::add,
        contribution::one,
        contribution::answer_position
    ),
    components(schemas(Problem)),
    modifiers(&Token, &CommonAnswers)
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

/// What handlers need not say each time: every error is a problem, what takes a token answers 401 without one and 429 when it
/// asks too often, and what is public answers 304.
struct CommonAnswers;

impl Modify for CommonAnswers {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for path in document.paths.paths.values_mut() {
            let operations = [&mut path.get, &mut path.post, &mut path.put, &mut path.delete];
            for operation in operations.into_iter().flatten() {
                complete(operation);
            }
        }
    }
}

fn complete(operation: &mut Operation) {
    let answers = &mut operation.responses.responses;
    let mut add = |status: &str, description: &str| {
        answers.insert(status.to_owned(), Response::new(description).into());
    };
    if operation.security.is_some() {
        add("401", "No token, or an unknown one");
        add(
            "429",
            "Too many requests of one account in a minute; Retry-After says how long to wait. Logging calls is not counted",
        );
    } else {
        add("304", "Not changed since the ETag in If-None-Match");
    }
    add("5XX", "Not now, or a fault of the server");
    for (status, answer) in answers {
        if let RefOr::T(answer) = answer
            && status.starts_with(['4', '5'])
        {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            answer
                .content
                .insert("application/problem+json".to_owned(), RefOr::T(problem));
        }
    }
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "public", responses((status = 200, description = "OpenAPI 3.1")))]
pub fn document() {}

pub async fn serve(request: HttpRequest, state: web::Data<AppState>) -> Result<HttpResponse, HttpError> {
    let name = Name {
        what: "openapi",
        of: Of::All,
        locale: None,
    };
    let snapshot = state.cx.published.now();
    state.answer(&request, name, &snapshot, |_| answers::json(&Document::openapi(), None))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::api::{Access, BASE, ROUTES};

    fn openapi() -> Value {
        serde_json::to_value(Document::openapi()).unwrap()
    }

    #[test]
    fn routes_and_document_agree() {
        let routed: BTreeSet<_> = ROUTES
            .iter()
            .map(|route| {
                let takes_token = route.access != Access::Public;
                (route.method.to_owned(), format!("{BASE}{}", route.path), takes_token)
            })
            .collect();
        let mut documented = BTreeSet::new();
        for (path, operations) in openapi()["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                documented.insert((method.clone(), path.clone(), operation.get("security").is_some()));
            }
        }
        assert_eq!(routed, documented);
    }

    #[test]
    fn every_schema_that_is_named_is_there() {
        let text = openapi().to_string();
        let schemas = &openapi()["components"]["schemas"];
        for part in text.split("\"#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schemas.get(name).is_some(), "{name} is not described");
        }
    }

    #[test]
    fn every_error_is_a_problem() {
        let problem = json!({ "$ref": "#/components/schemas/Problem" });
        for (path, operations) in openapi()["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                let answers = operation["responses"].as_object().unwrap();
                let takes_token = operation.get("security").is_some();
                assert_eq!(answers.contains_key("401"), takes_token, "{method} {path}");
                assert_eq!(answers.contains_key("429"), takes_token, "{method} {path}");
                assert_eq!(answers.contains_key("304"), !takes_token, "{method} {path}");
                for (status, answer) in answers {
                    let found = answer["content"]["application/problem+json"].get("schema");
                    let is_error = status.starts_with(['4', '5']);
                    assert_eq!(found, is_error.then_some(&problem), "{method} {path} {status}");
                }
            }
        }
    }

    #[test]
    fn the_body_of_a_call_is_described_by_what_reads_it() {
        let call = &openapi()["components"]["schemas"]["NewCall"];
        assert_eq!(call["required"], json!(["id", "consultation", "kind"]));
        assert_eq!(call["additionalProperties"], false);
        let names: Vec<&String> = call["properties"].as_object().unwrap().keys().collect();
        assert_eq!(names.len(), 11, "{names:?}");
        let kind = &call["properties"]["kind"];
        assert_eq!(kind["type"], "string");
        assert_eq!(kind["enum"][0], "contribution");
        let outcome = &call["properties"]["outcome"];
        assert_eq!(outcome["type"], json!(["string", "null"]));
        assert_eq!(outcome["enum"][4], Value::Null);
        let contribution = &call["properties"]["contributions"]["items"];
        assert_eq!(contribution["required"], json!(["text"]));
        let query = &openapi()["paths"]["/api/v1/calls"]["get"]["parameters"];
        let limit = query.as_array().unwrap().iter().find(|one| one["name"] == "limit");
        assert_eq!(limit.unwrap()["schema"]["maximum"], 200);
    }
}
