//! Identifiers and secrets, injected. Nothing else in the program draws random bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use rand::Rng;
use uuid::{Builder, Uuid};

/// The source of identifiers and secrets.
#[derive(Debug, Clone, Copy, Default)]
pub struct Random;

impl Random {
    /// A version 7 identifier of the given instant (RFC 9562, §5.7): it sorts by time.
    pub fn id<T: From<Uuid>>(self, at: DateTime<Utc>) -> T {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        let mut bytes = [0; 10];
        fill(&mut bytes);
        T::from(Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }

    /// 256 bits for a link, a cookie or a token, as 43 characters of base64url.
    pub fn secret(self) -> String {
        let mut bytes = [0; 32];
        fill(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// 256 bits for a signing key.
    pub fn key(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        fill(&mut bytes);
        bytes
    }

    /// 128 bits of salt for a password hash.
    pub fn salt(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        fill(&mut bytes);
        bytes
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that draws random bytes")]
fn fill(bytes: &mut [u8]) {
    rand::rng().fill_bytes(bytes);
}
