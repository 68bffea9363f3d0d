//! Who may send what an announcement is read from.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::actions::announcement::may_import;
use crate::http::errors::HttpError;
use crate::web::page::visit::{Named, Visit};

/// A visit of somebody who may import, and what they sent. What others send is not read: it is the largest thing anybody may
/// send.
pub struct Importer<T, P = ()>(pub Visit<P>, pub T);

impl<T: FromRequest<Error = HttpError>, P: Named> FromRequest for Importer<T, P> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::<P>::from_request(request, payload);
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let visit = visit.await?;
            may_import(&visit.actor)?;
            Ok(Self(visit, T::from_request(&request, &mut payload).await?))
        })
    }
}
