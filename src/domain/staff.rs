//! The people who can take duties. Internal data: nothing here reaches a public page.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ExtensionId, StaffId, UnitId};
use crate::domain::language::{Language, Locale};

/// An e-mail address: one `@`, something on both sides, a dot or `localhost` after it, no space, at most 254 characters
/// (RFC 5321, §4.5.3.1.3).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an address mail can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct BadEmail;

impl Email {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    /// Addresses do not belong in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl FromStr for Email {
    type Err = BadEmail;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (name, host) = text.split_once('@').ok_or(BadEmail)?;
        let host_fits = host == "localhost" || (host.contains('.') && !host.starts_with('.') && !host.ends_with('.'));
        let plain = text
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"<>,;:\"()[]\\".contains(c));
        if name.is_empty() || host.contains('@') || !host_fits || !plain || text.len() > 254 {
            return Err(BadEmail);
        }
        Ok(Self(text.to_lowercase()))
    }
}

impl TryFrom<String> for Email {
    type Error = BadEmail;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// A person who can take duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Identifier.
    pub id: StaffId,
    /// The office they belong to.
    pub unit: UnitId,
    /// Other offices they take duties for. Their calendar is one.
    pub lent_to: BTreeSet<UnitId>,
    /// How colleagues know them; in the demo, the desk.
    pub name: String,
    /// Where reminders go.
    pub email: Option<Email>,
    /// Languages they speak on the telephone.
    pub languages: Vec<Language>,
    /// The language of their messages and pages.
    pub locale: Locale,
    /// Where they usually answer; slots read for this extension are given to them.
    pub extension: Option<ExtensionId>,
    /// When they cannot be on duty.
    pub absences: Vec<Absence>,
}

impl StaffMember {
    /// Whether they take duties for the office: it is their own, or they are lent to it.
    pub fn serves(&self, unit: UnitId) -> bool {
        self.unit == unit || self.lent_to.contains(&unit)
    }
}

/// Days on which somebody cannot be on duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// First day, included.
    pub first_day: NaiveDate,
    /// Last day, included.
    pub last_day: NaiveDate,
}
