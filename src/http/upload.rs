//! Forms with a file: an announcement pasted or uploaded.

use std::any::Any;
use std::pin::Pin;

use actix_multipart::form::{Limits, MultipartCollect, MultipartForm, State};
use actix_multipart::{Field, MultipartError};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::http::aside::aside;
use crate::http::body::media_type;
use crate::http::errors::HttpError;
use crate::http::forms::{Form, read_fields};
use crate::http::limits::{BODY_TIME, MAX_FIELDS, MAX_UPLOAD};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// As the browser tells it; only a hint.
    pub name: Option<String>,
    /// As the browser tells it; only a hint.
    pub media_type: Option<String>,
    /// Never empty.
    pub bytes: web::Bytes,
}

/// The fields of a form and perhaps a file. Reads `multipart/form-data` and, for clients without a file to send,
/// `application/x-www-form-urlencoded`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload<T> {
    pub fields: T,
    /// The first file that is not empty.
    pub file: Option<UploadedFile>,
}

impl<T: DeserializeOwned + Send + 'static> FromRequest for Upload<T> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if media_type(request) != "multipart/form-data" {
            let form = Form::<T>::from_request(request, payload);
            return Box::pin(async move { form.await.map(|Form(fields)| Self { fields, file: None }) });
        }
        let parts = MultipartForm::<Parts>::from_request(request, payload);
        Box::pin(async move {
            let read = tokio::time::timeout(BODY_TIME, parts)
                .await
                .map_err(|_| HttpError::TooSlow)?;
            let MultipartForm(parts) = read.map_err(|error| match error.as_error::<MultipartError>() {
                Some(MultipartError::Payload(actix_web::error::PayloadError::Overflow)) => HttpError::TooLarge,
                _ => HttpError::Malformed,
            })?;
            let (fields, file) = (parts.fields, parts.file);
            let read = move || {
                let encoded = url::form_urlencoded::Serializer::new(String::new())
                    .extend_pairs(&fields)
                    .finish();
                read_fields(&encoded, MAX_FIELDS)
            };
            let fields = aside(read).await??;
            Ok(Self { fields, file })
        })
    }
}

#[derive(Debug, Default)]
struct Parts {
    fields: Vec<(String, String)>,
    file: Option<UploadedFile>,
    /// Bytes so far; together at most [`MAX_UPLOAD`].
    size: usize,
}

const KEY: &str = "parts";

impl MultipartCollect for Parts {
    fn limit(_: &str) -> Option<usize> {
        None
    }

    fn handle_field<'t>(
        _: &'t HttpRequest,
        mut field: Field,
        limits: &'t mut Limits,
        state: &'t mut State,
    ) -> Pin<Box<dyn Future<Output = Result<(), MultipartError>> + 't>> {
        Box::pin(async move {
            let too_large = || MultipartError::Payload(actix_web::error::PayloadError::Overflow);
            let so_far = state
                .entry(KEY.to_owned())
                .or_insert_with(|| Box::new(Self::default()) as Box<dyn Any>);
            let Some(parts) = so_far.downcast_mut::<Self>() else {
                return Ok(());
            };
            let bytes = field
                .bytes(MAX_UPLOAD.saturating_sub(parts.size).min(limits.total_limit_remaining))
                .await
                .map_err(|_| too_large())??;
            parts.size += bytes.len();
            limits.total_limit_remaining = limits.total_limit_remaining.saturating_sub(bytes.len());
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field
                .content_disposition()
                .and_then(|disposition| disposition.get_filename());
            if parts.fields.len() >= MAX_FIELDS {
                return Err(too_large());
            }
            match file_name {
                Some(_) if bytes.is_empty() || parts.file.is_some() => {}
                Some(file_name) => {
                    let media_type = field.content_type().map(ToString::to_string);
                    let name = Some(file_name.to_owned()).filter(|name| !name.is_empty());
                    parts.file = Some(UploadedFile {
                        name,
                        media_type,
                        bytes,
                    });
                }
                None => parts.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
            Ok(())
        })
    }

    fn from_state(mut state: State) -> Result<Self, MultipartError> {
        Ok(state
            .remove(KEY)
            .and_then(|parts| parts.downcast::<Self>().ok())
            .map(|parts| *parts)
            .unwrap_or_default())
    }
}
