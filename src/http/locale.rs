//! The language of a request: the first segment of a page's path, or what the client prefers.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{FromRequest, HttpRequest};

use crate::domain::language::Locale;
use crate::http::errors::HttpError;

/// The `{locale}` of the path. Any other word than a known language is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(pub Locale);

impl FromRequest for Lang {
    type Error = HttpError;
    type Future = Ready<Result<Self, HttpError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of_path(request.path()).map(Self).ok_or(HttpError::NotFound("page")))
    }
}

/// The locale a path begins with.
pub fn of_path(path: &str) -> Option<Locale> {
    path.strip_prefix('/')?.split('/').next()?.parse().ok()
}

/// The language of a request: that of its path, else the one the client prefers, else Polish.
pub fn of(path: &str, headers: &HeaderMap) -> Locale {
    of_path(path)
        .or_else(|| {
            headers
                .get(ACCEPT_LANGUAGE)
                .and_then(|value| value.to_str().ok())
                .and_then(preferred)
        })
        .unwrap_or(Locale::Pl)
}

/// The best locale of an `Accept-Language` list (RFC 9110, §12.5.4); weights count, the order breaks ties.
fn preferred(list: &str) -> Option<Locale> {
    let mut best: Option<(f32, Locale)> = None;
    for entry in list.split(',') {
        let mut parts = entry.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()))
            .unwrap_or(1.0);
        let Ok(locale) = tag.split('-').next().unwrap_or_default().parse::<Locale>() else {
            continue;
        };
        if weight > 0.0 && best.is_none_or(|(so_far, _)| weight > so_far) {
            best = Some((weight, locale));
        }
    }
    best.map(|(_, locale)| locale)
}
