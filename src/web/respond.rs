//! Answers of pages.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, LOCATION};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use sha2::{Digest, Sha256};

use crate::http::errors::Fault;

/// Media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";
/// Media type of calendars.
pub const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The HTML of a page.
///
/// # Errors
/// [`Fault::Internal`] when the template cannot be filled.
pub fn render(page: &impl Template) -> Result<String, Fault> {
    page.render().map_err(|error| Fault::Internal(error.to_string()))
}

/// A page.
///
/// # Errors
/// As [`render`].
pub fn html(page: &impl Template) -> Result<HttpResponse, Fault> {
    html_as(StatusCode::OK, page)
}

/// A page with another status than 200.
///
/// # Errors
/// As [`render`].
pub fn html_as(status: StatusCode, page: &impl Template) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::build(status).content_type(HTML).body(render(page)?))
}

/// On to another page, by GET.
pub fn see_other(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, path.as_ref()))
        .finish()
}

/// Something public that stays true for some seconds. Who has it already gets 304. The tag is weak, for the same page may
/// travel compressed.
pub fn kept_for(request: &HttpRequest, media_type: &'static str, seconds: i64, body: String) -> HttpResponse {
    let digest = Sha256::digest(body.as_bytes());
    let hash: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{hash}\"");
    let kept = format!("public, max-age={seconds}");
    let asked = request.headers().get(IF_NONE_MATCH);
    if asked.is_some_and(|asked| names(asked, &tag)) {
        return HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .insert_header((CACHE_CONTROL, kept))
            .finish();
    }
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, kept))
        .body(body)
}

/// Whether an `If-None-Match` names the tag (weak comparison, RFC 9110, §8.8.3.2).
fn names(asked: &HeaderValue, tag: &str) -> bool {
    let opaque = tag.trim_start_matches("W/");
    asked.to_str().is_ok_and(|list| {
        list.split(',')
            .map(str::trim)
            .any(|one| one == "*" || one.trim_start_matches("W/") == opaque)
    })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn who_has_it_already_gets_nothing_again() {
        let first = kept_for(&TestRequest::default().to_http_request(), HTML, 60, "x".to_owned());
        let tag = first.headers().get(ETAG).cloned().unwrap();
        let again = TestRequest::default()
            .insert_header((IF_NONE_MATCH, tag))
            .to_http_request();
        let again = kept_for(&again, HTML, 60, "x".to_owned());
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = TestRequest::default()
            .insert_header((IF_NONE_MATCH, "\"y\""))
            .to_http_request();
        assert_eq!(kept_for(&other, HTML, 60, "x".to_owned()).status(), StatusCode::OK);
    }
}
