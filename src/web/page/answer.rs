//! Answers of pages.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use askama::Template;

use crate::http::errors::HttpError;

/// Media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";
/// Media type of calendars.
pub const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The HTML of a page.
///
/// # Errors
/// [`HttpError::Internal`] when the template cannot be filled.
pub fn render(page: &impl Template) -> Result<String, HttpError> {
    page.render().map_err(|error| HttpError::Internal(error.to_string()))
}

/// A page.
///
/// # Errors
/// As [`render`].
pub fn html(page: &impl Template) -> Result<HttpResponse, HttpError> {
    html_as(StatusCode::OK, page)
}

/// A page with another status than 200.
///
/// # Errors
/// As [`render`].
pub fn html_as(status: StatusCode, page: &impl Template) -> Result<HttpResponse, HttpError> {
    Ok(HttpResponse::build(status).content_type(HTML).body(render(page)?))
}

/// On to another page, by GET.
pub fn see_other(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, path.as_ref()))
        .finish()
}
