//! Forms of pages: bounded, timed, with repeated fields and numbered rows.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_qs::{Config, DuplicateKeyBehavior};

use crate::http::aside::aside;
use crate::http::body;
use crate::http::errors::HttpError;
use crate::http::limits::{MAX_FIELDS, MAX_FORM};

/// A form of more bytes is read beside the threads that answer.
const LONG_FORM: usize = 64 * 1024;

/// The fields of a posted form, see [`read_fields`], of at most `LONGEST` bytes and `FIELDS` fields. A page's form type takes
/// texts and gives them `#[serde(default)]`, so that a missing field is an empty one and gets its message next to the field.
pub struct Form<T, const LONGEST: usize = MAX_FORM, const FIELDS: usize = MAX_FIELDS>(pub T);

impl<T, const LONGEST: usize, const FIELDS: usize> FromRequest for Form<T, LONGEST, FIELDS>
where
    T: DeserializeOwned + Send + 'static,
{
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = body::read(request, payload, "application/x-www-form-urlencoded", LONGEST);
        Box::pin(async move {
            let bytes = body.await?;
            let is_long = bytes.len() > LONG_FORM;
            let read = move || {
                let text = std::str::from_utf8(&bytes).map_err(|_| HttpError::Malformed)?;
                read_fields(text, FIELDS)
            };
            let read = if is_long { aside(read).await? } else { read() };
            read.map(Form)
        })
    }
}

/// Reads encoded fields, at most so many. Repeated ones (`topics=a&topics=b`) fill a `Vec`; a dash leads to what lies within:
/// `row-0-date` is the `date` of the first of `row`, `title-pl` the entry `pl` of the map `title`. Rows count from 0 without a
/// gap.
pub fn read_fields<T: DeserializeOwned>(encoded: &str, most: usize) -> Result<T, HttpError> {
    if encoded.bytes().filter(|byte| *byte == b'&').count() >= most {
        return Err(HttpError::TooLarge);
    }
    let fields: Vec<String> = encoded.split('&').map(bracketed).collect();
    let once = Config::new().duplicate_key_behavior(DuplicateKeyBehavior::Error);
    let read = once.max_depth(3).deserialize_str(&fields.join("&"));
    read.map_err(|_| HttpError::Malformed)
}

/// `row-0-date=…` as `row[0][date]=…`.
fn bracketed(field: &str) -> String {
    let (name, value) = field.split_once('=').unwrap_or((field, ""));
    match name.split_once('-') {
        Some((group, within)) => format!("{group}[{}]={value}", within.replace('-', "][")),
        None => field.to_owned(),
    }
}
