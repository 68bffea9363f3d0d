//! Whether a client has an answer already.

use actix_web::http::header::{HeaderMap, HeaderValue, IF_NONE_MATCH};

/// Whether an `If-None-Match` names the tag (weak comparison, RFC 9110, §8.8.3.2).
pub fn is_known(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    asked.get_all(IF_NONE_MATCH).any(|tags| names(tags, tag))
}

fn names(tags: &HeaderValue, tag: &HeaderValue) -> bool {
    let mut listed = tags.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    listed.any(|one| one == b"*" || one.strip_prefix(b"W/").unwrap_or(one) == tag.as_bytes())
}
