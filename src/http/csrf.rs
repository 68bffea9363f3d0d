//! A page elsewhere must not act in the name of somebody who is signed in here.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site` (all current ones), before it `Origin` on every POST. A
//! request that changes something and comes from another site or origin is refused, signed in or not, so that nobody
//! can be signed in to somebody else's account either. A request with neither header does not come from a browser that
//! could carry another person's cookie. Cookies are `SameSite=Lax` besides.

use std::net::IpAddr;

use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, HOST, HeaderMap, ORIGIN};

/// Whether the request may go on. `base` is the origin of this installation, `https://duty.example`.
pub fn is_allowed(method: &Method, headers: &HeaderMap, base: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    // No page of another site can set this header without asking first, and asking is answered with no.
    if header(AUTHORIZATION.as_str()).is_some_and(|value| value.starts_with("Bearer ")) {
        return true;
    }
    if let Some(site) = header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match header(ORIGIN.as_str()) {
        None => true,
        Some(origin) => {
            let host = header(HOST.as_str()).unwrap_or_default();
            let of_host = origin.split_once("://").is_some_and(|(scheme, rest)| {
                let same = base.starts_with(&format!("{scheme}://")) || is_loopback(rest);
                !host.is_empty() && rest == host && same
            });
            origin == base || of_host
        }
    }
}

/// This machine itself, which needs no https.
pub(super) fn is_loopback(authority: &str) -> bool {
    let of = |address: &str| address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    host == "localhost" || of(host.trim_start_matches('[').trim_end_matches(']'))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn allowed(method: Method, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        is_allowed(&method, &map, "https://duty.example")
    }

    #[test]
    fn another_site_may_read_but_not_act() {
        assert!(allowed(Method::GET, &[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(Method::POST, &[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(Method::POST, &[("sec-fetch-site", "same-site")]));
        assert!(allowed(Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(allowed(Method::POST, &[("sec-fetch-site", "none")]));
    }

    #[test]
    fn without_sec_fetch_site_the_origin_decides() {
        assert!(allowed(
            Method::POST,
            &[("origin", "https://duty.example"), ("host", "inner:8080")]
        ));
        assert!(allowed(
            Method::POST,
            &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]
        ));
        assert!(!allowed(
            Method::POST,
            &[("origin", "https://evil.example"), ("host", "duty.example")]
        ));
        assert!(!allowed(Method::POST, &[("origin", "null"), ("host", "duty.example")]));
        // Whoever can answer for http://duty.example is not us.
        assert!(!allowed(
            Method::POST,
            &[("origin", "http://duty.example"), ("host", "duty.example")]
        ));
        assert!(allowed(Method::POST, &[("origin", "https://inner"), ("host", "inner")]));
        assert!(allowed(Method::POST, &[]));
    }

    #[test]
    fn a_token_in_the_header_needs_no_origin() {
        let headers = [("sec-fetch-site", "cross-site"), ("authorization", "Bearer abc")];
        assert!(allowed(Method::POST, &headers));
        assert!(!allowed(
            Method::POST,
            &[("sec-fetch-site", "cross-site"), ("authorization", "Basic abc")]
        ));
    }
}
