//! Reading the body of a request: of the right type, not too long, not too slowly.

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};

use crate::http::errors::HttpError;
use crate::http::limits::BODY_TIME;

/// The whole body, if it has this media type, of at most `longest` bytes, within [`BODY_TIME`].
pub fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    kind: &'static str,
    longest: usize,
) -> impl Future<Output = Result<web::Bytes, HttpError>> + use<> {
    let is_right = media_type(request) == kind;
    let payload = web::Payload::from_request(request, payload).into_inner();
    async move {
        if !is_right {
            return Err(HttpError::MediaType);
        }
        let payload = payload.map_err(|_| HttpError::Malformed)?;
        match tokio::time::timeout(BODY_TIME, payload.to_bytes_limited(longest)).await {
            Ok(Ok(Ok(bytes))) => Ok(bytes),
            Ok(Ok(Err(_))) => Err(HttpError::Malformed),
            Ok(Err(_)) => Err(HttpError::TooLarge),
            Err(_) => Err(HttpError::TooSlow),
        }
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
