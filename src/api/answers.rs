//! How the API answers.

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::http::cache::with_etag;
use crate::http::errors::HttpError;

/// The longest a client may use an answer without asking again.
const LONGEST_CACHE: TimeDelta = TimeDelta::minutes(5);

/// Lets pages of any site read an answer.
const FOR_ALL_SITES: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, X-Request-Id"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// An answer that pages of any site may read, with an ETag, valid until `changes_at` at the longest.
pub fn public<T: Serialize>(
    request: &HttpRequest,
    value: &T,
    now: DateTime<Utc>,
    changes_at: Option<DateTime<Utc>>,
) -> Result<HttpResponse, HttpError> {
    let body = serde_json::to_vec(value).map_err(|error| HttpError::Internal(error.to_string()))?;
    let lifetime = changes_at.map_or(LONGEST_CACHE, |at| (at - now).clamp(TimeDelta::zero(), LONGEST_CACHE));
    let mut answer = with_etag(request, "application/json", lifetime.num_seconds(), body);
    for (name, value) in FOR_ALL_SITES {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}
