//! Who sends a form: what those send who lack its right is not read.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::actions::allow;
use crate::domain::access::Right;
use crate::http::errors::HttpError;
use crate::web::page::visit::{Named, Visit};

/// A visit of somebody who has the right in at least one unit, and what they sent; the action asks again, in the unit it is
/// about.
macro_rules! senders {
    ($($(#[$doc:meta])* $sender:ident has $right:ident,)+) => {$(
        $(#[$doc])*
        pub struct $sender<T, P = ()>(pub Visit<P>, pub T);

        impl<T: FromRequest<Error = HttpError>, P: Named> FromRequest for $sender<T, P> {
            type Error = HttpError;
            type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

            fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
                let visit = Visit::<P>::from_request(request, payload);
                let (request, mut payload) = (request.clone(), payload.take());
                Box::pin(async move {
                    let visit = visit.await?;
                    allow(&visit.actor, Right::$right)?;
                    Ok(Self(visit, T::from_request(&request, &mut payload).await?))
                })
            }
        }
    )+};
}

senders! {
    /// Who changes consultations, drafts and people. What an announcement is read from is the largest thing anybody may send.
    Editor has EditRoster,
    /// Who works through contributions.
    Keeper has KeepContributions,
    /// Who publishes.
    Publisher has Publish,
    /// Who takes duties.
    OnDuty has SeeOwnDuties,
    /// Who hands duties on.
    Swapper has SwapDuties,
}
