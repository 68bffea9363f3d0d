//! Passwords as they are stored: argon2id in PHC form.

use std::sync::OnceLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};

use crate::actions::blocking::BlockingPool;
use crate::actions::error::ActionError;
use crate::random::Random;

/// Each hash takes 19 MiB and a processor for a while.
static HASHING: BlockingPool = BlockingPool::new();
/// What the password of nobody is compared with.
static NOBODYS: OnceLock<String> = OnceLock::new();

/// A password as it is stored.
///
/// # Errors
/// When it cannot be hashed.
pub(super) async fn hash(random: Random, password: String) -> Result<String, ActionError> {
    HASHING.run(move || hashed(random, &password)).await?
}

/// Whether a password is the one that is stored. Where none is, the answer takes as long and is no.
///
/// # Errors
/// When nothing can be hashed.
pub(super) async fn fits(random: Random, password: String, kept: Option<String>) -> Result<bool, ActionError> {
    HASHING
        .run(move || {
            let known = kept.is_some();
            let compared = match (kept, NOBODYS.get()) {
                (Some(kept), _) => kept,
                (None, Some(made)) => made.clone(),
                (None, None) => {
                    let made = hashed(random, "the password of nobody")?;
                    NOBODYS.get_or_init(|| made).clone()
                }
            };
            let fits = Argon2::default()
                .verify_password(password.as_bytes(), compared.as_str())
                .is_ok();
            Ok(fits && known)
        })
        .await?
}

/// RFC 9106's second recommendation scaled to OWASP's minimum (19 MiB, 2 passes), the defaults of the crate.
fn hashed(random: Random, password: &str) -> Result<String, ActionError> {
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &random.salt())
        .map(|hash: argon2::password_hash::phc::PasswordHash| hash.to_string())
        .map_err(|_| ActionError::Failed("a password could not be hashed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nobody_has_a_password_that_fits() {
        for password in ["the password of nobody", ""] {
            assert!(!fits(Random, password.to_owned(), None).await.unwrap());
        }
    }
}
