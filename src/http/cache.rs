//! Public answers that clients may cache.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::digest::sha256;

/// An answer that is valid for so many seconds. A client that has it already gets 304. The tag is weak, because the same
/// contents may travel compressed.
pub fn with_etag(
    request: &HttpRequest,
    media_type: &'static str,
    seconds: i64,
    body: impl Into<web::Bytes>,
) -> HttpResponse {
    let body = body.into();
    let hash: String = sha256(&body).chars().take(24).collect();
    let tag = format!("W/\"{hash}\"");
    let asked = request.headers().get(IF_NONE_MATCH);
    let is_known = asked.is_some_and(|asked| names(asked, &tag));
    let mut answer = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((ETAG, tag))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((CACHE_CONTROL, format!("public, max-age={seconds}")));
    if is_known {
        answer.finish()
    } else {
        answer.insert_header((CONTENT_TYPE, media_type)).body(body)
    }
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
