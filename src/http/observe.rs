//! One log line and one count per request. Neither holds a path, a query or a body: the route's pattern says enough,
//! and the rest may be personal.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpMessage, web};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::http::metrics::{Counters, Metrics};
use crate::http::session::Account;
use crate::http::state::AppState;

/// Names a request in the log, in `X-Request-Id` and in every error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

/// The address of a request, put there by the address itself: finding it again would take all patterns.
#[derive(Clone)]
pub struct Route(Rc<Address>);

struct Address {
    /// Its pattern: `/{locale}/sign-in`.
    pattern: String,
    /// The counters it needed so far, in this thread: what is looked up by words takes longer than the counting.
    counters: RefCell<Vec<(&'static str, StatusCode, Counters)>>,
}

impl Route {
    pub fn new(pattern: impl Into<String>) -> Self {
        Self(Rc::new(Address {
            pattern: pattern.into(),
            counters: RefCell::default(),
        }))
    }

    fn count(&self, metrics: &Metrics, method: &'static str, status: StatusCode, seconds: f64) {
        let mut known = self.0.counters.borrow_mut();
        if let Some((.., counters)) = known.iter().find(|(of, code, _)| *of == method && *code == status) {
            return counters.answered(seconds);
        }
        let counters = metrics.counters(method, &self.0.pattern, status.as_u16());
        counters.answered(seconds);
        known.push((method, status, counters));
    }
}

/// A request on its way.
pub struct Observed {
    id: String,
    method: &'static str,
    begun: Instant,
}

impl Observed {
    pub fn begin(request: &ServiceRequest, state: &AppState, now: DateTime<Utc>) -> Self {
        Self {
            id: state.cx.random.id::<Uuid>(now).simple().to_string(),
            method: name_of(request.method()),
            begun: Instant::now(),
        }
    }

    /// Tells whoever carries the request out its name.
    pub fn name(&self, request: &ServiceRequest) {
        request.extensions_mut().insert(RequestId(self.id.clone()));
    }

    pub fn end(self, response: &mut ServiceResponse, route: Option<&Route>, state: &AppState) {
        let Self { id, method, begun } = self;
        let (status, seconds) = (response.status(), begun.elapsed().as_secs_f64());
        let pattern: &str = match route {
            Some(route) => {
                route.count(&state.metrics, method, status, seconds);
                &route.0.pattern
            }
            None => {
                state
                    .metrics
                    .counters(method, UNKNOWN, status.as_u16())
                    .answered(seconds);
                UNKNOWN
            }
        };
        let (route, status, milliseconds) = (pattern, status.as_u16(), seconds * 1000.0);
        // Who was refused is found by it.
        let account = response
            .request()
            .extensions()
            .get::<Account>()
            .map(|account| account.0.to_string());
        tracing::info!(request_id = %id, method, route, status, milliseconds, account, "request answered");
        if let Ok(value) = HeaderValue::from_maybe_shared(web::Bytes::from(id)) {
            let name = HeaderName::from_static("x-request-id");
            response.headers_mut().insert(name, value);
        }
    }
}

/// What is counted for addresses that are none.
const UNKNOWN: &str = "unknown";

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A client can invent methods; each would be a counter of its own.
fn name_of(method: &Method) -> &'static str {
    let mut known = METHODS.into_iter();
    known.find(|known| *known == method.as_str()).unwrap_or("other")
}
