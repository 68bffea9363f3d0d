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

/// What whoever guesses here tries first (docs/security.md).
const OURS: [&str; 13] = [
    "dutyline",
    "dyżur",
    "dyżury",
    "konsultacja",
    "konsultacje",
    "urząd",
    "telefon",
    "koordynator",
    "grafik",
    "duty",
    "consultation",
    "чергування",
    "консультація",
];

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

/// Whether a password is among the first ten thousand million that would be tried: usual passwords, words, names, keys in a
/// row, repetitions, and what belongs to whoever sets it.
///
/// # Errors
/// When it cannot be looked at.
pub(super) async fn is_guessable(password: String, own: Vec<String>) -> Result<bool, ActionError> {
    HASHING
        .run(move || {
            let words = own.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
            let own: Vec<&str> = words
                .chain(own.iter().map(String::as_str))
                .filter(|word| word.chars().count() > 2)
                .chain(OURS)
                .collect();
            zxcvbn::zxcvbn(&password, &own).score() < zxcvbn::Score::Four
        })
        .await
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

    #[tokio::test]
    async fn what_is_tried_first_is_guessable() {
        let own = vec!["Oksana Kowalska".to_owned(), "oksana@urzad.krakow.pl".to_owned()];
        for (password, expected) in [
            ("123456789012345", true),
            ("aaaaaaaaaaaaaaaaaaaa", true),
            ("qwertyuiopasdfghjkl", true),
            ("passwordpassword", true),
            ("Oksana Kowalska", true),
            ("kowalska.krakow", true),
            ("dutylinedutyline", true),
            ("cztery słowa i dyżur", false),
            ("Oksana lubi zielone rowery", false),
            ("xkq7vw2mzt9rbn4h", false),
            ("дощ іде над містом", false),
        ] {
            let is_guessable = is_guessable(password.to_owned(), own.clone()).await.unwrap();
            assert_eq!(is_guessable, expected, "{password}");
        }
    }
}
