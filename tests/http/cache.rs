use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, VARY,
};
use actix_web::test::TestRequest;
use chrono::{DateTime, TimeDelta, Utc};
use dutyline::http::cache::{Contents, Prepared};

use crate::support::world::at;

fn prepared(body: &str, until: Option<DateTime<Utc>>) -> Prepared {
    let contents = Contents {
        media_type: "text/plain",
        body: body.repeat(100).into(),
        for_all_sites: false,
        until,
    };
    Prepared::new(contents).unwrap()
}

fn now() -> DateTime<Utc> {
    at("2024-06-20T15:40:00Z")
}

fn ask(prepared: &Prepared, headers: &[(HeaderName, &str)]) -> HttpResponse {
    let mut request = TestRequest::default();
    for header in headers {
        request = request.append_header((header.0.clone(), header.1));
    }
    prepared.answer(request.to_http_request().headers(), now())
}

fn header(answer: &HttpResponse, name: HeaderName) -> &str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn every_form_of_every_contents_has_a_strong_tag_of_its_own() {
    let (x, y) = (prepared("x", None), prepared("y", None));
    let gzip: &[(HeaderName, &str)] = &[(ACCEPT_ENCODING, "gzip")];
    let mut tags: Vec<String> = [(&x, &[][..]), (&x, gzip), (&y, &[]), (&y, gzip)]
        .map(|(prepared, headers)| header(&ask(prepared, headers), ETAG).to_owned())
        .to_vec();
    assert!(
        tags.iter().all(|tag| tag.starts_with('"') && tag.ends_with('"')),
        "{tags:?}"
    );
    tags.dedup();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4, "{tags:?}");
    assert_eq!(
        header(&ask(&prepared("x", None), gzip), ETAG),
        header(&ask(&x, gzip), ETAG)
    );
}

#[test]
fn who_has_the_same_already_gets_nothing_again() {
    let prepared = prepared("x", None);
    for accepted in ["identity", "gzip"] {
        let first = ask(&prepared, &[(ACCEPT_ENCODING, accepted)]);
        assert_eq!(first.status(), StatusCode::OK);
        let tag = header(&first, ETAG).to_owned();
        for tags in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"other\", {tag}"),
            "*".to_owned(),
        ] {
            let again = ask(&prepared, &[(ACCEPT_ENCODING, accepted), (IF_NONE_MATCH, &tags)]);
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{tags}");
            for name in [ETAG, VARY, CACHE_CONTROL] {
                assert_eq!(header(&again, name.clone()), header(&first, name), "{tags}");
            }
            assert!(!again.headers().contains_key(CONTENT_TYPE), "{tags}");
        }
        // The other form, other contents, and something like it.
        let other = ["gzip", "identity"]
            .into_iter()
            .find(|other| *other != accepted)
            .unwrap();
        let answer = ask(&prepared, &[(ACCEPT_ENCODING, other), (IF_NONE_MATCH, &tag)]);
        assert_eq!(answer.status(), StatusCode::OK);
        for tags in ["\"other\"", "", tag.trim_matches('"'), &format!("x{tag}")] {
            let answer = ask(&prepared, &[(ACCEPT_ENCODING, accepted), (IF_NONE_MATCH, tags)]);
            assert_eq!(answer.status(), StatusCode::OK, "{tags}");
        }
    }
    let tag = header(&ask(&prepared, &[]), ETAG).to_owned();
    let lines = [(IF_NONE_MATCH, "\"other\""), (IF_NONE_MATCH, &*tag)];
    assert_eq!(
        ask(&prepared, &lines).status(),
        StatusCode::NOT_MODIFIED,
        "two lines are one list"
    );
}

#[test]
fn gzip_goes_to_whoever_takes_it_and_likes_nothing_better() {
    let prepared = prepared("x", None);
    for (accepted, gzip) in [
        ("gzip", true),
        ("GZip", true),
        ("x-gzip", true),
        ("gzip, deflate, br, zstd", true),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", true),
        ("deflate, gzip;q=1.0, *;q=0.5", true),
        ("*", true),
        ("gzip;q=0.001", true),
        ("gzip;q=1, identity;q=0.5", true),
        ("identity;q=0, gzip;q=0.1", true),
        ("", false),
        ("identity", false),
        ("br", false),
        ("gzip;q=0", false),
        ("gzip; q=0.0", false),
        ("*, gzip;q=0", false),
        ("*;q=0", false),
        ("gzip;q=0.5, identity", false),
        ("identity;q=0", false),
        ("gzip;q=high", false),
        ("gzipped", false),
    ] {
        let answer = ask(&prepared, &[(ACCEPT_ENCODING, accepted)]);
        let expected = if gzip { "gzip" } else { "" };
        assert_eq!(header(&answer, CONTENT_ENCODING), expected, "{accepted}");
        assert_eq!(header(&answer, VARY), "Accept-Encoding", "{accepted}");
    }
    let plain = ask(&prepared, &[]);
    assert_eq!(header(&plain, CONTENT_ENCODING), "");
    let lines = [(ACCEPT_ENCODING, "br"), (ACCEPT_ENCODING, "gzip")];
    assert_eq!(
        header(&ask(&prepared, &lines), CONTENT_ENCODING),
        "gzip",
        "two lines are one list"
    );
    let short = Contents {
        media_type: "text/plain",
        body: b"short".to_vec(),
        for_all_sites: false,
        until: None,
    };
    let short = Prepared::new(short).unwrap();
    let answer = ask(&short, &[(ACCEPT_ENCODING, "gzip")]);
    assert_eq!(header(&answer, CONTENT_ENCODING), "", "it would be longer");
}

#[test]
fn an_answer_may_be_kept_five_minutes_and_never_beyond_its_change() {
    for (milliseconds, seconds) in [
        (400_000, 300),
        (300_000, 300),
        (299_999, 299),
        (60_000, 60),
        (1_999, 1),
        (999, 0),
        (0, 0),
        (-1, 0),
    ] {
        let until = now() + TimeDelta::milliseconds(milliseconds);
        for tags in ["", "*"] {
            let answer = ask(&prepared("x", Some(until)), &[(IF_NONE_MATCH, tags)]);
            let expected = format!("public, max-age={seconds}");
            assert_eq!(header(&answer, CACHE_CONTROL), expected, "{milliseconds}");
        }
    }
    let always = ask(&prepared("x", None), &[]);
    assert_eq!(header(&always, CACHE_CONTROL), "public, max-age=300");
    assert_eq!(header(&always, CONTENT_TYPE), "text/plain");
}
