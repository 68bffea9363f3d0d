//! For those who run the server: is it alive, is it ready, how is it doing.

use std::sync::atomic::Ordering;

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::actions::message;
use crate::http::errors::HttpError;
use crate::http::routes::at;
use crate::http::state::AppState;
use crate::http::stopping::Stopping;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(at("/healthz").get(alive))
        .service(at("/readyz").get(ready));
}

/// On a listener of its own: how many messages were sent tells a stranger whether an address has an account.
pub fn configure_metrics(config: &mut web::ServiceConfig) {
    config.service(at("/metrics").get(metrics));
}

/// The process runs and answers. It does not ask the database: restarting the process would not bring that back.
async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// The database can be read and written, and the server is not about to stop.
async fn ready(state: web::Data<AppState>, stopping: web::Data<Stopping>) -> HttpResponse {
    if stopping.has_begun() {
        return HttpResponse::ServiceUnavailable().json(json!({ "status": "stopping" }));
    }
    match state.cx.ready().await {
        Ok(()) => HttpResponse::Ok().json(json!({ "status": "ok", "database": "ok" })),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().json(json!({ "status": "unavailable", "database": "unavailable" }))
        }
    }
}

/// Counters for Prometheus. They hold no personal data.
async fn metrics(state: web::Data<AppState>) -> Result<HttpResponse, HttpError> {
    let counts = message::counts(&state.cx).await?;
    state
        .metrics
        .outbox(counts.iter().map(|(name, count)| (name.code(), *count)));
    let text = state
        .metrics
        .render(state.cx.calls_logged.load(Ordering::Relaxed))
        .map_err(|error| HttpError::Internal(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type(ContentType::plaintext()).body(text))
}
