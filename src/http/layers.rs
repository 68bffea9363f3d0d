//! What every request passes, in one layer: each of its own would cost every request a few allocations. What is known by its
//! path is answered here.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use crate::http::errors::HttpError;
use crate::http::known::Reading;
use crate::http::observe::{Observed, Route};
use crate::http::state::AppState;
use crate::http::stopping::Stopping;
use crate::http::{csrf, error_layer, headers};

/// The middleware: gives a request its name, refuses it when it comes from another site, renders what went wrong, adds the
/// headers of every answer, logs and counts it, and ends its connection when the server stops.
pub async fn pass(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(state) = request.app_data::<web::Data<AppState>>().cloned() else {
        return Ok(request.error_response(HttpError::Internal("the server has no state".to_owned())));
    };
    let stopping = request.app_data::<web::Data<Stopping>>().cloned();
    let now = state.cx.now();
    let observed = Observed::begin(&request, &state, now);
    let reading = Reading::of(&request, &state, now);
    let known = reading.as_ref().and_then(|reading| reading.known(&request));
    let (mut response, route) = match known {
        Some((answer, route)) => (request.into_response(answer), Some(route)),
        None => routed(request, next, &observed, reading, &state).await?,
    };
    headers::secure(response.headers_mut(), state.is_https());
    observed.end(&mut response, route.as_ref(), &state);
    if let Some(stopping) = stopping {
        stopping.answered(response.response_mut().head_mut());
    }
    Ok(response)
}

/// The answer of the address that is asked, and which it is, if it is one.
async fn routed(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    observed: &Observed,
    reading: Option<Reading>,
    state: &AppState,
) -> Result<(ServiceResponse<BoxBody>, Option<Route>), Error> {
    observed.name(&request);
    let response = if csrf::is_allowed(request.method(), request.headers(), &state.origin) {
        next.call(request).await?.map_into_boxed_body()
    } else {
        request.error_response(HttpError::CrossSite)
    };
    let response = error_layer::rendered(response);
    let route = response.request().extensions().get::<Route>().cloned();
    if let Some(reading) = reading {
        reading.remember(&response, route.as_ref());
    }
    Ok((response, route))
}
