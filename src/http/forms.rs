//! Forms of pages: bounded, timed, with repeated fields.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, http::header::CONTENT_TYPE, web};
use serde::de::DeserializeOwned;

use crate::http::errors::HttpError;
use crate::http::limits::{BODY_TIME, MAX_FORM};

/// The fields of a posted form. Repeated fields (`topics=a&topics=b`) fill a `Vec`. A page's form type takes texts and
/// gives them `#[serde(default)]`, so that a missing field is an empty one and gets its message next to the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<T, const LONGEST: usize = MAX_FORM>(pub T);

impl<T: DeserializeOwned + 'static, const LONGEST: usize> FromRequest for Form<T, LONGEST> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = media_type(request);
        let payload = web::Payload::from_request(request, payload).into_inner();
        Box::pin(async move {
            if kind != "application/x-www-form-urlencoded" {
                return Err(HttpError::MediaType);
            }
            let bytes = read_body(payload.map_err(|_| HttpError::Malformed)?, LONGEST).await?;
            let text = std::str::from_utf8(&bytes).map_err(|_| HttpError::Malformed)?;
            serde_html_form::from_str(text)
                .map(Form)
                .map_err(|_| HttpError::Malformed)
        })
    }
}

/// The media type of a request's body without its parameters, in lower case.
pub fn media_type(request: &HttpRequest) -> String {
    let value = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The whole body, of at most `longest` bytes, within [`BODY_TIME`].
///
/// # Errors
/// [`HttpError::TooLarge`], [`HttpError::TooSlow`], or [`HttpError::Malformed`] when the connection breaks.
pub async fn read_body(payload: web::Payload, longest: usize) -> Result<web::Bytes, HttpError> {
    match tokio::time::timeout(BODY_TIME, payload.to_bytes_limited(longest)).await {
        Ok(Ok(Ok(bytes))) => Ok(bytes),
        Ok(Ok(Err(_))) => Err(HttpError::Malformed),
        Ok(Err(_)) => Err(HttpError::TooLarge),
        Err(_) => Err(HttpError::TooSlow),
    }
}
