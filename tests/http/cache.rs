use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use actix_web::http::{StatusCode, header};
use actix_web::test::TestRequest;
use dutyline::http::cache::with_etag;

fn ask(tags: &str, body: &'static str) -> actix_web::HttpResponse {
    let request = TestRequest::default().insert_header((IF_NONE_MATCH, tags));
    with_etag(&request.to_http_request(), "text/plain", 60, body)
}

#[test]
fn who_has_the_same_already_gets_nothing_again() {
    let first = ask("", "x");
    assert_eq!(first.status(), StatusCode::OK);
    let tag = first.headers().get(ETAG).unwrap().to_str().unwrap().to_owned();
    assert!(
        tag.starts_with("W/\""),
        "the same contents may travel compressed: {tag}"
    );
    let strong = tag.trim_start_matches("W/").to_owned();
    for tags in [&tag, &strong, &format!("\"other\", {tag}"), &"*".to_owned()] {
        let again = ask(tags, "x");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{tags}");
        assert_eq!(again.headers().get(ETAG).unwrap(), tag.as_str(), "{tags}");
        assert!(!again.headers().contains_key(CONTENT_TYPE), "{tags}");
        assert_eq!(ask(tags, "y").status() == StatusCode::OK, tags != "*", "{tags}");
    }
    assert_eq!(ask("W/\"other\"", "x").status(), StatusCode::OK);
}

#[test]
fn an_answer_says_what_it_is_and_how_long_it_may_be_kept() {
    for tags in ["", "*"] {
        let answer = ask(tags, "x");
        let header = |name: header::HeaderName| answer.headers().get(name).unwrap().to_str().unwrap();
        assert_eq!(header(CACHE_CONTROL), "public, max-age=60");
        assert_eq!(header(VARY), "Accept-Encoding");
    }
    assert_eq!(ask("", "x").headers().get(CONTENT_TYPE).unwrap(), "text/plain");
}
