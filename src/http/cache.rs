//! Public answers, kept for a while and then asked for again.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::digest::sha256;

/// Something public that stays true for some seconds. Who has it already gets 304. The tag is weak, for the same contents
/// may travel compressed.
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

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;

    const HTML: &str = "text/html; charset=utf-8";

    #[test]
    fn who_has_it_already_gets_nothing_again() {
        let first = with_etag(&TestRequest::default().to_http_request(), HTML, 60, "x");
        let tag = first.headers().get(ETAG).cloned().unwrap();
        let again = TestRequest::default()
            .insert_header((IF_NONE_MATCH, tag))
            .to_http_request();
        let again = with_etag(&again, HTML, 60, "x");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = TestRequest::default()
            .insert_header((IF_NONE_MATCH, "\"y\""))
            .to_http_request();
        assert_eq!(with_etag(&other, HTML, 60, "x").status(), StatusCode::OK);
    }
}
