//! From an error to the answer: problem JSON (RFC 9457) for programs, a page for people, in their language.
//!
//! Handlers return an [`HttpError`]; [`rendered`] answers it, and any bare error of the framework. Internal causes go to
//! the log under the request's id and nowhere else.

use std::fmt;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};

use crate::domain::language::Locale;
use crate::domain::page_path::PagePath;
use crate::http::errors::HttpError;
use crate::http::locale;
use crate::http::observe::RequestId;
use crate::http::problem::{Problem, Reader};
use crate::http::routes::FormPage;

/// `Retry-After` of a 503, in seconds.
pub const RETRY_SECONDS: u64 = 10;

/// What the web storey brings for errors; this one knows no templates and no pages.
#[derive(Clone, Copy)]
pub struct ErrorPages {
    pub draw: fn(Locale, &Problem) -> Option<String>,
    /// Address of the sign-in page.
    pub sign_in: fn(Locale, &Interrupted) -> String,
}

/// What somebody was about to do who has to sign in first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interrupted {
    /// To come back to: the page that was to be read, or the one on which the form stands that was sent.
    pub page: Option<PagePath>,
    /// Whether a form was sent. Nothing of it was stored.
    pub sent: bool,
}

/// The answer, or what a reader is told instead when it is an error.
pub fn rendered(response: ServiceResponse) -> ServiceResponse {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let is_bare = matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0));
    let (request, response) = response.into_parts();
    let rendered = match response.error().map(|error| error.as_error::<HttpError>().ok_or(error)) {
        Some(Ok(error)) => answer(&request, error),
        Some(Err(other)) => answer(&request, &of_framework(other, status)),
        None if is_bare => answer(&request, &of_status(status)),
        None => response,
    };
    ServiceResponse::new(request, rendered)
}

fn of_framework(error: &Error, status: StatusCode) -> HttpError {
    if status.is_server_error() {
        HttpError::Internal(error.to_string())
    } else {
        of_status(status)
    }
}

/// What a bare status of the framework means here.
fn of_status(status: StatusCode) -> HttpError {
    match status {
        StatusCode::NOT_FOUND => HttpError::NotFound("page"),
        StatusCode::METHOD_NOT_ALLOWED => HttpError::Method(String::new()),
        StatusCode::REQUEST_TIMEOUT => HttpError::TooSlow,
        StatusCode::PAYLOAD_TOO_LARGE => HttpError::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => HttpError::MediaType,
        other if other.is_client_error() => HttpError::Malformed,
        other => HttpError::Internal(format!("an answer with status {other} and no body")),
    }
}

fn answer(request: &HttpRequest, error: &HttpError) -> HttpResponse<BoxBody> {
    let locale = locale::of(request.path(), request.headers());
    let pages = request.app_data::<ErrorPages>();
    let request_id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    let status = error.status();
    if status.is_server_error() {
        tracing::error!(request_id, cause = %Causes(error), "request failed");
    }
    if let (HttpError::SignIn, Some(pages), false) = (error, pages, wants_json(request)) {
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, (pages.sign_in)(locale, &interrupted(request))))
            .finish();
    }
    let mut answer = HttpResponse::build(status);
    answer.insert_header((header::CONTENT_LANGUAGE, locale.code()));
    match error {
        HttpError::TooMany { seconds } => answer.insert_header((header::RETRY_AFTER, *seconds)),
        HttpError::Method(allow) => answer.insert_header((header::ALLOW, allow.as_str())),
        _ if status == StatusCode::SERVICE_UNAVAILABLE => answer.insert_header((header::RETRY_AFTER, RETRY_SECONDS)),
        _ => &mut answer,
    };
    let reader = if wants_json(request) {
        Reader::Program
    } else {
        Reader::Person
    };
    let problem = Problem::of(error, locale, reader, !only_reads(request), request_id);
    if reader == Reader::Program {
        if status == StatusCode::UNAUTHORIZED {
            answer.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"dutyline\""));
        }
        return answer
            .insert_header((header::VARY, "Accept-Language"))
            .content_type("application/problem+json")
            .json(problem);
    }
    match pages.and_then(|pages| (pages.draw)(locale, &problem)) {
        Some(html) => answer.content_type("text/html; charset=utf-8").body(html),
        None => answer
            .content_type("text/plain; charset=utf-8")
            .body(format!("{}\n{}\n", problem.title, problem.detail)),
    }
}

fn only_reads(request: &HttpRequest) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

fn interrupted(request: &HttpRequest) -> Interrupted {
    let sent = !only_reads(request);
    let form = request.extensions().get::<FormPage>().cloned().filter(|_| sent);
    let page = match form {
        Some(FormPage(page)) => page.parse(),
        None => request.uri().path_and_query().map_or("/", |path| path.as_str()).parse(),
    };
    Interrupted { page: page.ok(), sent }
}

/// Programs get JSON: everything under `/api/`, and who accepts JSON and no HTML.
fn wants_json(request: &HttpRequest) -> bool {
    let accepts = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    request.path().starts_with("/api/") || (accepts.contains("json") && !accepts.contains("html"))
}

/// An error and what caused it, in one line for the log.
struct Causes<'a>(&'a dyn std::error::Error);

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
