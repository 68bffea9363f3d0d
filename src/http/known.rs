//! Paths whose answer is known: residents are answered before any pattern of an address is tried.
//!
//! Each thread that answers knows its own. Nothing is kept alive by this: what was published before, and what the cache let
//! go, is not known any more.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Weak};

use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::{HttpMessage, HttpResponse};
use chrono::{DateTime, Utc};

use crate::actions::published::Snapshot;
use crate::http::cache::Remembered;
use crate::http::observe::Route;
use crate::http::state::AppState;

/// Most paths a thread knows. One page has many, for what of a path is escaped is up to the client.
const MOST_PATHS: usize = 4096;

/// The paths a thread knows, all of one snapshot.
#[derive(Default)]
pub struct Known(RefCell<Paths>);

#[derive(Default)]
struct Paths {
    of: Weak<Snapshot>,
    answers: HashMap<String, (Remembered, Route)>,
}

/// A request whose answer may be known: it reads, and says nothing but a path.
pub struct Reading {
    /// What was published when it came.
    snapshot: Arc<Snapshot>,
    now: DateTime<Utc>,
}

impl Reading {
    pub fn of(request: &ServiceRequest, state: &AppState, now: DateTime<Utc>) -> Option<Self> {
        let reads = matches!(*request.method(), Method::GET | Method::HEAD) && request.uri().query().is_none();
        reads.then(|| Self {
            snapshot: state.cx.published.now(),
            now,
        })
    }

    /// The answer, and the address it is counted under.
    pub fn known(&self, request: &ServiceRequest) -> Option<(HttpResponse, Route)> {
        let paths = request.app_data::<Known>()?.0.borrow();
        if !std::ptr::eq(paths.of.as_ptr(), Arc::as_ptr(&self.snapshot)) {
            return None;
        }
        let (answer, route) = paths.answers.get(request.path())?;
        let answer = answer.good(self.now)?;
        Some((answer.answer(request.headers(), self.now), route.clone()))
    }

    /// Remembers an answer if it came from the cache. It was made of the snapshot of this request or of a later one; of a later
    /// one it is never found again, for then what is published is not this snapshot any more.
    pub fn remember(self, response: &ServiceResponse, route: Option<&Route>) {
        let request = response.request();
        let answer = request.extensions_mut().remove::<Remembered>();
        let (Some(known), Some(answer), Some(route)) = (request.app_data::<Known>(), answer, route) else {
            return;
        };
        let mut paths = known.0.borrow_mut();
        let of = Arc::downgrade(&self.snapshot);
        if !paths.of.ptr_eq(&of) || paths.answers.len() >= MOST_PATHS {
            paths.answers.clear();
            paths.of = of;
        }
        paths.answers.insert(request.path().to_owned(), (answer, route.clone()));
    }
}
