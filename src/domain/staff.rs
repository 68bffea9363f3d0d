//! The people who can take duties. Internal data: nothing here reaches a public page.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::absence::Absence;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{ExtensionId, StaffId, UnitId};
use crate::domain::language::{Language, Locale};
use crate::domain::time::Span;

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
    /// When they cannot be on duty, by start.
    pub absences: Vec<Absence>,
    /// How much of the duties is theirs.
    pub share: WorkShare,
    /// Since when they take no duties any more. They are never deleted: what they did stays theirs.
    pub retired_at: Option<DateTime<Utc>>,
}

/// How much of the duties is somebody's when they are shared out, and what they would rather not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkShare {
    /// Part-time share in percent: who works half the time has 50 and is due half as much.
    pub percent: i32,
    /// The most duties in an ISO week.
    pub max_per_week: Option<i32>,
    /// The most duties in one consultation.
    pub max_duties: Option<i32>,
    /// Weekdays on which they would rather have none, from 1 for Monday (ISO 8601).
    pub rather_not: BTreeSet<u8>,
}

impl Default for WorkShare {
    fn default() -> Self {
        Self {
            percent: 100,
            max_per_week: None,
            max_duties: None,
            rather_not: BTreeSet::new(),
        }
    }
}

impl WorkShare {
    /// Part-time shares that make sense, in percent.
    const PERCENT: RangeInclusive<i32> = 1..=1000;
    const LIMITS: RangeInclusive<i32> = 0..=1000;

    /// Whether there is a most they may have.
    pub fn is_limited(&self) -> bool {
        self.max_per_week.is_some() || self.max_duties.is_some()
    }

    /// What cannot be kept of it.
    pub fn faults(&self) -> Vec<FieldError> {
        let limits = [("max_per_week", self.max_per_week), ("max_duties", self.max_duties)];
        let odd = limits
            .into_iter()
            .filter(|(_, limit)| limit.is_some_and(|most| !Self::LIMITS.contains(&most)));
        let weight = (!Self::PERCENT.contains(&self.percent)).then_some("weight");
        let weekday = (!self.rather_not.iter().all(|day| (1..=7).contains(day))).then_some("rather_not");
        let fields = weight.into_iter().chain(odd.map(|(field, _)| field)).chain(weekday);
        fields.map(|field| FieldError::new(field, Fault::Number)).collect()
    }
}

impl StaffMember {
    /// Somebody of an office of whom nothing is known yet.
    pub fn new(id: StaffId, unit: UnitId) -> Self {
        Self {
            id,
            unit,
            lent_to: BTreeSet::new(),
            name: String::new(),
            email: None,
            languages: Vec::new(),
            locale: Locale::Pl,
            extension: None,
            absences: Vec::new(),
            share: WorkShare::default(),
            retired_at: None,
        }
    }

    /// Whether they take duties for the office: it is their own, or they are lent to it, and they have not been retired.
    pub fn serves(&self, unit: UnitId) -> bool {
        self.retired_at.is_none() && (self.unit == unit || self.lent_to.contains(&unit))
    }

    /// Until when they are away, when they are during a span: the wall-clock time of that absence.
    pub fn away(&self, span: Span) -> Option<NaiveDateTime> {
        self.absences
            .iter()
            .filter_map(|absence| absence.keeps_from(span))
            .max()
    }
}
