//! How the API answers.

use std::sync::Arc;

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::http::cache::{Contents, Name, Prepared};
use crate::http::errors::HttpError;
use crate::http::state::AppState;

/// Lets pages of any site read an answer.
const FOR_ALL_SITES: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, X-Request-Id"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// What is said, as JSON, and the first instant at which it is no longer true.
pub fn json(value: &impl Serialize, until: Option<DateTime<Utc>>) -> Result<Contents, HttpError> {
    Ok(Contents {
        media_type: "application/json",
        body: serde_json::to_vec(value).map_err(|error| HttpError::Internal(error.to_string()))?,
        until,
    })
}

/// An answer from memory that pages of any site may read; see [`AppState::answer`].
pub fn public<S: Send + Sync + 'static>(
    request: &HttpRequest,
    state: &AppState,
    name: Name,
    source: &Arc<S>,
    make: impl FnOnce(DateTime<Utc>) -> Result<Contents, HttpError>,
) -> Result<HttpResponse, HttpError> {
    Ok(for_all_sites(state.answer(request, name, source, make)?))
}

/// The same for what is asked so seldom that it is made each time.
pub fn made_now(request: &HttpRequest, state: &AppState, contents: Contents) -> Result<HttpResponse, HttpError> {
    let prepared = Prepared::new(contents)?;
    Ok(for_all_sites(prepared.answer(request.headers(), state.cx.now())))
}

fn for_all_sites(mut answer: HttpResponse) -> HttpResponse {
    for (name, value) in FOR_ALL_SITES {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
