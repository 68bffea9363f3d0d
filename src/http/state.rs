//! What every request handler is given.

use std::sync::Arc;

use actix_web::http::header::{HOST, HeaderMap};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use url::Url;

use crate::actions::Context;
use crate::actions::published::PublicView;
use crate::domain::slug::Slug;
use crate::http::cache::{Cache, Contents, Name};
use crate::http::csrf::is_loopback;
use crate::http::errors::HttpError;
use crate::http::metrics::Metrics;

/// The state of one server, the same in all its threads.
pub struct AppState {
    pub cx: Context,
    pub metrics: Metrics,
    /// Public answers.
    pub cache: Cache,
    /// The origin of this installation, `https://duty.example`.
    pub origin: String,
    /// Whether everybody may read the outbox: in the demo, when nothing leaves the machine.
    pub open_outbox: bool,
}

impl AppState {
    /// With the outbox closed. Fails only when two counters have one name, a fault of the program.
    pub fn new(cx: Context) -> Result<Self, prometheus::Error> {
        Ok(Self {
            metrics: Metrics::new()?,
            cache: Cache::default(),
            origin: origin_of(&cx.base_url),
            open_outbox: false,
            cx,
        })
    }

    /// A consultation as it is published.
    ///
    /// # Errors
    /// [`HttpError::NotFound`] when there is none or it was never published.
    pub fn published(&self, slug: &Slug) -> Result<Arc<PublicView>, HttpError> {
        let snapshot = self.cx.published.now();
        snapshot.of(slug).cloned().ok_or(HttpError::NotFound("consultation"))
    }

    /// A public answer from memory. `make` is asked only when there is none made of this `source` that is true now. What it
    /// says hangs on the address alone and on what is published: it is given to whoever sends the same (`http::known`).
    pub fn answer<S: Send + Sync + 'static>(
        &self,
        request: &HttpRequest,
        name: Name,
        source: &Arc<S>,
        make: impl FnOnce(DateTime<Utc>) -> Result<Contents, HttpError>,
    ) -> Result<HttpResponse, HttpError> {
        let now = self.cx.now();
        let found = self.cache.get(name, source, now, || make(now))?;
        request.extensions_mut().insert(found.remembered());
        Ok(found.answer.answer(request.headers(), now))
    }

    /// Whether a request is to this installation under its own name, or to this machine: a page of another site can have its
    /// own name lead here (DNS rebinding), and would then read what is open to all.
    pub fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let host = headers
            .get(HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        is_loopback(host) || self.cx.base_url.host_str() == Some(name)
    }

    /// Whether people reach this installation over https.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

fn origin_of(url: &Url) -> String {
    url.origin().ascii_serialization()
}
