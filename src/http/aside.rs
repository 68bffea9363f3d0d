//! Work that keeps a processor busy: reading long forms, drawing long pages.

use actix_web::web;

use crate::http::errors::HttpError;

/// Does it beside the threads that answer, so that others are answered meanwhile.
///
/// # Errors
/// [`HttpError::Internal`] when the work panics.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, HttpError> {
    let done = web::block(work).await;
    done.map_err(|_| HttpError::Internal("the work was broken off".to_owned()))
}
