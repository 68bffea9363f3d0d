//! The short name of a consultation in addresses, made from its title.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::text::fold_polish;

/// The part of an address that names a consultation: 1 to 80 of `a-z0-9-`, starting and ending with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The longest slug made of a title.
const LONGEST_MADE: usize = 60;

/// The text cannot be part of an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a slug: use a-z, 0-9 and hyphens, at most 80")]
pub struct BadSlug(pub String);

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A slug from a title: Polish letters folded, everything else that is no letter or digit a hyphen.
    ///
    /// `None` when nothing is left, as for a title in Cyrillic only.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in title.to_lowercase().chars() {
            let folded = fold_polish(c);
            if folded.is_ascii_alphanumeric() {
                slug.push(folded);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() > LONGEST_MADE {
                // Not in the middle of a word, unless it is the only one.
                let end = slug.rfind('-').unwrap_or(LONGEST_MADE);
                slug.truncate(end);
                break;
            }
        }
        slug.trim_end_matches('-').parse().ok()
    }
}

impl FromStr for Slug {
    type Err = BadSlug;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=80).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSlug(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = BadSlug;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
