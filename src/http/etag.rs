//! Whether a client has an answer already, and which version of something it wants to change.

use actix_web::http::header::{HeaderMap, HeaderValue, IF_MATCH, IF_NONE_MATCH};

use crate::actions::ActionError;
use crate::domain::roster::ExpectedVersion;
use crate::http::errors::HttpError;

/// Whether an `If-None-Match` names the tag (weak comparison, RFC 9110, §8.8.3.2).
pub fn is_known(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    asked.get_all(IF_NONE_MATCH).any(|tags| names(tags, tag))
}

fn names(tags: &HeaderValue, tag: &HeaderValue) -> bool {
    let mut listed = tags.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    listed.any(|one| one == b"*" || one.strip_prefix(b"W/").unwrap_or(one) == tag.as_bytes())
}

/// The tag of a version: `"3"`.
pub fn of_version(version: i32) -> String {
    format!("\"{version}\"")
}

/// The version an `If-Match` names (RFC 9110, §13.1.1); several, or none of ours, match nothing.
///
/// # Errors
/// [`HttpError::MatchMissing`] without one: who changes something says what they have seen.
pub fn expected(asked: &HeaderMap) -> Result<ExpectedVersion, HttpError> {
    let tag = asked.get(IF_MATCH).ok_or(HttpError::MatchMissing)?;
    let tag = tag.to_str().unwrap_or_default().trim();
    if tag == "*" {
        return Ok(ExpectedVersion::Any);
    }
    let version = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let version = version.and_then(|version| version.parse().ok());
    version.ok_or(HttpError::Unmatched)
}

/// What is said when somebody changes another version than there is.
pub fn unmatched(error: ActionError) -> HttpError {
    match error {
        ActionError::Stale => HttpError::Unmatched,
        error => error.into(),
    }
}
