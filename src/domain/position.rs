//! The office's answer to a contribution (Polish *stanowisko*), and the set of verdicts it chooses from.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::UserId;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::text::{LONGEST_TEXT, clean_text, one_line};

codes! {
    /// How far an answer is.
    PositionState {
        /// Nobody has begun.
        ToBeDecided => "to_be_decided",
        /// Somebody wrote one down.
        Draft => "draft",
        /// Somebody else is to look at it.
        ToBeVerified => "to_be_verified",
        /// It stands.
        Final => "final",
    }
}

/// The code of a verdict: 1 to 40 of `a-z0-9_`. Hyphens are read as `_`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VerdictCode(String);

/// The text is no code of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no verdict: use a-z, 0-9 and _, at most 40")]
pub struct BadVerdict(pub String);

impl VerdictCode {
    /// The longest, in bytes.
    pub const LONGEST: usize = 40;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A code from a label; `None` when it has no letter of ours.
    fn from_label(label: &str) -> Option<Self> {
        let mut code = Slug::from_title(label)?.to_string();
        code.truncate(Self::LONGEST);
        code.trim_end_matches('-').parse().ok()
    }
}

impl FromStr for VerdictCode {
    type Err = BadVerdict;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().replace('-', "_");
        let fits = (1..=Self::LONGEST).contains(&code.len())
            && code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if fits {
            Ok(Self(code))
        } else {
            Err(BadVerdict(text.to_owned()))
        }
    }
}

impl TryFrom<String> for VerdictCode {
    type Error = BadVerdict;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<VerdictCode> for String {
    fn from(code: VerdictCode) -> Self {
        code.0
    }
}

impl fmt::Display for VerdictCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A verdict of a consultation's set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub code: VerdictCode,
    /// What the office calls it, per language; empty for the usual ones, which have words of ours.
    pub label: BTreeMap<Locale, String>,
}

/// The verdicts a consultation chooses from, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VerdictSet(Vec<Verdict>);

/// The codes of the set every consultation begins with.
pub const USUAL: [&str; 6] = [
    "accepted",
    "accepted_in_part",
    "not_accepted",
    "already_in_draft",
    "for_further_analysis",
    "not_applicable",
];

/// The most verdicts of a set.
pub const MAX_VERDICTS: usize = 20;
/// The longest label of a verdict, in characters.
const MAX_LABEL: usize = 80;

impl Default for VerdictSet {
    fn default() -> Self {
        let usual = USUAL.iter().map(|code| Verdict {
            code: VerdictCode((*code).to_owned()),
            label: BTreeMap::new(),
        });
        Self(usual.collect())
    }
}

impl VerdictSet {
    /// A set of labels in order, each with the code it had. One without a Polish label is left out; a new one gets its
    /// code from it.
    pub fn of_labels(labels: Vec<(Option<VerdictCode>, BTreeMap<Locale, String>)>) -> Result<Self, Vec<FieldError>> {
        let (mut set, mut faults) = (Vec::<Verdict>::new(), Vec::new());
        for (index, (code, typed)) in labels.into_iter().enumerate() {
            let mut label = BTreeMap::new();
            for (locale, text) in typed {
                let field = format!("verdict-{index}-{locale}");
                match clean_text(&field, &text, MAX_LABEL).and_then(|text| one_line(&field, text)) {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => drop(label.insert(locale, text)),
                    Err(fault) => faults.push(fault),
                }
            }
            let polish = format!("verdict-{index}-pl");
            let mut refuse = |fault| faults.push(FieldError::new(polish.clone(), fault));
            let Some(said) = label.get(&Locale::Pl) else {
                if !label.is_empty() {
                    refuse(Fault::Required);
                }
                continue;
            };
            match code.or_else(|| VerdictCode::from_label(said)) {
                None => refuse(Fault::Unknown),
                Some(code) if set.iter().any(|verdict| verdict.code == code) => refuse(Fault::Twice),
                Some(_) if set.iter().any(|verdict| verdict.label.get(&Locale::Pl) == Some(said)) => {
                    refuse(Fault::Twice);
                }
                Some(code) => set.push(Verdict { code, label }),
            }
        }
        if set.len() > MAX_VERDICTS {
            faults.push(FieldError::new("verdicts", Fault::TooMany));
        }
        if set.is_empty() {
            faults.push(FieldError::new("verdicts", Fault::Required));
        }
        if faults.is_empty() { Ok(Self(set)) } else { Err(faults) }
    }

    pub fn all(&self) -> &[Verdict] {
        &self.0
    }

    pub fn of(&self, code: &VerdictCode) -> Option<&Verdict> {
        self.0.iter().find(|verdict| verdict.code == *code)
    }
}

/// An answer as somebody wants it to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPosition {
    pub verdict: Option<VerdictCode>,
    /// Why; empty until somebody says.
    pub reasons: String,
    pub state: PositionState,
}

impl NewPosition {
    /// The same fit to be stored, or what is wrong with it. What is to be verified, or final, has a verdict and reasons.
    pub fn checked(mut self, set: &VerdictSet) -> Result<Self, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut refuse = |field: &str, fault| faults.push(FieldError::new(field, fault));
        let is_ready = matches!(self.state, PositionState::ToBeVerified | PositionState::Final);
        match &self.verdict {
            None if is_ready => refuse("verdict", Fault::Required),
            Some(code) if set.of(code).is_none() => refuse("verdict", Fault::Choice),
            _ => {}
        }
        match clean_text("reasons", &self.reasons, LONGEST_TEXT) {
            Ok(reasons) => self.reasons = reasons,
            Err(fault) => refuse("reasons", fault.fault),
        }
        if is_ready && self.reasons.trim().is_empty() {
            refuse("reasons", Fault::Required);
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

/// An answer, as far as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub verdict: Option<VerdictCode>,
    /// Why; empty until somebody says.
    pub reasons: String,
    pub state: PositionState,
    /// Who last changed it, and when; `None` while nobody has.
    pub decided: Option<(UserId, DateTime<Utc>)>,
}

impl Position {
    /// That of a contribution which has just come in.
    pub fn none() -> Self {
        Self {
            verdict: None,
            reasons: String::new(),
            state: PositionState::ToBeDecided,
            decided: None,
        }
    }

    /// Whether it says this already.
    pub fn says(&self, new: &NewPosition) -> bool {
        self.verdict == new.verdict && self.reasons == new.reasons && self.state == new.state
    }
}
