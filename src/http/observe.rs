//! One log line and one count per request. Neither holds a path, a query or a body: the route's pattern says enough,
//! and the rest may be personal.

use std::rc::Rc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use uuid::Uuid;

use crate::http::state::AppState;

/// Names a request in the log, in `X-Request-Id` and in every error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

/// The pattern of a request's address, put there by the address itself: finding it again would take all patterns.
#[derive(Debug, Clone)]
pub struct Pattern(pub Rc<str>);

/// The middleware.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(state) = request.app_data::<web::Data<AppState>>().cloned() else {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    };
    let id = state.cx.random.id::<Uuid>(state.cx.now()).simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = name_of(request.method());
    let begun = Instant::now();

    let mut response = next.call(request).await?.map_into_boxed_body();

    let pattern = response.request().extensions().get::<Pattern>().cloned();
    let route = pattern.as_ref().map_or("unknown", |pattern| &*pattern.0);
    let status = response.status().as_u16();
    let seconds = begun.elapsed().as_secs_f64();
    state.metrics.answered(method, route, status, seconds);
    tracing::info!(request_id = %id, method, route, status, milliseconds = seconds * 1000.0, "request answered");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

/// A client can invent methods; each would be a counter of its own.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
