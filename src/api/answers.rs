//! How the API answers.

use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::http::cache::{Contents, Prepared};
use crate::http::errors::HttpError;
use crate::http::state::AppState;

/// What is said, as JSON that pages of any site may read, and the first instant at which it is no longer true.
pub fn json(value: &impl Serialize, until: Option<DateTime<Utc>>) -> Result<Contents, HttpError> {
    Ok(Contents {
        media_type: "application/json",
        body: serde_json::to_vec(value).map_err(|error| HttpError::Internal(error.to_string()))?,
        for_all_sites: true,
        until,
    })
}

/// An answer that is asked so seldom that it is made each time.
pub fn made_now(request: &HttpRequest, state: &AppState, contents: Contents) -> Result<HttpResponse, HttpError> {
    Ok(Prepared::new(contents)?.answer(request.headers(), state.cx.now()))
}
