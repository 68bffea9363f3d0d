//! Forms of pages: bounded, timed, with repeated fields.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::http::body;
use crate::http::errors::HttpError;
use crate::http::limits::MAX_FORM;

/// The fields of a posted form. Repeated fields (`topics=a&topics=b`) fill a `Vec`. A page's form type takes texts and
/// gives them `#[serde(default)]`, so that a missing field is an empty one and gets its message next to the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<T, const LONGEST: usize = MAX_FORM>(pub T);

impl<T: DeserializeOwned + 'static, const LONGEST: usize> FromRequest for Form<T, LONGEST> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = body::read(request, payload, "application/x-www-form-urlencoded", LONGEST);
        Box::pin(async move {
            let bytes = body.await?;
            let text = std::str::from_utf8(&bytes).map_err(|_| HttpError::Malformed)?;
            serde_html_form::from_str(text)
                .map(Form)
                .map_err(|_| HttpError::Malformed)
        })
    }
}
