//! What the coordinator's handlers share: what a path names, how a page is answered, the menu of a consultation.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;

use crate::http::errors::HttpError;
use crate::i18n::Texts;

/// What a path names by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdOf<T>(pub T);

impl<T: FromStr + 'static> FromRequest for IdOf<T> {
    type Error = HttpError;
    type Future = Ready<Result<Self, HttpError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(segment(request, "id").map(Self).ok_or(HttpError::NotFound("page")))
    }
}

fn segment<T: FromStr>(request: &HttpRequest, name: &str) -> Option<T> {
    request.match_info().get(name)?.parse().ok()
}

/// Answers with a page.
///
/// # Errors
/// When it cannot be drawn.
pub fn page(page: &impl Template) -> Result<HttpResponse, HttpError> {
    page_with(StatusCode::OK, page)
}

/// Answers with a page and a status, 422 for a form that needs correcting.
///
/// # Errors
/// When it cannot be drawn.
pub fn page_with(status: StatusCode, page: &impl Template) -> Result<HttpResponse, HttpError> {
    let html = page
        .render()
        .map_err(|error| HttpError::Internal(format!("a page could not be drawn: {error}")))?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(html))
}

/// Answers a form that was carried out: look there now.
pub fn see(address: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address.as_ref()))
        .finish()
}

/// What was just done, told on the page one is led to: the `done` of its query. Only known codes are told.
pub fn done(t: Texts, code: Option<&str>) -> Option<String> {
    let known = [
        "imported",
        "slot-saved",
        "slot-saved-clock",
        "slot-cancelled",
        "slot-removed",
        "day-saved",
        "days-exempt",
        "published",
        "settings-saved",
        "staff-saved",
        "invited",
        "put-back",
    ];
    code.filter(|code| known.contains(code))
        .map(|code| t.say(&format!("manage-done-{code}")))
}

/// A query that may tell what was just done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct DoneQuery {
    /// The code.
    #[serde(default)]
    pub done: Option<String>,
}
