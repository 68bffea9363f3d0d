//! How the API answers.

use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, ETAG, IF_NONE_MATCH,
};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::http::errors::Fault;

/// The longest a public answer may be kept without asking again.
const LONGEST_CACHE: TimeDelta = TimeDelta::minutes(5);

/// A public answer: readable by pages of any site, with an ETag, kept no longer than until `changes_at`.
pub fn public<T: Serialize>(
    request: &HttpRequest,
    value: &T,
    now: DateTime<Utc>,
    changes_at: Option<DateTime<Utc>>,
) -> Result<HttpResponse, Fault> {
    let body = serde_json::to_vec(value).map_err(|error| Fault::Internal(error.to_string()))?;
    let digest = Sha256::digest(&body);
    let tag: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let lifetime = changes_at.map_or(LONGEST_CACHE, |at| (at - now).clamp(TimeDelta::zero(), LONGEST_CACHE));
    let known = request
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| {
            list.split(',')
                .any(|known| known.trim().trim_start_matches("W/") == tag || known == "*")
        });
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, format!("public, max-age={}", lifetime.num_seconds())))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, X-Request-Id"))
        .insert_header(("cross-origin-resource-policy", "cross-origin"));
    Ok(if known {
        answer.finish()
    } else {
        answer.content_type("application/json").body(body)
    })
}
