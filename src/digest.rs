//! Contents by their SHA-256.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal: as links, sessions and tokens are stored, and by which equal contents are known.
pub fn sha256(contents: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(contents))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
