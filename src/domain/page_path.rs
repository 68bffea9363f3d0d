//! Where somebody was.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::language::Locale;

/// Longer ones are not kept.
const LONGEST: usize = 2000;

/// Path and query of a page in one of the languages, `/pl/desk/calls?after=…`: what signing in may lead back to. It never
/// leads to another server, and is a header as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PagePath(String);

/// The text is not the path of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a page")]
pub struct BadPagePath;

impl PagePath {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PagePath {
    type Err = BadPagePath;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let language = text.strip_prefix('/').and_then(|path| path.split('/').next());
        let is_page = language.is_some_and(|language| language.parse::<Locale>().is_ok());
        // What an address may have as it is (RFC 3986, §2). Browsers take a backslash for a slash.
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if is_page && is_plain && text.len() < LONGEST {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadPagePath)
        }
    }
}

impl TryFrom<String> for PagePath {
    type Error = BadPagePath;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PagePath> for String {
    fn from(path: PagePath) -> Self {
        path.0
    }
}
